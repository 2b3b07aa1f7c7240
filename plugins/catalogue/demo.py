"""The catalogue of the demo school: real works and textbooks, with editions made up around them.

What a class gets in autumn is left in ``school.notes["textbook_sets"]``: by (grade, language,
profile) a list of (id of the record, ``all``, ``girls`` or ``boys``).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _

from core import bulk
from core.alphabet import ALPHABET
from core.clock import ALMATY
from core.demo import School, read_table, workday
from plugins.catalogue.models import PersonName, Record, RecordPerson, Shelf
from plugins.catalogue.services import headings, marks, people
from plugins.catalogue.services.search.linking import relink

DATA = Path(__file__).parent / "demo_data"

#: Books older than this were received before the library kept its books by computer.
YEARS_KEPT = 12

#: A fund of so many copies has room for teachers' books and old magazines.
ROOMY = 10_000

KINDS = {"fiction": "book", "children": "book", "science": "book", "method": "book"}
KINDS |= {"reference": "reference"}

GUIDE = {"kk": "әдістемелік нұсқау", "ru": "методическое руководство", "en": "teacher’s book"}
VOLUME = {"kk": "-кітап", "ru": "книга ", "reference kk": "-том", "reference ru": "том "}
HALF_YEAR = {"kk": ("I жартыжылдық", "II жартыжылдық"), "ru": ("I полугодие", "II полугодие")}

#: Letters whose marks are printed with a hyphen, lest they be read as digits.
_WITH_HYPHEN = "ЗОЧ"

COLUMNS = tuple(Record._meta.fields)


def fill(school: School) -> None:
    """Add the records, and leave word of what a class of each grade and language gets."""
    dice = school.rng("catalogue")
    first = bulk.next_id(Record)
    textbooks = read_table(DATA / "textbooks.tsv")
    school.notes["textbook_sets"] = choose_sets(school, textbooks, first)
    rows = [
        *_textbooks(textbooks),
        *_books(school, dice),
        *_guides(school, textbooks),
        *_periodicals(school),
        *_brochures(school, dice),
    ]
    shelves = _make_shelves()
    school.insert(_("Records"), Record, COLUMNS, _finished(school, dice, rows, first, shelves))
    people.link_many()
    marks.learn_many()
    subjects = {n: row.get("subject", "") for n, row in enumerate(rows, first)}
    headings.give_many({number: [one] for number, one in subjects.items() if one})
    _give_other_names()
    # As if nobody had touched them since: the same seed makes the same school.
    Record.update(updated_at=Record.created_at).execute()


def author_mark(word: str) -> str:
    """Return a mark in the manner of an author table: letter and two digits in Kazakh order.

    Reckoned from the second and third letters, not looked up: the printed tables are not ours
    to ship.
    """
    letters = [one for one in word.casefold() if one in ALPHABET]
    if not letters:
        return ""
    second, third = (
        ALPHABET.index(letters[place]) if len(letters) > place else 0 for place in (1, 2)
    )
    share = (second * len(ALPHABET) + third) / len(ALPHABET) ** 2
    letter = letters[0].upper()
    return f"{letter}{'-' if letter in _WITH_HYPHEN else ' '}{11 + int(share * 89)}"


def choose_sets(
    school: School, textbooks: list[dict[str, str]], first: int
) -> dict[tuple[int, str, str], list[tuple[int, str]]]:
    """Return the textbooks of every kind of class: one author team a subject, all its parts."""
    sets: dict[tuple[int, str, str], list[tuple[int, str]]] = {}
    for one in school.classes:
        key = (one.grade, one.language, one.profile)
        if key in sets:
            continue
        by_subject: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        for place, row in enumerate(textbooks):
            if int(row["grade"]) == one.grade and one.language in row["classes"].split():
                by_subject[row["subject"]].append((first + place, row))
        sets[key] = [
            (number, row["profile"] if row["profile"] in ("girls", "boys") else "all")
            for subject, found in by_subject.items()
            for number, row in _one_team(school, one.profile, subject, found)
        ]
    return sets


def _one_team(
    school: School, profile: str, subject: str, found: list[tuple[int, dict[str, str]]]
) -> list[tuple[int, dict[str, str]]]:
    if profile:
        fitting = [one for one in found if one[1]["profile"] in ("", profile)]
        other = next(one[1]["profile"] for one in found)
        found = fitting or [one for one in found if one[1]["profile"] == other]
    teams: dict[tuple[str, ...], list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for one in found:
        row = one[1]
        # Handicraft has a book for girls and one for boys, by two teams of one publisher.
        paired = row["profile"] in ("girls", "boys")
        teams[(row["year"], row["publisher"], "" if paired else row["authors"])].append(one)
    newest = max(year for year, *_rest in teams)
    best = sorted(name for name in teams if name[0] == newest)
    # One throw a subject, so that both profiles of a grade get the same team where they can.
    return teams[school.rng(f"{subject} {found[0][1]['grade']}").choice(best)]


def _textbooks(textbooks: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    indexes = {row["subject"]: row["bbk"] for row in read_table(DATA / "subjects.tsv")}
    for row in textbooks:
        yield {
            "kind": "textbook",
            "title": row["title"],
            "part": row["part"],
            "authors": row["authors"],
            "language": row["language"],
            "publisher": row["publisher"],
            "city": row["city"],
            "year": int(row["year"]),
            "pages": int(row["pages"]) if row["pages"] else None,
            "isbn": row["isbn"],
            "bbk": f"{indexes[row['subject']]}я7{1 if int(row['grade']) < 5 else 2}",
            "grade": int(row["grade"]),
            "subject": row["subject"],
        }


def _books(school: School, dice: Random) -> Iterator[dict[str, Any]]:
    publishers: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for house in read_table(DATA / "publishers.tsv"):
        for purpose in house["for"].split():
            publishers[(house["language"], purpose)].append(house)
    more = min(school.copies / 33_000, 3.0)
    for row in read_table(DATA / "books.tsv"):
        volumes = int(row["volumes"] or 1)
        # Many volumes, few editions: no school has three sets of one encyclopaedia.
        editions = 1 + (int(dice.random() + dice.random() * more * 2) if volumes < 5 else 0)
        for _edition in range(editions):
            house = dice.choice(_houses(publishers[(row["language"], row["kind"])], row["bbk"]))
            edition = {
                "kind": KINDS[row["kind"]],
                "title": row["title"],
                "authors": row["author"],
                "language": row["language"],
                "publisher": house["name"],
                "city": house["city"],
                "year": max(_year(school, dice, row["kind"]), int(row["first_published"] or 0)),
                "bbk": row["bbk"],
                "udc": row["udc"],
            }
            for number in range(1, volumes + 1):
                part = _volume(row, number) if volumes > 1 else ""
                low, high = (48, 160) if row["kind"] == "children" else (128, 560)
                yield edition | {"part": part, "pages": dice.randrange(low, high, 8)}


def _houses(houses: list[dict[str, str]], bbk: str) -> list[dict[str, str]]:
    """Return who may have published it: what is Kazakh, in Russian too, appears at home."""
    at_home = [one for one in houses if one["city"] in ("Алматы", "Астана")]
    return at_home if at_home and "Қаз" in bbk else houses


def _volume(row: dict[str, str], number: int) -> str:
    many = "reference " if int(row["volumes"]) > 4 or row["kind"] == "reference" else ""
    word = VOLUME[f"{many}{row['language']}"]
    return f"{number}{word}" if word.startswith("-") else f"{word}{number}"


def _year(school: School, dice: Random, kind: str) -> int:
    last = school.today.year - 1
    if kind == "reference":
        return dice.randint(1996, 2018)
    if dice.random() < 0.12:
        return dice.randint(1992, 2003)
    return last - int(dice.triangular(0, last - 2004, 4))


def _guides(school: School, textbooks: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the teacher's book of each textbook, in a school that has room for them."""
    if school.copies < ROOMY:
        return
    indexes = {row["subject"]: row["bbk"] for row in read_table(DATA / "subjects.tsv")}
    seen = set()
    for row in textbooks:
        key = (row["grade"], row["language"], row["title"], row["authors"])
        if key in seen:
            continue
        seen.add(key)
        yield {
            "kind": "book",
            "title": f"{row['title']}: {GUIDE[row['language']]}",
            "authors": row["authors"],
            "language": row["language"],
            "publisher": row["publisher"],
            "city": row["city"],
            "year": int(row["year"]),
            "bbk": f"74.26:{indexes[row['subject']]}",
            "grade": int(row["grade"]),
            "subject": row["subject"],
        }


