"""An old inventory as a list: its lines become records, copies and an opening entry.

Old numbers stay. What is here already is passed over, so the same list twice changes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import bulk, clock
from core.alphabet import fold, sort_key
from core.database import db, locked
from core.errors import LibraryError
from core.intake import Refused, Row, Sorted, Wanted
from core.intake.plan import Plan
from core.models import Staff
from core.tasks import Progress
from plugins.catalogue.models import Record
from plugins.catalogue.services import matching
from plugins.fund.models import CAME, Copy, NumberSeries, SummaryEntry
from plugins.fund.services import amounts, book_lists, books, invoices, numbers
from plugins.fund.services.books import Move

WANTED = (
    Wanted(
        "number",
        _("Inv. No."),
        heads=(
            "инвентарлық нөмірі",
            "инвентарлық нөмір",
            "инв №",
            "инвентарный номер",
            "инвентарь",
            "инв",
            "inventory number",
            "inv no",
        ),
        is_required=True,
        longest=81,
    ),
    Wanted(
        "what",
        _("Author and title in one column"),
        heads=("авторы мен атауы", "авторы және атауы", "автор и заглавие", "автор и название"),
        one_of="book",
        longest=1000,
    ),
    book_lists.TITLE,
    book_lists.AUTHORS,
    book_lists.YEAR,
    book_lists.PUBLISHER,
    book_lists.PRICE,
    Wanted(
        "on",
        _("Date of the entry"),
        "day",
        heads=("жазылған күні", "түскен күні", "күні", "дата записи", "дата", "date"),
    ),
    Wanted(
        "entry",
        _("No. in the summary book"),
        heads=(
            "жиынтық есеп кітабындағы",
            "жек №",
            "№ записи в ксу",
            "номер ксу",
            "ксу",
            "summary",
        ),
        longest=40,
    ),
    Wanted(
        "bbk",
        _("Index"),
        heads=("кбж", "бөлімі", "ббк", "удк", "отдел", "индекс", "index"),
        longest=60,
    ),
    book_lists.ISBN,
    book_lists.LANGUAGE,
    book_lists.GRADE,
    Wanted("shelf", _("Shelf"), heads=("сөре", "полка", "место", "shelf"), longest=60),
    Wanted(
        "act",
        _("Written off by the act"),
        heads=("есептен шығару", "шығу актісі", "акт", "списание", "выбытие", "withdrawn"),
        longest=200,
    ),
    Wanted("note", _("Note"), heads=("ескерту", "примечание", "note"), longest=1000),
)

#: Gaps that are named one by one; more are only counted.
MOST_GAPS = 12

_TAIL = re.compile(r"^(.*?)(\d+)$")
_CHUNK = 500


class OldCopy(NamedTuple):
    """A copy that the school has had, under the number of its old books."""

    record: int
    number: str
    price: Decimal = Decimal("0.00")
    shelf: str = ""
    note: str = ""
    entry_on: date | None = None
    entry_no: str = ""


@dataclass
class Line:
    """A good row with the numbers it stands for; one, if it is not a range."""

    row: Row
    numbers: list[str]


def plan(rows: Sorted, fund: str, chosen: dict[str, str]) -> Plan:
    """Return what the rows would bring into ``fund``: copies under their old numbers."""
    refused: list[Refused] = []
    gone = [row for row in rows.good if row.get("act")]
    lines, seen = _lines([row for row in rows.good if not row.get("act")], refused)
    lines, there = _without_known(lines, fund, chosen, refused)
    described = [book_lists.book_of(one.row, chosen) for one in lines]
    groups = matching.group(described)
    copies = sum(len(one.numbers) for one in lines)
    total = sum((one.row.values["price"] * len(one.numbers) for one in lines), Decimal("0.00"))
    gaps, missing = _gaps([*seen, *_all_numbers(gone)])
    facts: list[tuple[Any, Any, str]] = [
        (_("Copies"), copies, ""),
        (_("Sum, ₸"), total, ""),
        (_("Titles"), len(groups), ""),
        (_("Records that the catalogue has"), sum(1 for one in groups if one.record), ""),
    ]
    if there:
        facts.append((_("Here already, passed over"), there, "ok"))
    if gone:
        facts.append((_("Written off long ago, left out"), len(gone), ""))
    if missing:
        facts.append((_("Numbers missing in the row"), missing, "warn"))
    return Plan(
        size=copies,
        facts=facts,
        notes=[gettext("Missing numbers: %(gaps)s.", gaps=gaps)] if gaps else [],
        heads=(_("Row"), _("Inv. No."), _("Book"), _("Price, ₸"), _("Date of the entry")),
        lines=[
            (
                one.row.number,
                _in_short(one.numbers),
                book_lists.named(book),
                one.row.values["price"],
                one.row.get("on", None),
            )
            for one, book in zip(lines[:100], described[:100], strict=True)
        ],
        refused=refused,
        questions=invoices.questions(groups, lambda at: lines[at].row.number),
        work=(lines, groups),
    )


def _in_short(found: list[str]) -> str:
    return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}"


def _lines(rows: list[Row], refused: list[Refused]) -> tuple[list[Line], list[str]]:
    """Return the rows with their numbers, and all numbers; one that stands twice is refused."""
    found: list[Line] = []
    first: dict[str, int] = {}
    for row in rows:
        try:
            named = _numbers_of(row)
            amounts.price_of(row.values["price"])
        except LibraryError as fault:
            refused.append(Refused(row.number, (str(fault),)))
            continue
        twice = next((one for one in named if one in first), None)
        if twice is not None:
            words = gettext(
                "No. %(number)s stands in row %(row)s already", number=twice, row=first[twice]
            )
            refused.append(Refused(row.number, (words,)))
            continue
        first.update(dict.fromkeys(named, row.number))
        found.append(Line(row, named))
    return found, list(first)


def _numbers_of(row: Row) -> list[str]:
    """Return the numbers in a cell; a plain one is taken as it is, with a hyphen in it or not."""
    text = str(row.values["number"]).removeprefix("№").strip()
    if text.isdigit():
        return [text]
    return numbers.parse_numbers(text)


def _all_numbers(rows: list[Row]) -> list[str]:
    found: list[str] = []
    for row in rows:
        try:
            found += _numbers_of(row)
        except LibraryError:
            continue
    return found


def _without_known(
    lines: list[Line], fund: str, chosen: dict[str, str], refused: list[Refused]
) -> tuple[list[Line], int]:
    """Return the lines whose numbers are free, and how many copies are here already.

    A number that is another book's refuses its row.
    """
    known = _known([number for one in lines for number in one.numbers])
    left: list[Line] = []
    there = 0
    for one in lines:
        taken = [number for number in one.numbers if number in known]
        if not taken:
            left.append(one)
            continue
        title, its_fund = known[taken[0]]
        is_same = fold(title) == fold(book_lists.book_of(one.row, chosen).title)
        if is_same and its_fund == fund and len(taken) == len(one.numbers):
            there += len(taken)
            continue
        words = gettext(
            "No. %(number)s is a copy of «%(title)s» already", number=taken[0], title=title
        )
        refused.append(Refused(one.row.number, (words,)))
    return left, there


def _known(wanted: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return title and fund of the copies that have one of these numbers."""
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = (
            Copy.select(Copy.inventory_no, Record.title, Copy.fund)
            .join(Record)
            .where(Copy.inventory_no.in_(wanted[start : start + _CHUNK]))
        )
        found.update((number, (title, fund)) for number, title, fund in db.execute(rows))
    return found


