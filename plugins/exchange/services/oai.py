"""OAI-PMH 2.0: whoever gathers catalogues takes our records, and what was changed since.

Records stand in the order in which they were changed, those that are gone among them, so a record
that changes while somebody gathers comes once more instead of being missed. A resumption token
holds all there is to know; nothing is kept here between two requests.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from peewee import fn

from core import clock
from plugins.catalogue.models import KINDS, Record, RecordTombstone
from plugins.exchange.services import dublin_core, exporting
from plugins.exchange.services.marc import writing
from plugins.exchange.services.marc.fields import MARC21
from plugins.exchange.services.marc.xml import SLIM

#: Records of one answer, and headers of one.
BATCH, HEADERS = 200, 1000

_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_FORMATS = {
    "oai_dc": (
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "marc21": ("http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", SLIM),
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
    'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
)

#: Arguments of each verb: those that must be there, those that may.
_VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}


class OaiError(Exception):
    """An error of the protocol: its code, and words for a developer, which are English."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


@dataclass(frozen=True)
class Library:
    """Who answers: the address of this service, the library's name and domain, an e-mail."""

    address: str
    name: str
    domain: str
    email: str


@dataclass(frozen=True)
class _Wish:
    """What a list is asked for; ``after`` is the last one given: moment, sort, id."""

    prefix: str
    since: str = ""
    until: str = ""
    kind: str = ""
    after: tuple[str, int, int] | None = None
    given: int = 0
    total: int = 0


def answer(arguments: Sequence[tuple[str, str]], library: Library) -> str:
    """Return the answer to a request, an error of the protocol among them."""
    asked: Mapping[str, str] = {}
    try:
        asked = _checked(arguments)
        body = _ANSWERS[asked["verb"]](asked, library)
    except OaiError as fault:
        echoed = {} if fault.code in ("badVerb", "badArgument") else asked
        words = f"<error code={quoteattr(fault.code)}>{escape(fault.words)}</error>\n"
        return _whole(echoed, library, words)
    return _whole(asked, library, body)


def _whole(asked: Mapping[str, str], library: Library, body: str) -> str:
    now = datetime.now(UTC).strftime(_STAMP)
    told = "".join(f" {name}={quoteattr(value)}" for name, value in asked.items())
    return (
        f"{_HEAD}<responseDate>{now}</responseDate>\n"
        f"<request{told}>{escape(library.address)}</request>\n{body}</OAI-PMH>\n"
    )


