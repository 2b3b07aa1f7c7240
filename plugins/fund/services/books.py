"""The summary book: the only room that writes entries and movements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _

from core import bulk, clock, journal, settings
from core.answers import Setting
from core.database import locked, transaction
from core.models import Staff
from plugins.fund.errors import AlreadyReversed, NothingToEnter
from plugins.fund.models import CAME, WENT, Copy, Counter, Movement, SummaryEntry
from plugins.fund.services.numbers import count_up

_BOOKS = _("Books of account")

SETTINGS = (
    Setting(
        "fund.summary_year",
        _("Year of the summary book"),
        "calendar",
        "choice",
        choices=(("calendar", _("calendar year")), ("school", _("school year"))),
        group=_BOOKS,
    ),
    Setting(
        "fund.summary_numbering",
        _("Numbers of the summary book"),
        "one",
        "choice",
        choices=(("one", _("one row for both funds")), ("by_fund", _("a row for each fund"))),
        group=_BOOKS,
    ),
    Setting(
        "fund.brochure_pages", _("Brochures have up to so many pages"), 48, "number", group=_BOOKS
    ),
    Setting("fund.stamp_pages", _("Pages that are stamped"), "3, 17", group=_BOOKS),
    Setting(
        "fund.conditions_kk",
        _("Conditions of a copy, in Kazakh"),
        "жаңа, жақсы, қанағаттанарлық, нашар",
        help=_("Four words from the best to the worst, with commas. The last is not given out."),
        group=_BOOKS,
    ),
    Setting(
        "fund.conditions_ru",
        _("Conditions of a copy, in Russian"),
        "новое, хорошее, удовлетворительное, плохое",
        group=_BOOKS,
    ),
)


@dataclass(frozen=True)
class Move:
    """A copy that comes or goes, at its price."""

    copy_id: int
    record_id: int
    amount: Decimal
    is_on_balance: bool = True


@dataclass(frozen=True)
class Control:
    """One fund's control total on a day: the books beside the copies themselves.

    ``book_*`` is opening + came − gone by the entries; ``fund_*`` is counted on the copies;
    ``typed_*`` are opening totals of copies that have no line of their own.
    """

    fund: str
    book_copies: int
    book_amount: Decimal
    fund_copies: int
    fund_amount: Decimal
    typed_copies: int
    typed_amount: Decimal
    on_shelves: int
    out: int

    @property
    def difference(self) -> int:
        """Return by how many copies the two disagree; 0 if all is well."""
        apart = self.book_copies - self.typed_copies - self.fund_copies
        return apart or self.fund_copies - self.on_shelves - self.out

    @property
    def amount_difference(self) -> Decimal:
        """Return by how many tenge the two disagree."""
        return self.book_amount - self.typed_amount - self.fund_amount


def year_of(day: date) -> int:
    """Return the year of the summary book to which ``day`` belongs."""
    if settings.get("fund.summary_year") == "school":
        return day.year if day.month >= 9 else day.year - 1
    return day.year


def first_day(year: int) -> date:
    """Return the first day of that year of the summary book."""
    return date(year, 9 if settings.get("fund.summary_year") == "school" else 1, 1)


def lock_books() -> None:
    """Let nobody else write into the books until this transaction ends."""
    Counter.insert(name="books", last=0).on_conflict_ignore().execute()
    list(locked(Counter.select().where(Counter.name == "books")))


def is_on_balance(copy: Copy) -> bool:
    """Return whether the copy came as one on the balance; one without a line did."""
    line = Movement.get_or_none(Movement.copy == copy, Movement.sign == 1)
    return line is None or bool(line.is_on_balance)


def enter(
    part: int,
    fund: str,
    kind: str,
    moves: Sequence[Move],
    *,
    on: date,
    by: Staff | None,
    **words: Any,
) -> SummaryEntry:
    """Write an entry with its movements and return it; NothingToEnter if there are none.

    ``words`` are document, source and reason. The sign of the movements is the part's.
    """
    if not moves:
        raise NothingToEnter()
    with transaction():
        entry = _numbered(part, fund, kind, on=on, by=by, **words)
        _add_movements(entry, [(one, 1 if part == CAME else -1) for one in moves])
        journal.record("fund.entered", by=by, about=f"entry {entry.id}", copies=entry.copies)
    return entry


def enter_totals(
    fund: str, *, copies: int, titles: int, amount: Decimal, on: date, by: Staff | None
) -> SummaryEntry:
    """Write the opening balance of a school that keeps only totals, and return it."""
    if copies <= 0:
        raise NothingToEnter()
    with transaction():
        entry = _numbered(CAME, fund, "opening", on=on, by=by)
        entry.copies = entry.on_balance = copies
        entry.titles, entry.amount = titles, amount
        entry.save()
        journal.record("fund.entered", by=by, about=f"entry {entry.id}", copies=copies)
    return entry


def reverse(entry: SummaryEntry, *, on: date, by: Staff | None) -> SummaryEntry:
    """Write the entry that takes ``entry`` back, in the same part, and return it."""
    with transaction():
        lock_books()
        if entry.kind == "reversal" or SummaryEntry.get_or_none(SummaryEntry.reverses == entry):
            raise AlreadyReversed(entry=entry)
        back = _numbered(
            entry.part,
            entry.fund,
            "reversal",
            on=on,
            by=by,
            document=entry.written_number,
            reverses=entry,
        )
        lines = list(Movement.select().where(Movement.entry == entry))
        records = dict(
            Copy.select(Copy.id, Copy.record)
            .where(Copy.id.in_([one.copy_id for one in lines]))
            .tuples()
        )
        _add_movements(
            back,
            [
                (Move(one.copy_id, records[one.copy_id], one.amount, one.is_on_balance), -one.sign)
                for one in lines
            ],
        )
        if not lines:  # totals that were typed: no copy stands behind them
            back.copies, back.on_balance = -entry.copies, -entry.on_balance
            back.titles, back.amount = -entry.titles, -entry.amount
            back.save()
        journal.record("fund.reversed", by=by, about=f"entry {entry.id}", copies=entry.copies)
    return back


def _numbered(part: int, fund: str, kind: str, *, on: date, by: Staff | None, **words: Any) -> Any:
    lock_books()
    book = fund if settings.get("fund.summary_numbering") == "by_fund" else ""
    year = year_of(on)
    number = count_up(f"summary/{part}/{book}/{year}")
    return SummaryEntry.create(
        part=part,
        book=book,
        year=year,
        number=number,
        fund=fund,
        kind=kind,
        entered_on=on,
        at=clock.now(),
        by=by,
        **words,
    )


def _add_movements(entry: Any, moves: Sequence[tuple[Move, int]]) -> None:
    first = bulk.next_id(Movement)
    bulk.insert_rows(
        Movement,
        ("id", "entry", "copy", "sign", "amount", "is_on_balance"),
        [
            (first + place, entry.id, one.copy_id, sign, one.amount, one.is_on_balance)
            for place, (one, sign) in enumerate(moves)
        ],
    )
    direction = 1 if entry.part == CAME else -1
    entry.copies = sum(sign for _one, sign in moves) * direction
    entry.on_balance = sum(sign for one, sign in moves if one.is_on_balance) * direction
    entry.amount = sum((one.amount * sign for one, sign in moves), Decimal(0)) * direction
    entry.titles = len({one.record_id for one, _sign in moves}) * (1 if entry.copies > 0 else -1)
    entry.save()


__all__ = [
    "CAME",
    "SETTINGS",
    "WENT",
    "Control",
    "Move",
    "enter",
    "enter_totals",
    "first_day",
    "is_on_balance",
    "lock_books",
    "reverse",
    "year_of",
]
