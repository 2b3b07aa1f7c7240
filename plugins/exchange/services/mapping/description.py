"""A record described in our own columns, and how their values are read out of free text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import NamedTuple


class Name(NamedTuple):
    """A person as a record names him, and what he did: a role of the catalogue."""

    name: str
    dates: str = ""
    role: str = "author"


class Subject(NamedTuple):
    """A subject heading and its kind; its parts are parted by dashes."""

    name: str
    kind: str = "topic"


@dataclass
class Description:
    """The columns of a record, the persons and the headings; texts no longer than the columns."""

    kind: str = "book"
    title: str = ""
    part: str = ""
    subtitle: str = ""
    responsibility: str = ""
    authors: str = ""
    edition: str = ""
    city: str = ""
    publisher: str = ""
    year: int | None = None
    extent: str = ""
    pages: int | None = None
    series: str = ""
    isbn: str = ""
    other_isbns: str = ""
    issn: str = ""
    language: str = "kk"
    other_languages: str = ""
    bbk: str = ""
    udc: str = ""
    author_mark: str = ""
    grade: int | None = None
    subject: str = ""
    annotation: str = ""
    notes: str = ""
    audience: str = ""
    links: str = ""
    shelf: str = ""
    persons: tuple[Name, ...] = ()
    headings: tuple[Subject, ...] = ()


#: The columns that are single values, in their order.
COLUMNS = tuple(one.name for one in fields(Description) if one.name not in ("persons", "headings"))
NUMBERS = ("year", "pages", "grade")

#: How long a column is; longer texts of other libraries are cut at a word.
LENGTHS = {
    "title": 500, "part": 100, "authors": 500, "subtitle": 1000, "responsibility": 1000,
    "edition": 500, "city": 100, "publisher": 200, "extent": 500, "series": 1000,
    "isbn": 13, "other_isbns": 500, "issn": 8, "other_languages": 60, "bbk": 60, "udc": 60,
    "author_mark": 20, "subject": 100, "annotation": 20_000, "notes": 20_000, "links": 5_000,
    "shelf": 60,
}  # fmt: skip
LONGEST_NAME, LONGEST_DATES = 200, 60

#: Lets a reader of one field remember what the last fields of a file said.
remembered = lru_cache(maxsize=5_000)

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200c\u200d\ufeff]+")
_BLANKS = re.compile(r"\s{2,}")
#: What ISBD and MARC 21 put behind a value to part it from the next.
_TAIL = " /:;=,"
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_PAGES = re.compile(
    r"(?<!\d)(\d{1,4})\s*(?:с\b|стр|б\b|бет|p\b|pages|s\b|S\b|с\.|\[)", re.IGNORECASE
)
_FIRST_NUMBER = re.compile(r"(?<![\d\w])(\d{2,4})(?!\d)")
_ISBN = re.compile(r"[0-9][0-9\- \u2010-\u2015]{8,20}[0-9XxХх]|[0-9]{9}[XxХх]")
_GRADE = re.compile(
    r"(?<!\d)(1[0-2]|[1-9])\s*[-–]?\s*(?:(?:й|го|ый|ші|шы|нші|ншы)\s*)?"
    r"(?:сынып|сын\.|класс|кл\b|grade)|grade\s+(1[0-2]|[1-9])\b",
    re.IGNORECASE,
)
_GRADES = re.compile(
    r"(\d{1,2})\s*[-–]\s*(\d{1,2})\s*[-–]?\s*(?:сынып|класс|кл\b|grade)|"
    r"grades?\s+(\d{1,2})\s*[-–]\s*(\d{1,2})",
    re.IGNORECASE,
)
_TEXTBOOK = ("оқулық", "оқулығ", "учебник", "textbook")
_REFERENCE = (
    *("энциклопеди", "encyclop", "справочник", "анықтамалы", "словарь"),
    *("сөздік", "сөздіг", "dictionary"),
)
_INITIALS = re.compile(r"^[^\W\d_]{1,2}\.(?:\s*-?[^\W\d_]{1,2}\.)*$")
#: A title that is only the number of a volume: its own title stands in the record of the set.
_VOLUME = re.compile(
    r"^(?:том|т\.|книга|кн\.|часть|ч\.|выпуск|вып\.|бөлім|кітап|№|vol|book|part|band)?"
    r"\s*[\dIVXLC]+\s*[-–.]?\s*(?:том|кітап|бөлім|бөлiм|кн|ч)?\.?$",
    re.IGNORECASE,
)


def text_of(value: str) -> str:
    """Return the value as people read it: no control signs, no spare blanks."""
    if not value.isprintable():
        value = _CONTROLS.sub("", value)
    value = value.strip()
    return _BLANKS.sub(" ", value) if "  " in value else value


def bare(value: str) -> str:
    """Return the value without the signs that part it from the next in ISBD."""
    return text_of(value).rstrip(_TAIL)


def sentence(value: str) -> str:
    """Return the value without such signs and without the full stop of a whole field."""
    value = bare(value)
    if value.endswith(".") and not value.endswith("..") and len(value) > 3:
        last = value[:-1].rpartition(" ")[2]
        if len(last) > 3 and "." not in last:
            return value[:-1].rstrip()
    return value


def joined(values: Iterable[str], sign: str) -> str:
    """Return the values that are not empty, parted by ``sign``."""
    return sign.join([one for one in values if one])


def clamped(column: str, value: str) -> str:
    """Return the text no longer than its column, cut between words if it must be."""
    most = LENGTHS.get(column, 1000)
    if len(value) <= most:
        return value
    return value[: most + 1].rpartition(" ")[0][:most] or value[:most]


def year_of(*texts: str) -> int | None:
    """Return the first year named in one of the texts."""
    for text in texts:
        if found := _YEAR.search(text):
            return int(found[1])
    return None


def pages_of(text: str) -> int | None:
    """Return the number of pages that an extent tells."""
    found = _PAGES.search(text)
    if found is None and not (":" in text or "CD" in text.upper()):
        found = _FIRST_NUMBER.search(text)
    return int(found[1]) if found else None


def isbns_of(texts: Iterable[str]) -> list[str]:
    """Return the right ISBNs in the texts, each as 13 digits; mistyped ones are left out."""
    found: dict[str, None] = {}
    for text in texts:
        for one in _ISBN.findall(text) or [text]:
            if isbn := isbn_of(one):
                found[isbn] = None
    return list(found)


def isbn_of(text: str) -> str:
    """Return the ISBN as 13 digits; nothing if its check digit is wrong."""
    digits = "".join([sign for sign in text.upper().replace("Х", "X") if sign in "0123456789X"])
    if len(digits) == 13 and digits.isdecimal() and digits[:3] in ("978", "979"):
        total = sum(int(one) * (1, 3)[place % 2] for place, one in enumerate(digits))
        return digits if total % 10 == 0 else ""
    if len(digits) == 10 and digits[:9].isdecimal():
        total = sum((10 - place) * int(one) for place, one in enumerate(digits[:9]))
        check = (11 - total % 11) % 11
        if digits[9] != ("X" if check == 10 else str(check)):
            return ""
        body = "978" + digits[:9]
        total = sum(int(one) * (1, 3)[place % 2] for place, one in enumerate(body))
        return body + str(-total % 10)
    return ""


def issn_of(text: str) -> str:
    """Return the ISSN as 8 signs; nothing if its check digit is wrong."""
    signs = "".join([one for one in text.upper().replace("Х", "X") if one in "0123456789X"])
    if len(signs) != 8 or not signs[:7].isdecimal():
        return ""
    total = sum((8 - place) * int(one) for place, one in enumerate(signs[:7]))
    check = (11 - total % 11) % 11
    return signs if signs[7] == ("X" if check == 10 else str(check)) else ""


def authors_of(persons: Iterable[Name]) -> str:
    """Return the authors as the first line of a card has them."""
    words = [_on_a_card(one.name) for one in persons if one.role == "author"]
    return clamped("authors", "; ".join(dict.fromkeys(words)))


@remembered
def _on_a_card(name: str) -> str:
    return " ".join(name.replace(",", " ").split())


def name_of(words: str) -> str:
    """Return a name of a list of authors as headings have it: surname, comma, initials."""
    surname, _blank, rest = words.strip().partition(" ")
    if rest and "," not in words and _INITIALS.match(rest):
        return f"{surname}, {rest}"
    return words.strip()


def parts_of_name(name: str) -> tuple[str, str]:
    """Return what stands before the first comma of a name, and what stands behind it."""
    surname, _comma, rest = name.partition(",")
    return surname.strip(), rest.strip()


def is_volume(title: str) -> bool:
    """Return whether the title is only a number: ``Т. 1``, ``2-кітап``."""
    return _VOLUME.match(title) is not None


def audience_of(text: str) -> str:
    """Return for whom a book is meant by these words; nothing if they do not say."""
    words = text.casefold()
    for signs, found in (
        (("дошкол", "мектепке дейін", "preschool"), "preschool"),
        (("учител", "мұғалім", "педагог", "teacher"), "teachers"),
        (("родител", "ата-ана", "parents"), "parents"),
    ):
        if any(one in words for one in signs):
            return found
    if match := _GRADES.search(words):
        return _by_grade(int(match[2] or match[4] or 0))
    if match := _GRADE.search(words):
        return _by_grade(int(match[1] or match[2]))
    return ""


def _by_grade(grade: int) -> str:
    return "primary" if grade <= 4 else "middle" if grade <= 9 else "senior"


def settle_kind(it: Description, found: str, hints: str) -> None:
    """Fill kind and grade from what the leader says and from the words of the description."""
    it.kind = found
    if found != "book":
        return
    words = f"{it.title} {it.subtitle}".casefold()
    if _has_any(words, _TEXTBOOK) and (match := _GRADE.search(words)):
        it.kind, it.grade = "textbook", int(match[1] or match[2])
    elif "textbook" in hints:
        it.kind = "textbook"
    elif "reference" in hints or _has_any(words, _REFERENCE):
        it.kind = "reference"


def _has_any(words: str, signs: tuple[str, ...]) -> bool:
    # Some small searches for letters as they are take less than one for any of them.
    return any([sign in words for sign in signs])


def clamp(it: Description) -> Description:
    """Return the description with no text longer than its column."""
    values = vars(it)
    for column, most in LENGTHS.items():
        if len(values[column]) > most:
            setattr(it, column, clamped(column, values[column]))
    for column in NUMBERS:
        number = values[column]
        if number is not None and not 0 < number < 32_000:
            setattr(it, column, None)
    return it
