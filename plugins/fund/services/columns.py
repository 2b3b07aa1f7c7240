"""The columns of the summary book: which copies each of them counts. The school may change them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.alphabet import fold
from core.i18n import language
from plugins.fund.errors import UnknownWord
from plugins.fund.models import SummaryColumn


@dataclass(frozen=True)
class Column:
    """A column; a copy is counted if it fits all that is said, empty means anything."""

    title: str
    prefixes: tuple[str, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    grades: tuple[int, ...]

    def holds(self, kind: Any, index: Any, spoken: Any, grade: Any) -> bool:
        """Return whether a copy of such a record belongs into the column."""
        if self.kinds and kind not in self.kinds:
            return False
        if self.prefixes and not str(index or "").startswith(self.prefixes):
            return False
        if self.languages and not _speaks(str(spoken), self.languages):
            return False
        return not self.grades or grade in self.grades


def _speaks(spoken: str, languages: tuple[str, ...]) -> bool:
    return spoken in languages or ("other" in languages and spoken not in ("kk", "ru"))


def columns() -> list[Column]:
    """Return the school's columns in their order, named in the language spoken now."""
    spoken = language()
    return [
        Column(
            getattr(one, f"title_{spoken}") or one.title_kk,
            words_of(one.prefixes),
            words_of(one.kinds),
            words_of(one.languages),
            tuple(int(grade) for grade in words_of(one.grades) if grade.isdecimal()),
        )
        for one in SummaryColumn.select().order_by(SummaryColumn.place, SummaryColumn.id)
    ]


def words_of(text: Any) -> tuple[str, ...]:
    """Return the words of a list typed with commas; ``6-8`` stands for 6, 7 and 8."""
    found: list[str] = []
    for part in str(text or "").replace(";", ",").split(","):
        one = part.strip()
        first, dash, last = one.partition("-")
        if dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last) < 100:
            found += [str(number) for number in range(int(first), int(last) + 1)]
        elif one:
            found.append(one)
    return tuple(found)


def in_words(codes: Any, words: Mapping[str, Any]) -> str:
    """Return a list of codes as a person writes it: ``book, brochure``."""
    return ", ".join(str(words.get(one, one)) for one in words_of(codes))


def in_codes(text: Any, words: Mapping[str, Any]) -> str:
    """Return the codes of a list typed in words; UnknownWord if one is none of ``words``."""
    known = {fold(str(title)): code for code, title in words.items()}
    found = []
    for one in words_of(text):
        code = one if one in words else known.get(fold(one))
        if code is None:
            raise UnknownWord(word=one, words=", ".join(map(str, words.values())))
        found.append(code)
    return ", ".join(found)
