"""A case from its opening to the approval of its act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from core import clock, journal
from core.answers import Setting
from core.database import transaction
from core.models import Staff
from core.sections import hook
from plugins.fund.models import Copy
from plugins.fund.services import stocktake as checks
from plugins.fund.services import withdraw
from plugins.fund.services.books import lock_books, year_of
from plugins.fund.services.numbers import count_up
from plugins.writeoff import queries
from plugins.writeoff.errors import (
    ApproverMissing,
    ChairMissing,
    CommissionTooSmall,
    ListEmpty,
    MinutesMissing,
    OrderMissing,
    PersonTwice,
    ReasonMissing,
    UnknownCase,
)
from plugins.writeoff.models import (
    Case,
    CaseCopy,
    CaseScan,
    CommissionMember,
    Reason,
    StocktakeCase,
)
from plugins.writeoff.services.steps import ensure_at, keep

LEAST_MEMBERS = 3

SETTINGS = (
    Setting(
        "writeoff.textbook_years",
        _("Textbooks are old after so many years"),
        5,
        "number",
        group=_("Write-off"),
    ),
)


@dataclass(frozen=True)
class Member:
    """Somebody of the commission, with the post of that day."""

    name: str
    post: str = ""
    is_chair: bool = False


def get(case_id: int) -> Case:
    """Return the case; UnknownCase if there is none."""
    found: Case | None = Case.get_or_none(Case.id == case_id)
    if found is None:
        raise UnknownCase()
    return found


def open_case(fund: str, *, by: Staff | None, note: str = "") -> Case:
    """Open a write-off from one of the two funds and return it."""
    with transaction():
        case = Case.create(fund=fund, note=note, opened_at=clock.now(), opened_by=by)
        journal.record("writeoff.opened", by=by, about=f"case {case.id}", fund=fund)
    return case


def list_of(fund: str, *, by: Staff | None) -> Case:
    """Return the person's latest case of the fund whose list is still open, or a new one."""
    found: Case | None = (
        Case.select()
        .where(Case.fund == fund, Case.opened_by == by, Case.state.in_(["basis", "copies"]))
        .order_by(Case.id.desc())
        .first()
    )
    return found or open_case(fund, by=by)


def set_basis(
    case: Case,
    reason: Reason | None,
    *,
    order_from: str = "",
    order_no: str = "",
    order_on: date | None = None,
    by: Staff | None,
) -> Case:
    """Give the case its reason and its order, and return it; it may be corrected until approval."""
    if reason is None:
        raise ReasonMissing()
    if reason.needs_order and not (order_no.strip() and order_on):
        raise OrderMissing(reason=reason)
    with transaction():
        fresh = ensure_at(case, "basis", "copies", "commission")
        fresh.reason = reason
        fresh.reason_kk, fresh.reason_ru = reason.title_kk, reason.title_ru or reason.title_kk
        fresh.order_from, fresh.order_no = order_from.strip(), order_no.strip()
        fresh.order_on = order_on
        if fresh.state == "basis":
            fresh.state = "copies"
        fresh.save()
        journal.record("writeoff.basis", by=by, about=f"case {case.id}", reason=str(reason))
    keep(case, fresh)
    return case


def set_commission(
    case: Case,
    members: Sequence[Member],
    *,
    minutes_no: str,
    minutes_on: date | None,
    approver_name: str,
    approver_post: str,
    by: Staff | None,
) -> Case:
    """Name the commission, its minutes and who approves, and return the case."""
    _ensure_commission(members)
    if not (minutes_no.strip() and minutes_on):
        raise MinutesMissing()
    if not (approver_name.strip() and approver_post.strip()):
        raise ApproverMissing()
    with transaction():
        fresh = ensure_at(case, "commission")
        CommissionMember.delete().where(CommissionMember.case == fresh).execute()
        for one in members:
            CommissionMember.create(
                case=fresh, name=one.name.strip(), post=one.post.strip(), is_chair=one.is_chair
            )
        fresh.minutes_no, fresh.minutes_on = minutes_no.strip(), minutes_on
        fresh.approver_name, fresh.approver_post = approver_name.strip(), approver_post.strip()
        fresh.save()
        journal.record(
            "writeoff.commission",
            by=by,
            about=f"case {case.id}",
            members=[one.name for one in members],
        )
    keep(case, fresh)
    return case


