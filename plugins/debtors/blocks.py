"""What debtors shows on the pages of others: on a reader's page, on the first page."""

from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.answers import BarChart, Block
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


def trend(on: date) -> list[Block]:
    """Return the copies overdue at the end of each of the last weeks, today for this one.

    Computed from the loans each time; nothing if there was never anything overdue.
    """
    sunday = on + timedelta(days=6 - on.weekday())
    days = [min(on, sunday - timedelta(weeks=back)) for back in reversed(range(WEEKS))]
    ends = [(one, clock.day_bounds(one)[1]) for one in days]
    counts = debts.overdue_at(ends)
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
