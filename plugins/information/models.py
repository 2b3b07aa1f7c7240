"""Lessons, enquiries, meetings, the monthly bulletin, lists of what to read."""

from typing import Any

from flask_babel import lazy_gettext as _
from peewee import (
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
from core.database import BaseModel, SortKeyField
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.readers.models import Reader, SchoolClass

#: Kinds of enquiry, as the diary counts them (domain.md 3.8, part 4).
ENQUIRY_KINDS = {
    "theme": _("thematic"),
    "exact": _("verifying"),
    "address": _("where a book is"),
    "fact": _("factual"),
}

#: Who asks or is asked, as the diary groups people.
ASKERS = {
    "low": _("grades 1–4"),
    "middle": _("grades 5–9"),
    "high": _("grades 10–11"),
    "teacher": _("teachers"),
    "other": _("others"),
}

MEETING_KINDS = {
    "council": _("pedagogical council"),
    "director": _("meeting with the head of the school"),
    "method": _("methodical meeting"),
    "seminar": _("seminar, course"),
    "other": _("other meeting"),
}


def _by() -> ForeignKeyField:
    return ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


def _one_of(column: str, known: dict[str, Any]) -> Check:
    return Check(f"{column} IN ({', '.join(repr(one) for one in known)})")


def group_of(reader: Reader) -> str:
    """Return the group of the diary to which a reader belongs."""
    if reader.kind == "teacher":
        return "teacher"
    if reader.kind != "pupil" or not reader.school_class_id:
        return "other"
    grade = int(reader.school_class.grade)
    return "low" if grade <= 4 else "middle" if grade <= 9 else "high"


class Lesson(BaseModel):
    """A library lesson: what it was about, for whom, how many were there."""

    held_on = DateField(default=clock.today, index=True)
    title = CharField(max_length=200)
    school_class = ForeignKeyField(SchoolClass, null=True, on_delete="SET NULL", backref="+")
    class_words = CharField(max_length=60, default="")
    pupils = IntegerField(default=0, constraints=[Check("pupils >= 0")])
    text = TextField(default="")
    by = _by()

    def __str__(self) -> str:
        return str(self.title)


class Enquiry(BaseModel):
    """What somebody asked, and what was answered; ``is_found`` is no where nothing was."""

    asked_on = DateField(default=clock.today, index=True)
    kind = CharField(max_length=10, default="theme", constraints=[_one_of("kind", ENQUIRY_KINDS)])
    asker = CharField(max_length=10, default="middle", constraints=[_one_of("asker", ASKERS)])
    reader = ForeignKeyField(Reader, null=True, on_delete="SET NULL", backref="+")
    question = CharField(max_length=300)
    answer = TextField(default="")
    is_found = BooleanField(default=True)
    by = _by()

    def __str__(self) -> str:
        return str(self.question)


class Meeting(BaseModel):
    """A meeting that the librarian took part in, and what was said or decided there."""

    met_on = DateField(default=clock.today, index=True)
    kind = CharField(max_length=10, default="council", constraints=[_one_of("kind", MEETING_KINDS)])
    topic = CharField(max_length=250)
    said = TextField(default="")
    by = _by()

    def __str__(self) -> str:
        return str(self.topic)


class Bulletin(BaseModel):
    """«Кітапхана визиткасы» of a month: the librarian's words; the rest collects itself."""

    month = DateField(unique=True)
    words_kk = TextField(default="")
    words_ru = TextField(default="")
    given_on = DateField(null=True)
    by = _by()

    def __str__(self) -> str:
        return f"{self.month:%m.%Y}"


class RecommendedList(BaseModel):
    """Books under a title, for grades, a subject or a theme; pupils see it if ``is_public``."""

    DERIVED = ("sort_key",)

    title = CharField(max_length=200)
    text = TextField(default="")
    grades = CharField(max_length=40, default="")
    subject = CharField(max_length=100, default="")
    is_public = BooleanField(default=True)
    until = DateField(null=True)
    made_on = DateField(default=clock.today)
    by = _by()
    sort_key = SortKeyField()

    def derive(self) -> None:
        """Fill the sort key from the title."""
        self.sort_key = sort_key(str(self.title))

    def __str__(self) -> str:
        return str(self.title)


class ListedRecord(BaseModel):
    """A book on a list, in its place, with a word to the reader."""

    recommended_list = ForeignKeyField(RecommendedList, on_delete="CASCADE", backref="lines")
    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="+")
    place = IntegerField(default=0)
    note = CharField(max_length=250, default="")

    class Meta:
        indexes = ((("recommended_list", "record"), True),)
