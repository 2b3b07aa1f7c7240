"""Cases of write-off, each with its copies, its commission, and where the books went."""

from decimal import Decimal

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
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.fund.models import Copy, Stocktake, SummaryEntry

#: The steps of a case in their order; a case's state is the step at which it stands.
STEPS = {
    "basis": _("Basis"),
    "copies": _("List"),
    "commission": _("Commission and act"),
    "approved": _("What became of the books"),
    "closed": _("Closed"),
}

#: What becomes of a copy after the act (plan IV.3, IV.4).
FATES = {
    "classroom": _("To a classroom"),
    "waste": _("Waste paper"),
    "transfer": _("To another school"),
}


def _staff() -> ForeignKeyField:
    return ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


class Reason(BaseModel):
    """Why copies are written off: a list that the school may change."""

    IS_SETTING = True

    title_kk = CharField(max_length=60)
    title_ru = CharField(max_length=60, default="")
    title_en = CharField(max_length=60, default="")
    #: An order of the education department must stand behind it.
    needs_order = BooleanField(default=False)
    place = IntegerField(default=100)

    def __str__(self) -> str:
        return str(self.title_kk)


class Case(BaseModel):
    """A write-off from its basis to the last book. From approval on its act stays as it is.

    The reason's words are kept as they were; ``act_year`` is the year of the summary book.
    """

    fund = CharField(
        max_length=10, default="textbook", constraints=[Check("fund IN ('main', 'textbook')")]
    )
    state = CharField(
        max_length=10,
        default="basis",
        constraints=[Check("state IN ('basis', 'copies', 'commission', 'approved', 'closed')")],
    )
    reason = ForeignKeyField(Reason, null=True, on_delete="RESTRICT", backref="cases")
    reason_kk = CharField(max_length=60, default="")
    reason_ru = CharField(max_length=60, default="")
    order_from = CharField(max_length=200, default="")
    order_no = CharField(max_length=60, default="")
    order_on = DateField(null=True)
    minutes_no = CharField(max_length=60, default="")
    minutes_on = DateField(null=True)
    approver_name = CharField(max_length=120, default="")
    approver_post = CharField(max_length=120, default="")
    act_no = IntegerField(null=True)
    act_year = IntegerField(null=True)
    act_on = DateField(null=True)
    entry = ForeignKeyField(SummaryEntry, null=True, unique=True, on_delete="RESTRICT", backref="+")
    note = TextField(default="")
    opened_at = MomentField(default=clock.now)
    opened_by = _staff()
    approved_at = MomentField(null=True)
    approved_by = _staff()
    closed_on = DateField(null=True)

    class Meta:
        indexes = ((("act_year", "act_no"), True),)

    @property
    def is_draft(self) -> bool:
        """Return whether the act has not been approved yet."""
        return self.state in ("basis", "copies", "commission")

    @property
    def act(self) -> str:
        """Return the act as it is written in the books: ``Акт № 4, 20.10.2026``."""
        return f"Акт № {self.act_no}, {self.act_on:%d.%m.%Y}" if self.act_no else ""

    @property
    def order(self) -> str:
        """Return the order's number and date, nothing if there is none."""
        if not self.order_no:
            return ""
        return f"№ {self.order_no}" + (f", {self.order_on:%d.%m.%Y}" if self.order_on else "")

    def __str__(self) -> str:
        return self.act or f"№ {self.id}"


class Disposal(BaseModel):
    """So many copies of a case that went the same way on one day, with its paper."""

    case = ForeignKeyField(Case, on_delete="RESTRICT", backref="disposals")
    kind = CharField(
        max_length=10, constraints=[Check("kind IN ('classroom', 'waste', 'transfer')")]
    )
    done_on = DateField(default=clock.today)
    room = CharField(max_length=120, default="")
    teacher = CharField(max_length=120, default="")
    grams = IntegerField(default=0, constraints=[Check("grams >= 0")])
    price = TiynField(default=0, constraints=[Check("price >= 0")])
    amount = TiynField(default=0, constraints=[Check("amount >= 0")])
    account = CharField(max_length=60, default="")
    receipt_no = CharField(max_length=60, default="")
    receipt_on = DateField(null=True)
    to_school = CharField(max_length=200, default="")
    note = TextField(default="")
    at = MomentField(default=clock.now)
    by = _staff()

    @property
    def kg(self) -> Decimal:
        """Return the weight in kilograms."""
        return Decimal(int(self.grams)) / 1000

    @property
    def awaits_receipt(self) -> bool:
        """Return whether the receipt for waste paper is still to come, in part or in whole."""
        return self.kind == "waste" and not (self.receipt_no and self.receipt_on)

    @property
    def where(self) -> str:
        """Return the room or school; nothing for waste paper."""
        return str(self.room or self.to_school)


class CaseCopy(BaseModel):
    """A copy on a case's list; its words and price stay as they were at approval."""

    case = ForeignKeyField(Case, on_delete="RESTRICT", backref="copies")
    copy = ForeignKeyField(Copy, on_delete="RESTRICT", backref="+")
    is_open = BooleanField(default=True)
    inventory_no = CharField(max_length=40)
    title = TextField(default="")
    year = IntegerField(null=True)
    price = TiynField(default=0)
    fate = CharField(
        max_length=10,
        default="",
        constraints=[Check("fate IN ('', 'classroom', 'waste', 'transfer')")],
    )
    disposal = ForeignKeyField(Disposal, null=True, on_delete="RESTRICT", backref="copies")
    #: Lost by a reader: nothing of it is left to hand over.
    is_absent = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])

    class Meta:
        indexes = ((("case", "copy"), True),)


# A copy stands on one list at a time; after the act it may come back and go again.
CaseCopy.add_index(
    CaseCopy.index(
        CaseCopy.copy,
        unique=True,
        where=SQL("is_open"),
        name="writeoff_case_copy_one_open_list",
    )
)


class CommissionMember(BaseModel):
    """Somebody of a case's commission, with name and post as they were that day."""

    case = ForeignKeyField(Case, on_delete="RESTRICT", backref="members")
    name = CharField(max_length=120)
    post = CharField(max_length=120, default="")
    is_chair = BooleanField(default=False)


class StocktakeCase(BaseModel):
    """The case that a stock-take's missing copies went to; given up, it can be opened again."""

    stocktake = ForeignKeyField(Stocktake, unique=True, on_delete="RESTRICT", backref="+")
    case = ForeignKeyField(Case, unique=True, on_delete="CASCADE", backref="+")


#: Papers that are kept with a case as pictures.
SCANS = {
    "order": _("Order of the education department"),
    "receipt": _("Receipt"),
    "other": _("Other paper"),
}


class CaseScan(BaseModel):
    """A paper as it was photographed or scanned: the order, the receipt for waste paper."""

    case = ForeignKeyField(Case, on_delete="RESTRICT", backref="scans")
    kind = CharField(
        max_length=10,
        default="other",
        constraints=[Check("kind IN ('order', 'receipt', 'other')")],
    )
    name = CharField(max_length=200)
    mime = CharField(max_length=30)
    data = BlobField()
    added_at = MomentField(default=clock.now)
    by = _staff()

    def __str__(self) -> str:
        return str(self.name)
