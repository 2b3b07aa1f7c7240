"""The provision with textbooks: a chart, a table, and the lists that go out."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core.sections import gather, hook
from core.views import PageView
from plugins.readers.models import LANGUAGES
from plugins.textbooks.services import provision

#: What the table may be narrowed to.
PARTS = {"all": _("All"), "short": _("Short"), "surplus": _("Over")}


class ProvisionView(PageView):
    """How far the school is provided with textbooks, this year and the next."""

    place = "VI"
    menu_order = 28
    permission = "textbooks.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Provision with textbooks"),
            endpoint="textbooks_provision",
            url="/textbooks/provision",
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the report of ``year`` (this or the next), narrowed by grade and part."""
        now = provision.year_now()
        asked = request.args.get("year", "")
        year = int(asked) if asked.isdecimal() and len(asked) == 4 else now
        year = min(max(year, now), now + 1)
        report = provision.report(year)
        part = request.args.get("part", "all")
        part = part if part in PARTS else "all"
        grade = request.args.get("grade", "")
        copies, amount = provision.fund_total()
        return self.render(
            "textbooks/provision.html",
            report=report,
            now=now,
            part=part,
            narrows=PARTS,
            grade=grade,
            lines=[one for one in report.lines if _is_shown(one, part, grade)],
            languages=LANGUAGES,
            copies=copies,
            amount=amount,
            steps=gather(hook.provision_steps(year=year)) if report.short else [],
        )


def _is_shown(one: provision.Line, part: str, grade: str) -> bool:
    if grade and str(one.grade) != grade:
        return False
    return part == "all" or bool(one.short if part == "short" else one.surplus)
