"""Certificates: who read most in a period, and the papers that say so."""

from datetime import date
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import LibraryError
from core.views import PageView
from plugins.events.services import awards
from plugins.events.views import typed


class AwardsView(PageView):
    """The best readers and classes of a period that one chooses."""

    place = "VIII"
    menu_order = 30
    permission = "events.edit"

    def __init__(self) -> None:
        super().__init__(name=_("Certificates"), endpoint="events_awards", url="/events/awards")

    @expose("/")
    def index(self) -> Any:
        """Show who borrowed most from ``first`` to ``last``; this school year, if none is asked."""
        today = clock.today()
        first, last = date(clock.school_year(today), 9, 1), today
        error = ""
        try:
            first = typed.day_of(request.args.get("first")) or first
            last = typed.day_of(request.args.get("last")) or last
            readers, classes = awards.top_readers(first, last), awards.top_classes(first, last)
        except LibraryError as refusal:
            readers, classes, error = [], [], str(refusal)
        return self.render(
            "events/awards.html",
            first=first,
            last=last,
            readers=readers,
            classes=classes,
            error=error,
        )
