"""The list of a case: copies come on it by scanning, by numbers and ranges, by their age."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from core import clock, journal, settings
from core.barcodes import Kind, read_code, repair_layout
from core.database import transaction
from core.errors import LibraryError
from core.models import Staff
from core.sections import gather, hook
from plugins.catalogue.models import Record
from plugins.fund.errors import UnknownCopy
from plugins.fund.models import Copy
from plugins.fund.services import ensure_in_fund, find_by_id, find_by_number
from plugins.fund.services.numbers import parse_numbers
from plugins.writeoff import queries
from plugins.writeoff.errors import (
    AlreadyOnList,
    CopyMustStay,
    ListEmpty,
    NoCopiesFound,
    OnAnotherList,
    OtherFund,
    TooManyCopies,
)
from plugins.writeoff.models import Case, CaseCopy
from plugins.writeoff.services.cases import describe
from plugins.writeoff.services.steps import ensure_at, keep

#: A list longer than that is a slip of the finger.
MOST_COPIES = 5000

_CHUNK = 500


@dataclass
class Taken:
    """What came on the list, and a refusal for each copy that did not."""

    added: list[CaseCopy] = field(default_factory=list)
    refused: list[LibraryError] = field(default_factory=list)


def add_numbers(case: Case, text: str, *, by: Staff | None) -> Taken:
    """Put the copies on the list that ``text`` names: a barcode, numbers, ranges.

    One copy that may not come is refused; of several, the others are taken.
    """
    found, unknown = named(text)
    if len(found) + len(unknown) == 1:
        if unknown:
            raise UnknownCopy(number=unknown[0])
        with transaction():
            fresh = ensure_at(case, "basis", "copies")
            ensure_may_go(fresh, found[0])
            return Taken([_add(fresh, found[0], by=by)])
    taken = add_copies(case, found, by=by)
    taken.refused += [UnknownCopy(number=one) for one in unknown]
    return taken


def add_copies(case: Case, copies: Iterable[Copy], *, by: Staff | None) -> Taken:
    """Put those of ``copies`` on the list that may go, and say why the others may not."""
    taken = Taken()
    with transaction():
        fresh = ensure_at(case, "basis", "copies")
        for copy in copies:
            try:
                ensure_may_go(fresh, copy)
            except LibraryError as refusal:
                taken.refused.append(refusal)
            else:
                taken.added.append(_add(fresh, copy, by=by))
    return taken


def add_old_textbooks(case: Case, *, by: Staff | None, years: int | None = None) -> Taken:
    """Put every textbook on the list whose term of use is over, and return what came."""
    age = int(settings.get("writeoff.textbook_years")) if years is None else years
    listed = CaseCopy.select(CaseCopy.copy).where(CaseCopy.case == case)
    query = queries.old_textbooks(str(case.fund), age, clock.today())
    copies = list(query.where(Copy.id.not_in(listed)).limit(MOST_COPIES))
    if not copies:
        raise NoCopiesFound()
    return add_copies(case, copies, by=by)


def add_replaced_editions(case: Case, *, by: Staff | None) -> Taken:
    """Put every textbook on the list of which a newer edition is in the fund; return what came."""
    listed = CaseCopy.select(CaseCopy.copy).where(CaseCopy.case == case)
    query = queries.replaced_editions(str(case.fund))
    copies = list(query.where(Copy.id.not_in(listed)).limit(MOST_COPIES))
    if not copies:
        raise NoCopiesFound()
    return add_copies(case, copies, by=by)


def add_lost(
    case: Case, *, by: Staff | None, first: date | None = None, last: date | None = None
) -> Taken:
    """Put the copies on the list that readers lost and made good in the period; return them."""
    lost = hook.copies_lost(first=first, last=last)
    if lost is None:
        raise NoCopiesFound()
    listed = CaseCopy.select(CaseCopy.copy).where(CaseCopy.case == case)
    copies = list(
        Copy.select(Copy, Record)
        .join(Record)
        .where(Copy.fund == case.fund, Copy.withdrawn_on.is_null())
        .where(Copy.id.in_(lost), Copy.id.not_in(listed))
        .order_by(Copy.sort_key)
        .limit(MOST_COPIES)
    )
    if not copies:
        raise NoCopiesFound()
    return add_copies(case, copies, by=by)


def _add(case: Case, copy: Copy, *, by: Staff | None) -> CaseCopy:
    row = CaseCopy(case=case, copy=copy)
    describe(row, copy)
    row.save(force_insert=True)
    journal.record("writeoff.listed", by=by, about=f"case {case.id}", copy=copy.inventory_no)
    return row


def ensure_may_go(case: Case, copy: Copy) -> None:
    """Raise a refusal unless the copy may come on the list of the case."""
    ensure_in_fund(copy)
    if copy.fund != case.fund:
        raise OtherFund(number=copy.inventory_no)
    row = CaseCopy.get_or_none(CaseCopy.copy == copy, CaseCopy.is_open)
    if row is not None and row.case_id == case.id:
        raise AlreadyOnList(number=copy.inventory_no)
    if row is not None:
        raise OnAnotherList(number=copy.inventory_no, case=row.case_id)
    reasons = gather(hook.copy_blockers(copy=copy))
    if reasons:
        raise CopyMustStay(number=copy.inventory_no, reasons="; ".join(reasons))


def remove(case: Case, rows: Sequence[int], *, by: Staff | None) -> int:
    """Take rows off the list before approval, and return how many there were."""
    with transaction():
        fresh = ensure_at(case, "basis", "copies")
        count = (
            CaseCopy.delete().where(CaseCopy.case == fresh, CaseCopy.id.in_(list(rows))).execute()
        )
        journal.record("writeoff.unlisted", by=by, about=f"case {case.id}", copies=count)
    return int(count)


def close_list(case: Case, *, by: Staff | None) -> Case:
    """Finish the list, so that the commission can see it, and return the case."""
    with transaction():
        fresh = ensure_at(case, "copies")
        if not queries.sums(fresh)[1]:
            raise ListEmpty()
        fresh.state = "commission"
        fresh.save()
        journal.record("writeoff.list_closed", by=by, about=f"case {case.id}")
    keep(case, fresh)
    return case


def reopen_list(case: Case, *, by: Staff | None) -> Case:
    """Go back to the list before approval, and return the case."""
    with transaction():
        fresh = ensure_at(case, "commission")
        fresh.state = "copies"
        fresh.save()
        journal.record("writeoff.list_reopened", by=by, about=f"case {case.id}")
    keep(case, fresh)
    return case


def named(text: str) -> tuple[list[Copy], list[str]]:
    """Return the copies that ``text`` names, and the numbers that no copy has."""
    found: dict[int, Copy] = {}
    unknown: list[str] = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        copy = _exactly(part)
        if copy is not None:
            found[copy.id] = copy
            continue
        numbers = parse_numbers(part)
        if len(numbers) > MOST_COPIES or len(found) > MOST_COPIES:
            raise TooManyCopies(most=MOST_COPIES)
        here = {str(one.inventory_no): one for one in _with_numbers(numbers)}
        found |= {one.id: one for one in here.values()}
        unknown += [one for one in numbers if one not in here]
    if not found and not unknown:
        raise NoCopiesFound()
    return list(found.values()), unknown


def _exactly(text: str) -> Copy | None:
    meant = repair_layout(text)
    code = read_code(meant)
    if code is not None and code.kind is Kind.COPY:
        return find_by_id(code.serial)
    return find_by_number(text) or find_by_number(meant)


def _with_numbers(numbers: Sequence[str]) -> Iterator[Copy]:
    for start in range(0, len(numbers), _CHUNK):
        chunk = list(numbers[start : start + _CHUNK])
        yield from (
            Copy.select(Copy, Record)
            .join(Record)
            .where(Copy.inventory_no.in_(chunk))
            .order_by(Copy.sort_key)
        )
