"""The registration card of a title (domain.md 3.10), and the slip by which an issue goes round."""

from decimal import Decimal
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.documents import Document, DocumentKind, Fields, Signatures, Table, Text
from core.papers import school_name
from core.typography import day, money
from plugins.periodicals import queries, services
from plugins.periodicals.documents.lists import frequency_of, whole
from plugins.periodicals.models import HALVES, Issue, OrderLine, Title
from plugins.periodicals.queries import Grid
from plugins.periodicals.services import arrivals, titles

#: More issues in a month than fit into columns stand by the days of the month.
MOST_COLUMNS = 5


def month_name(month: int) -> str:
    """Return a month by itself, in the language of the paper."""
    name: str = format_date(clock.today().replace(month=month, day=1), "LLLL")
    return name


def card(arguments: dict[str, Any]) -> Document:
    """Return the registration card of a title for a year."""
    title = titles.get(whole(arguments, "title"))
    grid = queries.grid_of(title, whole(arguments, "year") or clock.today().year)
    per_month = max((len(month) for month in grid.months), default=0)
    table = _by_days(grid) if per_month > MOST_COLUMNS else _by_numbers(grid, max(per_month, 1))
    codes = (str(title.index_no), str(title.issn))
    return Document(
        gettext("Registration card of a periodical"),
        [
            Fields(
                [
                    (gettext("School"), school_name()),
                    (gettext("Title"), str(title)),
                    (gettext("Index, ISSN"), ", ".join(filter(None, codes)) or "–"),
                    (gettext("Year"), grid.year),
                    (
                        gettext("Issues in the year"),
                        f"{len(grid.issues)} ({frequency_of(title)})",
                    ),
                    *((_half(one), _subscription(one)) for one in grid.orders),
                    (gettext("Bound volumes, inv. numbers"), _bound(grid)),
                ]
            ),
            table,
            Text(
                gettext(
                    "A day beside the number, or +: it came; …: it is awaited; –: it will not come."
                )
            ),
            Signatures([(gettext("Librarian"), "")]),
        ],
        is_landscape=True,
    )


def _half(line: OrderLine) -> str:
    return gettext("%(half)s half-year", half=HALVES[int(line.half)])


def _subscription(line: OrderLine) -> str:
    words = gettext(
        "sets: %(sets)s; price: %(price)s ₸; sum: %(sum)s ₸",
        sets=line.sets,
        price=money(line.price),
        sum=money(line.amount if line.amount else Decimal(0)),
    )
    papers = [one for one in (line.order.written, line.order.document) if one]
    return "; ".join([words, *papers])


def _bound(grid: Grid) -> str:
    numbers = {copy.inventory_no: None for some in grid.bound.values() for copy in some}
    return ", ".join(str(one) for one in numbers) or "–"


def _mark(issue: Issue) -> str:
    """Return what stands in a cell: number and day of arrival; ``…`` for what is awaited."""
    if issue.received_on is None:
        mark = "–" if issue.given_up_on else "…"
        return f"{issue.number}  {mark}"
    sets = f" ({issue.sets} / {issue.sets_due})" if issue.is_short else ""
    return f"{issue.number}  {issue.received_on:%d.%m}{sets}"


def _by_numbers(grid: Grid, rows: int) -> Table:
    """Return the issues under their months; a month has few of them."""
    head = [month_name(month) for month in range(1, 13)]
    lines = [
        [_mark(issues[place]) if place < len(issues) else "" for issues in grid.months]
        for place in range(rows)
    ]
    return Table(head, lines)


def _by_days(grid: Grid) -> Table:
    head = [gettext("Month"), *(str(one) for one in range(1, 32))]
    rows: list[list[Any]] = []
    for month, issues in enumerate(grid.months, 1):
        marks = {int(one.due_on.day): _day_mark(one) for one in issues}
        rows.append([month_name(month), *(marks.get(number, "") for number in range(1, 32))])
    return Table(head, rows, [3.2, *[1.0] * 31])


def _day_mark(issue: Issue) -> str:
    if issue.received_on is not None:
        return "+"
    return "–" if issue.given_up_on else "…"


def slip(arguments: dict[str, Any]) -> Document:
    """Return the slip that goes round with an issue: who reads it in turn, with signatures."""
    number = whole(arguments, "issue")
    issue = arrivals.get(number) if number else None
    title: Title = issue.title if issue else titles.get(whole(arguments, "title"))
    rows = [
        [place, one.reader.name, "", "", ""]
        for place, one in enumerate(services.signing.route_of(title), 1)
    ]
    head = [
        "№",
        gettext("Reader"),
        gettext("Received on"),
        gettext("Passed on"),
        gettext("Signature"),
    ]
    return Document(
        gettext("Routing list of a periodical"),
        [
            Fields(
                [
                    (gettext("School"), school_name()),
                    (gettext("Periodical"), str(title)),
                    (gettext("Issue"), str(issue) if issue else "________"),
                    (gettext("Goes round from"), day(clock.today())),
                ]
            ),
            Table(head, rows, [0.6, 4, 1.8, 1.8, 2.2], (0,)),
        ],
    )


CARDS = (
    DocumentKind(
        "periodicals.card",
        _("Registration card of a periodical"),
        card,
        ("pdf", "xlsx"),
        "periodicals.view",
        arguments=("title",),
    ),
    DocumentKind(
        "periodicals.route",
        _("Routing list of a periodical"),
        slip,
        ("pdf",),
        "periodicals.readers",
        arguments=("title",),
    ),
)
