"""Acquisition in the demo school: a campaign, wishes, an order on its way, an exhibition."""

from datetime import date, timedelta

from peewee import fn

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
from plugins.fund.models import (
    CAME,
    STEPS,
    Copy,
    Delivery,
    DeliveryLine,
    DeliveryStep,
    Movement,
    SummaryEntry,
)
from plugins.readers.models import Reader

#: The campaign that goes on, and the one whose books are in the fund.
NOW, BEFORE = "Кітап сыйлай білесің бе?", "Отбасымның сүйікті кітабы"
#: Copies that a campaign brings at the most.
MOST_GIVEN = 12

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
    names: list[tuple[str, str, Reader | None]] = [(kind, name, None) for kind, name in GIVERS]
    names += [("reader", one.name, one) for one in pupils[:3]]
    first = today - timedelta(days=40)
    its = Campaign.create(title=NOW, first_on=first, last_on=today - timedelta(days=12))
    for place, who in enumerate(names):
        giver = _giver(its, *who, on=first + timedelta(days=place))
        if books:
            record = books[place % len(books)]
            Gift.create(giver=giver, record=record, quantity=1 + place % 2, price=2500)
    _accepted(school, list(reversed(names)))
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


def _giver(its: Campaign, kind: str, name: str, reader: Reader | None, *, on: date) -> Giver:
    giver: Giver = Giver.create(
        campaign=its,
        kind=kind,
        name=name,
        reader=reader,
        school_class=reader.school_class_id if reader else None,
        given_on=on,
    )
    return giver


def _accepted(school: School, names: list[tuple[str, str, Reader | None]]) -> None:
    """Let the last small batch of the main fund be what a campaign brought."""
    entry = (
        SummaryEntry.select()
        .where(
            SummaryEntry.part == CAME,
            SummaryEntry.kind == "delivery",
            SummaryEntry.fund == "main",
            SummaryEntry.copies <= MOST_GIVEN,
            SummaryEntry.entered_on <= school.today,
        )
        .order_by(SummaryEntry.entered_on.desc(), SummaryEntry.id.desc())
        .first()
    )
    if entry is None:
        return
    day = entry.entered_on
    its = Campaign.create(title=BEFORE, first_on=day - timedelta(days=14), last_on=day)
    delivery = Delivery.create(
        fund="main",
        document_kind="act",
        document_no=str(entry.number),
        document_on=day,
        supplier=BEFORE,
        source="gift",
        received_on=day,
        state="accepted",
        entry=entry,
        accepted_at=entry.at,
    )
    for step in STEPS:
        DeliveryStep.create(delivery=delivery, step=step, done_on=day)
    moved = (
        Movement.select(Copy.record, Movement.amount, fn.COUNT(Movement.id))
        .join(Copy)
        .where(Movement.entry == entry)
        .group_by(Copy.record, Movement.amount)
        .order_by(Copy.record, Movement.amount)
        .tuples()
    )
    for place, (record, price, count) in enumerate(list(moved)):
        DeliveryLine.create(
            delivery=delivery, record=record, by_document=count, quantity=count, price=price
        )
        giver = _giver(its, *names[place % len(names)], on=day - timedelta(days=place % 7))
        Gift.create(giver=giver, record=record, quantity=count, price=price, delivery=delivery)
    entry.document, entry.source = delivery.document, delivery.source_words
    entry.save(only=(SummaryEntry.document, SummaryEntry.source))
