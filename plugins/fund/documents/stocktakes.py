"""Papers of a stock-take: the act of the check, and each list of its result."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.documents import (
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    Signatures,
    Table,
    Text,
    Total,
)
from core.errors import NotFound
from core.papers import in_words, school_name
from core.typography import day
from plugins.fund.documents import samples
from plugins.fund.models import FUNDS, Stocktake
from plugins.fund.services import stocktake as checks
from plugins.fund.services import stocktake_results as results
from plugins.fund.services.stocktake_results import Line

#: The five lists of a result.
LISTS = {
    "present": _("Found"),
    "on_loan": _("On loan"),
    "missing": _("Missing"),
    "misplaced": _("Belongs elsewhere"),
    "surplus": _("Surplus"),
}

#: Why something scanned is surplus.
WHY = {"gone": _("written off"), "other": _("other fund"), "unknown": _("unknown")}

#: No school has more copies.
MOST = 200_000


def act(arguments: dict[str, Any]) -> Document:
    """Return the act of a stock-take: the result with its sums, and every missing copy."""
    found = _stocktake(arguments)
    result = checks.result(found)
    whole = sum((result.amounts[one] for one in results.LOOKED_FOR), Decimal(0))
    head = [gettext("Result"), gettext("Copies"), gettext("Sum, ₸")]
    rows = [
        [gettext("Looked for"), result.expected, whole],
        *([str(words), result.copies[one], result.amounts[one]] for one, words in LISTS.items()),
    ]
    blocks: list[Block] = [
        _about(found),
        Table(head, rows, [4, 1.5, 2], (1, 2)),
    ]
    missing = results.lines(found, "missing", MOST)
    if missing:
        blocks += [
            Heading(gettext("Missing copies")),
            _table(missing, "missing"),
            Total(gettext("In all, ₸"), result.missing_amount),
            Text(
                gettext("In words: %(words)s.", words=in_words(result.missing_amount)),
                name="in_words",
            ),
        ]
    blocks.append(_commission(found))
    return Document(gettext("Act of the check of the fund"), blocks)


def one_list(arguments: dict[str, Any]) -> Document:
    """Return one list of a stock-take's result, with how many there are and their sum."""
    found, kind = _stocktake(arguments), arguments.get("list", "")
    if kind not in LISTS:
        raise NotFound()
    result, shown = checks.result(found), results.lines(found, kind, MOST)
    blocks: list[Block] = [_about(found), Heading(str(LISTS[kind]))]
    if shown:
        blocks.append(_table(shown, kind))
    blocks += [
        Total(gettext("In all, copies"), result.copies[kind]),
        Total(gettext("In all, ₸"), result.amounts[kind]),
        _commission(found),
    ]
    return Document(gettext("Result of stock-take %(number)s", number=found), blocks)


def _stocktake(arguments: dict[str, Any]) -> Stocktake:
    wanted = str(arguments.get("stocktake", ""))
    if not (wanted.isdecimal() and len(wanted) < 10):
        raise NotFound()
    return checks.get(int(wanted))


def _about(found: Stocktake) -> Fields:
    return Fields(
        [
            (gettext("School"), school_name()),
            (gettext("Fund"), str(FUNDS[str(found.fund)])),
            (gettext("Begun"), day(found.started_at)),
            (gettext("Ended on"), day(found.ended_on) or "–"),
            (gettext("Order of the school"), found.order or "–"),
        ]
    )


def _table(lines: Sequence[Line], kind: str) -> Table:
    """Return a list as a table; what is surplus has the reason in place of the shelf."""
    rows = [
        [
            place,
            one.number,
            one.title,
            one.year or "",
            str(WHY[one.why]) if kind == "surplus" else one.shelf,
            one.price,
        ]
        for place, one in enumerate(lines, 1)
    ]
    head = [
        "№",
        gettext("Inv. No."),
        gettext("Title"),
        gettext("Year"),
        gettext("Why") if kind == "surplus" else gettext("Shelf"),
        gettext("Price, ₸"),
    ]
    return Table(head, rows, [0.6, 1.4, 4, 1.3, 2, 1.4], (0, 5))


def _commission(found: Stocktake) -> Signatures:
    people = [one.strip() for one in str(found.commission).splitlines() if one.strip()]
    signed = [(one, "") for one in people] or [(gettext("Member of the commission"), "")] * 3
    return Signatures(signed, seal=gettext("Stamp here"))


STOCKTAKES = (
    DocumentKind(
        "fund.stocktake",
        _("Act of the check of the fund"),
        act,
        ("pdf", "docx"),
        "fund.print",
        ("stocktake",),
        samples.stocktake,
    ),
    DocumentKind(
        "fund.stocktake_list",
        _("List of a stock-take's result"),
        one_list,
        ("pdf", "xlsx"),
        "fund.print",
        ("stocktake", "list"),
    ),
)
