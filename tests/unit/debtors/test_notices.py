"""The words of notices: the family's language, the school's text, what it may name."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core import clock, settings
from plugins.debtors import strips
from plugins.debtors.models import Notice
from plugins.debtors.services import letters, noticed_today, record
from plugins.readers.models import Reader
from tests.makers import make_copy, make_loan, make_reader

pytestmark = pytest.mark.usefixtures("app")


def one(reader: Reader, usual: str = "kk"):
    return letters([reader.id], by="Гүлнар", on=clock.today(), usual=usual)[0]


def debtor(name: str = "Әлібек Нұрасыл", **more) -> Reader:
    reader = make_reader(name, **more)
    make_loan(make_copy(price=Decimal("1250.50")), reader, days_ago=40)
    return reader


@pytest.mark.parametrize(
    ("spoken", "usual", "language"),
    [("kk", "ru", "kk"), ("ru", "kk", "ru"), ("en", "ru", "ru"), ("en", "en", "kk")],
)
def test_a_family_is_written_to_in_its_language_else_in_the_school_s(
    spoken: str, usual: str, language: str
) -> None:
    letter = one(debtor(language=spoken), usual)

    assert letter.language == language
    assert letter.text.startswith("Құрметті" if language == "kk" else "Здравствуйте")


def test_every_place_of_the_text_is_filled_in() -> None:
    text = "{аты}|{сынып}|{саны}|{сомасы}|{күн}|{бүгін}|{мектеп}|{кітапханашы}"
    settings.put({"debtors.text_kk": text, "school.name_kk": "№ 25"}, by=None)

    words = one(debtor()).text

    today = clock.today()
    assert words == f"Әлібек Нұрасыл|7 «Ә»|1|1\xa0250,50 ₸|26|{today:%d.%m.%Y}|№ 25|Гүлнар"


def test_whoever_owes_nothing_gets_no_letter() -> None:
    reader = make_reader()
    make_loan(reader=reader)

    assert letters([reader.id], by="", on=clock.today()) == []


def test_a_strip_tells_the_sum_only_if_the_school_says_so() -> None:
    letter = one(debtor())

    told = strips.strip(letter, by="Гүлнар", on=clock.today())
    settings.put({"debtors.with_sum": False}, by=None)
    silent = strips.strip(letter, by="Гүлнар", on=clock.today())

    assert "1\xa0250,50" in told.total
    assert len(told.columns) == 4
    assert silent.total == ""
    assert len(silent.columns) == 3


def test_a_long_list_ends_with_how_many_more_there_are() -> None:
    reader = debtor()
    for _number in range(30):
        make_loan(make_copy(), reader, days_ago=40)

    strip = strips.strip(one(reader), by="", on=clock.today())

    assert len(strip.rows) == strips.MOST_ROWS + 1
    assert "6" in strip.rows[-1][1]


def test_a_notice_of_yesterday_or_of_another_kind_or_one_that_failed_is_none_of_today() -> None:
    some = [one(debtor(f"Оқушы {name}")) for name in ("Бір", "Екі", "Үш")]
    record(some[:1], "email", by=None, result="sent")
    record(some[1:2], "paper", by=None, result="failed")
    record(some[2:], "paper", by=None)
    Notice.update(sent_at=clock.now() - timedelta(days=1)).where(
        Notice.reader == some[2].reader
    ).execute()

    ids = [letter.reader.id for letter in some]

    assert noticed_today(ids, "paper") == set()
    assert noticed_today(ids, "email") == {ids[0]}
