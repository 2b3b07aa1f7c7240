"""The periodicals of the demo school: real titles, with invented indexes, prices and arrivals."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.clock import ALMATY
from core.demo import School, read_table, workday
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.periodicals.models import (
    Binding,
    Issue,
    Order,
    OrderLine,
    ReaderSubscription,
    Title,
    half_of,
)
from plugins.periodicals.services import articles, orders
from plugins.readers.models import Reader

DATA = Path(__file__).parent / "demo_data"

#: Of a hundred issues so many are still missing.
MISSING = 3

#: Readers who take something at home.
SUBSCRIBERS = 8


def fill(school: School) -> None:
    """Add titles, the orders of two years, what came of them, volumes and readers' own."""
    titles = _titles(school)
    year, half = half_of(school.today)
    halves = [(year - 1, 1), (year - 1, 2), (year, 1)] + ([(year, 2)] if half == 2 else [])
    for place, (of_year, of_half) in enumerate(halves):
        _order(school, titles, of_year, of_half, 41 + 7 * place)
    _arrivals(school, titles)
    _volumes(school, titles)
    _readers(school, titles)
    _articles(school, {str(row["title"]): title for title, row in titles})


def _date(record: Record, day: date) -> None:
    """Let the record have been entered on that day: the same school for the same seed."""
    moment = datetime.combine(day, time(12), ALMATY)
    Record.update(created_at=moment, updated_at=moment).where(Record.id == record.id).execute()


def _titles(school: School) -> list[tuple[Title, dict[str, str]]]:
    found = []
    for row in read_table(DATA / "titles.tsv"):
        record = Record(
            kind="periodical",
            title=row["title"],
            language=row["language"],
            city=row["city"],
            bbk=row["bbk"],
        )
        record.save(force_insert=True)
        _date(record, school.today - timedelta(days=600))
        title = Title.create(
            record=record,
            kind=row["kind"],
            is_thick=bool(row["thick"]),
            index_no=row["index"],
            frequency=row["frequency"],
            a_year=int(row["a_year"]),
            weekdays=row["weekdays"],
            due_day=int(row["due_day"]),
            supplier=row["supplier"],
            added_on=school.today - timedelta(days=600),
        )
        found.append((title, row))
    return found


def _order(
    school: School, titles: list[tuple[Title, dict[str, str]]], year: int, half: int, number: int
) -> None:
    person = school.staff.get("head")
    ordered_on = workday(date(year - 1, 11, 20) if half == 1 else date(year, 5, 20))
    order = Order.create(
        year=year,
        half=half,
        order_no=str(number),
        ordered_on=ordered_on,
        supplier="Қазпошта",
        document=f"Келісімшарт № {number}, {ordered_on:%d.%m.%Y}",
        opened_at=datetime.combine(ordered_on, time(10), ALMATY),
        by=person,
    )
    for title, row in titles:
        price = Decimal(row["price"]) + 50 * (year - school.today.year)
        line = OrderLine.create(
            order=order, title=title, year=year, half=half, sets=int(row["sets"]), price=price
        )
        orders.expect(line)


def _arrivals(school: School, titles: list[tuple[Title, dict[str, str]]]) -> None:
    dice = school.rng("periodicals")
    person = school.staff.get("librarian")
    for title, _row in titles:
        late = 1 if title.kind == "newspaper" else 3
        for issue in Issue.select().where(Issue.title == title).order_by(Issue.id):
            day = workday(issue.due_on + timedelta(days=dice.randint(0, late)))
            old = issue.due_on.year < school.today.year
            if day > school.today or (not old and dice.randrange(100) < MISSING):
                continue
            issue.sets, issue.received_on = issue.sets_due, day
            issue.received_at = datetime.combine(
                day, time(9 + dice.randrange(4), dice.randrange(60)), ALMATY
            )
            issue.received_by = person
            issue.stamped_on = day if day < school.today - timedelta(days=2) else None
            issue.save()


def _volumes(school: School, titles: list[tuple[Title, dict[str, str]]]) -> None:
    """Tell of the volumes that the fund has of these titles when they were bound."""
    known = {str(row["title"]): title for title, row in titles}
    copies = (
        Copy.select(Copy, Record)
        .join(Record)
        .where(Record.kind == "periodical", Record.title.in_(list(known)))
        .order_by(Copy.id)
    )
    rows: list[dict[str, Any]] = [
        {
            "title": known[str(one.record.title)],
            "year": one.record.year,
            "words": str(one.record.part).partition(", ")[2][:200],
            "copy": one,
            "bound_on": one.received_on,
            "at": datetime.combine(one.received_on, time(12), ALMATY),
        }
        for one in copies
        if one.record.year
    ]
    if rows:
        Binding.insert_many(rows).execute()


def _readers(school: School, titles: list[tuple[Title, dict[str, str]]]) -> None:
    dice = school.rng("periodicals readers")
    readers = list(Reader.select().where(Reader.left_on.is_null()).order_by(Reader.id).limit(400))
    year, half = orders.half_after(*half_of(school.today))
    for reader in dice.sample(readers, min(SUBSCRIBERS, len(readers))):
        title, row = dice.choice(titles)
        ReaderSubscription.create(
            reader=reader,
            periodical=str(title.record.title),
            year=year,
            half=half,
            price=Decimal(row["price"]),
            place=dice.choice(("Мектепке", "Үйіне", "Пошта бөлімшесіне")),
            signed_on=school.today - timedelta(days=dice.randint(0, 20)),
            by=school.staff.get("librarian"),
        )


def _articles(school: School, titles: dict[str, Title]) -> None:
    """Describe an article of the last issues of some titles."""
    person = school.staff.get("librarian")
    for row in read_table(DATA / "articles.tsv"):
        came = (
            Issue.select()
            .where(Issue.title == titles[row["source"]], Issue.received_on.is_null(False))
            .order_by(Issue.due_on.desc(), Issue.id.desc())
        )
        issues = list(came.limit(int(row["back"]) + 1))
        if len(issues) <= int(row["back"]):
            continue
        made = articles.describe({**row}, issues[-1], by=person)
        made.added_on = issues[-1].received_on
        made.save()
        _date(made.record, made.added_on)
