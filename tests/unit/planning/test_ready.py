"""The ready plan: every line of the librarian's own, and what becomes of it in another year."""

from datetime import date

import pytest

from plugins.planning import services
from plugins.planning.errors import PlanThere, WrongYear
from plugins.planning.models import SECTIONS, MemorableDate, PlanLine, PlanPart
from plugins.planning.services import jubilees, ready

pytestmark = pytest.mark.usefixtures("app")


def test_the_plan_of_2023_is_the_librarian_s_own() -> None:
    plan = services.load(2023, by=None)
    lines = services.in_order(plan)

    counts = {place: sum(1 for one in lines if one.place == place) for place in SECTIONS}
    assert counts == {"II": 3, "III": 7, "IV": 4, "V": 4, "VI": 10, "VII": 3, "VIII": 45}
    assert sum(1 for one in lines if one.is_event) == 43
    assert PlanPart.select().where(PlanPart.plan == plan).count() == 8
    # Her slips of numbering stay readable; ours count on.
    events = [one for one in lines if one.place == "VIII"]
    assert [one.number for one in events] == list(range(1, 46))
    assert [one.written_number for one in events][5:12] == ["", "6", "7", "8", "9", "10", "10"]
    assert all(one.work_unit or one.is_event for one in lines)
    assert all(one.quantity for one in lines)
    assert all(one.text_ru and one.measure_ru for one in lines)


def test_another_year_has_its_own_years_and_round_numbers() -> None:
    plan = services.load(2026, by=None)
    lines = services.in_order(plan)
    words = " ".join(str(one.text_kk) for one in lines)

    assert "2026-2027 жылдың І,ІІ жарты" in words
    assert "2023" not in words
    dates = {str(one.name): one for one in MemorableDate.select()}
    jubilee = [one for one in lines if one.person]
    assert len(jubilee) == 12
    assert len({one.person for one in jubilee}) == 12
    for one in jubilee:
        number = jubilees.number_in(dates[str(one.person)], 2026)
        assert number is not None
        assert number % 5 == 0
        assert f" {number} жы" in one.text_kk or f" {number} жа" in one.text_kk
    months = [one.month for one in lines if one.place == "VIII"]
    order = (9, 10, 11, 12, 1, 2, 3, 4, 5)
    assert months == sorted(months, key=order.index)


def test_a_year_has_one_plan() -> None:
    services.load(2026, by=None)

    with pytest.raises(PlanThere, match="2026–2027"):
        services.load(2026, by=None)
    with pytest.raises(WrongYear):
        services.load(1999, by=None)
    assert PlanLine.select().count() == 76


def test_memorable_dates_are_brought_once_and_the_unsure_ones_marked() -> None:
    assert ready.load_dates(by=None) == 262
    assert ready.load_dates(by=None) == 0

    shakarim = MemorableDate.get(MemorableDate.name == "Шәкәрім Құдайбердіұлы")
    assert (shakarim.day, shakarim.month, shakarim.year) == (24, 7, 1858)
    assert not shakarim.is_confirmed
    librarians = MemorableDate.get(MemorableDate.name == "Кітапханашылар күні")
    assert librarians.is_confirmed
    assert (librarians.day, librarians.month, librarians.year) == (24, 10, None)


@pytest.mark.parametrize(
    ("born", "year", "number"),
    [
        ((1893, 6), 2023, 130),  # in summer: marked in the autumn after
        ((1897, 9), 2026, 129),
        ((1931, 2), 2025, 95),
        ((1889, None), 2023, 135),  # without a month: where the school year ends
        ((1889, None), 2024, 136),
        ((None, 9), 2023, None),
    ],
)
def test_how_many_years_it_will_be(
    born: tuple[int | None, int | None], year: int, number: int | None
) -> None:
    assert jubilees.number_in(MemorableDate(year=born[0], month=born[1]), year) == number


def test_a_person_whose_number_is_round_again_keeps_his_line() -> None:
    ready.load_dates(by=None)
    line = {
        "place": "VIII",
        "month": 4,
        "person": "Оралхан Бөкей",
        "text_kk": "Оралхан Бөкейдің туғанына 80 жыл",
        "text_ru": "80 лет со дня рождения Оралхана Бокея",
        "due_on": date(2024, 4, 20),
    }

    (one,) = jubilees.proposals([line], 2028)
    (moved,) = jubilees.apply([line], [one])

    assert one.is_same
    assert moved["text_kk"] == "Оралхан Бөкейдің туғанына 85 жыл"
    assert moved["text_ru"] == "85 лет со дня рождения Оралхана Бокея"
    assert moved["month"] == 9
    assert moved["due_on"] is None


def test_a_line_without_anybody_is_left_out() -> None:
    line = {"place": "VIII", "month": 4, "person": "Белгісіз", "text_kk": "a"}

    some = jubilees.proposals([line], 2026)

    assert [one.chosen for one in some] == [None]
    assert jubilees.apply([line, {**line, "person": ""}], some) == [{**line, "person": ""}]
