"""What sections answer with when the panel asks: plain values, no behaviour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Card:
    """A tile of the first page: a number that explains itself and opens what it counts."""

    title: Any
    number: int | str
    unit: Any = ""
    why: Any = ""
    url: str = ""
    icon: str = ""
    tone: str = ""
    order: int = 100
    parts: Sequence[tuple[int | str, Any]] = ()


@dataclass(frozen=True)
class Fact:
    """A line on somebody's or something's page: ``With`` ``Әлібек Нұрасыл, 7 «Ә»``."""

    label: Any
    value: Any
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Step:
    """A button on something's page that leads on: ``url`` is opened, or posted to."""

    title: Any
    url: str
    icon: str = ""
    is_post: bool = False


@dataclass(frozen=True)
class LabelSet:
    """Labels that the workbench prints besides those of copies: readers' cards of a class.

    ``key`` names them in an address; ``contents`` returns a core.labels.LabelContent for each.
    """

    key: str
    title: Any
    contents: Callable[[], Sequence[Any]]


@dataclass(frozen=True)
class Block:
    """A table on a record's page, filled by another section: copies, loans, visits."""

    title: Any
    columns: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    url: str = ""
    empty: Any = ""


@dataclass(frozen=True)
class BarChart(Block):
    """A table of (words, number) that is drawn as bars first; ``sentence`` says what they show."""

    sentence: Any = ""


@dataclass(frozen=True)
class Setting:
    """A value that the school may change: its key, title, default and kind of input.

    ``kind`` is one of text, number (from ``least`` to ``most``), day_month (``25.05``), weekdays
    (``6, 7``), days (``01.01, 12.03.2027``), choice, flag, letter (lines of text that may name
    ``places``, such as ``{аты}``), secret (a password: kept sealed, shown to nobody).
    """

    name: str
    title: Any
    default: Any
    kind: str = "text"
    help: Any = ""
    choices: Sequence[tuple[str, Any]] = ()
    group: Any = ""
    least: int = 0
    most: int = 100_000
    places: Sequence[str] = ()


@dataclass(frozen=True)
class Demo:
    """A section's part of the demo school: ``fill(school)`` runs in the order of sections."""

    name: str
    fill: Callable[[Any], None]


@dataclass
class Figure:
    """A number for the report, with the formula that made it."""

    name: str
    title: Any
    value: Any
    parts: dict[str, Any] = field(default_factory=dict)
