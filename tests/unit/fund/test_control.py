"""Whatever happens over months, the books and the copies on the shelves agree to the tiyn."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.database import db, is_sqlite, transaction
from core.errors import LibraryError
from core.intake import Row, Sorted
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Replacement
from plugins.circulation.services import lend, replacements, take_back
from plugins.circulation.services.lending import report_lost
from plugins.fund.models import FUNDS, Copy, Delivery, Stocktake, SummaryEntry
from plugins.fund.services import control, deliveries, opening, stocktake, third_part, withdraw
from plugins.fund.services.books import year_of
from plugins.fund.services.reversing import reverse_opening
from plugins.readers.models import Reader
from tests.databases import full_soak
from tests.makers import MONDAY, make_reader, make_record

#: In full in make soak: 500 histories on SQLite, 50 on PostgreSQL.
HISTORIES = {(True, True): 500, (True, False): 25, (False, True): 25, (False, False): 5}

#: The column of textbooks among those a new library has.
TEXTBOOKS = 6

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "accept",
                "accept",
                "lend",
                "lend",
                "return",
                "lose",
                "replace",
                "find",
                "write off",
                "reverse",
                "stock-take",
                "old list",
                "old list back",
                "days",
            )
        ),
        st.integers(0, 7),
        st.integers(0, 99_999),
    ),
    min_size=3,
    max_size=25,
)


class Rollback(Exception):
    """Ends a history: nothing of it stays for the next one."""


@pytest.fixture
def library(app: object, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Run a history from the same beginning, and forget it."""
    for number in range(4):
        make_record(f"Кітап {number}", kind="textbook" if number % 2 else "book", bbk="84(5Қаз)")
        make_reader(f"Оқырман {number}", kind="teacher", school_class=None)
    day = [MONDAY]
    monkeypatch.setattr(clock, "now", lambda: day[0])

    def run(steps: Any) -> None:
        day[0] = MONDAY
        try:
            with transaction():
                for name, which, amount in steps:
                    try:
                        with transaction():
                            live(name, which, amount, day)
                    except LibraryError:
                        pass  # a refusal changes nothing, and the totals must show it
                    ensure_agreed()
                raise Rollback
        except Rollback:
            pass

    return run


def live(name: str, which: int, amount: int, day: list[Any]) -> None:
    """Let one thing happen."""
    if name == "days":
        day[0] += timedelta(days=which * 9)
    elif name == "accept":
        fund = tuple(FUNDS)[which % 2]
        delivery = Delivery.create(fund=fund)
        for record in Record.select().limit(1 + which % 3):
            price = Decimal(amount) / 100 + which
            deliveries.add_line(delivery, record, quantity=1 + which, price=price, by=None)
        deliveries.accept(delivery, by=None)
    elif name == "lend":
        copy = Copy.select().order_by(Copy.id.desc()).offset(which).first()
        reader = Reader.select().order_by(Reader.id).offset(which % 4).first()
        if copy:
            lend(copy, reader, by=None, at=day[0])
    elif name == "return":
        loan = Loan.select().where(Loan.returned_at.is_null()).offset(which).first()
        if loan:
            take_back(loan, by=None, at=day[0])
    elif name == "lose":
        loan = Loan.select().where(Loan.returned_at.is_null()).offset(which).first()
        if loan:
            report_lost(loan)
    elif name == "replace":
        loan = Loan.select().where(Loan.returned_at.is_null(), Loan.lost_on.is_null(False)).first()
        if loan:
            offer = replacements.Offer(loan.copy.record, Decimal(amount) / 100)
            replacements.accept(loan, offer, why="керек", by=None)
    elif name == "find":
        row = Replacement.select().order_by(Replacement.id.desc()).offset(which % 3).first()
        if row:
            replacements.find_again(row, by=None)
    elif name == "write off":
        withdraw(
            list(Copy.select().order_by(Copy.id).offset(which).limit(1 + amount % 4)),
            on=clock.today(),
            by=None,
            document="Акт № 1",
            reason="worn",
        )
    elif name == "reverse":
        delivery = Delivery.select().order_by(Delivery.id.desc()).offset(which % 3).first()
        if delivery:
            deliveries.reverse(delivery, by=None)
    elif name == "stock-take":
        take_stock(tuple(FUNDS)[which % 2], amount)
    elif name == "old list":
        price = Decimal(amount) / 100
        rows = [
            Row(
                2 + place, {"number": f"{amount}/{place}", "title": f"Ескі {place}", "price": price}
            )
            for place in range(1 + which)
        ]
        fund = tuple(FUNDS)[amount % 2]
        plan = opening.plan(Sorted(rows), fund, {"kind": "textbook"})
        answers = {one.key: "other" for one in plan.questions}
        opening.take(plan, answers, fund, "тізім", by=None, progress=lambda _done, _all: None)
    elif name == "old list back":
        entry = (
            SummaryEntry.select().where(SummaryEntry.kind == "opening").offset(which % 3).first()
        )
        if entry:
            reverse_opening(entry.id, by=None)


