"""Lists that the school keeps for its records: shelves, subject headings, classes."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core.alphabet import fold
from core.views import Preset, RecordView
from core.views.forms import SearchLoader
from plugins.catalogue.models import HEADING_KINDS, SCHEMES, ClassIndex, Heading, Shelf
from plugins.catalogue.services import classes


class ShelfListView(RecordView):
    """Shelves of the library's rooms; one on which records stand cannot be deleted."""

    name = _("Shelves and rooms")
    place = "V"
    menu_order = 50
    permission = "catalogue.edit"
    permission_create = permission_edit = permission_delete = "catalogue.edit"
    can_create = can_edit = can_delete = True
    column_list = ("name", "room", "note")
    column_labels = {"name": _("Shelf"), "room": _("Room"), "note": _("Note")}
    column_sortable_list = (("name", "sort_key"), "room")
    column_default_sort = ("sort_key", False)
    column_filters = ("room",)
    form_columns = ("name", "room", "note")
    empty_words = _("No shelf yet. Add the first one: its name and the room it is in.")

    def __init__(self) -> None:
        super().__init__(Shelf, endpoint="catalogue_shelf", url="/catalogue/shelves")

    def count_words(self, count: int) -> Any:
        """Count shelves."""
        return lazy_ngettext("%(num)s shelf", "%(num)s shelves", count)


class HeadingListView(RecordView):
    """Subject headings; one that records have cannot be deleted."""

    name = _("Subject headings")
    place = "V"
    menu_order = 40
    permission = "catalogue.edit"
    permission_create = permission_edit = permission_delete = "catalogue.edit"
    can_create = can_edit = can_delete = True
    column_list = ("name", "kind")
    column_labels = {"name": _("Heading"), "kind": _("Kind")}
    column_sortable_list = (("name", "sort_key"), "kind")
    column_default_sort = ("sort_key", False)
    column_choices = {"kind": list(HEADING_KINDS.items())}
    column_filters = ("kind",)
    form_columns = ("name", "kind")
    form_choices = {"kind": list(HEADING_KINDS.items())}
    search_words = _("Words of the heading")
    empty_words = _("No heading yet. They come with the records.")

    def __init__(self) -> None:
        super().__init__(Heading, endpoint="catalogue_heading", url="/catalogue/headings")

    def search(self, query: Any, text: str) -> Any:
        """Return the headings that have the words."""
        for word in fold(text).split()[:8]:
            query = query.where(Heading.search_text.contains(word))
        return query

    def count_words(self, count: int) -> Any:
        """Count headings."""
        return lazy_ngettext("%(num)s heading", "%(num)s headings", count)


class ClassListView(RecordView):
    """The tables of both classifications: shipped, and changed by the school as it likes."""

    name = _("Classes of BBK and UDC")
    place = "V"
    menu_order = 10
    permission = "catalogue.edit"
    permission_create = permission_edit = permission_delete = "catalogue.edit"
    can_create = can_edit = can_delete = True
    column_list = ("index", "title_kk", "title_ru", "parent")
    column_labels = {
        "scheme": _("Classification"),
        "index": _("Index"),
        "title_kk": _("Name in Kazakh"),
        "title_ru": _("Name in Russian"),
        "parent": _("Belongs under"),
    }
    column_sortable_list = (("index", "sort_key"), "title_kk", "title_ru")
    column_default_sort = ("sort_key", False)
    joined = ("parent",)
    form_columns = ("scheme", "index", "title_kk", "title_ru", "parent")
    form_choices = {"scheme": list(SCHEMES.items())}
    form_ajax_refs = {"parent": SearchLoader("parent", ClassIndex)}
    search_words = _("Index or words of the name")
    presets = (
        Preset("bbk", SCHEMES["bbk"], lambda: ClassIndex.scheme == "bbk"),
        Preset("udc", SCHEMES["udc"], lambda: ClassIndex.scheme == "udc"),
    )

    def __init__(self) -> None:
        super().__init__(ClassIndex, endpoint="catalogue_class", url="/catalogue/classes")

    def search(self, query: Any, text: str) -> Any:
        """Return the classes that the words find."""
        ids = [one.id for scheme in SCHEMES for one in classes.search(scheme, text)]
        return query.where(ClassIndex.id.in_(ids))

    def count_words(self, count: int) -> Any:
        """Count classes."""
        return lazy_ngettext("%(num)s class of books", "%(num)s classes of books", count)

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission; the picker is for whoever fills in a record."""
        return self.permission if route == "pick" else super().permission_of(route, method)

    @expose("/pick/<scheme>")
    def pick(self, scheme: str) -> Any:
        """Show the classes to choose from: the whole tree, or what the words ``q`` find."""
        if scheme not in SCHEMES:
            abort(404)
        words = request.args.get("q", "").strip()[:100].replace("\0", "")
        return self.render(
            "catalogue/_classes.html",
            tree=[] if words else classes.tree(scheme),
            found=classes.search(scheme, words) if words else [],
            words=words,
        )
