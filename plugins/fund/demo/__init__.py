"""The fund of the demo school: deliveries over the years, numbered in the order they came.

The two funds have numbers of their own, both plain digits so that they can be typed by hand:
the main fund from 10001 (no card has such a number), the textbook fund from 200001.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _

from core import bulk
from core.alphabet import sort_key
from core.demo import School, workday
from plugins.catalogue.models import Record
from plugins.fund.demo.books import enter_all
from plugins.fund.models import Copy

FIRST_NUMBER = {"main": 10001, "textbook": 200001}

#: Years of which there are deliveries, and after which a textbook no class uses is withdrawn.
YEARS_KEPT = 12
YEARS_USED = 6

#: About half of a school's copies are textbooks (domain: 19,930 of 36,375); so many at the most,
#: even if then some classes go without.
TEXTBOOK_SHARE = 0.52
MOST_TEXTBOOKS = 0.75

COLUMNS = tuple(Copy._meta.fields)


@dataclass
class Edition:
    """What the deliveries need to know of a record."""

    id: int
    kind: str
    bbk: str
    year: int
    grade: int
    pages: int
    shelf: str
    day: date


@dataclass
class Batch:
    """So many copies of one record that came on one day at one price."""

    received_on: date
    edition: Edition
    count: int
    price: Decimal
    withdrawn: int = 0
    withdrawn_on: date | None = None


def fill(school: School) -> None:
    """Add the copies of every record."""
    dice = school.rng("fund")
    editions = _editions(school)
    needed = _needed(school)
    textbooks = [one for one in editions if one.kind == "textbook"]
    others = [one for one in editions if one.kind != "textbook"]
    if (share := MOST_TEXTBOOKS * school.copies / sum(needed.values())) < 1:
        needed = Counter({record: max(1, int(count * share)) for record, count in needed.items()})
    for_textbooks = max(sum(needed.values()), round(school.copies * TEXTBOOK_SHARE))
    batches = [
        *_textbook_batches(school, dice, textbooks, needed, for_textbooks),
        *_main_batches(school, dice, others, school.copies - for_textbooks),
    ]
    for batch in batches:
        batch.received_on = workday(batch.received_on)
    batches.sort(key=lambda one: (one.received_on, one.edition.id))
    next_number = dict(FIRST_NUMBER)
    school.insert(_("Copies"), Copy, COLUMNS, _rows(school, dice, batches, next_number))
    enter_all(school, next_number)


def _editions(school: School) -> list[Edition]:
    found = list(Record.select().order_by(Record.bbk, Record.sort_key, Record.id))
    shelves = max(1, len(found) // 120)
    return [
        Edition(
            int(one.id),
            str(one.kind),
            str(one.bbk),
            int(one.year or school.year),
            int(one.grade or 0),
            int(one.pages or 200),
            f"{one.grade}-сынып"
            if one.kind == "textbook"
            else f"{1 + place * shelves // len(found)}-стеллаж, {1 + place % 5}-сөре",
            one.created_at.date(),
        )
        for place, one in enumerate(found)
    ]


def _needed(school: School) -> Counter[int]:
    """Return how many copies of each textbook the classes need: this year's, or last year's."""
    now: Counter[tuple[int, str, str]] = Counter()
    before: Counter[tuple[int, str, str]] = Counter()
    for one in school.classes:
        now[(one.grade, one.language, one.profile)] += one.size
        profile = one.profile if one.grade > 10 else ""
        before[(one.grade - 1, one.language, profile)] += one.size
    needed: Counter[int] = Counter()
    for key, books in school.notes["textbook_sets"].items():
        pupils = max(now[key], before[key])
        for record_id, whom in books:
            # A tenth in reserve and the teacher's own; for one sex more than half of the class.
            share = 1.1 if whom == "all" or pupils < 9 else 0.65
            needed[record_id] += round(pupils * share) + (1 if pupils < 9 else 3)
    return needed


def _textbook_batches(
    school: School, dice: Random, editions: list[Edition], needed: Counter[int], whole: int
) -> Iterator[Batch]:
    rest = whole - sum(needed.values())
    spread = _shares(dice, editions, rest)
    for one in editions:
        first = min(max(one.year, school.year - YEARS_KEPT), school.year)
        if count := needed[one.id]:
            later = 0 if first == school.year else round(count * dice.uniform(0, 0.25))
            yield _textbooks(school, dice, one, first, count - later)
            if later:
                yield _textbooks(school, dice, one, dice.randint(first + 1, school.year), later)
        if count := spread[one.id]:
            batch = _textbooks(school, dice, one, first, count)
            if not needed[one.id] and school.year - first >= YEARS_USED:
                batch.withdrawn = round(count * dice.choice((0, 0.4, 0.8, 1)))
                batch.withdrawn_on = date(
                    dice.randint(first + YEARS_USED - 1, school.year), 6, dice.randint(2, 28)
                )
            yield batch


def _textbooks(school: School, dice: Random, one: Edition, year: int, count: int) -> Batch:
    day = date(year, 8, 1 + (one.id * 7 + year) % 16)
    tenge = (600 + 45 * one.grade + dice.randrange(500)) * _inflation(year)
    return Batch(day, one, count, _price(dice, tenge))


def _main_batches(
    school: School, dice: Random, editions: list[Edition], whole: int
) -> Iterator[Batch]:
    fixed = {one.id: _few(dice, one) for one in editions if _few(dice, one)}
    many = [one for one in editions if one.id not in fixed]
    spread = _shares(dice, many, max(whole - sum(fixed.values()), len(many)), least=1)
    for one in editions:
        left = fixed.get(one.id) or spread[one.id]
        day = min(one.day, school.today)
        while left:
            again = _later(dice, day)
            few = left < 4 or again >= school.today
            count = left if few else max(1, round(left * dice.uniform(0.4, 1)))
            left -= count
            tenge = (650 + 2 * one.pages + dice.randrange(1200)) * _inflation(day.year)
            batch = Batch(day, one, count, _price(dice, tenge))
            age = school.year - day.year
            if age > 4 and one.kind == "book" and dice.random() < 0.25:
                batch.withdrawn = round(count * dice.uniform(0.1, 0.5))
                batch.withdrawn_on = date(dice.randint(day.year + 4, school.year), 6, 15)
            yield batch
            day = again


def _few(dice: Random, one: Edition) -> int:
    """Return how many copies there are of what nobody takes by the dozen; 0 for other books."""
    if one.kind in ("periodical", "reference"):
        return 1 + (one.id % 5 == 0)
    if one.kind == "brochure":
        return 2 + one.id % 4
    if one.grade:
        return 2
    # Stories are bought by the dozen, books on a science or on teaching are not.
    return 0 if one.bbk.startswith(("82", "84")) else 1 + one.id % 4


def _shares(
    dice: Random, editions: list[Edition], whole: int, least: int = 0
) -> defaultdict[int, int]:
    """Return how many of ``whole`` go to each edition: a few titles get most."""
    spread: defaultdict[int, int] = defaultdict(int)
    if whole <= 0 or not editions:
        return spread
    weights = [min(dice.paretovariate(1.5), 8.0) for _one in editions]
    unit = (whole - least * len(editions)) / sum(weights)
    reckoned = given = 0.0
    for one, weight in zip(editions, weights, strict=True):
        reckoned += weight * unit
        spread[one.id] = least + round(reckoned - given)
        given += spread[one.id] - least
    return spread


def _later(dice: Random, day: date) -> date:
    """Return the day of a next delivery of the same book: some years on, not in the summer."""
    month = date(day.year + dice.randint(1, 4), dice.choice((2, 3, 4, 9, 10, 11)), 10)
    return month + timedelta(days=dice.randrange(15))


def _inflation(year: int) -> float:
    return 1 + 0.08 * (year - 2014)


def _price(dice: Random, tenge: float) -> Decimal:
    tiyn = dice.choice((0, 0, 0, 20, 40, 50, 50, 80))
    return Decimal(max(int(tenge), 150)) + Decimal(tiyn) / 100


def _rows(
    school: School, dice: Random, batches: list[Batch], next_number: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    number = bulk.next_id(Copy)
    for batch in batches:
        one = batch.edition
        fund = "textbook" if one.kind == "textbook" else "main"
        in_room = one.kind in ("reference", "periodical")
        worn = _conditions(school, batch.received_on)
        for place in range(batch.count):
            inventory_no = str(next_number[fund])
            next_number[fund] += 1
            is_out = place < batch.withdrawn
            values = {
                "id": number,
                "record": one.id,
                "inventory_no": inventory_no,
                "fund": fund,
                "price": batch.price,
                "received_on": batch.received_on,
                "withdrawn_on": batch.withdrawn_on if is_out else None,
                "is_reading_room_only": in_room,
                "condition": "poor" if is_out else dice.choice(worn),
                "shelf": one.shelf,
                "note": "",
                "old_entry_on": None,
                "old_entry_no": "",
                "sort_key": sort_key(inventory_no),
            }
            yield tuple(values[name] for name in COLUMNS)
            number += 1


def _conditions(school: School, received_on: date) -> tuple[str, ...]:
    """Return how copies of that age are, the commonest several times."""
    years = (school.today - received_on).days // 365
    if years < 1:
        return ("new", "new", "good")
    if years < 3:
        return ("good", "good", "good", "satisfactory")
    if years < 7:
        return ("good", "satisfactory")
    return ("good", "satisfactory", "satisfactory", "poor")