def records_of_numbers(wanted: Sequence[str]) -> dict[str, int]:
    """Return the record of the copies that have one of these numbers."""
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = Copy.select(Copy.inventory_no, Copy.record).where(
            Copy.inventory_no.in_(wanted[start : start + _CHUNK])
        )
        found.update(rows.tuples())
    return found


def _gaps(found: list[str]) -> tuple[str, int]:
    """Return the missing numbers between the first and the last of each prefix, and how many."""
    rows: dict[str, set[int]] = defaultdict(set)
    for one in found:
        if match := _TAIL.match(one):
            rows[match[1]].add(int(match[2][-15:]))
    words: list[str] = []
    missing = 0
    for head, values in sorted(rows.items()):
        ordered = sorted(values)
        for before, after in pairwise(ordered):
            if after - before > 1:
                missing += after - before - 1
                first, last = f"{head}{before + 1}", f"{head}{after - 1}"
                words.append(first if first == last else f"{first}–{last}")
    more = f" … (+{len(words) - MOST_GAPS})" if len(words) > MOST_GAPS else ""
    return ", ".join(words[:MOST_GAPS]) + more, missing


def take(
    plan: Plan,
    answers: dict[str, str],
    fund: str,
    name: str,
    *,
    by: Staff | None,
    progress: Progress,
) -> SummaryEntry:
    """Write records, copies and the opening entry, and return that. ``name`` is the file's.

    Call it inside `transaction`.
    """
    books.lock_books()
    lines, groups = plan.work
    progress(0, plan.size)
    first_record = bulk.next_id(Record)
    ids = book_lists.resolve(groups, answers, first_record)
    matching.make(
        sorted({ids[one.key]: one.book for one in groups if ids[one.key] >= first_record}.items())
    )
    record_of = {at: ids[one.key] for one in groups for at in one.lines}
    copies = [
        OldCopy(
            record=record_of[at],
            number=number,
            price=line.row.values["price"],
            shelf=str(line.row.get("shelf")),
            note=str(line.row.get("note")),
            entry_on=line.row.get("on", None),
            entry_no=str(line.row.get("entry")),
        )
        for at, line in enumerate(lines)
        for number in line.numbers
    ]
    return write(copies, fund, name, by=by, progress=progress)


