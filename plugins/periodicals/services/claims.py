"""Issues that have not come: which they are, and the letters in which they are claimed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock, journal, settings
from core.answers import Setting
from core.database import locked, one_at_a_time, transaction
from core.errors import NotFound
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.periodicals.errors import NothingToClaim
from plugins.periodicals.models import Claim, ClaimLine, Issue, Order, OrderLine, Title, half_of

_GROUP = _("Periodicals")

SETTINGS = (
    Setting(
        "periodicals.late_magazine",
        _("A magazine is late after so many days"),
        14,
        "number",
        group=_GROUP,
        least=0,
        most=120,
    ),
    Setting(
        "periodicals.late_newspaper",
        _("A newspaper is late after so many days"),
        5,
        "number",
        group=_GROUP,
        least=0,
        most=120,
    ),
    Setting(
        "periodicals.campaign_days",
        _("Remind of the subscription so many days before the half-year"),
        60,
        "number",
        group=_GROUP,
        least=0,
        most=180,
    ),
    Setting(
        "periodicals.loan_days",
        _("An issue is lent for so many days"),
        7,
        "number",
        group=_GROUP,
        least=1,
        most=120,
    ),
)


def late(on: date | None = None, title: Title | None = None) -> Any:
    """Return a query of the issues that should be there on that day and are not, in full.

    Their titles and records are read along; the longest awaited come first.
    """
    today = on or clock.today()
    newspaper = today - timedelta(days=int(settings.get("periodicals.late_newspaper")))
    magazine = today - timedelta(days=int(settings.get("periodicals.late_magazine")))
    query = (
        Issue.select(Issue, Title, Record)
        .join(Title)
        .join(Record)
        .where(
            Issue.sets < Issue.sets_due,
            Issue.merged_into.is_null(),
            Issue.given_up_on.is_null(),
            ((Title.kind == "newspaper") & (Issue.due_on < newspaper))
            | ((Title.kind == "magazine") & (Issue.due_on < magazine)),
        )
        .order_by(Issue.due_on, Issue.id)
    )
    return query if title is None else query.where(Issue.title == title)


def claim(ids: Iterable[int], *, on: date | None = None, by: Staff | None) -> list[Claim]:
    """Claim issues and return the letters, one for each supplier; all of them, or none."""
    today = on or clock.today()
    with transaction():
        one_at_a_time("periodicals.claim")
        issues = list(locked(Issue.select().where(Issue.id.in_(list(ids))).order_by(Issue.due_on)))
        missing = [one for one in issues if one.is_short and one.merged_into_id is None]
        if not missing:
            raise NothingToClaim()
        by_supplier: dict[str, list[Issue]] = defaultdict(list)
        for one in missing:
            by_supplier[_supplier_of(one)].append(one)
        made: list[Claim] = []
        for supplier, some in sorted(by_supplier.items()):
            last = Claim.select(fn.MAX(Claim.number)).where(Claim.year == today.year).scalar()
            letter = Claim.create(
                year=today.year,
                number=int(last or 0) + 1,
                supplier=supplier,
                claimed_on=today,
                by=by,
            )
            for one in some:
                ClaimLine.create(claim=letter, issue=one, sets=one.sets_due - one.sets)
            journal.record(
                "periodicals.claimed", by=by, about=f"claim {letter.id}", issues=len(some)
            )
            made.append(letter)
    return made


def _supplier_of(issue: Issue) -> str:
    """Return by whom the issue is to be sent: the supplier of its order, else of its title."""
    year, half = half_of(issue.due_on)
    line = (
        OrderLine.select(OrderLine, Order)
        .join(Order)
        .where(OrderLine.title == issue.title_id, OrderLine.year == year, OrderLine.half == half)
        .first()
    )
    return str((line.order.supplier if line else "") or issue.title.supplier)


def get(claim_id: Any) -> Claim:
    """Return the claim; NotFound if there is none."""
    found: Claim | None = Claim.get_or_none(Claim.id == claim_id)
    if found is None:
        raise NotFound()
    return found


def lines_of(letter: Claim) -> list[ClaimLine]:
    """Return what a letter claims, with titles and records, by title and number."""
    return list(
        ClaimLine.select(ClaimLine, Issue, Title, Record)
        .join(Issue)
        .join(Title)
        .join(Record)
        .where(ClaimLine.claim == letter)
        .order_by(Record.sort_key, Issue.due_on, Issue.id)
    )


def withdraw(letter: Claim, *, by: Staff | None) -> None:
    """Take a claim of today back: it was made by a slip; NotFound on a later day."""
    with transaction():
        fresh = locked(
            Claim.select().where(Claim.id == letter.id, Claim.claimed_on == clock.today())
        ).get_or_none()
        if fresh is None:
            raise NotFound()
        ClaimLine.delete().where(ClaimLine.claim == fresh).execute()
        fresh.delete_instance()
        journal.record("periodicals.unclaimed", by=by, about=f"claim {letter.id}")
