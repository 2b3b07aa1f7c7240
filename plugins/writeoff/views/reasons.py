"""Why copies are written off: a list that the school may change."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core.views import RecordView
from plugins.writeoff.models import Reason


class ReasonListView(RecordView):
    """The reasons, in the order in which they are offered. One in use cannot be deleted."""

    name = _("Reasons for write-off")
    place = "settings"
    menu_order = 45
    permission = "writeoff.edit"
    permission_create = permission_edit = permission_delete = "writeoff.edit"
    can_create = can_edit = can_delete = True
    column_list = ("title_kk", "title_ru", "needs_order", "place")
    column_labels = {
        "title_kk": _("Name in Kazakh"),
        "title_ru": _("Name in Russian"),
        "title_en": _("Name in English"),
        "needs_order": _("Needs an order of the education department"),
        "place": _("Order in the list"),
    }
    column_sortable_list = ("place", "title_kk")
    column_default_sort = ("place", False)
    form_columns = ("title_kk", "title_ru", "title_en", "needs_order", "place")

    def __init__(self) -> None:
        super().__init__(Reason, endpoint="writeoff_reason", url="/writeoff/reasons")

    def count_words(self, count: int) -> Any:
        """Count reasons."""
        return lazy_ngettext("%(num)s reason", "%(num)s reasons", count)
