"""Reports as pages: the list of them, and one with its figures and the librarian's texts."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import needs
from core.section import PLAN_SECTIONS
from core.views import PageView
from plugins.reports import documents
from plugins.reports.models import KINDS
from plugins.reports.services import contents, periods, reports
from plugins.reports.services.periods import Period


class ReportView(PageView):
    """Reports: figures come from the sections, the librarian writes the words between them."""

    place = "I"
    menu_order = 50
    permission = "reports.view"

    def __init__(self) -> None:
        super().__init__(name=_("Reports"), endpoint="reports_report", url="/reports/reports")

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the reports there are, and for which periods one may be made."""
        found = reports.all_reports()
        made = {(one.first, one.last) for one in found}
        return self.render(
            "reports/reports.html",
            reports=[(one, reports.period_of(one)) for one in found],
            kinds=KINDS,
            choices=[one for one in _choices() if (one.first, one.last) not in made],
        )

    @expose("/make", methods=("POST",))
    @needs("reports.write")
    def make(self) -> Any:
        """Make a report for the period chosen, and open it."""
        made = reports.make(periods.read(request.form.get("period", "")), by=self.person)
        return redirect(url_for(".one", number=made.id), code=303)

    @expose("/<int:number>", methods=("GET",))
    def one(self, number: int) -> Any:
        """Show a report as it is now, or as it was approved."""
        it = reports.find(number)
        content, texts = reports.content_of(it), reports.texts_of(it)
        return self.render(
            "reports/report.html",
            report=it,
            period=reports.period_of(it),
            kinds=KINDS,
            content=content,
            texts=texts,
            sections=[one for one in PLAN_SECTIONS if one.roman in contents.PLACES],
            places=contents.places_of(content, texts),
            value=documents.value_words,
            signed=documents.signed,
        )

    @expose("/<int:number>/texts", methods=("POST",))
    @needs("reports.write")
    def texts(self, number: int) -> Any:
        """Keep the librarian's texts."""
        it = reports.find(number)
        typed = {
            place: request.form[f"text-{place}"]
            for place in reports.TEXT_PLACES
            if f"text-{place}" in request.form
        }
        reports.write_texts(it, typed, by=self.person)
        flash(gettext("The texts are kept."), "success")
        return redirect(url_for(".one", number=it.id), code=303)

    @expose("/<int:number>/approve", methods=("POST",))
    @needs("reports.approve")
    def approve(self, number: int) -> Any:
        """Freeze the report."""
        it = reports.approve(reports.find(number), by=self.person)
        flash(gettext("The report is approved. Its figures stay as they are now."), "success")
        return redirect(url_for(".one", number=it.id), code=303)

    @expose("/<int:number>/take-back", methods=("POST",))
    @needs("reports.approve")
    def take_back(self, number: int) -> Any:
        """Open an approved report again."""
        it = reports.take_back(reports.find(number), by=self.person)
        flash(gettext("The approval is taken back. The figures are those of today."), "success")
        return redirect(url_for(".one", number=it.id), code=303)


def _choices() -> list[Period]:
    """Return the periods that have begun, of this year and the last, the longest first."""
    today = clock.today()
    now = periods.year_start(today)
    return [
        one
        for start in (now, now.replace(year=now.year - 1))
        for one in periods.parts_of(start)
        if one.first <= today
    ]
