"""One pupil's set: what is lacking is given, what the class does not use comes back."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import LibraryError
from core.views import PageView
from plugins.circulation.models import KitIssue
from plugins.circulation.services import kits, pupil_set
from plugins.readers.models import Reader


class PupilSetView(PageView):
    """Stands behind the reader's page: it has no place in the menu."""

    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(
            name=_("Set of textbooks"), endpoint="circulation_pupil_set", url="/pupil-set"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Lead to the readers: this page is about one of them."""
        return redirect(url_for("readers_reader.index_view"))

    @expose("/<int:number>/", methods=("GET",))
    def plan(self, number: int) -> Any:
        """Show what one step would do."""
        reader = _reader(number)
        found = pupil_set.plan(reader)
        latest = [
            one
            for one in kits.latest_kits(limit=20)
            if one.undone_at is None
            and one.given_at >= clock.now() - kits.UNDO_WITHIN
            and str(one.class_words).endswith(reader.short_name)
        ]
        return self.render(
            "circulation/pupil_set.html", reader=reader, plan=found, latest=latest[:1]
        )

    @expose("/<int:number>/", methods=("POST",))
    def settle(self, number: int) -> Any:
        """Do it, if all is still as it was shown."""
        form = request.form
        try:
            issue = pupil_set.settle(
                _reader(number),
                by=self.person,
                digest=form.get("digest", ""),
                take_back="back" in form.getlist("what"),
                give="give" in form.getlist("what"),
            )
            back = len(kits.from_ranges(str(issue.taken_back)))
            count = int(issue.count)
            given = ngettext("%(num)s copy given", "%(num)s copies given", count)
            returned = ngettext("%(num)s copy taken back", "%(num)s copies taken back", back)
            flash(gettext("%(given)s, %(returned)s.", given=given, returned=returned))
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".plan", number=number), code=303)

    @expose("/<int:number>/undo/<int:line>", methods=("POST",))
    def undo(self, number: int, line: int) -> Any:
        """Put everything back as it was."""
        its = KitIssue.get_or_none(KitIssue.id == line) or abort(404)
        try:
            kits.take_back_kit(its, by=self.person)
            flash(gettext("Everything is as it was before."))
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".plan", number=number), code=303)


def _reader(number: int) -> Reader:
    found: Reader | None = Reader.get_or_none(Reader.id == number)
    return found or abort(404)
