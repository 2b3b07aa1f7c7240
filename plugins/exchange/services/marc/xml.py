"""MARCXML, read record by record; what a stranger's XML could do to us is not done.

No document type is taken, so there are no entities to grow; nothing is fetched. If the file
breaks in the middle, the records behind the break are looked for one by one.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from plugins.exchange.services.marc import charsets, pieces
from plugins.exchange.services.marc.fields import Field, Marc
from plugins.exchange.services.marc.pieces import Broken, Piece, Why

SLIM = "http://www.loc.gov/MARC21/slim"

_BEGINS = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?record(?=[\s>])")
_ENDS = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?record\s*>")
_PREFIX = re.compile(rb"(</?)[A-Za-z_][\w.-]*:")
_DECLARED = re.compile(
    rb"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')|\s[\w.-]+:[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C\0T|\0<\0!\0D\0O\0C\0T", re.IGNORECASE)
_TAG = re.compile(r"[0-9A-Za-z]{3}\Z")
_WINDOW = 1 << 16
#: A record in XML takes more room than on a tape, but not so much more.
_LONGEST = 20 * pieces.LONGEST

_SAFELY: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False}


class HasDoctype(Exception):
    """The file brings a document type, and with it perhaps entities: it is not read."""


def read(file: BinaryIO, letters: charsets.Reader) -> Iterator[Piece]:
    """Yield the records of ``file``, which can be wound back; HasDoctype if it is not taken."""
    start = file.tell()
    number = 0
    try:
        for marc in _stream(file):
            number += 1
            yield _piece(number, 0, marc)
        return
    except etree.XMLSyntaxError as fault:
        line = fault.lineno
    file.seek(start)
    yield from _one_by_one(file, letters, number, line or 1)


def _stream(file: BinaryIO) -> Iterator[Marc | Broken]:
    events = etree.iterparse(file, events=("start", "end"), load_dtd=False, **_SAFELY)
    root: Any = None
    for event, element in events:
        if root is None:
            root = element
            if root.getroottree().docinfo.doctype:
                raise HasDoctype()
        if event == "start" or _local(element) != "record":
            continue
        yield _record(element)
        element.clear()
        above = element.getparent()
        if above is not None:
            while element.getprevious() is not None:
                del above[0]


def _one_by_one(file: BinaryIO, letters: charsets.Reader, done: int, line: int) -> Iterator[Piece]:
    """Yield the records behind the first ``done``, each taken out of the text by itself."""
    number = 0
    for offset, chunk in _chunks(file):
        number += 1
        if number <= done:
            continue
        if not _ENDS.search(chunk):
            yield Piece(number, offset, None, Why(pieces.XML_CUT))
            continue
        text = charsets.decode(chunk, letters.tell(chunk, says_utf8=True))
        try:
            element = etree.fromstring(text, etree.XMLParser(**_SAFELY))
        except (etree.XMLSyntaxError, ValueError):
            yield Piece(number, offset, None, Why(pieces.XML, (("line", line),)))
            continue
        yield _piece(number, offset, _record(element))


def _chunks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the text of each record, its names without their prefixes, and its offset."""
    held, start = b"", 0
    while True:
        more = file.read(_WINDOW)
        held += more
        at = 0
        while begin := _BEGINS.search(held, at):
            end = _ENDS.search(held, begin.end())
            follows = _BEGINS.search(held, begin.end())
            if follows and (end is None or follows.start() < end.start()):
                at = follows.start()  # its end is missing
            elif end:
                at = end.end()
            elif more and len(held) - begin.start() < _LONGEST:
                at = begin.start()
                break
            else:
                at = len(held)
            yield start + begin.start(), _bare(held[begin.start() : at])
        else:
            at = max(at, len(held) - 64)  # the beginning of a name may stand at the edge
        held, start = held[at:], start + at
        if not more:
            return


def _bare(chunk: bytes) -> bytes:
    return _DECLARED.sub(b"", _PREFIX.sub(rb"\1", chunk))


def _piece(number: int, offset: int, marc: Marc | Broken) -> Piece:
    if isinstance(marc, Broken):
        return Piece(number, offset, None, marc.why)
    return Piece(number, offset, marc, letters=charsets.UTF8)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _record(element: Any) -> Marc | Broken:
    leader, fields, size = "", [], 0
    for one in element:
        name = _local(one)
        if name == "leader":
            leader = charsets.cleaned(one.text or "")
        elif name == "controlfield":
            fields.append(Field(_tag(one), data=_text(one)))
        elif name == "datafield":
            pairs = tuple(
                [
                    ((part.get("code") or " ")[:1], _text(part))
                    for part in one
                    if _local(part) == "subfield"
                ]
            )
            size += sum(len(value) for _code, value in pairs)
            indicators = (one.get("ind1") or " ")[:1] + (one.get("ind2") or " ")[:1]
            fields.append(Field(_tag(one), indicators, pairs))
    if size > _LONGEST:
        return Broken(pieces.TOO_LONG)
    if not fields:
        return Broken(pieces.NO_FIELDS)
    if any(not one.tag for one in fields):
        return Broken(pieces.DIRECTORY)
    return Marc((leader + " " * 24)[:24], [one for one in fields if one.text])


def _tag(element: Any) -> str:
    tag = element.get("tag") or ""
    return tag if _TAG.match(tag) else ""


def _text(element: Any) -> str:
    text = element.text or ""
    if len(element):
        text = "".join(element.itertext())
    return charsets.cleaned(text).replace("\x1e", "").replace("\x1f", "")


def looks_like(head: bytes) -> bool:
    """Return whether a file that begins so is XML."""
    head = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<")


def has_doctype(head: bytes) -> bool:
    """Return whether a document type stands in the first bytes of a file."""
    return _DOCTYPE.search(head) is not None


def records_in(root: Any) -> list[Marc]:
    """Return the records of MARC that stand anywhere in an answer of another library."""
    found = []
    for element in root.iter():
        if _local(element) == "record" and any(_local(one) == "leader" for one in element):
            marc = _record(element)
            if isinstance(marc, Marc):
                found.append(marc)
    return found
