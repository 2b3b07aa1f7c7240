"""Readers: registered, changed, let go; cards are numbered upwards and never twice."""

import threading
from datetime import date

import pytest

from core import settings
from core.alphabet import sort_key
from core.barcodes import Kind, make_code, read_code
from core.database import db
from core.models import JournalEntry, Staff
from plugins.readers import services
from plugins.readers.errors import ReaderLeft, ReaderStays, UnknownCard
from plugins.readers.models import SEARCH, Reader
from tests.makers import MONDAY, make_class, make_loan, make_reader, make_staff

TODAY = MONDAY.date()


@pytest.fixture
def by(app: object) -> Staff:
    """The librarian who keeps the readers."""
    settings.forget()
    return make_staff()


def newcomer(**more: object) -> Reader:
    return Reader(last_name="Серік", first_name="Айзере", **more)


def found_by(words: str) -> list[str]:
    return [one.name for one in Reader.select().where(SEARCH.matching(words))]


def test_the_first_card_is_1001(by: Staff) -> None:
    assert services.register(newcomer(), by=by).card_no == 1001


def test_cards_are_numbered_on_without_a_gap(by: Staff) -> None:
    numbers = [services.register(newcomer(), by=by).card_no for _turn in range(3)]

    assert numbers == [1001, 1002, 1003]


def test_a_refused_registration_uses_up_no_card(by: Staff) -> None:
    with pytest.raises(Exception, match="constraint"):
        services.register(newcomer(kind="ghost"), by=by)

    assert services.register(newcomer(), by=by).card_no == 1001


def test_a_refused_registration_leaves_nothing_behind(by: Staff) -> None:
    with pytest.raises(Exception, match="constraint"):
        services.register(newcomer(kind="ghost"), by=by)

    assert (Reader.select().count(), JournalEntry.select().count()) == (0, 0)


def test_who_has_left_keeps_his_card(by: Staff) -> None:
    gone = services.register(newcomer(), by=by)
    services.let_go(gone, on=TODAY, by=by)

    assert services.register(newcomer(), by=by).card_no == gone.card_no + 1


def test_a_card_given_by_hand_is_kept_and_counted_from(by: Staff) -> None:
    services.register(newcomer(card_no=2500), by=by)

    assert services.next_card() == 2501


def test_a_low_card_given_by_hand_does_not_lower_the_count(by: Staff) -> None:
    services.register(newcomer(card_no=7), by=by)

    assert services.next_card() == 1001


def test_the_code_on_a_card_reads_back_as_its_number(by: Staff) -> None:
    reader = services.register(newcomer(), by=by)

    assert reader.code == make_code(Kind.READER, 1001)
    read = read_code(reader.code)
    assert read
    assert (read.kind, read.serial) == (Kind.READER, 1001)


def test_the_journal_says_who_registered_whom(by: Staff) -> None:
    reader = services.register(newcomer(), by=by)

    line = JournalEntry.get()
    assert (line.action, line.about, line.by) == ("readers.register", f"reader {reader.id}", by)


def test_a_card_finds_its_reader_with_the_class(by: Staff) -> None:
    make_reader(card_no=2074, school_class=make_class(7, "Ә"))

    found = services.find_by_card(2074)

    assert found
    assert str(found.school_class) == "7 «Ә»"


def test_a_card_of_somebody_without_a_class_finds_him_too(by: Staff) -> None:
    make_reader(card_no=2074, kind="teacher")

    assert services.get_by_card(2074).school_class is None


def test_nobodys_card_finds_nobody(by: Staff) -> None:
    assert services.find_by_card(4242) is None


def test_nobodys_card_is_refused_by_its_number(by: Staff) -> None:
    with pytest.raises(UnknownCard) as refusal:
        services.get_by_card(4242)

    assert (refusal.value.code, refusal.value.facts) == ("unknown_card", {"number": 4242})


def test_who_owes_nothing_may_go(by: Staff) -> None:
    reader = make_reader()

    services.let_go(reader, on=TODAY, by=by)

    assert Reader.get().left_on == TODAY
    line = JournalEntry.get()
    assert (line.action, line.about, line.by) == ("readers.let_go", f"reader {reader.id}", by)


def test_the_day_of_leaving_is_not_written_over(by: Staff) -> None:
    reader = make_reader(left_on=date(2026, 5, 25))

    with pytest.raises(ReaderLeft) as refusal:
        services.let_go(reader, on=TODAY, by=by)

    assert "25.05.2026" in str(refusal.value)
    assert Reader.get().left_on == date(2026, 5, 25)


