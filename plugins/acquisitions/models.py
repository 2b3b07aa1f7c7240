"""Suppliers, campaigns with their givers and gifts, wishes, orders, visiting exhibitions."""

from typing import Any

from flask_babel import lazy_gettext as _
from peewee import CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from core import clock
from core.alphabet import fold, sort_key
from core.database import BaseModel, SortKeyField, TiynField
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.fund.models import Delivery
from plugins.readers.models import Reader, SchoolClass

GIVER_KINDS = {
    "reader": _("a reader"),
    "class": _("a class"),
    "parent": _("a parent"),
    "organisation": _("an organisation"),
    "other": _("somebody else"),
}

WISH_STATES = {
    "new": _("not ordered yet"),
    "ordered": _("ordered"),
    "came": _("has come"),
    "declined": _("will not be bought"),
}

ORDER_STATES = {
    "draft": _("being made up"),
    "sent": _("sent to the supplier"),
    "done": _("finished"),
    "cancelled": _("cancelled"),
}

ORDER_FUNDS = {"main": _("Books"), "textbook": _("Textbooks")}


def _by() -> ForeignKeyField:
    return ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


def _one_of(column: str, known: dict[str, Any]) -> Check:
    return Check(f"{column} IN ({', '.join(repr(one) for one in known)})")


def named(authors: str, title: str) -> str:
    """Return author and title in one line; the dot of an initial is not written twice."""
    return f"{authors.rstrip('. ')}. {title}" if authors else title


class Supplier(BaseModel):
    """Who sells books to the school; ``bin`` is the twelve-digit number of a firm."""

    DERIVED = ("sort_key",)

    name = CharField(max_length=200)
    bin = CharField(max_length=12, default="")
    contact = CharField(max_length=200, default="")
    phone = CharField(max_length=60, default="")
    email = CharField(max_length=120, default="")
    address = CharField(max_length=300, default="")
    note = TextField(default="")
    sort_key = SortKeyField()

    def derive(self) -> None:
        """Fill the sort key from the name."""
        self.sort_key = sort_key(str(self.name))

    def __str__(self) -> str:
        return str(self.name)


class Campaign(BaseModel):
    """A campaign in which people give books: its days, and words for the letter of thanks."""

    title = CharField(max_length=200)
    first_on = DateField(default=clock.today, index=True)
    last_on = DateField(null=True)
    text = TextField(default="")
    thanks_kk = TextField(default="")
    thanks_ru = TextField(default="")
    by = _by()

    def __str__(self) -> str:
        return str(self.title)


class Giver(BaseModel):
    """Who gave books in a campaign; ``name`` is what the letter of thanks says."""

    DERIVED = ("sort_key",)

    campaign = ForeignKeyField(Campaign, on_delete="RESTRICT", backref="givers")
    kind = CharField(max_length=12, default="parent", constraints=[_one_of("kind", GIVER_KINDS)])
    reader = ForeignKeyField(Reader, null=True, on_delete="SET NULL", backref="+")
    school_class = ForeignKeyField(
        SchoolClass, null=True, on_delete="SET NULL", backref="+", index=False
    )
    name = CharField(max_length=200)
    given_on = DateField(default=clock.today)
    by = _by()
    sort_key = SortKeyField()

    def derive(self) -> None:
        """Fill the sort key from the name."""
        self.sort_key = sort_key(str(self.name))

    def __str__(self) -> str:
        return str(self.name)


class Gift(BaseModel):
    """So many copies of a record that somebody gave; ``delivery`` is how they reach the fund."""

    giver = ForeignKeyField(Giver, on_delete="CASCADE", backref="gifts")
    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="+")
    quantity = IntegerField(default=1, constraints=[Check("quantity > 0")])
    price = TiynField(default=0, constraints=[Check("price >= 0")])
    delivery = ForeignKeyField(Delivery, null=True, on_delete="SET NULL", backref="+")


