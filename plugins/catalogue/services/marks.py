"""Author marks: suggested in the order in which a librarian would look, given by the librarian.

First the mark that this author already has; then the table that the school has loaded; then the
neighbours on the shelf. What is given is learned.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from core import bulk, journal
from core.alphabet import ALPHABET, LATIN, plain, sort_key
from core.database import transaction
from core.models import Staff
from plugins.catalogue.errors import EmptyMarkTable, WrongMarkRow
from plugins.catalogue.models import MarkRow, Person, Record, RecordPerson
from plugins.catalogue.services import names, people

#: Letters whose marks have a hyphen, lest they be read as figures: the last two are Latin.
_WITH_HYPHEN = "ЗОЧIO"

#: The letters of a Russian table for those it does not know; the own one stays in front.
_FOLDED = str.maketrans("әғқңөұүһі", "агкноуухи")
_LEVELLED = str.maketrans("йё", "ие")

#: With more authors than that a book stands under its title.
MOST_AUTHORS = 3

_PLACES = {letter: place for place, letter in enumerate(ALPHABET + LATIN)}


@dataclass(frozen=True)
class Suggestion:
    """A mark and where it is from: ``author``, ``table`` or ``neighbours``, with whose it is."""

    mark: str
    source: str
    whose: str = ""


def headed_by(authors: str, title: str) -> str:
    """Return the word under which an edition stands: the first author's surname, or the title's."""
    found = names.split(authors)
    if 0 < len(found) <= MOST_AUTHORS:
        return names.surname(found[0])
    return next(iter(plain(title).split()), "")


def suggest(authors: str, title: str) -> list[Suggestion]:
    """Return the marks that fit, the best first, each mark once."""
    word = headed_by(authors, title)
    found: list[Suggestion] = []
    listed = names.split(authors)
    is_by_author = 0 < len(listed) <= MOST_AUTHORS
    if is_by_author:
        person = people.find(listed[0])
        if person is not None and person.author_mark:
            found.append(Suggestion(str(person.author_mark), "author", person.words))
    by_table = from_table(word)
    if by_table:
        found.append(Suggestion(by_table, "table", table_name()))
    neighbours = _between_people(listed[0]) if is_by_author else _between_titles(title)
    if neighbours is not None:
        found.append(neighbours)
    seen: dict[str, Suggestion] = {}
    for one in found:
        seen.setdefault(one.mark, one)
    return list(seen.values())


def written(letter: str, number: int) -> str:
    """Return a mark as it is written: ``П 91``, ``Ч-56``."""
    letter = letter.upper()
    return f"{letter}{'-' if letter in _WITH_HYPHEN else ' '}{number}"


def from_table(word: str) -> str:
    """Return the mark by the table: the last of the letter's prefixes that is not after the word.

    Nothing if no table is loaded, or it has no row for the letter.
    """
    letters = _letters(word)
    if not letters:
        return ""
    rows = _rows(letters[0])
    if not rows or not _is_kazakh():
        letters = letters.translate(_FOLDED)
        rows = _rows(letters[0])
    if not rows:
        return ""
    keys = [_order(prefix) for prefix, _number in rows]
    place = bisect_right(keys, _order(letters)) - 1
    own = next(one for one in plain(word) if one in _PLACES)
    return written(own, rows[max(place, 0)][1])


def table_name() -> str:
    """Return the name of the table that is loaded; nothing if none is."""
    row = MarkRow.select(MarkRow.table_name).first()
    return str(row.table_name) if row else ""


def table_size() -> int:
    """Return how many rows the loaded table has."""
    return int(MarkRow.select().count())


def read_table(text: str) -> list[tuple[str, str, int]]:
    """Return the rows of a table written as ``letter TAB prefix TAB number``, a row to a line.

    A first line of headings and empty lines are passed over; further columns too.
    """
    rows: list[tuple[str, str, int]] = []
    for place, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        cells = [one.strip() for one in line.split("\t")]
        if not any(cells):
            continue
        letter, prefix, number = [*cells, "", "", ""][:3]
        if place == 1 and not number.isdecimal():
            continue
        levelled, first = _letters(prefix), _letters(letter)
        is_number = number.isascii() and number.isdecimal() and 2 <= len(number) <= 3
        if not is_number or not levelled or len(levelled) > 40 or levelled[0] != first[:1]:
            raise WrongMarkRow(line=place, text=line.strip()[:60])
        rows.append((first[:1], levelled, int(number)))
    if not rows:
        raise EmptyMarkTable()
    return rows


def load_table(name: str, text: str, *, by: Staff | None) -> int:
    """Put a table in place of the one that is loaded, and return how many rows it has."""
    rows = read_table(text)
    with transaction():
        MarkRow.delete().execute()
        first = bulk.next_id(MarkRow)
        bulk.insert_rows(
            MarkRow,
            ("id", "table_name", "letter", "prefix", "number"),
            [(first + place, name[:60], *row) for place, row in enumerate(rows)],
        )
        journal.record("catalogue.marks_loaded", by=by, about="author marks", rows=len(rows))
    return len(rows)


def drop_table(*, by: Staff | None) -> None:
    """Forget the table; marks that were given stay."""
    with transaction():
        MarkRow.delete().execute()
        journal.record("catalogue.marks_dropped", by=by, about="author marks")


def learn(record: Record) -> None:
    """Keep the record's mark as that of the author it stands under. Inside a transaction."""
    listed = names.split(str(record.authors))
    mark = str(record.author_mark).strip()
    if not mark or not 0 < len(listed) <= MOST_AUTHORS:
        return
    person = people.find(listed[0])
    if person is not None and person.author_mark != mark:
        person.author_mark = mark
        person.save(only=[Person.author_mark])


