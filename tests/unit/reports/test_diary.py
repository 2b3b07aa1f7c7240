"""The diary counts what was done, on the day on which it was done."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import clock, settings
from core.answers import DiaryPart
from core.database import db
from core.days import local_day
from core.models import Staff
from plugins.circulation.models import Loan, Passing, Visit
from plugins.circulation.services import statistics
from plugins.circulation.services.branches import branch_of
from plugins.circulation.services.sealed_sums import Seals
from plugins.readers.models import Graduate, RollOver, SchoolClass
from plugins.readers.services import counting
from plugins.readers.services.groups import Groups
from plugins.reports.errors import DayNotYet, TooManyVisits
from plugins.reports.models import DayNote
from plugins.reports.services import diary, notes
from tests.makers import make_copy, make_loan, make_reader
from tests.unit.reports.conftest import MON, NOW, TUE, at

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def loans(sheet: diary.Sheet, day: date, *keys: str) -> list[int]:
    return [sheet.days[day][f"circulation.loans.{key}"] for key in keys]


def test_loans_stand_on_their_day_by_branch_kind_and_language(library: dict[str, Any]) -> None:
    sheet = diary.sheet(*NOVEMBER)

    assert list(sheet.days) == [MON, TUE]
    assert loans(
        sheet, MON, "all", "branch_fiction", "branch_children", "branch_nature", "textbooks"
    ) == [3, 1, 1, 1, 0]
    assert loans(sheet, MON, "language_kk", "language_ru", "kind_books") == [2, 1, 3]
    assert loans(
        sheet, TUE, "all", "kind_periodicals", "branch_unsorted", "language_foreign", "textbooks"
    ) == [2, 1, 1, 1, 1]


def test_what_is_parted_adds_up(library: dict[str, Any]) -> None:
    total = diary.sheet(*NOVEMBER).in_these_days

    for prefix in ("branch_", "kind_", "language_"):
        parts = [n for name, n in total.items() if name.startswith(f"circulation.loans.{prefix}")]
        assert sum(parts) == total["circulation.loans.all"] == 5


def test_visits_and_registrations_stand_by_group(library: dict[str, Any]) -> None:
    sheet = diary.sheet(*NOVEMBER)

    visits = [
        sheet.days[TUE][f"circulation.visits.{one}"] for one in ("junior", "middle", "senior")
    ]
    assert visits == [0, 1, 1]
    assert sheet.days[TUE]["circulation.visits.sum"] == 3
    assert sheet.days[MON]["readers.registered.middle"] == 1
    assert sheet.days[TUE]["readers.registered.in_all"] == 4


def test_what_sections_count_is_what_sql_counts(library: dict[str, Any]) -> None:
    total = diary.sheet(*NOVEMBER).in_these_days

    where = "l.lent_at >= '2026-10-31 19:00:00' AND l.lent_at < '2026-11-30 19:00:00'"
    no = "NOT l.is_undone"
    books = (
        "SELECT COUNT(*) FROM circulation_loan l JOIN fund_copy c ON c.id = l.copy_id "
        f"JOIN catalogue_record r ON r.id = c.record_id WHERE {where} AND {no} AND r.kind"
    )
    days = "visited_on BETWEEN '2026-11-01' AND '2026-11-30'"
    visits = f"SELECT COUNT(*) FROM circulation_visit WHERE {days}"
    (main,), (textbooks,), (came,) = (
        db.execute_sql(sql).fetchone()
        for sql in (f"{books} <> 'textbook'", f"{books} = 'textbook'", visits)
    )
    assert total["circulation.loans.all"] == main
    assert total["circulation.loans.textbooks"] == textbooks
    assert total["circulation.visits.sum"] == came


def test_running_totals_begin_with_the_year_of_the_school(library: dict[str, Any]) -> None:
    make_loan(make_copy(), library["middle"], lent_at=at(date(2026, 10, 5)))
    make_loan(make_copy(), library["middle"], lent_at=at(date(2026, 8, 31), 23, 30))

    by_school = diary.sheet(*NOVEMBER)
    settings.put({"reports.year": "calendar"}, by=None)
    by_calendar = diary.sheet(*NOVEMBER)

    assert by_school.since == date(2026, 9, 1)
    assert by_school.since_start["circulation.loans.all"] == 6
    assert by_calendar.since == date(2026, 1, 1)
    assert by_calendar.since_start["circulation.loans.all"] == 7


def test_a_textbook_passed_on_by_the_teacher_was_lent_once(library: dict[str, Any]) -> None:
    lent = library["lent"][-1]
    again = make_loan(make_copy(fund="textbook"), library["senior"], lent_at=at(TUE, 12))
    before = statistics.loans_by_day(TUE, TUE)[TUE]

    Passing.create(loan=again, from_loan=lent, passed_at=at(TUE, 12))

    after = statistics.loans_by_day(TUE, TUE)[TUE]
    assert before["all"] - after["all"] == 1


def test_whoever_went_up_a_grade_counts_where_he_was(library: dict[str, Any]) -> None:
    class_before = library["middle"].school_class
    SchoolClass.update(grade=10).where(SchoolClass.id == class_before.id).execute()
    move = RollOver.create(school_year=2026, done_at=at(date(2026, 11, 10)), before="{}")
    Graduate.create(roll_over=move, reader=library["senior"], class_words="11 «Б»")
    senior = library["senior"]
    senior.school_class = None
    senior.save()

    groups = Groups()

    assert groups.of("pupil", 10, None, TUE) == "middle"
    assert groups.of("pupil", 10, None, date(2026, 11, 10)) == "senior"
    assert groups.of("pupil", None, move.id, TUE) == "senior"
    assert groups.of("pupil", None, None, TUE) == "others"
    assert statistics.visits_by_day(TUE, TUE)[TUE]["middle"] == 1
    assert statistics.visits_in(*NOVEMBER) == {
        "junior": 1, "middle": 2, "senior": 1, "teachers": 1, "others": 0,
    }  # fmt: skip


def test_sums_of_a_month_follow_an_undo_and_a_change_in_the_catalogue(
    library: dict[str, Any],
) -> None:
    first = statistics.loans_in(*NOVEMBER)
    assert first == statistics.loans_in(*NOVEMBER, Seals())

    library["records"]["physics"].bbk = "84"
    library["records"]["physics"].save()
    moved = statistics.loans_in(*NOVEMBER)
    Loan.update(is_undone=True, returned_at=NOW).where(Loan.id == library["lent"][0].id).execute()
    undone = statistics.loans_in(*NOVEMBER)

    assert (first["branch_nature"], moved["branch_nature"]) == (1, 0)
    assert (moved["branch_fiction"], undone["branch_fiction"]) == (2, 1)
    assert (first["all"], undone["all"]) == (5, 4)


def test_days_of_a_month_follow_an_undo_a_visit_and_a_reader_who_is_another_kind(
    library: dict[str, Any],
) -> None:
    loans_then, visits_then = (
        statistics.loans_by_day(*NOVEMBER),
        statistics.visits_by_day(*NOVEMBER),
    )
    assert statistics.loans_by_day(*NOVEMBER) is loans_then
    assert statistics.visits_by_day(*NOVEMBER) is visits_then

    Loan.update(is_undone=True, returned_at=NOW).where(Loan.id == library["lent"][0].id).execute()
    library["middle"].kind = "staff"
    library["middle"].save()

    assert loans_then[MON]["all"] - statistics.loans_by_day(*NOVEMBER)[MON]["all"] == 1
    found = statistics.visits_by_day(*NOVEMBER)
    assert (visits_then[TUE]["middle"], found[TUE]["middle"], found[TUE]["others"]) == (1, 0, 1)
    Visit.delete().where(Visit.visited_on == TUE).execute()
    assert TUE not in statistics.visits_by_day(*NOVEMBER)


def test_the_day_is_the_schools_before_and_after_the_country_changed_its_hours(
    database: str,
) -> None:
    moments = [at(date(2024, 2, 29), 23, 30), at(date(2024, 3, 2), 0, 30)]
    for one in moments:
        make_loan(make_copy(), make_reader(), lent_at=one)

    days = Loan.select(local_day(Loan.lent_at, date(2024, 2, 1), date(2024, 3, 31))).tuples()

    assert sorted(str(row[0]) for row in days) == ["2024-02-29", "2024-03-02"]


@pytest.mark.parametrize(
    ("index", "grade", "branch"),
    [
        ("84(5Қаз)", None, "fiction"),
        ("84(5Қаз)", 2, "children"),
        ("74.2", 2, "pedagogy"),
        ("75", None, "arts"),
        ("82.3(5Қаз)", None, "language"),
        ("63.3", None, "society"),
        ("9", None, "universal"),
        ("", None, "unsorted"),
        ("Я7", None, "unsorted"),
    ],
)
def test_an_index_tells_its_branch(index: str, grade: int | None, branch: str) -> None:
    assert branch_of(index, grade) == branch


def test_visits_added_by_hand_stand_among_the_visits(by: Staff, library: dict[str, Any]) -> None:
    notes.write_note(MON, visits="12", remark="Сынып сағаты", by=by)

    sheet = diary.sheet(*NOVEMBER)

    assert sheet.days[MON]["reports.added.added"] == 12
    assert sheet.days[MON]["circulation.visits.sum"] == 14
    assert sheet.notes[MON].remark == "Сынып сағаты"
    assert diary.visits(*NOVEMBER) == 17


def test_a_remark_that_is_emptied_goes(by: Staff) -> None:
    notes.write_note(MON, visits="3", remark="", by=by)
    assert notes.write_note(MON, visits="", remark=" ", by=by) is None
    assert not DayNote.select().exists()


@pytest.mark.parametrize("typed", ["-1", "1.5", "5001", "көп", "１２"])
def test_what_is_no_count_of_visits_is_refused(by: Staff, typed: str) -> None:
    with pytest.raises(TooManyVisits):
        notes.write_note(MON, visits=typed, remark="", by=by)


def test_the_diary_has_no_page_of_tomorrow(by: Staff) -> None:
    with pytest.raises(DayNotYet, match=r"24\.11\.2026"):
        notes.write_note(NOW.date() + timedelta(days=1), visits="1", remark="", by=by)


def test_a_part_without_totals_is_added_up_by_day(database: str) -> None:
    part = DiaryPart(
        "probe", "Probe", [("a", "A"), ("b", "B")], lambda first, last: {first: {"a": 2, "b": 9}},
        standing=("b",),
    )  # fmt: skip

    assert diary.totals(part, *NOVEMBER) == {"a": 2}


def test_readers_on_the_books_change_when_somebody_comes_or_leaves(
    library: dict[str, Any],
) -> None:
    library["senior"].left_on = TUE
    library["senior"].save()

    found = counting.standing(MON - timedelta(days=1), TUE)

    assert found == {MON - timedelta(days=1): 3, MON: 4, TUE: 3}
    assert counting.on_the_books(TUE) == 3


def test_charts_agree_with_the_diary(library: dict[str, Any]) -> None:
    months = statistics.by_month(date(2026, 9, 1), clock.today())
    total = diary.sheet(*NOVEMBER).in_these_days

    assert months[date(2026, 9, 1)] == (0, 0, 0)
    assert months[date(2026, 11, 1)] == (
        total["circulation.loans.all"],
        total["circulation.loans.textbooks"],
        total["circulation.visits.sum"],
    )
    by_class = {name: numbers for name, *numbers in statistics.by_class(*NOVEMBER)}
    assert by_class["7 «Ә»"] == [2, 2]
    (reader, count), *_more = statistics.top_readers(*NOVEMBER)
    assert (str(reader), count) == ("Оқушы Дәулет", 2)
    assert sum(n for _one, n in statistics.top_titles(*NOVEMBER)) == 5
    assert statistics.active_readers(*NOVEMBER) == 4


def test_a_day_is_kept_once_it_has_anything(by: Staff, library: dict[str, Any]) -> None:
    Visit.create(reader=library["junior"], visited_on=date(2026, 11, 5))
    notes.write_note(date(2026, 11, 6), visits="", remark="Санитарлық күн", by=by)

    assert diary.days_kept(*NOVEMBER) == 4


def test_the_day_begins_at_midnight_of_the_school(library: dict[str, Any]) -> None:
    late: datetime = library["lent"][2].lent_at

    assert late.hour == 23
    assert loans(diary.sheet(MON, MON), MON, "all") == [3]
