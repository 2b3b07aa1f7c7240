"""Drawing up the plan by hand, and what was done, noted by hand."""

from datetime import date

import pytest

from core.answers import EventState, WorkUnit
from core.models import JournalEntry
from plugins.planning import services
from plugins.planning.errors import (
    AlreadyUndone,
    LineCounts,
    LineEmpty,
    PlanCounts,
    UnknownUnit,
    WrongDay,
    WrongQuantity,
)
from plugins.planning.models import Plan, PlanLine, PlanPart, Tally
from tests.integration.probing import Answering, answering

__all__ = ["answering"]

pytestmark = pytest.mark.usefixtures("app")

NOVEMBER = date(2026, 11, 27)


@pytest.fixture
def plan(app: object) -> Plan:
    return services.begin(2026, by=None)


def a_line(plan: Plan, place: str = "VI", **values: object) -> PlanLine:
    return services.add_line(plan, place, {"text_kk": "Жұмыс", **values}, by=None)


def progress_of(line: PlanLine, on: date = NOVEMBER) -> services.LineProgress:
    return services.progress(line.plan, on, [line])[0]


def test_lines_are_numbered_in_their_section(plan: Plan) -> None:
    first, second = a_line(plan), a_line(plan)
    other = a_line(plan, "VII")
    assert [one.number for one in (first, second, other)] == [1, 2, 1]
    assert len({one.key for one in (first, second, other)}) == 3

    services.move_line(second, -1, by=None)
    assert [one.id for one in services.in_order(plan)] == [second.id, first.id, other.id]
    services.move_line(second, -1, by=None)  # it is the first already

    services.remove_line(second, by=None)
    assert [(one.id, one.number) for one in services.in_order(plan)] == [
        (first.id, 1),
        (other.id, 1),
    ]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"text_kk": "  "}, LineEmpty),
        ({"quantity": "көп"}, WrongQuantity),
        ({"quantity": "0"}, WrongQuantity),
        ({"quantity": "-3"}, WrongQuantity),
        ({"quantity": "99999999"}, WrongQuantity),
        ({"due_on": date(2027, 9, 1)}, WrongDay),
        ({"due_on": date(2026, 8, 31)}, WrongDay),
        ({"work_unit": "nobody.things"}, UnknownUnit),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    plan: Plan, values: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        a_line(plan, **values)

    assert PlanLine.select().count() == 0


def test_a_line_keeps_a_unit_whose_section_is_off(plan: Plan) -> None:
    line = a_line(plan)
    PlanLine.update(work_unit="gone.things").execute()
    line = PlanLine.get()

    changed = services.change_line(
        line, {"text_kk": "Басқа", "work_unit": "gone.things", "quantity": "1 200"}, by=None
    )

    assert (changed.work_unit, changed.quantity) == ("gone.things", 1200)
    assert not progress_of(changed).has_counter


def test_what_is_noted_counts_until_it_is_taken_back(plan: Plan) -> None:
    line = a_line(plan, quantity="4")

    services.note(line, 3, on=NOVEMBER, words="5 «А»", by=None)
    tally = services.note(line, 2, on=NOVEMBER, by=None)
    assert (progress_of(line).done, progress_of(line).by_hand) == (5, 5)
    assert progress_of(line).is_done
    assert progress_of(line).percent == 125

    services.take_back(tally, by=None)
    assert progress_of(line).done == 3
    assert Tally.select().count() == 2
    with pytest.raises(AlreadyUndone):
        services.take_back(tally, by=None)
    noted = [one.action for one in JournalEntry.select() if one.action.startswith("planning.")]
    assert noted[-3:] == ["planning.noted", "planning.noted", "planning.undone"]


@pytest.mark.parametrize("on", [date(2026, 8, 31), date(2027, 9, 1)])
def test_only_days_of_the_year_are_noted(plan: Plan, on: date) -> None:
    with pytest.raises(WrongDay, match="2026–2027"):
        services.note(a_line(plan), 1, on=on, by=None)


def test_what_was_noted_keeps_its_line_and_its_plan(plan: Plan) -> None:
    line = a_line(plan)
    tally = services.note(line, 1, on=NOVEMBER, by=None)
    with pytest.raises(LineCounts):
        services.remove_line(line, by=None)
    with pytest.raises(PlanCounts, match="2026–2027"):
        services.remove_plan(plan, by=None)

    services.take_back(tally, by=None)
    services.remove_plan(plan, by=None)

    assert [model.select().count() for model in (Plan, PlanLine, Tally)] == [0, 0, 0]


