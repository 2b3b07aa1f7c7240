"""ISO 2709, the form of MARC on tapes: split into records, each read strictly or passed over.

A file is taken apart where records end and where leaders begin, so one broken record never takes
its neighbours along. Only a window of the file is in memory.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from plugins.exchange.services.marc import charsets, pieces
from plugins.exchange.services.marc.fields import DELIMITER, END_OF_FIELD, Field, Marc, written
from plugins.exchange.services.marc.pieces import LONGEST, Broken, Piece

_WINDOW = 1 << 20
_END, _FIELD, _SUB = b"\x1d", b"\x1e", b"\x1f"
_LEADER = 24
_ENTRY = 12

#: What stands between records in sound files: line ends, the end mark of DOS, a byte-order mark.
_BLANKS = re.compile(rb"(?:[\r\n\t \0\x1a]|\xef\xbb\xbf)*")
#: A leader in the middle of something: five digits, five letters or blanks, 22, five digits …
_LEADS = re.compile(
    rb"[0-9]{5}[a-z ][a-z ][\x20-\x7e]{3}2[2 ][0-9]{5}[\x20-\x7e]{3}[4 ][5 ][0 ][0 ]"
)
_LOOKS = re.compile(rb"[0-9 ]{5}[\x20-\x7e]{5}[0-9 ]{7}[\x20-\x7e]{7}")
#: An entry of the directory: tag, length, start.
_ENTRIES = re.compile("([0-9A-Za-z]{3})([0-9]{4})([0-9]{5})", re.ASCII)
_FIELDS_IN = re.compile(rb"\x1e[0-9 #|]{2}\x1f[a-z0-9]")
#: A sign in the place of the delimiter of subfields, where a program has written it out.
_WRITTEN_OUT = re.compile(r"[$^|‡▼](?=[a-z0-9])")
#: A delimiter of subfields with nothing behind it.
_BARE_DELIMITER = re.compile("\x1f(?=[\x1e\x1f]|\\Z)")


class _Parted(NamedTuple):
    """The tags and the bytes of the fields, and the bytes of all with their ends between."""

    tags: list[str]
    values: list[bytes]
    whole: bytes


def read(file: BinaryIO, letters: charsets.Reader, *, mends: bool = False) -> Iterator[Piece]:
    """Yield the records of ``file``, and in their places what is no record, with the reason.

    With ``mends`` records whose lengths are wrong are read if their fields can be told apart.
    """
    for number, (offset, chunk) in enumerate(_chunks(file), start=1):
        try:
            marc, name = parse(chunk, letters, mends=mends)
            yield Piece(number, offset, marc, letters=name)
        except Broken as fault:
            is_marc = _LOOKS.match(chunk) is not None and _FIELD in chunk
            yield Piece(number, offset, None, fault.why, is_marc=is_marc or _is_like(chunk))


def _is_like(chunk: bytes) -> bool:
    """Return whether the bytes have the marks of a record without its leader, or its beginning."""
    return _FIELDS_IN.search(chunk) is not None or _LEADS.match(chunk) is not None


def _chunks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield what may be records with their offsets."""
    held, start, is_last = b"", 0, False
    while True:
        if not is_last and len(held) < _WINDOW:
            more = file.read(_WINDOW)
            is_last = not more
            held += more
        at = 0
        while True:
            at = _BLANKS.match(held, at).end()  # type: ignore[union-attr]  # matches nothing, too
            # Beyond this a record might go on in what is not read yet.
            if at >= len(held) or (not is_last and len(held) - at < 2 * LONGEST):
                break
            for begin, end in _apart(held, at):
                yield start + begin, held[begin:end]
                at = end
        held, start = held[at:], start + at
        if is_last and not held:
            return


def _apart(held: bytes, at: int) -> list[tuple[int, int]]:
    """Return begin and end of the next piece, or pieces if two records hang together."""
    said = held[at : at + 5]
    if said.isdigit():
        length = int(said)
        if length > _LEADER and held[at + length - 1 : at + length] == _END:
            inner = held.find(_END, at)
            if inner == at + length - 1 or _reaches(held, at, length):
                return [(at, at + length)]
    end = held.find(_END, at, at + LONGEST + 1)
    if end < 0:
        follows = _LEADS.search(held, at + 1, at + 2 * LONGEST)
        if follows:
            return [(at, follows.start())]
        return [(at, min(len(held), at + LONGEST))]
    begins = [at] + [one.start() for one in _LEADS.finditer(held, at + 1, end)]
    return list(zip(begins, [*begins[1:], end + 1], strict=True))


