"""Letters of thanks, one to each giver, and the list of givers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from core import clock, settings
from core.documents import (
    Block,
    Certificate,
    Document,
    PageBreak,
    Signatures,
    Table,
    Text,
    Total,
    numbers,
)
from core.errors import NotFound
from core.i18n import language
from core.papers import long_day, school_name
from plugins.acquisitions.models import GIVER_KINDS, Campaign, Gift, Giver
from plugins.acquisitions.services import campaigns
from plugins.catalogue.models import Record

#: Books named on a letter; more are counted.
NAMED = 4


def _asked(arguments: dict[str, Any]) -> Campaign:
    ids = numbers(str(arguments.get("campaign", "")))
    if not ids:
        raise NotFound()
    return campaigns.get(ids[0])


def thanks(arguments: dict[str, Any]) -> Document:
    """Return letters of thanks of the ``campaign``: of one ``giver``, or of all who gave."""
    its = _asked(arguments)
    wanted = numbers(str(arguments.get("giver", "")))
    blocks: list[Block] = []
    for giver, gifts in campaigns.givers_of(its):
        if gifts and (not wanted or int(giver.id) in wanted):
            blocks += [PageBreak()] if blocks else []
            blocks.append(_letter(its, giver, gifts))
    if not blocks:
        raise NotFound()
    return Document(gettext("Letter of thanks"), blocks, is_landscape=True, has_title=False)


def _letter(its: Campaign, giver: Giver, gifts: Sequence[Gift]) -> Certificate:
    own = its.thanks_ru if language() == "ru" else its.thanks_kk
    words = str(own).strip() or gettext(
        "Thank you for the books that you gave to our school library. "
        "Children will read them for many years."
    )
    titles = [f"«{one.record.title}»" for one in gifts[:NAMED]]
    more = len(gifts) - len(titles)
    if more > 0:
        titles.append(gettext("and more: %(count)s", count=more))
    copies = sum(int(one.quantity) for one in gifts)
    about = gettext("Campaign: %(title)s", title=its.title)
    if giver.kind == "reader" and giver.school_class_id:
        about = f"{giver.school_class}. {about}"
    return Certificate(
        school=school_name(),
        title=gettext("Letter of thanks"),
        given=gettext("With gratitude to"),
        name=str(giver.name),
        about=about,
        lines=[
            *(line.strip() for line in words.splitlines() if line.strip()),
            gettext(
                "Books: %(titles)s. Copies: %(copies)s", titles=", ".join(titles), copies=copies
            ),
        ],
        people=[
            (gettext("Director"), str(settings.get("school.director"))),
            (gettext("Librarian"), ""),
        ],
        foot=long_day(min(giver.given_on, clock.today())),
        seal=gettext("Stamp here"),
    )


def givers(arguments: dict[str, Any]) -> Document:
    """Return who gave what in the ``campaign``."""
    its = _asked(arguments)
    rows: list[list[Any]] = []
    copies, worth = 0, Gift.price.python_value(0)
    for giver, gifts in campaigns.givers_of(its):
        count = sum(int(one.quantity) for one in gifts)
        amount = sum((one.quantity * one.price for one in gifts), Gift.price.python_value(0))
        copies, worth = copies + count, worth + amount
        where = (
            f" ({giver.school_class})" if giver.kind == "reader" and giver.school_class_id else ""
        )
        rows.append(
            [
                len(rows) + 1,
                f"{giver.name}{where}",
                str(GIVER_KINDS[str(giver.kind)]),
                "; ".join(one.record.full_title for one in gifts),
                count,
                amount,
                giver.given_on,
            ]
        )
    head = (
        "№",
        gettext("Who gave"),
        gettext("Who it is"),
        gettext("Books"),
        gettext("Copies"),
        gettext("Sum, ₸"),
        gettext("Day"),
    )
    days = f"{its.first_on:%d.%m.%Y}" + (f" – {its.last_on:%d.%m.%Y}" if its.last_on else "")
    blocks: list[Block] = [
        Text(school_name()),
        Text(f"{its.title}. {days}"),
        Table(head, rows, widths=(5, 22, 12, 25, 12, 12, 12), right=(0, 4, 5)),
        Total(gettext("Copies in all"), copies),
        Total(gettext("Worth in all, ₸"), worth),
        Signatures([(gettext("Librarian"), "")]),
    ]
    return Document(gettext("List of givers"), blocks)


def sample() -> dict[str, Any]:
    """Make a campaign with a giver and a book for the specimen."""
    its = Campaign.create(title="Кітап сыйлай білесің бе?")
    giver = campaigns.keep_giver(its, "parent", name="Серікова Айгүл", by=None)
    record = Record.create(title="Абай жолы", authors="Әуезов Мұхтар")
    campaigns.add_gift(giver, record, quantity=2, price=3500, by=None)
    return {"campaign": its.id}
