"""Check-in: what a scan means, which place an issue takes, and how it is taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from plugins.periodicals import errors, services
from plugins.periodicals.models import Claim, ClaimLine, Issue, Title
from plugins.periodicals.services import arrivals, claims, reading
from tests.makers import make_reader

Make = Callable[..., Any]

#: The barcode of the magazine of these tests, without and with the add-on of issue 9.
EAN = "9771234567003"


def day(month: int, number: int = 14) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (EAN, ""),
        (f"{EAN}09", "9"),
        (f"{EAN} 09", "9"),
        (f"{EAN}+26009", "9"),
        ("75770", ""),
        ("75770 9", "9"),
        ("12345679", ""),
        ("балдырган", ""),
        ("Балдырған 7-8", "7-8"),
        ("Балдырған №9", "№9"),
        ("Балдырған 1", "1"),  # the ISSN begins with 1
        ("1234 5679", ""),
    ],
)
def test_a_scan_or_words_name_title_and_number(magazine: Title, text: str, number: str) -> None:
    read = services.understand(text)

    assert read.title is not None
    assert (read.title.id, read.number) == (magazine.id, number)


def test_words_of_several_titles_are_a_choice(magazine: Title, make_title: Make) -> None:
    make_title("Балдырған плюс")

    read = services.understand("Балдырған")

    assert read.title is None
    assert len(read.choices) == 2


@pytest.mark.parametrize("text", ["", "Жұлдыз", "9771234567004", "9770317847001", "99999"])
def test_what_is_not_known_is_refused(magazine: Title, text: str) -> None:
    with pytest.raises(errors.UnknownTitle):
        services.understand(text)


def test_with_a_title_open_a_number_is_enough(magazine: Title, make_title: Make) -> None:
    other = make_title("Ұлан")

    assert services.understand("9", other).title == other
    assert services.understand("", other).number == ""
    assert services.understand(EAN, other).title == magazine


@pytest.mark.parametrize("text", ["0", "8-7", "1-40", "32.13", "жеті", "-3"])
def test_no_number_of_an_issue(text: str) -> None:
    with pytest.raises(errors.WrongNumber):
        reading.number_of(text, date(2026, 11, 27))


def test_enter_takes_what_comes_next(magazine: Title) -> None:
    first = services.receive(magazine, on=day(7), by=None)
    services.receive(magazine, "9", on=day(9), by=None)
    after = services.receive(magazine, on=day(10), by=None)

    assert [str(one.label) for one in (first, after)] == ["7", "10"]
    assert (first.sets, first.received_on) == (2, day(7))
    assert [one.label for one in services.late(day(11, 1))] == ["8"]


def test_the_last_gap_is_offered_when_nothing_else_is_left(
    magazine: Title, came: list[Issue]
) -> None:
    arrivals.take_back(came[1], by=None)
    services.receive(magazine, on=day(12), by=None)

    assert services.receive(magazine, on=day(12), by=None).label == "8"
    with pytest.raises(errors.NothingExpected):
        services.receive(magazine, on=day(12), by=None)


def test_an_issue_comes_once(magazine: Title, came: list[Issue]) -> None:
    with pytest.raises(errors.IssueReceived, match=r"14\.07\.2026"):
        services.receive(magazine, "7", on=day(11), by=None)


def test_some_of_the_sets_come_later(magazine: Title) -> None:
    issue = services.receive(magazine, "7", sets="1", on=day(7), by=None)
    assert [one.label for one in services.late(day(8, 15))] == ["7"]

    issue = services.receive(magazine, "7", on=day(8), by=None)

    assert (issue.sets, issue.received_on) == (2, day(7))
    assert list(services.late(day(8, 15))) == []


def test_a_double_issue_fills_two_places_and_is_two_again(magazine: Title) -> None:
    issue = services.receive(magazine, "7-8", on=day(8), by=None)

    second = Issue.get(Issue.label == "8")
    assert (issue.number, second.merged_into_id) == ("№ 7–8", issue.id)
    assert list(services.late(day(9, 10))) == []
    with pytest.raises(errors.IssueReceived):
        services.receive(magazine, "8", on=day(8), by=None)
    assert services.receive(magazine, on=day(9), by=None).label == "9"

    arrivals.take_back(issue, by=None)

    places = Issue.select().where(Issue.received_on.is_null()).order_by(Issue.due_on)
    assert [(str(one.label), one.merged_into_id) for one in places] == [
        ("7", None),
        ("8", None),
        ("10", None),
        ("11", None),
        ("12", None),
    ]


def test_what_is_not_in_the_grid_is_asked_about(magazine: Title) -> None:
    with pytest.raises(errors.NotExpected):
        services.receive(magazine, "13", on=day(12), by=None)
    with pytest.raises(errors.WrongNumber):
        services.receive(magazine, "арнайы", on=day(12), by=None)

    extra = services.receive(magazine, "13", is_extra=True, on=day(12), by=None)
    special = services.receive(magazine, "арнайы", is_extra=True, on=day(12), by=None)

    assert (extra.is_extra, extra.sets, special.number) == (True, 2, "арнайы")
    arrivals.take_back(extra, by=None)
    arrivals.take_back(special, by=None)
    assert Issue.select().count() == 6


def test_a_newspaper_is_known_by_its_day(make_title: Make, subscribe: Make) -> None:
    paper = make_title("Егемен Қазақстан", kind="newspaper", frequency="daily")
    subscribe(paper)

    issue = services.receive(paper, "27.11", on=day(11, 28), by=None)

    assert (issue.due_on, issue.label) == (day(11, 27), "237")
    with pytest.raises(errors.NotExpected):
        services.receive(paper, "28.11", on=day(11, 28), by=None)  # a Saturday


def test_in_january_the_last_of_december_is_meant(magazine: Title, subscribe: Make) -> None:
    subscribe(magazine, 2027, 1)
    subscribe(magazine, 2027, 2)

    late = services.receive(magazine, "12", on=date(2027, 1, 10), by=None)
    early = services.receive(magazine, "1", on=date(2026, 12, 28), by=None)

    assert (late.year, early.year) == (2026, 2027)


def test_sets_are_corrected_but_not_below_those_in_use(magazine: Title, came: list[Issue]) -> None:
    assert arrivals.set_sets(came[0], "3", by=None).sets == 3
    services.lending.lend(came[0], make_reader(), by=None)
    services.lending.lend(came[0], make_reader("Сейітова Айгүл"), by=None)

    with pytest.raises(errors.IssueUsed, match="Сейітова"):
        arrivals.set_sets(came[0], "1", by=None)
    with pytest.raises(errors.IssueUsed):
        arrivals.take_back(came[0], by=None)


def test_the_stamp_is_noted_for_what_came(magazine: Title, came: list[Issue]) -> None:
    awaited = Issue.get(Issue.label == "12")
    assert arrivals.to_stamp() == [one.id for one in came]

    count = arrivals.stamp([came[0].id, awaited.id], on=day(7), by=None)

    assert count == 1
    assert Issue.get_by_id(came[0].id).stamped_on == day(7)
    arrivals.unstamp(came[0], by=None)
    assert len(arrivals.to_stamp()) == 5


def test_what_did_not_come_is_claimed_of_each_supplier(
    magazine: Title, make_title: Make, subscribe: Make
) -> None:
    other = make_title("Ұлан", frequency="quarterly", supplier="Баспагер")
    subscribe(other, supplier="")
    missing = list(services.late(day(10)))
    assert {(str(one.title.record.title), str(one.label)) for one in missing} == {
        ("Балдырған", "7"),
        ("Балдырған", "8"),
        ("Балдырған", "9"),
        ("Ұлан", "3"),
    }

    made = services.claim([one.id for one in missing], on=day(10), by=None)

    assert [(one.number, str(one.supplier)) for one in made] == [(1, "Баспагер"), (2, "Қазпошта")]
    assert [one.sets for one in claims.lines_of(made[1])] == [2, 2, 2]
    with pytest.raises(errors.NothingToClaim):
        services.claim([], by=None)
    issue = services.receive(magazine, "7", on=day(10), by=None)
    with pytest.raises(errors.NothingToClaim):
        services.claim([issue.id], by=None)


def test_a_claim_of_today_is_taken_back(magazine: Title) -> None:
    [letter] = services.claim([one.id for one in Issue.select()], by=None)

    claims.withdraw(letter, by=None)

    assert (Claim.select().count(), ClaimLine.select().count()) == (0, 0)


def test_what_will_never_come_is_not_late(magazine: Title) -> None:
    issue = Issue.get(Issue.label == "7")

    arrivals.give_up(issue, is_given_up=True, by=None)
    assert [one.label for one in services.late(day(9))] == ["8"]

    arrivals.give_up(issue, is_given_up=False, by=None)
    assert [one.label for one in services.late(day(9))] == ["7", "8"]