class Wish(BaseModel):
    """A book that was asked for and is not there; ``times`` is how often it was asked for."""

    DERIVED = ("words",)

    text = CharField(max_length=300)
    #: What the wish is known by when it is asked again.
    words = CharField(max_length=300, default="", index=True)
    asked_on = DateField(default=clock.today)
    times = IntegerField(default=1, constraints=[Check("times >= 0")])
    state = CharField(
        max_length=10, default="new", index=True, constraints=[_one_of("state", WISH_STATES)]
    )
    reason = CharField(max_length=250, default="")
    record = ForeignKeyField(Record, null=True, on_delete="SET NULL", backref="+")

    def derive(self) -> None:
        """Fill the words that a wish is known by."""
        self.words = fold(str(self.text))[:300]

    def __str__(self) -> str:
        return str(self.text)


class WishAsk(BaseModel):
    """One asking: a reader, or ``who`` in words; an erased reader leaves neither."""

    wish = ForeignKeyField(Wish, on_delete="CASCADE", backref="asks")
    reader = ForeignKeyField(Reader, null=True, on_delete="SET NULL", backref="+")
    who = CharField(max_length=200, default="")
    asked_on = DateField(default=clock.today)


class Order(BaseModel):
    """A list of what to buy; it is paid for out of the money of the year of ``made_on``."""

    title = CharField(max_length=200)
    fund = CharField(max_length=10, default="main", constraints=[_one_of("fund", ORDER_FUNDS)])
    supplier = ForeignKeyField(Supplier, null=True, on_delete="RESTRICT", backref="orders")
    made_on = DateField(default=clock.today, index=True)
    sent_on = DateField(null=True)
    due_on = DateField(null=True)
    state = CharField(max_length=10, default="draft", constraints=[_one_of("state", ORDER_STATES)])
    note = TextField(default="")
    by = _by()

    def __str__(self) -> str:
        return str(self.title)


class OrderLine(BaseModel):
    """So many copies of a title at a price; ``record`` once the catalogue has the title."""

    order = ForeignKeyField(Order, on_delete="CASCADE", backref="lines")
    record = ForeignKeyField(Record, null=True, on_delete="RESTRICT", backref="+")
    authors = CharField(max_length=200, default="")
    title = CharField(max_length=300)
    quantity = IntegerField(default=1, constraints=[Check("quantity > 0")])
    price = TiynField(default=0, constraints=[Check("price >= 0")])
    wish = ForeignKeyField(Wish, null=True, on_delete="SET NULL", backref="+")

    @property
    def amount(self) -> Any:
        """Return what the ordered copies cost together."""
        return self.price * self.quantity

    @property
    def words(self) -> str:
        """Return author and title as an order says them."""
        return named(str(self.authors), str(self.title))


class OrderDelivery(BaseModel):
    """A delivery of the fund in which something of the order came."""

    order = ForeignKeyField(Order, on_delete="CASCADE", backref="deliveries")
    delivery = ForeignKeyField(Delivery, unique=True, on_delete="RESTRICT", backref="+")


class Exhibition(BaseModel):
    """Books of another library shown here for a time; none of them is ever in our fund."""

    title = CharField(max_length=200)
    partner = CharField(max_length=200)
    partner_person = CharField(max_length=200, default="")
    came_on = DateField(default=clock.today, index=True)
    due_on = DateField(null=True)
    returned_on = DateField(null=True)
    text = TextField(default="")
    by = _by()

    def __str__(self) -> str:
        return str(self.title)


class VisitingBook(BaseModel):
    """A title of a visiting exhibition: copies that came, and how many went back.

    ``number`` is what the other library numbers it by.
    """

    exhibition = ForeignKeyField(Exhibition, on_delete="CASCADE", backref="books")
    number = CharField(max_length=60, default="")
    authors = CharField(max_length=200, default="")
    title = CharField(max_length=300)
    year = IntegerField(null=True)
    quantity = IntegerField(default=1, constraints=[Check("quantity > 0")])
    price = TiynField(default=0, constraints=[Check("price >= 0")])
    returned = IntegerField(default=0, constraints=[Check("returned BETWEEN 0 AND quantity")])

    @property
    def amount(self) -> Any:
        """Return what the copies cost together."""
        return self.price * self.quantity


MODELS = (
    Supplier,
    Campaign,
    Giver,
    Gift,
    Wish,
    WishAsk,
    Order,
    OrderLine,
    OrderDelivery,
    Exhibition,
    VisitingBook,
)
