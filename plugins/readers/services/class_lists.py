"""Class lists as schools keep them: pupils registered, moved to their classes, found missing.

A pupil is known again by the words of the name, and by the day of birth where both have it.
Nearly the same name (Әлия and Алия, Ё and Е, the order of the names, Latin letters among
Cyrillic ones) is a question for a person.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from rapidfuzz import fuzz, process

from core import bulk, clock, journal
from core.alphabet import plain
from core.database import one_at_a_time
from core.intake import Refused, Row, Sorted
from core.intake.plan import SAME, Plan, Question
from core.models import Staff
from core.sections import gather, hook
from core.tasks import Progress
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services.list_classes import Classes
from plugins.readers.services.list_words import (
    LOOKALIKES,
    WANTED,
    Name,
    exact,
    level_letters,
    levelled,
    parse_class,
    parse_name,
)
from plugins.readers.services.people import next_card

#: From this likeness (0 to 100) two names of one class, or of one day of birth, are asked about.
NEARLY = 90
#: Pupils gone of whom it is asked what they still have; more are only counted.
MOST_ASKED = 300


@dataclass
class Pupil:
    """A row of the list: who, in which class. ``reader`` is the pupil it is known to be."""

    row: Row
    name: Name
    place: tuple[int, str]
    language: str
    reader: Reader | None = None
    near_reader: Reader | None = None
    near_pupil: "Pupil | None" = None

    @property
    def key(self) -> str:
        """Return a short name for the question about this row, the same at every look."""
        words = f"{self.name.whole}|{self.place}|{self.row.get('born_on', '')}|{self.row.number}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass
class Work:
    """What a list comes to: its pupils, and readers of those classes who are not in it."""

    pupils: list[Pupil] = field(default_factory=list)
    gone: list[Reader] = field(default_factory=list)
    with_debts: dict[int, str] = field(default_factory=dict)


def plan(rows: Sorted, chosen: dict[str, str]) -> Plan:
    """Return what the list would do: who is new, moves, stays, is not in it any more."""
    refused: list[Refused] = []
    classes = Classes(chosen.get("language") or "kk")
    pupils = _pupils(rows.good, classes, chosen.get("class", ""), refused)
    school = _School()
    for one in pupils:
        school.recognise(one)
    pupils = _without_doubles(pupils, refused)
    work = Work(pupils)
    _find_gone(work)
    leaves = chosen.get("gone") == "leave"
    new = [one for one in pupils if one.reader is None]
    moved = [one for one in pupils if one.reader is not None and classes.moves(one)]
    told = [one for one in pupils if one.reader is not None and _news_of(one) and one not in moved]
    leaving = [one for one in work.gone if one.id not in work.with_debts] if leaves else []
    facts: list[tuple[Any, Any, str]] = [
        (_("New"), len(new), ""),
        (_("Move to another class"), len(moved), ""),
        (_("Unchanged"), len(pupils) - len(new) - len(moved) - len(told), ""),
        (_("Not in the list any more"), len(work.gone), "warn" if work.gone else ""),
        (_("Of these with books in hand"), len(work.with_debts), "bad" if work.with_debts else ""),
        (_("New classes"), len(classes.new_places(pupils)), ""),
    ]
    if told:
        facts.append((_("With something new to note"), len(told), ""))
    return Plan(
        size=len(new) + len(moved) + len(told) + len(leaving),
        facts=facts,
        notes=_words_of_gone(work),
        heads=(_("Row"), _("Name"), _("Class"), _("What happens")),
        lines=[
            (
                one.row.number,
                one.name.whole,
                _class_words(one.place),
                _("new")
                if one.reader is None
                else gettext("moves from %(place)s", place=one.reader.school_class or "–"),
            )
            for one in [*moved, *new]
        ],
        refused=refused,
        questions=[
            Question(
                one.key, f"{one.name.whole}, {_class_words(one.place)}", _near_words(one),
                (one.row.number,),
            )
            for one in pupils
            if one.reader is None and (one.near_reader or one.near_pupil)
        ],
        work=work,
    )  # fmt: skip


def _class_words(place: tuple[int, str]) -> str:
    return f"{place[0]} «{place[1]}»" if place[1] else str(place[0])


def _near_words(one: Pupil) -> str:
    if one.near_reader is not None:
        near = one.near_reader
        return f"{near.full_name}, {near.school_class or '–'}, № {near.card_no}"
    near_pupil = one.near_pupil
    assert near_pupil is not None
    row = gettext("row %(rows)s", rows=near_pupil.row.number)
    return f"{near_pupil.name.whole}, {_class_words(near_pupil.place)} ({row})"


def _words_of_gone(work: Work) -> list[str]:
    said = [
        gettext(
            "Not in the list, has books: %(reader)s.", reader=f"{one}, {work.with_debts[one.id]}"
        )
        for one in work.gone
        if one.id in work.with_debts
    ][:20]  # fmt: skip
    others = [one.name for one in work.gone if one.id not in work.with_debts]
    if others:
        more = f" … (+{len(others) - 20})" if len(others) > 20 else ""
        said.append(gettext("Not in the list: %(readers)s.", readers=", ".join(others[:20]) + more))
    return said


def _pupils(
    rows: Iterable[Row], classes: Classes, otherwise: str, refused: list[Refused]
) -> list[Pupil]:
    found: list[Pupil] = []
    for row in rows:
        reasons: list[str] = []
        name = parse_name(row)
        if name is None:
            reasons.append(gettext("surname or first name is missing"))
        text = str(row.get("class")) or otherwise
        place = parse_class(text, str(row.get("letter")))
        if place is None:
            reasons.append(
                gettext("«%(text)s» is no class; write it like 5 Ә", text=text)
                if text
                else gettext("the class is missing")
            )
        if reasons or name is None or place is None:
            refused.append(Refused(row.number, tuple(reasons)))
            continue
        found.append(Pupil(row, name, place, classes.language_of(row, place)))
    return found


class _School:
    """The pupils now at school, by what they can be known by."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Reader]] = defaultdict(list)
        self.level: dict[str, list[Reader]] = defaultdict(list)
        self.by_class: dict[tuple[int, str], list[Reader]] = defaultdict(list)
        query = (
            Reader.select(Reader, SchoolClass)
            .left_outer_join(SchoolClass, on=Reader.school_class)
            .where(Reader.kind == "pupil", Reader.left_on.is_null())
            .order_by(Reader.id)
        )
        for one in query:
            name = Name(str(one.last_name), str(one.first_name), str(one.patronymic))
            self.exact[exact(name)].append(one)
            self.level[levelled(name)].append(one)
            if one.school_class_id:
                its = one.school_class
                place = int(its.grade), str(its.letter).translate(LOOKALIKES).upper()
                self.by_class[place].append(one)
        self.seen: dict[str, list[Pupil]] = defaultdict(list)

    def recognise(self, pupil: Pupil) -> None:
        """Note who the row is, or may be; of namesakes the one of the class, or of the day."""
        same = [one for one in self.exact[exact(pupil.name)] if _fits(pupil, one)]
        if len(same) > 1:
            here = [one for one in same if one in self.by_class[pupil.place]]
            same = here if len(here) == 1 else same
        if len(same) == 1:
            pupil.reader = same[0]
        elif same:
            pupil.near_reader = same[0]
        else:
            pupil.near_reader = self._near(pupil)
        level = levelled(pupil.name)
        if pupil.reader is None and pupil.near_reader is None:
            others = [one for one in self.seen[level] if _may_be_one(one, pupil)]
            pupil.near_pupil = others[0] if others else None
        self.seen[level].append(pupil)

    def _near(self, pupil: Pupil) -> Reader | None:
        level = levelled(pupil.name)
        for one in self.level[level]:
            if _fits(pupil, one):
                return one
        mates = [one for one in self.by_class[pupil.place] if _fits(pupil, one)]
        names = [levelled(Name(one.last_name, one.first_name, one.patronymic)) for one in mates]
        hit = process.extractOne(level, names, scorer=fuzz.ratio, score_cutoff=NEARLY)
        return mates[hit[2]] if hit else None