def test_a_line_is_late_when_clearly_less_is_done_than_was_due(plan: Plan) -> None:
    all_year = a_line(plan, quantity="100")
    assert services.share_of_year(plan, NOVEMBER) == (88, 273)
    services.note(all_year, 29, on=NOVEMBER, by=None)
    assert progress_of(all_year).is_late
    services.note(all_year, 1, on=NOVEMBER, by=None)
    assert not progress_of(all_year).is_late

    by_day = a_line(plan, quantity="1", due_on=date(2026, 11, 20))
    assert not progress_of(by_day, date(2026, 11, 19)).is_late
    assert progress_of(by_day, date(2026, 11, 21)).is_late

    by_month = a_line(plan, "VIII", quantity="1", month=11)
    assert not progress_of(by_month, date(2026, 11, 30)).is_late
    assert progress_of(by_month, date(2026, 12, 1)).is_late
    once = a_line(plan, quantity="1")
    assert not progress_of(once).is_late
    assert progress_of(once, date(2027, 6, 1)).is_late


def test_a_unit_is_counted_once_for_all_its_lines(plan: Plan, answering: Answering) -> None:
    calls: list[date] = []

    def count(first: date, last: date) -> int:
        calls.append(first)
        return 7

    answering(register_work_units=lambda: [WorkUnit("probe.things", "Things", count)])
    for _number in range(3):
        a_line(plan, work_unit="probe.things", quantity="10")

    found = services.progress(plan, NOVEMBER)

    assert [one.done for one in found] == [7, 7, 7]
    assert len(calls) == 1


def test_a_monthly_event_counts_each_month(plan: Plan, answering: Answering) -> None:
    line = a_line(plan, "VIII", quantity="9", month=12, is_monthly="1")
    keys = services.event_keys(line)
    assert len(keys) == 9
    states = {
        keys[0]: EventState("held", date(2026, 9, 10)),
        keys[1]: EventState("cancelled", date(2026, 10, 10)),
        keys[2]: EventState("planned", date(2026, 11, 1)),
    }
    answering(planned_events=lambda keys: states)

    one = progress_of(line)

    assert (one.done, one.planned) == (1, 9)
    assert one.standing(NOVEMBER, 9) == "done"
    assert one.standing(NOVEMBER, 10) == "cancelled"
    assert one.standing(NOVEMBER, 11) == "to_come"
    assert one.standing(date(2026, 12, 1), 11) == "late"


def test_the_events_of_the_calendar_follow_the_plan(plan: Plan) -> None:
    from plugins.events.models import Event

    line = a_line(plan, "VIII", month=10, measure_kk="викторина", responsible_kk="Кітапханашы")
    (event,) = Event.select().where(Event.plan_key == line.key)
    assert (event.title, event.month) == ("Жұмыс", date(2026, 10, 1))

    assert services.send_events(plan, by=None) == 0
    Event.update(state="held", day=date(2026, 10, 7)).execute()

    assert progress_of(line).done == 1
    assert progress_of(line).url == f"/events/event/{event.id}/"


def test_a_part_of_text_is_kept_line_by_line(plan: Plan) -> None:
    part = services.add_part(plan, "", by=None)

    services.change_part(
        part, {"title_kk": " Міндеттер ", "body_kk": "1. Бір\r\n\r\n• Екі\nҮш"}, by=None
    )

    part = PlanPart.get()
    assert (part.title_kk, part.body_kk) == ("Міндеттер", "1. Бір\n• Екі\nҮш")
    assert [(one.mark, one.text) for one in services.paragraphs(part.body_kk)] == [
        ("1.", "Бір"),
        ("•", "Екі"),
        ("", "Үш"),
    ]
    services.remove_part(part, by=None)
    assert PlanPart.select().count() == 0


def test_next_year_takes_over_the_lines_and_nothing_that_was_done(plan: Plan) -> None:
    line = a_line(plan, quantity="5", due_on=date(2027, 5, 21), text_kk="Есеп 2026-2027")
    services.note(line, 5, on=NOVEMBER, by=None)
    services.approve(plan, {"approved_on": date(2026, 8, 28), "librarian": "Г. С."}, by=None)

    made = services.copy_plan(plan, 2027, by=None, on=date(2027, 5, 25))

    (copied,) = services.in_order(made)
    assert (copied.text_kk, copied.quantity) == ("Есеп 2027-2028", 5)
    assert copied.due_on == date(2028, 5, 22)  # the 21st is a Sunday
    assert progress_of(copied).done == 0
    assert made.approved_on is None
    from plugins.planning.queries import plans_made

    assert plans_made(date(2026, 9, 1), date(2027, 8, 31)) == 1


def test_whose_jubilee_it_is_may_be_chosen(app: object) -> None:
    plan = services.load(2026, by=None)
    _draft, proposals = services.look(plan, 2027)
    others = [one for one in proposals if not one.is_same and len(one.offers) > 1]
    first, second = others[:2]
    wanted = first.offers[1]

    made = services.copy_plan(
        plan, 2027, {first.place: wanted.date.id, second.place: None}, by=None
    )

    texts = [str(one.text_kk) for one in services.in_order(made)]
    assert f"{wanted.date.name}: туғанына {wanted.number} жыл" in texts
    assert len(texts) == len(services.in_order(plan)) - 1
