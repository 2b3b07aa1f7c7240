"""Provision with textbooks: how many are needed, how many there are, what is short or over.

Fields after the report that schools publish (domain.md 5). Need = pupils who use the textbook
(share of the grade, rounded up) + copies for teachers + reserve (a share of the pupils' need,
rounded up). Usable = copies in the fund in a condition that may be given out. A record that
serves several sets is shared out once, to the sets in the order of grades.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock, settings
from core.answers import Setting
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet
from plugins.textbooks.services.stock import Stock, stock

#: Conditions in which a textbook is not given out any more.
UNUSABLE = ("poor",)

_GROUP = _("Provision with textbooks")

SETTINGS = (
    Setting(
        "textbooks.reserve",
        _("Reserve, per cent of the pupils"),
        0,
        "number",
        help=_("For new pupils and lost copies; counted into the need."),
        group=_GROUP,
        most=100,
    ),
    Setting(
        "textbooks.first_grade",
        _("Pupils expected in the next first grade"),
        0,
        "number",
        help=_("0: as many as this year."),
        group=_GROUP,
        most=2000,
    ),
)


def year_now() -> int:
    """Return the school year that sets are made for now: from June on it is the coming one."""
    today = clock.today()
    return today.year if today.month >= 6 else today.year - 1


#: A set: grade, language, profile.
Key = tuple[int, str, str]


@dataclass
class Line:
    """A textbook of a set: pupils who use it, need, copies that serve, what is short or over.

    ``have`` is the number of usable copies given to this line; ``poor`` those that are not
    usable. ``percent`` is the share of the need that is there, at most 100.
    """

    grade: int
    language: str
    profile: str
    item: int
    records: list[Record]
    pupils: int
    teachers: int
    reserve: int
    have: int = 0
    poor: int = 0
    by_condition: dict[str, int] = field(default_factory=dict)

    @property
    def need(self) -> int:
        """Return how many copies are needed in all."""
        return self.pupils + self.teachers + self.reserve

    @property
    def short(self) -> int:
        """Return how many are missing."""
        return max(0, self.need - self.have)

    @property
    def surplus(self) -> int:
        """Return how many there are above the need."""
        return max(0, self.have - self.need)

    @property
    def percent(self) -> int:
        """Return how much of the need is there, rounded down, so that 100 means all."""
        return min(100, self.have * 100 // self.need) if self.need else 100


@dataclass
class Report:
    """The provision of a school year: lines in the order of grades, and what they come to."""

    year: int
    lines: list[Line]
    pupils: int
    without_set: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def need(self) -> int:
        """Return how many copies are needed in all."""
        return sum(one.need for one in self.lines)

    @property
    def covered(self) -> int:
        """Return how many of the needed copies are there."""
        return sum(min(one.need, one.have) for one in self.lines)

    @property
    def percent(self) -> int:
        """Return the provision of the school, rounded down."""
        return self.covered * 100 // self.need if self.need else 0

    @property
    def short(self) -> int:
        """Return how many copies are missing."""
        return sum(one.short for one in self.lines)

    @property
    def surplus(self) -> int:
        """Return how many copies are over."""
        return sum(one.surplus for one in self.lines)

    @property
    def full_sets(self) -> int:
        """Return how many pupils could surely get every title of their set from what is there.

        Of each set it is the title with the fewest copies that decides; where a grade has a
        general set and one of its profile, those who miss one are not those who miss the other.
        """
        missing: dict[Key, int] = {}
        for one in self.lines:
            key = (one.grade, one.language, one.profile)
            for_pupils = min(one.pupils, max(0, one.have - one.teachers))
            missing[key] = max(missing.get(key, 0), one.pupils - for_pupils)
        pupils = _pupils_by_key(self.lines)
        found = 0
        for grade, language in {key[:2] for key in missing}:
            keys = [one for one in missing if one[:2] == (grade, language)]
            general = (grade, language, "")
            whole = pupils[general] if general in pupils else sum(pupils[one] for one in keys)
            found += max(0, whole - sum(missing[one] for one in keys))
        return found

    def grades(self) -> list[tuple[int, int, int]]:
        """Return (grade, need, covered) for the chart, in the order of grades."""
        found: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        for one in self.lines:
            found[one.grade][0] += one.need
            found[one.grade][1] += min(one.need, one.have)
        return [(grade, need, have) for grade, (need, have) in sorted(found.items())]


def _pupils_by_key(lines: Iterable[Line]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for one in lines:
        key = (one.grade, one.language, one.profile)
        found[key] = max(found.get(key, 0), one.pupils)
    return found


def report(year: int | None = None) -> Report:
    """Return the provision of the school year, in five queries.

    For a year that has not begun the classes are taken one grade up (class sizes rolled over),
    and its own sets, or this year's where it has none.
    """
    now = year_now()
    year = now if year is None else year
    sizes = _sizes(rolled=year - now)
    sets = _sets(year) or _sets(now)
    reserve = int(settings.get("textbooks.reserve"))
    lines = []
    for key, its in sorted(sets.items()):
        pupils = _served(key, sizes, sets)
        for item, records in its:
            # A textbook that its subject's profile replaces is not needed by that profile.
            users = _users(key, item, pupils, sets)
            share = -(-users * int(item.share) // 100)
            lines.append(
                Line(
                    *key,
                    int(item.id),
                    records,
                    share,
                    int(item.teacher_copies) if users else 0,
                    -(-share * reserve // 100),
                )
            )
    _share_out(lines, stock(int(one.id) for line in lines for one in line.records))
    known = {(grade, language) for grade, language, _profile in sets}
    without: defaultdict[tuple[int, str], int] = defaultdict(int)
    for (grade, language, _profile), count in sizes.items():
        if (grade, language) not in known:
            without[(grade, language)] += count
    return Report(
        year, lines, sum(sizes.values()), [(*key, count) for key, count in sorted(without.items())]
    )


def pupils_of(its: TextbookSet) -> int:
    """Return how many pupils now at school the set is for."""
    sizes = _sizes(rolled=max(0, int(its.school_year) - year_now()))
    grade, language, profile = int(its.grade), str(its.language), str(its.profile)
    return sum(
        count
        for (g, lang, p), count in sizes.items()
        if (g, lang) == (grade, language) and (p == profile or not profile)
    )


def _sizes(*, rolled: int) -> dict[Key, int]:
    """Return the pupils by grade, language and profile, ``rolled`` grades up; the last leave."""
    last = int(settings.get("readers.last_grade"))
    rows = (
        Reader.select(
            SchoolClass.grade, SchoolClass.language, SchoolClass.profile, fn.COUNT(Reader.id)
        )
        .join(SchoolClass, on=Reader.school_class)
        .where(Reader.kind == "pupil", Reader.left_on.is_null())
        .group_by(SchoolClass.grade, SchoolClass.language, SchoolClass.profile)
        .tuples()
    )
    sizes: defaultdict[Key, int] = defaultdict(int)
    first: dict[Key, int] = {}
    for grade, language, profile, count in rows:
        if int(grade) == 1:
            first[(1, str(language), "")] = int(count)
        if int(grade) + rolled <= last:
            sizes[(int(grade) + rolled, str(language), str(profile))] += int(count)
    if rolled > 0:
        for key, count in _expected(first).items():
            sizes[key] = max(sizes.get(key, 0), count)
    return dict(sizes)


def _expected(first: dict[Key, int]) -> dict[Key, int]:
    """Return next year's first grade: as many as this year's, or as the school expects.

    The number expected is parted by language as this year's first grade is.
    """
    expected = int(settings.get("textbooks.first_grade"))
    whole = sum(first.values())
    if not expected or not whole:
        return first
    return {key: -(-expected * count // whole) for key, count in first.items()}


def _sets(year: int) -> dict[Key, list[tuple[SetItem, list[Record]]]]:
    rows = (
        SetEdition.select(SetEdition, SetItem, TextbookSet, Record)
        .join(SetItem)
        .join(TextbookSet)
        .switch(SetEdition)
        .join(Record)
        .where(TextbookSet.school_year == year)
        .order_by(SetItem.position, SetItem.id, SetEdition.position, SetEdition.id)
    )
    found: dict[Key, dict[int, tuple[SetItem, list[Record]]]] = {}
    for row in rows:
        its = row.item.textbook_set
        key = (int(its.grade), str(its.language), str(its.profile))
        items = found.setdefault(key, {})
        items.setdefault(int(row.item_id), (row.item, []))[1].append(row.record)
    return {key: list(items.values()) for key, items in found.items()}


def _served(key: Key, sizes: dict[Key, int], sets: dict[Key, Any]) -> dict[str, int]:
    """Return the pupils whom the set is for, by profile."""
    grade, language, profile = key
    return {
        p: count
        for (g, lang, p), count in sizes.items()
        if (g, lang) == (grade, language) and (not profile or p == profile)
    }


def _users(key: Key, item: SetItem, pupils: dict[str, int], sets: dict[Key, Any]) -> int:
    if key[2]:
        return sum(pupils.values())
    subject = str(item.subject)
    return sum(
        count
        for profile, count in pupils.items()
        if not (profile and subject and _replaces(sets.get((key[0], key[1], profile)), subject))
    )


def _replaces(its: Any, subject: str) -> bool:
    return any(str(item.subject) == subject for item, _records in its or ())


def _share_out(lines: list[Line], found: dict[int, Stock]) -> None:
    """Give each copy to one line: first what each needs, then what is over to the first user."""
    usable = {number: one.usable(UNUSABLE) for number, one in found.items()}
    for one in lines:
        for record in one.records:
            number = int(record.id)
            take = min(usable.get(number, 0), one.need - one.have)
            if take > 0:
                one.have += take
                usable[number] -= take
    counted: set[int] = set()
    for one in lines:
        for record in one.records:
            number = int(record.id)
            if number in counted or number not in found:
                continue
            counted.add(number)
            one.have += usable[number]
            whole = found[number]
            one.poor += sum(whole.all.get(worn, 0) for worn in UNUSABLE)
            for condition, count in whole.all.items():
                one.by_condition[condition] = one.by_condition.get(condition, 0) + count


def fund_total() -> tuple[int, Any]:
    """Return the textbook fund: copies, and their price as a Decimal of tenge."""
    count, amount = (
        Copy.select(fn.COUNT(Copy.id), fn.COALESCE(fn.SUM(Copy.price), 0))
        .where(Copy.fund == "textbook", Copy.withdrawn_on.is_null())
        .tuples()
        .get()
    )
    return int(count), Copy.price.python_value(amount)
