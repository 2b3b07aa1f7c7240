"""What sections answer with when the panel asks: plain values, no behaviour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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
    """A table on a record's page, filled by another section: copies, loans, visits.

    ``order`` is its place among those of the first page.
    """

    title: Any
    columns: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    url: str = ""
    empty: Any = ""
    order: int = field(default=100, kw_only=True)


@dataclass(frozen=True)
class BarChart(Block):
    """A table of (words, number) that is drawn as bars first; ``sentence`` says what they show."""

    sentence: Any = ""


@dataclass(frozen=True)
class ShareChart(Block):
    """A table of (words, done, whole, percent, late), drawn as bars of how much is done.

    ``share`` is how far all of them should be by today, in hundredths; ``sentence`` explains it.
    """

    sentence: Any = ""
    share: int = 0


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
    """A number for the report, with the formula that made it.

    ``url`` opens what was counted; ``unit`` stands behind the number: ``₸``, ``%``.
    """

    name: str
    title: Any
    value: Any
    parts: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    unit: Any = ""


@dataclass(frozen=True)
class Photo:
    """A photo in a cell of a report's table: ``read()`` returns it as JPEG or PNG."""

    words: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class WorkUnit:
    """Work that a section counts, to which a line of the year's plan may be tied.

    ``name`` is ``fund.titles_received``: the section, then what is counted. ``count(first, last)``
    returns how many in those days, both included, in at most a few queries; ``url(first, last)``
    where the records counted are listed.
    """

    name: str
    title: Any
    count: Callable[[date, date], int]
    url: Callable[[date, date], str] | None = None


@dataclass(frozen=True)
class DiaryPart:
    """A group of columns of the library's diary: readers, visits, loans, events.

    ``columns`` are (key, title) from left to right; ``count(first, last)`` returns for each day
    that has something ``{day: {key: number}}``, in one query or a few. ``total(first, last)``
    returns the same added up, where that is quicker than adding the days. A column in
    ``standing`` is not added up: it says how many there were at the day's end, and holds until the
    next day that has a value. ``sum_title`` heads one more column, in which all others of the part
    are added. A part ``into`` another's name puts its columns there, before that sum. ``page`` is
    the diary's own part, 1 to 4; ``bands`` head some columns together: (title, number of columns).
    ``entries(first, last)`` returns what was counted, a line each: events with their participants.
    """

    name: str
    title: Any
    columns: Sequence[tuple[str, Any]]
    count: Callable[[date, date], Mapping[date, Mapping[str, int]]]
    order: int = 100
    total: Callable[[date, date], Mapping[str, int]] | None = None
    standing: Sequence[str] = ()
    sum_title: Any = ""
    into: str = ""
    page: int = 3
    bands: Sequence[tuple[Any, int]] = ()
    entries: Callable[[date, date], Block] | None = None


@dataclass(frozen=True)
class ReportPart:
    """What a section has to say in the report of some days: figures, then tables.

    ``place`` is the Roman number of the plan's section under which it stands. Two reports are
    compared figure by figure, by their names.
    """

    title: Any
    place: str
    figures: Sequence[Figure] = ()
    tables: Sequence[Block] = ()
    order: int = 100


@dataclass(frozen=True)
class PlanProgress:
    """A line of the year's plan, how much of it was planned and how much is done.

    ``place`` is the Roman number of its section, ``number`` its number there, ``measure`` its unit
    of work. ``percent`` is empty for a line without a planned quantity; ``by_hand`` is the part of
    ``done`` that was noted by hand, ``month`` (1 to 12) the month of an event.
    """

    place: str
    number: str
    text: str
    measure: str
    planned: int | None
    done: int
    percent: int | None
    by_hand: int = 0
    month: int | None = None
    responsible: str = ""
    unit: str = ""
    url: str = ""


@dataclass(frozen=True)
class PlannedEvent:
    """An event that the year's plan asks for; ``key`` is its name for ever.

    ``on`` is its day, or the first day of its month if ``is_month`` says that only that is known.
    """

    key: str
    title: str
    form: str
    on: date
    is_month: bool = True
    responsible: str = ""


@dataclass(frozen=True)
class EventState:
    """What has become of a planned event: ``state`` is planned, held, moved or cancelled."""

    state: str
    on: date
    url: str = ""


@dataclass(frozen=True)
class Happening:
    """Something for a month's programme: its day (or the month's first and ``has_day`` no), words.

    ``kind`` says what it is (exhibition, quiz), ``where`` its place; ``is_held`` that it has been.
    """

    day: date
    title: str
    kind: str = ""
    where: str = ""
    has_day: bool = True
    is_held: bool = False
