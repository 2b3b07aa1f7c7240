"""Papers of a class (domain.md 3.7): which textbooks its pupils have, and in what condition."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.documents import (
    Block,
    Document,
    DocumentKind,
    Fields,
    PageBreak,
    Signatures,
    Table,
    Text,
    Total,
    numbers,
)
from core.papers import long_day, school_name
from core.views.typed import day_of
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import raids
from plugins.fund.models import CONDITIONS, Copy
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services import teachers_by_class

#: So many titles have room beside each other on a landscape page.
TITLES_ON_PAGE = 8


def notebook(arguments: dict[str, Any]) -> Document:
    """Return the notebook of textbooks lent to a class: pupils down, titles across.

    ``class`` is its id; without it every class that has textbooks is there, on pages of its own.
    """
    teachers = teachers_by_class()
    blocks: list[Block] = []
    for one in classes_asked(arguments):
        pupils = _pupils(one)
        loans = _loans(pupils)
        if not loans and not arguments.get("class"):
            continue
        titles = _titles(loans)
        for start in range(0, max(len(titles), 1), TITLES_ON_PAGE):
            blocks += [PageBreak()] if blocks else []
            blocks += _head(one, teachers)
            blocks.append(_grid(pupils, loans, titles[start : start + TITLES_ON_PAGE]))
            blocks.append(_signed(one, teachers))
    return _whole(gettext("Notebook of textbooks lent to classes"), blocks, is_landscape=True)


def condition(arguments: dict[str, Any]) -> Document:
    """Return the table in which the class teacher writes the condition of pupils' textbooks."""
    teachers = teachers_by_class()
    year = _school_year(clock.today())
    scale = ", ".join(str(one) for one in CONDITIONS.values())
    blocks: list[Block] = []
    for one in classes_asked(arguments):
        pupils = _pupils(one)
        if not pupils:
            continue
        blocks += [PageBreak()] if blocks else []
        blocks += _head(one, teachers)
        blocks.append(Text(gettext("Conditions: %(scale)s.", scale=scale)))
        blocks.append(_conditions(pupils, year))
        blocks.append(_signed(one, teachers))
    return _whole(gettext("Condition of textbooks"), blocks)


def class_choices() -> tuple[str, list[tuple[str, str]]]:
    """Return the address's name of a class, and every class with its id."""
    found = SchoolClass.select().order_by(SchoolClass.sort_key)
    return "class", [(str(one.id), str(one)) for one in found]


def _whole(title: str, blocks: list[Block], *, is_landscape: bool = False) -> Document:
    nothing: list[Block] = [Text(gettext("No class has textbooks in hand."))]
    return Document(title, blocks or nothing, is_landscape=is_landscape)


def classes_asked(arguments: dict[str, Any]) -> list[SchoolClass]:
    """Return the classes of the address's ``class``, or all, in the order of grades."""
    query = SchoolClass.select().order_by(SchoolClass.sort_key)
    if arguments.get("class"):
        query = query.where(SchoolClass.id.in_(numbers(str(arguments["class"]))))
    return list(query)


def _pupils(one: SchoolClass) -> list[Reader]:
    """Return the pupils of a class who are at school, in the order of the alphabet."""
    query = Reader.select().where(
        Reader.school_class == one, Reader.kind == "pupil", Reader.left_on.is_null()
    )
    return list(query.order_by(Reader.sort_key, Reader.id))


def _loans(pupils: Sequence[Reader]) -> list[Loan]:
    """Return the textbooks that the pupils have in hand."""
    query = (
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(
            Loan.reader.in_([one.id for one in pupils]),
            Loan.returned_at.is_null(),
            Record.kind == "textbook",
        )
    )
    return list(query.order_by(Copy.sort_key))


def _titles(loans: Sequence[Loan]) -> list[Record]:
    found = {one.copy.record_id: one.copy.record for one in loans}
    return sorted(found.values(), key=lambda one: (str(one.subject), str(one.sort_key), one.id))


def _head(one: SchoolClass, teachers: dict[int, str]) -> list[Block]:
    return [
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Class"), str(one)),
                (gettext("School year"), _school_year(clock.today())),
                (gettext("Class teacher"), teachers.get(int(one.id), "") or "________________"),
            ]
        )
    ]


def _school_year(today: date) -> str:
    first = clock.school_year(today)
    return f"{first}–{first + 1}"