def _periodicals(school: School) -> Iterator[dict[str, Any]]:
    """Yield bound half-years: single issues have no inventory number."""
    kept = 6 if school.copies >= ROOMY else 2
    for year in range(school.today.year - kept, school.today.year):
        for row in read_table(DATA / "periodicals.tsv"):
            for half in HALF_YEAR[row["language"]]:
                yield {
                    "kind": "periodical",
                    "title": row["title"],
                    "part": f"{year}, {half}",
                    "language": row["language"],
                    "city": row["city"],
                    "year": year,
                    "bbk": row["bbk"],
                }


def _brochures(school: School, dice: Random) -> Iterator[dict[str, Any]]:
    for row in read_table(DATA / "brochures.tsv"):
        yield {
            "kind": "brochure",
            "title": row["title"],
            "language": row["language"],
            "year": school.today.year - dice.randint(1, 9),
            "pages": dice.choice((16, 20, 24, 32, 40)),
            "bbk": row["bbk"],
        }


def _finished(
    school: School,
    dice: Random,
    rows: list[dict[str, Any]],
    first: int,
    shelves: dict[str, int],
) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, first):
        authors = row.get("authors", "")
        # With more than three authors a book stands under its title.
        headed_by = row["title"] if authors.count(";") > 2 or not authors else authors
        record = Record(
            id=number,
            author_mark=author_mark(headed_by),
            created_at=_created_at(school, dice, row),
            shelf=shelves[_shelf_of(row)],
            **row,
        )
        record.derive()
        yield [record.__data__.get(name) for name in COLUMNS]


