"""OAI-PMH: a client that is not ours gathers all records, and what was changed since."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from pymarc import parse_xml_to_array
from sickle import Sickle
from sickle import oaiexceptions as oai_errors

from core import clock, settings
from plugins.catalogue.models import Record, RecordTombstone
from plugins.exchange.services import gate, oai
from tests.integration.exchange_doors import served
from tests.makers import make_record, make_staff

OAI = "{http://www.openarchives.org/OAI/2.0/}"


@pytest.fixture(autouse=True)
def head(app: Flask) -> None:
    """A library that has been set up."""
    make_staff("head")


@pytest.fixture
def gatherer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sickle]:
    monkeypatch.setattr(oai, "BATCH", 3)
    monkeypatch.setattr(oai, "HEADERS", 4)
    with served(app) as address:
        yield Sickle(f"{address}/oai/")


@pytest.fixture
def records(app: Flask) -> list[Record]:
    """Eight records, each changed a day after the one before; the third has gone."""
    first = clock.now() - timedelta(days=20)
    found = []
    for number in range(8):
        one = make_record(f"Кітап {number}", kind="textbook" if number % 2 else "book")
        Record.update(updated_at=first + timedelta(days=number)).where(
            Record.id == one.id
        ).execute()
        found.append(one)
    gone = found.pop(2)
    Record.delete().where(Record.id == gone.id).execute()
    RecordTombstone.create(
        record_id=gone.id, merged_into=found[0].id, deleted_at=first + timedelta(days=5, hours=1)
    )
    return found


def test_the_library_tells_who_it_is(gatherer: Sickle, records: list[Record]) -> None:
    settings.put({"school.name_kk": "№7 мектеп", "exchange.email": "k@example.kz"}, by=None)

    told = gatherer.Identify()

    assert told.repositoryName == "№7 мектеп"
    assert told.adminEmail == "k@example.kz"
    assert (told.protocolVersion, told.deletedRecord) == ("2.0", "persistent")
    assert told.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert {one.metadataPrefix for one in gatherer.ListMetadataFormats()} == {"oai_dc", "marc21"}
    assert "textbook" in [one.setSpec for one in gatherer.ListSets()]


@pytest.mark.parametrize("prefix", ["oai_dc", "marc21"])
def test_all_records_are_gathered_page_by_page_in_the_order_of_changes(
    gatherer: Sickle, records: list[Record], prefix: str
) -> None:
    found = list(gatherer.ListRecords(metadataPrefix=prefix))

    assert len(found) == 8
    assert [one.deleted for one in found].count(True) == 1
    stamps = [one.header.datestamp for one in found]
    assert stamps == sorted(stamps)
    alive = [int(one.header.identifier.rpartition(":")[2]) for one in found if not one.deleted]
    assert alive == [one.id for one in records]


def test_whoever_posts_gathers_the_same(app: Flask, records: list[Record]) -> None:
    with served(app) as address:
        by_post = Sickle(f"{address}/oai/", http_method="POST")
        found = [one.header.identifier for one in by_post.ListRecords(metadataPrefix="oai_dc")]

    assert len(found) == 8


def test_marc_of_the_answer_is_read_by_pymarc(
    gatherer: Sickle, records: list[Record], tmp_path: Any
) -> None:
    one = next(gatherer.ListRecords(metadataPrefix="marc21"))
    body = one.xml.find(f"{OAI}metadata")[0]
    file = tmp_path / "one.xml"
    file.write_bytes(etree.tostring(body))

    (marc,) = parse_xml_to_array(str(file))

    assert marc["245"]["a"] == "Кітап 0"


def test_only_what_was_changed_in_a_time_comes(gatherer: Sickle, records: list[Record]) -> None:
    first = (clock.now() - timedelta(days=17, hours=12)).strftime("%Y-%m-%d")
    stamps = [
        one.datestamp
        for one in gatherer.ListIdentifiers(metadataPrefix="oai_dc", **{"from": first})
    ]

    assert stamps
    assert all(one >= first for one in stamps)
    assert len(stamps) < 8
    until = [
        one.datestamp for one in gatherer.ListIdentifiers(metadataPrefix="oai_dc", until=stamps[0])
    ]
    assert until[-1] == stamps[0]


def test_a_set_has_its_kind_and_what_has_gone(gatherer: Sickle, records: list[Record]) -> None:
    found = list(gatherer.ListIdentifiers(metadataPrefix="oai_dc", set="textbook"))

    assert {tuple(one.setSpecs) for one in found if not one.deleted} == {("textbook",)}
    assert len([one for one in found if not one.deleted]) == 4


def test_one_record_is_given_and_one_that_has_gone_says_so(
    gatherer: Sickle, records: list[Record]
) -> None:
    identifier = f"oai:127.0.0.1:{records[0].id}"
    stone = RecordTombstone.get()

    one = gatherer.GetRecord(identifier=identifier, metadataPrefix="oai_dc")
    gone = gatherer.GetRecord(
        identifier=f"oai:127.0.0.1:{stone.record_id}", metadataPrefix="oai_dc"
    )

    assert one.metadata["title"] == ["Кітап 0"]
    assert gone.deleted


def test_errors_of_the_protocol_bear_their_codes(gatherer: Sickle, records: list[Record]) -> None:
    with pytest.raises(oai_errors.IdDoesNotExist):
        gatherer.GetRecord(identifier="oai:127.0.0.1:99999", metadataPrefix="oai_dc")
    with pytest.raises(oai_errors.CannotDisseminateFormat):
        gatherer.ListRecords(metadataPrefix="mods")
    with pytest.raises(oai_errors.BadArgument):
        gatherer.ListRecords(metadataPrefix="oai_dc", until="yesterday")
    with pytest.raises(oai_errors.NoRecordsMatch):
        gatherer.ListRecords(metadataPrefix="oai_dc", **{"from": "2099-01-01"})
    with pytest.raises(oai_errors.BadResumptionToken):
        gatherer.ListRecords(resumptionToken="zzz")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=book", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=a", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&until=2026-02-01", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&until=2026-02-03T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=none", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=W10", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=a", "badResumptionToken"),
        ("verb=ListMetadataFormats&identifier=oai:localhost:7", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=7", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:" + "9" * 40,
         "idDoesNotExist"),
        ("verb=%00%3Cb%3E", "badArgument"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_by_a_code(
    client: FlaskClient, query: str, code: str
) -> None:
    gate.forget()
    answer = client.get(f"/oai/?{query}")

    assert answer.status_code == 200
    assert etree.fromstring(answer.data).find(f"{OAI}error").get("code") == code


def test_a_record_that_changes_while_it_is_gathered_is_not_missed(
    client: FlaskClient, records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.forget()
    monkeypatch.setattr(oai, "BATCH", 3)
    first = client.get("/oai/?verb=ListRecords&metadataPrefix=oai_dc").get_data(as_text=True)
    token = re.search(r"<resumptionToken[^>]*>([^<]+)<", first)
    assert token is not None
    last = Record.get_by_id(records[-1].id)
    last.title = "Өзгерген"
    last.save()

    second = client.get(f"/oai/?verb=ListRecords&resumptionToken={token[1]}")
    third_token = re.search(r"<resumptionToken[^>]*>([^<]+)<", second.get_data(as_text=True))
    assert third_token is not None
    third = client.get(f"/oai/?verb=ListRecords&resumptionToken={third_token[1]}")

    assert "Өзгерген" in third.get_data(as_text=True)


def test_the_door_can_be_shut_and_is_not_opened_too_often(client: FlaskClient) -> None:
    gate.forget()
    settings.put({"exchange.per_minute": 2}, by=None)
    assert client.get("/oai/?verb=Identify").status_code == 200
    assert client.get("/oai/?verb=Identify").status_code == 200
    late = client.get("/oai/?verb=Identify")
    assert late.status_code == 503
    assert int(late.headers["Retry-After"]) > 0

    settings.put({"exchange.oai": False, "exchange.sru": False}, by=None)
    assert client.get("/oai/?verb=Identify").status_code == 404
    assert client.get("/sru/").status_code == 404
    gate.forget()