def _checked(arguments: Sequence[tuple[str, str]]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for name, value in arguments:
        if name in asked:
            code = "badVerb" if name == "verb" else "badArgument"
            raise OaiError(code, f"The argument {name} is repeated.")
        if not value.isprintable():
            raise OaiError("badArgument", f"The argument {name[:40]!r} holds control characters.")
        asked[name] = value
    verb = asked.get("verb", "")
    if verb not in _VERBS:
        raise OaiError("badVerb", "The verb is missing or unknown.")
    needed, possible = _VERBS[verb]
    given = set(asked) - {"verb"}
    if verb.startswith("List") and "resumptionToken" in given:
        if given != {"resumptionToken"}:
            raise OaiError("badArgument", "resumptionToken must be the only argument.")
        return asked
    if missing := needed - given:
        raise OaiError("badArgument", f"Missing: {', '.join(sorted(missing))}.")
    if unknown := given - needed - possible:
        raise OaiError("badArgument", f"Unknown: {', '.join(sorted(unknown))[:80]}.")
    return asked


# The verbs


def _identify(_asked: Mapping[str, str], library: Library) -> str:
    first = Record.select(fn.MIN(Record.updated_at)).scalar(as_tuple=False)
    stone = RecordTombstone.select(fn.MIN(RecordTombstone.deleted_at)).scalar()
    found = [_moment(one) for one in (first, stone) if one]
    earliest = min(found) if found else datetime.now(UTC)
    return (
        "<Identify>\n"
        f"<repositoryName>{escape(library.name)}</repositoryName>\n"
        f"<baseURL>{escape(library.address)}</baseURL>\n"
        "<protocolVersion>2.0</protocolVersion>\n"
        f"<adminEmail>{escape(library.email)}</adminEmail>\n"
        f"<earliestDatestamp>{earliest.strftime(_STAMP)}</earliestDatestamp>\n"
        "<deletedRecord>persistent</deletedRecord>\n"
        "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>\n"
        "</Identify>\n"
    )


def _moment(value: Any) -> datetime:
    """Return a moment of the database in UTC, as the model gives it or as SQLite's min() does."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value.tzinfo is None:
        return datetime.replace(value, tzinfo=UTC)
    moment: datetime = value.astimezone(UTC)
    return moment


def _list_sets(asked: Mapping[str, str], _library: Library) -> str:
    if "resumptionToken" in asked:
        raise OaiError("badResumptionToken", "All sets are in one answer.")
    rows = "".join(
        f"<set><setSpec>{kind}</setSpec><setName>{kind}</setName></set>\n" for kind in KINDS
    )
    return f"<ListSets>\n{rows}</ListSets>\n"


def _list_formats(asked: Mapping[str, str], library: Library) -> str:
    if "identifier" in asked:
        number = _number_of(asked["identifier"], library)
        if not _exists(number):
            raise OaiError("idDoesNotExist", "There is no such record.")
    rows = "".join(
        f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{schema}</schema>"
        f"<metadataNamespace>{space}</metadataNamespace></metadataFormat>\n"
        for prefix, (schema, space) in _FORMATS.items()
    )
    return f"<ListMetadataFormats>\n{rows}</ListMetadataFormats>\n"


def _exists(number: int) -> bool:
    is_here = Record.select().where(Record.id == number).exists()
    gone = RecordTombstone.select().where(RecordTombstone.record_id == number)
    return bool(is_here or gone.exists())


def _get_record(asked: Mapping[str, str], library: Library) -> str:
    prefix = _prefix(asked["metadataPrefix"])
    number = _number_of(asked["identifier"], library)
    record = Record.get_or_none(Record.id == number)
    if record is not None:
        found = _written([record], prefix, library)
        return f"<GetRecord>\n{found[0]}</GetRecord>\n"
    stone = RecordTombstone.get_or_none(RecordTombstone.record_id == number)
    if stone is None:
        raise OaiError("idDoesNotExist", "There is no such record.")
    return f"<GetRecord>\n<record>{_gone(stone, library)}</record>\n</GetRecord>\n"


def _prefix(prefix: str) -> str:
    if prefix not in _FORMATS:
        raise OaiError("cannotDisseminateFormat", "There are oai_dc and marc21.")
    return prefix


def _number_of(identifier: str, library: Library) -> int:
    head, _colon, tail = identifier.rpartition(":")
    if head != f"oai:{library.domain}" or not (tail.isascii() and tail.isdigit()):
        raise OaiError("idDoesNotExist", "There is no such record.")
    if len(tail) > 9:
        raise OaiError("idDoesNotExist", "There is no such record.")
    return int(tail)


def _list_records(asked: Mapping[str, str], library: Library) -> str:
    wish = _wish_of(asked)
    items, onward = _page(wish, BATCH)
    whole = {id(one): text for one, text in _texts(items, wish.prefix, library)}
    rows = "".join(
        whole[id(one)] if isinstance(one, Record) else f"<record>{_gone(one, library)}</record>\n"
        for one in items
    )
    return f"<ListRecords>\n{rows}{onward}</ListRecords>\n"


def _texts(items: Sequence[Any], prefix: str, library: Library) -> list[tuple[Any, str]]:
    records = [one for one in items if isinstance(one, Record)]
    return list(zip(records, _written(records, prefix, library), strict=True))


def _list_identifiers(asked: Mapping[str, str], library: Library) -> str:
    wish = _wish_of(asked)
    items, onward = _page(wish, HEADERS)
    rows = "".join(
        _header(one, library) if isinstance(one, Record) else _gone(one, library) for one in items
    )
    return f"<ListIdentifiers>\n{rows}{onward}</ListIdentifiers>\n"


_ANSWERS = {
    "Identify": _identify,
    "ListSets": _list_sets,
    "ListMetadataFormats": _list_formats,
    "GetRecord": _get_record,
    "ListRecords": _list_records,
    "ListIdentifiers": _list_identifiers,
}


# Lists, page by page


def _wish_of(asked: Mapping[str, str]) -> _Wish:
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
    return _Wish(_prefix(asked["metadataPrefix"]), since, until, kind)


def _bound(text: str) -> datetime | None:
    if not text:
        return None
    for shape, length in (("%Y-%m-%d", 10), (_STAMP, 20)):
        if len(text) == length:
            try:
                return datetime.strptime(text, shape).replace(tzinfo=UTC)
            except ValueError:
                break
    raise OaiError("badArgument", "A date is written as 2026-09-01 or 2026-09-01T08:00:00Z.")


def _token_of(wish: _Wish) -> str:
    kept = [
        wish.prefix, wish.since, wish.until, wish.kind, wish.after, wish.given, wish.total
    ]  # fmt: skip
    return base64.urlsafe_b64encode(json.dumps(kept).encode()).decode().rstrip("=")


def _of_token(token: str) -> _Wish:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        prefix, since, until, kind, after, given, total = json.loads(raw)
        moment, sort, number = after
        datetime.fromisoformat(moment)
        _bound(since), _bound(until)
        if prefix not in _FORMATS or (kind and kind not in KINDS):
            raise ValueError(token)
        numbers = [int(one) for one in (sort, number, given, total)]
        if not all(0 <= one < 2**31 for one in numbers):
            raise ValueError(token)
        return _Wish(
            prefix, since, until, kind, (moment, numbers[0], numbers[1]), numbers[2], numbers[3]
        )
    except (ValueError, TypeError, OaiError):
        raise OaiError("badResumptionToken", "The token is none of ours.") from None


def _page(wish: _Wish, most: int) -> tuple[list[Any], str]:
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
    onward = _Wish(
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
    model: Any, column: Any, sort: int, wish: _Wish, most: int
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
    return [(_moment(getattr(one, column.name)), sort, int(one.id), one) for one in rows]


def _bounded(query: Any, model: Any, column: Any, wish: _Wish) -> Any:
    since, until = _bound(wish.since), _bound(wish.until)
    if since:
        query = query.where(column >= since)
    if until:
        step = timedelta(days=1) if len(wish.until) == 10 else timedelta(seconds=1)
        query = query.where(column < until + step)
    if wish.kind and model is Record:
        query = query.where(Record.kind == wish.kind)
    return query


def _count(wish: _Wish) -> int:
    records = _bounded(Record.select(), Record, Record.updated_at, wish).count()
    column = RecordTombstone.deleted_at
    return int(records + _bounded(RecordTombstone.select(), RecordTombstone, column, wish).count())


# Records


def _header(record: Record, library: Library) -> str:
    stamp = _moment(record.updated_at or clock.now()).strftime(_STAMP)
    return (
        f"<header><identifier>oai:{escape(library.domain)}:{record.id}</identifier>"
        f"<datestamp>{stamp}</datestamp><setSpec>{record.kind}</setSpec></header>\n"
    )


def _gone(stone: RecordTombstone, library: Library) -> str:
    stamp = _moment(stone.deleted_at).strftime(_STAMP)
    return (
        f'<header status="deleted"><identifier>oai:{escape(library.domain)}:{stone.record_id}'
        f"</identifier><datestamp>{stamp}</datestamp></header>\n"
    )


def _written(records: Sequence[Record], prefix: str, library: Library) -> list[str]:
    if prefix == "marc21":
        space = f'<record xmlns="{SLIM}">'
        bodies = [
            writing.xml(one).replace("<record>", space, 1)
            for one in exporting.marcs_of(records, MARC21)
        ]
    else:
        bodies = dublin_core.oai_dc(records)
    return [
        f"<record>{_header(record, library)}<metadata>{body}</metadata></record>\n"
        for record, body in zip(records, bodies, strict=True)
    ]
