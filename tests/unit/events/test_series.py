"""Events that come again, books of exhibitions, files: each rule and each refusal."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from plugins.events import services as events
from plugins.events.errors import (
    MaterialTooLarge,
    NotAMaterial,
    ShownAlready,
    TooMany,
    UnknownBook,
    UnknownEvent,
    WrongPeriod,
)
from plugins.events.models import Attachment, Event, Series
from plugins.events.services import awards, exhibitions, feeds, materials, series
from tests.makers import make_copy, make_record
from tests.unit.events.conftest import DAY

Make = Callable[..., Event]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def plan(**more: object) -> events.Plan:
    more.setdefault("day", date(2026, 8, 31))
    return events.Plan(title="Буккроссинг", form=events.find_form("буккроссинг"), **more)


def office(types: str = DOCX, **parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types><Override ContentType="{types}"/></Types>')
        for name, body in parts.items():
            packed.writestr(name, body)
    return file.getvalue()


def test_a_month_without_a_31st_has_its_last_day() -> None:
    days = series.days_of(date(2026, 8, 31), "month", date(2027, 3, 31))

    assert [f"{one:%d.%m}" for one in days] == (
        ["31.08", "30.09", "31.10", "30.11", "31.12", "31.01", "28.02", "31.03"]
    )


def test_a_week_is_seven_days() -> None:
    days = series.days_of(date(2026, 12, 25), "week", date(2027, 1, 8))

    assert [one.day for one in days] == [25, 1, 8]


def test_a_series_has_an_end(database: str) -> None:
    with pytest.raises(TooMany):
        series.add_series(plan(), "week", date(2030, 1, 1), by=None)
    with pytest.raises(WrongPeriod):
        series.add_series(plan(), "week", date(2020, 1, 1), by=None)

    assert (Event.select().count(), Series.select().count()) == (0, 0)


def test_months_alone_make_months_alone(database: str) -> None:
    made = series.add_series(
        plan(day=None, month=date(2026, 9, 1)), "month", date(2026, 12, 31), by=None, plan_key="b"
    )

    assert [(one.day, one.month.month) for one in made] == [
        (None, 9),
        (None, 10),
        (None, 11),
        (None, 12),
    ]
    assert events.counts_by_plan_key(["b"]) == {"b": (4, 0)}


def test_what_was_held_is_not_changed_with_the_series(database: str) -> None:
    made = series.add_series(plan(day=date(2024, 9, 2)), "month", date(2024, 12, 31), by=None)
    events.hold(made[2], {"others": 4}, by=None)

    count = series.change_all(made[1], plan(day=date(2024, 10, 2), room="Фойе"), by=None)

    assert count == 2
    rooms = [str(one.room) for one in Event.select().order_by(Event.month)]
    assert rooms == ["", "Фойе", "", "Фойе"]
    assert series.remove_later(made[0], by=None) == 2
    assert Event.select().count() == 2


def test_a_scan_finds_a_copy_its_number_and_an_isbn(make_event: Make) -> None:
    show, copy = make_event(form_name="Көрме"), make_copy("501")
    other = make_record("Қан мен тер", isbn="9786012156256")

    exhibitions.scan(show, copy.code, by=None)
    with pytest.raises(ShownAlready):
        exhibitions.scan(show, "501", by=None)
    exhibitions.scan(show, "978-601-215-625-6", by=None)
    with pytest.raises(UnknownBook):
        exhibitions.scan(show, "999999", by=None)

    books = exhibitions.books_of(show)
    assert [one.record_id for one in books] == [copy.record_id, other.id]
    assert books[0].copy_id == copy.id
    exhibitions.take_away(show, books[0].id, by=None)
    assert [one.record_id for one in exhibitions.books_of(show)] == [other.id]


def test_only_an_exhibition_that_stands_is_shown_to_readers(make_event: Make) -> None:
    record = make_record()
    standing = make_event("Тұр", form_name="Көрме", until=date(2024, 11, 25))
    dropped = make_event("Тұрмайды", form_name="Көрме", until=date(2024, 11, 25))
    quiz, empty = make_event("Викторина"), make_event("Бос", form_name="Көрме")
    for event in (standing, dropped, quiz):
        exhibitions.put(event, record, by=None)
    events.cancel(dropped, by=None)

    lists = exhibitions.lists_for_readers(date(2024, 11, 25))

    assert [one.title for one in lists] == ["Тұр"]
    assert empty.id not in {int(one.key.rpartition(".")[2]) for one in lists}
    assert exhibitions.lists_for_readers(date(2024, 11, 26)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("а.pdf", b"%PDF-1.7 x"), ("а.DOCX", office()), ("а.txt", "мәтін".encode())],
    ids=["pdf", "docx", "txt"],
)
def test_files_are_kept_as_they_were_sent(make_event: Make, name: str, data: bytes) -> None:
    event = make_event()

    kept = materials.keep_file(event, name, data, by=None)

    assert bytes(materials.find(event.id, kept.id).data) == data


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("а.html", b"<script>alert(1)</script>", NotAMaterial),
        ("а.svg", b"<svg/>", NotAMaterial),
        ("а.pdf", b"MZ program", NotAMaterial),
        ("а.docx", office(**{"word/vbaProject.bin": b"x"}), NotAMaterial),
        ("а.docx", office("application/vnd.ms-word.document.macroEnabled.main+xml"), NotAMaterial),
        ("а.docx", office(**{"word/bomb.xml": bytes(130 * 1024 * 1024)}), NotAMaterial),
        ("а.xlsx", office(), NotAMaterial),
        ("а.docx", office()[:60], NotAMaterial),
        ("а.txt", b"\xff\xfe\0\0", NotAMaterial),
        ("а.pdf", b"%PDF-" + bytes(materials.LARGEST * 1024 * 1024), MaterialTooLarge),
    ],
    ids=[
        "html",
        "svg",
        "false-name",
        "macros",
        "macro-type",
        "bomb",
        "other-kind",
        "cut-off",
        "no-text",
        "large",
    ],
)
def test_what_may_run_or_unfold_is_refused(
    make_event: Make, name: str, data: bytes, refusal: type
) -> None:
    with pytest.raises(refusal):
        materials.keep_file(make_event(), name, data, by=None)

    assert Attachment.select().count() == 0


def test_a_file_of_another_event_is_not_given(make_event: Make) -> None:
    kept = materials.keep_file(make_event(), "а.pdf", b"%PDF-1", by=None)

    with pytest.raises(UnknownEvent):
        materials.find(make_event().id, kept.id)


def test_a_period_that_ends_before_it_begins_is_refused(database: str) -> None:
    with pytest.raises(WrongPeriod):
        awards.top_readers(DAY, date(2024, 1, 1))


def test_one_secret_address_at_a_time(database: str) -> None:
    first = feeds.open_feed(by=None)
    second = feeds.open_feed(by=None)

    assert not feeds.is_feed(str(first.token))
    assert feeds.is_feed(str(second.token))
    feeds.close_feed(by=None)
    assert not feeds.is_feed(str(second.token))
