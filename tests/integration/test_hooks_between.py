"""Every question that sections ask one another is asked, and its answer arrives."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.answers import Block, DiaryPart, EventState, Fact, Happening, ReportPart, Step, WorkUnit
from core.sections import gather, hook
from plugins.acquisitions.models import Wish
from plugins.catalogue.services import ReadingList, search
from plugins.events import services as events
from plugins.events.services import exhibitions
from plugins.fund.services import deliveries
from plugins.opac.services import wishes
from plugins.planning import services as planning
from plugins.planning.models import Plan, PlanLine
from plugins.readers import services as readers
from plugins.readers.errors import ReaderStays
from plugins.readers.services import personal
from plugins.reports.models import Report
from plugins.textbooks.services import provision
from tests.integration.probing import WORDS, Answering, about, answering, block
from tests.makers import (
    make_copy,
    make_reader,
    make_record,
    make_set,
    make_staff,
    make_textbook,
)

__all__ = ["answering"]


@about("record_blocks", "copy_blocks", "reader_blocks", "copy_facts", "reader_facts")
@pytest.mark.parametrize(
    ("name", "answer", "page", "make"),
    [
        ("record_blocks", lambda record: [block()], "/catalogue/records", make_record),
        ("copy_blocks", lambda copy: [block()], "/fund/copies", make_copy),
        ("reader_blocks", lambda reader: [block()], "/readers/readers", make_reader),
        ("copy_facts", lambda copy: [Fact("Probe", WORDS)], "/fund/copies", make_copy),
        ("reader_facts", lambda reader: [Fact("Probe", WORDS)], "/readers/readers", make_reader),
    ],
)
def test_the_page_of_one_thing(
    answering: Answering,
    librarian: FlaskClient,
    name: str,
    answer: Callable[..., Any],
    page: str,
    make: Callable[[], Any],
) -> None:
    address = f"{page}/details/?id={make().id}"
    assert WORDS not in librarian.get(address).text

    answering(**{name: answer})

    assert WORDS in librarian.get(address).text


@about("records_available")
def test_which_records_have_a_copy_on_the_shelf(answering: Answering) -> None:
    here, away = make_record("Абай жолы"), make_record("Абай")
    make_copy(record=here)
    asked = search.Filters(is_available=True)
    assert search.find("абай", filters=asked).ids == [here.id]
    answering(records_available=lambda record_ids: [away.id])

    assert search.find("абай", filters=asked).ids == [away.id]


@about("reader_steps")
def test_the_buttons_of_a_reader(answering: Answering, librarian: FlaskClient) -> None:
    answering(reader_steps=lambda reader: [Step(WORDS, "/probe")])

    assert WORDS in librarian.get(f"/readers/readers/details/?id={make_reader().id}").text


@about("take_planned_events")
def test_the_events_of_a_plan_go_into_the_calendar(answering: Answering) -> None:
    taken: list[Any] = []
    answering(take_planned_events=lambda events, by, at: taken.extend(events) or len(events))

    planning.load(2026, by=None)

    assert len(taken) == 43 + 8  # the monthly one is nine
    assert len({one.key for one in taken}) == len(taken)
    first = taken[0]
    assert (first.title, first.on) == ("«Кітап сарқылмас байлық»", date(2026, 9, 1))


@about("happenings")
def test_the_bulletin_tells_what_happens(answering: Answering, librarian: FlaskClient) -> None:
    day = clock.today()
    answering(happenings=lambda first, last: [Happening(day=first, title=WORDS, is_held=True)])

    page = librarian.get(f"/information/bulletin/?month={day:%Y-%m}").text

    assert WORDS in page


@about("personal_data", "reader_erased")
def test_what_is_kept_about_a_reader_is_told_and_erased(answering: Answering) -> None:
    erased: list[str] = []
    answering(
        personal_data=lambda reader: [block()],
        reader_erased=lambda reader: erased.append(reader.name),
    )
    reader = make_reader("Әлібек Нұрасыл")

    assert WORDS in str(personal.tables_of(reader))
    readers.let_go(reader, on=clock.today(), by=None)
    personal.erase(reader, on=clock.today(), by=None)

    assert erased == ["Әлібек Нұрасыл"]


@about("register_work_units", "plan_progress", "planned_events")
def test_a_line_of_the_plan_counts_what_a_section_counts(answering: Answering) -> None:
    plan = Plan.create(school_year=2026)
    line = {"plan": plan, "place": "III", "text_kk": WORDS, "quantity": 10}
    PlanLine.create(**line, work_unit="probe.things", key="a")
    PlanLine.create(**line | {"place": "VIII"}, is_event=True, key="b")
    asked: list[tuple[date, date]] = []

    def count(first: date, last: date) -> int:
        asked.append((first, last))
        return 4

    answering(
        register_work_units=lambda: [WorkUnit("probe.things", "Things", count)],
        planned_events=lambda keys: {"b": EventState("held", date(2026, 10, 1))},
    )

    half, later = date(2026, 12, 31), date(2027, 1, 1)
    told = gather(hook.plan_progress(year=2026, first=date(2026, 7, 1), last=half))

    assert [(one.done, one.planned, one.percent) for one in told] == [(4, 10, 40), (1, 10, 10)]
    assert asked == [(date(2026, 9, 1), half)]
    # The event was held in October: it is not of the second half.
    told = gather(hook.plan_progress(year=2026, first=later, last=date(2027, 12, 31)))
    assert [one.done for one in told] == [4, 0]
    assert asked[1:] == [(later, date(2027, 8, 31))]
    assert gather(hook.plan_progress(year=2020, first=later, last=later)) == []


@about("reader_blockers")
def test_why_a_reader_stays(answering: Answering) -> None:
    answering(reader_blockers=lambda reader: [WORDS])

    with pytest.raises(ReaderStays, match=WORDS):
        readers.let_go(make_reader(), on=clock.today(), by=None)


@about("loans_of_records")
def test_how_often_books_of_an_exhibition_are_borrowed(
    answering: Answering, librarian: FlaskClient
) -> None:
    today, record = clock.today(), make_record()
    plan = events.Plan(title="Көрме", form=events.find_form("Көрме"), day=today)
    event = events.add(plan, by=None)
    exhibitions.put(event, record, by=None)
    asked: list[Any] = []
    answering(
        loans_of_records=lambda record_ids, first, last: (
            asked.append((list(record_ids), first, last)) or {record.id: 37}
        )
    )

    assert "borrowed 37 times" in librarian.get(f"/events/event/{event.id}/").text
    assert asked == [([record.id], today, today)]


@about("readers_by_loans", "classes_by_loans")
def test_who_borrowed_most(answering: Answering, librarian: FlaskClient) -> None:
    reader = make_reader("Ғани Қанат")
    answering(
        readers_by_loans=lambda first, last, most: [(reader.id, 61)],
        classes_by_loans=lambda first, last: {reader.school_class_id: 83},
    )

    page = librarian.get("/events/awards/?first=2026-09-01&last=2026-11-01").text

    assert "Ғани Қанат" in page
    assert ">61<" in page
    assert ">83<" in page


@about("catalogue_page")
def test_where_one_looks_without_signing_in(answering: Answering, client: FlaskClient) -> None:
    make_staff("head")
    answering(catalogue_page=lambda: "/probe/")

    assert 'href="/probe/"' in client.get("/login").text


@about("reading_lists")
def test_what_pupils_may_read(answering: Answering, client: FlaskClient) -> None:
    make_staff("head")
    answering(reading_lists=lambda on: [ReadingList("probe.1", "exhibition", WORDS, "", [])])

    assert WORDS in client.get("/catalog/lists/").text


@about("take_wish", "wishes_of")
def test_what_a_reader_wishes_for(answering: Answering) -> None:
    reader, kept = make_reader(), []
    answering(
        take_wish=lambda reader, text, on: kept.append(text) or True,
        wishes_of=lambda reader: [Fact(WORDS, "")],
    )

    wishes.wish(reader, "Гарри Поттер")

    assert kept == ["Гарри Поттер"]
    assert WORDS in [one.label for one in wishes.of(reader)]


@about("take_wish", "wishes_of")
@pytest.mark.usefixtures("app")
def test_wishes_of_the_pupils_catalogue_are_kept_by_acquisition() -> None:
    reader, other = make_reader(), make_reader("Асан Дана")

    wishes.wish(reader, "Гарри Поттер")
    wishes.wish(other, "гарри  поттер")

    assert [one.label for one in wishes.of(reader)] == ["Гарри Поттер"]
    assert [(str(one), one.times) for one in Wish.select()] == [("Гарри Поттер", 2)]


@about("provision_steps")
def test_what_may_be_done_with_what_is_short(answering: Answering, librarian: FlaskClient) -> None:
    make_reader()
    make_set([make_textbook()], year=provision.year_now())
    answering(provision_steps=lambda year: [Step(WORDS, f"/probe/{year}", is_post=True)])

    page = librarian.get("/textbooks/provision/").text

    assert WORDS in page
    assert f'action="/probe/{provision.year_now()}"' in page
    assert f"/acquisitions/orders/textbooks?year={provision.year_now()}" in page


@about("delivery_closed")
def test_who_waits_for_a_delivery_is_told(answering: Answering) -> None:
    told: list[str] = []
    answering(delivery_closed=lambda delivery: told.append(delivery.state))
    delivery = deliveries.begin(fund="main", source="gift")
    deliveries.add_line(delivery, make_record(), quantity=1, by=None)

    deliveries.accept(delivery, by=None)
    deliveries.reverse(delivery, by=None)

    assert told == ["accepted", "reversed"]


@about("register_diary_parts", "report_parts")
def test_sections_fill_the_diary_and_the_report(
    answering: Answering, librarian: FlaskClient
) -> None:
    day = clock.today()
    part = DiaryPart(
        "probe.things",
        WORDS,
        [("a", "things counted")],
        lambda first, last: {day: {"a": 771}} if first <= day <= last else {},
        entries=lambda first, last: Block("Entries", ("What",), [("an entry of the probe",)]),
    )
    answering(
        register_diary_parts=lambda: [part],
        report_parts=lambda first, last: [ReportPart(f"{WORDS}-report", "VIII", [], [])],
    )
    browser = librarian

    page = browser.get(f"/reports/diary/?month={day:%Y-%m}&part=3").text
    report = Report.create(kind="month", first=day.replace(day=1), last=day)

    assert "things counted" in page
    assert "771" in page
    assert "an entry of the probe" in page
    assert browser.get(f"/reports/reports/{report.id}").status_code == 200
