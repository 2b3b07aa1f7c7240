"""Documents: described once as blocks, rendered to PDF, DOCX and XLSX (core/renderers)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from core import typography
from core.barcodes import COMMANDS

# What no XML file may hold, and no printer prints; pasted titles have such characters.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class Heading:
    """A line of heading, at the left or in the middle. ``name`` as for a Text.

    One that ``is_small`` heads a table, and stays with it.
    """

    text: str
    is_centred: bool = False
    name: str = ""
    is_small: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph. One that holds data has a ``name``: schools' own templates fill it in."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Aside:
    """Lines in the right half of the page, the first in bold: who approves an act.

    ``names`` are those of the lines, empty for one that holds no data.
    """

    lines: Sequence[str]
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Fields:
    """Labels with their values."""

    pairs: Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Table:
    """``widths`` are shares of the page; ``right`` are the columns that stand at the right.

    The heads of ``upright`` columns are turned on paper: narrow columns of numbers, long names.
    A ``tight`` table has smaller rows: a month's days on one page.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()
    right: Sequence[int] = ()
    upright: Sequence[int] = ()
    tight: bool = False


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
class Photos:
    """Photos as (words, JPEG or PNG), a few in a row with the words below each."""

    photos: Sequence[tuple[str, bytes]]
    columns: int = 3


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


@dataclass(frozen=True)
class Strip:
    """A note to one person: who writes, to whom, what, about which things, and who signs.

    ``rows`` stand under ``columns``; ``right`` are those that stand at the right.
    """

    school: str
    day: str
    title: str
    text: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: Sequence[int] = ()
    total: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Strips:
    """Notes one under another, cut apart along the line between them; none goes over a page."""

    strips: Sequence[Strip]


@dataclass(frozen=True)
class Poster:
    """A page to hang on a door: what, when in large figures, where, for whom.

    ``day`` are the figures (27, 5–30), empty while only a month is known; ``when`` the words below.
    ``lines`` are labels with their values; ``text`` a few sentences.
    """

    school: str
    kind: str
    title: str
    day: str
    when: str
    lines: Sequence[tuple[str, str]] = ()
    text: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Certificate:
    """A sheet of praise: who gets it, for what, who signs. Landscape, a page of its own."""

    school: str
    title: str
    given: str
    name: str
    about: str
    lines: Sequence[str]
    people: Sequence[tuple[str, str]]
    foot: str
    seal: str = ""


@dataclass(frozen=True)
class IndexCard:
    """A card of a card file: shelf mark in its ``corner``, heads, description, tracing below.

    ``small`` is an annotation, cut short where there is no room; ``place`` is the shelf.
    """

    corner: Sequence[str]
    heads: Sequence[str]
    text: str
    small: str = ""
    foot: str = ""
    place: str = ""


@dataclass(frozen=True)
class IndexCards:
    """Cards of 125 by 75 millimetres, as many to a page as it has room for."""

    cards: Sequence[IndexCard]


Block = (
    Heading
    | Text
    | Aside
    | Fields
    | Table
    | Total
    | Signatures
    | Photos
    | PageBreak
    | Cards
    | Strips
    | Poster
    | Certificate
    | IndexCards
)


@dataclass(frozen=True)
class Document:
    """A title and blocks; knows no format. ``paper`` is A4, A6 for a desk, or card for a file.

    ``also`` are values that schools' own templates may want apart: (name, label, value).
    """

    title: str
    blocks: Sequence[Block]
    is_landscape: bool = False
    has_title: bool = True
    paper: str = "A4"
    also: Sequence[tuple[str, Any, Any]] = ()


@dataclass(frozen=True)
class DocumentKind:
    """A document that can be asked for at ``/documents/<name>.<format>``.

    ``build`` gets the address's arguments and returns a Document in the language then in force.
    ``arguments`` are those it cannot do without: it is about one thing, and printed on its page.
    ``sample`` makes rows for a specimen and returns its arguments; they are rolled back at once.
    ``choices`` returns an argument's name and its values with words: one may be chosen, or none.
    Of a paper whose blocks come and go with what is in it (a report) no school makes a template:
    ``may_be_replaced`` says so.
    """

    name: str
    title: Any
    build: Callable[[dict[str, Any]], Document]
    formats: Sequence[str] = ("pdf",)
    permission: str = "documents.print"
    arguments: Sequence[str] = field(default=())
    sample: Callable[[], dict[str, Any]] | None = None
    choices: Callable[[], tuple[str, list[tuple[str, str]]]] | None = None
    may_be_replaced: bool = True


def numbers(text: str) -> list[int]:
    """Return the ids in an address's ``ids=3,5,8``; what is no id is left out."""
    found = [one.strip() for one in text.split(",")]
    return [int(one) for one in found if one.isdecimal() and len(one) < 10]


def written(value: Any) -> str:
    """Return a value as it stands on paper: 1 234,50 for an amount, 23.11.2026 for a day."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return typography.money(value)
    if isinstance(value, date):
        return typography.day(value)
    return _CONTROLS.sub("", str(value))


def command_card() -> Document:
    """Return the command card of the desk (design.md 6): A6, a barcode for each command."""
    cards = [Card(title=str(one.title), lines=(), code=one.code) for one in COMMANDS.values()]
    return Document(
        title=gettext("Command card"),
        blocks=[Cards(cards, width=46.5, height=29, columns=2, gap=2)],
        paper="A6",
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
