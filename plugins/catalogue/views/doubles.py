"""Cleaning up: pairs of records that may be one edition, compared and merged or told apart."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core.errors import LibraryError
from core.views import PageView
from core.views.filters import whole
from plugins.catalogue import blocks
from plugins.catalogue.models import Record
from plugins.catalogue.services import doubles, merging
from plugins.catalogue.views.labels import LABELS


class DoublesView(PageView):
    """The pairs, the surest first, and a page on which two are laid side by side."""

    permission = "catalogue.merge"

    def __init__(self) -> None:
        super().__init__(
            name=_("Double records"), url="/catalogue/doubles", endpoint="catalogue_doubles"
        )

    @expose("/")
    def index(self) -> Any:
        """Show the pairs that look alike."""
        pairs = doubles.pairs()
        ids = {number for one in pairs for number in (one.first, one.second)}
        records = {int(one.id): one for one in Record.select().where(Record.id.in_(list(ids)))}
        rows = [
            (records[one.first], records[one.second], blocks.WHY[one.why])
            for one in pairs
            if one.first in records and one.second in records
        ]
        return self.render(
            "catalogue/doubles.html", rows=rows, is_more=len(pairs) >= doubles.MOST_PAIRS
        )

    @expose("/compare")
    def compare(self) -> Any:
        """Lay two records side by side, with what merging them would do."""
        kept, gone = self._two(request.args)
        try:
            plan = merging.plan(kept, gone)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(self.get_url(".index"), code=303)
        return self.render(
            "catalogue/compare.html",
            plan=plan,
            rows=blocks.side_by_side(plan, LABELS),
            moves=blocks.moves(plan),
        )

    @expose("/merge", methods=("POST",))
    def merge(self) -> Any:
        """Merge the two and show the record that is left."""
        kept, gone = self._two(request.form)
        try:
            done = merging.merge(kept, gone, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(self.get_url(".index"), code=303)
        moved = sum(done.moves.values())
        flash(
            ngettext(
                "Merged. %(num)s row of copies and lists now belongs to this record.",
                "Merged. %(num)s rows of copies and lists now belong to this record.",
                moved,
            ),
            "success",
        )
        return redirect(url_for("catalogue_record.details_view", id=kept.id), code=303)

    @expose("/apart", methods=("POST",))
    def apart(self) -> Any:
        """Note that the two are two editions."""
        first, second = self._two(request.form)
        doubles.tell_apart(int(first.id), int(second.id), by=self.person)
        flash(gettext("Noted: these are two editions. They are not shown here again."), "success")
        return redirect(self.get_url(".index"), code=303)

    def _two(self, given: Any) -> tuple[Record, Record]:
        found = [
            Record.get_or_none(Record.id == (whole(given.get(name, "")) or 0))
            for name in ("kept", "gone")
        ]
        if None in found:
            abort(404)
        return found[0], found[1]
