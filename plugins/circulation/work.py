"""The work at the desk that the year's plan counts (plan IV.1, VI.4)."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _
from peewee import SQL, fn

from core.answers import WorkUnit
from core.clock import YEAR_BEGINS, day_bounds
from plugins.circulation.models import Loan, Replacement
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass


def replacements(first: date, last: date) -> int:
    """Return how many lost copies were made good: rows of the notebook of replaced books."""
    return int(Replacement.select().where(Replacement.accepted_on.between(first, last)).count())


def classes_supplied(first: date, last: date) -> int:
    """Return how many classes got textbooks: to one of its pupils some were lent.

    Textbooks of a school year are given out from the June before it. For each class the database
    stops at the first loan it finds, and looks among the open ones first: they are few.
    """
    lent = (
        Loan.select(SQL("1"))
        .join(Reader, on=(Loan.reader == Reader.id))
        .switch(Loan)
        .join(Copy, on=(Loan.copy == Copy.id))
        .where(
            Reader.school_class == SchoolClass.id,
            Copy.fund == "textbook",
            Loan.lent_at >= day_bounds(_season(first))[0],
            Loan.lent_at < day_bounds(_season(last + timedelta(days=1)))[0],
            ~Loan.is_undone,
        )
    )
    still_out = fn.EXISTS(lent.where(Loan.returned_at.is_null()))
    return int(SchoolClass.select().where(still_out | fn.EXISTS(lent)).count())


def _season(day: date) -> date:
    """Return the day, but for the beginning of a school year the first of June before it."""
    return date(day.year, 6, 1) if (day.month, day.day) == YEAR_BEGINS else day


WORK_UNITS = (
    WorkUnit(
        "circulation.replacements",
        _("Lost books made good"),
        replacements,
        lambda first, last: f"/circulation/replacements/?f-accepted_on={first}..{last}",
    ),
    WorkUnit(
        "circulation.classes_supplied",
        _("Classes supplied with textbooks"),
        classes_supplied,
        lambda _first, _last: "/class-issue/",
    ),
)
