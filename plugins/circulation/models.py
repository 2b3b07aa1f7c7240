"""Loans, visits, and the desk's own log of what was scanned and answered."""

from typing import Any

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
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.fund.models import Copy, SummaryEntry
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetItem


class Loan(BaseModel):
    """A copy with a reader, from ``lent_at`` until ``returned_at``; open while that is empty.

    ``condition_out`` and ``condition_in`` are the copy's condition when it went and came back.
    """

    copy = ForeignKeyField(Copy, on_delete="RESTRICT", backref="loans")
    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="loans")
    lent_at = MomentField(default=clock.now, index=True)
    lent_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    due_on = DateField()
    returned_at = MomentField(null=True)
    returned_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    renewals = IntegerField(default=0)
    lost_on = DateField(null=True)
    is_undone = BooleanField(default=False)
    is_in_reading_room = BooleanField(default=False)
    note = TextField(default="")
    condition_out = CharField(max_length=20, default="", constraints=[SQL("DEFAULT ''")])
    condition_in = CharField(max_length=20, default="", constraints=[SQL("DEFAULT ''")])

    def __str__(self) -> str:
        return f"{self.copy} → {self.reader}"


# One open loan per copy: the rule that holds even against a bug.
Loan.add_index(
    Loan.index(
        Loan.copy,
        unique=True,
        where=SQL("returned_at IS NULL"),
        name="circulation_loan_one_open_per_copy",
    )
)
Loan.add_index(
    Loan.index(
        Loan.reader,
        Loan.due_on,
        where=SQL("returned_at IS NULL"),
        name="circulation_loan_open_by_reader",
    )
)
Loan.add_index(
    Loan.index(Loan.due_on, where=SQL("returned_at IS NULL"), name="circulation_loan_open_by_due")
)


# What came back late: few, and the first page counts them for each of the last weeks.
Loan.add_index(
    Loan.index(
        Loan.returned_at,
        where=SQL("returned_at > due_on"),
        name="circulation_loan_returned_late",
    )
)


def _log_key(model: Any) -> ForeignKeyField:
    """Return a foreign key without an index of its own: the log is only read from its end."""
    return ForeignKeyField(model, null=True, on_delete="RESTRICT", backref="+", index=False)


class Deed(BaseModel):
    """A line of the desk's log: what one scan did. Undoing adds a line that ``reverses`` it.

    ``asked`` is the scan itself, ``answer`` the JSON it got, ``before`` what the loan was like.
    """

    at = MomentField(default=clock.now, index=True)
    by = _log_key(Staff)
    kind = CharField(
        max_length=10,
        constraints=[
            Check(
                "kind IN ('reader', 'lent', 'returned', 'swapped', 'renewed', 'lost', 'noted', "
                "'undone', 'question', 'refused', 'shown')"
            )
        ],
    )
    code = CharField(max_length=60, default="")
    asked = CharField(max_length=250, default="")
    copy = _log_key(Copy)
    reader = _log_key(Reader)
    loan = _log_key(Loan)
    other_loan = _log_key(Loan)
    before = TextField(default="")
    reverses = ForeignKeyField("self", null=True, unique=True, on_delete="RESTRICT", backref="+")
    answer = TextField(default="")
    request_id = CharField(max_length=64, null=True, unique=True)


Deed.add_index(Deed.index(Deed.by, Deed.id, name="circulation_deed_by_person"))


class ClassVisit(BaseModel):
    """A class came for a lesson: so many of its pupils counted as visitors of that day at once.

    ``visits`` are the ids of those visits, as ranges.
    """

    school_class = ForeignKeyField(SchoolClass, null=True, on_delete="SET NULL", backref="+")
    class_words = CharField(max_length=60)
    visited_on = DateField(index=True)
    topic = CharField(max_length=200, default="")
    count = IntegerField()
    visits = TextField(default="")
    at = MomentField(default=clock.now)
    by = _log_key(Staff)
    undone_at = MomentField(null=True)

    def __str__(self) -> str:
        return f"{self.class_words}, {self.visited_on:%d.%m.%Y}"


class Visit(BaseModel):
    """A reader came on that day; his card counts once a day, however often it is scanned."""

    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    visited_on = DateField(index=True)

    class Meta:
        indexes = ((("reader", "visited_on"), True),)


class Passing(BaseModel):
    """The class teacher, who had got the pile, passed a copy on to a pupil.

    His loan ``from_loan`` ended by it, ``loan`` is the pupil's.
    """

    loan = ForeignKeyField(Loan, unique=True, on_delete="RESTRICT", backref="+")
    from_loan = ForeignKeyField(Loan, unique=True, on_delete="RESTRICT", backref="+")
    passed_at = MomentField(default=clock.now)
    passed_by = _log_key(Staff)


class KitIssue(BaseModel):
    """A whole class got its sets at once: which loans that were, and whether it was taken back.

    ``loans`` are their ids as ranges: ``120-419,431``. ``to_teacher`` is the class teacher who
    got the pile, if it did not go to the pupils. ``taken_back`` are loans that ended by it: what a
    pupil had of another class's set.
    """

    school_class = ForeignKeyField(SchoolClass, null=True, on_delete="SET NULL", backref="+")
    class_words = CharField(max_length=60)
    school_year = IntegerField()
    to_teacher = _log_key(Reader)
    count = IntegerField()
    loans = TextField()
    given_at = MomentField(default=clock.now, index=True)
    given_by = _log_key(Staff)
    undone_at = MomentField(null=True)
    undone_by = _log_key(Staff)
    taken_back = TextField(default="", constraints=[SQL("DEFAULT ''")])


