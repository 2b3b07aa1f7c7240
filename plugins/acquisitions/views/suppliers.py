"""Suppliers: the list and its form."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from plugins.acquisitions.models import Supplier
from plugins.acquisitions.services import suppliers
from plugins.acquisitions.views.common import AcquisitionView


class SupplierView(AcquisitionView):
    """Who sells books to the school."""

    name = _("Suppliers")
    menu_order = 50
    permission_create = permission_edit = permission_delete = "acquisitions.order"
    can_view_details = False
    keep = staticmethod(suppliers.keep)
    column_list = ("name", "bin", "contact", "phone", "email")
    column_labels = {
        "name": _("Name"),
        "bin": _("BIN"),
        "contact": _("Contact person"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "address": _("Address"),
        "note": _("Note"),
    }
    column_sortable_list = (("name", "sort_key"),)
    column_default_sort = ("sort_key", False)
    form_columns = ("name", "bin", "contact", "phone", "email", "address", "note")
    empty_words = _("There is no supplier yet. Add the first one, with its BIN and phone.")

    def __init__(self) -> None:
        super().__init__(Supplier, endpoint="acquisitions_supplier", url="/acquisitions/suppliers")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s supplier", "%(num)s suppliers", count)
