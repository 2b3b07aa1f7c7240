"""What acquisition says to the plan, the report and the first page."""

from datetime import date, timedelta

from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core.answers import Block, Card, Figure, ReportPart, WorkUnit
from plugins.acquisitions import queries

#: So many days before an exhibition has to be back the first page says so.
DAYS_BEFORE = 3

WORK_UNITS = (
    WorkUnit(
        "acquisitions.gifts",
        _("Copies given in campaigns and accepted"),
        queries.gifts,
        lambda _first, _last: "/acquisitions/campaigns/",
    ),
    WorkUnit(
        "acquisitions.exhibitions",
        _("Visiting exhibitions"),
        queries.exhibitions,
        lambda _first, _last: "/acquisitions/exhibitions/",
    ),
)


def report_parts(first: date, last: date) -> list[ReportPart]:
    """Return gifts, orders and visiting exhibitions of the period, and its campaigns by name."""
    gifts, worth = queries.gifts_accepted(first, last)
    orders, copies, amount = queries.orders(first, last)
    came, paid = queries.ordered_came(first, last)
    campaigns = queries.campaigns(first, last)
    givers = sum(number for _campaign, number, _copies in campaigns)
    figures = [
        Figure("acquisitions.campaigns", gettext("Campaigns of giving books"), len(campaigns)),
        Figure("acquisitions.givers", gettext("Givers in these campaigns"), givers),
        Figure("acquisitions.gifts", gettext("Given copies accepted"), gifts),
        Figure("acquisitions.gifts_sum", gettext("Worth of the given copies"), worth, unit="₸"),
        Figure("acquisitions.orders", gettext("Orders made up"), orders),
        Figure("acquisitions.ordered", gettext("Copies ordered"), copies),
        Figure("acquisitions.ordered_sum", gettext("Sum of the orders"), amount, unit="₸"),
        Figure("acquisitions.came", gettext("Copies that came from orders"), came),
        Figure("acquisitions.came_sum", gettext("Sum of what came from orders"), paid, unit="₸"),
        Figure(
            "acquisitions.wishes",
            gettext("Readers' wishes written down"),
            queries.wishes(first, last),
        ),
        Figure(
            "acquisitions.exhibitions",
            gettext("Visiting exhibitions"),
            queries.exhibitions(first, last),
        ),
    ]
    table = Block(
        gettext("Campaigns of giving books"),
        (gettext("Campaign"), gettext("Day"), gettext("Givers"), gettext("Copies given")),
        [(str(one), one.first_on, number, copies) for one, number, copies in campaigns],
    )
    return [ReportPart(gettext("Acquisition"), "II", figures, [table] if campaigns else [])]


def exhibitions_back(on: date) -> list[Card]:
    """Return that a visiting exhibition has to go back, while any has."""
    due = queries.exhibitions_due(on + timedelta(days=DAYS_BEFORE))
    if not due:
        return []
    first = due[0]
    return [
        Card(
            title=_("take a visiting exhibition back"),
            number=len(due),
            unit=lazy_ngettext("exhibition", "exhibitions", len(due)),
            why=_(
                "%(title)s, %(partner)s. To be back on: %(day)s.",
                title=first.title,
                partner=first.partner,
                day=f"{first.due_on:%d.%m.%Y}",
            ),
            url=f"/acquisitions/exhibitions/details/?id={first.id}",
            icon="truck",
            order=35 if first.due_on < on else 60,
        )
    ]


def orders_late(on: date) -> list[Card]:
    """Return that an order has not come in time, while any has not."""
    late = queries.orders_late(on)
    if not late:
        return []
    first = late[0]
    return [
        Card(
            title=_("ask after an order that has not come"),
            number=len(late),
            unit=lazy_ngettext("order", "orders", len(late)),
            why=_(
                "%(title)s. It should have come by: %(day)s.",
                title=first.title,
                day=f"{first.due_on:%d.%m.%Y}",
            ),
            url=f"/acquisitions/orders/details/?id={first.id}",
            icon="truck-delivery",
            order=55,
        )
    ]
