"""SRU: programs that are not ours search the catalogue; and ours takes records over from others."""

import socket
import subprocess
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from core import settings
from plugins.catalogue.models import Record
from plugins.exchange.errors import (
    LibraryRefused,
    LibraryUnreachable,
    NothingAsked,
    StrangeAnswer,
    TargetsAmiss,
    UnknownTarget,
)
from plugins.exchange.services import gate, remote, sru
from tests.integration.exchange_doors import served
from tests.integration.test_desk_http import token_of
from tests.makers import make_record, make_staff
from tests.needs import need

SRW = "{http://www.loc.gov/zing/srw/}"
DIAGNOSTIC = "{http://www.loc.gov/zing/srw/diagnostic/}"


@pytest.fixture(autouse=True)
def books(app: Flask) -> dict[str, Record]:
    """A library that has been set up, and five books."""
    make_staff("head")
    gate.forget()
    return {
        "abai": make_record(
            "Абай жолы", authors="Әуезов М.", isbn="9786012930122", year=2005, part="1-кітап"
        ),
        "words": make_record("Қара сөздер", authors="Абай Құнанбаев", year=1990),
        "war": make_record("Война и мир", authors="Толстой Л. Н.", year=1988, language="ru"),
        "algebra": make_record("Алгебра", kind="textbook", grade=7, year=2021, subject="Алгебра"),
        "notes": make_record("Ескертпелер", annotation="Абай туралы", year=2021),
    }


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as found:
        yield f"{found}/sru/"


def asked(client: FlaskClient, **more: str) -> etree._Element:
    values = {"version": "1.2", "operation": "searchRetrieve", **more}
    answer = client.get(f"/sru/?{urlencode(values)}")
    assert answer.status_code == 200
    return etree.fromstring(answer.data)


def titles(client: FlaskClient, query: str) -> list[str]:
    root = asked(client, query=query, recordSchema="dc", maximumRecords="50")
    return [one.text for one in root.iter("{http://purl.org/dc/elements/1.1/}title")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("title=абай", ["Абай жолы, 1-кітап"]),
        ('dc.title = "война и мир"', ["Война и мир"]),
        ("author=абай", ["Қара сөздер"]),
        ('bath.author="толстой"', ["Война и мир"]),
        ("isbn=978-601-293-012-2", ["Абай жолы, 1-кітап"]),
        ("bath.isbn=601-293-012-8", []),
        ("year=2021", ["Алгебра", "Ескертпелер"]),
        ("year>=2005 and year<2021", ["Абай жолы, 1-кітап"]),
        ("title=абай or title=алгебра", ["Абай жолы, 1-кітап", "Алгебра"]),
        ("author=абай not title=сөздер", []),
        ("(title=алгебра or author=толстой) and year=1988", ["Война и мир"]),
        ('title any "алгебра война"', ["Алгебра", "Война и мир"]),
        ('title exact "Алгебра"', ["Алгебра"]),
        ("толстой", ["Война и мир"]),
        ('"мир война"', ["Война и мир"]),
        ("9786012930122", ["Абай жолы, 1-кітап"]),
        ("subject=алгебра", ["Алгебра"]),
        ("title=жоқ", []),
    ],
)
def test_a_question_finds_the_books_it_means(
    client: FlaskClient, query: str, found: list[str]
) -> None:
    assert sorted(titles(client, query)) == sorted(found)


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({"query": "title="}, 10),
        ({"query": "(title=a"}, 10),
        ({"query": 'title="a'}, 10),
        ({"query": "a b"}, 10),
        ({"query": "(" * 60 + "a" + ")" * 60}, 10),
        ({"query": "rec.id=7"}, 16),
        ({"query": "title<a"}, 19),
        ({"query": "title=/stem a"}, 20),
        ({"query": 'title=""'}, 27),
        ({"query": "year=soon"}, 36),
        ({"query": "a prox b"}, 37),
        ({"query": "a and/rel b"}, 46),
        ({"query": "a sortBy title"}, 80),
        ({"query": "a", "operation": "scan"}, 4),
        ({"query": "a", "version": "2.0"}, 5),
        ({"query": "a", "maximumRecords": "-1"}, 6),
        ({}, 7),
        ({"query": "a", "nonsense": "1"}, 8),
        ({"query": "year=2021", "startRecord": "3"}, 61),
        ({"query": "a", "recordSchema": "mods"}, 66),
        ({"query": "a", "recordPacking": "zip"}, 71),
    ],
)
def test_what_cannot_be_answered_gets_its_diagnostic(
    client: FlaskClient, more: dict[str, str], number: int
) -> None:
    root = asked(client, **more)

    uri = root.find(f".//{DIAGNOSTIC}uri")
    assert uri is not None
    assert uri.text == f"info:srw/diagnostic/1/{number}"


def test_a_list_goes_on_where_it_stopped(client: FlaskClient) -> None:
    first = asked(client, query="year>1900", maximumRecords="2")
    second = asked(client, query="year>1900", maximumRecords="2", startRecord="3")

    assert first.findtext(f"{SRW}numberOfRecords") == "5"
    assert first.findtext(f"{SRW}nextRecordPosition") == "3"
    assert second.findtext(f".//{SRW}recordPosition") == "3"
    assert second.findtext(f"{SRW}nextRecordPosition") == "5"


def test_the_service_explains_itself(client: FlaskClient) -> None:
    answer = client.get("/sru/")

    assert b"explainResponse" in answer.data
    assert b"marcxml-v1.1" in answer.data


