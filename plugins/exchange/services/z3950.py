"""Z39.50, the old way to ask a library: a small client that looks for records and goes.

Three questions over one connection (init, search, present), written in BER by hand: there is no
library for it in pure Python. What comes is read with bounds on its size and its depth.
"""

import socket
from collections.abc import Iterator
from typing import NamedTuple

#: Object identifiers of Z39.50: the attribute set Bib-1, and the forms of records.
_BIB1 = bytes((0x2A, 0x86, 0x48, 0xCE, 0x13, 0x03, 0x01))
_SYNTAXES = {
    "unimarc": bytes((0x2A, 0x86, 0x48, 0xCE, 0x13, 0x05, 0x01)),
    "marc21": bytes((0x2A, 0x86, 0x48, 0xCE, 0x13, 0x05, 0x0A)),
}
_USE_TITLE, _USE_ISBN = 4, 7

_LARGEST = 2 * 1024 * 1024
_DEEPEST = 24


class Refused(Exception):
    """The library says no, in its own words."""


class Node(NamedTuple):
    """A piece of BER: its tag number, whether it holds others, and its bytes."""

    tag: int
    is_constructed: bool
    body: bytes


def search(
    address: str, words: str, *, is_isbn: bool, syntax: str, most: int, seconds: float
) -> list[bytes]:
    """Return records of ISO 2709 of the library at ``host:port/database``.

    OSError or ValueError if it cannot be asked, Refused if it says no.
    """
    place, _slash, database = address.partition("/")
    host, _colon, port = place.rpartition(":")
    if not host or not port.isdigit() or not database:
        raise ValueError(address)
    with socket.create_connection((host, int(port)), timeout=seconds) as line:
        line.settimeout(seconds)
        line.sendall(_init())
        tag, body = _answer(line)
        if tag != 21 or not _is_accepted(body):
            raise Refused("init")
        line.sendall(_search(words, _USE_ISBN if is_isbn else _USE_TITLE, database, syntax))
        tag, body = _answer(line)
        if tag != 23:
            raise Refused("search")
        count = _count(body)
        if not count:
            if said := _diagnostic(body):
                raise Refused(said)
            return []
        line.sendall(_present(min(count, most), syntax))
        tag, body = _answer(line)
        if tag != 25:
            raise Refused("present")
        found = _records(body)
        if not found and (said := _diagnostic(body)):
            raise Refused(said)
        return found


# Questions


