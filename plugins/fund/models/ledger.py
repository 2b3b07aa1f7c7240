"""The books of account: every copy that comes or goes is a line, and nothing is ever taken out."""

from flask_babel import lazy_gettext as _
from peewee import BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.fund.models.copies import Copy

#: Parts of the summary book (domain.md 3.2); the third is computed, never written.
CAME, WENT = 1, 2

#: Where an entry comes from.
KINDS = {
    "opening": _("Opening balance"),
    "delivery": _("Delivery"),
    "replacement": _("In place of a lost book"),
    "found": _("Found again"),
    "act": _("Write-off act"),
    "reversal": _("Reversal"),
}


class SummaryEntry(BaseModel):
    """A line of the summary book: one document, one line, numbered ``N/year`` without a gap.

    ``copies`` and ``amount`` are what its movements add up to; a reversal has them negative. An
    opening balance of a school that keeps only totals has no movements: there they are typed.
    ``book`` is empty, or the fund's name where each fund has numbers of its own.
    """

    part = IntegerField(constraints=[Check("part IN (1, 2)")])
    book = CharField(max_length=10, default="")
    year = IntegerField()
    number = IntegerField()
    fund = CharField(max_length=10, constraints=[Check("fund IN ('main', 'textbook')")])
    kind = CharField(
        max_length=12,
        constraints=[
            Check("kind IN ('opening', 'delivery', 'replacement', 'found', 'act', 'reversal')")
        ],
    )
    entered_on = DateField(index=True)
    document = CharField(max_length=200, default="")
    source = CharField(max_length=200, default="")
    reason = CharField(max_length=60, default="")
    titles = IntegerField(default=0)
    copies = IntegerField(default=0)
    on_balance = IntegerField(default=0)
    amount = TiynField(default=0)
    reverses = ForeignKeyField("self", null=True, unique=True, on_delete="RESTRICT", backref="+")
    at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("part", "book", "year", "number"), True),)

    @property
    def written_number(self) -> str:
        """Return the number as it is written: ``12/2026``."""
        return f"{self.number}/{self.year}"

    def __str__(self) -> str:
        return f"№ {self.written_number}"


class Movement(BaseModel):
    """One copy that came (+1) or went (−1), at the price it then had."""

    entry = ForeignKeyField(SummaryEntry, on_delete="RESTRICT", backref="movements")
    copy = ForeignKeyField(Copy, on_delete="RESTRICT", backref="movements")
    sign = IntegerField(constraints=[Check("sign IN (-1, 1)")])
    amount = TiynField(constraints=[Check("amount >= 0")])
    is_on_balance = BooleanField(default=True)

    class Meta:
        indexes = ((("entry", "copy"), True),)


class Counter(BaseModel):
    """The last number given out of a row of numbers; it goes back with its transaction."""

    name = CharField(max_length=60, unique=True)
    last = IntegerField(default=0)


class NumberSeries(BaseModel):
    """How inventory numbers of a fund are made: prefix, width, and the next one."""

    IS_SETTING = True

    name = CharField(
        max_length=10,
        unique=True,
        constraints=[Check("name IN ('main', 'textbook', 'simple')")],
    )
    prefix = CharField(max_length=10, default="")
    width = IntegerField(default=0, constraints=[Check("width BETWEEN 0 AND 12")])
    next_number = IntegerField(default=1, constraints=[Check("next_number > 0")])


class SummaryColumn(BaseModel):
    """A column of the summary book. What is said narrows it; ``prefixes`` are of the index."""

    IS_SETTING = True

    title_kk = CharField(max_length=120)
    title_ru = CharField(max_length=120, default="")
    title_en = CharField(max_length=120, default="")
    prefixes = CharField(max_length=120, default="")
    kinds = CharField(max_length=120, default="")
    languages = CharField(max_length=60, default="")
    grades = CharField(max_length=60, default="")
    place = IntegerField(default=100)

    def __str__(self) -> str:
        return str(self.title_kk)
