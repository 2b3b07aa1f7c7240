"""A plan that a school keeps in Word or Excel: its tables read into lines, before any is kept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz

from core.alphabet import fold
from core.intake import Wanted, matched
from core.intake.errors import FileTooLarge, NotATable, NothingInside, OldWorkbook, TooManyRows
from core.intake.plain_text import read_text
from core.intake.table import LARGEST_FILE, Grid, as_words
from core.intake.word import Piece, is_letter, read_pieces, refuse_macros
from core.intake.workbook import read_sheets
from plugins.planning.errors import MergedWorks, NoLines
from plugins.planning.models import SECTIONS
from plugins.planning.services.ready import ready_draft

#: No plan of a year has more lines.
MOST_LINES = 1000

WANTED = (
    Wanted("number", "", heads=("№", "р/с", "р/с №", "№ п/п", "п/п", "рет саны", "no")),
    Wanted(
        "text",
        "",
        heads=(
            "жұмыстың атауы",
            "жұмыс атауы",
            "іс-шараның атауы",
            "іс-шара атауы",
            "шараның атауы",
            "жұмыс мазмұны",
            "атқарылатын жұмыстар",
            "наименование работы",
            "наименование мероприятия",
            "название мероприятия",
            "содержание работы",
            "виды работ",
            "мероприятия",
            "іс-шаралар",
        ),
    ),
    Wanted(
        "measure",
        "",
        heads=(
            "жұмыс көлемінің өлшемі",
            "өлшем бірлігі",
            "өлшемі",
            "жұмыс түрі",
            "өткізу түрі",
            "түрі",
            "нысаны",
            "единица объёма работы",
            "единица измерения",
            "единица работы",
            "форма работы",
            "форма проведения",
            "форма",
            "вид работы",
        ),
    ),
    Wanted("quantity", "", heads=("жоспарланған саны", "жоспар", "саны", "количество", "план")),
    Wanted(
        "term",
        "",
        heads=("мерзімі", "өткізу мерзімі", "айы", "уақыты", "срок", "сроки", "месяц", "дата"),
    ),
    Wanted("responsible", "", heads=("жауапты", "жауаптылар", "ответственный", "ответственные")),
)

_MONTHS = {
    "қаңтар": 1, "ақпан": 2, "наурыз": 3, "сәуір": 4, "мамыр": 5, "маусым": 6,
    "шілде": 7, "тамыз": 8, "қыркүйек": 9, "қазан": 10, "қараша": 11, "желтоқсан": 12,
    "январь": 1, "февраль": 2, "март": 3, "апрель": 4, "май": 5, "июнь": 6,
    "июль": 7, "август": 8, "сентябрь": 9, "октябрь": 10, "ноябрь": 11, "декабрь": 12,
}  # fmt: skip
_BY_FOLDED = {fold(words): number for words, number in _MONTHS.items()}

#: «ІІ. Кітап қорын толықтыру:» however its Roman number was typed.
_ROMAN = re.compile(r"\s*([IVXІХҮУVv]{1,5})\s*[.)\s:–-]\s*(.{3,})")
_LATIN = str.maketrans("ІХҮУv", "IXVVV")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?")

#: How alike a line must be to one of the ready plan to be counted by the same.
_ALIKE = 86


@dataclass(frozen=True)
class Found:
    """A line that was read; ``row`` says where, ``place`` is empty if nothing said its section."""

    row: int
    place: str
    number: str
    text: str
    measure: str = ""
    responsible: str = ""
    quantity: int | None = None
    month: int | None = None
    day: date | None = None
    work_unit: str = ""


@dataclass
class TablePlan:
    """What was read of a file: its lines, and rows that were left out with the reason."""

    lines: list[Found] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)

    @property
    def homeless(self) -> int:
        """Return of how many lines nothing said in which section they stand."""
        return sum(1 for one in self.lines if not one.place)


@dataclass(frozen=True)
class Row:
    """A row as both kinds of file have it: its words by column, and which only go on from above."""

    number: int
    cells: tuple[Any, ...]
    from_above: frozenset[int] = frozenset()
    is_heading: bool = False


def read(data: bytes, name: str, year: int) -> TablePlan:
    """Return the lines of a plan in a .docx, .xlsx or .csv file; a refusal if there are none."""
    name = name or "?"
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 1024 // 1024)
    if not data.strip():
        raise NothingInside(name=name)
    found = TablePlan()
    reader = _Reader(found, year, name)
    for row in _rows(data, name):
        reader.take(row)
        if len(found.lines) > MOST_LINES:
            raise TooManyRows(most=MOST_LINES)
    if not found.lines:
        raise NoLines(name=name)
    _tie(found)
    return found


def _rows(data: bytes, name: str) -> Iterator[Row]:
    refuse_macros(data, name)
    if is_letter(data):
        yield from _of_letter(read_pieces(data, name))
    elif data.startswith(b"PK\x03\x04"):
        for grid in read_sheets(data, name):
            yield from _of_sheet(grid)
    elif data.startswith((b"\xd0\xcf\x11\xe0", b"\x09\x08\x10\x00")):
        raise OldWorkbook(name=name)
    elif data[:64].lstrip().lower().startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"<", b"{")):
        raise NotATable(name=name)
    else:
        yield from _of_sheet(read_text(data, name))


def _of_letter(pieces: Iterable[Piece]) -> Iterator[Row]:
    for number, piece in enumerate(pieces, 1):
        if not piece.cells:
            yield Row(number, (piece.text,), is_heading=True)
            continue
        cells: list[str] = []
        above: set[int] = set()
        for cell in piece.cells:
            if cell.is_from_above:
                above.add(len(cells))
            cells += [cell.text, *[""] * (cell.span - 1)]
        is_one = len(piece.cells) == 1 or (
            sum(1 for cell in piece.cells if cell.text) == 1
            and any(cell.text and cell.span > 1 for cell in piece.cells)
        )
        yield Row(number, tuple(cells), frozenset(above), is_heading=is_one)


def _of_sheet(grid: Grid) -> Iterator[Row]:
    above: dict[int, set[int]] = {}
    wide: set[int] = set()
    for one in grid.merges:
        if one.right > one.left:
            wide.add(one.top)
        if one.bottom - one.top < MOST_LINES:
            for number in range(one.top + 1, one.bottom + 1):
                above.setdefault(number, set()).update(range(one.left - 1, one.right))
    for line in grid.lines:
        texts = [cell for cell in line.cells if as_words(cell)]
        is_one = len(texts) == 1 and (line.number in wide or isinstance(texts[0], str))
        yield Row(line.number, line.cells, frozenset(above.get(line.number, ())), is_one)


class _Reader:
    """Goes down the rows and remembers the section, the month and which column is what."""

    def __init__(self, found: TablePlan, year: int, name: str) -> None:
        self.found, self.year, self.name = found, year, name
        self.place = ""
        self.month: int | None = None
        self.columns: dict[str, int] = {}
        self.before: dict[str, str] = {}

    def take(self, row: Row) -> None:
        words = [as_words(one) for one in row.cells]
        texts = [one for one in words if one]
        if not texts:
            return
        if (row.is_heading or len(texts) == 1) and self._heading(texts[0]):
            return
        if row.is_heading:
            return
        columns = matched(words, WANTED)
        if "text" in columns and len(columns) > 1 and not self._is_line(words, columns):
            self.columns, self.before = columns, {}
            return
        if not self.columns or texts == [str(one) for one in range(1, len(texts) + 1)]:
            return
        self._line(row, words)

    def _is_line(self, words: Sequence[str], columns: dict[str, int]) -> bool:
        """Return whether the row is a line all the same: its number is one."""
        number = columns.get("number", self.columns.get("number"))
        return number is not None and words[number].rstrip(".").isdecimal()

    def _heading(self, text: str) -> bool:
        month = month_in(text)
        if month is not None:
            self.month = month
            self.place = self.place if self.place in ("", "VIII") else "VIII"
            return True
        place = place_in(text)
        if place is not None:
            self.place, self.month = place, None
            return True
        return False

    def _line(self, row: Row, words: Sequence[str]) -> None:
        def at(name: str) -> str:
            place = self.columns.get(name)
            return words[place] if place is not None and place < len(words) else ""

        text = at("text")
        if self.columns["text"] in row.from_above:
            raise MergedWorks(name=self.name, row=row.number)
        values = {name: at(name) for name in ("measure", "responsible")}
        for name, value in values.items():
            if not value and self.columns.get(name) in row.from_above:
                values[name] = self.before.get(name, "")
        self.before = values
        if not text:
            if any(one for one in words):
                self.found.left_out.append((row.number, "empty"))
            return
        if self.place == "I":
            return
        term = row.cells[self.columns["term"]] if self._has("term", row) else None
        month, day = self._term(term)
        count = at("quantity").replace(" ", "").replace("\u00a0", "")
        self.found.lines.append(
            Found(
                row=row.number,
                place=self.place or ("VIII" if self.month else ""),
                number=at("number").rstrip(".")[:10],
                text=text[:500],
                measure=values["measure"][:120],
                responsible=values["responsible"][:200],
                quantity=int(count) if count.isdecimal() and 0 < len(count) < 7 else None,
                month=month or self.month,
                day=day,
            )
        )

    def _has(self, name: str, row: Row) -> bool:
        return self.columns.get(name, len(row.cells)) < len(row.cells)

    def _term(self, value: Any) -> tuple[int | None, date | None]:
        """Return the month and the day of a term; a day outside the school year is a month only."""
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value.month, value if self._is_in_year(value) else None
        text = as_words(value)
        if found := _DAY.search(text):
            day, month = int(found[1]), int(found[2])
            if not 1 <= month <= 12:
                return None, None
            year = int(found[3]) if found[3] else self.year + (month < 9)
            try:
                exact = date(year, month, day)
            except ValueError:
                return month, None
            return month, exact if self._is_in_year(exact) else None
        return month_in(text), None

    def _is_in_year(self, day: date) -> bool:
        return date(self.year, 9, 1) <= day <= date(self.year + 1, 8, 31)


def month_in(text: str) -> int | None:
    """Return the month that a heading names and nothing else: «Қыркүйек айы», «СЕНТЯБРЬ 2023»."""
    words = [one for one in fold(text).split() if not one.isdecimal()]
    known = [_BY_FOLDED[one] for one in words if one in _BY_FOLDED]
    others = [one for one in words if one not in _BY_FOLDED and one not in _BESIDE]
    return known[0] if len(known) == 1 and not others else None


_BESIDE = {fold(one) for one in ("айы", "айында", "месяц", "ж", "г", "год", "жыл", "жылы")}


def place_in(text: str) -> str | None:
    """Return the section that a heading opens, by its Roman number or by its name."""
    found = _ROMAN.fullmatch(text)
    if found:
        roman = found[1].translate(_LATIN)
        if roman == "I" or roman in SECTIONS:
            return roman
    words = fold(text)
    for place, names in _NAMES.items():
        if any(words.startswith(one) for one in names):
            return place
    return None


_NAMES = {
    place: tuple(fold(one) for one in names)
    for place, names in {
        "II": ("кітап қорын толықтыру", "пополнение книжного фонда", "комплектование"),
        "III": ("кітап қорының есебі", "учёт книжного фонда", "учёт фонда"),
        "IV": ("кітапхана қорынан шығарылатын", "учёт выбывающих", "учёт книг, выбывающих"),
        "V": ("кітаптарды жіктеу", "классификация книг"),
        "VI": ("оқырмандарға қызмет көрсету", "обслуживание читателей"),
        "VII": ("ақпараттық", "информационно", "справочно"),
        "VIII": ("көпшілік мәдени", "мәдени-көпшілік", "массовые", "массовая работа"),
    }.items()
}


def _tie(found: TablePlan) -> None:
    """Say what counts a line, where it is like one of the ready plan."""
    known = [
        (one["place"], (fold(one["text_kk"]), fold(one["text_ru"])), one["work_unit"])
        for one in ready_draft().lines
        if one["work_unit"]
    ]
    for at, line in enumerate(found.lines):
        words = fold(line.text)
        best, unit = 0.0, ""
        for place, texts, name in known:
            if line.place in ("", place):
                alike = max(fuzz.ratio(words, one) for one in texts)
                if alike > best:
                    best, unit = alike, name
        if best >= _ALIKE:
            found.lines[at] = Found(**{**line.__dict__, "work_unit": unit})


def as_lines(found: TablePlan, otherwise: str) -> list[dict[str, Any]]:
    """Return the lines as a plan keeps them; those without a section go into ``otherwise``."""
    lines = []
    for one in found.lines:
        place = one.place or otherwise
        lines.append(
            {
                "place": place,
                "written_number": one.number,
                "text_kk": one.text,
                "measure_kk": one.measure,
                "responsible_kk": one.responsible,
                "quantity": one.quantity or (1 if place == "VIII" else None),
                "month": one.day.month if one.day else one.month,
                "due_on": one.day,
                "work_unit": one.work_unit,
                "is_event": place == "VIII" and not one.work_unit,
            }
        )
    return lines
