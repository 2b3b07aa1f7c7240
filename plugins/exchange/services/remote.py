"""Records of other libraries: found by ISBN or title over SRU or Z39.50, and taken over.

Another library may be slow, gone, or answer nonsense. It gets some seconds and two megabytes;
whatever goes wrong is a sentence.
"""

import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from lxml import etree

from core import settings
from core.models import Staff
from plugins.exchange.errors import (
    LibraryRefused,
    LibraryUnreachable,
    NothingAsked,
    StrangeAnswer,
    TargetsAmiss,
    UnknownTarget,
)
from plugins.exchange.services import importing, mapping, z3950
from plugins.exchange.services.importing import Options, Report
from plugins.exchange.services.mapping import Description
from plugins.exchange.services.mapping.description import isbn_of
from plugins.exchange.services.marc import charsets, iso2709, writing, xml
from plugins.exchange.services.marc.dialect import Dialects
from plugins.exchange.services.marc.fields import DIALECTS, Marc
from plugins.exchange.services.marc.pieces import Broken

SECONDS = 12
LARGEST = 2 * 1024 * 1024
MOST = 10

_KINDS = ("sru", "z3950")


@dataclass(frozen=True)
class Target:
    """A library to ask: ``dialect`` is what its records are."""

    name: str
    kind: str
    address: str
    dialect: str


@dataclass(frozen=True)
class Hit:
    """A record that another library has; ``packed`` is all of it, to be taken over."""

    it: Description
    packed: bytes


def targets() -> list[Target]:
    """Return the libraries of the settings; TargetsAmiss names a line that is none."""
    found = []
    for line in str(settings.get("exchange.targets")).split("\n"):
        if not line.strip():
            continue
        parts = [one.strip() for one in line.split(";")]
        if len(parts) != 4 or not all(parts) or parts[1] not in _KINDS or parts[3] not in DIALECTS:
            raise TargetsAmiss(line=line.strip()[:80])
        if parts[1] == "sru" and urlsplit(parts[2]).scheme not in ("http", "https"):
            raise TargetsAmiss(line=line.strip()[:80])
        found.append(Target(*parts))
    return found


def find(name: str) -> Target:
    """Return the library of that name; UnknownTarget if there is none."""
    for one in targets():
        if one.name == name:
            return one
    raise UnknownTarget()


def search(target: Target, words: str) -> list[Hit]:
    """Return what ``target`` has under an ISBN or a title, at most MOST records."""
    words = " ".join(words.split())[:200]
    if not words:
        raise NothingAsked()
    isbn = isbn_of(words)
    try:
        if target.kind == "z3950":
            marcs = _over_z3950(target, isbn or words, is_isbn=bool(isbn))
        else:
            marcs = _over_sru(target, isbn or words, is_isbn=bool(isbn))
    except urllib.error.HTTPError as fault:
        raise LibraryRefused(name=target.name, answer=fault.code) from fault
    except (OSError, ValueError) as fault:
        raise LibraryUnreachable(name=target.name) from fault
    found = []
    for marc in marcs:
        it = mapping.read(marc)
        if it.title:
            found.append(Hit(it, writing.iso2709(marc)))
    return found


def take(packed: bytes, dialect: str, name: str, *, by: Staff | None) -> tuple[Report, int]:
    """Take over a record that was found, and return what came of it and the record's id."""
    marc, _letters = iso2709.parse(packed, charsets.Reader(charsets.UTF8))
    marc.dialect = dialect
    return importing.bring_one(marc, Options(name=name[:100]), by=by)


def _over_sru(target: Target, words: str, *, is_isbn: bool) -> list[Marc]:
    quoted = words.replace("\\", " ").replace('"', " ")
    index = "bath.isbn" if is_isbn else "dc.title"
    asked = {
        "version": "1.1",
        "operation": "searchRetrieve",
        "query": f'{index}="{quoted}"',
        "maximumRecords": str(MOST),
        "recordSchema": "marcxml" if target.dialect == "marc21" else "unimarcxml",
    }
    joint = "&" if "?" in target.address else "?"
    body = _fetched(f"{target.address}{joint}{urlencode(asked)}")
    return _of_answer(body, target)


class _NoOtherDoors(urllib.request.HTTPRedirectHandler):
    """Follows an address to another of the web, and to nothing else."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        """Return the request for the new address; ValueError if it is no web address."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise ValueError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetched(address: str) -> bytes:
    opener = urllib.request.build_opener(_NoOtherDoors)
    request = urllib.request.Request(address, headers={"User-Agent": "Kitaphana"})
    with opener.open(request, timeout=SECONDS) as answer:
        body = answer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ValueError("too long")
    return bytes(body)


def _of_answer(body: bytes, target: Target) -> list[Marc]:
    if xml.has_doctype(body):
        raise StrangeAnswer(name=target.name)
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        raise StrangeAnswer(name=target.name) from fault
    if not str(root.tag).endswith("searchRetrieveResponse"):
        raise StrangeAnswer(name=target.name)
    found = xml.records_in(root)
    if not found:
        said = [one.text or "" for one in root.iter() if str(one.tag).endswith("}message")]
        if said:
            raise LibraryRefused(name=target.name, answer=" ".join(said)[:120])
    return _told(found, target)


def _over_z3950(target: Target, words: str, *, is_isbn: bool) -> list[Marc]:
    try:
        raw = z3950.search(
            target.address,
            words,
            is_isbn=is_isbn,
            syntax=target.dialect,
            most=MOST,
            seconds=SECONDS,
        )
    except z3950.Refused as fault:
        raise LibraryRefused(name=target.name, answer=str(fault)[:120]) from fault
    letters = charsets.Reader()
    found = []
    for one in raw:
        try:
            found.append(iso2709.parse(one, letters, mends=True)[0])
        except Broken:
            continue
    return _told(found, target)


def _told(found: Sequence[Marc], target: Target) -> list[Marc]:
    dialects = Dialects()
    dialects.seen[target.dialect] += 1
    for one in found:
        one.dialect = dialects.tell(one)
    return list(found[:MOST])
