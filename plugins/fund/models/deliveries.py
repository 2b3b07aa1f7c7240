"""Deliveries: what came with one document, until it is accepted and becomes copies."""

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
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.fund.models.ledger import SummaryEntry

#: Papers that come with books (domain.md 3.2, 3.6).
DOCUMENTS = {
    "waybill": _("Waybill"),
    "invoice": _("Invoice"),
    "act": _("Act"),
    "letter": _("Letter"),
    "none": _("No document"),
}

SOURCES = {
    "budget": _("Budget"),
    "gift": _("Gift"),
    "replacement": _("In place of lost books"),
    "exchange": _("Exchange"),
    "transfer": _("From another school"),
}

#: What is done with a delivery after it is accepted (plan III.1 to III.3).
STEPS = {
    "numbered": _("Write in the inventory numbers"),
    "stamped": _("Stamp"),
    "labelled": _("Stick the labels on"),
    "catalogued": _("Enter in the catalogue"),
}


class Delivery(BaseModel):
    """A batch with its document. A draft until accepted; afterwards its lines stay as they are."""

    fund = CharField(
        max_length=10, default="textbook", constraints=[Check("fund IN ('main', 'textbook')")]
    )
    document_kind = CharField(max_length=10, default="waybill")
    document_no = CharField(max_length=60, default="")
    document_on = DateField(null=True)
    supplier = CharField(max_length=200, default="")
    source = CharField(max_length=12, default="budget")
    received_on = DateField(default=clock.today)
    state = CharField(
        max_length=10,
        default="draft",
        constraints=[Check("state IN ('draft', 'accepted', 'reversed')")],
    )
    note = TextField(default="")
    entry = ForeignKeyField(
        SummaryEntry, null=True, unique=True, on_delete="RESTRICT", backref="deliveries"
    )
    accepted_at = MomentField(null=True)
    accepted_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    @property
    def document(self) -> str:
        """Return the document as it is written in the books: ``Жүкқұжат № 15, 20.08.2026``."""
        kind = str(DOCUMENTS.get(str(self.document_kind), self.document_kind))
        number = f" № {self.document_no}" if self.document_no else ""
        day = f", {self.document_on:%d.%m.%Y}" if self.document_on else ""
        return f"{kind}{number}{day}"

    @property
    def source_words(self) -> str:
        """Return where the books came from, as the summary book says it."""
        words = str(SOURCES.get(str(self.source), self.source))
        return f"{words}, {self.supplier}" if self.supplier else words

    def __str__(self) -> str:
        return self.document


class DeliveryLine(BaseModel):
    """So many copies of one record at one price: by the document, and in fact."""

    delivery = ForeignKeyField(Delivery, on_delete="RESTRICT", backref="lines")
    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="+")
    by_document = IntegerField(constraints=[Check("by_document >= 0")])
    quantity = IntegerField(constraints=[Check("quantity >= 0")])
    price = TiynField(constraints=[Check("price >= 0")])
    is_inventoried = BooleanField(default=True)
    #: Numbers the librarian wants; empty for the next of the series.
    numbers = TextField(default="")

    @property
    def amount(self) -> object:
        """Return what the received copies cost together."""
        return self.price * self.quantity


class DeliveryStep(BaseModel):
    """A step of processing that has been done with a delivery."""

    delivery = ForeignKeyField(Delivery, on_delete="RESTRICT", backref="steps")
    step = CharField(max_length=12)
    done_on = DateField(default=clock.today)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("delivery", "step"), True),)
