"""The indicators of a library, each with its formula and the numbers in it (domain.md 3.13).

Reading rate and turnover are reckoned without textbooks: with them a school that lends each pupil
twelve textbooks would seem to read. Both are shown, the usual one first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask_babel import lazy_gettext as _

from plugins.circulation.services import statistics
from plugins.fund import services as fund
from plugins.readers.services import counting
from plugins.reports.services import diary


@dataclass(frozen=True)
class Count:
    """A number that stands in a formula."""

    title: Any
    value: int
    url: str = ""


@dataclass(frozen=True)
class Indicator:
    """``value`` is ``above`` ÷ ``below``, times a hundred if it ``is_percent``; None over nothing.

    ``with_textbooks`` is the same reckoned with textbooks; None where they make no difference.
    """

    name: str
    title: Any
    why: Any
    above: Count
    below: Count
    is_percent: bool = False
    with_textbooks: "Indicator | None" = None

    @property
    def value(self) -> Decimal | None:
        """Return the quotient with two places."""
        if not self.below.value:
            return None
        factor = 100 if self.is_percent else 1
        found = Decimal(self.above.value * factor) / Decimal(self.below.value)
        return found.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Facts:
    """What the indicators of some days are made of."""

    readers: int
    visits: int
    loans: int
    textbooks: int
    fund: Mapping[str, int]
    came: Mapping[str, int]


def facts(first: date, last: date) -> Facts:
    """Count what is needed for these days, both included."""
    lent = statistics.loans_in(first, last)
    return Facts(
        readers=counting.on_the_books(last),
        visits=diary.visits(first, last),
        loans=lent["all"],
        textbooks=lent["textbooks"],
        fund=fund.sizes_on(last),
        came=fund.came_between(first, last),
    )


def indicators(it: Facts) -> list[Indicator]:
    """Return the five indicators made of these facts."""
    readers = Count(_("readers at the end"), it.readers, "/readers/readers/")
    loans = Count(_("loans without textbooks"), it.loans, "/circulation/loans/")
    all_loans = Count(_("loans with textbooks"), it.loans + it.textbooks, "/circulation/loans/")
    visits = Count(_("visits"), it.visits)
    main = Count(_("copies of the main fund"), it.fund["main"], "/fund/summary/?part=3")
    both = Count(
        _("copies of both funds"), it.fund["main"] + it.fund["textbook"], "/fund/summary/?part=3"
    )
    came = Count(_("copies that came into the main fund"), it.came["main"], "/fund/summary/?part=1")
    all_came = Count(
        _("copies that came into both funds"),
        it.came["main"] + it.came["textbook"],
        "/fund/summary/?part=1",
    )
    # Name, title, why; above and below the line; the same with textbooks.
    made = [
        ("reading", _("Reading rate"), _("loans per reader"), loans, readers, all_loans, readers),
        ("visiting", _("Visit rate"), _("visits per reader"), visits, readers, None, None),
        ("turnover", _("Turnover of the fund"), _("loans per copy"), loans, main, all_loans, both),
        ("books", _("Books per reader"), _("copies per reader"), main, readers, both, readers),
        ("renewal", _("Renewal of the fund"), _("share that is new"), came, main, all_came, both),
    ]  # fmt: skip
    found = []
    for name, title, why, above, below, wide_above, wide_below in made:
        is_percent = name == "renewal"
        wide = None
        if wide_above is not None and wide_below is not None:
            wide = Indicator(name, title, why, wide_above, wide_below, is_percent)
        found.append(Indicator(name, title, why, above, below, is_percent, wide))
    return found