def _reaches(held: bytes, at: int, length: int) -> bool:
    """Return whether the directory goes as far as the leader says, past an end mark in the data."""
    try:
        _data, entries = _directory(held[at : at + length])
    except Broken:
        return False
    return all(int(start) + int(size) < length for _tag, size, start in entries)


def parse(chunk: bytes, letters: charsets.Reader, *, mends: bool = False) -> tuple[Marc, str]:
    """Return the record in ``chunk`` and its letters; Broken if it is not whole."""
    leader = chunk[:_LEADER]
    if len(leader) < _LEADER:
        if leader[:5].isdigit():
            raise Broken(pieces.CUT)
        raise Broken(pieces.JUNK, count=len(chunk))
    if not _LOOKS.match(leader):
        if _FIELD in chunk or _SUB in chunk:
            raise Broken(pieces.LEADER)
        raise Broken(pieces.JUNK, count=len(chunk))
    try:
        parted = _strictly(chunk)
    except Broken as fault:
        counted = _by_characters(chunk)
        if counted is not None:
            return counted, charsets.UTF8
        if not mends:
            raise
        parted = _mended(chunk, fault)
    return _fields(leader.decode("ascii"), parted, letters)


def _directory(chunk: bytes) -> tuple[int, list[tuple[str, str, str]]]:
    """Return where the data begins, and tag, length and start of each field in figures."""
    try:
        base = int(chunk[12:17])
    except ValueError:
        raise Broken(pieces.LEADER) from None
    if not _LEADER < base <= len(chunk) or chunk[base - 1 : base] != _FIELD:
        if _FIELD not in chunk:
            raise Broken(pieces.CUT)
        raise Broken(pieces.DIRECTORY)
    text = chunk[_LEADER : base - 1]
    if len(text) % _ENTRY or not text.isalnum():
        raise Broken(pieces.DIRECTORY)
    if not text:
        raise Broken(pieces.NO_FIELDS)
    found = _ENTRIES.findall(text.decode("ascii"))
    if len(found) * _ENTRY != len(text):
        raise Broken(pieces.DIRECTORY)
    return base, found


def _strictly(chunk: bytes) -> _Parted:
    """Return the fields, if everything in the record agrees."""
    if chunk[-1:] != _END:
        raise Broken(pieces.CUT)
    if not chunk[:5].isdigit():
        raise Broken(pieces.LEADER)
    if int(chunk[:5]) != len(chunk):
        raise Broken(pieces.LENGTH, said=int(chunk[:5]), found=len(chunk))
    base, entries = _directory(chunk)
    tags = [tag for tag, _length, _start in entries]
    values = chunk[base:-1].split(_FIELD)
    if not values.pop() and _is_in_a_row(values, entries):
        return _Parted(tags, values, chunk[base:-2])
    values = []
    for tag, length, start in entries:
        begin = base + int(start)
        end = begin + int(length) - 1
        if end < begin or chunk[end : end + 1] != _FIELD or chunk[begin - 1 : begin] != _FIELD:
            raise Broken(pieces.MISFIT, tag=tag)
        values.append(chunk[begin:end])
        if _FIELD in values[-1]:
            raise Broken(pieces.MISFIT, tag=tag)
    return _Parted(tags, values, _FIELD.join(values))


def _is_in_a_row(values: list[bytes], entries: list[tuple[str, str, str]]) -> bool:
    """Return whether the fields stand one behind another without a gap, as nearly all records have
    them: then one look at the ends of fields tells that everything agrees.
    """
    if len(values) != len(entries):
        return False
    at = 0
    for (_tag, length, start), value in zip(entries, values, strict=True):
        if int(start) != at:
            return False
        at += len(value) + 1
        if int(start) + int(length) != at:
            return False
    return True


