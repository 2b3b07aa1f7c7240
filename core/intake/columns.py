"""Which column of a list is what: found by its heading, corrected by the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.alphabet import fold
from core.intake.errors import ColumnsMissing, ColumnTwice
from core.intake.table import SheetTable, letters


@dataclass(frozen=True)
class Wanted:
    """A column that is looked for.

    ``heads`` are headings by which it is known, in any language, the likeliest first. ``kind`` is
    one of core.intake.values.KINDS. Of several columns with the same ``one_of`` one is enough.
    """

    name: str
    title: Any
    kind: str = "text"
    heads: tuple[str, ...] = ()
    is_required: bool = False
    one_of: str = ""
    longest: int = 500

    def examples(self, language: str) -> list[str]:
        """Return some of the headings, of those that a person of that language would write."""
        is_latin = language == "en"
        return [one for one in self.heads if one.isascii() == is_latin][:6]


def matched(heads: Sequence[str], wanted: Sequence[Wanted]) -> dict[str, int]:
    """Return by name the column (from 0) of each wanted one that a heading was found for.

    A heading that is a known one outright goes before one that only begins with it or has it
    among its words; a column is given out once.
    """
    folded = [fold(one) for one in heads]
    found: dict[str, int] = {}
    for fits in (_is_it, _begins, _has):
        for one in wanted:
            if one.name in found:
                continue
            for known in (fold(words) for words in one.heads):
                place = next(
                    (
                        at
                        for at, head in enumerate(folded)
                        if at not in found.values() and fits(head, known)
                    ),
                    None,
                )
                if place is not None:
                    found[one.name] = place
                    break
    return found


def _is_it(head: str, known: str) -> bool:
    return head == known


def _begins(head: str, known: str) -> bool:
    return len(known) > 3 and head.startswith(known)


def _has(head: str, known: str) -> bool:
    return len(known) > 3 and f" {known}" in f" {head}"


def chosen(form: Mapping[str, str], table: SheetTable, wanted: Sequence[Wanted]) -> dict[str, int]:
    """Return what the person chose: ``column-NAME`` fields that hold a column's number."""
    found: dict[str, int] = {}
    for one in wanted:
        text = form.get(f"column-{one.name}", "")
        if text.isascii() and text.isdigit() and len(text) < 4 and int(text) < len(table.heads):
            found[one.name] = int(text)
    return found


def ensure_complete(
    matching: Mapping[str, int], wanted: Sequence[Wanted], heads: Sequence[str] = ()
) -> None:
    """Raise ColumnsMissing if a column that is needed was matched to nothing.

    ColumnTwice if one was matched to two things.
    """
    for column in set(matching.values()):
        titles = [str(one.title) for one in wanted if matching.get(one.name) == column]
        if len(titles) > 1:
            head = heads[column] if column < len(heads) else letters(column)
            raise ColumnTwice(head=head or letters(column), titles=", ".join(titles))
    missing = [str(one.title) for one in wanted if one.is_required and one.name not in matching]
    for group in dict.fromkeys(one.one_of for one in wanted if one.one_of):
        choice = [one for one in wanted if one.one_of == group]
        if not any(one.name in matching for one in choice):
            missing.append(" / ".join(str(one.title) for one in choice))
    if missing:
        raise ColumnsMissing(titles=", ".join(missing))
