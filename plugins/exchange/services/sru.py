"""SRU 1.2: other programs ask our catalogue by title, author, ISBN, year or any word.

Answered are explain and searchRetrieve, in MARC 21, UNIMARC or Dublin Core; see README.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from core.alphabet import fold
from plugins.catalogue.models import SEARCH, Heading, Record, RecordHeading
from plugins.exchange.services import cql, dublin_core, exporting
from plugins.exchange.services.cql import Both, Clause, Diagnostic, Query
from plugins.exchange.services.mapping.description import isbn_of
from plugins.exchange.services.marc import writing
from plugins.exchange.services.marc.fields import MARC21, UNIMARC
from plugins.exchange.services.marc.xml import SLIM

#: Records that a question may find; the rest is not looked at.
MOST_FOUND = 5000
MOST_GIVEN, USUALLY_GIVEN = 50, 10

_SCHEMAS = {
    "info:srw/schema/1/marcxml-v1.1": "marcxml",
    "marcxml": "marcxml",
    "marc21": "marcxml",
    "unimarcxml": "unimarcxml",
    "unimarc": "unimarcxml",
    "info:srw/schema/1/dc-v1.1": "dc",
    "info:srw/schema/1/dc-schema": "dc",
    "dc": "dc",
}
_SPACES = {
    "marcxml": "info:srw/schema/1/marcxml-v1.1",
    "unimarcxml": "info:srw/schema/1/unimarcxml-v0.1",
    "dc": "info:srw/schema/1/dc-schema",
}
_RESPONSE = "http://www.loc.gov/zing/srw/"
_DIAGNOSTIC = "http://www.loc.gov/zing/srw/diagnostic/"
_KNOWN = frozenset(
    [
        "operation",
        "version",
        "query",
        "startRecord",
        "maximumRecords",
        "recordPacking",
        "recordSchema",
        "stylesheet",
        "resultSetTTL",
        "sortKeys",
        "recordXPath",
        "extraRequestData",
    ]
)


@dataclass(frozen=True)
class Server:
    """Where the service stands: for its own description."""

    host: str
    port: int
    path: str
    name: str


def answer(asked: Mapping[str, str], server: Server) -> str:
    """Return the answer to a request, a diagnostic among them."""
    operation = asked.get("operation", "")
    if not operation:
        operation = "searchRetrieve" if "query" in asked else "explain"
    try:
        version = asked.get("version", "1.2")
        if version not in ("1.1", "1.2"):
            raise Diagnostic(5, "Unsupported version", "1.2")
        if operation == "explain":
            return _explained(server)
        if operation != "searchRetrieve":
            raise Diagnostic(4, "Unsupported operation", operation[:40])
        return _searched(asked)
    except Diagnostic as fault:
        return _response("<numberOfRecords>0</numberOfRecords>\n" + _diagnostics(fault))


def _searched(asked: Mapping[str, str]) -> str:
    for name in asked:
        if name not in _KNOWN and not name.startswith("x-"):
            raise Diagnostic(8, "Unsupported parameter", name[:40])
    if "query" not in asked:
        raise Diagnostic(7, "Mandatory parameter not supplied", "query")
    schema = _SCHEMAS.get(asked.get("recordSchema") or "marcxml")
    if schema is None:
        raise Diagnostic(66, "Unknown schema for retrieval", asked["recordSchema"][:80])
    packing = asked.get("recordPacking") or "xml"
    if packing not in ("xml", "string"):
        raise Diagnostic(71, "Unsupported record packing", packing[:40])
    if asked.get("sortKeys"):
        raise Diagnostic(80, "Sort not supported")
    first = _whole(asked, "startRecord", 1, 1)
    most = min(_whole(asked, "maximumRecords", USUALLY_GIVEN, 0), MOST_GIVEN)
    ids = search(cql.parse(asked["query"]))
    if first > max(1, len(ids)):
        raise Diagnostic(61, "First record position out of range")
    chosen = ids[first - 1 : first - 1 + most]
    body = f"<numberOfRecords>{len(ids)}</numberOfRecords>\n"
    if chosen:
        body += f"<records>\n{_records(chosen, schema, packing, first)}</records>\n"
    onward = first + len(chosen)
    if chosen and onward <= len(ids):
        body += f"<nextRecordPosition>{onward}</nextRecordPosition>\n"
    return _response(body)


def _whole(asked: Mapping[str, str], name: str, usual: int, least: int) -> int:
    text = asked.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and len(text) < 8) or int(text) < least:
        raise Diagnostic(6, "Unsupported parameter value", name)
    return int(text)


def _records(ids: Sequence[int], schema: str, packing: str, first: int) -> str:
    by_id = {one.id: one for one in Record.select().where(Record.id.in_(list(ids)))}
    records = [by_id[one] for one in ids if one in by_id]
    if schema == "dc":
        bodies = dublin_core.srw_dc(records)
    else:
        dialect = UNIMARC if schema == "unimarcxml" else MARC21
        bodies = [
            writing.xml(one).replace("<record>", f'<record xmlns="{SLIM}">', 1)
            for one in exporting.marcs_of(records, dialect)
        ]
    return "".join(
        f"<record><recordSchema>{_SPACES[schema]}</recordSchema>"
        f"<recordPacking>{packing}</recordPacking>"
        f"<recordData>{escape(body) if packing == 'string' else body}</recordData>"
        f"<recordPosition>{place}</recordPosition></record>\n"
        for place, body in enumerate(bodies, start=first)
    )


def _response(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<searchRetrieveResponse xmlns="{_RESPONSE}">\n<version>1.2</version>\n{body}'
        "</searchRetrieveResponse>\n"
    )


def _diagnostics(fault: Diagnostic) -> str:
    return (
        f'<diagnostics><diagnostic xmlns="{_DIAGNOSTIC}">'
        f"<uri>info:srw/diagnostic/1/{fault.number}</uri>"
        f"<details>{escape(_printable(fault.details))}</details>"
        f"<message>{escape(fault.words)}</message></diagnostic></diagnostics>\n"
    )


def _printable(text: str) -> str:
    return "".join(one for one in text if one.isprintable())


# What a question finds


def search(query: Query) -> list[int]:
    """Return the ids of the records that are found, by title, at most MOST_FOUND."""
    found = _found(query)
    rows = (
        Record.select(Record.id)
        .where(Record.id.in_(sorted(found)[:MOST_FOUND]))
        .order_by(Record.sort_key, Record.id)
    )
    return [int(number) for (number,) in rows.tuples()]


def _found(query: Query) -> set[int]:
    if isinstance(query, Both):
        left, right = _found(query.left), _found(query.right)
        if query.sign == "and":
            return left & right
        return left | right if query.sign == "or" else left - right
    return _FINDERS[query.index](query)


def _ids(query: Any) -> set[int]:
    return {int(number) for (number,) in query.limit(MOST_FOUND).tuples()}


def _words(clause: Clause) -> list[str]:
    """Return the texts whose words must all occur; several if any of them is enough."""
    if clause.relation == "any":
        return clause.term.split()
    return [clause.term]


def _any(clause: Clause) -> set[int]:
    found: set[int] = set()
    for words in _words(clause):
        if fold(words):
            found |= _ids(Record.select(Record.id).where(SEARCH.matching(words)))
        if isbn := isbn_of(words):
            found |= _by_isbn(isbn)
    return found


def _in_columns(clause: Clause, *columns: str) -> set[int]:
    """Return the records that have the words in these columns: looked for everywhere, then seen."""
    found: set[int] = set()
    fields = [getattr(Record, one) for one in columns]
    is_exact = clause.relation in ("exact", "==")
    for words in _words(clause):
        folded = fold(words)
        if not folded:
            continue
        # A beginning is enough, as it is for the search: the endings of Kazakh are many.
        starts = [word[:4] for word in folded.split()]
        rows = Record.select(Record.id, *fields).where(SEARCH.matching(words)).limit(MOST_FOUND)
        for number, *values in rows.tuples():
            text = fold(" ".join(map(str, values)))
            if is_exact and folded not in (fold(str(one)) for one in values):
                continue
            if all(any(one.startswith(start) for one in text.split()) for start in starts):
                found.add(int(number))
    return found


def _by_isbn(isbn: str) -> set[int]:
    is_first = Record.isbn == isbn
    return _ids(Record.select(Record.id).where(is_first | Record.other_isbns.contains(isbn)))


def _isbn(clause: Clause) -> set[int]:
    isbn = isbn_of(clause.term)
    return _by_isbn(isbn) if isbn else set()


def _year(clause: Clause) -> set[int]:
    year = int(clause.term[:6])
    conditions = {
        "<": Record.year < year,
        ">": Record.year > year,
        "<=": Record.year <= year,
        ">=": Record.year >= year,
    }
    return _ids(
        Record.select(Record.id).where(conditions.get(clause.relation, Record.year == year))
    )


def _subject(clause: Clause) -> set[int]:
    words = fold(clause.term)
    if not words:
        return set()
    rows = (
        RecordHeading.select(RecordHeading.record)
        .join(Heading)
        .where(Heading.search_text.contains(words))
    )
    return _ids(rows) | _in_columns(clause, "subject")


_FINDERS = {
    "any": _any,
    "title": lambda clause: _in_columns(clause, "title", "part", "subtitle", "series"),
    "author": lambda clause: _in_columns(clause, "authors", "responsibility"),
    "isbn": _isbn,
    "year": _year,
    "subject": _subject,
}


def _explained(server: Server) -> str:
    indexes = "".join(
        f"<index><title>{name}</title><map><name>{name}</name></map></index>\n"
        for name in ("title", "author", "isbn", "year", "subject", "any")
    )
    schemas = "".join(
        f'<schema identifier="{space}" name="{name}"><title>{name}</title></schema>\n'
        for name, space in _SPACES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<explainResponse xmlns="{_RESPONSE}">\n<version>1.2</version>\n<record>'
        "<recordSchema>http://explain.z3950.org/dtd/2.0/</recordSchema>"
        "<recordPacking>xml</recordPacking><recordData>"
        '<explain xmlns="http://explain.z3950.org/dtd/2.0/">\n'
        '<serverInfo protocol="SRU" version="1.2" transport="http">'
        f"<host>{escape(server.host)}</host><port>{server.port}</port>"
        f"<database>{escape(server.path)}</database></serverInfo>\n"
        f"<databaseInfo><title>{escape(server.name)}</title></databaseInfo>\n"
        f"<indexInfo>\n{indexes}</indexInfo>\n<schemaInfo>\n{schemas}</schemaInfo>\n"
        f'<configInfo><default type="numberOfRecords">{USUALLY_GIVEN}</default>'
        f'<setting type="maximumRecords">{MOST_GIVEN}</setting></configInfo>\n'
        "</explain></recordData></record>\n</explainResponse>\n"
    )
