"""Lists of OAI-PMH, page by page: what was changed in a time, in the order of its changes.

A resumption token holds all there is to know; nothing is kept between two requests.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from plugins.catalogue.models import KINDS, Record, RecordTombstone
from plugins.exchange.services.marc.xml import SLIM

STAMP = "%Y-%m-%dT%H:%M:%SZ"
FORMATS = {
    "oai_dc": (
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "marc21": ("http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", SLIM),
}


class OaiError(Exception):
    """An error of the protocol: its code, and words for a developer, which are English."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


@dataclass(frozen=True)
class Wish:
    """What a list is asked for; ``after`` is the last one given: moment, sort, id."""

    prefix: str
    since: str = ""
    until: str = ""
    kind: str = ""
    after: tuple[str, int, int] | None = None
    given: int = 0
    total: int = 0


def in_utc(value: Any) -> datetime:
    """Return a moment of the database in UTC, as the model gives it or as SQLite's min() does."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value.tzinfo is None:
        return datetime.replace(value, tzinfo=UTC)
    moment: datetime = value.astimezone(UTC)
    return moment


def known_prefix(prefix: str) -> str:
    if prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", "There are oai_dc and marc21.")
    return prefix


def wish_of(asked: Mapping[str, str]) -> Wish:
    if token := asked.get("resumptionToken", ""):
        return _of_token(token)
    since, until = asked.get("from", ""), asked.get("until", "")
    if since and until and len(since) != len(until):
        raise OaiError("badArgument", "from and until must be equally fine.")
    first, last = _bound(since), _bound(until)
    if first and last and first > last:
        raise OaiError("badArgument", "from is later than until.")
    kind = asked.get("set", "")
    if kind and kind not in KINDS:
        raise OaiError("noRecordsMatch", "There is no such set.")
    return Wish(known_prefix(asked["metadataPrefix"]), since, until, kind)


def _bound(text: str) -> datetime | None:
    if not text:
        return None
    for shape, length in (("%Y-%m-%d", 10), (STAMP, 20)):
        if len(text) == length:
            try:
                return datetime.strptime(text, shape).replace(tzinfo=UTC)
            except ValueError:
                break
    raise OaiError("badArgument", "A date is written as 2026-09-01 or 2026-09-01T08:00:00Z.")


def _token_of(wish: Wish) -> str:
    kept = [
        wish.prefix, wish.since, wish.until, wish.kind, wish.after, wish.given, wish.total
    ]  # fmt: skip
    return base64.urlsafe_b64encode(json.dumps(kept).encode()).decode().rstrip("=")


def _of_token(token: str) -> Wish:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        prefix, since, until, kind, after, given, total = json.loads(raw)
        moment, sort, number = after
        datetime.fromisoformat(moment)
        _bound(since), _bound(until)
        if prefix not in FORMATS or (kind and kind not in KINDS):
            raise ValueError(token)
        numbers = [int(one) for one in (sort, number, given, total)]
        if not all(0 <= one < 2**31 for one in numbers):
            raise ValueError(token)
        return Wish(
            prefix, since, until, kind, (moment, numbers[0], numbers[1]), numbers[2], numbers[3]
        )
    except (ValueError, TypeError, OaiError):
        raise OaiError("badResumptionToken", "The token is none of ours.") from None


def page(wish: Wish, most: int) -> tuple[list[Any], str]:
    """Return the next records and tombstones in the order of their changes, and the token."""
    found = _of(Record, Record.updated_at, 0, wish, most)
    found += _of(RecordTombstone, RecordTombstone.deleted_at, 1, wish, most)
    found.sort(key=lambda one: one[:3])
    items = [one[3] for one in found[:most]]
    if not items:
        raise OaiError("noRecordsMatch", "Nothing was changed in that time.")
    total = wish.total or _count(wish)
    given = wish.given + len(items)
    attributes = f' completeListSize="{total}" cursor="{wish.given}"'
    if len(found) <= most:
        return items, f"<resumptionToken{attributes}/>\n" if wish.given else ""
    moment, sort, number = found[most - 1][:3]
    onward = Wish(
        wish.prefix,
        wish.since,
        wish.until,
        wish.kind,
        (moment.isoformat(), sort, number),
        given,
        total,
    )
    return items, f"<resumptionToken{attributes}>{_token_of(onward)}</resumptionToken>\n"


def _of(
    model: Any, column: Any, sort: int, wish: Wish, most: int
) -> list[tuple[datetime, int, int, Any]]:
    query = _bounded(model.select(), model, column, wish)
    if wish.after is not None:
        moment = datetime.fromisoformat(wish.after[0])
        _when, last_sort, last = wish.after
        if sort > last_sort:
            query = query.where(column >= moment)
        elif sort == last_sort:
            query = query.where((column > moment) | ((column == moment) & (model.id > last)))
        else:
            query = query.where(column > moment)
    rows = query.order_by(column, model.id).limit(most + 1)
    return [(in_utc(getattr(one, column.name)), sort, int(one.id), one) for one in rows]


def _bounded(query: Any, model: Any, column: Any, wish: Wish) -> Any:
    since, until = _bound(wish.since), _bound(wish.until)
    if since:
        query = query.where(column >= since)
    if until:
        step = timedelta(days=1) if len(wish.until) == 10 else timedelta(seconds=1)
        query = query.where(column < until + step)
    if wish.kind and model is Record:
        query = query.where(Record.kind == wish.kind)
    return query


def _count(wish: Wish) -> int:
    records = _bounded(Record.select(), Record, Record.updated_at, wish).count()
    column = RecordTombstone.deleted_at
    return int(records + _bounded(RecordTombstone.select(), RecordTombstone, column, wish).count())