def test_zoomsh_finds_and_shows_a_record(address: str) -> None:
    script = [
        "set sru get",
        "set sru_version 1.1",
        "set preferredRecordSyntax xml",
        f"connect {address}",
        'search cql:title="война"',
        "show 0 1",
        "quit",
    ]
    done = subprocess.run(
        [str(need("zoomsh")), *script],
        capture_output=True,
        timeout=30,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    said = done.stdout.decode("utf-8", "replace")

    assert "1 hits" in said, said
    assert "Война и мир" in said


def use(line: str) -> remote.Target:
    settings.put({"exchange.targets": line}, by=None)
    return remote.targets()[0]


@pytest.mark.parametrize("dialect", ["marc21", "unimarc"])
def test_a_record_is_found_over_sru_and_taken_over(address: str, dialect: str) -> None:
    target = use(f"Көрші; sru; {address}; {dialect}")
    (hit,) = remote.search(target, "978-601-293-012-2")
    assert (hit.it.title, hit.it.authors, hit.it.year) == ("Абай жолы", "Әуезов М.", 2005)
    Record.delete().where(Record.isbn == "9786012930122").execute()

    report, number = remote.take(hit.packed, dialect, target.name, by=None)

    assert (report.created, report.merged) == (1, 0)
    assert Record.get_by_id(number).isbn == "9786012930122"
    again, same = remote.take(hit.packed, dialect, target.name, by=None)
    assert (again.created, again.merged, same) == (0, 1, number)


def test_titles_are_found_over_sru_too(address: str) -> None:
    found = remote.search(use(f"Көрші; sru; {address}; marc21"), 'мир "война')

    assert [one.it.title for one in found] == ["Война и мир"]
    assert remote.search(use(f"Көрші; sru; {address}; marc21"), "мұндай кітап жоқ") == []


def test_another_library_that_is_gone_or_strange_is_a_sentence(address: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(LibraryUnreachable, match="Көрші"):
        remote.search(use(f"Көрші; sru; http://127.0.0.1:{port}/; marc21"), "а")
    with pytest.raises(LibraryUnreachable):
        remote.search(use(f"Көрші; z3950; 127.0.0.1:{port}/Default; marc21"), "а")
    with pytest.raises(StrangeAnswer):
        remote.search(use(f"Көрші; sru; {address.replace('/sru/', '/login')}; marc21"), "а")
    with pytest.raises(LibraryRefused):
        remote.search(use(f"Көрші; sru; {address}none; marc21"), "а")
    with pytest.raises(NothingAsked):
        remote.search(use(f"Көрші; sru; {address}; marc21"), "  ")


@pytest.mark.parametrize(
    "line", ["x", "a; sru; ftp://x/; marc21", "a; soap; http://x/; marc21", "a; sru; http://x/; dc"]
)
def test_a_line_that_is_no_library_is_told(line: str) -> None:
    settings.put({"exchange.targets": line}, by=None)

    with pytest.raises(TargetsAmiss):
        remote.targets()
    settings.put({"exchange.targets": ""}, by=None)
    with pytest.raises(UnknownTarget):
        remote.find("a")


@pytest.fixture
def ztest() -> Iterator[str]:
    """A Z39.50 server of other people, with its own records."""
    program = need("yaz-ztest")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(program), f"tcp:127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"127.0.0.1:{port}/Default"
    finally:
        process.terminate()
        process.wait(10)


def test_records_are_found_over_z3950(ztest: str) -> None:
    target = use(f"Yaz; z3950; {ztest}; marc21")

    found = remote.search(target, "computer")

    assert found
    assert all(one.it.title for one in found)
    report, number = remote.take(found[0].packed, "marc21", target.name, by=None)
    assert report.created == 1
    assert Record.get_by_id(number).title == found[0].it.title


def test_a_database_that_is_not_there_is_a_sentence(ztest: str) -> None:
    with pytest.raises(LibraryRefused):
        remote.search(use(f"Yaz; z3950; {ztest.replace('Default', 'Nothing')}; marc21"), "computer")


def test_the_librarian_takes_a_record_over_on_the_page(
    librarian: FlaskClient, address: str, books: dict[str, Record]
) -> None:
    settings.put({"exchange.targets": f"Көрші; sru; {address}; marc21"}, by=None)
    page = librarian.get("/exchange/libraries/?library=Көрші&q=абай").text
    assert "Абай жолы" in page
    token = page.split('name="token" value="')[1].split('"')[0]
    books["abai"].delete_instance()

    answer = librarian.post(
        "/exchange/libraries/take",
        data={"csrf_token": token_of(librarian), "token": token, "number": "0"},
    )

    assert answer.status_code == 303
    assert Record.get(Record.title == "Абай жолы").isbn == "9786012930122"
    assert "Абай жолы" in librarian.get(answer.headers["Location"]).text
    gone = librarian.post(
        "/exchange/libraries/take",
        data={"csrf_token": token_of(librarian), "token": token, "number": "70"},
    )
    assert gone.status_code in (302, 303, 409)


def test_the_page_says_when_a_library_does_not_answer(librarian: FlaskClient) -> None:
    settings.put({"exchange.targets": "Көрші; sru; http://127.0.0.1:9/; marc21"}, by=None)

    answer = librarian.get("/exchange/libraries/?library=Көрші&q=абай")

    assert answer.status_code == 409
    assert "does not answer" in answer.text


def test_what_is_served_holds_no_more_than_it_may(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sru, "MOST_GIVEN", 2)

    root = asked(client, query="year>1900", maximumRecords="900")

    assert len(root.findall(f".//{SRW}recordPosition")) == 2
