"""A librarian at the desk, for the tests of its rules."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.models import Staff
from plugins.circulation.services import Answer, Scan, scan
from tests.makers import MONDAY, make_staff

Desk = Callable[..., Answer]


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian at the desk."""
    return make_staff()


@pytest.fixture
def desk(by: Staff) -> Desk:
    """Scan something at the desk, by default a minute after the scan before."""
    minutes = iter(range(1000))

    def beep(text: str, reader: object = "", **more: object) -> Answer:
        more.setdefault("at", MONDAY + timedelta(minutes=next(minutes)))
        card = getattr(reader, "code", reader)
        confirmed = frozenset(more.pop("confirmed", ()))
        return scan(Scan(text=text, by=by, reader=str(card), confirmed=confirmed, **more))

    return beep
