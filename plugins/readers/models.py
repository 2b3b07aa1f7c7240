"""Readers and their classes."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from core import clock
from core.alphabet import fold, sort_key
from core.barcodes import Kind, make_code
from core.database import BaseModel, MomentField, SortKeyField
from core.models import Staff
from core.search import SearchIndex

KINDS = {
    "pupil": _("pupil"),
    "teacher": _("teacher"),
    "staff": _("staff member"),
    "parent": _("parent"),
    "other": _("other reader"),
}

LANGUAGES = {"kk": _("Kazakh"), "ru": _("Russian"), "en": _("English")}


class SchoolClass(BaseModel):
    """A class of this school year: 7 «Ә». ``login`` is the account that may see it.

    ``profile`` (science, humanities) tells which set of textbooks it gets besides the general one.
    """

    DERIVED = ("sort_key",)

    grade = IntegerField(constraints=[Check("grade BETWEEN 0 AND 12")])
    letter = CharField(max_length=10, default="")
    language = CharField(max_length=5, default="kk")
    login = ForeignKeyField(Staff, null=True, on_delete="SET NULL", backref="+")
    sort_key = SortKeyField()
    profile = CharField(max_length=60, default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        indexes = ((("grade", "letter", "language"), True),)

    def derive(self) -> None:
        """Fill the sort key: by grade, then by letter in the Kazakh alphabet."""
        self.sort_key = f"{int(self.grade):02d}{sort_key(str(self.letter))}"[:120]

    def __str__(self) -> str:
        return f"{self.grade} «{self.letter}»" if self.letter else str(self.grade)


class Reader(BaseModel):
    """Somebody who may borrow; ``card_no`` is printed on the card and never given twice.

    ``leads`` is the class of which a teacher is the class teacher. Who ``has_priority`` gets
    textbooks first where they are short (orphans, large families); the list says no more than that.
    Since ``erased_on`` the row is a number without a person.
    """

    DERIVED = ("sort_key", "search_text")

    card_no = IntegerField(unique=True)
    kind = CharField(
        max_length=10,
        default="pupil",
        constraints=[Check("kind IN ('pupil', 'teacher', 'staff', 'parent', 'other')")],
    )
    last_name = CharField(max_length=100)
    first_name = CharField(max_length=100)
    patronymic = CharField(max_length=100, default="")
    school_class = ForeignKeyField(SchoolClass, null=True, on_delete="RESTRICT", backref="readers")
    leads = ForeignKeyField(SchoolClass, null=True, on_delete="SET NULL", backref="teachers")
    language = CharField(max_length=5, default="kk")
    born_on = DateField(null=True)
    phone = CharField(max_length=60, default="")
    email = CharField(max_length=120, default="")
    address = CharField(max_length=300, default="")
    registered_on = DateField(default=clock.today)
    rules_read_on = DateField(null=True)
    left_on = DateField(null=True)
    is_blocked = BooleanField(default=False)
    note = TextField(default="")
    sort_key = SortKeyField()
    search_text = TextField(default="")
    has_priority = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    erased_on = DateField(null=True)

    @classmethod
    def extra_ddl(cls) -> dict[str, list[str]]:
        """Return the full-text index over the search text."""
        return SEARCH.ddl()

    def derive(self) -> None:
        """Fill the sort key and search text from the name and the card's number."""
        self.sort_key = sort_key(self.full_name)
        self.search_text = fold(f"{self.full_name} {self.card_no}")

    @property
    def name(self) -> str:
        """Return surname and first name: ``Әлібек Нұрасыл``."""
        return f"{self.last_name} {self.first_name}"

    @property
    def full_name(self) -> str:
        """Return the name with the patronymic, where there is one."""
        return f"{self.name} {self.patronymic}".strip()

    @property
    def short_name(self) -> str:
        """Return surname and initial: ``Әлібек Н.``."""
        return f"{self.last_name} {str(self.first_name)[:1]}."

    @property
    def code(self) -> str:
        """Return the digits of the barcode on the card."""
        return make_code(Kind.READER, int(self.card_no))

    def is_gone(self, on: date) -> bool:
        """Return whether the reader has left the school by ``on``."""
        return self.left_on is not None and self.left_on <= on

    def __str__(self) -> str:
        return self.name


