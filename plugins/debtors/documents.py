"""Papers about debtors: the list for the class teacher, class by class."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.documents import (
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    PageBreak,
    Signatures,
    Table,
    Text,
    numbers,
)
from core.papers import school_name
from core.typography import day, money
from plugins.circulation.services import debts
from plugins.debtors import queries
from plugins.debtors.queries import Debt
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services import teachers_by_class

LIST_FORMATS = ("pdf", "docx", "xlsx")


def group_title(reader: Reader, on: date) -> str:
    """Return the heading of the reader's group: the class, else what kind of readers they are."""
    if reader.is_gone(on):
        return gettext("Left the school")
    if reader.school_class_id:
        return str(reader.school_class)
    return str(_GROUPS[str(reader.kind)])


_GROUPS = {
    "pupil": _("Pupils without a class"),
    "teacher": _("Teachers"),
    "staff": _("Staff"),
    "parent": _("Parents"),
    "other": _("Other readers"),
}


def list_of(ids: Any, on: date) -> Document:
    """Return the debtors with these ids: each class on a page of its own, a line a copy."""
    readers = queries.readers_in_order(ids, on)
    owed = queries.debts_by_reader([one.id for one in readers], on)
    teachers = teachers_by_class()
    groups: dict[str, list[Reader]] = {}
    for one in readers:
        if one.id in owed:
            groups.setdefault(queries.group_of(one, on), []).append(one)
    blocks: list[Block] = []
    for key, some in groups.items():
        blocks += [PageBreak()] if blocks else []
        blocks += _group(key, some, owed, teachers, on)
    nothing: list[Block] = [Text(gettext("Nobody owes anything."))]
    return Document(gettext("Readers who have not returned books"), blocks or nothing)


def _group(
    key: str, readers: list[Reader], owed: dict[int, Debt], teachers: dict[int, str], on: date
) -> list[Block]:
    teacher = teachers.get(int(key), "") if key.isdecimal() else ""
    pairs = [(gettext("School"), school_name()), (gettext("As of"), day(on))]
    if key.isdecimal():
        pairs.append((gettext("Class teacher"), teacher or "________________"))
    copies = sum(len(owed[one.id].loans) for one in readers)
    amount = sum((owed[one.id].amount for one in readers), Decimal(0))
    pairs += [
        (gettext("Debtors"), str(len(readers))),
        (gettext("Copies"), str(copies)),
        (gettext("For the sum"), f"{money(amount)} ₸"),
    ]
    signed = [(gettext("Librarian"), "")]
    if key.isdecimal():
        signed.insert(0, (gettext("Class teacher"), teacher))
    return [
        Heading(group_title(readers[0], on)),
        Fields(pairs),
        _table(readers, owed, on),
        Signatures(signed),
    ]


def _table(readers: list[Reader], owed: dict[int, Debt], on: date) -> Table:
    head = [
        "№",
        gettext("Reader"),
        gettext("Inv. No."),
        gettext("Title"),
        gettext("Due on"),
        gettext("Days late"),
        gettext("Price, ₸"),
    ]
    rows: list[list[Any]] = []
    for place, reader in enumerate(readers, 1):
        for nth, loan in enumerate(owed[reader.id].loans):
            late = max(0, (on - loan.due_on).days)
            rows.append(
                [
                    place if nth == 0 else "",
                    reader.full_name if nth == 0 else "",
                    loan.copy.inventory_no,
                    loan.copy.record.full_title,
                    loan.due_on,
                    late or "",
                    loan.copy.price,
                ]
            )
    return Table(head, rows, [0.7, 3.3, 1.5, 4.2, 1.9, 1.9, 1.6], (0, 5, 6))


def by_class(arguments: dict[str, Any]) -> Document:
    """Return the list of ``class`` (its id), or of everybody."""
    today = clock.today()
    ids = debts.debtors(today)
    if arguments.get("class"):
        classes = numbers(str(arguments["class"]))
        ids = Reader.select(Reader.id).where(Reader.id.in_(ids), Reader.school_class.in_(classes))
    return list_of(ids, today)


def class_choices() -> tuple[str, list[tuple[str, str]]]:
    """Return the address's name of a class, and every class with its id."""
    found = SchoolClass.select().order_by(SchoolClass.sort_key)
    return "class", [(str(one.id), str(one)) for one in found]


DOCUMENTS = (
    DocumentKind(
        "debtors.list",
        _("List of debtors by class"),
        by_class,
        LIST_FORMATS,
        "debtors.notify",
        choices=class_choices,
    ),
)
