"""The tables of КБЖ and ӘОЖ: a guide for picking an index, which stays free text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.alphabet import fold
from plugins.catalogue.models import ClassIndex


@dataclass
class Branch:
    """A class with the classes below it."""

    row: ClassIndex
    below: list["Branch"] = field(default_factory=list)


def tree(scheme: str) -> list[Branch]:
    """Return the main classes of a scheme, each with what is below it."""
    rows = list(
        ClassIndex.select().where(ClassIndex.scheme == scheme).order_by(ClassIndex.sort_key)
    )
    branches = {one.id: Branch(one) for one in rows}
    roots: list[Branch] = []
    for one in rows:
        above = branches.get(one.parent_id)
        (above.below if above else roots).append(branches[one.id])
    return roots


def search(scheme: str, words: str) -> list[ClassIndex]:
    """Return the classes whose index begins with the words, or whose words have them all."""
    asked = words.strip()
    wanted = fold(asked).split()
    if not asked:
        return []
    rows = ClassIndex.select().where(ClassIndex.scheme == scheme).order_by(ClassIndex.sort_key)
    return [one for one in rows if _has(one, asked, wanted)]


def _has(row: ClassIndex, asked: str, wanted: Sequence[str]) -> bool:
    if str(row.index).casefold().startswith(asked.casefold()):
        return True
    words = fold(f"{row.title_kk} {row.title_ru}").split()
    return bool(wanted) and all(any(one.startswith(part) for one in words) for part in wanted)


def meaning(scheme: str, index: str) -> ClassIndex | None:
    """Return the nearest class for an index: the longest one that it begins with."""
    index = index.strip()
    starts = [index[:end] for end in range(len(index), 0, -1)]
    rows = ClassIndex.select().where(ClassIndex.scheme == scheme, ClassIndex.index.in_(starts))
    return max(rows, key=lambda one: len(one.index), default=None)
