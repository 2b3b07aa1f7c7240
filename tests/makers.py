"""Makers of things a library has: each with sensible values, so that a test says what matters."""

import itertools
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from core import clock
from core.clock import ALMATY
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan, Replacement
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet

_numbers = itertools.count(1)

#: A Monday in term, at a quarter past ten.
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=ALMATY)


def make_staff(role: str = "librarian", **more: Any) -> Staff:
    """Return a person with a login; the password fits nothing."""
    login = more.pop("login", f"{role}{next(_numbers)}")
    return Staff.create(
        login=login, full_name=more.pop("full_name", login), role=role, password_hash="-", **more
    )


def make_class(grade: int = 7, letter: str = "Ә", **more: Any) -> SchoolClass:
    """Return a class, made anew or the one that is there."""
    language = more.pop("language", "kk")
    found = SchoolClass.get_or_none(
        SchoolClass.grade == grade, SchoolClass.letter == letter, SchoolClass.language == language
    )
    if found is None:
        found = SchoolClass(grade=grade, letter=letter, language=language, **more)
        found.save()
    return found


def make_reader(name: str = "Әлібек Нұрасыл", **more: Any) -> Reader:
    """Return a pupil of 7 «Ә», or whoever ``more`` makes of him."""
    last, _space, first = name.partition(" ")
    kind = more.setdefault("kind", "pupil")
    if kind == "pupil" and "school_class" not in more:
        more["school_class"] = make_class()
    more.setdefault("card_no", 1000 + next(_numbers))
    reader = Reader(last_name=last, first_name=first, **more)
    reader.save(force_insert=True)
    return reader


def make_record(title: str = "Абай жолы", **more: Any) -> Record:
    """Return a book by Мұхтар Әуезов, or another."""
    more.setdefault("authors", "Әуезов Мұхтар")
    record = Record(title=title, **more)
    record.save(force_insert=True)
    return record


def make_copy(number: str = "", record: Record | None = None, **more: Any) -> Copy:
    """Return a copy in the main fund."""
    more.setdefault("received_on", date(2020, 9, 1))
    copy = Copy(
        record=record or make_record(), inventory_no=number or str(5000 + next(_numbers)), **more
    )
    copy.save(force_insert=True)
    return copy


def make_loan(
    copy: Copy | None = None,
    reader: Reader | None = None,
    *,
    days_ago: int = 3,
    days: int = 14,
    **more: Any,
) -> Loan:
    """Return an open loan made ``days_ago``, due ``days`` after that."""
    at = more.pop("lent_at", clock.now() - timedelta(days=days_ago))
    more.setdefault("due_on", at.date() + timedelta(days=days))
    return Loan.create(copy=copy or make_copy(), reader=reader or make_reader(), lent_at=at, **more)


def make_replacement(**more: Any) -> Replacement:
    """Return the line of a copy that was lost on a loan and made good in money."""
    loan = make_loan()
    usual = {"fund": str(loan.copy.fund), "year": 2026, "number": 1, "amount": Decimal(500)}
    usual |= {"reader": loan.reader, "accepted_on": clock.today()}
    made: Replacement = Replacement.create(loan=loan, copy=loan.copy, **(usual | more))
    return made


def make_set(
    records: Iterable[Record],
    *,
    year: int = 2026,
    grade: int = 7,
    language: str = "kk",
    profile: str = "",
    **more: Any,
) -> list[SetItem]:
    """Return the items of a new set of textbooks, one for each of the records."""
    whole = TextbookSet.create(school_year=year, grade=grade, language=language, profile=profile)
    items = []
    for place, record in enumerate(records):
        item = SetItem.create(
            textbook_set=whole,
            position=place,
            subject=more.get("subject", record.subject),
            share=more.get("share", 100),
        )
        SetEdition.create(item=item, record=record)
        items.append(item)
    return items


def make_textbook(title: str = "Алгебра", grade: int = 7, **more: Any) -> Record:
    """Return a textbook whose subject is its title."""
    more.setdefault("subject", title)
    return make_record(title, kind="textbook", grade=grade, **more)
