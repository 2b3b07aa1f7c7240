"""Giving a whole class its sets in one transaction, and taking that back whole."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from core import bulk, clock, journal
from core.database import is_sqlite, locked, one_at_a_time, transaction
from core.models import Staff
from plugins.circulation import queries
from plugins.circulation.errors import KitChanged, KitEmpty, KitFaults, KitGone, NoClassTeacher
from plugins.circulation.models import KitIssue, Loan
from plugins.circulation.services import rules
from plugins.circulation.services.board import read_board
from plugins.circulation.services.kit_plans import Gift, KitPlan, make_plan
from plugins.circulation.services.lending import ensure_may_borrow
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass

#: A whole class's issue can be taken back for so long.
UNDO_WITHIN = timedelta(days=1)

_COLUMNS = tuple(Loan._meta.fields)


def plan_kit(
    school_class: SchoolClass,
    *,
    items: Collection[int] | None = None,
    ranges: Mapping[int, str] | None = None,
) -> KitPlan:
    """Return what the class would get now; nothing is written."""
    return make_plan(read_board(school_class), items=items, ranges=ranges)


def give_kit(
    school_class: SchoolClass,
    *,
    by: Staff | None,
    digest: str | None = None,
    items: Collection[int] | None = None,
    ranges: Mapping[int, str] | None = None,
    to_teacher: bool = False,
    at: datetime | None = None,
) -> KitIssue:
    """Give every pupil what he lacks of the set, or the pile to the class teacher: all or nothing.

    ``digest`` is that of the plan which was shown: KitChanged if things are no longer so. Raises
    KitFaults, KitEmpty, NoClassTeacher, and what a reader may be refused for.
    """
    at = at or clock.now()
    with transaction():
        one_at_a_time(f"circulation.class.{school_class.id}")
        board = read_board(school_class, on=at.date())
        plan = make_plan(board, items=items, ranges=ranges)
        _ensure_still_free(plan, items=items, ranges=ranges)
        if plan.faults:
            raise KitFaults(what="; ".join(plan.faults))
        if digest is not None and plan.digest != digest:
            raise KitChanged()
        if not plan.gifts:
            raise KitEmpty()
        teacher = _teacher(school_class) if to_teacher else None
        ids = bulk.take_ids(Loan, len(plan.gifts))
        write_loans(plan.gifts, ids, teacher, by=by, at=at)
        issue: KitIssue = KitIssue.create(
            school_class=school_class,
            class_words=str(school_class),
            school_year=board.year,
            to_teacher=teacher,
            count=len(ids),
            loans=as_ranges(ids),
            given_at=at,
            given_by=by,
        )
        journal.record("circulation.kit", by=by, about=f"class {school_class.id}", copies=len(ids))
    return issue


def take_back_kit(issue: KitIssue, *, by: Staff | None, at: datetime | None = None) -> int:
    """Undo the issue to a class as a whole and return how many loans that were.

    KitGone, and nothing changed, once a copy of it has come back or moved, or a day later.
    """
    at = at or clock.now()
    with transaction():
        fresh: KitIssue = locked(KitIssue.select().where(KitIssue.id == issue.id)).get()
        ids = from_ranges(str(fresh.loans))
        still = (Loan.id.in_(ids)) & queries.is_open()
        left = Loan.select().where(still).count()
        if fresh.undone_at is not None or left < len(ids) or at - fresh.given_at > UNDO_WITHIN:
            raise KitGone(count=len(ids) - left)
        Loan.update(returned_at=at, returned_by=by, is_undone=True).where(still).execute()
        _open_again(from_ranges(str(fresh.taken_back)))
        fresh.undone_at, fresh.undone_by = at, by
        fresh.save()
        journal.record("circulation.kit_undone", by=by, about=f"kit {fresh.id}", copies=left)
    return left


def _open_again(ids: list[int]) -> None:
    """Let loans that ended by an issue go on; KitGone if a copy of them is out again."""
    if not ids:
        return
    copies = Loan.select(Loan.copy).where(Loan.id.in_(ids))
    list(locked(Copy.select(Copy.id).where(Copy.id.in_(copies)).order_by(Copy.id)))
    moved = Loan.select().where(Loan.copy.in_(copies), queries.is_open()).count()
    gone = Copy.select().where(Copy.id.in_(copies), Copy.withdrawn_on.is_null(False)).count()
    if moved or gone:
        raise KitGone(count=moved + gone)
    Loan.update(returned_at=None, returned_by=None).where(Loan.id.in_(ids)).execute()


def latest_kits(school_class: SchoolClass | None = None, limit: int = 10) -> list[KitIssue]:
    """Return the latest issues to whole classes (or to this one), the newest first."""
    query = KitIssue.select().order_by(KitIssue.id.desc()).limit(limit)
    if school_class is not None:
        query = query.where(KitIssue.school_class == school_class)
    return list(query)


def _teacher(school_class: SchoolClass) -> Reader:
    found: Reader | None = (
        Reader.select()
        .where(Reader.leads == school_class, Reader.left_on.is_null())
        .order_by(Reader.id)
        .first()
    )
    if found is None:
        raise NoClassTeacher(school_class=school_class)
    return found


def _ensure_still_free(plan: KitPlan, **asked: Any) -> None:
    """On PostgreSQL keep the copies from being lent or withdrawn; KitChanged if one has been."""
    if is_sqlite() or not plan.gifts:
        return
    ids = [one.copy.copy_id for one in plan.gifts]
    list(locked(Copy.select(Copy.id).where(Copy.id.in_(ids)).order_by(Copy.id)))
    # A desk may have taken one between our look and our lock.
    if make_plan(plan.board, **asked).digest != plan.digest:
        raise KitChanged()


def write_loans(
    gifts: list[Gift], ids: list[int], teacher: Reader | None, *, by: Staff | None, at: datetime
) -> None:
    """Write a loan for each gift under the ids taken for them, to the pupils or to ``teacher``."""
    due: dict[int, Any] = {}
    for person in [teacher] if teacher else {int(g.pupil.id): g.pupil for g in gifts}.values():
        ensure_may_borrow(person, at)
    rows = []
    for number, gift in zip(ids, gifts, strict=True):
        record = gift.item.records[0]
        if record.id not in due:
            due[record.id] = rules.due_on(record, teacher or gift.pupil, on=at.date())
        values = {
            "id": number,
            "copy": gift.copy.copy_id,
            "reader": int((teacher or gift.pupil).id),
            "lent_at": at,
            "lent_by": by.id if by else None,
            "due_on": due[record.id],
            "renewals": 0,
            "is_undone": False,
            "is_in_reading_room": False,
            "note": "",
            "condition_out": gift.copy.condition,
            "condition_in": "",
        }
        rows.append([values.get(name) for name in _COLUMNS])
    bulk.insert_rows(Loan, _COLUMNS, rows, ids_taken=True)


def as_ranges(ids: Iterable[int]) -> str:
    """Return ids in rising order as text: ``120-419,431``."""
    parts: list[list[int]] = []
    for one in ids:
        if parts and parts[-1][1] == one - 1:
            parts[-1][1] = one
        else:
            parts.append([one, one])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in parts)


def from_ranges(text: str) -> list[int]:
    """Return the ids of ``120-419,431``."""
    found: list[int] = []
    for part in filter(None, text.split(",")):
        first, _dash, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