class Raid(BaseModel):
    """Textbooks of a class looked at for cleanliness: how many, how many damaged (October)."""

    school_class = ForeignKeyField(SchoolClass, null=True, on_delete="SET NULL", backref="+")
    class_words = CharField(max_length=60)
    pupils = IntegerField(default=0)
    checked_on = DateField(index=True)
    checked = IntegerField(constraints=[Check("checked >= 0")])
    damaged = IntegerField(default=0, constraints=[Check("damaged BETWEEN 0 AND checked")])
    remarks = CharField(max_length=300, default="")
    by = _log_key(Staff)

    class Meta:
        indexes = ((("checked_on", "class_words"), True),)

    def __str__(self) -> str:
        return f"{self.class_words}, {self.checked_on:%d.%m.%Y}"


class ClassMark(BaseModel):
    """A pupil whom the class issue leaves out: absent that day, or with a book of his own.

    ``item`` is empty for the absent; for ``own`` it says which textbook of his set he needs not.
    """

    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    kind = CharField(max_length=10, constraints=[Check("kind IN ('absent', 'own')")])
    item = ForeignKeyField(SetItem, null=True, on_delete="CASCADE", backref="+")
    marked_on = DateField()
    marked_by = _log_key(Staff)


# On PostgreSQL empty keys are unequal to each other, so each kind has its own rule.
ClassMark.add_index(
    ClassMark.index(
        ClassMark.reader,
        ClassMark.marked_on,
        unique=True,
        where=SQL("kind = 'absent'"),
        name="circulation_class_mark_absent",
    )
)
ClassMark.add_index(
    ClassMark.index(
        ClassMark.reader,
        ClassMark.item,
        unique=True,
        where=SQL("kind = 'own'"),
        name="circulation_class_mark_own",
    )
)


class Replacement(BaseModel):
    """How a lost copy was made good: a row of the notebook of replaced books (domain.md 3.5).

    With a ``new_copy``, or with an ``amount`` of money; each fund numbers its rows anew each
    year. The loan is closed by it and the lost copy
    is on no shelf until it is written off, or until ``found_on``. ``unequal`` names what of the
    offered book did not match, ``why`` it was taken all the same.
    """

    loan = ForeignKeyField(Loan, unique=True, on_delete="RESTRICT", backref="replacements")
    copy = ForeignKeyField(Copy, on_delete="RESTRICT", backref="+")
    fund = CharField(max_length=10, constraints=[Check("fund IN ('main', 'textbook')")])
    year = IntegerField()
    number = IntegerField()
    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    reader_words = CharField(max_length=250, default="")
    record = ForeignKeyField(Record, null=True, on_delete="RESTRICT", backref="+", index=False)
    new_copy = ForeignKeyField(Copy, null=True, unique=True, on_delete="RESTRICT", backref="+")
    entry = ForeignKeyField(SummaryEntry, null=True, on_delete="RESTRICT", backref="+", index=False)
    unequal = CharField(max_length=60, default="")
    why = CharField(max_length=200, default="")
    amount = TiynField(null=True, constraints=[Check("amount IS NULL OR amount > 0")])
    receipt_no = CharField(max_length=60, default="")
    receipt_on = DateField(null=True)
    accepted_on = DateField(index=True)
    accepted_at = MomentField(default=clock.now)
    accepted_by = _log_key(Staff)
    found_on = DateField(null=True)
    found_by = _log_key(Staff)
    found_entry = _log_key(SummaryEntry)

    class Meta:
        indexes = ((("fund", "year", "number"), True),)
        constraints = (Check("(new_copy_id IS NULL) <> (amount IS NULL)"),)

    @property
    def written_number(self) -> str:
        """Return the row's number in the notebook of its fund: ``3/2026``."""
        return f"{self.number}/{self.year}"

    def __str__(self) -> str:
        return f"№ {self.written_number}"


# A copy is lost for good once at a time; what has been found may be lost again.
Replacement.add_index(
    Replacement.index(
        Replacement.copy,
        unique=True,
        where=SQL("found_on IS NULL"),
        name="circulation_replacement_one_open_per_copy",
    )
)


class Reservation(BaseModel):
    """A reader waits for a copy of a record; whose ``id`` is lowest gets the next one.

    ``copy`` is the one that stands on the reservation shelf for him, until ``keep_until``. It
    stays named when the reservation has ended, until it has gone from that shelf.
    """

    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="+", index=False)
    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    made_at = MomentField(default=clock.now, index=True)
    made_by = _log_key(Staff)
    copy = ForeignKeyField(Copy, null=True, unique=True, on_delete="RESTRICT", backref="+")
    ready_at = MomentField(null=True)
    keep_until = DateField(null=True)
    ended_at = MomentField(null=True)
    ended_by = _log_key(Staff)
    ending = CharField(
        max_length=10,
        default="",
        constraints=[Check("ending IN ('', 'lent', 'cancelled', 'expired')")],
    )
    loan = ForeignKeyField(Loan, null=True, unique=True, on_delete="RESTRICT", backref="+")

    class Meta:
        constraints = (Check("(ended_at IS NULL) = (ending = '')"),)

    def __str__(self) -> str:
        return f"{self.record}, {self.reader}"


# A reader waits once for a record; the queue of a record is read by this too.
Reservation.add_index(
    Reservation.index(
        Reservation.record,
        Reservation.reader,
        unique=True,
        where=SQL("ended_at IS NULL"),
        name="circulation_reservation_one_open",
    )
)
