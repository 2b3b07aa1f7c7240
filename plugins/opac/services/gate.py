"""Who may look into the catalogue, from where, and how fast: all of it is settings."""

import ipaddress
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _

from core import settings
from core.answers import Setting
from plugins.opac.errors import CatalogueClosed, OnlyInside, TooFast

_GROUP = _("Pupils' catalogue")

OPEN = (
    ("all", _("to everybody")),
    ("inside", _("in the school's network only")),
    ("off", _("to nobody: switched off")),
)

SETTINGS = (
    Setting(
        "opac.open", _("The pupils' catalogue is open"), "all", "choice", choices=OPEN, group=_GROUP
    ),
    Setting(
        "opac.inside",
        _("Addresses of the school's network"),
        "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        help=_("Parted by commas, as 192.168.1.0/24. This computer itself is always inside."),
        group=_GROUP,
    ),
    Setting(
        "opac.noindex",
        _("Search engines are asked to leave the catalogue out"),
        True,
        "flag",
        group=_GROUP,
    ),
    Setting(
        "opac.per_second",
        _("Pages one address may ask for in a second"),
        40,
        "number",
        help=_("A whole school may be one address: a class with phones asks for 30 at once."),
        group=_GROUP,
        least=1,
        most=1000,
    ),
    Setting(
        "opac.per_minute",
        _("Pages one address may ask for in a minute"),
        900,
        "number",
        group=_GROUP,
        least=10,
        most=60_000,
    ),
    Setting(
        "opac.new_days",
        _("Days for which a book counts as newly arrived"),
        90,
        "number",
        group=_GROUP,
        least=1,
        most=730,
    ),
)


def is_open() -> bool:
    """Return whether the catalogue is open to anybody at all."""
    return settings.get("opac.open") != "off"


def ensure_open(address: str) -> None:
    """Raise CatalogueClosed or OnlyInside if somebody at ``address`` may not look."""
    state = settings.get("opac.open")
    if state == "off":
        raise CatalogueClosed()
    if state == "inside" and not is_inside(address, str(settings.get("opac.inside"))):
        raise OnlyInside()


def is_inside(address: str, networks: str) -> bool:
    """Return whether ``address`` is this computer or of one of the networks; typos are none."""
    host = _host(address)
    if host is None:
        return False
    return host.is_loopback or any(host in one for one in _networks(networks))


def _host(address: str) -> Any:
    try:
        host = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(host, "ipv4_mapped", None) or host


@lru_cache(maxsize=8)
def _networks(text: str) -> tuple[Any, ...]:
    found = []
    for one in text.replace(";", ",").split(","):
        try:
            found.append(ipaddress.ip_network(one.strip(), strict=False))
        except ValueError:
            continue
    return tuple(found)


class Pace:
    """How many pages each address has asked for: a bucket that fills up again, in memory.

    An address may ask for ``second`` pages at once and ``minute`` in a minute. The addresses kept
    are bounded; a neighbour's network (IPv6 /64) is one address.
    """

    LIMIT = 10_000

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        # address: tokens of the second, tokens of the minute, when they were counted
        self._buckets: dict[str, tuple[float, float, float]] = {}

    def ensure_slow(self, address: str, *, second: int, minute: int) -> None:
        """Count one page; TooFast if the address has no more to ask for now."""
        key, now = _neighbours(address), self._now()
        with self._lock:
            quick, slow, at = self._buckets.get(key, (float(second), float(minute), now))
            quick = min(float(second), quick + (now - at) * second)
            slow = min(float(minute), slow + (now - at) * minute / 60)
            may = quick >= 1 and slow >= 1
            self._buckets[key] = (quick - 1, slow - 1, now) if may else (quick, slow, now)
            if len(self._buckets) > self.LIMIT:
                self._forget_half()
        if not may:
            raise TooFast()

    def _forget_half(self) -> None:
        by_age = sorted(self._buckets, key=lambda one: self._buckets[one][2])
        for one in by_age[: self.LIMIT // 2]:
            del self._buckets[one]

    def forget(self) -> None:
        """Begin anew: for tests."""
        with self._lock:
            self._buckets.clear()


def _neighbours(address: str) -> str:
    host = _host(address)
    if host is None or host.version == 4:
        return address
    return str(ipaddress.ip_network(f"{host}/64", strict=False))


pace = Pace()


def ensure_slow(address: str) -> None:
    """Count a page of ``address``; TooFast if it asks faster than a school reads."""
    pace.ensure_slow(
        address,
        second=int(settings.get("opac.per_second")),
        minute=int(settings.get("opac.per_minute")),
    )
