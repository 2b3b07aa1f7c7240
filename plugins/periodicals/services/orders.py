"""Subscriptions: the order of a half-year from its first line to its placing."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from peewee import fn

from core import clock, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.fund.services import amounts
from plugins.periodicals.errors import (
    AlreadyOrdered,
    IssuesCame,
    NothingBefore,
    OrderEmpty,
    OrderPlaced,
    UnknownOrder,
    WrongSets,
)
from plugins.periodicals.models import ClaimLine, Issue, Order, OrderLine, Title
from plugins.periodicals.services import calendar

MOST_SETS = 500


def get(order_id: Any) -> Order:
    """Return the order; UnknownOrder if there is none."""
    found: Order | None = Order.get_or_none(Order.id == order_id)
    if found is None:
        raise UnknownOrder()
    return found


def half_before(year: int, half: int) -> tuple[int, int]:
    """Return the half-year before that one."""
    return (year, 1) if half == 2 else (year - 1, 2)


def half_after(year: int, half: int) -> tuple[int, int]:
    """Return the half-year after that one."""
    return (year, 2) if half == 1 else (year + 1, 1)


def open_order(
    year: int, half: int, *, supplier: str = "", note: str = "", by: Staff | None
) -> Order:
    """Open a draft for a half-year and return it."""
    with transaction():
        order = Order.create(
            year=year, half=half, supplier=supplier.strip()[:200], note=note.strip()[:300], by=by
        )
        journal.record("periodicals.order", by=by, about=f"order {order.id}", year=year, half=half)
    return order


def sets_of(text: Any) -> int:
    """Return a number of sets as typed; WrongSets if it is none."""
    words = str(text or "").strip()
    if not (words.isdecimal() and len(words) < 5 and 1 <= int(words) <= MOST_SETS):
        raise WrongSets(sets=words[:20])
    return int(words)


def lines_of(order: Order) -> list[OrderLine]:
    """Return the lines with their titles and records, in the order of the alphabet."""
    return list(
        OrderLine.select(OrderLine, Title, Record)
        .join(Title)
        .join(Record)
        .where(OrderLine.order == order)
        .order_by(Record.sort_key, OrderLine.id)
    )


def set_line(order: Order, title: Title, *, sets: Any, price: Any, by: Staff | None) -> OrderLine:
    """Put a title into the order, or change its sets and price, and return the line.

    In a placed order the grid follows at once; what has come stays as it came.
    """
    count, amount = sets_of(sets), amounts.price_of(price)
    with transaction():
        fresh = _held(order)
        line = OrderLine.get_or_none(
            OrderLine.title == title, OrderLine.year == fresh.year, OrderLine.half == fresh.half
        )
        if line is not None and line.order_id != fresh.id:
            raise AlreadyOrdered(title=title)
        if line is None:
            line = OrderLine(order=fresh, title=title, year=fresh.year, half=fresh.half)
        line.sets, line.price = count, amount
        line.save()
        if not fresh.is_draft:
            expect(line)
        journal.record(
            "periodicals.order_line",
            by=by,
            about=f"order {fresh.id}",
            title=str(title),
            sets=count,
            price=amount,
        )
    return line


def remove_line(order: Order, line_id: Any, *, by: Staff | None) -> None:
    """Take a line out; IssuesCame if issues of it have come. One that is gone is no fault."""
    with transaction():
        fresh = _held(order)
        line = OrderLine.get_or_none(OrderLine.id == line_id, OrderLine.order == fresh)
        if line is None:
            return
        _forget(line)
        journal.record(
            "periodicals.order_line", by=by, about=f"order {fresh.id}", removed=str(line.title)
        )
        line.delete_instance()


def change(order: Order, *, by: Staff | None, **words: str) -> Order:
    """Keep supplier, document and note of the order, and return it."""
    with transaction():
        fresh = _held(order)
        for name, most in (("supplier", 200), ("document", 200), ("note", 300)):
            setattr(fresh, name, words.get(name, getattr(fresh, name)).strip()[:most])
        fresh.save()
        journal.record("periodicals.order", by=by, about=f"order {fresh.id}", **words)
    return fresh


def place(
    order: Order, *, order_no: str, on: date | None = None, by: Staff | None, **words: str
) -> Order:
    """Note that the order was placed, and return it: from now on its issues are expected."""
    with transaction():
        fresh = _held(order)
        if not fresh.is_draft:
            raise OrderPlaced(order=fresh)
        lines = lines_of(fresh)
        if not lines:
            raise OrderEmpty()
        fresh.order_no, fresh.ordered_on = order_no.strip()[:60], on or clock.today()
        for name in ("supplier", "document"):
            if words.get(name):
                setattr(fresh, name, words[name].strip()[:200])
        fresh.save()
        for line in lines:
            expect(line)
        journal.record(
            "periodicals.placed", by=by, about=f"order {fresh.id}", lines=len(lines), on=on
        )
    return fresh


def take_back(order: Order, *, by: Staff | None) -> Order:
    """Make a placed order a draft again, if nothing of it has come, and return it."""
    with transaction():
        fresh = _held(order)
        for line in lines_of(fresh):
            _forget(line)
        fresh.ordered_on = None
        fresh.save()
        journal.record("periodicals.unplaced", by=by, about=f"order {fresh.id}")
    return fresh


def discard(order: Order, *, by: Staff | None) -> None:
    """Give up a draft with its lines."""
    with transaction():
        fresh = _held(order)
        if not fresh.is_draft:
            raise OrderPlaced(order=fresh)
        OrderLine.delete().where(OrderLine.order == fresh).execute()
        fresh.delete_instance()
        journal.record("periodicals.order_discarded", by=by, about=f"order {order.id}")


def _lines_before(order: Order) -> Any:
    """Return a query of the lines of the half-year before whose titles are not here yet."""
    year, half = half_before(int(order.year), int(order.half))
    there = OrderLine.select(OrderLine.title).where(
        OrderLine.year == order.year, OrderLine.half == order.half
    )
    return OrderLine.select().where(
        OrderLine.year == year, OrderLine.half == half, OrderLine.title.not_in(there)
    )


def count_before(order: Order) -> int:
    """Return how many titles could be copied from the half-year before."""
    return int(_lines_before(order).count())


def copy_before(order: Order, *, by: Staff | None) -> int:
    """Add what was ordered for the half-year before, and return how many titles were added."""
    with transaction():
        fresh = _held(order)
        before = list(_lines_before(fresh).order_by(OrderLine.id))
        if not before:
            raise NothingBefore()
        if not fresh.supplier:
            fresh.supplier = before[0].order.supplier
            fresh.save()
        for one in before:
            line = OrderLine.create(
                order=fresh,
                title=one.title,
                year=fresh.year,
                half=fresh.half,
                sets=one.sets,
                price=one.price,
            )
            if not fresh.is_draft:
                expect(line)
        journal.record(
            "periodicals.order_copied", by=by, about=f"order {fresh.id}", titles=len(before)
        )
    return len(before)


def open_copy(year: int, half: int, *, by: Staff | None) -> tuple[Order, int]:
    """Open the order of a half-year with all that was ordered for the one before."""
    with transaction():
        order = open_order(year, half, by=by)
        count = copy_before(order, by=by)
    return get(order.id), count


def expect(line: OrderLine) -> None:
    """Give the line's issues their places in the grid; those that came stay as they came."""
    title = line.title
    plan = calendar.of_half(title, int(line.year), int(line.half))
    if not plan:
        return
    price = (line.price / len(plan)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    there = {
        number: one
        for one in Issue.select().where(Issue.title == title, Issue.year == line.year)
        for number in range(int(one.first_no), int(one.last_no) + 1)
        if one.first_no and one.merged_into_id is None
    }
    rows: list[dict[str, Any]] = []
    for one in plan:
        found = there.get(one.number)
        if found is None:
            rows.append(
                {
                    "title": title,
                    "year": line.year,
                    "label": str(one.number),
                    "first_no": one.number,
                    "last_no": one.number,
                    "due_on": one.due_on,
                    "sets_due": line.sets,
                    "price": price,
                }
            )
        elif found.received_on is None:
            found.due_on, found.sets_due, found.price = one.due_on, line.sets, price
            found.save()
        elif found.sets_due != line.sets:
            found.sets_due = line.sets
            found.save()
    if rows:
        Issue.insert_many(rows).execute()


def _forget(line: OrderLine) -> None:
    """Take the line's issues out of the grid; IssuesCame if one has come or was claimed."""
    low = date(int(line.year), 1 if line.half == 1 else 7, 1)
    high = date(int(line.year), 6 if line.half == 1 else 12, 30 if line.half == 1 else 31)
    of_line = (Issue.title == line.title_id) & (Issue.due_on >= low) & (Issue.due_on <= high)
    claimed = ClaimLine.select(ClaimLine.issue)
    used = Issue.select().where(of_line, Issue.received_on.is_null(False) | Issue.id.in_(claimed))
    if used.exists():
        raise IssuesCame(title=line.title)
    Issue.delete().where(of_line, ~Issue.is_extra).execute()


def _held(order: Order) -> Order:
    fresh: Order | None = locked(Order.select().where(Order.id == order.id)).get_or_none()
    if fresh is None:
        raise UnknownOrder()
    return fresh


def total_of(order: Order) -> tuple[int, int, Decimal]:
    """Return titles, sets and amount of the order, in one query."""
    titles, sets, amount = (
        OrderLine.select(
            fn.COUNT(OrderLine.id),
            fn.SUM(OrderLine.sets),
            fn.SUM(OrderLine.sets * OrderLine.price).coerce(False),
        )
        .where(OrderLine.order == order)
        .tuples()
        .get()
    )
    return int(titles), int(sets or 0), Decimal(int(amount or 0)).scaleb(-2)