def learn_many() -> int:
    """Give authors without a mark the one that their records have, and return how many got one."""
    rows = (
        RecordPerson.select(RecordPerson.person, Record.author_mark, Record.authors)
        .join(Record)
        .switch(RecordPerson)
        .join(Person)
        .where(
            RecordPerson.role == "author",
            RecordPerson.position == 0,
            Record.author_mark != "",
            Person.author_mark == "",
        )
        .order_by(Record.id)
        .tuples()
    )
    found: dict[int, str] = {}
    for person, mark, authors in rows:
        if len(names.split(str(authors))) <= MOST_AUTHORS:
            found.setdefault(int(person), str(mark))
    for number, mark in found.items():
        Person.update(author_mark=mark).where(Person.id == number).execute()
    return len(found)


def _letters(word: str) -> str:
    first = next(iter(plain(word).split()), "")
    return "".join(one for one in first.translate(_LEVELLED) if one in _PLACES)


def _order(letters: str) -> tuple[int, ...]:
    return tuple(_PLACES[one] for one in letters if one in _PLACES)


def _rows(letter: str) -> list[tuple[str, int]]:
    rows = MarkRow.select(MarkRow.prefix, MarkRow.number).where(MarkRow.letter == letter)
    return sorted(
        ((str(one), int(two)) for one, two in rows.tuples()), key=lambda row: _order(row[0])
    )


def _is_kazakh() -> bool:
    """Return whether the loaded table knows Kazakh letters: then nothing is folded."""
    return bool(MarkRow.select().where(MarkRow.letter.in_(list("әғқңөұүһі"))).exists())


def _between_people(name: str) -> Suggestion | None:
    key = sort_key(names.authority_name(name))
    own = _letters(names.surname(name))[:1].upper()
    marked = Person.select(Person.name, Person.author_mark).where(
        Person.author_mark.startswith(own), Person.author_mark != ""
    )
    before = marked.where(Person.sort_key <= key).order_by(Person.sort_key.desc()).first()
    after = marked.where(Person.sort_key > key).order_by(Person.sort_key).first()
    return _between(
        own, [(str(one.author_mark), str(one.name)) for one in (before, after) if one is not None]
    )


def _between_titles(title: str) -> Suggestion | None:
    key = sort_key(title)
    own = _letters(title)[:1].upper()
    marked = Record.select(Record.title, Record.author_mark).where(
        Record.author_mark.startswith(own), Record.author_mark != "", Record.authors == ""
    )
    before = marked.where(Record.sort_key <= key).order_by(Record.sort_key.desc()).first()
    after = marked.where(Record.sort_key > key).order_by(Record.sort_key).first()
    return _between(
        own, [(str(one.author_mark), str(one.title)) for one in (before, after) if one is not None]
    )


def _between(letter: str, near: Iterable[tuple[str, str]]) -> Suggestion | None:
    """Return the mark half way between the neighbours' marks."""
    numbers: list[tuple[int, str]] = []
    for mark, whose in near:
        digits = "".join(one for one in mark[1:] if one.isdecimal())
        if letter and mark[:1].upper() == letter and digits:
            numbers.append((int(digits[:3]), f"{whose}: {mark}"))
    if not numbers:
        return None
    middle = sum(number for number, _words in numbers) // len(numbers)
    return Suggestion(
        written(letter, middle), "neighbours", "; ".join(words for _number, words in numbers)
    )