def take_stock(fund: str, amount: int) -> None:
    """Look for the copies of a fund, not finding some; write off the first of the missing."""
    check = Stocktake.create(fund=fund)
    for copy in list(Copy.select().where(stocktake.expected(check)).limit(6)):
        if (copy.id + amount) % 3:
            stocktake.scan(check, copy.inventory_no, by=None)
    stocktake.end(check, by=None)
    found = stocktake.result(check)
    assert found.expected == found.present + found.out + found.missing
    missing = list(stocktake.missing(check).limit(2))
    withdraw(missing, on=clock.today(), by=None, document="Акт № 2", reason="lost")


def ensure_agreed() -> None:
    """Fail unless the entries, the third part, the copies, the shelves and the loans agree."""
    for one in control():
        assert (one.difference, one.amount_difference) == (0, 0), one
        end = third_part(one.fund, year_of(clock.today())).at_end
        assert (end.copies, end.amount) == (one.fund_copies, one.fund_amount)
        here = Copy.select().join(Record).where(Copy.withdrawn_on.is_null(), Copy.fund == one.fund)
        assert end.parts[TEXTBOOKS] == here.where(Record.kind == "textbook").count()
        open_loans = Loan.select().join(Copy).where(Loan.returned_at.is_null())
        lost = Replacement.select().join(Copy, on=Replacement.copy)
        lost = lost.where(Replacement.found_on.is_null(), Copy.withdrawn_on.is_null())
        out = [rows.where(Copy.fund == one.fund).count() for rows in (open_loans, lost)]
        assert one.out == sum(out)
    for part in (1, 2):
        numbers = [
            (row.year, row.number)
            for row in SummaryEntry.select()
            .where(SummaryEntry.part == part)
            .order_by(SummaryEntry.year, SummaryEntry.number)
        ]
        for year in {year for year, _number in numbers}:
            given = [number for one, number in numbers if one == year]
            assert given == list(range(1, len(given) + 1))


@pytest.mark.soak
def test_the_books_agree_with_the_shelves_whatever_happens(
    library: Callable[[Any], None],
) -> None:
    @settings(
        max_examples=HISTORIES[(is_sqlite(), full_soak())],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        print_blob=True,
    )
    @given(STEPS)
    def hold(steps: Any) -> None:
        library(steps)

    hold()
    assert db.transaction_depth() == 0


def test_a_copy_that_slips_past_the_books_is_noticed(app: object) -> None:
    record = make_record()
    Copy.create(record=record, inventory_no="7", received_on=clock.today(), price=Decimal("10.50"))

    main = next(one for one in control() if one.fund == "main")

    assert (main.difference, main.amount_difference) == (-1, Decimal("-10.50"))


def test_titles_of_the_third_part_add_up_however_many_acts_they_left_by(app: object) -> None:
    record, other = make_record("Алгебра"), make_record("Физика")
    delivery = Delivery.create(fund="main")
    for one in (record, other):
        deliveries.add_line(delivery, one, quantity=3, price="100", by=None)
    deliveries.accept(delivery, by=None)
    for copy in list(Copy.select().where(Copy.record == record)):
        withdraw([copy], on=clock.today(), by=None, document="Акт", reason="worn")

    part = third_part("main", year_of(clock.today()))

    found = (part.at_start.titles, part.came.titles, part.went.titles, part.at_end.titles)
    assert found == (0, 1, 0, 1), "Алгебра came and went within the year"
