"""What the page of a case shows: its steps, the next of them, its tables and its paper."""

from typing import Any

from flask_babel import gettext, ngettext
from peewee import fn

from core import clock, settings
from core.access import can
from core.typography import day, number
from plugins.fund.models import FUNDS
from plugins.fund.services.books import first_day, year_of
from plugins.writeoff import queries
from plugins.writeoff.documents import PAPERS, act_of, kilograms, reason_of
from plugins.writeoff.models import FATES, SCANS, Case, CaseCopy, CommissionMember
from plugins.writeoff.services import LEAST_MEMBERS, scans
from plugins.writeoff.views.typed import MEMBER_LINES

#: Rows of the list on the page, and on the picture of the paper.
PAGE_ROWS = 50
PAPER_ROWS = 4

#: Places on the strip of steps.
BASIS, LIST, COMMISSION, ACT, BOOKS, CLOSED = range(6)


def case_page(case: Case, page: int = 0) -> dict[str, Any]:
    """Return what the template of a case's page needs."""
    titles, copies, amount = queries.sums(case)
    people = queries.members(case)
    gone = queries.disposals(case)
    left = queries.left(case) if not case.is_draft else copies
    unpaid = [one for one, _count in gone if one.awaits_receipt]
    at = _place(case, people)
    pages = max(1, -(-copies // PAGE_ROWS))
    page = min(page, pages - 1)
    return {
        "at": at,
        "steps": _steps(case, people, at, titles, copies, left),
        "fund": FUNDS[str(case.fund)],
        "reason": reason_of(case),
        "reasons": queries.reasons(),
        "titles": titles,
        "copies": copies,
        "amount": amount,
        "left": left,
        "people": people,
        "lines": _lines(case, people),
        "approver": case.approver_name or settings.get("school.director"),
        "gone": gone,
        "unpaid": unpaid,
        "fates": FATES,
        "papers": PAPERS,
        "kilograms": kilograms,
        "rows": _rows(case, page),
        "page": page,
        "pages": pages,
        "first": page * PAGE_ROWS,
        "paper": act_of(case, rows_shown=PAPER_ROWS),
        "years": settings.get("writeoff.textbook_years"),
        "today": clock.today().isoformat(),
        "year_began": first_day(year_of(clock.today())).isoformat(),
        "scans": scans.scans_of(case),
        "scan_kinds": SCANS,
        "may_edit": can("writeoff.edit"),
        "may_approve": can("writeoff.approve"),
    }


def counts_of(ids: list[int]) -> dict[int, int]:
    """Return how many copies the cases with these ids have."""
    rows = (
        CaseCopy.select(CaseCopy.case, fn.COUNT(CaseCopy.id))
        .where(CaseCopy.case.in_(ids))
        .group_by(CaseCopy.case)
        .tuples()
    )
    return dict(rows)


def _place(case: Case, people: list[CommissionMember]) -> int:
    """Return the step at which the case stands."""
    if case.state == "commission":
        return ACT if len(people) >= LEAST_MEMBERS else COMMISSION
    return {"basis": BASIS, "copies": LIST, "approved": BOOKS}.get(str(case.state), CLOSED + 1)


def _rows(case: Case, page: int) -> list[CaseCopy]:
    """Return a page of the list: while it is being scanned, what came last stands first."""
    if case.state in ("basis", "copies"):
        return queries.latest_rows(case, page, PAGE_ROWS)
    return queries.rows_of(case, page, PAGE_ROWS)


def _steps(
    case: Case, people: list[CommissionMember], at: int, titles: int, copies: int, left: int
) -> list[tuple[Any, str, str]]:
    """Return (title, words, state) for each step of the strip; the state is a CSS class."""
    listed = ngettext("%(num)s copy", "%(num)s copies", copies)
    named = ngettext("%(num)s title", "%(num)s titles", titles)
    met = ngettext("%(num)s person", "%(num)s people", len(people))
    words = (
        (gettext("Basis"), case.order or reason_of(case)),
        (gettext("List"), f"{listed}, {named}" if copies else ""),
        (gettext("Commission"), f"{met}, № {case.minutes_no}" if people else ""),
        (gettext("Act"), f"№ {case.act_no}, {day(case.act_on)}" if case.act_no else ""),
        (
            gettext("What became of the books"),
            f"{number(copies - left)} / {number(copies)}" if not case.is_draft else "",
        ),
        (gettext("Closed"), day(case.closed_on)),
    )
    return [
        (title, more, "done" if place < at else "now" if place == at else "")
        for place, (title, more) in enumerate(words)
    ]


def _lines(case: Case, people: list[CommissionMember]) -> list[dict[str, Any]]:
    """Return the lines of the commission's form: this commission, else that of the last act."""
    if not people:
        last = queries.last_commission(case)
        people = queries.members(last) if last else []
    found = [
        {"name": one.name, "post": one.post, "is_chair": one.is_chair}
        for one in people[:MEMBER_LINES]
    ]
    empty = {"name": "", "post": "", "is_chair": False}
    found += [dict(empty) for _line in range(MEMBER_LINES - len(found))]
    if not any(one["is_chair"] for one in found):
        found[0]["is_chair"] = True
    return found
