"""Papers about readers: the rules to sign, all that is kept about one, the library council."""

from typing import Any

from flask_babel import gettext

from core import clock, settings
from core.documents import (
    Aside,
    Block,
    Document,
    Fields,
    Heading,
    PageBreak,
    Signatures,
    Table,
    Text,
    numbers,
)
from core.errors import NotFound
from core.i18n import language
from core.papers import long_day, school_name
from core.typography import day
from plugins.readers.documents.cards import at_school
from plugins.readers.models import (
    COUNCIL_KINDS,
    KINDS,
    LANGUAGES,
    CouncilMeeting,
    CouncilTask,
    Reader,
    SchoolClass,
)
from plugins.readers.services import council, personal

_BLANK = "____________"


def rules(arguments: dict[str, Any]) -> Document:
    """Return the rules with a line to sign for each of ``ids`` or of ``class``; a page a class.

    Readers who have signed before stand there with their day.
    """
    asked = [str(arguments.get(name, "")) for name in ("ids", "class")]
    readers = at_school(*map(numbers, asked)) if any(map(numbers, asked)) else []
    if not readers:
        raise NotFound()
    groups: dict[Any, list[Reader]] = {}
    for one in readers:
        groups.setdefault(one.school_class_id, []).append(one)
    blocks: list[Block] = []
    for group in groups.values():
        blocks += ([PageBreak()] if blocks else []) + _rules_page(group)
    return Document(gettext("Rules of the library"), blocks, has_title=False)


def _rules_page(readers: list[Reader]) -> list[Block]:
    spoken = "ru" if language() == "ru" else "kk"
    lines = str(settings.get(f"readers.rules_{spoken}")).splitlines()
    place = str(readers[0].school_class) if readers[0].school_class_id else ""
    rows = [
        [number, one.full_name, day(one.rules_read_on) if one.rules_read_on else "", ""]
        for number, one in enumerate(readers, start=1)
    ]
    return [
        Text(school_name()),
        Heading(gettext("Rules of the library"), is_centred=True),
        *(Text(f"{number}. {line}") for number, line in enumerate(filter(None, lines), start=1)),
        Heading(
            gettext("I know the rules and will keep them: %(name)s", name=place)
            if place
            else gettext("I know the rules and will keep them")
        ),
        Table(
            ("№", gettext("Name"), gettext("Day"), gettext("Signature")),
            rows,
            widths=(6, 54, 18, 22),
        ),
        Signatures([(gettext("Librarian"), "")]),
    ]


def person(arguments: dict[str, Any]) -> Document:
    """Return all that is kept about ``reader``: his own lines, then the sections' tables."""
    ids = numbers(str(arguments.get("reader", "")))
    reader = Reader.get_or_none(Reader.id == ids[0]) if ids else None
    if reader is None:
        raise NotFound()
    its = reader.school_class if reader.school_class_id else None
    pairs = [
        (gettext("Card No."), reader.card_no),
        (gettext("Name"), reader.full_name),
        (gettext("Reader's kind"), str(KINDS[str(reader.kind)])),
        (gettext("Class"), str(its or "")),
        (gettext("Date of birth"), reader.born_on),
        (gettext("Telephone"), reader.phone),
        (gettext("E-mail"), reader.email),
        (gettext("Address"), reader.address),
        (gettext("Language of notices"), str(LANGUAGES.get(str(reader.language), ""))),
        (gettext("Registered on"), reader.registered_on),
        (gettext("Has read the rules on"), reader.rules_read_on),
        (gettext("Left on"), reader.left_on),
        (gettext("Note"), reader.note),
        *((str(one.label), one.value) for one in personal.own_facts(reader)),
    ]
    blocks: list[Block] = [
        Text(f"{school_name()}. {long_day(clock.today())}"),
        Fields([(label, value) for label, value in pairs if value not in (None, "")]),
    ]
    for one in personal.tables_of(reader):
        blocks.append(Heading(str(one.title)))
        if one.rows:
            rows = [[_plain(value) for value in row] for row in one.rows]
            blocks.append(Table([str(name) for name in one.columns], rows))
        else:
            blocks.append(Text(str(one.empty or gettext("Nothing."))))
    return Document(gettext("What the library keeps about a reader"), blocks)


