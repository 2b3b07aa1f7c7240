"""The diary as a page: a month with a line a day, or one day with what is typed by hand."""

from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import needs
from core.answers import Block
from core.days import month_end
from core.i18n import LANGUAGES, full_day, language
from core.sections import gather, hook
from core.typography import day as written_day
from core.views import PageView
from plugins.reports.services import diary, notes, periods, printing

#: Formats in which a page of the diary is printed.
FORMATS = ("pdf", "xlsx", "docx")


class DiaryView(PageView):
    """The diary: derived from what the desk and the sections did; typed are visits and remarks."""

    place = "III"
    menu_order = 90
    permission = "reports.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Diary of the library"), endpoint="reports_diary", url="/reports/diary"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show a month (``month=2026-11``) or a day (``day=2026-11-23``), one part of the diary."""
        today = clock.today()
        first, last = _asked(today)
        found = diary.sheet(first, min(last, max(first, today)))
        number = request.args.get("part", "")
        pages = {one.number: one for one in found.pages}
        page = pages.get(int(number) if number.isdecimal() else 0) or found.pages[0]
        printed = printing.pages_about(first, last)
        return self.render(
            "reports/diary.html",
            sheet=found,
            page=page,
            first=first,
            last=last,
            is_day=first == last,
            today=today,
            title=full_day(first) if first == last else periods.month_words(first),
            before=_move(first, last, -1),
            after=_move(first, last, 1),
            printed=printed,
            changes=printing.changes(found, printed) if printed else [],
            note=found.notes.get(first) if first == last else None,
            entries=_entries(page.number, first, last),
            sums=found.in_these_days,
            since=found.since_start,
        )

    @expose("/note", methods=("POST",))
    @needs("reports.diary")
    def note(self) -> Any:
        """Keep the visits added by hand and the remark of a day."""
        on = periods.read_day(request.form.get("day"), clock.today())
        notes.write_note(
            on,
            visits=request.form.get("visits"),
            remark=request.form.get("remark", ""),
            by=self.person,
        )
        flash(gettext("Written into the diary: %(day)s.", day=written_day(on)), "success")
        return redirect(url_for(".index", day=on.isoformat()), code=303)

    @expose("/print", methods=("POST",))
    @needs("reports.diary")
    def print(self) -> Any:
        """Keep the page as it is now, and lead to its paper."""
        today = clock.today()
        first = periods.read_day(request.form.get("first"), today)
        last = max(first, periods.read_day(request.form.get("last"), today))
        page = printing.print_page(
            first, last, by=self.person, reason=request.form.get("reason", "")
        )
        spoken, kind = request.form.get("lang", ""), request.form.get("format", "")
        spoken = spoken if spoken in LANGUAGES else language()
        kind = kind if kind in FORMATS else "pdf"
        return redirect(f"/documents/reports.diary.{kind}?page={page.id}&lang={spoken}", code=303)


def _asked(today: date) -> tuple[date, date]:
    """Return the days asked for: one day, else a month, else this month."""
    if day := request.args.get("day"):
        on = min(periods.read_day(day, today), today)
        return on, on
    month = periods.read_day(f"{request.args.get('month', '')}-01", today)
    first = min(month, today).replace(day=1)
    return first, month_end(first)


def _move(first: date, last: date, step: int) -> dict[str, str]:
    """Return the address's arguments of the day or month beside it."""
    if first == last:
        return {"day": (first + timedelta(days=step)).isoformat()}
    beside = first - timedelta(days=1) if step < 0 else month_end(first) + timedelta(days=1)
    return {"month": f"{beside:%Y-%m}"}


def _entries(number: int, first: date, last: date) -> list[Block]:
    """Return what this part of the diary has counted, a line each."""
    return [
        one.entries(first, last)
        for one in gather(hook.register_diary_parts())
        if one.page == number and one.entries is not None
    ]
