"""The act by which another library's books are handed over, and handed back."""

from typing import Any

from flask_babel import gettext

from core import settings
from core.documents import Block, Document, Fields, Signatures, Table, Text, Total, numbers
from core.errors import NotFound
from core.papers import in_words, long_day, school_name
from plugins.acquisitions.models import Exhibition, VisitingBook, named
from plugins.acquisitions.services import exhibitions


def handover(arguments: dict[str, Any]) -> Document:
    """Return the act of the ``exhibition``: of its coming, or of its going back if ``back``."""
    ids = numbers(str(arguments.get("exhibition", "")))
    if not ids:
        raise NotFound()
    its = exhibitions.get(ids[0])
    is_back = bool(arguments.get("back"))
    shown = exhibitions.books_of(its)
    copies, returned, worth = exhibitions.totals(shown)
    city = str(settings.get("school.city"))
    day = (its.returned_on if is_back else None) or its.came_on
    giving, taking = (
        (school_name(), str(its.partner)) if is_back else (str(its.partner), school_name())
    )
    words = gettext(
        "The books of the exhibition «%(title)s» were handed over for use for a time. "
        "They are not entered in the fund of the school library.",
        title=its.title,
    )
    if is_back:
        words = gettext(
            "The books of the exhibition «%(title)s» were handed back.", title=its.title
        )
    pairs: list[tuple[str, Any]] = [
        (gettext("Day"), long_day(day)),
        (gettext("Hands over"), giving),
        (gettext("Takes over"), taking),
    ]
    if its.due_on and not is_back:
        pairs.append((gettext("To be back on"), long_day(its.due_on)))
    blocks: list[Block] = [
        *([Text(city)] if city else []),
        Fields(pairs),
        Text(words),
        _table(shown, is_back=is_back),
        Total(gettext("Copies in all"), copies),
    ]
    if is_back:
        blocks.append(Total(gettext("Copies handed back"), returned))
        if returned < copies:
            blocks.append(Total(gettext("Copies not handed back"), copies - returned))
    blocks += [
        Total(gettext("Worth in all, ₸"), worth),
        Text(gettext("In words: %(sum)s", sum=in_words(worth))),
    ]
    person = str(its.partner_person)
    ours = str(settings.get("school.director"))
    signing = [(gettext("Handed over"), person), (gettext("Took over, librarian"), "")]
    if is_back:
        signing = [(gettext("Handed over, librarian"), ""), (gettext("Took over"), person)]
    blocks.append(Signatures([*signing, (gettext("Director"), ours)], gettext("Stamp here")))
    title = gettext("Act of taking books back") if is_back else gettext("Act of handing books over")
    return Document(title, blocks)


def _table(shown: list[VisitingBook], *, is_back: bool) -> Table:
    head = [
        "№",
        gettext("Inv. number"),
        gettext("Author and title"),
        gettext("Year"),
        gettext("Copies"),
        gettext("Price, ₸"),
        gettext("Sum, ₸"),
    ]
    rows = [
        [
            place,
            one.number,
            named(str(one.authors), str(one.title)),
            one.year or "",
            one.quantity,
            one.price,
            one.amount,
            *([one.returned] if is_back else []),
        ]
        for place, one in enumerate(shown, start=1)
    ]
    head += [gettext("Handed back")] if is_back else []
    widths = (5, 12, 27, 11, 12, 11, 11, 13) if is_back else (5, 12, 36, 11, 12, 12, 12)
    return Table(head, rows, widths=widths, right=(0, *range(3, len(head))))


def sample() -> dict[str, Any]:
    """Make an exhibition with a book for the specimen."""
    its = Exhibition.create(title="Әлем әдебиеті", partner="Аудандық кітапхана")
    exhibitions.add_book(
        its, {"title": "Абай жолы", "authors": "Әуезов М.", "price": "3500"}, by=None
    )
    return {"exhibition": its.id}
