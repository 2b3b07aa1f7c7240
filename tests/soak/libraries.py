"""A small library for the races: some books that everybody wants, readers, and eight desks."""

from dataclasses import dataclass

from core import migrate, sections, settings
from core.database import db, open_database
from core.models import Staff
from core.staff import create_staff
from plugins.circulation.models import Deed, Loan
from tests.makers import make_copy, make_reader, make_record
from tests.soak.desks import Desk, at_once

DESKS = 8
COPIES = 30
READERS = 16
PASSWORD = "kitap-oqu-2026"


@dataclass(frozen=True)
class Library:
    """Where the database is, and the codes that are scanned."""

    url: str
    copies: tuple[str, ...]
    readers: tuple[str, ...]

    def at(self, url: str) -> "Library":
        """Return the same library in the copy of its database at ``url``."""
        return Library(url, self.copies, self.readers)


def make_library(url: str) -> Library:
    """Fill the empty database at ``url`` and leave it closed."""
    found = sections.find_sections()
    sections.plug_in(found)
    open_database(url)
    settings.forget()
    migrate.migrate(found)
    # The races are about copies; how many a reader may have is another test's business.
    settings.put({"circulation.limit.pupil": 1000}, by=None)
    for number in range(DESKS):
        create_staff(login=f"desk{number}", password=PASSWORD, role="librarian", by=None)
    record = make_record()
    copies = tuple(make_copy(record=record).code for _one in range(COPIES))
    readers = tuple(make_reader(f"Оқырман №{number}").code for number in range(READERS))
    Staff.update(language="en").execute()
    db.obj.shut()
    settings.forget()
    return Library(url, copies, readers)


def sign_in_all(address: str, count: int = DESKS) -> list[Desk]:
    """Return ``count`` desks, somebody else at each."""
    desks = [Desk(address, f"desk{number}", PASSWORD) for number in range(count)]
    at_once([desk.sign_in for desk in desks])
    return desks


def open_loans() -> dict[str, list[str]]:
    """Return the codes of the readers who have each copy now, by the copy's code."""
    found: dict[str, list[str]] = {}
    for loan in Loan.select().where(Loan.returned_at.is_null()):
        found.setdefault(loan.copy.code, []).append(loan.reader.code)
    return found


def ensure_loans_and_log_agree() -> None:
    """Fail unless every loan has its line in the log and every line its loan, each once."""
    ends = {
        kind: Deed.select().where(Deed.kind == kind).count()
        for kind in ("lent", "swapped", "returned")
    }
    undone = Deed.select().where(Deed.kind == "undone").count()
    assert Loan.select().count() == ends["lent"] + ends["swapped"]
    closed = Loan.select().where(Loan.returned_at.is_null(False)).count()
    if not undone:
        assert closed == ends["returned"] + ends["swapped"]
    assert all(len(readers) == 1 for readers in open_loans().values())
