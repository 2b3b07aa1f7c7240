"""A record of MARC is kept in a column and comes out of it as it was."""

import io
import json

import pytest

from plugins.exchange.services.marc import files
from plugins.exchange.services.marc.fields import UNIMARC, Field, pack, unpack
from tests.unit.exchange import marcs


def test_a_kept_record_comes_back_as_it_was() -> None:
    data = marcs.rusmarc("Абай", "utf-8", ("461", " 0$12001 $aСерия"), ("964", "  $a"))
    [piece] = files.read(io.BytesIO(data))
    marc = piece.marc

    assert marc is not None
    assert marc.first("461", "1") == "2001 "
    assert unpack(pack(marc)) == marc


def test_a_record_kept_before_the_form_was_changed_comes_back() -> None:
    fields = ["001\x1f\x1fRU-7", "200 1\x1faАбай\x1ffМ. Әуезов"]
    kept = json.dumps({"format": "unimarc", "leader": "00000nam", "fields": fields})

    marc = unpack(kept)

    assert marc is not None
    assert (marc.dialect, marc.leader, marc.plain("001")) == (UNIMARC, "00000nam", "RU-7")
    assert marc.fields[1] == Field("200", " 1", (("a", "Абай"), ("f", "М. Әуезов")))
    assert unpack(pack(marc)) == marc


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"format": 1}', "null"])
def test_what_is_no_kept_record_is_none(text: str) -> None:
    assert unpack(text) is None
