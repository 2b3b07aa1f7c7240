"""Who may look into the catalogue, from where, how fast; and what is kept for a minute."""

import pytest

from plugins.opac.errors import TooFast
from plugins.opac.services import covers, kept, pins
from plugins.opac.services.gate import Pace, is_inside

PRIVATE = "10.0.0.0/8, 192.168.0.0/16; typo, 300.1.1.1/8"


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("10.20.30.40", True),
        ("192.168.1.1", True),
        ("::ffff:192.168.1.1", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("11.0.0.1", False),
        ("2001:db8::1", False),
        ("", False),
        ("not an address", False),
    ],
)
def test_inside_is_the_schools_network_and_this_computer(address: str, inside: bool) -> None:
    assert is_inside(address, PRIVATE) is inside


def test_a_class_gets_its_pages_at_once_and_a_flood_does_not() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _page in range(30):
        pace.ensure_slow("10.0.0.1", second=30, minute=60)

    with pytest.raises(TooFast):
        pace.ensure_slow("10.0.0.1", second=30, minute=60)

    pace.ensure_slow("10.0.0.2", second=30, minute=60)
    now[0] = 1.0
    pace.ensure_slow("10.0.0.1", second=30, minute=60)


def test_a_minute_has_its_own_measure() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for page in range(60):
        now[0] = page * 0.1
        pace.ensure_slow("10.0.0.1", second=30, minute=60)
    for _page in range(5):  # what six seconds have brought back
        pace.ensure_slow("10.0.0.1", second=30, minute=60)

    with pytest.raises(TooFast):
        pace.ensure_slow("10.0.0.1", second=30, minute=60)


def test_the_addresses_of_one_line_are_one() -> None:
    pace = Pace(lambda: 0.0)
    pace.ensure_slow("2001:db8:1:2::1", second=1, minute=10)

    with pytest.raises(TooFast):
        pace.ensure_slow("2001:db8:1:2::ffff", second=1, minute=10)


def test_so_many_addresses_are_remembered_and_no_more() -> None:
    pace = Pace(lambda: 0.0)
    for number in range(Pace.LIMIT + 50):
        pace.ensure_slow(f"host {number}", second=5, minute=5)

    assert len(pace._buckets) <= Pace.LIMIT


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "890123", "121212"])
def test_pins_that_everybody_tries_are_not_made(pin: str) -> None:
    assert pins._is_weak(pin)


def test_only_addresses_of_the_web_are_links() -> None:
    text = "https://a.kz/b Сайт\njavascript:alert(1) x\ndata:text/html,x\nhttp://\n//evil.kz y\nhttp://[bad"

    assert covers.links_of(text) == [("https://a.kz/b", "Сайт")]


def test_what_is_kept_is_made_once_a_minute(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now, made = [100.0], []
    monkeypatch.setattr(kept.time, "monotonic", lambda: now[0])

    def make() -> list[int]:
        made.append(1)
        return [len(made)]

    assert kept.kept(("probe",), make) == kept.kept(("probe",), make) == [1]
    now[0] += kept.LIVES
    assert kept.kept(("probe",), make) == [2]
