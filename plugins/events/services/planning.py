"""Events are planned and changed; a line of the year's plan makes its event once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peewee import JOIN, fn

from core import journal
from core.database import one_at_a_time, transaction
from core.models import Staff
from plugins.events.errors import NoForm, NoMonth, NoTitle, UnknownEvent, WrongDays
from plugins.events.models import (
    AUDIENCES,
    Attachment,
    Deed,
    Event,
    EventForm,
    Person,
    Shown,
)
from plugins.events.services import days
from plugins.events.services.forms import form_named
from plugins.readers.models import Reader


@dataclass(frozen=True)
class Responsible:
    """Who answers for an event: by name, and whose account or reader's card that is."""

    name: str
    staff_id: int | None = None
    reader_id: int | None = None


@dataclass
class Plan:
    """What is planned of an event; without ``day`` it is some day of ``month``."""

    title: str
    form: EventForm | None = None
    month: date | None = None
    day: date | None = None
    until: date | None = None
    begins: str = ""
    ends: str = ""
    room: str = ""
    audience: str = "all"
    grades: Sequence[int] = ()
    classes: Sequence[str] = ()
    text: str = ""
    form_words: str = ""
    people: Sequence[Responsible] = field(default=())

    def judged(self) -> dict[str, Any]:
        """Return the columns of the event; a refusal if something cannot be."""
        title = " ".join(self.title.split())[:250]
        if not title:
            raise NoTitle()
        if self.form is None:
            raise NoForm()
        month = days.month_of(self.day) if self.day else self.month and days.month_of(self.month)
        if month is None:
            raise NoMonth()
        if self.until and (self.day is None or self.until < self.day):
            raise WrongDays(title=title)
        begins, ends = days.time_of(self.begins), days.time_of(self.ends)
        if begins and ends and ends < begins and not self.until:
            raise WrongDays(title=title)
        return {
            "title": title,
            "form": self.form,
            "form_words": self.form_words.strip()[:120],
            "month": month,
            "day": self.day,
            "until": self.until if self.until != self.day else None,
            "begins": begins,
            "ends": ends,
            "room": self.room.strip()[:120],
            "audience": self.audience if self.audience in AUDIENCES else "all",
            "grades": ",".join(str(one) for one in sorted(set(self.grades)) if 0 <= one <= 12),
            "classes": ", ".join(self.classes)[:400],
            "text": self.text.strip()[:5000],
        }


def add(plan: Plan, *, by: Staff | None, plan_key: str = "", series: Any = None) -> Event:
    """Put an event into the calendar and return it."""
    columns = plan.judged()
    with transaction():
        event: Event = Event.create(
            **columns,
            planned_month=columns["month"],
            plan_key=plan_key,
            series=series,
            made_by=by,
        )
        _set_people(event, plan.people)
        note(event, "planned", by=by, after=days.written(event.month, event.day))
        journal.record("events.planned", by=by, about=f"event {event.id}")
    return event


def change(event: Event, plan: Plan, *, by: Staff | None) -> Event:
    """Correct what is planned of an event, or written of one that was; its day too."""
    columns = plan.judged()
    with transaction():
        before = days.written(event.month, event.day)
        is_moved = event.is_open and columns["month"] != event.planned_month
        for name, value in columns.items():
            setattr(event, name, value)
        if event.is_open:
            event.state = "moved" if is_moved else "planned"
        event.save()
        _set_people(event, plan.people)
        after = days.written(event.month, event.day)
        if before != after:
            note(event, "moved", by=by, before=before, after=after)
        journal.record("events.changed", by=by, about=f"event {event.id}")
    return event


def plan_of(event: Event) -> Plan:
    """Return what is planned of an event, to be changed and given back."""
    return Plan(
        title=str(event.title),
        form=event.form,
        month=event.month,
        day=event.day,
        until=event.until,
        begins=str(event.begins),
        ends=str(event.ends),
        room=str(event.room),
        audience=str(event.audience),
        grades=[int(one) for one in str(event.grades).split(",") if one],
        classes=[one for one in str(event.classes).split(", ") if one],
        text=str(event.text),
        form_words=str(event.form_words),
        people=[
            Responsible(str(one.name), one.staff_id, one.reader_id) for one in people_of(event)
        ],
    )


