"""The first of September: every class one grade up, the last grade leaves as graduates.

A class is a row «of this school year», so the rows move and pupils, class teachers and accounts
stay in them. The rows of the last grade end: kept, they would stand in the way of next year's
last grade. They are taken out, kept in the snapshot, and put back under their old ids by an undo.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import fn

from core import bulk, clock, journal, settings
from core.answers import Setting
from core.database import db, locked, one_at_a_time, transaction
from core.models import Staff
from core.sections import gather, hook
from plugins.readers.errors import ClassTwice, LettersNotRead, RolledOver, RollOverChanged
from plugins.readers.models import Graduate, Reader, RollOver, SchoolClass

SETTINGS = (
    Setting(
        "readers.rollover_hours",
        _("Hours in which the move of classes can be taken back"),
        24,
        "number",
        group=_("Readers"),
        least=1,
        most=720,
    ),
)

#: From this month on a roll-over is for the school year that begins in September.
FROM_MONTH = 6
#: After this grade pupils may leave for a college: they are shown, nothing is done by itself.
MAY_LEAVE = 9
#: In these days the first page proposes it, as (month, day).
SUGGESTED = ((8, 20), (9, 30))

_CHUNK = 500


@dataclass(frozen=True)
class NewClasses:
    """Empty classes to be made after the others have moved up."""

    grade: int = 1
    letters: tuple[str, ...] = ()
    language: str = "kk"

    @property
    def places(self) -> list[tuple[int, str, str]]:
        """Return grade, letter and language of each."""
        return [(self.grade, letter, self.language) for letter in self.letters]


@dataclass
class Move:
    """A class now, how many pupils it has, and its name afterwards; none if it ends."""

    school_class: SchoolClass
    pupils: int
    teacher: str
    to: str = ""

    @property
    def may_leave(self) -> bool:
        """Return whether its pupils may leave the school after this grade."""
        return bool(self.to) and int(self.school_class.grade) == MAY_LEAVE


@dataclass
class Plan:
    """What the roll-over for ``school_year`` would do. Made by `plan`, done by `roll_over`."""

    school_year: int
    last_grade: int
    moves: list[Move] = field(default_factory=list)
    graduates: list[Reader] = field(default_factory=list)
    debts: dict[int, str] = field(default_factory=dict)
    clashes: list[str] = field(default_factory=list)

    @property
    def ending(self) -> list[Move]:
        """Return the classes that end."""
        return [one for one in self.moves if not one.to]

    @property
    def debtors(self) -> list[Reader]:
        """Return the graduates who still have something."""
        return [one for one in self.graduates if one.id in self.debts]

    @property
    def leavers(self) -> list[Move]:
        """Return the classes after which pupils may leave."""
        return [one for one in self.moves if one.may_leave]

    @property
    def seen(self) -> str:
        """Return a short sum of classes and graduates: another one means that they changed."""
        parts = [f"{self.school_year}/{self.last_grade}"]
        parts += [f"{one.school_class.id}:{one.school_class}:{one.pupils}" for one in self.moves]
        parts += [str(one.id) for one in self.graduates]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def year_due(on: date) -> int:
    """Return the school year for which the classes would move up: in summer the coming one."""
    return on.year if on.month >= FROM_MONTH else on.year - 1


def done_for(school_year: int) -> RollOver | None:
    """Return the roll-over of that school year, unless there is none or it was taken back."""
    found: RollOver | None = (
        RollOver.select()
        .where(RollOver.school_year == school_year, RollOver.undone_at.is_null())
        .get_or_none()
    )
    return found


def is_suggested(on: date) -> bool:
    """Return whether these are the days of the roll-over, and this year's is still to be done."""
    first, last = SUGGESTED
    if not first <= (on.month, on.day) <= last or done_for(year_due(on)):
        return False
    return bool(SchoolClass.select().exists())


def last_grade() -> int:
    """Return the grade after which pupils are graduates."""
    return int(settings.get("readers.last_grade"))


def read_letters(text: str) -> tuple[str, ...]:
    """Return the letters in ``А, Ә, Б``, each once; LettersNotRead if that is something else."""
    found = [one for one in re.split(r"[\s,;]+", text.strip()) if one]
    for one in found:
        if len(one) > 3 or not one.isalnum():
            raise LettersNotRead(text=one[:40])
    return tuple(dict.fromkeys(one.upper() for one in found))


def plan(on: date, new: NewClasses | None = None) -> Plan:
    """Return what would become of every class and of the last grade. Writes nothing."""
    last = last_grade()
    found = Plan(year_due(on), last)
    sizes, teachers = _sizes(), _teachers()
    for one in SchoolClass.select().order_by(SchoolClass.sort_key, SchoolClass.id):
        to = _named(int(one.grade) + 1, str(one.letter)) if int(one.grade) < last else ""
        found.moves.append(Move(one, sizes.get(int(one.id), 0), teachers.get(int(one.id), ""), to))
    ending = [one.school_class.id for one in found.ending]
    found.graduates = list(
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, on=Reader.school_class)
        .where(
            Reader.school_class.in_(ending), Reader.kind == "pupil", Reader.left_on.is_null()
        )
        .order_by(SchoolClass.sort_key, Reader.sort_key, Reader.id)
    )  # fmt: skip
    found.debts = debts_of(found.graduates)
    found.clashes = [_named(grade, letter) for grade, letter, _lang in _clashes(found, new)]
    return found


