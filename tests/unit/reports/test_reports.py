"""A report says what the sections count, is compared with the year before, and is frozen once."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image

from core import settings
from core.answers import Block, Figure, Photo, PlanProgress, ReportPart
from core.database import db
from core.documents import Photos
from core.models import Staff
from core.renderers import RENDERERS
from plugins.circulation.models import Visit
from plugins.events import services as events
from plugins.fund.models import CAME, WENT
from plugins.fund.services import enter, third_part
from plugins.fund.services.books import Move
from plugins.reports import documents
from plugins.reports.errors import (
    PeriodNotOver,
    PeriodUnknown,
    ReportApproved,
    ReportNotApproved,
    ReportThere,
    TextTooLong,
)
from plugins.reports.models import ReportPicture
from plugins.reports.services import contents, notes, periods, reports
from plugins.reports.services.indicators import facts, indicators
from tests.integration.probing import Answering, answering
from tests.makers import make_copy, make_loan, make_record
from tests.unit.reports.conftest import MON, at

__all__ = ["answering"]

OCTOBER = periods.Period("month", date(2026, 10, 1), date(2026, 10, 31))
YEAR = periods.Period("year", date(2026, 9, 1), date(2027, 8, 31))


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return out.getvalue()


# Periods


def test_a_school_year_has_its_halves_quarters_and_months(app: Any) -> None:
    found = periods.parts_of(date(2026, 9, 1))

    days = [(one.kind, f"{one.first:%d.%m}", f"{one.last:%d.%m}") for one in found]
    assert days[:7] == [
        ("year", "01.09", "31.08"),
        ("half", "01.09", "31.12"),
        ("half", "01.01", "31.08"),
        ("quarter", "01.09", "31.10"),
        ("quarter", "01.11", "31.12"),
        ("quarter", "01.01", "31.03"),
        ("quarter", "01.04", "31.08"),
    ]
    assert len(days) == 19
    assert found[4].title == "quarter II, 2026–2027 school year"
    assert found[4].before.first == date(2025, 11, 1)


def test_a_calendar_year_too_and_a_leap_day(app: Any) -> None:
    settings.put({"reports.year": "calendar"}, by=None)

    found = periods.parts_of(date(2024, 1, 1))

    assert [one.last.month for one in found if one.kind == "quarter"] == [3, 6, 9, 12]
    february = next(one for one in found if one.key == "month:2024-02-01")
    assert (february.last, february.before.last) == (date(2024, 2, 29), date(2023, 2, 28))
    assert periods.read("half:2024-07-01").title == "half-year II, year 2024"


def test_a_report_keeps_its_name_when_the_school_reckons_otherwise(app: Any) -> None:
    half = periods.read("half:2027-01-01")
    settings.put({"reports.year": "calendar"}, by=None)

    assert half.title == "half-year II, 2026–2027 school year"


@pytest.mark.parametrize("key", ["", "year:2026-09-02", "week:2026-09-01", "year:x", "month:"])
def test_what_is_no_period_is_refused(app: Any, key: str) -> None:
    with pytest.raises(PeriodUnknown):
        periods.read(key)


# Figures


def lines(period: periods.Period) -> dict[str, contents.Line]:
    return {
        line.name: line for part in contents.gathered(period).parts for line in part.lines
    }  # fmt: skip


def count(sql: str) -> int:
    return int(db.execute_sql(f"SELECT COUNT(*) FROM {sql}").fetchone()[0])


def test_every_figure_is_what_sql_counts(by: Staff, library: dict[str, Any]) -> None:
    make_loan(make_copy(), library["middle"], lent_at=at(date(2026, 10, 5)))
    Visit.create(reader=library["middle"], visited_on=date(2026, 10, 5))
    copy = make_copy(price=Decimal("1200.50"), received_on=date(2026, 10, 2))
    enter(
        CAME,
        "main",
        "delivery",
        [Move(copy.id, copy.record_id, copy.price)],
        on=date(2026, 10, 2),
        by=by,
    )
    period = periods.Period("quarter", date(2026, 9, 1), date(2026, 12, 31))

    found = {name: line.value for name, line in lines(period).items()}

    moments = "lent_at >= '2026-08-31 19:00:00' AND lent_at < '2026-12-31 19:00:00'"
    loans = (
        "circulation_loan l JOIN fund_copy c ON c.id = l.copy_id JOIN catalogue_record r ON "
        f"r.id = c.record_id WHERE {moments} AND NOT is_undone AND r.kind"
    )
    days = "BETWEEN '2026-09-01' AND '2026-12-31'"
    entries = "fund_summary_entry WHERE fund = 'main' AND entered_on"
    expected = {
        "circulation.loans": count(f"{loans} <> 'textbook'"),
        "circulation.textbooks": count(f"{loans} = 'textbook'"),
        "circulation.loans_in_all": count(f"{loans} <> ''"),
        "circulation.visits": count(f"circulation_visit WHERE visited_on {days}"),
        "circulation.active_readers": count(
            f"(SELECT DISTINCT reader_id FROM circulation_visit WHERE visited_on {days}) x"
        ),
        "circulation.replaced": count(f"circulation_replacement WHERE accepted_on {days}"),
        "readers.in_all": count(
            "readers_reader WHERE registered_on <= '2026-12-31' "
            "AND (left_on IS NULL OR left_on > '2026-12-31')"
        ),
        "readers.registered": count(f"readers_reader WHERE registered_on {days}"),
        "readers.left": count(f"readers_reader WHERE left_on {days}"),
        "catalogue.records": count("catalogue_record WHERE created_at < '2026-12-31 19:00:00'"),
        "catalogue.new": count(
            "catalogue_record WHERE created_at >= '2026-08-31 19:00:00' "
            "AND created_at < '2026-12-31 19:00:00'"
        ),
        "fund.main.came": count(f"{entries} {days} AND part = 1"),
        "fund.main.went": count(f"{entries} {days} AND part = 2"),
        "fund.main.at_start": count(f"{entries} < '2026-09-01'"),
        "writeoff.acts": count(f"writeoff_case WHERE act_on {days}"),
        "debtors.notices": count(
            "debtors_notice WHERE sent_at >= '2026-08-31 19:00:00' AND result <> 'failed'"
        ),
    }
    assert {name: found[name] for name in expected} == expected
    assert found["fund.main.amount"] == Decimal("1200.50")
    assert found["circulation.loans"] == 6


def test_the_movement_of_the_fund_is_that_of_the_summary_book(by: Staff) -> None:
    settings.put({"fund.summary_year": "school"}, by=None)
    copies = [make_copy(price=Decimal("10.10"), received_on=date(2026, 9, 5)) for _one in range(3)]
    moves = [Move(one.id, one.record_id, one.price) for one in copies]
    enter(CAME, "main", "delivery", moves, on=date(2026, 9, 5), by=by)
    enter(WENT, "main", "act", moves[:1], on=date(2026, 10, 1), by=by)
    book = third_part("main", 2026)

    found = lines(YEAR)

    names = ("at_start", "came", "went", "at_end")
    rows = (book.at_start, book.came, book.went, book.at_end)
    assert [found[f"fund.main.{one}"].value for one in names] == [one.copies for one in rows]
    assert [one.copies for one in rows] == [0, 3, 1, 2]
    assert found["fund.main.amount"].value == book.at_end.amount == Decimal("20.20")


def test_the_year_before_stands_beside(by: Staff, library: dict[str, Any]) -> None:
    make_loan(make_copy(), library["senior"], lent_at=at(date(2025, 11, 4)))

    line = lines(periods.Period("month", date(2026, 11, 1), date(2026, 11, 30)))[
        "circulation.loans"
    ]

    assert (line.value, line.before, line.difference) == (5, 1, 4)


def test_indicators_are_their_formulas(by: Staff, library: dict[str, Any]) -> None:
    notes.write_note(MON, visits="3", remark="", by=by)
    copies = [make_copy() for _one in range(4)]
    moves = [Move(one.id, one.record_id, Decimal(1)) for one in copies]
    enter(CAME, "main", "delivery", moves, on=date(2026, 10, 1), by=by)

    it = facts(date(2026, 9, 1), date(2026, 11, 23))
    found = {one.name: one for one in indicators(it)}

    assert (it.readers, it.visits, it.loans, it.textbooks) == (4, 8, 5, 1)
    assert found["reading"].value == Decimal("1.25")
    assert found["reading"].with_textbooks.value == Decimal("1.50")  # type: ignore[union-attr]
    assert found["visiting"].value == Decimal("2.00")
    assert found["turnover"].value == Decimal("1.25")
    assert found["books"].value == Decimal("1.00")
    assert found["renewal"].value == Decimal("100.00")
    assert contents.formula(found["reading"]) == (
        "loans without textbooks 5 ÷ readers at the end 4 = 1,25"
    )


def test_an_indicator_over_nothing_is_none(app: Any) -> None:
    found = indicators(facts(date(2026, 9, 1), date(2026, 9, 30)))

    assert [one.value for one in found] == [None] * 5
    assert contents.formula(found[0]).endswith("= –")


# Reports


def test_a_period_has_one_report(by: Staff) -> None:
    reports.make(OCTOBER, by=by)

    with pytest.raises(ReportThere, match="October 2026"):
        reports.make(OCTOBER, by=by)


def test_texts_are_kept_by_their_places(by: Staff) -> None:
    report = reports.make(OCTOBER, by=by)

    assert (
        reports.write_texts(report, {"begin": " Сөз басы ", "VI": "А\r\nБ", "no": "x"}, by=by) == 2
    )
    assert reports.texts_of(report) == {"begin": "Сөз басы", "VI": "А\nБ"}
    assert reports.write_texts(report, {"begin": "", "VI": "А\nБ"}, by=by) == 1
    assert reports.texts_of(report) == {"VI": "А\nБ"}
    with pytest.raises(TextTooLong):
        reports.write_texts(report, {"VI": "а" * 20_001}, by=by)


def test_an_approved_report_stays_as_it_was(
    by: Staff, library: dict[str, Any], answering: Answering
) -> None:
    photo = Photo("Көрме", jpeg)
    table = Block("Events", ("Day", "Photo"), [(date(2026, 10, 7), photo), ("", photo)])
    part = ReportPart("Probe", "VIII", [Figure("probe.sum", "Sum", Decimal("1.50"))], [table])
    answering(
        report_parts=lambda first, last: [part],
        plan_progress=lambda year, first, last: [
            PlanProgress("VIII", "1", "Көрме", "1 шара", 4, 3, 75, month=10)
        ],
    )
    report = reports.make(OCTOBER, by=by)
    reports.write_texts(report, {"VIII": "Көрмелер туралы"}, by=by)
    before = contents.gathered(OCTOBER)

    report = reports.approve(report, by=by)
    make_loan(make_copy(), library["middle"], lent_at=at(date(2026, 10, 5)))

    after = reports.content_of(report)
    probe = next(one for one in after.at("VIII") if one.title == "Probe")
    assert probe.lines[0].value == Decimal("1.50")
    assert probe.sheets[0].rows[0][0] == date(2026, 10, 7)
    assert probe.sheets[0].rows[0][1].read() == photo.read()
    assert ReportPicture.select().count() == 1
    assert after.plan == before.plan
    assert after.plan[0].percent == 75
    assert [one.value for one in after.rates] == [one.value for one in before.rates]
    names = {one.name: one.value for part in after.parts for one in part.lines}
    assert names["circulation.loans"] == 0
    with pytest.raises(ReportApproved):
        reports.write_texts(report, {"VIII": "Басқа"}, by=by)
    with pytest.raises(ReportApproved):
        reports.approve(report, by=by)
    document = documents.report({"report": str(report.id)})
    assert any(isinstance(one, Photos) for one in document.blocks)


def test_the_approval_is_taken_back(by: Staff, library: dict[str, Any]) -> None:
    report = reports.approve(reports.make(OCTOBER, by=by), by=by)
    make_loan(make_copy(), library["middle"], lent_at=at(date(2026, 10, 5)))

    report = reports.take_back(report, by=by)

    now = {one.name: one.value for part in reports.content_of(report).parts for one in part.lines}
    assert now["circulation.loans"] == 1
    with pytest.raises(ReportNotApproved):
        reports.take_back(report, by=by)


def test_what_goes_on_is_not_approved(by: Staff) -> None:
    report = reports.make(YEAR, by=by)

    with pytest.raises(PeriodNotOver, match=r"31\.08\.2027"):
        reports.approve(report, by=by)


def test_work_on_reports_counts_for_the_plan(by: Staff) -> None:
    reports.approve(reports.make(OCTOBER, by=by), by=by, on=date(2026, 11, 20))

    assert reports.approved_between(date(2026, 11, 1), date(2026, 11, 30)) == 1
    assert reports.approved_between(date(2026, 11, 21), date(2026, 11, 30)) == 0


def test_the_control_total_and_the_report_agree_on_titles(by: Staff) -> None:
    record = make_record("Қара сөздер")
    copies = [make_copy(record=record) for _one in range(2)]
    moves = [Move(one.id, one.record_id, Decimal(1)) for one in copies]
    enter(CAME, "main", "delivery", moves, on=OCTOBER.first + timedelta(days=1), by=by)

    assert lines(OCTOBER)["fund.main.titles"].value == 1


def test_photos_of_events_stand_in_the_report(by: Staff) -> None:
    day = OCTOBER.first + timedelta(days=6)
    form = events.form_named("Викторина")
    quiz = events.add(events.Plan(title="«Білімпаздар әлемі»", form=form, day=day), by=by)
    photos = [(f"{number}.jpg", jpeg()) for number in range(3)]
    events.hold(quiz, {"grades_5_9": 24}, photos=photos, by=by)

    report = reports.approve(reports.make(OCTOBER, by=by), by=by)

    document = documents.report({"report": str(report.id)})
    shown = [one for one in document.blocks if isinstance(one, Photos)]
    assert [words for words, _data in shown[0].photos] == ["«Білімпаздар әлемі»"] * 2
    for kind in ("pdf", "docx", "xlsx"):
        assert len(RENDERERS[kind](document)) > 5000
    figures = {
        one.name: one.value for part in reports.content_of(report).parts for one in part.lines
    }
    assert (figures["events.held"], figures["events.came"]) == (1, 24)