def _plain(value: Any) -> Any:
    """Return what stands in a cell: a fact is its value."""
    return str(value.value) if hasattr(value, "value") else value


def council_paper(arguments: dict[str, Any]) -> Document:
    """Return the council of ``year`` (a school year, this one if not said): members and plan."""
    text = str(arguments.get("year", ""))
    year = int(text) if text.isdecimal() and len(text) == 4 else clock.school_year(clock.today())
    members = [
        [number, one.name, str(COUNCIL_KINDS[str(one.kind)]), one.duty, one.elected_on, one.until]
        for number, one in enumerate(council.members_of(year), start=1)
    ]
    tasks = [
        [number, one.text, one.due_on, one.responsible, one.done_on]
        for number, one in enumerate(council.tasks_of(year), start=1)
    ]
    return Document(
        gettext("Library council, %(first)s–%(last)s", first=year, last=year + 1),
        [
            Aside([gettext("I APPROVE"), gettext("Head of the school"), f"{_BLANK} {_BLANK}"]),
            Text(school_name()),
            Heading(gettext("Members")),
            Table(
                (
                    "№",
                    gettext("Name"),
                    gettext("Part"),
                    gettext("Duty"),
                    gettext("Elected on"),
                    gettext("Until"),
                ),
                members,
                widths=(5, 32, 20, 19, 12, 12),
            ),
            Heading(gettext("Plan of work")),
            Table(
                (
                    "№",
                    gettext("Work"),
                    gettext("Term"),
                    gettext("Responsible"),
                    gettext("Done on"),
                ),
                tasks,
                widths=(5, 45, 13, 24, 13),
            ),
            Signatures([(gettext("Librarian"), "")]),
        ],
    )


def minutes(arguments: dict[str, Any]) -> Document:
    """Return the minutes of ``meeting``."""
    ids = numbers(str(arguments.get("meeting", "")))
    meeting = CouncilMeeting.get_or_none(CouncilMeeting.id == ids[0]) if ids else None
    if meeting is None:
        raise NotFound()
    blocks: list[Block] = [Text(f"{school_name()}. {long_day(meeting.met_on)}")]
    for title, text in (
        (gettext("Present"), meeting.present),
        (gettext("Agenda"), meeting.agenda),
        (gettext("Decisions"), meeting.decisions),
    ):
        blocks.append(Heading(title))
        blocks += [Text(line) for line in str(text).splitlines() if line.strip()]
    people = [(gettext("Chairperson"), ""), (gettext("Secretary"), "")]
    title = gettext("Minutes of the library council No. %(number)s", number=meeting.number or "__")
    return Document(title, [*blocks, Signatures(people)])


def years() -> tuple[str, list[tuple[str, str]]]:
    """Return the school years of which the council can be printed: this and the next."""
    now = clock.school_year(clock.today())
    return "year", [(str(year), f"{year}–{year + 1}") for year in (now, now + 1)]


def sample_class() -> dict[str, Any]:
    """Make a class with a pupil for the specimen of the rules."""
    its = SchoolClass.create(grade=12, letter="Ү")
    Reader.create(card_no=1, last_name="Үлгі", first_name="Оқырман", school_class=its)
    return {"class": its.id}


def sample_person() -> dict[str, Any]:
    """Make a reader for the specimen of his data."""
    reader = Reader.create(card_no=1, last_name="Үлгі", first_name="Оқырман")
    return {"reader": reader.id}


def sample_meeting() -> dict[str, Any]:
    """Make a meeting for the specimen of the minutes."""
    meeting = CouncilMeeting.create(
        number="1", present="Әлібек Н.", agenda="1. Жоспар", decisions="1. Бекітілсін"
    )
    CouncilTask.create(text="Рейд")
    return {"meeting": meeting.id}
