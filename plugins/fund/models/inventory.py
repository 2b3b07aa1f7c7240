"""The inventory book on paper: which of its lines have been printed."""

from flask_babel import lazy_gettext as _
from peewee import CharField, Check, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff

#: What goes on the balance has a line in the one; brochures and what soon goes, in the other.
BOOKS = {"inventory": _("Inventory book"), "simple": _("Book of what is not inventoried")}


class InventoryPrint(BaseModel):
    """A run of pages that went to paper: lines and pages by their numbers from the book's start."""

    book = CharField(max_length=10, constraints=[Check("book IN ('inventory', 'simple')")])
    fund = CharField(max_length=10, constraints=[Check("fund IN ('main', 'textbook')")])
    first_line = IntegerField(constraints=[Check("first_line > 0")])
    last_line = IntegerField()
    first_page = IntegerField()
    last_page = IntegerField()
    printed_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("book", "fund", "last_line"), False),)