def _grid(pupils: Sequence[Reader], loans: Sequence[Loan], titles: Sequence[Record]) -> Table:
    """Return pupils by titles: inventory numbers, the day of lending, places to sign."""
    shown = {one.id for one in titles}
    held: dict[tuple[int, int], list[str]] = {}
    since: dict[int, date] = {}
    for loan in loans:
        reader, record = int(loan.reader_id), int(loan.copy.record_id)
        if record in shown:
            held.setdefault((reader, record), []).append(str(loan.copy.inventory_no))
            day = loan.lent_at.date()
            since[reader] = min(since.get(reader, day), day)
    rows: list[list[Any]] = [
        [
            place,
            one.name,
            *(", ".join(held.get((int(one.id), int(title.id)), [])) for title in titles),
            since.get(int(one.id), ""),
            "",
            "",
            "",
            "",
        ]
        for place, one in enumerate(pupils, 1)
    ]
    head = [
        "№",
        gettext("Pupil"),
        *(one.full_title for one in titles),
        gettext("Day of receipt"),
        gettext("Signature"),
        gettext("Returned on"),
        gettext("Signature"),
        gettext("Remarks"),
    ]
    widths = [0.7, 3.7, *[1.45] * len(titles), 2, 1.8, 2.5, 1.8, 2.5]
    return Table(head, rows, widths, (0,), tuple(range(2, 2 + len(titles))))


def _conditions(pupils: Sequence[Reader], year: str) -> Table:
    head = [
        "№",
        gettext("Pupil"),
        gettext("School year"),
        gettext("Condition when received"),
        gettext("Class teacher's signature"),
        gettext("Condition when returned"),
        gettext("Class teacher's signature"),
    ]
    rows = [[place, one.name, year, "", "", "", ""] for place, one in enumerate(pupils, 1)]
    return Table(head, rows, [0.7, 3.2, 1.7, 2.2, 2.1, 2.5, 2.1], (0,))


def _signed(one: SchoolClass, teachers: dict[int, str]) -> Signatures:
    return Signatures(
        [
            (gettext("Class teacher"), teachers.get(int(one.id), "")),
            (gettext("Librarian"), ""),
        ]
    )


def raid(arguments: dict[str, Any]) -> Document:
    """Return the sheet of the raid on the day ``on`` (today, if not said), empty before it."""
    on = day_of(arguments.get("on")) or clock.today()
    kept = raids.raids_of(on)
    if kept:
        rows = [
            [place, one.class_words, one.pupils, one.checked, one.damaged, one.remarks, ""]
            for place, one in enumerate(kept, 1)
        ]
    else:
        lines = raids.sheet(on)
        rows = [
            [place, str(one.school_class), one.pupils, "", "", "", ""]
            for place, one in enumerate(lines, 1)
        ]
    head = [
        "№",
        gettext("Class"),
        gettext("Pupils"),
        gettext("Checked"),
        gettext("Damaged"),
        gettext("Remarks"),
        gettext("Class teacher's signature"),
    ]
    blocks: list[Block] = [
        Text(f"{school_name()}. {long_day(on)}"),
        Table(head, rows, [0.7, 1.6, 1.4, 1.6, 1.6, 5, 3], (0, 2, 3, 4)),
    ]
    if kept:
        blocks.append(
            Total(
                gettext("In all: classes, textbooks checked, damaged"),
                f"{len(kept)}; {sum(one.checked for one in kept)}; "
                f"{sum(one.damaged for one in kept)}",
            )
        )
    blocks.append(Signatures([(gettext("Librarian"), ""), (gettext("Member of the raid"), "")]))
    return Document(gettext("Raid for clean textbooks"), blocks)


CLASS_PAPERS = (
    DocumentKind(
        "circulation.class_notebook",
        _("Notebook of textbooks lent to classes"),
        notebook,
        ("pdf", "xlsx"),
        "circulation.lend",
        choices=class_choices,
    ),
    DocumentKind(
        "circulation.class_condition",
        _("Condition of textbooks"),
        condition,
        ("pdf", "xlsx"),
        "circulation.lend",
        choices=class_choices,
    ),
    DocumentKind(
        "circulation.raid",
        _("Raid for clean textbooks"),
        raid,
        ("pdf", "docx", "xlsx"),
        "circulation.lend",
    ),
)
