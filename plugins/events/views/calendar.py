"""The calendar: a month on the screen and on paper, with every event to be moved about."""

from datetime import date
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import format_date
from flask_babel import lazy_gettext as _

from core import clock
from core.access import can
from core.i18n import language
from core.papers import school_name
from core.views import PageView
from plugins.events import queries
from plugins.events.models import Event
from plugins.events.services import days
from plugins.events.services.planning import names_by_event
from plugins.events.views.typed import month_of
from plugins.events.wording import form_words, month_words, months_around


class CalendarView(PageView):
    """Events by month: those with a day in its cell, those with a month alone beside it."""

    place = "VIII"
    menu_order = 10
    permission = "events.view"

    def __init__(self) -> None:
        super().__init__(name=_("Calendar"), endpoint="events_calendar", url="/events")

    @expose("/")
    def index(self) -> Any:
        """Show ``month`` (2026-11), this one if none is asked for."""
        today = clock.today()
        month = month_of(request.args.get("month")) or days.month_of(today)
        return self.render("events/calendar.html", today=today, **self._month(month))

    @expose("/print")
    def print_month(self) -> Any:
        """Show ``month`` on a page for paper."""
        month = month_of(request.args.get("month")) or days.month_of(clock.today())
        shown = self._month(month)
        return self.render(
            "events/print.html",
            school_name=school_name(),
            names=names_by_event([int(one.id) for one in shown["events"]]),
            back_url=self.get_url(".index", month=f"{month:%Y-%m}"),
            prints_at_once="show" not in request.args,
            **shown,
        )

    def _month(self, month: date) -> dict[str, Any]:
        weeks = days.weeks_of(month)
        found = queries.of_month(weeks[0][0], weeks[-1][-1])
        by_day: dict[date, list[Event]] = {}
        for one in found:
            if one.day is not None and one.day >= weeks[0][0]:
                by_day.setdefault(one.day, []).append(one)
        return {
            "month": month,
            "title": month_words(month),
            "weeks": weeks,
            "weekdays": [format_date(day, "EEEE") for day in weeks[0]],
            "weekdays_short": [format_date(day, "EEEEEE") for day in weeks[0]],
            "events": [one for one in found if one.month == month],
            "by_day": by_day,
            "undated": [one for one in found if one.day is None and one.month == month],
            "standing": [
                one
                for one in found
                if one.until and one.day < month and one.until >= month and one.state != "cancelled"
            ],
            "to_mark": queries.to_mark(clock.today()) if can("events.edit") else [],
            "before": days.next_month(month, -1),
            "after": days.next_month(month),
            "months": months_around(month),
            "form_words": form_words,
            "month_words": month_words,
            "day_words": lambda day: format_date(day, _DAY[language()]),
        }


#: A day with its name, where the days stand one under another.
_DAY = {"kk": "d MMMM, EEEE", "ru": "d MMMM, EEEE", "en": "EEEE, d MMMM"}