class RollOver(BaseModel):
    """All classes went up a grade for ``school_year``; ``before`` is what must be put back.

    It is JSON: the classes with their old grades, those that ended, who was in them.
    """

    school_year = IntegerField()
    done_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    undone_at = MomentField(null=True)
    undone_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    before = TextField()

    def __str__(self) -> str:
        return f"{self.school_year}–{self.school_year + 1}"


# A year rolls over once; taken back, it may be done again.
RollOver.add_index(
    RollOver.index(
        RollOver.school_year,
        unique=True,
        where=SQL("undone_at IS NULL"),
        name="readers_roll_over_one_a_year",
    )
)


class Graduate(BaseModel):
    """A pupil of the last grade who left by a roll-over; the class itself is no more."""

    roll_over = ForeignKeyField(RollOver, on_delete="RESTRICT", backref="graduates")
    reader = ForeignKeyField(Reader, unique=True, on_delete="RESTRICT", backref="+")
    class_words = CharField(max_length=20)


class Reregistration(BaseModel):
    """A reader was registered anew for a school year; the first year is his ``registered_on``."""

    reader = ForeignKeyField(Reader, on_delete="CASCADE", backref="+")
    school_year = IntegerField()
    registered_on = DateField(default=clock.today, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("reader", "school_year"), True),)


class Photo(BaseModel):
    """A reader's photograph, made small: JPEG."""

    reader = ForeignKeyField(Reader, unique=True, on_delete="CASCADE", backref="+")
    data = BlobField()
    added_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


class HandoutColumn(BaseModel):
    """A column of the list for another program: its heading there, and what of ours it holds."""

    IS_SETTING = True

    position = IntegerField(default=0)
    title = CharField(max_length=80)
    field = CharField(max_length=30, default="")

    def __str__(self) -> str:
        return str(self.title)


class Handout(BaseModel):
    """A reader was entered into the other program; once, however often the list is taken out."""

    reader = ForeignKeyField(Reader, unique=True, on_delete="CASCADE", backref="+")
    handed_on = DateField(default=clock.today, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


COUNCIL_KINDS = {"council": _("library council"), "activist": _("reader activist")}


class CouncilMember(BaseModel):
    """A member of the library council, or a reader activist, for a term (plan VI.2)."""

    DERIVED = ("sort_key",)

    kind = CharField(
        max_length=10, default="council", constraints=[Check("kind IN ('council', 'activist')")]
    )
    reader = ForeignKeyField(Reader, null=True, on_delete="SET NULL", backref="+")
    name = CharField(max_length=200, default="")
    duty = CharField(max_length=120, default="")
    elected_on = DateField(default=clock.today, index=True)
    until = DateField(null=True)
    sort_key = SortKeyField()

    def derive(self) -> None:
        """Fill the sort key from the name."""
        self.sort_key = sort_key(str(self.name))

    def __str__(self) -> str:
        return str(self.name)


class CouncilTask(BaseModel):
    """A line of the council's plan of work; done when ``done_on`` says so."""

    text = CharField(max_length=300)
    due_on = DateField(null=True)
    responsible = CharField(max_length=200, default="")
    done_on = DateField(null=True)

    def __str__(self) -> str:
        return str(self.text)


class CouncilMeeting(BaseModel):
    """The minutes of a meeting of the council."""

    number = CharField(max_length=20, default="")
    met_on = DateField(default=clock.today, index=True)
    present = TextField(default="")
    agenda = TextField(default="")
    decisions = TextField(default="")

    def __str__(self) -> str:
        return f"№ {self.number}" if self.number else f"{self.met_on:%d.%m.%Y}"


SEARCH = SearchIndex(Reader)
