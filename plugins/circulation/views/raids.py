"""The raid for clean textbooks: a sheet of all classes for a day, kept and printed."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import LibraryError
from core.views import PageView
from core.views.typed import day_of
from plugins.circulation.services import raids
from plugins.circulation.services.raids import Checked


class RaidView(PageView):
    """Days on which textbooks were looked at, and the sheet of each."""

    place = "VI"
    menu_order = 26
    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(
            name=_("Raid for clean textbooks"), endpoint="circulation_raid", url="/raids"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the days of raids, and the sheet of one (today's, if none is asked for)."""
        on = day_of(request.args.get("on", "")) or clock.today()
        return self.render(
            "circulation/raids.html", on=on, lines=raids.sheet(on), days=raids.days()
        )

    @expose("/", methods=("POST",))
    def keep(self) -> Any:
        """Keep the sheet."""
        form = request.form
        seen = [
            Checked(
                int(one),
                _number(form.get(f"checked-{one}", "")),
                _number(form.get(f"damaged-{one}", "")) or 0,
                form.get(f"remarks-{one}", ""),
            )
            for one in form.getlist("class")
            if one.isdecimal() and len(one) < 10
        ]
        on = clock.today()
        try:
            on = day_of(form.get("on")) or on
            count = raids.keep(seen, on=on, by=self.person)
            flash(ngettext("Kept: %(num)s class.", "Kept: %(num)s classes.", count))
        except LibraryError as refusal:
            flash(gettext("Nothing was kept. %(why)s", why=refusal), "error")
        return redirect(url_for(".index", on=f"{on:%d.%m.%Y}"), code=303)


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 7 else None