def _fits(pupil: Pupil, reader: Reader) -> bool:
    """Return whether nothing that both say differs: day of birth, patronymic."""
    born: date | None = pupil.row.get("born_on", None)
    if born and reader.born_on and born != reader.born_on:
        return False
    mine, theirs = level_letters(pupil.name.patronymic), level_letters(str(reader.patronymic))
    return not mine or not theirs or fuzz.ratio(mine, theirs) >= NEARLY


def _may_be_one(one: Pupil, other: Pupil) -> bool:
    days = {each.row.get("born_on", None) for each in (one, other)} - {None}
    return len(days) < 2 and (one.place == other.place or len(days) == 1)


def _without_doubles(pupils: list[Pupil], refused: list[Refused]) -> list[Pupil]:
    """Return the rows without those that name somebody a second time; these are refused."""
    first: dict[Any, int] = {}
    left: list[Pupil] = []
    for one in pupils:
        born = one.row.get("born_on", None)
        key: Any = one.reader.id if one.reader else (plain(one.name.whole), one.place, born)
        before = first.setdefault(key, one.row.number)
        if before == one.row.number:
            left.append(one)
            continue
        words = gettext("%(name)s stands in row %(row)s already", name=one.name.whole, row=before)
        refused.append(Refused(one.row.number, (words,)))
    return left


