"""MARC written: ISO 2709 and MARCXML, in UTF-8, so that any other program can read it."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from plugins.exchange.services.marc.fields import MARC21, UNIMARC, Field, Marc
from plugins.exchange.services.marc.pieces import LONGEST
from plugins.exchange.services.marc.xml import SLIM

_MOST_IN_FIELD = 9_998
XML_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{SLIM}">\n'
XML_TAIL = "</collection>\n"


def iso2709(marc: Marc) -> bytes:
    """Return the record as ISO 2709; a field or record too long for it loses its last fields."""
    directory: list[bytes] = []
    data: list[bytes] = []
    at = 0
    for tag, text in _in_utf8(marc):
        raw = text.encode()
        if len(raw) > _MOST_IN_FIELD:
            raw = raw[:_MOST_IN_FIELD].decode("utf-8", "ignore").encode()
        raw += b"\x1e"
        if 24 + 12 * (len(directory) + 1) + at + len(raw) + 2 > LONGEST:
            break
        directory.append(b"%s%04d%05d" % (tag.encode(), len(raw), at))
        data.append(raw)
        at += len(raw)
    base = 24 + 12 * len(directory) + 1
    leader = leader_for(marc, base + at + 1, base)
    return b"".join([leader.encode("ascii", "replace"), *directory, b"\x1e", *data, b"\x1d"])


def _in_utf8(marc: Marc) -> list[Field]:
    """Return the fields; 100 $a of UNIMARC tells the letters of this file, not of an old one."""
    if marc.dialect != UNIMARC:
        return marc.fields
    return [_told(one) if one.tag == "100" else one for one in marc.fields]


def _told(field: Field) -> Field:
    if len(field.subfields) != 1 or len(field.subfields[0][1]) < 30:
        return field
    code, value = field.subfields[0]
    return Field(field.tag, field.indicators, ((code, f"{value[:26]}50  {value[30:]}"),))


def leader_for(marc: Marc, length: int, base: int) -> str:
    """Return the leader with these lengths, and with UTF-8 told where there is room for it."""
    old = marc.leader.ljust(24)
    ninth = "a" if marc.dialect == MARC21 else old[9]
    return f"{length:05d}{old[5:9]}{ninth}22{base:05d}{old[17:20]}450{old[23]}"


def xml(marc: Marc) -> str:
    """Return the record as an element of MARCXML, whose name is bound where it is put."""
    leader = leader_for(marc, 0, 0)
    parts = [f"<record>\n  <leader>{escape(leader)}</leader>\n"]
    for field in _in_utf8(marc):
        tag, indicators = field.tag, field.indicators
        if not indicators:
            data = escape(field.data)
            parts.append(f"  <controlfield tag={quoteattr(tag)}>{data}</controlfield>\n")
            continue
        first, second = (indicators[:1] or " "), (indicators[1:2] or " ")
        parts.append(
            f"  <datafield tag={quoteattr(tag)} ind1={quoteattr(first)} ind2={quoteattr(second)}>\n"
        )
        for code, value in field.subfields:
            parts.append(f"    <subfield code={quoteattr(code)}>{escape(value)}</subfield>\n")
        parts.append("  </datafield>\n")
    parts.append("</record>\n")
    return "".join(parts)


def iso2709_file(records: Iterable[Marc]) -> Iterator[bytes]:
    """Yield a file of ISO 2709."""
    for one in records:
        yield iso2709(one)


def xml_file(records: Iterable[Marc]) -> Iterator[bytes]:
    """Yield a file of MARCXML."""
    yield XML_HEAD.encode()
    for one in records:
        yield xml(one).encode()
    yield XML_TAIL.encode()