#: Name and room of each shelf, by what stands on it.
SHELVES = {
    "textbook": ("1-сөре", "Оқулық қоры"),
    "periodical": ("2-сөре", "Оқу залы"),
    "reference": ("3-сөре", "Оқу залы"),
    "2": ("4-сөре", "Абонемент"),
    "6": ("5-сөре", "Абонемент"),
    "84": ("6-сөре", "Абонемент"),
    "": ("7-сөре", "Абонемент"),
}


def _make_shelves() -> dict[str, int]:
    made = {}
    for key, (name, room) in SHELVES.items():
        shelf = Shelf(name=name, room=room)
        shelf.save(force_insert=True)
        made[key] = int(shelf.id)
    return made


def _shelf_of(row: dict[str, Any]) -> str:
    """Return what the record stands among: its kind, else the beginning of its index."""
    if row["kind"] in SHELVES:
        return str(row["kind"])
    return next((key for key in ("84", "2", "6") if row.get("bbk", "").startswith(key)), "")


def _give_other_names() -> None:
    """Let an author have the other names under which books know him."""
    person = people.find_or_make("Құнанбайұлы Абай")
    others = (("Кунанбаев Абай", "russian"), ("Kunanbaiuly Abai", "transliteration"))
    for name, kind in others:
        PersonName(person=person, name=name, kind=kind).save(force_insert=True)
    person.dates = "1845–1904"
    person.other_names = "; ".join(name for name, _kind in others)
    person.save()
    relink(RecordPerson.select(RecordPerson.record).where(RecordPerson.person == person).scalars())


def _created_at(school: School, dice: Random, row: dict[str, Any]) -> datetime:
    year = max(row["year"], school.today.year - YEARS_KEPT)
    day = datetime(year, 1, 1).date() + timedelta(
        days=dice.randint(200, 228) if row["kind"] == "textbook" else dice.randint(8, 150)
    )
    # A textbook is there before the pupils come for it, a new book before today.
    day = min(day, school.today - timedelta(days=1))
    return datetime.combine(workday(day), time(9 + dice.randrange(8), dice.randrange(60)), ALMATY)