def write(
    old: Sequence[OldCopy], fund: str, name: str, *, by: Staff | None, progress: Progress
) -> SummaryEntry:
    """Write copies under their old numbers, which are free, and the opening entry; return that.

    Call it inside `transaction`, after `books.lock_books`.
    """
    first = bulk.next_id(Copy)
    today = clock.today()
    columns = tuple(Copy._meta.fields)
    rows: list[tuple[Any, ...]] = []
    for copy_id, one in enumerate(old, start=first):
        values: dict[str, Any] = {
            "id": copy_id,
            "record": one.record,
            "inventory_no": one.number,
            "sort_key": sort_key(one.number),
            "fund": fund,
            "price": one.price,
            "received_on": today,
            "withdrawn_on": None,
            "is_reading_room_only": False,
            "condition": "good",
            "shelf": one.shelf,
            "note": one.note,
            "old_entry_on": one.entry_on,
            "old_entry_no": one.entry_no,
        }
        rows.append(tuple(values[column] for column in columns))
    bulk.insert_rows(Copy, columns, rows, lambda done: progress(done, len(old)))
    moves = [Move(place, one.record, one.price) for place, one in enumerate(old, start=first)]
    entry = books.enter(CAME, fund, "opening", moves, on=today, by=by, document=name[:200])
    _move_series(fund, [one.number for one in old])
    return entry


def _move_series(fund: str, taken: list[str]) -> None:
    """Let the series of the fund go on behind the highest number that came."""
    series = locked(NumberSeries.select().where(NumberSeries.name == fund)).get_or_none()
    if series is None:
        return
    tails = [
        int(one.removeprefix(series.prefix))
        for one in taken
        if one.startswith(series.prefix) and one.removeprefix(series.prefix).isdecimal()
    ]
    highest = max((one for one in tails if one < 2**31 - 1), default=0)
    if highest >= series.next_number:
        series.next_number = highest + 1
        series.save()
