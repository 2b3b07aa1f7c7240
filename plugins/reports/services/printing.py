"""Pages of the diary as they were printed, and what has changed in them since.

What lies in the folder on paper is not changed by an undo of today: the page keeps its numbers,
and the screen shows beside them what they would be now, and why.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from core import clock, journal
from core.database import transaction
from core.models import Staff
from core.typography import day as written_day
from plugins.circulation.services import statistics
from plugins.reports.errors import DayNotYet
from plugins.reports.models import PrintedPage
from plugins.reports.services.diary import Column, Numbers, Sheet, sheet
from plugins.reports.services.periods import days_words

LONGEST_REASON = 300

#: Why a number changed: names of reasons, each with what its sentence needs.
Reasons = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Change:
    """A number that is another one now than on the page that was printed, and why."""

    day: date
    column: Column
    was: int
    now: int
    reasons: "Reasons"
    page: PrintedPage

    @property
    def why(self) -> str:
        """Return the reasons in words."""
        return in_words(self.reasons)


@dataclass(frozen=True)
class Kept:
    """What a printed page says, read from its JSON."""

    days: dict[date, Numbers]
    before: Numbers
    remarks: dict[date, str]
    corrections: list[dict[str, Any]]


def read(page: PrintedPage) -> Kept:
    """Return the page's numbers as they were printed."""
    found = json.loads(page.content)
    return Kept(
        {date.fromisoformat(day): numbers for day, numbers in found["days"].items()},
        found["before"],
        {date.fromisoformat(day): words for day, words in found["remarks"].items()},
        found.get("corrections", []),
    )


def pages_about(first: date, last: date) -> list[PrintedPage]:
    """Return the printed pages that have one of these days on them, the latest first."""
    return list(
        PrintedPage.select()
        .where(PrintedPage.last >= first, PrintedPage.first <= last)
        .order_by(PrintedPage.id.desc())
    )


def changes(now: Sheet, pages: Sequence[PrintedPage]) -> list[Change]:
    """Return what differs in these days from the page on which each was printed last."""
    found: list[Change] = []
    columns = [one for one in now.columns if not one.is_standing]
    judged: set[date] = set()
    for page in pages:
        printed = read(page)
        kept, known = printed.days, printed.before
        first, last = max(page.first, now.first), min(page.last, now.last)
        for day in sorted({one for one in (*kept, *now.days) if first <= one <= last} - judged):
            was, is_now = kept.get(day, {}), now.days.get(day, {})
            apart = [
                one
                for one in columns
                if one.name in known and was.get(one.name, 0) != is_now.get(one.name, 0)
            ]
            if apart:
                judge = _Judge(day, page, was, is_now, now)
                found += [
                    Change(
                        day,
                        one,
                        was.get(one.name, 0),
                        is_now.get(one.name, 0),
                        judge.of(one),
                        page,
                    )
                    for one in apart
                ]
        judged |= {day for day in _days(first, last)}
    return sorted(found, key=lambda one: one.day)


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(one) for one in range(first.toordinal(), last.toordinal() + 1)]


