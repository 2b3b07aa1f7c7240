"""What debtors shows on the pages of others: on a reader's page, on the first page."""

import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.answers import BarChart, Block
from core.database import db
from core.typography import number
from plugins.circulation.services import debts
from plugins.debtors import queries
from plugins.debtors.models import KINDS, RESULTS
from plugins.readers.models import LANGUAGES, Reader


def notices_of(reader: Reader) -> list[Block]:
    """Return the notices the reader got, the latest first; nothing if there is none."""
    rows = [
        (
            one.sent_at.date(),
            KINDS[str(one.kind)],
            LANGUAGES[str(one.language)],
            int(one.copies),
            RESULTS[str(one.result)],
            one.words,
        )
        for one in queries.notices_of(reader.id)
    ]
    if not rows:
        return []
    columns = (_("When"), _("How"), _("Language"), _("Copies"), _("Result"), _("Note"))
    return [Block(_("Notices about debts"), columns, rows)]


#: Weeks of the chart, this one included.
WEEKS = 12

#: Seconds for which the weeks that are over are kept: hardly anything changes in them.
KEPT = 60

# The database, the day, when it was counted, and the counts of the weeks before this one.
_kept: list[tuple[Any, date, float, list[int]]] = []


def _before(ends: Sequence[tuple[date, datetime]], on: date) -> list[int]:
    """Return what was overdue at the end of each of these weeks, counted within the last minute."""
    if _kept:
        handle, day, at, counts = _kept[0]
        if handle is db.obj and day == on and time.monotonic() - at < KEPT:
            return counts
    counts = debts.overdue_at(ends)
    _kept[:] = [(db.obj, on, time.monotonic(), counts)]
    return counts


def trend(on: date) -> list[Block]:
    """Return the copies overdue at the end of each of the last weeks, today for this one.

    Computed from the loans each time; nothing if there was never anything overdue.
    """
    sunday = on + timedelta(days=6 - on.weekday())
    days = [min(on, sunday - timedelta(weeks=back)) for back in reversed(range(WEEKS))]
    ends = [(one, clock.day_bounds(one)[1]) for one in days]
    counts = [*_before(ends[:-1], on), *debts.overdue_at(ends[-1:])]
    if not any(counts):
        return []
    sentence = gettext(
        "Debtors now: %(count)s. Twelve weeks ago %(before)s copies were overdue, now %(now)s.",
        count=number(debts.overdue_counts(on)[1]),
        before=number(counts[0]),
        now=number(counts[-1]),
    )
    rows = [(f"{day:%d.%m}", count) for day, count in zip(days, counts, strict=True)]
    title = _("Overdue copies at the end of each week")
    return [BarChart(title, (_("Week until"), _("Copies")), rows, "/debtors/", "", sentence)]
