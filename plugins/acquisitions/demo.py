"""Acquisition in the demo school: a campaign, wishes, an order on its way, an exhibition."""

from datetime import timedelta

from core.demo import School
from plugins.acquisitions.models import (
    Campaign,
    Exhibition,
    Gift,
    Giver,
    Order,
    OrderLine,
    Supplier,
    VisitingBook,
    Wish,
    WishAsk,
)
from plugins.catalogue.models import Record
from plugins.readers.models import Reader

CAMPAIGNS = (
    ("Кітап сыйлай білесің бе?", 40, 12),
    ("Отбасымның сүйікті кітабы", 75, 61),
)
GIVERS = (
    ("parent", "Серікова Айгүл"),
    ("organisation", "«Атамұра» корпорациясы"),
    ("parent", "Омаров Данияр"),
)
WISHES = (
    ("Роулинг Дж. Гарри Поттер және даналық тас", 6, "new", ""),
    ("Экзюпери А. Кішкентай ханзада", 4, "new", ""),
    ("Қабышұлы Ғ. Қазақ ертегілері", 3, "new", ""),
    ("Верн Ж. Айдағы адамдар", 2, "ordered", ""),
    ("Комикс: Өрмекші адам", 2, "declined", "мектеп қорына сай келмейді"),
)
VISITING = (
    ("А-1204", "Айтматов Ш.", "Ақ кеме", 1998, 2, 2100),
    ("А-1311", "Хемингуэй Э.", "Шал мен теңіз", 2012, 1, 2800),
    ("А-1420", "Дойл А. К.", "Шерлок Холмс хикаялары", 2015, 3, 3200),
    ("А-1533", "Лондон Дж.", "Мартин Иден", 2009, 1, 2450),
)


def fill(school: School) -> None:
    """Write a term's acquisition down; the same for the same seed."""
    today = school.today
    books = list(
        Record.select().where(Record.kind == "book").order_by(Record.sort_key, Record.id).limit(8)
    )
    pupils = list(Reader.select().where(Reader.kind == "pupil").order_by(Reader.card_no).limit(12))
    for at, (title, ago, until) in enumerate(CAMPAIGNS):
        first = today - timedelta(days=ago)
        its = Campaign.create(title=title, first_on=first, last_on=today - timedelta(days=until))
        names = [(kind, name, None) for kind, name in GIVERS[at:]]
        names += [("reader", one.name, one) for one in pupils[at * 3 : at * 3 + 3]]
        for place, (kind, name, reader) in enumerate(names):
            giver = Giver.create(
                campaign=its,
                kind=kind,
                name=name,
                reader=reader,
                school_class=reader.school_class_id if reader else None,
                given_on=first + timedelta(days=place),
            )
            if books:
                record = books[(place + at) % len(books)]
                Gift.create(giver=giver, record=record, quantity=1 + place % 2, price=2500)
    wishes = [_wish(school, pupils, *one) for one in WISHES]
    firm = Supplier.create(
        name="«Фолиант» баспасы", contact="Тапсырыс бөлімі", phone="7172 39-60-80"
    )
    order = Order.create(
        title="Күзгі тапсырыс",
        supplier=firm,
        made_on=today - timedelta(days=30),
        sent_on=today - timedelta(days=28),
        due_on=today - timedelta(days=2),
        state="sent",
    )
    for record in books[:4]:
        OrderLine.create(
            order=order,
            record=record,
            authors=record.authors[:200],
            title=record.full_title[:300],
            quantity=5,
            price=3200,
        )
    OrderLine.create(order=order, title=str(wishes[3].text), quantity=3, price=2900, wish=wishes[3])
    for title, ago, due in (("Әлем әдебиетінің жауһарлары", 12, 2), ("Туған өлке", 60, -40)):
        shown = Exhibition.create(
            title=title,
            partner="Аудандық орталық кітапхана",
            partner_person="Қасымова Гүлнәр",
            came_on=today - timedelta(days=ago),
            due_on=today + timedelta(days=due),
            returned_on=today + timedelta(days=due) if due < 0 else None,
        )
        for number, authors, name, year, quantity, price in VISITING:
            VisitingBook.create(
                exhibition=shown,
                number=number,
                authors=authors,
                title=name,
                year=year,
                quantity=quantity,
                price=price,
                returned=quantity if due < 0 else 0,
            )


def _wish(
    school: School, pupils: list[Reader], text: str, times: int, state: str, reason: str
) -> Wish:
    first = school.today - timedelta(days=20)
    askers = pupils[:times]
    its: Wish = Wish.create(
        text=text, asked_on=first, times=len(askers), state=state, reason=reason
    )
    for at, one in enumerate(askers):
        WishAsk.create(wish=its, reader=one, asked_on=first + timedelta(days=at))
    return its
