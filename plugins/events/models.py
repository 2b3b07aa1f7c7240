"""What the library holds: events with their forms, series, people, pictures and books."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import BlobField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.readers.models import Reader

#: What the program does with events of a form: lists of books, the count of excursions.
NATURES = {
    "other": _("an event"),
    "exhibition": _("an exhibition of books"),
    "excursion": _("an excursion, an open day"),
}

STATES = {
    "planned": _("planned"),
    "moved": _("moved"),
    "held": _("held"),
    "cancelled": _("cancelled"),
}

AUDIENCES = {
    "all": _("everybody"),
    "grades": _("grades"),
    "classes": _("classes"),
    "teachers": _("teachers"),
    "parents": _("parents"),
}

REPEATS = {"week": _("every week"), "month": _("every month")}

#: Who came, by groups of the diary; each is a column of an event.
GROUPS = {
    "grades_1_4": _("grades 1–4"),
    "grades_5_9": _("grades 5–9"),
    "grades_10_11": _("grades 10–11"),
    "teachers": _("teachers"),
    "others": _("others"),
}

#: What is written down of an event's life.
DEEDS = {
    "planned": _("planned"),
    "moved": _("moved"),
    "held": _("held"),
    "cancelled": _("cancelled"),
    "restored": _("planned again"),
    "unmarked": _("mark «held» taken back"),
}


def _in(column: str, words: Any) -> Check:
    return Check(f"{column} IN ({', '.join(repr(one) for one in words)})")


def _count() -> IntegerField:
    return IntegerField(default=0)


class EventForm(BaseModel):
    """How an event is held: a quiz, an exhibition. A list that the school may change."""

    IS_SETTING = True

    title_kk = CharField(max_length=80)
    title_ru = CharField(max_length=80, default="")
    title_en = CharField(max_length=80, default="")
    nature = CharField(max_length=10, default="other", constraints=[_in("nature", NATURES)])
    place = IntegerField(default=100)

    def title(self, spoken: str) -> str:
        """Return the form in that language, in Kazakh if it has no such words."""
        return str(getattr(self, f"title_{spoken}", "") or self.title_kk)

    def __str__(self) -> str:
        return str(self.title_kk)


class Series(BaseModel):
    """Events that come again every week or month; each of them is an event of its own."""

    every = CharField(max_length=5, constraints=[_in("every", REPEATS)])
    first = DateField()
    last = DateField()


class Event(BaseModel):
    """Something the library holds on ``day``, or some day of ``month`` if that is empty.

    ``month`` is the first day of its month; ``planned_month`` the one it was planned for.
    An exhibition stands from ``day`` to ``until``. ``grades`` are numbers parted by commas,
    ``classes`` their names as they were. ``plan_key`` ties it to a line of the year's plan;
    ``form_words`` are the plan's own words for a form that is several.
    """

    title = CharField(max_length=250)
    form = ForeignKeyField(EventForm, on_delete="RESTRICT", backref="+")
    form_words = CharField(max_length=120, default="")
    month = DateField(index=True)
    planned_month = DateField()
    day = DateField(null=True, index=True)
    until = DateField(null=True)
    begins = CharField(max_length=5, default="")
    ends = CharField(max_length=5, default="")
    room = CharField(max_length=120, default="")
    audience = CharField(max_length=10, default="all", constraints=[_in("audience", AUDIENCES)])
    grades = CharField(max_length=40, default="")
    classes = CharField(max_length=400, default="")
    text = TextField(default="")
    state = CharField(max_length=10, default="planned", constraints=[_in("state", STATES)])
    grades_1_4 = _count()
    grades_5_9 = _count()
    grades_10_11 = _count()
    teachers = _count()
    others = _count()
    result = TextField(default="")
    plan_key = CharField(max_length=120, default="", index=True)
    series = ForeignKeyField(Series, null=True, on_delete="SET NULL", backref="events")
    made_at = MomentField(default=clock.now)
    made_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    @property
    def is_open(self) -> bool:
        """Return whether the event is still to be held."""
        return self.state in ("planned", "moved")

    @property
    def participants(self) -> int:
        """Return how many came, of all groups."""
        return sum(int(getattr(self, name)) for name in GROUPS)

    @property
    def last_day(self) -> date | None:
        """Return the day on which it ends; None while only the month is known."""
        last: date | None = self.until or self.day
        return last

    def __str__(self) -> str:
        return str(self.title)


class Person(BaseModel):
    """Somebody who answers for an event: one of the staff, a reader, or anybody by name."""

    event = ForeignKeyField(Event, on_delete="CASCADE", backref="people")
    name = CharField(max_length=160)
    staff = ForeignKeyField(Staff, null=True, on_delete="SET NULL", backref="+", index=False)
    reader = ForeignKeyField(Reader, null=True, on_delete="SET NULL", backref="+", index=False)
    place = IntegerField(default=0)

    def __str__(self) -> str:
        return str(self.name)


class Deed(BaseModel):
    """A line of an event's history; ``before`` and ``after`` are its day or month in words."""

    event = ForeignKeyField(Event, on_delete="CASCADE", backref="deeds")
    kind = CharField(max_length=10, constraints=[_in("kind", DEEDS)])
    before = CharField(max_length=40, default="")
    after = CharField(max_length=40, default="")
    words = CharField(max_length=250, default="")
    at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


class Attachment(BaseModel):
    """A photo, made small and without what the camera wrote into it, or a file as it was sent."""

    event = ForeignKeyField(Event, on_delete="CASCADE", backref="attachments")
    kind = CharField(max_length=10, constraints=[Check("kind IN ('photo', 'file')")])
    name = CharField(max_length=200)
    mime = CharField(max_length=100)
    data = BlobField()
    preview = BlobField(default=b"")
    size = IntegerField(default=0)
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    added_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    def __str__(self) -> str:
        return str(self.name)


class Shown(BaseModel):
    """A book that stands in an exhibition: its record, and the copy if one was scanned."""

    event = ForeignKeyField(Event, on_delete="CASCADE", backref="shown")
    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="+")
    copy = ForeignKeyField(Copy, null=True, on_delete="SET NULL", backref="+", index=False)
    place = IntegerField(default=0)

    class Meta:
        indexes = ((("event", "record"), True),)


class Feed(BaseModel):
    """A secret address at which other programs read the calendar, until it is taken back."""

    token = CharField(max_length=64, unique=True)
    made_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


ALL: list[Any] = [EventForm, Series, Event, Person, Deed, Attachment, Shown, Feed]