class _Judge:
    """Finds why a number of a day is another one than on the page."""

    def __init__(
        self,
        day: date,
        page: PrintedPage,
        was: Mapping[str, int],
        now: Mapping[str, int],
        sheet: Sheet,
    ) -> None:
        self.day, self.page, self.was, self.now, self.sheet = day, page, was, now, sheet
        self._undone: int | None = None

    def of(self, column: Column) -> Reasons:
        """Return the reasons for one column."""
        if self.page.printed_at.date() <= self.day:
            return [("early", {"time": f"{self.page.printed_at:%H:%M}"})]
        if column.name.startswith("circulation.loans."):
            return self._loans()
        if column.name == "reports.added.added":
            return self._note()
        if column.name.startswith("circulation.visits."):
            if column.adds and self._moved("reports.added."):
                return self._note()
            return [("visits" if self._moved("circulation.visits.") else "group", {})]
        return [("card" if column.name.startswith("readers.") else "other", {})]

    def _moved(self, prefix: str) -> int:
        """Return by how much the columns of that part differ together, sums left out."""
        names = [
            one.name for one in self.sheet.columns if one.name.startswith(prefix) and not one.adds
        ]
        return sum(self.now.get(one, 0) - self.was.get(one, 0) for one in names)

    def _loans(self) -> Reasons:
        if self._undone is None:
            self._undone = statistics.undone_since(self.day, self.day, self.page.printed_at)
        both = ("circulation.loans.all", "circulation.loans.textbooks")
        more = sum(self.now.get(one, 0) - self.was.get(one, 0) for one in both)
        found: Reasons = [("undone", {"count": self._undone})] if self._undone else []
        if more + self._undone > 0:
            found.append(("later", {}))
        return found or [("catalogue", {})]

    def _note(self) -> Reasons:
        note = self.sheet.notes.get(self.day)
        if note is None:
            return [("note_gone", {})]
        who = str(note.changed_by or "–")
        return [("note", {"day": written_day(note.changed_at), "who": who})]


def in_words(reasons: Sequence[Sequence[Any]]) -> str:
    """Return reasons, fresh or read from a page, as sentences of the language now spoken."""
    return " ".join(_sentence(str(name), dict(facts)) for name, facts in reasons)


def _sentence(name: str, facts: dict[str, Any]) -> str:
    if name == "undone":
        return ngettext(
            "%(num)s loan of that day was undone after printing.",
            "%(num)s loans of that day were undone after printing.",
            int(facts["count"]),
        )
    return str(_SENTENCES.get(name, _SENTENCES["other"])) % facts


_SENTENCES = {
    "early": _("The page was printed at %(time)s, before the day was over."),
    "later": _("Loans with that day's date were entered after printing."),
    "catalogue": _("A book's index, kind or language was changed in the catalogue."),
    "note": _("Visits added by hand were changed on %(day)s: %(who)s."),
    "note_gone": _("Visits added by hand were taken back after printing."),
    "visits": _("Visits of that day were entered or taken back after printing."),
    "group": _("A reader's class or kind was changed after printing."),
    "card": _("A reader's card of that day was entered or changed after printing."),
    "other": _("The section's records of that day were changed after printing."),
}


def print_page(
    first: date,
    last: date,
    *,
    by: Staff | None,
    reason: str = "",
    at: datetime | None = None,
) -> PrintedPage:
    """Keep the page of these days as it is now and return it, to be put on paper.

    If nothing has changed since it was printed last, that page is returned: it is the same paper.
    """
    at = at or clock.now()
    if first > at.date():
        raise DayNotYet(day=written_day(first))
    last = min(last, at.date())
    with transaction():
        now = sheet(first, last)
        pages = pages_about(first, last)
        apart = changes(now, pages)
        content = _content(now, apart)
        same = next((one for one in pages if (one.first, one.last) == (first, last)), None)
        if same is not None and not apart and _same(same, content):
            return same
        page: PrintedPage = PrintedPage.create(
            first=first,
            last=last,
            content=json.dumps(content, ensure_ascii=False),
            reason=reason.strip()[:LONGEST_REASON],
            printed_at=at,
            printed_by=by,
        )
        journal.record(
            "reports.page", by=by, about=days_words(first, last), changes=len(apart), reason=reason
        )
        return page


def _content(now: Sheet, apart: Sequence[Change]) -> dict[str, Any]:
    return {
        "days": {day.isoformat(): numbers for day, numbers in now.days.items()},
        "before": now.before,
        "remarks": {
            day.isoformat(): str(note.remark) for day, note in now.notes.items() if note.remark
        },
        "corrections": [
            {
                "day": one.day.isoformat(),
                "column": one.column.name,
                "was": one.was,
                "now": one.now,
                "why": one.reasons,
                "printed": one.page.printed_at.date().isoformat(),
            }
            for one in apart
        ],
    }


def _same(page: PrintedPage, content: Mapping[str, Any]) -> bool:
    kept = json.loads(page.content)
    return all(kept.get(one) == content[one] for one in ("days", "before", "remarks"))