def _find_gone(work: Work) -> None:
    """Fill in who is of the classes in the list and not in it, and what they still have."""
    known = {one.reader.id for one in work.pupils if one.reader}
    asked = {one.near_reader.id for one in work.pupils if one.near_reader and not one.reader}
    places = {one.place for one in work.pupils}
    here = (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, on=Reader.school_class)
        .where(Reader.kind == "pupil", Reader.left_on.is_null())
        .order_by(SchoolClass.sort_key, Reader.sort_key)
    )
    for one in here:
        its = one.school_class
        place = int(its.grade), str(its.letter).translate(LOOKALIKES).upper()
        if place in places and one.id not in known and one.id not in asked:
            work.gone.append(one)
    for one in work.gone[:MOST_ASKED]:
        reasons = gather(hook.reader_blockers(reader=one))
        if reasons:
            work.with_debts[one.id] = "; ".join(reasons)


def _news_of(pupil: Pupil) -> dict[str, Any]:
    """Return what the row says of a known pupil that is not known yet; nothing is overwritten."""
    reader = pupil.reader
    said = {"born_on": pupil.row.get("born_on", None), "phone": pupil.row.get("phone")}
    said["patronymic"] = pupil.name.patronymic
    return {name: value for name, value in said.items() if value and not getattr(reader, name)}


def take(
    plan: Plan, answers: dict[str, str], chosen: dict[str, str], *, by: Staff, progress: Progress
) -> dict[str, int]:
    """Register and move the pupils; return how many are ``new``, ``moved`` and ``gone``.

    Call it inside `transaction`.
    """
    work: Work = plan.work
    one_at_a_time("readers.card")
    _settle(work, answers)
    classes = Classes(chosen.get("language") or "kk")
    for grade, letter, language in sorted(classes.new_places(work.pupils)):
        made = SchoolClass.create(grade=grade, letter=letter, language=language)
        classes.known[grade, letter].append(made)
    counts = {"new": 0, "moved": 0, "gone": 0}
    fresh: list[Pupil] = []
    for at, one in enumerate(work.pupils):
        if at % 100 == 0:
            progress(at, len(work.pupils))
        if one.reader is None:
            fresh.append(one)
            continue
        values = _news_of(one)
        if classes.moves(one):
            values["school_class"] = classes.find(one)
            counts["moved"] += 1
        if values:
            for name, value in values.items():
                setattr(one.reader, name, value)
            one.reader.save(only=one.reader.dirty_fields)
    counts["new"] = _register(fresh, classes)
    if chosen.get("gone") == "leave":
        leaving = [one.id for one in work.gone if one.id not in work.with_debts]
        for start in range(0, len(leaving), 500):
            Reader.update(left_on=clock.today()).where(
                Reader.id.in_(leaving[start : start + 500])
            ).execute()
        counts["gone"] = len(leaving)
    journal.record("readers.list", by=by, about="class list", **counts)
    return counts


def _settle(work: Work, answers: dict[str, str]) -> None:
    """Let rows that a person has called the same be that reader, or that other row."""
    left: list[Pupil] = []
    for one in work.pupils:
        is_same = answers.get(one.key) == SAME
        if one.reader is None and is_same and one.near_reader is not None:
            one.reader = one.near_reader
        if not (is_same and one.reader is None and one.near_pupil is not None):
            left.append(one)
    work.pupils = left


def _register(pupils: list[Pupil], classes: Classes) -> int:
    card, number = next_card(), bulk.next_id(Reader)
    columns = tuple(Reader._meta.fields)
    rows: list[tuple[Any, ...]] = []
    for at, one in enumerate(pupils):
        reader = Reader(
            id=number + at,
            card_no=card + at,
            last_name=one.name.last,
            first_name=one.name.first,
            patronymic=one.name.patronymic,
            school_class=classes.find(one),
            language=one.language,
            born_on=one.row.get("born_on", None),
            phone=one.row.get("phone"),
        )
        reader.derive()
        rows.append(tuple(reader.__data__.get(name) for name in columns))
    return bulk.insert_rows(Reader, columns, rows)


__all__ = ["WANTED", "Pupil", "Work", "plan", "take"]