def _ensure_commission(members: Sequence[Member]) -> None:
    names = [" ".join(one.name.split()) for one in members]
    if len(names) < LEAST_MEMBERS or not all(names):
        raise CommissionTooSmall(least=LEAST_MEMBERS, count=sum(map(bool, names)))
    twice = [one for one in names if names.count(one) > 1]
    if twice:
        raise PersonTwice(name=twice[0])
    if sum(one.is_chair for one in members) != 1:
        raise ChairMissing()


def approve(case: Case, *, by: Staff | None, on: date | None = None) -> Case:
    """Approve the act and return the case: its number, the withdrawal of every copy, the entry.

    All of it, or nothing. From now on the act stays as it is.
    """
    on = on or clock.today()
    with transaction():
        lock_books()  # before the case, as everybody who writes the books does
        fresh = ensure_at(case, "commission")
        people = queries.members(fresh)
        _ensure_commission([Member(one.name, one.post, bool(one.is_chair)) for one in people])
        if not (fresh.minutes_no and fresh.minutes_on):
            raise MinutesMissing()
        if not (fresh.approver_name and fresh.approver_post):
            raise ApproverMissing()
        rows = queries.rows_of(fresh)
        if not rows:
            raise ListEmpty()
        fresh.act_year = year_of(on)
        fresh.act_no = count_up(f"writeoff/act/{fresh.act_year}")
        fresh.act_on = on
        [fresh.entry] = withdraw(
            [one.copy for one in rows],
            on=on,
            by=by,
            document=fresh.act,
            reason=str(fresh.reason_kk),
        )
        _freeze(fresh, rows)
        fresh.state = "approved"
        fresh.approved_at, fresh.approved_by = clock.now(), by
        fresh.save()
        journal.record(
            "writeoff.approved",
            by=by,
            about=f"case {case.id}",
            act=fresh.act,
            copies=len(rows),
        )
    keep(case, fresh)
    return case


def _freeze(case: Case, rows: Sequence[CaseCopy]) -> None:
    """Keep the words and prices of this day; a change of the catalogue changes no act.

    What readers lost, and what a stock-take did not find, is not there to be handed over.
    """
    lost = hook.copies_lost(first=None, last=None)
    absent = set() if lost is None else {int(one[0]) for one in lost.tuples()}
    for link in StocktakeCase.select().where(StocktakeCase.case == case):
        absent |= {int(one.id) for one in checks.missing(link.stocktake)}
    for row in rows:
        describe(row, row.copy)
        row.is_absent = row.copy_id in absent
        row.is_open = False
        row.save()


def describe(row: CaseCopy, copy: Copy) -> None:
    """Write what the copy is, as of now, into its row."""
    record = copy.record
    row.inventory_no, row.price, row.year = copy.inventory_no, copy.price, record.year
    author = str(record.authors).rstrip(". ")
    row.title = f"{author}. {record.full_title}" if author else record.full_title


def discard(case: Case, *, by: Staff | None) -> None:
    """Give a case up before its act is approved: nothing of it has happened yet."""
    with transaction():
        fresh = ensure_at(case, "basis", "copies", "commission")
        CaseCopy.delete().where(CaseCopy.case == fresh).execute()
        CommissionMember.delete().where(CommissionMember.case == fresh).execute()
        CaseScan.delete().where(CaseScan.case == fresh).execute()
        fresh.delete_instance()
        journal.record("writeoff.discarded", by=by, about=f"case {case.id}")
