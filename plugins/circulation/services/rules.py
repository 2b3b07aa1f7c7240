"""The rules of lending: for how long, how many, until which open day. All are settings."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock, settings
from core.answers import Setting
from plugins.catalogue.models import KINDS as RECORD_KINDS
from plugins.catalogue.models import Record
from plugins.readers.models import KINDS as READER_KINDS
from plugins.readers.models import Reader

#: Days and copies by kind of reader (domain.md 6: 10-15 days is usual; a setting, not a law).
DEFAULT_DAYS = {"pupil": 14, "teacher": 30, "staff": 14, "parent": 14, "other": 14}
DEFAULT_LIMIT = {"pupil": 5, "teacher": 20, "staff": 10, "parent": 5, "other": 3}

#: Public holidays of Kazakhstan, day.month; the librarian adds the days that move.
HOLIDAYS = (
    "01.01, 02.01, 07.01, 08.03, 21.03, 22.03, 23.03, 01.05, 07.05, 09.05, 06.07, 30.08, "
    "25.10, 16.12"
)

_DAYS = _("Days of a loan")
_LIMIT = _("Copies at a time (textbooks are not counted)")
_DESK = _("Desk")
_OVERDUE = _("A reader with overdue copies wants another")
_DEBT = _("Overdue copies that count as a debt")

#: What may be lent, the commonest first; an article has no copies of its own.
LENT_KINDS = (
    "book",
    "textbook",
    *(one for one in RECORD_KINDS if one not in ("book", "textbook", "article")),
)

#: What a debt does to a new loan, and how a kind says that it goes as the others do.
POLICIES = (("lend", _("lend")), ("question", _("ask")), ("refuse", _("refuse")))
AS_THE_REST = "rest"

SETTINGS = (
    *(
        Setting(
            f"circulation.days.{kind}",
            title,
            DEFAULT_DAYS[kind],
            "number",
            group=_DAYS,
            least=1,
            most=366,
        )
        for kind, title in READER_KINDS.items()
    ),
    Setting(
        "circulation.days_periodical", _("periodicals"), 7, "number", group=_DAYS, least=1, most=366
    ),
    Setting(
        "circulation.priority_first",
        _("Where textbooks are short, pupils with priority get theirs first"),
        True,
        "flag",
        help=_("Orphans, disabled pupils, large families: noted on the reader's page."),
        group=_DESK,
    ),
    Setting(
        "circulation.textbooks_due",
        _("Textbooks are due on (day.month)"),
        "25.05",
        "day_month",
        help=_("Lent in the fortnight before that day or after it, they are due a year later."),
        group=_DAYS,
    ),
    *(
        Setting(f"circulation.limit.{kind}", title, DEFAULT_LIMIT[kind], "number", group=_LIMIT)
        for kind, title in READER_KINDS.items()
    ),
    Setting("circulation.renewals", _("Renewals of one loan"), 2, "number", group=_DESK),
    Setting(
        "desk.idle_seconds",
        _("Seconds until the reader closes"),
        90,
        "number",
        group=_DESK,
        least=10,
        most=3600,
    ),
    Setting(
        "desk.undo_minutes",
        _("Minutes in which one can undo"),
        10,
        "number",
        group=_DESK,
        least=1,
        most=600,
    ),
    Setting(
        "circulation.closed_weekdays",
        _("Closed on these weekdays (1 Monday … 7 Sunday)"),
        "7",
        "weekdays",
        group=_("Closed days"),
    ),
    Setting(
        "circulation.closed_dates",
        _("Closed on these days (day.month or day.month.year)"),
        HOLIDAYS,
        "days",
        group=_("Closed days"),
    ),
    Setting(
        "circulation.overdue",
        _("anything that has no choice of its own below"),
        "question",
        "choice",
        choices=POLICIES,
        group=_OVERDUE,
    ),
    *(
        Setting(
            f"circulation.overdue.{kind}",
            RECORD_KINDS[kind],
            "lend" if kind == "textbook" else AS_THE_REST,
            "choice",
            choices=((AS_THE_REST, _("as set above")), *POLICIES),
            group=_OVERDUE,
        )
        for kind in LENT_KINDS
    ),
    *(
        Setting(
            f"circulation.debt.{kind}",
            RECORD_KINDS[kind],
            kind != "textbook",
            "flag",
            help=_(
                "Ticked, a pupil who has not returned last year's textbooks counts as a debtor "
                "at the desk."
            )
            if kind == "textbook"
            else "",
            group=_DEBT,
        )
        for kind in LENT_KINDS
    ),
)


def is_open(day: date) -> bool:
    """Return whether the library works on ``day``."""
    if str(day.isoweekday()) in str(settings.get("circulation.closed_weekdays")):
        return False
    closed = str(settings.get("circulation.closed_dates"))
    return f"{day:%d.%m.%Y}" not in closed and f"{day:%d.%m}" not in _yearly(closed)


def _yearly(closed: str) -> set[str]:
    return {one.strip() for one in closed.replace(";", ",").split(",") if one.count(".") == 1}


def next_open(day: date) -> date:
    """Return ``day``, or the first open day after it (at most a year on)."""
    for step in range(366):
        later = day + timedelta(days=step)
        if is_open(later):
            return later
    return day


def due_on(record: Record, reader: Reader, *, on: date) -> date:
    """Return the day by which a copy lent on ``on`` is to come back, never a closed day.

    Textbooks are for the school year; periodicals have their own term; the rest goes by the
    kind of reader.
    """
    if record.kind == "textbook":
        return next_open(_textbooks_due(on))
    name = "days_periodical" if record.kind == "periodical" else f"days.{reader.kind}"
    return next_open(on + timedelta(days=int(settings.get(f"circulation.{name}"))))


def _textbooks_due(on: date) -> date:
    day, month = (int(part) for part in str(settings.get("circulation.textbooks_due")).split("."))
    due = date(on.year, month, day)
    # A book issued in the last fortnight before collection is meant for the coming year.
    return due if due - on > timedelta(days=14) else date(on.year + 1, month, day)


def issue_year(on: date) -> int:
    """Return the school year for which textbooks lent on ``on`` are: 2026 for 2026-2027."""
    return _textbooks_due(on).year - 1


def limit(reader: Reader) -> int:
    """Return how many copies, textbooks apart, the reader may have at a time."""
    return int(settings.get(f"circulation.limit.{reader.kind}"))


def counts_towards_limit(record: Record) -> bool:
    """Return whether a copy of ``record`` counts among those the reader may have."""
    return bool(record.kind != "textbook")


def undo_minutes() -> int:
    """Return for how many minutes a deed can be undone."""
    return int(settings.get("desk.undo_minutes"))


def undo_span() -> timedelta:
    """Return for how long a deed can be undone."""
    return timedelta(minutes=undo_minutes())


def renewals_allowed() -> int:
    """Return how often one loan may be renewed."""
    return int(settings.get("circulation.renewals"))


def overdue_policy(record: Record) -> str:
    """Return ``lend``, ``question`` or ``refuse``: what a reader's debt does to this loan."""
    own = _of_kind("overdue", record.kind, AS_THE_REST)
    return str(settings.get("circulation.overdue") if own == AS_THE_REST else own)


def is_debt(kind: str) -> bool:
    """Return whether overdue copies of that kind of record stand in the way of new loans."""
    return bool(_of_kind("debt", kind, True))


def _of_kind(name: str, kind: Any, otherwise: Any) -> Any:
    return settings.get(f"circulation.{name}.{kind}") if kind in LENT_KINDS else otherwise


def is_overdue(due: date, *, on: date | None = None) -> bool:
    """Return whether a copy due on ``due`` is late on ``on`` (today)."""
    return due < (on or clock.today())


def priority_first() -> bool:
    """Return whether pupils with priority get textbooks first where they are short."""
    return bool(settings.get("circulation.priority_first"))
