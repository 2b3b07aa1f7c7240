"""Readers and periodicals: who reads a title in turn, has an issue at home, has signed up."""

from decimal import Decimal

from peewee import SQL, CharField, Check, DateField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.periodicals.models.issues import Issue
from plugins.periodicals.models.titles import Title, half_words
from plugins.readers.models import Reader


class Route(BaseModel):
    """A reader to whom each issue of a title goes, in turn."""

    title = ForeignKeyField(Title, on_delete="RESTRICT", backref="routes", index=False)
    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("title", "reader"), True),)


class IssueLoan(BaseModel):
    """A single issue lent to a reader; open until ``returned_at``."""

    issue = ForeignKeyField(Issue, on_delete="RESTRICT", backref="loans")
    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    lent_at = MomentField(default=clock.now, index=True)
    due_on = DateField()
    returned_at = MomentField(null=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    @property
    def is_open(self) -> bool:
        """Return whether the reader still has the issue."""
        return self.returned_at is None

    def __str__(self) -> str:
        return f"{self.issue_id} – {self.reader_id}"


# A reader has an issue once at a time.
IssueLoan.add_index(
    IssueLoan.index(
        IssueLoan.issue,
        IssueLoan.reader,
        unique=True,
        where=SQL("returned_at IS NULL"),
        name="periodicals_issue_loan_one_open",
    )
)


class ReaderSubscription(BaseModel):
    """What a reader takes at home, signed up for in the library (plan VI.8).

    ``periodical`` is its name: it need not be one that the library takes.
    """

    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+")
    periodical = CharField(max_length=200)
    year = IntegerField()
    half = IntegerField(constraints=[Check("half IN (1, 2)")])
    sets = IntegerField(default=1, constraints=[Check("sets > 0")])
    price = TiynField(default=0, constraints=[Check("price >= 0")])
    place = CharField(max_length=200, default="")
    signed_on = DateField(default=clock.today, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("year", "half"), False),)

    @property
    def amount(self) -> Decimal:
        """Return what the reader pays in all."""
        total: Decimal = self.price * int(self.sets)
        return total

    @property
    def half_words(self) -> str:
        """Return the half-year in words."""
        return half_words(int(self.year), int(self.half))

    def __str__(self) -> str:
        return str(self.periodical)
