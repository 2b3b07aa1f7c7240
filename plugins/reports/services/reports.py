"""Reports: made for a period, written into, approved, and then as they were for ever."""

import json
from datetime import date, datetime
from typing import Any

from flask_babel import force_locale

from core import clock, journal
from core.answers import Photo
from core.database import locked, transaction
from core.errors import NotFound
from core.i18n import LANGUAGES, language
from core.models import Staff
from core.typography import day as written_day
from plugins.reports.errors import (
    PeriodNotOver,
    ReportApproved,
    ReportNotApproved,
    ReportThere,
    TextTooLong,
)
from plugins.reports.models import Report, ReportPicture, ReportText
from plugins.reports.services import contents
from plugins.reports.services.contents import Content
from plugins.reports.services.periods import Period

#: The texts that stand under no section of the plan: before the figures, and at the end.
BEGINNING, END = "begin", "end"
TEXT_PLACES = (BEGINNING, *contents.PLACES, END)
LONGEST_TEXT = 20_000


def period_of(report: Report) -> Period:
    """Return the days that the report is about."""
    return Period(str(report.kind), report.first, report.last)


def find(number: Any) -> Report:
    """Return the report of that id; NotFound if there is none."""
    found = Report.get_or_none(Report.id == number) if str(number).isdecimal() else None
    if found is None:
        raise NotFound()
    report: Report = found
    return report


def all_reports() -> list[Report]:
    """Return the reports, the latest period first."""
    return list(Report.select().order_by(Report.last.desc(), Report.first, Report.id))


def make(period: Period, *, by: Staff | None, at: datetime | None = None) -> Report:
    """Return a new report for the period; ReportThere if there is one."""
    at = at or clock.now()
    with transaction():
        if Report.select().where(Report.first == period.first, Report.last == period.last).exists():
            raise ReportThere(period=period.title)
        report: Report = Report.create(
            kind=period.kind, first=period.first, last=period.last, created_at=at, created_by=by
        )
        journal.record("reports.made", by=by, about=str(report))
        return report


def texts_of(report: Report) -> dict[str, str]:
    """Return the librarian's texts by their places."""
    rows = ReportText.select(ReportText.place, ReportText.text).where(ReportText.report == report)
    return {place: str(text) for place, text in rows.tuples()}


def write_texts(
    report: Report, texts: dict[str, str], *, by: Staff | None, at: datetime | None = None
) -> int:
    """Keep the texts by their places and return how many changed; an empty one goes."""
    at = at or clock.now()
    with transaction():
        report = _fresh(report)
        _ensure_open(report)
        before = texts_of(report)
        count = 0
        for place, typed in texts.items():
            text = typed.replace("\0", "").replace("\r\n", "\n").strip()
            if len(text) > LONGEST_TEXT:
                raise TextTooLong(letters=len(text), most=LONGEST_TEXT)
            if place not in TEXT_PLACES or text == before.get(place, ""):
                continue
            count += 1
            ReportText.delete().where(
                ReportText.report == report, ReportText.place == place
            ).execute()
            if text:
                ReportText.create(
                    report=report, place=place, text=text, changed_at=at, changed_by=by
                )
        if count:
            journal.record("reports.written", by=by, about=str(report), texts=count)
        return count


def content_of(report: Report) -> Content:
    """Return what the report says: as it was approved, else as it is now."""
    if not report.is_approved:
        return contents.gathered(period_of(report))
    spoken = json.loads(report.frozen)
    return contents.restored(spoken.get(language()) or spoken["kk"], _picture)


def approve(report: Report, *, by: Staff | None, on: date | None = None) -> Report:
    """Freeze the report in every language; from now on it says what it says today."""
    on = on or clock.today()
    with transaction():
        report = _fresh(report)
        _ensure_open(report)
        if report.last >= on:
            raise PeriodNotOver(day=written_day(report.last))
        known: dict[Any, int] = {}

        def keep(it: Photo) -> int:
            data = it.read()
            key = hash(data)
            if key not in known:
                row = ReportPicture.create(report=report, words=str(it.words)[:200], data=data)
                known[key] = int(row.id)
            return known[key]

        frozen = {}
        for one in LANGUAGES:
            with force_locale(one):
                frozen[one] = contents.kept(contents.gathered(period_of(report)), keep)
        report.frozen = json.dumps(frozen, ensure_ascii=False)
        report.approved_on, report.approved_by = on, by
        report.save()
        journal.record("reports.approved", by=by, about=str(report))
        return report


def take_back(report: Report, *, by: Staff | None) -> Report:
    """Open an approved report again: its figures follow the sections until it is approved anew."""
    with transaction():
        report = _fresh(report)
        if not report.is_approved:
            raise ReportNotApproved()
        ReportPicture.delete().where(ReportPicture.report == report).execute()
        report.frozen, report.approved_on, report.approved_by = "", None, None
        report.save()
        journal.record("reports.reopened", by=by, about=str(report))
        return report


def approved_between(first: date, last: date) -> int:
    """Return how many reports were approved in these days."""
    return int(Report.select().where(Report.approved_on.between(first, last)).count())


def _fresh(report: Report) -> Report:
    found: Report = locked(Report.select().where(Report.id == report.id)).get()
    return found


def _ensure_open(report: Report) -> None:
    if report.is_approved:
        raise ReportApproved(day=written_day(report.approved_on))


def _picture(number: int, words: str) -> Photo:
    def read() -> bytes:
        row = ReportPicture.get_by_id(number)
        return bytes(row.data)

    return Photo(words, read)