def _piece(kind: int, number: int, body: bytes, *, is_constructed: bool = False) -> bytes:
    """Return a piece of BER: ``kind`` is 0x80 for a tag of the context, 0 for one of all."""
    first = kind | (0x20 if is_constructed else 0)
    head = bytes((first | number,)) if number < 31 else bytes((first | 31, number))
    size = len(body)
    if size < 128:
        return head + bytes((size,)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return head + bytes((0x80 | len(length),)) + length + body


def _own(number: int, body: bytes) -> bytes:
    return _piece(0x80, number, body)


def _holding(number: int, *parts: bytes) -> bytes:
    return _piece(0x80, number, b"".join(parts), is_constructed=True)


def _whole(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def _init() -> bytes:
    return _holding(
        20,
        _own(3, b"\x05\xe0"),  # versions 1 to 3
        _own(4, b"\x06\xc0"),  # search and present
        _own(5, _whole(_LARGEST // 2)),
        _own(6, _whole(_LARGEST // 2)),
        _own(110, b"kitaphana"),
        _own(111, b"Kitaphana"),
        _own(112, b"1"),
    )


def _search(words: str, use: int, database: str, syntax: str) -> bytes:
    attribute = _piece(0, 16, _own(120, b"\x01") + _own(121, _whole(use)), is_constructed=True)
    term = _holding(102, _holding(44, attribute), _own(45, words.encode()))
    bib1 = _piece(0, 6, _BIB1)
    query = _holding(21, _holding(1, bib1, _holding(0, term)))
    return _holding(
        22,
        _own(13, b"\x00"),
        _own(14, b"\x01"),
        _own(15, b"\x00"),
        _own(16, b"\xff"),
        _own(17, b"default"),
        _holding(18, _own(105, database.encode())),
        _own(104, _SYNTAXES[syntax]),
        query,
    )


def _present(count: int, syntax: str) -> bytes:
    return _holding(
        24,
        _own(31, b"default"),
        _own(30, _whole(1)),
        _own(29, _whole(count)),
        _own(104, _SYNTAXES[syntax]),
    )


# Answers


def _answer(line: socket.socket) -> tuple[int, bytes]:
    """Return the tag and the body of the next answer."""
    held = b""
    while True:
        size = _needed(held)
        if size and len(held) >= size:
            node = next(_nodes(held[:size]))
            return node.tag, node.body
        if len(held) > _LARGEST or (size and size > _LARGEST):
            raise ValueError("too long")
        more = line.recv(64 * 1024)
        if not more:
            raise ConnectionError("closed")
        held += more


def _needed(held: bytes) -> int:
    """Return how many bytes the first piece has; 0 if that is not known yet."""
    try:
        at, _tag, _constructed = _tag_of(held, 0)
        body, size = _length(held, at)
    except IndexError:
        return 0
    if size < 0:
        end = _end_of(held, body, 0)
        return end + 2 if end >= 0 else 0
    return body + size


def _tag_of(data: bytes, at: int) -> tuple[int, int, bool]:
    first = data[at]
    at += 1
    number = first & 31
    if number == 31:
        number = 0
        while True:
            number = (number << 7) | (data[at] & 127)
            at += 1
            if number > 1_000_000:
                raise ValueError("tag")
            if not data[at - 1] & 128:
                break
    return at, number, bool(first & 0x20)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return where the body begins and its size; -1 if it goes on to an end mark."""
    first = data[at]
    if first < 128:
        return at + 1, first
    count = first & 127
    if not count:
        return at + 1, -1
    if count > 4:
        raise ValueError("length")
    if at + 1 + count > len(data):
        raise IndexError(at)
    return at + 1 + count, int.from_bytes(data[at + 1 : at + 1 + count], "big")


def _end_of(data: bytes, at: int, depth: int) -> int:
    """Return where the end mark of a body without a size stands; -1 if it has not come yet."""
    if depth > _DEEPEST:
        raise ValueError("depth")
    while at + 1 < len(data):
        if data[at : at + 2] == b"\0\0":
            return at
        try:
            body, _tag, _constructed = _tag_of(data, at)
            body, size = _length(data, body)
        except IndexError:
            return -1
        if size < 0:
            end = _end_of(data, body, depth + 1)
            if end < 0:
                return -1
            at = end + 2
        else:
            at = body + size
    return -1


def _nodes(data: bytes) -> Iterator[Node]:
    """Yield the pieces that stand side by side in ``data``; ValueError if it is cut."""
    at = 0
    while at < len(data):
        try:
            body, tag, is_constructed = _tag_of(data, at)
            body, size = _length(data, body)
        except IndexError:
            raise ValueError("cut") from None
        if size < 0:
            end = _end_of(data, body, 0)
            if end < 0:
                raise ValueError("cut")
            yield Node(tag, is_constructed, data[body:end])
            at = end + 2
        else:
            if body + size > len(data):
                raise ValueError("cut")
            yield Node(tag, is_constructed, data[body : body + size])
            at = body + size


def _is_accepted(body: bytes) -> bool:
    return any(one.tag == 12 and any(one.body) for one in _nodes(body))


def _count(body: bytes) -> int:
    for one in _nodes(body):
        if one.tag == 23 and not one.is_constructed:
            return max(0, int.from_bytes(one.body[:8], "big", signed=True))
    return 0


def _records(body: bytes) -> list[bytes]:
    """Return the records in an answer: octets in whatever they are wrapped."""
    found: list[bytes] = []
    for one in _nodes(body):
        if one.tag == 28 and one.is_constructed:
            _gather(one.body, found, 0)
    return found


def _gather(data: bytes, found: list[bytes], depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("depth")
    for one in _nodes(data):
        if one.is_constructed:
            _gather(one.body, found, depth + 1)
        elif one.tag in (1, 4) and len(one.body) > 24 and one.body[:5].isdigit():
            found.append(one.body)


def _diagnostic(body: bytes) -> str:
    """Return what an answer says instead of records."""
    words: list[str] = []

    def look(data: bytes, depth: int) -> None:
        if depth > _DEEPEST:
            raise ValueError("depth")
        for one in _nodes(data):
            if one.is_constructed:
                look(one.body, depth + 1)
            elif one.tag == 2 and len(one.body) <= 4:
                words.append(str(int.from_bytes(one.body, "big")))
            elif one.tag in (26, 27) and one.body:
                words.append(one.body.decode("utf-8", "replace"))

    for one in _nodes(body):
        if one.tag in (130, 205) and one.is_constructed:
            look(one.body, 0)
    return " ".join(words)
