"""The diary and the reports of the demo school: remarks, a printed page, a draft report."""

from datetime import date, datetime, time, timedelta

from core import clock
from core.days import month_end
from core.demo import School
from plugins.circulation.services import statistics
from plugins.reports.services import notes, periods, printing, reports

#: What somebody wrote into the diary of the last month: visits that nobody scanned, a remark.
REMARKS = (
    (24, "7-сыныптарға кітапхана сабағы өтті"),
    (0, "Санитарлық күн, кітапхана жабық болды"),
    (18, "Кітап көрмесіне бастауыш сынып оқушылары келді"),
)

#: Written after the page had been printed: the diary shows the difference.
LATER = (12, "Ата-аналар жиналысында кітап көрмесін 12 ата-ана көрді")

BEGINNING = (
    "Мектеп кітапханасы оқу жылында оқушылар мен мұғалімдерге қызмет көрсетті. "
    "Негізгі бағыт – оқырман мәдениетін қалыптастыру."
)


def fill(school: School) -> None:
    """Write remarks into last month's diary, print it, and begin the report of last year."""
    by = school.staff["librarian"]
    last = school.today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    days = sorted(statistics.days_of_work(first, last)) or [first]
    dice = school.rng("reports")
    chosen = sorted(dice.sample(days, min(len(days), len(REMARKS) + 1)))
    for day, (visits, remark) in zip(chosen, REMARKS, strict=False):
        notes.write_note(day, visits=visits, remark=remark, by=by, at=_evening(day))
    printing.print_page(first, month_end(first), by=by, at=_evening(last + timedelta(days=1)))
    if len(chosen) > len(REMARKS):
        visits, remark = LATER
        later = _evening(last + timedelta(days=2))
        notes.write_note(chosen[-1], visits=visits, remark=remark, by=by, at=later)
    start = periods.year_start(school.today)
    year = periods.year_of(start.replace(year=start.year - 1))
    at = _evening(last)
    report = reports.make(year, by=by, at=at)
    reports.write_texts(report, {reports.BEGINNING: BEGINNING}, by=by, at=at)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17, 30), clock.ALMATY)
