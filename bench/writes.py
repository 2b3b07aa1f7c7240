"""How often a scan waits for the disk: SQLite's log tells each commit."""

import contextlib
import sqlite3
import struct
from pathlib import Path

from bench.desks import scan_at
from bench.schools import School
from tests.serving import serving

_HEADER = 32
_FRAME_HEADER = 24


def commits_per_scan(school: School, pairs: int = 10) -> float:
    """Return how many transactions one scan commits; with synchronous=FULL each is one fsync."""
    path = school.path.with_name("writes.db")
    with (
        contextlib.closing(sqlite3.connect(school.path)) as source,
        contextlib.closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    copy = School(path, school.copies, school.readers, school.pages)
    with serving(copy.url) as server:
        _empty_log(path)
        scan_at(server.address, copy, 1, 0)
        signing_in = commits_in(_log(path))
        _empty_log(path)  # few scans: SQLite begins its log anew after a thousand pages
        scan_at(server.address, copy, 1, pairs)
        return (commits_in(_log(path)) - signing_in) / (2 * pairs)


def commits_in(log: Path) -> int:
    """Return the number of commit frames in a write-ahead log (sqlite.org/fileformat2, 4.1)."""
    data = log.read_bytes()
    if len(data) < _HEADER:
        return 0
    page, _sequence, *salts = struct.unpack(">4I", data[8:24])
    count = 0
    for start in range(_HEADER, len(data) - _FRAME_HEADER - page + 1, _FRAME_HEADER + page):
        _number, size_after, *salt = struct.unpack(">4I", data[start : start + 16])
        if salt != salts:
            break  # left over from before the log began anew
        count += size_after > 0
    return count


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _empty_log(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