def debts_of(readers: Iterable[Reader]) -> dict[int, str]:
    """Return what these readers still have, by id; who has nothing is not in it."""
    found = {}
    for one in readers:
        if reasons := gather(hook.reader_blockers(reader=one)):
            found[int(one.id)] = "; ".join(reasons)
    return found


def graduates_of(roll_over: RollOver) -> list[Graduate]:
    """Return who left by this roll-over, class by class."""
    return list(
        Graduate.select(Graduate, Reader)
        .join(Reader)
        .where(Graduate.roll_over == roll_over)
        .order_by(Graduate.id)
    )


def _sizes() -> dict[int, int]:
    rows = (
        Reader.select(Reader.school_class, fn.COUNT(Reader.id))
        .where(
            Reader.left_on.is_null(), Reader.kind == "pupil", Reader.school_class.is_null(False)
        )
        .group_by(Reader.school_class)
        .tuples()
    )  # fmt: skip
    return {int(class_id): int(count) for class_id, count in rows}


def _teachers() -> dict[int, str]:
    here = Reader.select().where(Reader.leads.is_null(False), Reader.left_on.is_null())
    return {int(one.leads_id): one.name for one in here}


def _named(grade: int, letter: str) -> str:
    return str(SchoolClass(grade=grade, letter=letter))


def _clashes(found: Plan, new: NewClasses | None) -> list[tuple[int, str, str]]:
    """Return the new classes for which another will have moved up into their place."""
    there = {
        (int(one.school_class.grade) + 1, str(one.school_class.letter), one.school_class.language)
        for one in found.moves
        if one.to
    }
    return [one for one in (new.places if new else []) if one in there]


def roll_over(*, seen: str, new: NewClasses, by: Staff | None) -> RollOver:
    """Move every class up and let the last grade go, all of it or nothing; return the row of it.

    ``seen`` is that of the plan which was looked at: RollOverChanged if it is another by now.
    RolledOver if somebody was quicker, ClassTwice for a new class whose place is taken.
    """
    with transaction():
        one_at_a_time("readers.rollover")
        today = clock.today()
        year = year_due(today)
        if done_for(year) is not None:
            raise RolledOver(year=f"{year}–{year + 1}")
        list(locked(SchoolClass.select()))
        its = plan(today, new)
        if its.seen != seen:
            raise RollOverChanged()
        if its.clashes:
            raise ClassTwice(name=its.clashes[0])
        before = _end_classes([one.school_class for one in its.ending])
        row = RollOver.create(school_year=year, by=by, before="")
        _let_go(row, its, today)
        before["moved"] = _move_up([one.school_class for one in its.moves if one.to])
        before["made"] = [
            int(SchoolClass.create(grade=grade, letter=letter, language=spoken).id)
            for grade, letter, spoken in new.places
        ]
        row.before = json.dumps(before, ensure_ascii=False)
        row.save()
        journal.record(
            "readers.rolled_over",
            by=by,
            about=f"school year {year}",
            classes=len(before["moved"]),
            graduates=len(its.graduates),
            with_debts=len(its.debts),
        )
    return row


def _end_classes(ending: list[SchoolClass]) -> dict[str, Any]:
    """Take the classes out, and return them with all that pointed at them."""
    ids = [int(one.id) for one in ending]
    before: dict[str, Any] = {"ended": [], "links": []}
    for one in ending:
        before["ended"].append(dict(one.__data__))
    # Whatever section points at a class: an undo gives it its class back.
    for key, model in SchoolClass._meta.backrefs.items():
        rows = db.execute(
            model.select(model.id, key.column).where(key.in_(ids)).order_by(model.id).tuples()
        )
        links = [[int(row), int(class_id)] for row, class_id in rows]
        before["links"].append([model._meta.table_name, key.name, links])
        for chunk in _chunks([row for row, _class in links]):
            model.update({key: None}).where(model.id.in_(chunk)).execute()
    SchoolClass.delete().where(SchoolClass.id.in_(ids)).execute()
    return before


def _let_go(row: RollOver, its: Plan, on: date) -> None:
    """Note of every graduate the day and the class."""
    first = bulk.next_id(Graduate)
    columns = ("id", "roll_over", "reader", "class_words")
    words = {int(one.school_class.id): str(one.school_class) for one in its.ending}
    rows = [
        (number, row.id, one.id, words[int(one.school_class_id)])
        for number, one in enumerate(its.graduates, first)
    ]
    bulk.insert_rows(Graduate, columns, rows)
    for chunk in _chunks([int(one.id) for one in its.graduates]):
        Reader.update(left_on=on).where(Reader.id.in_(chunk)).execute()


def _move_up(classes: list[SchoolClass]) -> list[list[int]]:
    """Move the classes one grade up, the highest first: no two are ever of one name."""
    moved = []
    for one in sorted(classes, key=lambda one: -int(one.grade)):
        moved.append([int(one.id), int(one.grade)])
        one.grade += 1
        one.save(only=[SchoolClass.grade])
    return moved


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def refusal_words(one: Reader) -> str:
    """Return a reader's name and card as a refusal names them."""
    return gettext("%(name)s, card No. %(number)s", name=one.name, number=one.card_no)