def _by_characters(chunk: bytes) -> Marc | None:
    """Return a record of UTF-8 whose program counted letters instead of bytes, if it agrees."""
    if chunk.isascii() or chunk[-1:] != _END:
        return None
    try:
        text = chunk.decode("utf-8")
        # A stand-in of one byte for each letter lets the same eyes look at it.
        counted = text.encode("latin-1", "replace")
        _strictly(counted)
        base, entries = _directory(counted)
    except (Broken, UnicodeDecodeError):
        return None
    fields = []
    for tag, length, start in entries:
        begin = base + int(start)
        value = text[begin : begin + int(length) - 1]
        fields.append(_field(tag, charsets.decode(value.encode(), charsets.UTF8)))
    return _whole(counted[:_LEADER].decode("ascii"), fields)


def _mended(chunk: bytes, fault: Broken) -> _Parted:
    """Return the fields in the order of the directory, whatever its numbers say."""
    head, *data = chunk.rstrip(_END + b"\r\n").split(_FIELD)
    text = head[_LEADER:]
    tags = [text[at : at + 3] for at in range(0, len(text), _ENTRY)]
    if data and not data[-1]:
        data.pop()
    if len(text) % _ENTRY or not tags or len(tags) != len(data):
        raise fault
    if not all(one.isascii() and one.isalnum() for one in tags):
        raise fault
    return _Parted([tag.decode("ascii") for tag in tags], data, _FIELD.join(data))


def _fields(leader: str, parted: _Parted, letters: charsets.Reader) -> tuple[Marc, str]:
    tags, whole = parted.tags, parted.whole
    name = letters.tell(whole, leader[9] == "a", _said(parted))
    if name != charsets.MARC8 and (text := _decoded(whole, name)) is not None:
        values = text.split(END_OF_FIELD)
        if len(values) == len(tags):
            # Most fields are what they should be: two indicators, and a subfield behind them.
            is_sound = not _BARE_DELIMITER.search(text)
            fields = [
                written(pair)
                if is_sound and pair[1][2:3] == DELIMITER and pair[0] >= "010"
                else _field(*pair)
                for pair in zip(tags, values, strict=True)
            ]
            return _whole(leader, fields), name
    raws = zip(tags, parted.values, strict=True)
    fields = [_field(tag, _in_parts(raw, name, letters, leader)) for tag, raw in raws]
    return _whole(leader, fields), name


def _whole(leader: str, fields: list[Field]) -> Marc:
    return Marc(leader, [one for one in fields if one[1]])


def _decoded(whole: bytes, name: str) -> str | None:
    """Return the whole record's text; None if its fields are not all in the same letters."""
    if name == charsets.UTF8 and not whole.isascii():
        try:
            whole.decode("utf-8")
        except UnicodeDecodeError:
            return None
    return charsets.decode(whole, name)


def _in_parts(raw: bytes, name: str, letters: charsets.Reader, leader: str) -> str:
    """Return a field's text, read subfield by subfield: in MARC-8, or where letters are mixed."""
    found = []
    for part in raw.split(_SUB):
        own = name
        if name == charsets.UTF8 and not part.isascii():
            own = letters.tell(part, leader[9] == "a")
        found.append(charsets.decode(part, own))
    return DELIMITER.join(found)


def _said(parted: _Parted) -> str:
    """Return what 100 $a of UNIMARC says of the letters."""
    if "100" in parted.tags:
        raw = parted.values[parted.tags.index("100")]
        if raw[2:4] == b"\x1fa":
            return raw[30:32].decode("latin-1")
    return ""


def _field(tag: str, text: str) -> Field:
    if DELIMITER not in text:
        if tag < "010" or not (found := _WRITTEN_OUT.search(text)) or found.start() > 3:
            return Field(tag, data=text)
        text = _WRITTEN_OUT.sub(DELIMITER, text)
    if tag < "010" and tag.isdigit():
        return Field(tag, data=text.replace(DELIMITER, ""))
    indicators, *parts = text.split(DELIMITER)
    if len(indicators) != 2:
        indicators = (indicators + "  ")[:2]
    return Field(tag, indicators, tuple([(one[0], one[1:]) for one in parts if one]))
