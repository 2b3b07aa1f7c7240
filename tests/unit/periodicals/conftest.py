"""A title with its subscription, and issues that came."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from plugins.periodicals import services
from plugins.periodicals.models import Issue, Title

#: An ISSN whose check digit fits; its barcode begins 977 1234 567.
ISSN = "1234-5679"


@pytest.fixture
def make_title(app: object) -> Callable[..., Title]:
    """Return a maker of titles: ``make_title("Ақ желкен", frequency="weekly")``."""

    def make(name: str = "Балдырған", **more: Any) -> Title:
        values = {"title": name, "city": "Алматы", "bbk": "92", "supplier": "Қазпошта", **more}
        return services.titles.save(None, values, by=None)

    return make


@pytest.fixture
def subscribe() -> Callable[..., Any]:
    """Return what orders a title: ``subscribe(title, sets=2, price="4 200")``."""

    def order(title: Title, year: int = 2026, half: int = 2, **more: Any) -> Any:
        made = services.open_order(year, half, supplier=more.pop("supplier", "Қазпошта"), by=None)
        values = {"sets": 1, "price": "4 200", **more}
        services.set_line(made, title, **values, by=None)
        return services.place(made, order_no="7", on=date(year, 5, 10), by=None)

    return order


@pytest.fixture
def magazine(make_title: Callable[..., Title], subscribe: Callable[..., Any]) -> Title:
    """A monthly with an ISSN, two sets of which are ordered for the second half of 2026."""
    title = make_title(issn=ISSN, index_no="75770")
    subscribe(title, sets=2)
    return title


@pytest.fixture
def came(magazine: Title) -> list[Issue]:
    """Its issues 7 to 11, each in two sets."""
    return [
        services.receive(magazine, str(number), on=date(2026, number, 14), by=None)
        for number in range(7, 12)
    ]
