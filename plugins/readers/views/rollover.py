"""The page of the new school year: what would become of every class, and only then it is done."""

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import can
from core.errors import LibraryError
from core.sections import gather, hook
from core.views.page_view import PageView
from plugins.readers.models import LANGUAGES
from plugins.readers.services import rollover, unrolling

#: The paper on which circulation writes what leavers still owe.
_CLEARANCE = "circulation.clearance"


class RollOverView(PageView):
    """A dry run with a button; afterwards who left, and the way back for a day."""

    place = "VI"
    menu_order = 14
    permission = "readers.rollover"

    def __init__(self) -> None:
        super().__init__(
            name=_("New school year"), endpoint="readers_rollover", url="/readers/rollover"
        )

    @expose("/")
    def index(self) -> Any:
        """Show what would come of it, or what has come of it."""
        return self._shown(rollover.NewClasses())

    @expose("/", methods=("POST",))
    def move_up(self) -> Any:
        """Move the classes up as they were shown."""
        new = rollover.NewClasses()
        try:
            new = self._new()
            row = rollover.roll_over(
                seen=request.form.get("seen", "")[:40], new=new, by=self.person
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._shown(new), refusal.status
        left = row.graduates.count()
        flash(
            gettext("The classes have moved up.")
            + " "
            + ngettext("%(num)s graduate has left.", "%(num)s graduates have left.", left),
            "success",
        )
        return redirect(self.get_url(".index"), 303)

    @expose("/<int:number>/undo", methods=("POST",))
    def undo(self, number: int) -> Any:
        """Put everything back as it was."""
        try:
            unrolling.undo(number, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._shown(rollover.NewClasses()), refusal.status
        flash(gettext("All classes and readers are again as they were."), "success")
        return redirect(self.get_url(".index"), 303)

    def _new(self) -> rollover.NewClasses:
        grade = 0 if request.form.get("grade") == "0" else 1
        spoken = request.form.get("language", "")
        return rollover.NewClasses(
            grade,
            rollover.read_letters(request.form.get("letters", "")[:100]),
            spoken if spoken in LANGUAGES else "kk",
        )

    def _shown(self, new: rollover.NewClasses) -> Any:
        year = rollover.year_due(clock.today())
        done = rollover.done_for(year)
        if done is None:
            its = rollover.plan(clock.today(), new)
            return self.render(
                "readers/rollover.html",
                done=None,
                plan=its,
                new=new,
                year=year,
                languages=LANGUAGES,
                hours=unrolling.hours(),
            )
        graduates = rollover.graduates_of(done)
        debts = rollover.debts_of(one.reader for one in graduates)
        return self.render(
            "readers/rollover.html",
            done=done,
            graduates=graduates,
            debts=debts,
            year=year,
            may_undo=unrolling.may_be_undone(done),
            hours=unrolling.hours(),
            has_papers=self._has_papers(),
        )

    def _has_papers(self) -> bool:
        """Return whether some section prints what the graduates still owe."""
        known = {one.name for one in gather(hook.register_documents())}
        return _CLEARANCE in known and can("circulation.clearance")
