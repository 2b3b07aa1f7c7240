"""Registered anew each year, rules read, photographs, all that is kept and its erasing."""

import io
from datetime import date

import pytest
from PIL import Image

from core import clock, settings
from core.models import JournalEntry
from core.pictures import NoPhoto
from core.sections import gather, hook
from plugins.circulation.models import Deed, Loan, Visit
from plugins.circulation.services import Scan, scan
from plugins.readers import services as readers
from plugins.readers.errors import ReaderErased, ReaderNotGone, ReaderStays
from plugins.readers.models import (
    SEARCH,
    CouncilMember,
    Handout,
    Photo,
    Reader,
    Reregistration,
)
from plugins.readers.services import handing, personal, photos, registration
from tests.makers import make_class, make_copy, make_loan, make_reader, make_staff

pytestmark = pytest.mark.usefixtures("app")

OLD = date(2024, 9, 3)
NOW = date(2026, 10, 20)


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 1200), (200, 180, 160)).save(out, "JPEG")
    return out.getvalue()


def test_a_reader_of_an_earlier_year_is_registered_anew_once() -> None:
    old = make_reader(registered_on=OLD)
    new = make_reader("Серік Асан", registered_on=date(2026, 9, 2))

    first = readers.reregister([old.id, new.id], on=NOW, by=None)
    again = readers.reregister([old.id, new.id], on=NOW, by=None)

    assert (first, again) == (1, 0)
    assert [(one.reader_id, one.school_year) for one in Reregistration.select()] == [(old.id, 2026)]


def test_who_left_is_not_registered_anew() -> None:
    gone = make_reader(registered_on=OLD, left_on=date(2026, 6, 1))

    assert readers.reregister([gone.id], on=NOW, by=None) == 0


def test_the_first_visit_of_a_year_registers_anew() -> None:
    reader = make_reader(registered_on=OLD)
    staff = make_staff()

    scan(Scan(text=reader.code, by=staff))
    scan(Scan(text=reader.code, by=staff))

    assert Reregistration.select().where(Reregistration.reader == reader).count() == 1
    assert not Reader.select().where(registration.not_yet(clock.today())).exists()


def test_a_school_may_register_anew_by_hand_only() -> None:
    reader = make_reader(registered_on=OLD)
    settings.put({"readers.renew_at_desk": False}, by=make_staff("head"))

    readers.note_visit(reader, on=NOW)

    assert Reregistration.select().count() == 0
    assert Reader.select().where(registration.not_yet(NOW)).count() == 1


def test_the_day_on_which_the_rules_were_read_stays() -> None:
    before = make_reader(rules_read_on=OLD)
    now = make_reader("Серік Асан")

    count = registration.rules_read([before.id, now.id], on=NOW, by=None)

    assert count == 1
    days = {one.id: one.rules_read_on for one in Reader.select()}
    assert days == {before.id: OLD, now.id: NOW}


def test_a_photograph_is_small_and_the_new_one_takes_the_place_of_the_old() -> None:
    reader = make_reader()

    photos.put(reader, photo(), "a.jpg", by=None)
    photos.put(reader, photo(), "b.jpg", by=None)

    kept = Image.open(io.BytesIO(bytes(Photo.get().data)))
    assert (Photo.select().count(), kept.size) == (1, (300, 400))
    photos.remove(reader, by=None)
    assert not photos.has_photo(reader)


def test_what_is_no_photograph_leaves_the_old_one() -> None:
    reader = make_reader()
    photos.put(reader, photo(), "a.jpg", by=None)

    with pytest.raises(NoPhoto):
        photos.put(reader, b"<svg/>", "a.svg", by=None)

    assert photos.has_photo(reader)


def test_all_that_is_kept_about_a_reader_is_told() -> None:
    reader = make_reader(registered_on=OLD)
    loan = make_loan(make_copy("77"), reader)
    Visit.create(reader=reader, visited_on=NOW)

    tables = {str(one.title): one for one in personal.tables_of(reader)}

    assert [row[0] for row in tables["Loans"].rows] == [loan.copy.inventory_no]
    assert tables["Visits"].rows == [[NOW]]


def test_an_erased_reader_is_a_number_and_the_loans_stay() -> None:
    staff = make_staff()
    reader = make_reader(
        "Тәттібек Жұлдыз", school_class=make_class(), phone="+7 700 000 00 01", email="a@b.kz"
    )
    copy = make_copy("77")
    scan(Scan(text=copy.code, reader=reader.code, by=staff))
    scan(Scan(text=copy.code, by=staff))
    photos.put(reader, photo(), "a.jpg", by=None)
    CouncilMember.create(reader=reader, name=reader.full_name)
    Handout.create(reader=reader)
    readers.let_go(reader, on=NOW, by=None)

    personal.erase(reader, on=NOW, by=None)

    fresh = Reader.get_by_id(reader.id)
    assert (fresh.name, fresh.phone, fresh.email) == (f"№ {reader.card_no}", "", "")
    assert (fresh.school_class, fresh.erased_on) == (None, NOW)
    assert not Reader.select().where(SEARCH.matching("Тәттібек")).exists()
    assert not Deed.select().where(Deed.answer.contains("Тәттібек")).exists()
    assert not JournalEntry.select().where(JournalEntry.facts.contains("Тәттібек")).exists()
    assert Loan.select().where(Loan.reader == reader).count() == 1
    assert CouncilMember.get().name == f"№ {reader.card_no}"
    assert (Photo.select().count(), Handout.select().count()) == (0, 0)


def test_who_is_at_school_or_has_books_is_not_erased() -> None:
    here = make_reader()
    gone = make_reader("Серік Асан")
    make_loan(make_copy(), gone)
    readers.let_go(gone, on=NOW, by=None, with_debts=True)

    with pytest.raises(ReaderNotGone):
        personal.erase(here, on=NOW, by=None)
    with pytest.raises(ReaderStays):
        personal.erase(gone, on=NOW, by=None)

    assert Reader.get_by_id(gone.id).last_name == "Серік"


def test_a_reader_is_erased_once() -> None:
    gone = make_reader()
    readers.let_go(gone, on=NOW, by=None)
    personal.erase(gone, on=NOW, by=None)

    with pytest.raises(ReaderErased):
        personal.erase(gone, on=NOW, by=None)


def test_the_list_for_another_program_has_the_schools_columns() -> None:
    reader = make_reader("Әлібек Нұрасыл", school_class=make_class(7, "Ә"))
    handing.set_columns([("ФИО", "whole_name"), ("Класс", "class"), ("", "phone")], by=None)

    rows = handing.rows_of(handing.readers("new"))

    assert [str(one.title) for one in handing.columns()] == ["ФИО", "Класс"]
    assert rows == [["Әлібек Нұрасыл", "7 «Ә»"]]
    assert handing.hand_on(handing.readers("new"), on=NOW, by=None) == 1
    assert handing.readers("new") == []
    assert handing.readers("all") == [reader]


def test_every_column_can_be_filled_for_every_reader() -> None:
    make_reader(school_class=make_class())
    make_reader("Серік Асан", kind="teacher")
    handing.set_columns([(name, name) for name in handing.FIELDS], by=None)

    rows = handing.rows_of(handing.readers("all"))

    assert [len(row) for row in rows] == [len(handing.FIELDS)] * 2


def test_sections_are_told_that_a_reader_is_erased() -> None:
    assert gather(hook.personal_data(reader=make_reader())) != []
