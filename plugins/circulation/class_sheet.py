"""The sheet of textbooks given to a class (ведомость), with places to sign (domain.md 5)."""

from collections.abc import Sequence
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
    PageBreak,
    Signatures,
    Table,
    Text,
    Total,
)
from core.papers import school_name
from core.typography import money
from plugins.circulation.class_papers import TITLES_ON_PAGE, class_choices, classes_asked
from plugins.circulation.services.board import Board, read_board
from plugins.circulation.services.collecting import missing
from plugins.readers.services import teachers_by_class
from plugins.textbooks.services import Item

SIGNS = ("pupil", "parent", "teacher")


def sheet(arguments: dict[str, Any]) -> Document:
    """Return pupils by titles with inventory numbers; ``signs`` is pupil, parent or teacher.

    ``class`` is its id; without it every class that has a set is there, each on its own pages.
    """
    signs = arguments.get("signs") if arguments.get("signs") in SIGNS else "pupil"
    teachers = teachers_by_class()
    blocks: list[Block] = []
    for one in classes_asked(arguments):
        board = read_board(one)
        if not board.pupils or not (board.items or arguments.get("class")):
            continue
        for start in range(0, max(len(board.items), 1), TITLES_ON_PAGE):
            items = board.items[start : start + TITLES_ON_PAGE]
            is_last = start + TITLES_ON_PAGE >= len(board.items)
            blocks += [PageBreak()] if blocks else []
            blocks += _head(board, teachers)
            blocks.append(_grid(board, items, str(signs) if is_last else "teacher"))
            if is_last:
                blocks.append(_total(board))
            blocks.append(_signed(board, teachers))
    nothing: list[Block] = [Text(gettext("No class has a set of textbooks yet."))]
    return Document(
        gettext("Sheet of textbooks given to a class"), blocks or nothing, is_landscape=True
    )


def _head(board: Board, teachers: dict[int, str]) -> list[Block]:
    return [
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Class"), str(board.school_class)),
                (gettext("School year"), f"{board.year}–{board.year + 1}"),
                (
                    gettext("Class teacher"),
                    teachers.get(int(board.school_class.id), "") or "________________",
                ),
            ]
        )
    ]


def _grid(board: Board, items: Sequence[Item], signs: str) -> Table:
    """Return a line a pupil: the number of each title he has, «own» or a dash, a place to sign."""
    own = gettext("own")
    rows: list[list[Any]] = []
    for place, pupil in enumerate(board.pupils, 1):
        numbers = []
        for item in items:
            pair = (int(pupil.id), item.id)
            held = board.held.get(pair)
            numbers.append(held.inventory_no if held else own if pair in board.own else "–")
        rows.append([place, pupil.name, *numbers, *([] if signs == "teacher" else [""])])
    given = [
        str(sum((int(one.id), item.id) in board.held for one in board.pupils)) for item in items
    ]
    rows.append(["", gettext("Total"), *given, *([] if signs == "teacher" else [""])])
    head = ["№", gettext("Pupil"), *(one.short_title for one in items)]
    widths = [0.7, 4.2, *[2.0] * len(items)]
    if signs != "teacher":
        head.append(
            gettext("Pupil's signature") if signs == "pupil" else gettext("Parent's signature")
        )
        widths.append(2.6)
    return Table(head, rows, widths, (0,), tuple(range(2, 2 + len(items))))


def _total(board: Board) -> Text:
    given = len(board.held)
    return Text(gettext("Copies given to the class in all: %(count)s.", count=given))


def _signed(board: Board, teachers: dict[int, str]) -> Signatures:
    return Signatures(
        [
            (gettext("Class teacher"), teachers.get(int(board.school_class.id), "")),
            (gettext("Librarian"), ""),
        ]
    )


def missing_list(arguments: dict[str, Any]) -> Document:
    """Return what the classes have not returned and from whom, each class on its own page."""
    teachers = teachers_by_class()
    blocks: list[Block] = []
    for one in classes_asked(arguments):
        found = missing(one)
        if not found and not arguments.get("class"):
            continue
        blocks += [PageBreak()] if blocks else []
        blocks.append(
            Fields(
                [
                    (gettext("School"), school_name()),
                    (gettext("Class"), str(one)),
                    (gettext("Class teacher"), teachers.get(int(one.id), "") or "________________"),
                    (gettext("Date"), clock.today()),
                ]
            )
        )
        rows = [
            [
                place if not at else "",
                pupil.name if not at else "",
                loan.copy.record.full_title,
                loan.copy.inventory_no,
                money(loan.copy.price),
                gettext("lost") if loan.lost_on else "",
            ]
            for place, (pupil, loans) in enumerate(found, 1)
            for at, loan in enumerate(loans)
        ]
        head = ["№", gettext("Pupil"), gettext("Textbook"), gettext("Inv. No.")]
        head += [gettext("Price, ₸"), gettext("Remarks")]
        if rows:
            blocks.append(Table(head, rows, [0.7, 3.4, 5, 1.7, 1.6, 1.6], (0, 4)))
            loans_all = [loan for _pupil, loans in found for loan in loans]
            whole = sum((loan.copy.price for loan in loans_all), Decimal(0))
            blocks.append(Total(gettext("Total"), f"{len(loans_all)} / {money(whole)} ₸"))
        else:
            blocks.append(Text(gettext("The class has returned everything.")))
        blocks.append(
            Signatures(
                [
                    (gettext("Class teacher"), teachers.get(int(one.id), "")),
                    (gettext("Librarian"), ""),
                ]
            )
        )
    nothing: list[Block] = [Text(gettext("All classes have returned everything."))]
    return Document(gettext("Textbooks not returned"), blocks or nothing)


SHEETS = (
    DocumentKind(
        "circulation.class_missing",
        _("Textbooks not returned"),
        missing_list,
        ("pdf", "xlsx"),
        "circulation.lend",
        choices=class_choices,
    ),
    DocumentKind(
        "circulation.class_sheet",
        _("Sheet of textbooks given to a class"),
        sheet,
        ("pdf", "xlsx"),
        "circulation.lend",
        choices=class_choices,
    ),
)
