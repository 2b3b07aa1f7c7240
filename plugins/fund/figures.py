"""What the fund has to say in the report: its movement, just as the summary book has it."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import SQL, fn

from core.answers import Block, Figure, ReportPart
from plugins.catalogue.models import LANGUAGES, Record
from plugins.fund.models import FUNDS, Copy
from plugins.fund.services import movement
from plugins.fund.services.columns import columns
from plugins.fund.services.totals import Row, Year

_URL = "/fund/summary/?part=3"


def report(first: date, last: date) -> list[ReportPart]:
    """Return the movement of each fund, and what it is made of now."""
    parts = []
    for place, (fund, title) in enumerate(FUNDS.items()):
        moved = movement(fund, first, last + timedelta(days=1))
        parts.append(
            ReportPart(
                title,
                "III",
                _figures(fund, moved),
                [_movement(moved), _by_language(fund, last)],
                order=10 + place,
            )
        )
    return parts


def _figures(fund: str, moved: Year) -> list[Figure]:
    rows = (
        ("at_start", _("There was at the beginning"), moved.at_start),
        ("came", _("Came"), moved.came),
        ("went", _("Went"), moved.went),
        ("at_end", _("There is at the end"), moved.at_end),
    )
    found = []
    for name, title, row in rows:
        found.append(Figure(f"fund.{fund}.{name}", title, row.copies, url=_URL, unit=_("copies")))
    found.append(
        Figure(f"fund.{fund}.titles", _("Titles at the end"), moved.at_end.titles, url=_URL)
    )
    found.append(
        Figure(
            f"fund.{fund}.amount", _("Value at the end"), moved.at_end.amount, url=_URL, unit="₸"
        )
    )
    return found


def _movement(moved: Year) -> Block:
    """Return the third part of the summary book for these days, a line a column of it."""
    lines: list[tuple[Any, ...]] = [
        (_("In all, copies"), *(row.copies for row in _rows(moved))),
        (_("Titles"), *(row.titles for row in _rows(moved))),
        (_("On the balance"), *(row.on_balance for row in _rows(moved))),
        (_("Sum, ₸"), *(row.amount for row in _rows(moved))),
    ]
    for place, column in enumerate(columns()):
        lines.append((column.title, *(row.parts[place] for row in _rows(moved))))
    heads = ("", _("Was"), _("Came"), _("Went"), _("Is"))
    return Block(_("Movement of the fund (part 3 of the summary book)"), heads, lines)


def _rows(moved: Year) -> tuple[Row, Row, Row, Row]:
    return moved.at_start, moved.came, moved.went, moved.at_end


def _by_language(fund: str, on: date) -> Block:
    """Return the copies of the fund on that day by language."""
    rows = (
        Copy.select(Record.language, fn.COUNT(Copy.id))
        .join(Record)
        .where(
            Copy.fund == fund,
            Copy.received_on <= on,
            Copy.withdrawn_on.is_null() | (Copy.withdrawn_on > on),
        )
        .group_by(Record.language)
        .order_by(SQL("2").desc())
        .tuples()
    )
    return Block(
        _("Copies by language"),
        (_("Language"), _("Copies")),
        [(LANGUAGES.get(str(name), name), int(count)) for name, count in rows],
        empty=gettext("There are no copies yet."),
    )
