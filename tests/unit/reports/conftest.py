"""A small library with two weeks behind it, and a Monday on which somebody looks at its diary."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from core import clock
from core.clock import ALMATY
from core.models import Staff
from plugins.circulation.models import Visit
from tests.makers import make_class, make_copy, make_loan, make_reader, make_record, make_staff

#: Days of the library: a Monday, the Tuesday after it.
MON, TUE = date(2026, 11, 2), date(2026, 11, 3)
#: When its diary is looked at: weeks later.
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=ALMATY)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is Monday the 23rd of November 2026, whatever the machine's clock says."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


@pytest.fixture
def by(app: Flask, now: datetime) -> Staff:
    """The librarian."""
    return make_staff()


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ALMATY)


@pytest.fixture
def library(by: Staff) -> dict[str, Any]:
    """Readers of each group, books of several branches and languages, loans and visits."""
    old = date(2026, 1, 15)
    junior = make_reader("Бала Айша", school_class=make_class(3, "А"), registered_on=old)
    middle = make_reader("Оқушы Дәулет", school_class=make_class(7, "Ә"), registered_on=MON)
    senior = make_reader("Түлек Санжар", school_class=make_class(11, "Б"), registered_on=old)
    teacher = make_reader("Ұстаз Гүлнар", kind="teacher", registered_on=old)
    fiction = make_record("Абай жолы", bbk="84(5Қаз)")
    tales = make_record("Ертегілер", bbk="84(5Қаз)", grade=3)
    physics = make_record("Физика таңғажайыптары", bbk="22.3", language="ru")
    magazine = make_record("Ақ желкен", kind="periodical", bbk="92")
    unsorted = make_record("Belgisiz", language="en")
    algebra = make_record("Алгебра", kind="textbook", grade=7, bbk="22.1")
    lent = [
        make_loan(make_copy(record=fiction), middle, lent_at=at(MON, 0, 5)),
        make_loan(make_copy(record=tales), junior, lent_at=at(MON)),
        make_loan(make_copy(record=physics), middle, lent_at=at(MON, 23, 55)),
        make_loan(make_copy(record=magazine), teacher, lent_at=at(TUE)),
        make_loan(make_copy(record=unsorted), senior, lent_at=at(TUE)),
        make_loan(make_copy(record=algebra, fund="textbook"), middle, lent_at=at(TUE)),
    ]
    undone = make_loan(
        make_copy(record=fiction), senior, lent_at=at(TUE), is_undone=True, returned_at=at(TUE, 11)
    )
    for day, people in ((MON, (junior, middle)), (TUE, (teacher, senior, middle))):
        for one in people:
            Visit.create(reader=one, visited_on=day)
    return {
        "lent": lent,
        "undone": undone,
        "middle": middle,
        "senior": senior,
        "junior": junior,
        "records": {"fiction": fiction, "physics": physics},
        "tomorrow": TUE + timedelta(days=1),
    }
