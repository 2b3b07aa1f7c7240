"""The diary, the charts, the first page of each role, and a year's report, over HTTP."""

from datetime import date, timedelta

import psutil

from bench.figures import spread, table, timed
from bench.schools import PASSWORD, School
from core.clock import school_year, today
from core.database import db, open_database
from core.models import ROLES
from plugins.planning import services as planning
from plugins.planning.models import Plan
from plugins.reports.models import Report
from plugins.reports.services import periods, reports
from tests.serving import Server
from tests.soak.desks import Desk

#: The charts, as the address names them.
CHARTS = ("indicators", "months", "classes", "titles", "readers", "branches", "ages")


def measure(server: Server, school: School, times: int) -> str:
    """Return the table; the school gets this year's plan and last year's report first."""
    number = _prepare(school)
    start = _last_year().first
    month = today().replace(day=1) - timedelta(days=1)
    pages = {
        "diary, last month, readers and visits": f"/reports/diary/?month={month:%Y-%m}",
        "diary, last month, loans": f"/reports/diary/?month={month:%Y-%m}&part=2",
        "diary, June, the longest running total": f"/reports/diary/?month={start.year + 1}-06",
        "diary, one day": f"/reports/diary/?day={month.isoformat()}",
    }
    pages |= {
        f"chart, a whole year: {name}": f"/reports/statistics/?chart={name}&period=year:{start}"
        for name in CHARTS
    }
    rows = []
    for title, path in pages.items():
        rows.append([title, *_timed(server, "head", path, times)])
    for role in ROLES:
        rows.append([f"first page, {role}", *_timed(server, role, "/", times)])
    few = max(3, times // 20)
    for title, path in (
        ("report of a year, its page", f"/reports/reports/{number}"),
        ("report of a year, DOCX", f"/documents/reports.report.docx?report={number}&lang=kk"),
    ):
        rows.append([title, *_timed(server, "head", path, few)])
    return table(["Diary and reports", "first ms", "p50 ms", "p95 ms", "CPU ms"], rows) + "\n"


def _prepare(school: School) -> int:
    """Load the ready plan and make the report; return the report's id."""
    open_database(school.url)
    if not Plan.select().where(Plan.school_year == school_year(today())).exists():
        planning.load(school_year(today()), by=None)
    last_year = _last_year()
    made = Report.get_or_none(Report.first == last_year.first, Report.last == last_year.last)
    number = int((made or reports.make(last_year, by=None)).id)
    db.obj.shut()
    return number


def _last_year() -> periods.Period:
    now = date(school_year(today()), 9, 1)
    return periods.year_of(now.replace(year=now.year - 1))


class Visitor(Desk):
    """Somebody who need not be at the desk: the director, a class teacher."""

    def _token_of(self, path: str) -> str:
        return super()._token_of("/password" if path == "/desk/" else path)


def _timed(server: Server, role: str, path: str, times: int) -> list[str]:
    desk = Visitor(server.address, role, PASSWORD).sign_in()
    assert server.process
    process = psutil.Process(server.process.pid)

    def get() -> None:
        answer = desk.ask("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")

    first = timed(get, 1, warm_up=0)
    begun = sum(process.cpu_times()[:2])
    took = timed(get, times, warm_up=0)
    worked = (sum(process.cpu_times()[:2]) - begun) / times
    desk.close()
    return [spread(first)[0], *spread(took)[:2], f"{worked * 1000:.0f}"]
