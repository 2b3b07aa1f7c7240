"""Jubilees: which line is whose, and whose round number falls in another school year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.planning.models import MONTHS_OF_LESSONS, MemorableDate

#: A jubilee is marked every five years, from so many on.
STEP, LEAST = 5, 40

#: So many are offered for a line.
MOST_OFFERED = 12

_NUMBER_KK = re.compile(r"\b\d{2,4}(?=\s*(?:жыл|жас))")
_NUMBER_RU = re.compile(r"\b\d{2,4}(?=\s*(?:лет|год))")
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)


@dataclass(frozen=True)
class Jubilee:
    """Somebody's round number in a school year; ``month`` is empty if that is not known."""

    date: MemorableDate
    number: int
    month: int | None

    @property
    def weight(self) -> int:
        """Return how much a school here would mark it: rounder, nearer to home, surer."""
        weight = next(
            w
            for step, w in ((100, 5), (50, 4), (25, 3), (10, 2), (1, 1))
            if self.number % step == 0
        )
        if _KAZAKH.search(str(self.date.name)):
            weight += 5
        return weight + bool(self.date.is_confirmed)


@dataclass
class Proposal:
    """A line about a jubilee: whose it is in the new year (``chosen``), or who may take it.

    ``is_same`` says that the same person has a round number again.
    """

    place: int
    line: dict[str, Any]
    offers: list[Jubilee] = field(default_factory=list)
    chosen: Jubilee | None = None
    is_same: bool = False


def number_in(date: MemorableDate, year: int) -> int | None:
    """Return how many years it will be in the school year that begins in ``year``.

    Who was born in summer is marked in the autumn after; without a month, it is the calendar
    year in which the school year ends.
    """
    if date.year is None:
        return None
    born = int(date.year)
    return (year + 1 if date.month is None or int(date.month) < 6 else year) - born


def jubilees(year: int) -> list[Jubilee]:
    """Return the round numbers of people in the school year, the weightiest first."""
    found = []
    for one in MemorableDate.select().where(MemorableDate.kind == "person"):
        number = number_in(one, year)
        if number is not None and number >= LEAST and number % STEP == 0:
            month = None if one.month is None else int(one.month)
            found.append(Jubilee(one, number, month))
    return sorted(found, key=lambda one: (-one.weight, one.date.sort_key))


def proposals(lines: Sequence[dict[str, Any]], year: int) -> list[Proposal]:
    """Return for each line about a jubilee whom it is about in the new year.

    The same person, if the number is round again; else another who is in no line yet, of the
    same month rather. A line may stay without anybody: then it is left out.
    """
    known = jubilees(year)
    by_name = {str(one.date.name): one for one in known}
    found = [Proposal(place, line) for place, line in enumerate(lines) if line.get("person")]
    used = {str(one.line["person"]) for one in found}
    for one in found:
        one.chosen = by_name.get(str(one.line["person"]))
        one.is_same = one.chosen is not None
    free = [one for one in known if str(one.date.name) not in used]
    for one in found:
        if one.is_same and one.chosen is not None:
            one.offers = [one.chosen]
            continue
        month = one.line.get("month")
        ranked = sorted(free, key=lambda each: -(each.weight + 3 * (each.month == month)))
        if ranked:
            one.chosen = ranked[0]
            free.remove(ranked[0])
    for one in found:
        if not one.is_same:
            rest = [each for each in free if each is not one.chosen]
            offers = [one.chosen, *rest] if one.chosen else rest
            one.offers = offers[:MOST_OFFERED]
    return found


def apply(lines: list[dict[str, Any]], some: Iterable[Proposal]) -> list[dict[str, Any]]:
    """Return the lines with their jubilees moved on; those without anybody are left out."""
    decided = {one.place: one for one in some}
    found = []
    for place, line in enumerate(lines):
        if place not in decided:
            found.append(line)
        elif (chosen := decided[place].chosen) is not None:
            found.append(_about(line, chosen, is_same=decided[place].is_same))
    return found


def _about(line: dict[str, Any], chosen: Jubilee, *, is_same: bool) -> dict[str, Any]:
    name, number = str(chosen.date.name), chosen.number
    texts = {
        "text_kk": f"{name}: туғанына {number} жыл",
        "text_ru": f"{chosen.date.name_ru or name}: {number} лет со дня рождения",
    }
    if is_same:
        for key, pattern in (("text_kk", _NUMBER_KK), ("text_ru", _NUMBER_RU)):
            moved, count = pattern.subn(str(number), str(line.get(key, "")))
            if count == 1 or not line.get(key):
                texts[key] = moved
    month = chosen.month if chosen.month in MONTHS_OF_LESSONS else line.get("month")
    if chosen.month in (6, 7, 8) and month not in (9, 10, 11, 12):
        month = 9
    return {**line, **texts, "person": name, "month": month, "due_on": None}


def by_months(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines so that those of a month stand together, as they stood before."""
    order = {month: place for place, month in enumerate(MONTHS_OF_LESSONS)}
    events = [one for one in lines if one["place"] == "VIII"]
    rest = [one for one in lines if one["place"] != "VIII"]
    return rest + sorted(events, key=lambda one: order.get(one.get("month") or 0, 99))
