"""The classes that a list speaks of: found, or lacking."""

from collections import defaultdict
from typing import TYPE_CHECKING

from core.alphabet import fold
from core.intake import Row
from plugins.readers.models import SchoolClass
from plugins.readers.services.list_words import LOOKALIKES

if TYPE_CHECKING:
    from plugins.readers.services.class_lists import Pupil


class Classes:
    """The classes that there are, by grade and letter."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.known: dict[tuple[int, str], list[SchoolClass]] = defaultdict(list)
        for one in SchoolClass.select().order_by(SchoolClass.id):
            key = int(one.grade), str(one.letter).translate(LOOKALIKES).upper()
            self.known[key].append(one)

    def language_of(self, row: Row, place: tuple[int, str]) -> str:
        """Return the language of instruction: the row's, else the class's, else the chosen one."""
        words = fold(str(row.get("language")))
        for start, code in (
            ("каз", "kk"),
            ("kk", "kk"),
            ("рус", "ru"),
            ("орыс", "ru"),
            ("ru", "ru"),
        ):
            if words.startswith(start):
                return code
        found = self.known.get(place)
        return str(found[0].language) if found else self.language

    def find(self, pupil: "Pupil") -> SchoolClass | None:
        """Return the class of a row; one of another language only if there is no choice."""
        found = self.known.get(pupil.place, [])
        return next((one for one in found if one.language == pupil.language), None) or (
            found[0] if len(found) == 1 and not pupil.row.get("language") else None
        )

    def moves(self, pupil: "Pupil") -> bool:
        """Return whether the pupil, who is known, is in another class now."""
        there = self.find(pupil)
        return pupil.reader is not None and (
            there is None or pupil.reader.school_class_id != there.id
        )

    def new_places(self, pupils: "list[Pupil]") -> set[tuple[int, str, str]]:
        """Return grade, letter and language of classes that there are not yet."""
        return {(*one.place, one.language) for one in pupils if self.find(one) is None}
