"""The bulletin, a recommended list, the notebook of enquiries."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import format_date, gettext

from core import clock
from core.answers import Happening
from core.documents import Block, Document, Heading, Signatures, Table, Text, numbers
from core.errors import NotFound
from core.i18n import language
from core.papers import school_name
from core.sections import gather, hook
from core.typography import day
from plugins.catalogue.models import Record
from plugins.information import queries
from plugins.information.models import ASKERS, ENQUIRY_KINDS, Enquiry, RecommendedList
from plugins.information.services import bulletins, reading


def month_words(month: date) -> str:
    """Return the month in words: ``Қараша 2026``."""
    words = str(format_date(month, "LLLL y"))
    return words[:1].upper() + words[1:]


def parts_of(month: date) -> tuple[list[tuple[Record, int]], list[Happening], list[Happening]]:
    """Return what a bulletin collects: new books, events held, events of this and the next month.

    Held are those of the month; to come are those that are not held yet, up to the month after.
    """
    after = bulletins.next_month(month)
    end = bulletins.next_month(after) - timedelta(days=1)
    found: list[Happening] = gather(hook.happenings(first=month, last=end))
    held = [one for one in found if one.is_held and one.day < after]
    coming = [one for one in found if not one.is_held]
    return queries.arrivals(month, after - timedelta(days=1)), held, coming


def bulletin(arguments: dict[str, Any]) -> Document:
    """Return the bulletin of ``month`` (``2026-11``; this month, if not said)."""
    month = asked_month(str(arguments.get("month", "")))
    its = bulletins.bulletin_of(month)
    words = its.words_ru if language() == "ru" else its.words_kk
    arrived, held, coming = parts_of(month)
    blocks: list[Block] = [Text(f"{school_name()}. {month_words(month)}")]
    blocks += [Text(line) for line in str(words).splitlines() if line.strip()]
    if arrived:
        blocks += [
            Heading(gettext("New books")),
            Table(
                (gettext("Author and title"), gettext("Where it stands"), gettext("Copies")),
                [[_named(one), one.shelf_mark, count] for one, count in arrived],
                widths=(66, 22, 12),
                right=(2,),
            ),
        ]
    for title, some in ((gettext("What has been"), held), (gettext("What is to come"), coming)):
        if some:
            blocks += [Heading(title), _programme(some)]
    if not (arrived or held or coming):
        blocks.append(Text(gettext("There were no new books and no events this month.")))
    blocks.append(Signatures([(gettext("Librarian"), "")]))
    return Document(gettext("The library's visiting card"), blocks)


def _programme(some: Sequence[Happening]) -> Table:
    rows = [
        [day(one.day) if one.has_day else month_words(one.day), one.title, one.kind, one.where]
        for one in some
    ]
    head = (gettext("When"), gettext("Title"), gettext("Form"), gettext("Where"))
    return Table(head, rows, widths=(16, 44, 24, 16))


def _named(record: Record) -> str:
    authors = "; ".join(str(record.authors).split(";")[:2]).strip()
    return f"{authors}. {record.full_title}" if authors else str(record.full_title)


def asked_month(text: str) -> date:
    """Return the first day of the month of ``2026-11``; of this month for anything else."""
    try:
        return bulletins.month_of(date.fromisoformat(f"{text[:7]}-01"))
    except ValueError:
        return bulletins.month_of(clock.today())


def reading_list(arguments: dict[str, Any]) -> Document:
    """Return the recommended ``list`` as a paper to hang up or to take home."""
    ids = numbers(str(arguments.get("list", "")))
    if not ids:
        raise NotFound()
    its = reading.get_list(ids[0])
    about = [
        gettext("For grades: %(grades)s", grades=str(its.grades).replace(",", ", "))
        if its.grades
        else "",
        str(its.subject),
    ]
    blocks: list[Block] = [Text(school_name())]
    blocks += [Text(line) for line in (". ".join(filter(None, about)), str(its.text)) if line]
    rows = [
        [number, _named(one.record), one.record.imprint, one.record.shelf_mark, one.note]
        for number, one in enumerate(reading.books_of(its), start=1)
    ]
    head = (
        "№",
        gettext("Author and title"),
        gettext("Imprint"),
        gettext("Where it stands"),
        gettext("Note"),
    )
    blocks.append(Table(head, rows, widths=(6, 40, 20, 14, 20)))
    return Document(str(its.title), blocks)


def enquiries(arguments: dict[str, Any]) -> Document:
    """Return the enquiries of the school ``year`` that began then (this one, if not said)."""
    text = str(arguments.get("year", ""))
    year = int(text) if text.isdecimal() and len(text) == 4 else clock.school_year(clock.today())
    first = date(year, *clock.YEAR_BEGINS)
    after = date(year + 1, *clock.YEAR_BEGINS)
    rows = [
        [
            one.asked_on,
            str(ENQUIRY_KINDS[str(one.kind)]),
            str(ASKERS[str(one.asker)]),
            one.question,
            one.answer if one.is_found else gettext("not found"),
        ]
        for one in Enquiry.select()
        .where(Enquiry.asked_on >= first, Enquiry.asked_on < after)
        .order_by(Enquiry.asked_on, Enquiry.id)
    ]
    head = (
        gettext("Day"),
        gettext("Kind"),
        gettext("Who asked"),
        gettext("Question"),
        gettext("Answer"),
    )
    title = gettext("Enquiries, %(first)s–%(last)s", first=year, last=year + 1)
    return Document(title, [Text(school_name()), Table(head, rows, widths=(11, 14, 14, 33, 28))])


def sample_list() -> dict[str, Any]:
    """Make a list with a book for the specimen."""
    its = RecommendedList.create(title="Жазда не оқимын", grades="5,6")
    record = Record.create(title="Абай жолы", authors="Әуезов Мұхтар")
    reading.add_book(its, record, by=None)
    return {"list": its.id}
