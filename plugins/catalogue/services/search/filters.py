"""What a search may be narrowed to, and how many of the found each of that would leave."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from core.database import db
from plugins.catalogue.models import ClassIndex

#: The names of the facets, in the order in which they are shown.
FACETS = ("kind", "language", "grade", "subject", "branch")

#: Seconds for which the table of classes is not read again: nearly nobody ever changes it.
_STAYS = 60.0


@dataclass(frozen=True)
class Filters:
    """To what the search is narrowed: an empty value narrows nothing.

    ``branch`` is a main class of ББК (``84``, ``22``, ``3``); ``is_available`` leaves what has a
    copy on the shelf now.
    """

    kind: str = ""
    language: str = ""
    grade: int | None = None
    subject: str = ""
    branch: str = ""
    first_year: int | None = None
    last_year: int | None = None
    is_available: bool = False

    @property
    def has_facets(self) -> bool:
        """Return whether one of the facets is chosen."""
        return any(_wanted(self))


@dataclass(frozen=True)
class Choice:
    """A value of a facet, and how many of the found have it."""

    value: Any
    count: int


class Group(NamedTuple):
    """How many of the found have the same kind, language, grade, subject and class.

    ``values`` are in the order of FACETS; ``key`` is what was read, with two figures of ББК.
    """

    values: tuple[Any, ...]
    key: tuple[Any, ...]
    how_many: int


def grouped(rows: Iterable[tuple[tuple[Any, ...], int]]) -> list[Group]:
    """Return the rows (kind, language, grade, subject, ББК; how many) with their branches."""
    known = main_classes()
    return [Group((*key[:4], branch_of(key[4], known)), tuple(key), count) for key, count in rows]


def counted(groups: list[Group], filters: Filters) -> tuple[dict[str, list[Choice]], set[Any]]:
    """Return the choices of each facet under the other filters, and the keys that pass all.

    What is most frequent comes first; grades follow one another.
    """
    asked = [(place, wanted) for place, wanted in enumerate(_wanted(filters)) if wanted]
    counts: list[Counter[Any]] = [Counter() for _facet in FACETS]
    passing = set()
    every = range(len(FACETS))
    for values, key, count in groups:
        lacking = [place for place, wanted in asked if values[place] != wanted]
        if not lacking:
            passing.add(key)
        # A facet shows what there would be instead of its own choice.
        for place in every if not lacking else lacking if len(lacking) == 1 else ():
            counts[place][values[place]] += count
    found = {}
    for facet, each in zip(FACETS, counts, strict=True):
        choices = [Choice(value, count) for value, count in each.items() if value]
        choices.sort(
            key=lambda one: one.value if isinstance(one.value, int) else (-one.count, one.value)
        )
        found[facet] = choices
    return found, passing


def _wanted(filters: Filters) -> tuple[Any, ...]:
    return tuple(getattr(filters, facet) for facet in FACETS)


def main_classes() -> frozenset[str]:
    """Return the main classes of ББК in the library's table, one or two figures; a minute old."""
    read_at, kept = getattr(db.obj, "main_classes", (0.0, frozenset()))
    now = time.monotonic()
    if not kept or now > read_at + _STAYS:
        rows = ClassIndex.select(ClassIndex.index).where(ClassIndex.scheme == "bbk").tuples()
        kept = frozenset(index for (index,) in rows if len(index) <= 2 and index.isdigit())
        db.obj.main_classes = now, kept
    return kept


@lru_cache(maxsize=2000)
def branch_of(bbk: str, known: frozenset[str]) -> str:
    """Return the main class of an index: ``84`` of ``84(5Қаз)1``; nothing if it has none."""
    figures = bbk[:2]
    if figures in known:
        return figures
    return figures[:1] if figures[:1].isdigit() else ""


def branch_words(branches: Iterable[str], language: str) -> dict[str, str]:
    """Return the classes' names in the language of the panel; figures where there is none."""
    wanted = list(branches)
    names = {
        one.index: one.title_ru if language == "ru" and one.title_ru else one.title_kk
        for one in ClassIndex.select().where(
            ClassIndex.scheme == "bbk", ClassIndex.index.in_(wanted)
        )
    }
    return {one: names.get(one, one) for one in wanted}