def plan_event(
    title: str,
    *,
    form: str,
    month: date | None = None,
    on: date | None = None,
    responsible: Sequence[str] | str = (),
    by: Staff | None,
    plan_key: str,
) -> Event:
    """Return the event of the line ``plan_key`` of the year's plan, made now if it is not there.

    ``form`` is in the plan's own words; a form that the school has not got is added to its list.
    ``responsible`` are names, or one line of them parted by commas. What is there already stays
    as it is, whatever has been changed of it since.
    """
    with transaction():
        one_at_a_time(f"events.plan.{plan_key}")
        there: Event | None = (
            Event.select().where(Event.plan_key == plan_key).order_by(Event.id).first()
        )
        if there is not None:
            return there
        found = form_named(form) if form.strip() else None
        names = responsible.split(",") if isinstance(responsible, str) else responsible
        is_several = found is not None and "," in form
        return add(
            Plan(
                title=title,
                form=found,
                form_words=" ".join(form.split()) if is_several else "",
                month=month,
                day=on,
                people=[Responsible(one.strip()) for one in names if one.strip()],
            ),
            by=by,
            plan_key=plan_key,
        )


def counts_by_plan_key(keys: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """Return (to be held in all, held) of the events of those lines of the plan, in one query.

    What was cancelled counts as neither.
    """
    held = fn.SUM((Event.state == "held").cast("integer"))
    rows = (
        Event.select(Event.plan_key, fn.COUNT(Event.id), held)
        .where(Event.plan_key.in_(list(keys)), Event.plan_key != "", Event.state != "cancelled")
        .group_by(Event.plan_key)
        .tuples()
    )
    return {str(key): (int(count), int(done or 0)) for key, count, done in rows}


def get_event(number: int) -> Event:
    """Return the event with its form; UnknownEvent if there is none of that number."""
    found: Event | None = (
        Event.select(Event, EventForm).join(EventForm).where(Event.id == number).first()
    )
    if found is None:
        raise UnknownEvent()
    return found


def people_of(event: Event) -> list[Person]:
    """Return who answers for the event, in their order."""
    return list(Person.select().where(Person.event == event).order_by(Person.place, Person.id))


def names_by_event(ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of who answers for those events, in one query."""
    found: dict[int, list[str]] = {}
    rows = (
        Person.select(Person.event, Person.name)
        .where(Person.event.in_(list(ids)))
        .order_by(Person.event, Person.place, Person.id)
        .tuples()
    )
    for number, name in rows:
        found.setdefault(int(number), []).append(str(name))
    return found


def history_of(event: Event) -> list[Deed]:
    """Return what became of the event, in its order."""
    return list(
        Deed.select(Deed, Staff)
        .join(Staff, JOIN.LEFT_OUTER, on=Deed.by)
        .where(Deed.event == event)
        .order_by(Deed.id)
    )


def forget_person(reader: Reader) -> None:
    """Take the name of a reader who is being erased out of the events he answered for."""
    name = f"№ {reader.card_no}"
    Person.update(name=name, reader=None).where(Person.reader == reader).execute()


def remove(event: Event, *, by: Staff | None) -> None:
    """Take an event out that was put in by mistake, with all that is kept with it."""
    with transaction():
        for model in (Shown, Attachment, Person, Deed):
            model.delete().where(model.event == event).execute()
        event.delete_instance()
        journal.record("events.removed", by=by, about=f"event {event.id}", title=event.title)


def note(event: Event, kind: str, *, by: Staff | None, **words: Any) -> Deed:
    """Add a line to the event's history."""
    made: Deed = Deed.create(event=event, kind=kind, by=by, **words)
    return made


def _set_people(event: Event, people: Sequence[Responsible]) -> None:
    Person.delete().where(Person.event == event).execute()
    known = {one.reader_id for one in people if one.reader_id}
    there = {int(one.id) for one in Reader.select(Reader.id).where(Reader.id.in_(known))}
    for place, one in enumerate(people):
        name = " ".join(one.name.split())[:160]
        if name:
            Person.create(
                event=event,
                name=name,
                staff=one.staff_id,
                reader=one.reader_id if one.reader_id in there else None,
                place=place,
            )
