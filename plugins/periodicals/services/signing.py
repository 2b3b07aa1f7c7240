"""Readers' own affairs: in which turn they read a title, and what they take at home."""

from typing import Any

from peewee import fn

from core import clock, journal
from core.database import transaction
from core.models import Staff
from plugins.fund.services import amounts
from plugins.periodicals.errors import NameMissing, NoReader, OnRoute
from plugins.periodicals.models import ReaderSubscription, Route, Title
from plugins.periodicals.services.orders import sets_of
from plugins.readers.models import Reader


def route_of(title: Title) -> list[Route]:
    """Return who reads the title, in turn."""
    return list(
        Route.select(Route, Reader)
        .join(Reader)
        .where(Route.title == title)
        .order_by(Route.position, Route.id)
    )


def add_to_route(title: Title, reader: Reader | None, *, by: Staff | None) -> Route:
    """Put a reader at the end of the list and return his place."""
    if reader is None:
        raise NoReader()
    with transaction():
        if Route.get_or_none(Route.title == title, Route.reader == reader):
            raise OnRoute(reader=reader)
        last = Route.select(fn.MAX(Route.position)).where(Route.title == title).scalar()
        place = Route.create(title=title, reader=reader, position=int(last or 0) + 1)
        journal.record("periodicals.route", by=by, about=f"title {title.id}", reader=reader.card_no)
    return place


def move_on_route(title: Title, place_id: int, by_places: int, *, by: Staff | None) -> None:
    """Move a reader up (−1) or down (+1) the list."""
    with transaction():
        order = [int(one.id) for one in route_of(title)]
        if place_id not in order:
            return
        old = order.index(place_id)
        new = min(max(old + by_places, 0), len(order) - 1)
        order.insert(new, order.pop(old))
        for position, one in enumerate(order, 1):
            Route.update(position=position).where(Route.id == one).execute()
        journal.record("periodicals.route", by=by, about=f"title {title.id}", moved=place_id)


def remove_from_route(title: Title, place_id: int, *, by: Staff | None) -> None:
    """Take a reader off the list; one that is gone is no fault."""
    with transaction():
        Route.delete().where(Route.id == place_id, Route.title == title).execute()
        journal.record("periodicals.route", by=by, about=f"title {title.id}", removed=place_id)


def sign_up(
    subscription: ReaderSubscription, values: dict[str, Any], *, by: Staff | None
) -> ReaderSubscription:
    """Keep what a reader takes, new or changed, and return it.

    ``values`` are reader, periodical, year, half, sets, price, place and signed_on.
    """
    name = " ".join(str(values.get("periodical") or "").split())
    if not name:
        raise NameMissing()
    if values.get("reader") is None:
        raise NoReader()
    is_new = not subscription.id
    with transaction():
        subscription.reader = values["reader"]
        subscription.periodical = name[:200]
        subscription.year, subscription.half = int(values["year"]), int(values["half"])
        subscription.sets = sets_of(values.get("sets") or 1)
        subscription.price = amounts.price_of(values.get("price") or 0)
        subscription.place = str(values.get("place") or "").strip()[:200]
        subscription.signed_on = values.get("signed_on") or clock.today()
        subscription.by = by
        subscription.save(force_insert=is_new)
        journal.record(
            "periodicals.signed_up",
            by=by,
            about=f"subscription {subscription.id}",
            reader=subscription.reader.card_no,
        )
    return subscription