def test_the_first_readers_of_two_desks_get_two_cards(database: str) -> None:
    start, cards = threading.Barrier(6), []

    def desk(number: int) -> None:
        try:
            start.wait(10)
            reader = Reader(last_name=f"Оқырман{number}", first_name="А", kind="teacher")
            cards.append(services.register(reader, by=None).card_no)
        finally:
            db.close()

    threads = [threading.Thread(target=desk, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)

    assert sorted(cards) == [services.FIRST_CARD + number for number in range(6)]


def test_who_still_has_a_copy_stays(by: Staff) -> None:
    reader = make_reader()
    make_loan(reader=reader)

    with pytest.raises(ReaderStays) as refusal:
        services.let_go(reader, on=TODAY, by=by)

    assert refusal.value.code == "reader_stays"
    assert refusal.value.facts["reader"] == reader
    assert refusal.value.facts["reasons"]


def test_a_refused_leaving_writes_nothing(by: Staff) -> None:
    reader = make_loan().reader

    with pytest.raises(ReaderStays):
        services.let_go(reader, on=TODAY, by=by)

    assert (Reader.get().left_on, reader.left_on) == (None, None)
    assert JournalEntry.select().count() == 0


def test_a_change_is_kept_and_journalled(by: Staff) -> None:
    reader = make_reader()
    reader.phone = "+7 701 000 00 00"

    services.change(reader, by=by)

    line = JournalEntry.get()
    assert Reader.get().phone == "+7 701 000 00 00"
    assert (line.action, line.about, line.by) == ("readers.change", f"reader {reader.id}", by)


def test_a_changed_name_is_found_and_put_in_its_place(by: Staff) -> None:
    reader = make_reader("Әлібек Нұрасыл")
    reader.last_name = "Қасымов"

    services.change(reader, by=by)

    assert (found_by("алибек"), found_by("касымов")) == ([], ["Қасымов Нұрасыл"])
    assert Reader.get().sort_key == sort_key("Қасымов Нұрасыл")


def test_a_change_does_not_bring_back_who_left_meanwhile(by: Staff) -> None:
    reader = make_reader()
    on_the_screen = Reader.get_by_id(reader.id)
    services.let_go(reader, on=TODAY, by=by)

    on_the_screen.phone = "+7 701 000 00 00"
    services.change(on_the_screen, by=by)

    assert Reader.get().left_on == TODAY


def test_moving_a_whole_class_leaves_its_readers_findable_and_in_order(by: Staff) -> None:
    reader = make_reader("Әлібек Нұрасыл")
    before = reader.sort_key

    Reader.update(school_class=make_class(8)).execute()

    assert (found_by("алибек"), Reader.get().sort_key) == (["Әлібек Нұрасыл"], before)


def test_classes_stand_by_grade_and_then_by_letter(by: Staff) -> None:
    classes = [make_class(*one) for one in ((10, "А"), (7, "Б"), (7, "Ә"), (7, "А"))]

    in_order = sorted(classes, key=lambda one: str(one.sort_key))

    assert [str(one) for one in in_order] == ["7 «А»", "7 «Ә»", "7 «Б»", "10 «А»"]


def test_a_class_teacher_sees_the_classes_of_his_account(by: Staff) -> None:
    teacher = make_staff("teacher")
    mine = make_class(7, "Ә", login=teacher)
    make_class(8, "Б")

    assert [one.id for one in services.classes_of(teacher)] == [mine.id]


def test_class_teachers_are_named_by_class(by: Staff) -> None:
    leads = make_class(7, "Ә")
    make_reader("Оспанова Гүлнәр", kind="teacher", leads=leads)
    make_reader("Кеткен Мұғалім", kind="teacher", leads=make_class(8), left_on=TODAY)

    assert services.teachers_by_class() == {leads.id: "Оспанова Гүлнәр"}


def test_a_pupils_class_teachers_are_those_who_lead_his_class(by: Staff) -> None:
    pupil = make_reader(school_class=make_class(7, "Ә"))
    teacher = make_reader("Оспанова Гүлнәр", kind="teacher", leads=make_class(7, "Ә"))
    make_reader("Басқа Мұғалім", kind="teacher", leads=make_class(8))

    assert services.teachers_of(pupil) == [teacher]
    assert services.teachers_of(teacher) == []


def test_classes_count_the_pupils_who_are_at_school(by: Staff) -> None:
    whose = make_class(7, "Ә")
    make_reader(school_class=whose)
    make_reader("Кеткен Оқушы", school_class=whose, left_on=TODAY)
    make_reader("Оспанова Гүлнәр", kind="teacher")

    assert services.sizes() == {whose.id: 1}


def test_kinds_count_the_readers_who_are_at_school(by: Staff) -> None:
    make_reader()
    make_reader("Кеткен Оқушы", left_on=date(2026, 5, 25))
    make_reader("Оспанова Гүлнәр", kind="teacher")

    assert services.kind_sizes() == {"pupil": 1, "teacher": 1}
