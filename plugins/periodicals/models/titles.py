"""Titles that the library takes, and the orders by which it subscribes to them."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.catalogue.models import Record

KINDS = {"newspaper": _("newspaper"), "magazine": _("magazine")}

FREQUENCIES = {
    "daily": _("daily"),
    "weekly": _("weekly"),
    "monthly": _("monthly"),
    "quarterly": _("quarterly"),
    "other": _("so many times a year"),
}

#: The halves of a year as they are written.
HALVES = {1: "I", 2: "II"}


def half_of(day: date) -> tuple[int, int]:
    """Return the year and the half to which ``day`` belongs."""
    return day.year, 1 if day.month <= 6 else 2


def half_words(year: int, half: int) -> str:
    """Return a half-year in words: ``2026, I half-year``."""
    return gettext("%(year)s, %(half)s half-year", year=year, half=HALVES[half])


class Title(BaseModel):
    """A newspaper or magazine: its record in the catalogue, and how it appears.

    ``weekdays`` are those of a daily or weekly (``1,3,5``, Monday is 1), ``due_day`` the day of
    the month by which a magazine is there, ``a_year`` the issues of one that appears otherwise.
    Thin magazines and newspapers are counted as sets, thick magazines as copies (domain.md 3.8).
    """

    record = ForeignKeyField(Record, unique=True, on_delete="RESTRICT", backref="+")
    kind = CharField(
        max_length=10, default="magazine", constraints=[Check("kind IN ('newspaper', 'magazine')")]
    )
    is_thick = BooleanField(default=False)
    issn = CharField(max_length=9, default="", index=True)
    index_no = CharField(max_length=20, default="", index=True)
    frequency = CharField(
        max_length=10,
        default="monthly",
        constraints=[Check("frequency IN ('daily', 'weekly', 'monthly', 'quarterly', 'other')")],
    )
    a_year = IntegerField(default=12, constraints=[Check("a_year BETWEEN 1 AND 366")])
    weekdays = CharField(max_length=20, default="")
    due_day = IntegerField(default=15, constraints=[Check("due_day BETWEEN 1 AND 31")])
    supplier = CharField(max_length=200, default="")
    added_on = DateField(default=clock.today)
    note = CharField(max_length=300, default="")

    @property
    def is_in_sets(self) -> bool:
        """Return whether statistics count sets of it, not copies."""
        return self.kind == "newspaper" or not self.is_thick

    @property
    def has_days(self) -> bool:
        """Return whether it appears on certain days of the week."""
        return self.frequency in ("daily", "weekly")

    def __str__(self) -> str:
        return str(self.record.title)


class Order(BaseModel):
    """An order of subscriptions for one half-year. A draft until its day of ordering is known."""

    year = IntegerField()
    half = IntegerField(constraints=[Check("half IN (1, 2)")])
    order_no = CharField(max_length=60, default="")
    ordered_on = DateField(null=True, index=True)
    supplier = CharField(max_length=200, default="")
    document = CharField(max_length=200, default="")
    note = CharField(max_length=300, default="")
    opened_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("year", "half"), False),)

    @property
    def is_draft(self) -> bool:
        """Return whether the order has not been placed yet."""
        return self.ordered_on is None

    @property
    def half_words(self) -> str:
        """Return the half-year in words."""
        return half_words(int(self.year), int(self.half))

    @property
    def written(self) -> str:
        """Return number and day of the order; nothing while it is a draft."""
        if self.ordered_on is None:
            return ""
        number = f"№ {self.order_no}, " if self.order_no else ""
        return f"{number}{self.ordered_on:%d.%m.%Y}"

    def __str__(self) -> str:
        return self.written or f"№ {self.id}"


class OrderLine(BaseModel):
    """So many sets of a title for the half-year; ``price`` is that of one set.

    A title stands once in a half-year, whatever the number of orders: year and half are the
    order's, kept here for the index that sees to it.
    """

    order = ForeignKeyField(Order, on_delete="RESTRICT", backref="lines")
    title = ForeignKeyField(Title, on_delete="RESTRICT", backref="lines", index=False)
    year = IntegerField()
    half = IntegerField(constraints=[Check("half IN (1, 2)")])
    sets = IntegerField(default=1, constraints=[Check("sets > 0")])
    price = TiynField(default=0, constraints=[Check("price >= 0")])

    class Meta:
        indexes = ((("title", "year", "half"), True),)

    @property
    def amount(self) -> Decimal:
        """Return what the sets cost together."""
        total: Decimal = self.price * int(self.sets)
        return total

    def __str__(self) -> str:
        return f"{self.title_id}: {half_words(int(self.year), int(self.half))}"
