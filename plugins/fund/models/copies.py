"""Copies: each one a line in the inventory book, with its own number and price."""

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from peewee import SQL, BooleanField, CharField, Check, DateField, ForeignKeyField, TextField

from core import settings
from core.alphabet import sort_key
from core.barcodes import Kind, make_code
from core.database import BaseModel, SortKeyField, TiynField
from plugins.catalogue.models import Record

#: The two funds never mix, in no register and no total (domain.md 3.0).
FUNDS = {"main": _("Main fund"), "textbook": _("Textbook fund")}

_USUAL_CONDITIONS = {
    "new": _("new"),
    "good": _("good"),
    "satisfactory": _("satisfactory"),
    "poor": _("poor"),
}


def condition_words(key: str) -> str:
    """Return what the school calls a condition in the language now spoken.

    The school's scale is a setting: four words from the best to the worst. Where it says anything
    but four, the usual words hold.
    """
    spoken = str(get_locale() or "kk")
    own = str(settings.get(f"fund.conditions_{spoken}")) if spoken in ("kk", "ru") else ""
    words = [one.strip() for one in own.split(",") if one.strip()]
    if len(words) != len(_USUAL_CONDITIONS):
        return str(_USUAL_CONDITIONS[key])
    return words[list(_USUAL_CONDITIONS).index(key)]


#: From the best to the worst, each with its words.
CONDITIONS = {key: LazyString(condition_words, key) for key in _USUAL_CONDITIONS}


class Copy(BaseModel):
    """One copy of a record. Whether it is on loan is circulation's to say, not a column here.

    ``old_entry_on`` and ``old_entry_no`` are the day and number of its entry in the paper books
    that were kept before; ``received_on`` is when it came into these.
    """

    DERIVED = ("sort_key",)

    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="copies")
    inventory_no = CharField(max_length=40, unique=True)
    fund = CharField(
        max_length=10, default="main", constraints=[Check("fund IN ('main', 'textbook')")]
    )
    price = TiynField(default=0, constraints=[Check("price >= 0")])
    received_on = DateField()
    withdrawn_on = DateField(null=True)
    is_reading_room_only = BooleanField(default=False)
    condition = CharField(max_length=20, default="good")
    shelf = CharField(max_length=60, default="")
    note = TextField(default="")
    sort_key = SortKeyField()
    old_entry_on = DateField(null=True)
    old_entry_no = CharField(max_length=40, default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        indexes = ((("fund", "sort_key"), False),)

    def derive(self) -> None:
        """Fill the sort key: numbers in their natural order, whatever their prefix."""
        self.sort_key = sort_key(str(self.inventory_no))

    @property
    def code(self) -> str:
        """Return the digits of the copy's barcode."""
        return make_code(Kind.COPY, int(self.id))

    def __str__(self) -> str:
        return f"№ {self.inventory_no}"


# How many copies of what a fund has now: read off the index, without the copies themselves.
Copy.add_index(
    Copy.index(
        Copy.fund,
        Copy.record,
        Copy.withdrawn_on,  # SQLite looks at it again, and finds it here
        where=SQL("withdrawn_on IS NULL"),
        name="fund_copy_here",
    )
)
