"""What comes of an order: drafts of the fund made from it, and the order compared with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.acquisitions.errors import AllHasCome, DeliveryTaken, OrderEmpty
from plugins.acquisitions.models import Gift, Order, OrderDelivery, OrderLine, Wish
from plugins.acquisitions.services import books, orders
from plugins.catalogue.models import Record
from plugins.fund.models import Delivery, DeliveryLine
from plugins.fund.services import deliveries


@dataclass
class Compared:
    """A title of an order: how many were ordered, how many came, at what price it was ordered."""

    line: OrderLine
    came: int = 0
    drafted: int = 0

    @property
    def missing(self) -> int:
        """Return how many have not come."""
        return max(0, int(self.line.quantity) - self.came)

    @property
    def outstanding(self) -> int:
        """Return how many are in no delivery yet, accepted or not."""
        return max(0, self.missing - self.drafted)


@dataclass(frozen=True)
class Comparison:
    """An order beside its deliveries; ``others`` came without being ordered."""

    lines: list[Compared]
    deliveries: list[Delivery]
    others: list[tuple[Record, int]]

    @property
    def ordered(self) -> int:
        """Return how many copies were ordered."""
        return sum(int(one.line.quantity) for one in self.lines)

    @property
    def amount(self) -> Decimal:
        """Return what the order comes to."""
        return sum((one.line.amount for one in self.lines), Decimal(0))

    @property
    def came(self) -> int:
        """Return how many of the ordered copies came."""
        return sum(min(one.came, int(one.line.quantity)) for one in self.lines)

    @property
    def missing(self) -> int:
        """Return how many have not come."""
        return sum(one.missing for one in self.lines)

    @property
    def outstanding(self) -> int:
        """Return how many are in no delivery yet."""
        return sum(one.outstanding for one in self.lines)


def compare(its: Order) -> Comparison:
    """Return the order beside what came, in three queries."""
    lines = orders.lines_of(its)
    tied = list(
        Delivery.select()
        .join(OrderDelivery)
        .where(OrderDelivery.order == its)
        .order_by(Delivery.id)
    )
    rows = (
        list(
            DeliveryLine.select(DeliveryLine, Delivery, Record)
            .join(Delivery)
            .switch(DeliveryLine)
            .join(Record)
            .where(Delivery.id.in_([one.id for one in tied]), Delivery.state != "reversed")
        )
        if tied
        else []
    )
    came: defaultdict[int, int] = defaultdict(int)
    drafted: defaultdict[int, int] = defaultdict(int)
    records = {int(one.record_id): one.record for one in rows}
    for one in rows:
        into = came if one.delivery.state == "accepted" else drafted
        into[int(one.record_id)] += int(one.quantity)
    found = []
    ordered = set()
    for line in lines:
        number = int(line.record_id or 0)
        ordered.add(number)
        found.append(Compared(line, came.get(number, 0), drafted.get(number, 0)))
    others = [(records[number], n) for number, n in came.items() if n and number not in ordered]
    return Comparison(found, tied, others)


def deliver(its: Order, *, by: Staff | None) -> Delivery:
    """Make a draft of the fund of all that has not come, tie it to the order, and return it.

    Titles that the catalogue has not get a record. AllHasCome if nothing is outstanding.
    """
    with transaction():
        orders.ensure_open(its)
        some = [one for one in compare(its).lines if one.outstanding]
        if not some:
            raise (AllHasCome if orders.lines_of(its) else OrderEmpty)(order=its)
        draft = deliveries.begin(
            fund=str(its.fund),
            source="budget",
            supplier=str(its.supplier) if its.supplier_id else "",
            document_kind="waybill",
            note=gettext("Order: %(title)s", title=its.title),
        )
        for one in some:
            record = one.line.record if one.line.record_id else _entered(its, one.line, by)
            deliveries.add_line(
                draft, record, quantity=one.outstanding, price=one.line.price, by=by
            )
        _tie(its, draft, by)
        if its.state == "draft":
            orders.mark(its, "sent", by=by)
    return draft


def _entered(its: Order, line: OrderLine, by: Staff | None) -> Record:
    kind = "textbook" if its.fund == "textbook" else "book"
    record = books.enter({"title": line.title, "authors": line.authors, "kind": kind}, by=by)
    OrderLine.update(record=record).where(OrderLine.id == line.id).execute()
    if line.wish_id:
        Wish.update(record=record).where(Wish.id == line.wish_id).execute()
    return record


def tie(its: Order, delivery: Delivery, *, by: Staff | None) -> None:
    """Tie a delivery that was entered by itself; DeliveryTaken if it belongs elsewhere."""
    with transaction():
        orders.ensure_open(its)
        elsewhere = OrderDelivery.select().where(OrderDelivery.delivery == delivery).exists()
        if elsewhere or Gift.select().where(Gift.delivery == delivery).exists():
            raise DeliveryTaken(delivery=delivery)
        _tie(its, delivery, by)
        if its.state == "draft":
            orders.mark(its, "sent", by=by)
        settle(delivery)


def untie(its: Order, number: int, *, by: Staff | None) -> None:
    """Let a delivery belong to no order again."""
    with transaction():
        tied = OrderDelivery.get_or_none(
            OrderDelivery.order == its, OrderDelivery.delivery == number
        )
        if tied is None:
            return
        tied.delete_instance()
        _settle_order(int(its.id))
        journal.record("acquisitions.order_delivery", by=by, about=f"order {its.id}")


def _tie(its: Order, delivery: Delivery, by: Staff | None) -> None:
    OrderDelivery.create(order=its, delivery=delivery)
    journal.record(
        "acquisitions.order_delivery", by=by, about=f"order {its.id}", delivery=delivery.id
    )


def tieable(its: Order, most: int = 30) -> list[Delivery]:
    """Return deliveries of the order's fund that might be its own, the latest first."""
    taken = OrderDelivery.select(OrderDelivery.delivery)
    return list(
        Delivery.select()
        .where(
            Delivery.fund == its.fund,
            Delivery.source == "budget",
            Delivery.state != "reversed",
            Delivery.id.not_in(taken),
        )
        .order_by(Delivery.id.desc())
        .limit(most)
    )


def settle(delivery: Delivery) -> None:
    """Bring orders and wishes up to a delivery that was accepted or taken back."""
    tied = OrderDelivery.get_or_none(OrderDelivery.delivery == delivery)
    if tied is not None:
        _settle_order(int(tied.order_id))


def _settle_order(number: int) -> None:
    its = Order.get_by_id(number)
    compared = compare(its)
    came = [one.line.wish_id for one in compared.lines if one.came and one.line.wish_id]
    open_ = [one.line.wish_id for one in compared.lines if not one.came and one.line.wish_id]
    _put(came, "ordered", "came")
    _put(open_, "came", "ordered")
    state = "done" if compared.lines and not compared.missing else "sent"
    if its.state in ("sent", "done") and its.state != state:
        Order.update(state=state).where(Order.id == number).execute()


def _put(wishes: Sequence[int], before: str, after: str) -> None:
    if wishes:
        Wish.update(state=after).where(Wish.id.in_(wishes), Wish.state == before).execute()
