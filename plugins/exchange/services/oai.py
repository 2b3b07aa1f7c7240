"""OAI-PMH 2.0: whoever gathers catalogues takes our records, and what was changed since.

Records stand in the order in which they were changed, those that are gone among them, so a record
that changes while somebody gathers comes once more instead of being missed. A resumption token
holds all there is to know; nothing is kept here between two requests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from peewee import fn

from core import clock
from plugins.catalogue.models import KINDS, Record, RecordTombstone
from plugins.exchange.services import dublin_core, exporting
from plugins.exchange.services.marc import writing
from plugins.exchange.services.marc.fields import MARC21
from plugins.exchange.services.marc.xml import SLIM
from plugins.exchange.services.oai_lists import (
    FORMATS,
    STAMP,
    OaiError,
    in_utc,
    known_prefix,
    page,
    wish_of,
)

#: Records of one answer, and headers of one.
BATCH, HEADERS = 200, 1000

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


@dataclass(frozen=True)
class Library:
    """Who answers: the address of this service, the library's name and domain, an e-mail."""

    address: str
    name: str
    domain: str
    email: str


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
    now = datetime.now(UTC).strftime(STAMP)
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
    found = [in_utc(one) for one in (first, stone) if one]
    earliest = min(found) if found else datetime.now(UTC)
    return (
        "<Identify>\n"
        f"<repositoryName>{escape(library.name)}</repositoryName>\n"
        f"<baseURL>{escape(library.address)}</baseURL>\n"
        "<protocolVersion>2.0</protocolVersion>\n"
        f"<adminEmail>{escape(library.email)}</adminEmail>\n"
        f"<earliestDatestamp>{earliest.strftime(STAMP)}</earliestDatestamp>\n"
        "<deletedRecord>persistent</deletedRecord>\n"
        "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>\n"
        "</Identify>\n"
    )


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
        for prefix, (schema, space) in FORMATS.items()
    )
    return f"<ListMetadataFormats>\n{rows}</ListMetadataFormats>\n"


def _exists(number: int) -> bool:
    is_here = Record.select().where(Record.id == number).exists()
    gone = RecordTombstone.select().where(RecordTombstone.record_id == number)
    return bool(is_here or gone.exists())


def _get_record(asked: Mapping[str, str], library: Library) -> str:
    prefix = known_prefix(asked["metadataPrefix"])
    number = _number_of(asked["identifier"], library)
    record = Record.get_or_none(Record.id == number)
    if record is not None:
        found = _written([record], prefix, library)
        return f"<GetRecord>\n{found[0]}</GetRecord>\n"
    stone = RecordTombstone.get_or_none(RecordTombstone.record_id == number)
    if stone is None:
        raise OaiError("idDoesNotExist", "There is no such record.")
    return f"<GetRecord>\n<record>{_gone(stone, library)}</record>\n</GetRecord>\n"


def _number_of(identifier: str, library: Library) -> int:
    head, _colon, tail = identifier.rpartition(":")
    if head != f"oai:{library.domain}" or not (tail.isascii() and tail.isdigit()):
        raise OaiError("idDoesNotExist", "There is no such record.")
    if len(tail) > 9:
        raise OaiError("idDoesNotExist", "There is no such record.")
    return int(tail)


def _list_records(asked: Mapping[str, str], library: Library) -> str:
    wish = wish_of(asked)
    items, onward = page(wish, BATCH)
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
    wish = wish_of(asked)
    items, onward = page(wish, HEADERS)
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


# Records


def _header(record: Record, library: Library) -> str:
    stamp = in_utc(record.updated_at or clock.now()).strftime(STAMP)
    return (
        f"<header><identifier>oai:{escape(library.domain)}:{record.id}</identifier>"
        f"<datestamp>{stamp}</datestamp><setSpec>{record.kind}</setSpec></header>\n"
    )


def _gone(stone: RecordTombstone, library: Library) -> str:
    stamp = in_utc(stone.deleted_at).strftime(STAMP)
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
