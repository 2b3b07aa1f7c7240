"""The year's plan: its general part, its lines, and what was noted by hand about them."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import (
    SQL,
    BooleanField,
    CharField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from core import clock
from core.alphabet import sort_key
from core.database import BaseModel, MomentField, SortKeyField
from core.models import Staff

#: The sections of the librarian's plan, as her document names them. I is a text.
SECTIONS = {
    "II": _("Completing the book fund"),
    "III": _("Accounting of the book fund"),
    "IV": _("Books that leave the library's fund"),
    "V": _("Classifying books, finding author marks"),
    "VI": _("Serving the readers"),
    "VII": _("Information and bibliography work"),
    "VIII": _("Cultural events"),
}

#: The months of a school year in their order.
MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)

#: A monthly event takes place in these.
MONTHS_OF_LESSONS = (9, 10, 11, 12, 1, 2, 3, 4, 5)

_PLACES = ", ".join(f"'{one}'" for one in SECTIONS)


def _staff() -> ForeignKeyField:
    return ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


class Plan(BaseModel):
    """The plan of a school year. ``made_on`` is the day it was drawn up, ``source`` from what."""

    school_year = IntegerField(unique=True)
    made_on = DateField(default=clock.today, index=True)
    made_by = _staff()
    source = CharField(
        max_length=10,
        default="blank",
        constraints=[Check("source IN ('blank', 'ready', 'copy', 'table')")],
    )
    approved_on = DateField(null=True)
    approver_name = CharField(max_length=120, default="")
    approver_post = CharField(max_length=120, default="")
    librarian = CharField(max_length=120, default="")

    @property
    def years(self) -> str:
        """Return the school year as it is written: ``2026–2027``."""
        return f"{self.school_year}–{int(self.school_year) + 1}"

    @property
    def first_day(self) -> date:
        """Return the first day of the school year."""
        return date(int(self.school_year), *clock.YEAR_BEGINS)

    @property
    def last_day(self) -> date:
        """Return the last day of the school year."""
        return date(int(self.school_year) + 1, 8, 31)

    def __str__(self) -> str:
        return self.years


class PlanPart(BaseModel):
    """A part of the plan that is text: aims, tasks, directions. ``place`` is ``I`` or empty.

    Lines of a body that begin with a number or a dot are lists; an empty line parts paragraphs.
    """

    plan = ForeignKeyField(Plan, on_delete="CASCADE", backref="parts")
    position = IntegerField(default=0)
    place = CharField(max_length=4, default="", constraints=[Check("place IN ('', 'I')")])
    title_kk = CharField(max_length=200, default="")
    title_ru = CharField(max_length=200, default="")
    body_kk = TextField(default="")
    body_ru = TextField(default="")

    def __str__(self) -> str:
        return str(self.title_kk)


class PlanLine(BaseModel):
    """A line of sections II to VIII.

    ``number`` counts sensibly, ``written_number`` is the one on the school's own paper if that
    differs. ``measure`` is the unit of work, of an event its form. ``work_unit`` names what counts
    the line (core.answers.WorkUnit); an event counts itself once it is held. ``key`` is the name
    of the line for ever, ``person`` whose jubilee it is.
    """

    plan = ForeignKeyField(Plan, on_delete="CASCADE", backref="lines")
    place = CharField(max_length=4, constraints=[Check(f"place IN ({_PLACES})")])
    position = IntegerField(default=0)
    number = IntegerField(default=1)
    written_number = CharField(max_length=10, default="")
    text_kk = CharField(max_length=500)
    text_ru = CharField(max_length=500, default="")
    measure_kk = CharField(max_length=120, default="")
    measure_ru = CharField(max_length=120, default="")
    responsible_kk = CharField(max_length=200, default="")
    responsible_ru = CharField(max_length=200, default="")
    quantity = IntegerField(null=True, constraints=[Check("quantity IS NULL OR quantity > 0")])
    month = IntegerField(null=True, constraints=[Check("month IS NULL OR month BETWEEN 1 AND 12")])
    due_on = DateField(null=True)
    is_monthly = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    is_event = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    work_unit = CharField(max_length=60, default="")
    key = CharField(max_length=40, unique=True)
    person = CharField(max_length=200, default="")

    def __str__(self) -> str:
        return str(self.text_kk)


PlanLine.add_index(
    PlanLine.index(PlanLine.plan, PlanLine.place, PlanLine.position, name="planning_line_by_place")
)


class Tally(BaseModel):
    """So much of a line was done on that day: noted by hand. Undone, it stays and counts not."""

    line = ForeignKeyField(PlanLine, on_delete="CASCADE", backref="tallies")
    done_on = DateField(default=clock.today)
    quantity = IntegerField(constraints=[Check("quantity > 0")])
    note = CharField(max_length=250, default="")
    at = MomentField(default=clock.now)
    by = _staff()
    undone_at = MomentField(null=True)
    undone_by = _staff()

    def __str__(self) -> str:
        return f"{self.done_on:%d.%m.%Y}: {self.quantity}"


#: What a memorable date is about.
DATE_KINDS = {"person": _("person"), "day": _("day")}


class MemorableDate(BaseModel):
    """A person or a day that libraries mark. Day and month may be unknown.

    ``year`` is that of birth, or of the event; ``is_confirmed`` says that somebody has looked it
    up in a source.
    """

    DERIVED = ("sort_key",)

    kind = CharField(
        max_length=10, default="person", constraints=[Check("kind IN ('person', 'day')")]
    )
    name = CharField(max_length=200)
    name_ru = CharField(max_length=200, default="")
    day = IntegerField(null=True, constraints=[Check("day IS NULL OR day BETWEEN 1 AND 31")])
    month = IntegerField(null=True, constraints=[Check("month IS NULL OR month BETWEEN 1 AND 12")])
    year = IntegerField(null=True)
    died_year = IntegerField(null=True)
    who_kk = CharField(max_length=200, default="")
    who_ru = CharField(max_length=200, default="")
    is_confirmed = BooleanField(default=False)
    source = CharField(max_length=250, default="")
    sort_key = SortKeyField()

    def derive(self) -> None:
        """Fill the sort key from the name."""
        self.sort_key = sort_key(str(self.name))

    def __str__(self) -> str:
        return str(self.name)


ALL = (Plan, PlanPart, PlanLine, Tally, MemorableDate)
