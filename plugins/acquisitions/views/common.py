"""What the screens of acquisition have alike."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from core.errors import LibraryError
from core.views import RecordView
from plugins.acquisitions.services import books
from plugins.catalogue.models import Record


class AcquisitionView(RecordView):
    """A list under II of which each row has a page where the work is done."""

    place = "II"
    permission = permission_export = "acquisitions.view"
    permission_create = permission_edit = permission_delete = "acquisitions.edit"
    can_create = can_edit = can_delete = True
    can_view_details = True
    #: The service that keeps a row's head; routes of the page, by the permission they ask for.
    keep: Any = None
    routes: Any = {}

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission of a route."""
        return self.routes.get(route) or super().permission_of(route, method)

    def save_new(self, form: Any) -> Any:
        """Keep the new row."""
        row = self.model()
        form.populate_obj(row)
        return type(self).keep(row, by=self.person)

    def save_changes(self, form: Any, record: Any) -> Any:
        """Keep the changed row."""
        form.populate_obj(record)
        return type(self).keep(record, by=self.person)

    def _do(self, number: int, act: Callable[[], Any], words: Any = "", **more: Any) -> Any:
        """Do it and go back to the row's page; a refusal is told there in a sentence."""
        try:
            act()
            if words:
                flash(words, "success")
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".details_view", id=number, **more), code=303)

    def offered(self) -> list[Record]:
        """Return the titles that fit what was typed, for one to be chosen."""
        return books.offered(request.args.get("q", ""))

    def asked_record(self) -> Record | None:
        """Return the record that was chosen or scanned, None for words to be looked up."""
        chosen = request.form.get("record", "")
        if chosen.isdecimal() and len(chosen) < 10:
            picked: Record | None = Record.get_or_none(Record.id == int(chosen))
            return picked
        return books.find_record(request.form.get("code", ""))
