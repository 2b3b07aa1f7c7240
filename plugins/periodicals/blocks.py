"""What periodicals shows elsewhere: the first page, records' and readers' pages, plan, report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import can
from core.answers import Block, Card, DiaryPart, Fact, Figure, ReportPart, WorkUnit
from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.periodicals import queries, services
from plugins.periodicals.models import Article, Binding, Title
from plugins.periodicals.services import articles, campaign, lending
from plugins.readers.models import Reader

ARRIVALS = "/periodicals/arrivals/"
LATE = "/periodicals/late/"
ORDERS = "/periodicals/orders/"
TITLES = "/periodicals/titles/"
ARTICLES = "/periodicals/articles/"

#: Issues of a title on the page of its record.
MOST_ISSUES = 12


def today_cards(on: date) -> list[Card]:
    """Return a tile for the issues that are late and those expected, if the library has any."""
    late = services.late(on).count()
    awaited = len(queries.awaited(on)) if late else 0
    if not late:
        return []
    return [
        Card(
            _("Issues not here"),
            late,
            why=ngettext("%(num)s more is expected", "%(num)s more are expected", awaited),
            url=LATE,
            icon="news",
            tone="warn",
            order=75,
        )
    ]


def next_steps(on: date) -> list[Card]:
    """Return the subscription that is to be ordered before the half-year begins."""
    due = campaign.reminder(on)
    if due is None:
        return []
    return [
        Card(
            gettext("Subscribe to periodicals: %(half)s", half=due["words"]),
            due["left"],
            unit=_("days left"),
            why=_("No order has been placed for this half-year yet."),
            url=ORDERS,
            icon="calendar-due",
            order=60,
        )
    ]


def of_article(record: Record) -> list[Block]:
    """Return where an article stands: its source, issue and pages."""
    article = Article.get_or_none(Article.record == record)
    if article is None:
        return []
    words = (article.source, article.number, article.year or "", article.pages)
    heads = (_("Source"), _("Issue"), _("Year"), _("Pages"))
    return [Block(_("Where the article stands"), heads, [words])]


def of_record(record: Record) -> list[Block]:
    """Return the issues of a periodical, or what is in a bound volume."""
    title = Title.get_or_none(Title.record == record)
    if title is not None:
        return [_issues_of(title)]
    volumes = list(
        Binding.select().where(
            Binding.copy.in_(Copy.select(Copy.id).where(Copy.record == record)),
            Binding.undone_on.is_null(),
        )
    )
    rows = [
        (Fact("", str(one), url=f"/periodicals/bindings/details/?id={one.id}"), one.bound_on)
        for one in volumes
    ]
    return [Block(_("Bound issues"), (_("Issues"), _("Bound on")), rows)] if rows else []


def _issues_of(title: Title) -> Block:
    years = queries.years_of(title)
    grid = queries.grid_of(title, years[0]) if years else None
    came = (grid.came if grid else [])[-MOST_ISSUES:]
    rows = [(one.number, one.received_on, one.sets) for one in reversed(came)]
    return Block(
        _("Issues that came"),
        (_("Issue"), _("Came on"), _("Sets")),
        rows,
        url=f"{TITLES}details/?id={title.id}" if can("periodicals.view") else "",
    )


def of_reader(reader: Reader) -> list[Block]:
    """Return the issues that the reader has at home."""
    rows = [
        (f"{one.issue.title}, {one.issue}", one.lent_at.date(), one.due_on)
        for one in lending.open_of_reader(reader)
    ]
    if not rows:
        return []
    return [Block(_("Issues at home"), (_("Issue"), _("Lent on"), _("Due on")), rows)]


def reader_blockers(reader: Reader) -> list[str]:
    """Return the issues that the reader has not brought back."""
    return [f"{one.issue.title}, {one.issue}" for one in lending.open_of_reader(reader)]


# The plan


def _all_titles(_first: date, _last: date) -> str:
    return TITLES


def work_units() -> list[WorkUnit]:
    """Return the kinds of work that periodicals count."""
    return [
        WorkUnit(
            "periodicals.subscriptions",
            _("Orders of periodicals placed"),
            queries.orders_placed,
            lambda _first, _last: f"{ORDERS}?preset=placed",
        ),
        WorkUnit(
            "periodicals.serial_records",
            _("Records of periodicals entered"),
            queries.titles_added,
            _all_titles,
        ),
        WorkUnit(
            "periodicals.issues",
            _("Issues registered and stamped"),
            queries.issues_received,
            _all_titles,
        ),
        WorkUnit(
            "periodicals.bindings",
            _("Volumes bound"),
            queries.volumes_bound,
            lambda first, last: f"/periodicals/bindings/?f-bound_on={first}..{last}",
        ),
        WorkUnit(
            "periodicals.articles",
            _("Articles described"),
            articles.added,
            lambda _first, _last: ARTICLES,
        ),
        WorkUnit(
            "periodicals.reader_subscriptions",
            _("Readers signed up for periodicals"),
            queries.readers_signed_up,
            lambda first, last: f"/periodicals/signed-up/?f-signed_on={first}..{last}",
        ),
    ]


# The diary


def _diary(first: date, last: date) -> Mapping[date, Mapping[str, int]]:
    days: dict[date, dict[str, int]] = {}
    for day, count in queries.received_by_day(first, last).items():
        days.setdefault(day, {})["issues"] = count
    for day, kinds in queries.lent_by_day(first, last).items():
        days.setdefault(day, {}).update({key: one for key, one in kinds.items() if one})
    return days


def diary_parts() -> list[DiaryPart]:
    """Return the columns of the diary: issues that came, newspapers and magazines lent."""
    return [
        DiaryPart(
            "periodicals",
            _("Periodicals"),
            (
                ("issues", _("Issues registered")),
                ("newspaper", _("Newspapers lent")),
                ("magazine", _("Magazines lent")),
            ),
            _diary,
            order=60,
            page=2,
        )
    ]


# The report


def report_parts(first: date, last: date) -> list[ReportPart]:
    """Return what the report of those days says of periodicals."""
    titles, ordered, amount = queries.subscribed(first, last)
    sets, copies = queries.sets_and_copies(first, last)
    issues = queries.issues_received(first, last)
    late = services.late(min(last, clock.today())).count()
    subscription = ReportPart(
        _("Subscription to periodicals"),
        "II",
        figures=[
            Figure("periodicals.orders", _("Orders placed"), queries.orders_placed(first, last)),
            Figure("periodicals.titles", _("Periodicals ordered"), titles),
            Figure("periodicals.sets_ordered", _("Sets ordered"), ordered),
            Figure("periodicals.amount", _("Sum of the subscription, ₸"), amount),
        ],
        order=40,
    )
    rows = [(str(one), count, whole) for one, count, whole in queries.by_title(first, last)]
    received = ReportPart(
        _("Periodicals received"),
        "III",
        figures=[
            Figure("periodicals.issues", _("Issues received"), issues),
            Figure(
                "periodicals.sets",
                _("Newspapers and thin magazines, in sets"),
                sets,
                {str(_("A set is all issues of one title, as many as came.")): sets},
            ),
            Figure("periodicals.copies", _("Thick magazines, in copies"), copies),
            Figure("periodicals.late", _("Issues that have not come"), late),
        ],
        tables=[
            Block(
                _("Issues received, by title"),
                (_("Periodical"), _("Issues"), _("Sets of them")),
                rows,
            )
        ],
        order=40,
    )
    bound = ReportPart(
        _("Bound volumes and articles"),
        "V",
        figures=[
            Figure("periodicals.bindings", _("Volumes bound"), queries.volumes_bound(first, last)),
            Figure("periodicals.articles", _("Articles described"), articles.added(first, last)),
        ],
        order=40,
    )
    return [subscription, received, bound]


def journal_words() -> list[tuple[str, Any]]:
    """Return what the section writes into the journal."""
    return [
        ("periodicals.title", _("Periodical added")),
        ("periodicals.title_changed", _("Periodical changed")),
        ("periodicals.order", _("Order of periodicals filled in")),
        ("periodicals.order_line", _("Line of an order changed")),
        ("periodicals.order_copied", _("Order copied from the half-year before")),
        ("periodicals.order_discarded", _("Order given up")),
        ("periodicals.placed", _("Order of periodicals placed")),
        ("periodicals.unplaced", _("Placing of an order undone")),
        ("periodicals.received", _("Issue checked in")),
        ("periodicals.unreceived", _("Check-in undone")),
        ("periodicals.sets", _("Sets of an issue corrected")),
        ("periodicals.stamped", _("Issues stamped")),
        ("periodicals.given_up", _("Issue not awaited any more, or awaited again")),
        ("periodicals.claimed", _("Issues claimed")),
        ("periodicals.unclaimed", _("Claim taken back")),
        ("periodicals.bound", _("Issues bound")),
        ("periodicals.unbound", _("Volume taken apart")),
        ("periodicals.lent", _("Issue lent")),
        ("periodicals.returned", _("Issue returned")),
        ("periodicals.loan_undone", _("Deed with an issue undone")),
        ("periodicals.route", _("Routing list changed")),
        ("periodicals.signed_up", _("Reader signed up for a periodical")),
        ("periodicals.article", _("Article described")),
        ("periodicals.article_changed", _("Article changed")),
        ("periodicals.remove", _("Reader's subscription removed")),
    ]
