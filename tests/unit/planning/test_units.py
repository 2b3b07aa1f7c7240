"""What the sections count for the plan: each on its own days, and nothing that was taken back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from core import clock
from plugins.catalogue.models import CardPrint
from plugins.debtors.models import Notice
from plugins.fund.models import Delivery, DeliveryLine, DeliveryStep, Movement, SummaryEntry
from plugins.planning import services
from plugins.writeoff.models import Case, CaseCopy, Disposal
from tests.makers import (
    make_class,
    make_copy,
    make_loan,
    make_reader,
    make_record,
    make_replacement,
)

pytestmark = pytest.mark.usefixtures("app")

DAY = date(2026, 10, 7)

#: Half an hour after midnight at the school is still the day before in the database.
EARLY = datetime(2026, 10, 7, 0, 30, tzinfo=clock.ALMATY)
LATE = datetime(2026, 10, 7, 23, 30, tzinfo=clock.ALMATY)


def delivered(state: str = "accepted") -> Delivery:
    """Return a delivery of two titles, one of them at two prices."""
    delivery = Delivery.create(state=state, received_on=DAY)
    records = make_record("Бір"), make_record("Екі")
    for record, price in ((records[0], 1), (records[0], 2), (records[1], 1)):
        DeliveryLine.create(
            delivery=delivery, record=record, by_document=3, quantity=3, price=Decimal(price)
        )
    return delivery


def entered(kind: str, number: int, **more: object) -> SummaryEntry:
    """Return an entry of the summary book by which two copies of one title came."""
    entry = SummaryEntry.create(
        part=1, year=2026, number=number, fund="main", kind=kind, entered_on=DAY, titles=1, **more
    )
    record = make_record()
    for _number in range(2):
        Movement.create(entry=entry, copy=make_copy(record=record), sign=1, amount=Decimal(1))
    return entry


def checked() -> None:
    delivered()
    delivered("draft")
    delivered("reversed")


def numbered() -> None:
    entered("delivery", 1)
    entered("replacement", 2)
    entered("opening", 3)  # these had their numbers before
    back = entered("delivery", 4)
    entered("reversal", 5, reverses=back)


def shelved() -> None:
    delivery = delivered()
    DeliveryStep.create(delivery=delivery, step="stamped", done_on=DAY)
    DeliveryStep.create(delivery=delivery, step="labelled", done_on=DAY)


def records() -> None:
    make_record(created_at=EARLY)
    make_record(created_at=LATE)


def cards() -> None:
    CardPrint.create(printed_at=EARLY, records=2, cards=7)


def readers_entered() -> None:
    make_reader(registered_on=DAY)


def rules_read() -> None:
    make_reader(registered_on=date(2020, 9, 1), rules_read_on=DAY)


def replaced() -> None:
    make_replacement(accepted_on=DAY)


def approved() -> None:
    Case.create(state="approved", act_on=DAY, act_no=1, act_year=2026)
    Case.create(state="closed", act_on=DAY, act_no=2, act_year=2026)
    Case.create(state="commission")


def handed_over(kind: str) -> Callable[[], None]:
    def make() -> None:
        case = Case.create(state="approved", act_on=date(2026, 9, 1), act_no=1, act_year=2026)
        for each in ("classroom", "waste", "transfer"):
            disposal = Disposal.create(case=case, kind=each, done_on=DAY)
            for _number in range(3 if each == kind else 1):
                CaseCopy.create(
                    case=case, copy=make_copy(), inventory_no="1", fate=each, disposal=disposal
                )

    return make


def noticed() -> None:
    reader = make_reader()
    for at, result in ((EARLY, "printed"), (LATE, "sent")):
        Notice.create(reader=reader, kind="paper", sent_at=at, result=result)
    Notice.create(reader=make_reader("Б В"), kind="email", sent_at=EARLY, result="failed")


@pytest.mark.parametrize(
    ("name", "make", "expected"),
    [
        ("fund.titles_checked", checked, 2),
        ("fund.titles_numbered", numbered, 2),
        ("fund.titles_in_summary_book", numbered, 2),
        ("fund.titles_shelved", shelved, 2),
        ("catalogue.records", records, 2),
        ("catalogue.cards_printed", cards, 7),
        ("readers.entered", readers_entered, 1),
        ("readers.rules_read", rules_read, 1),
        ("circulation.replacements", replaced, 1),
        ("writeoff.acts", approved, 2),
        ("writeoff.to_classrooms", handed_over("classroom"), 3),
        ("writeoff.waste", handed_over("waste"), 3),
        ("debtors.worked_with", noticed, 1),
    ],
)
def test_a_unit_counts_its_own_days(name: str, make: Callable[[], None], expected: int) -> None:
    unit = services.units()[name]
    assert unit.count(DAY, DAY) == 0
    make()

    assert unit.count(DAY, DAY) == expected
    assert unit.count(DAY - timedelta(days=30), DAY + timedelta(days=30)) == expected
    assert unit.count(DAY - timedelta(days=30), DAY - timedelta(days=1)) == 0
    assert unit.count(DAY + timedelta(days=1), DAY + timedelta(days=30)) == 0


def test_a_class_is_supplied_by_the_first_textbook_of_a_pupil() -> None:
    unit = services.units()["circulation.classes_supplied"]
    year = (date(2026, 9, 1), date(2027, 8, 31))

    def lent(letter: str, day: date, **more: object) -> None:
        copy = make_copy(fund=more.pop("fund", "textbook"))
        reader = make_reader(school_class=make_class(7, letter))
        at = datetime(day.year, day.month, day.day, 9, tzinfo=clock.ALMATY)
        make_loan(copy, reader, lent_at=at, **more)

    lent("А", date(2026, 9, 2))
    lent("А", date(2026, 9, 2))
    lent("Ә", date(2026, 8, 26))  # given out before the lessons begin
    lent("Б", date(2026, 5, 31))  # of the year before
    lent("В", date(2027, 6, 2))  # of the year after
    lent("Г", date(2026, 9, 2), fund="main")
    lent("Д", date(2026, 9, 2), is_undone=True, returned_at=clock.now())
    lent("Е", date(2026, 9, 2), returned_at=clock.now())

    assert unit.count(*year) == 3
    assert unit.count(date(2025, 9, 1), date(2026, 8, 31)) == 1
    assert unit.count(date(2027, 9, 1), date(2028, 8, 31)) == 1
    assert unit.count(date(2026, 9, 2), date(2026, 9, 2)) == 2


def test_where_the_records_are_listed_is_a_page(librarian) -> None:
    first, last = date(2026, 9, 1), date(2027, 8, 31)
    for name, unit in services.units().items():
        if unit.url is not None:
            assert librarian.get(unit.url(first, last)).status_code == 200, name
