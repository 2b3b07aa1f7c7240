"""The bulletin of a month: what has collected itself, the librarian's words, the paper."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import needs
from core.views import PageView
from plugins.information import services
from plugins.information.documents.papers import asked_month, month_words, parts_of
from plugins.information.services.bulletins import month_of, next_month


class BulletinView(PageView):
    """«Кітапхана визиткасы», once a month (plan VII.2)."""

    place = "VII"
    menu_order = 30
    permission = "information.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Bulletin of the month"),
            endpoint="information_bulletin",
            url="/information/bulletin",
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the bulletin of ``month``, this one's if not said."""
        month = asked_month(request.args.get("month", ""))
        arrived, held, coming = parts_of(month)
        before = month_of(month.replace(day=1) - timedelta(days=1))
        return self.render(
            "information/bulletin.html",
            month=month,
            words=month_words(month),
            bulletin=services.bulletin_of(month),
            arrived=arrived,
            held=held,
            coming=coming,
            before=before,
            after=next_month(month) if next_month(month) <= clock.today() else None,
        )

    @needs("information.edit")
    @expose("/", methods=("POST",))
    def keep(self) -> Any:
        """Keep the words; note that the bulletin was given out, or take that back."""
        form = request.form
        month = asked_month(form.get("month", ""))
        if form.get("do") == "words":
            services.keep_words(
                month, kk=form.get("kk", "")[:5000], ru=form.get("ru", "")[:5000], by=self.person
            )
            flash(gettext("Your words are kept."))
        else:
            given = form.get("do") == "given"
            services.give(month, on=clock.today() if given else None, by=self.person)
            flash(
                gettext("Noted: the bulletin is given out.")
                if given
                else gettext("The bulletin counts as not given out again.")
            )
        return redirect(url_for(".index", month=f"{month:%Y-%m}"), code=303)
