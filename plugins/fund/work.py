"""The work of the fund that the year's plan counts (plan III.1 to III.3, V.2)."""

from datetime import date

from flask_babel import lazy_gettext as _
from peewee import fn

from core.answers import WorkUnit
from plugins.fund.models import CAME, Copy, Delivery, DeliveryLine, DeliveryStep, Movement
from plugins.fund.models import SummaryEntry as Entry

#: Entries by which new titles come; an opening balance and what was found again are none.
_NEW = ("delivery", "replacement")


def titles_checked(first: date, last: date) -> int:
    """Return how many titles were checked against their documents: one a delivery and title."""
    lines = (
        DeliveryLine.select(DeliveryLine.delivery, DeliveryLine.record)
        .join(Delivery)
        .where(Delivery.state == "accepted", Delivery.received_on.between(first, last))
        .distinct()
    )
    return int(lines.count())


def titles_numbered(first: date, last: date) -> int:
    """Return how many titles got inventory numbers: one an entry and title."""
    rows = (
        Movement.select(Movement.entry, Copy.record)
        .join(Copy)
        .switch(Movement)
        .join(Entry)
        .where(_came(first, last), Movement.sign == 1)
        .distinct()
    )
    return int(rows.count())


def titles_in_summary_book(first: date, last: date) -> int:
    """Return how many titles were entered in the first part of the summary book."""
    return int(Entry.select(fn.SUM(Entry.titles)).where(_came(first, last)).scalar() or 0)


def titles_shelved(first: date, last: date) -> int:
    """Return how many titles of deliveries got their labels and went to the shelves."""
    labelled = DeliveryStep.select(DeliveryStep.delivery).where(
        DeliveryStep.step == "labelled", DeliveryStep.done_on.between(first, last)
    )
    lines = (
        DeliveryLine.select(DeliveryLine.delivery, DeliveryLine.record)
        .where(DeliveryLine.delivery.in_(labelled))
        .distinct()
    )
    return int(lines.count())


def _came(first: date, last: date) -> object:
    """Return the condition of an entry by which something new came and that still stands."""
    back = Entry.alias()
    taken_back = back.select(back.reverses).where(back.reverses.is_null(False))
    return (
        (Entry.part == CAME)
        & Entry.kind.in_(_NEW)
        & Entry.entered_on.between(first, last)
        & Entry.id.not_in(taken_back)
    )


def _deliveries(first: date, last: date) -> str:
    return f"/fund/deliveries/?f-received_on={first}..{last}&f-state=accepted"


def _summary(first: date, _last: date) -> str:
    return f"/fund/summary/?year={first.year}"


WORK_UNITS = (
    WorkUnit(
        "fund.titles_checked", _("Titles checked by their documents"), titles_checked, _deliveries
    ),
    WorkUnit(
        "fund.titles_numbered",
        _("Titles with inventory numbers"),
        titles_numbered,
        lambda first, last: f"/fund/copies/?f-received_on={first}..{last}",
    ),
    WorkUnit(
        "fund.titles_in_summary_book",
        _("Titles entered in the summary book"),
        titles_in_summary_book,
        _summary,
    ),
    WorkUnit("fund.titles_shelved", _("Titles labelled and shelved"), titles_shelved, _deliveries),
)
