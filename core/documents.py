"""Documents: described once as blocks, rendered to PDF, DOCX and XLSX (core/renderers)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from core.barcodes import COMMANDS


@dataclass(frozen=True)
class Heading:
    """A line of heading."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Fields:
    """Labels with their values."""

    pairs: Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Table:
    """``widths`` are shares of the page; ``right`` are the columns that stand at the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()
    right: Sequence[int] = ()


@dataclass(frozen=True)
class Total:
    """A line under a table: what is totalled, and the sum."""

    label: str
    value: Any


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on: post and name; with ``seal``, the place for the stamp (М.О.)."""

    people: Sequence[tuple[str, str]]
    seal: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Card:
    """A card with a barcode: a title, small lines, and the digits of the code."""

    title: str
    lines: Sequence[str]
    code: str
    foot: str = ""


@dataclass(frozen=True)
class Cards:
    """Cards on a grid, in millimetres; cut along their thin frames."""

    cards: Sequence[Card]
    width: float = 85.6
    height: float = 54.0
    columns: int = 2
    gap: float = 4.0


Block = Heading | Text | Fields | Table | Total | Signatures | PageBreak | Cards


@dataclass(frozen=True)
class Document:
    """A title and blocks; knows no format."""

    title: str
    blocks: Sequence[Block]
    is_landscape: bool = False
    has_title: bool = True


@dataclass(frozen=True)
class DocumentKind:
    """A document that can be asked for at ``/documents/<name>.<format>``.

    ``build`` gets the address's arguments and returns a Document in the language then in force.
    """

    name: str
    title: Any
    build: Callable[[dict[str, Any]], Document]
    formats: Sequence[str] = ("pdf",)
    permission: str = "documents.print"
    arguments: Sequence[str] = field(default=())


def command_card(school: str = "") -> Document:
    """Return the command card of the desk (design.md 6): A6, a barcode for each command."""
    cards = [Card(title=str(one.title), lines=(), code=one.code) for one in COMMANDS.values()]
    return Document(
        title=gettext("Command card"),
        blocks=[Cards(cards, width=49, height=30, columns=2, gap=2)],
    )


def reader_cards(rows: Sequence[tuple[str, str, Any, str, str]]) -> Document:
    """Return cards for readers given as (name, class, card number, code, school)."""
    cards = [
        Card(
            title=name,
            lines=(where, gettext("Reader's card No. %(number)s", number=number)),
            code=code,
            foot=school,
        )
        for name, where, number, code, school in rows
    ]
    return Document(title=gettext("Readers' cards"), blocks=[Cards(cards)], has_title=False)
