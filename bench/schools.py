"""The schools that are measured: made by `flask demo`, so that anybody can make them again."""

import contextlib
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from core.clock import today
from core.database import db, open_database
from plugins.circulation.models import Deed, Loan, Reservation
from plugins.fund.models import Copy
from plugins.readers.models import Reader
from tests.serving import run_flask

PASSWORD = "kitap-oqu-2026"


@dataclass(frozen=True)
class Size:
    """How large a school is; ``loans`` are those that have ended."""

    name: str
    pupils: int
    copies: int
    loans: int


SMALL = Size("20,000 copies, 1,500 readers", 1500, 20_000, 60_000)
LARGE = Size("100,000 copies, 2,500 readers, 300,000 past loans", 2500, 100_000, 300_000)


@dataclass(frozen=True)
class School:
    """A filled database, and the codes that can be scanned: free copies, readers owing nothing."""

    path: Path
    copies: list[str]
    readers: list[str]
    pages: dict[str, str]
    filled_in: float = 0

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"sqlite:///{self.path}"


def make_school(size: Size, folder: Path) -> School:
    """Fill a database in ``folder`` and return what can be scanned in it."""
    path = folder / f"{size.pupils}.db"
    url = f"sqlite:///{path}"
    begun = time.perf_counter()
    made = run_flask(
        url,
        *("demo", "--pupils", str(size.pupils), "--copies", str(size.copies)),
        *("--loans", str(size.loans), "--password", PASSWORD),
    )
    if made.returncode:
        raise RuntimeError(made.stderr)
    return _look_into(path, time.perf_counter() - begun)


def without_past(school: School) -> School:
    """Return a copy of the school in which nobody has ever returned anything."""
    path = school.path.with_name(f"{school.path.stem}-no-past.db")
    connection = sqlite3.connect(path)
    with contextlib.closing(sqlite3.connect(school.path)) as source:
        source.backup(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    for table in (Deed._meta.table_name, Loan._meta.table_name):
        where = "" if table == Deed._meta.table_name else "WHERE returned_at IS NOT NULL"
        connection.execute(f"DELETE FROM {table} {where}")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    return _look_into(path, 0)


def _look_into(path: Path, seconds: float) -> School:
    open_database(f"sqlite:///{path}")
    out = Loan.select(Loan.copy).where(Loan.returned_at.is_null())
    late = Loan.select(Loan.reader).where(Loan.returned_at.is_null(), Loan.due_on < today())
    copies = Copy.select().where(
        Copy.id.not_in(out),
        Copy.withdrawn_on.is_null(),
        ~Copy.is_reading_room_only,
        # The desk asks before it gives away what somebody waits for.
        Copy.record.not_in(Reservation.select(Reservation.record)),
    )
    readers = Reader.select().where(
        Reader.id.not_in(late), Reader.left_on.is_null(), ~Reader.is_blocked
    )
    pages = {
        "catalogue, first page": "/catalogue/records/",
        "copies, first page": "/fund/copies/",
        "copies, page 21": "/fund/copies/?page=20",
        "readers, first page": "/readers/readers/",
        "loans, first page": "/circulation/loans/",
        "a copy's page": f"/fund/copies/details/?id={copies.order_by(Copy.id).get().id}",
        "a reader's page": f"/readers/readers/details/?id={readers.order_by(Reader.id).get().id}",
        "today": "/",
        "the plan of the year": "/planning/",
        "desk": "/desk/",
    }
    found = School(
        path,
        [copy.code for copy in copies.order_by(Copy.id).limit(4000)],
        [reader.code for reader in readers.order_by(Reader.id).limit(800)],
        pages,
        seconds,
    )
    db.obj.shut()
    return found
