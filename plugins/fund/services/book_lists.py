"""What the lists of books that come from elsewhere have in common: their columns and words."""

import hashlib
import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.alphabet import fold
from core.intake import Row, Wanted
from plugins.catalogue.services.matching import Book, Group

TITLE = Wanted(
    "title",
    _("Title"),
    heads=(
        "атауы",
        "кітаптың атауы",
        "оқулық атауы",
        "заглавие",
        "наименование",
        "название",
        "title",
    ),
    one_of="book",
)
AUTHORS = Wanted("authors", _("Authors"), heads=("авторы", "авторлары", "автор", "author"))
ISBN = Wanted("isbn", _("ISBN"), "isbn", heads=("isbn", "штрих код", "штрихкод", "barcode"))
YEAR = Wanted(
    "year", _("Year"), "year", heads=("шыққан жылы", "жылы", "год издания", "год", "year")
)
PUBLISHER = Wanted(
    "publisher", _("Publisher"), heads=("баспасы", "баспа", "издательство", "publisher")
)
LANGUAGE = Wanted("language", _("Language"), heads=("тілі", "тіл", "язык", "language"), longest=40)
GRADE = Wanted("grade", _("Grade"), "count", heads=("сынып", "класс", "grade"))
PRICE = Wanted(
    "price",
    _("Price, ₸"),
    "amount",
    heads=("бағасы", "баға", "цена", "price", "стоимость за единицу"),
    is_required=True,
)

#: How people write a language in a list, by its first letters.
_LANGUAGES = {
    "каз": "kk", "kaz": "kk", "kk": "kk", "kz": "kk",
    "орыс": "ru", "рус": "ru", "rus": "ru", "ru": "ru",
    "агыл": "en", "англ": "en", "eng": "en", "en": "en",
}  # fmt: skip

_GRADE = re.compile(r"\b(\d{1,2})\s*[-–]?\s*(?:сынып|сын\b|класс|кл\b)", re.IGNORECASE)

#: «Әуезов М.О. Абай жолы»: a surname, initials, then the title.
_AUTHOR_FIRST = re.compile(
    r"^(?P<author>[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w\-']+,?\s+(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\.\s*){1,2}"
    r"(?:,\s*[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w\-']+\s+(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\.\s*){1,2})*)"
    r"[,:]?\s*(?P<title>\S.*)$"
)


def parted(text: str) -> tuple[str, str]:
    """Return authors and title of a cell that has both; no authors if it is not clear."""
    match = _AUTHOR_FIRST.match(text)
    if match is None:
        return "", text
    authors = "; ".join(one.strip(" ,") for one in match["author"].split(", ") if one.strip(" ,"))
    return re.sub(r"\.\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.)", ".", authors), match["title"]


def language_of(text: str, default: str) -> str:
    """Return the code of a language as people write it in a list."""
    words = fold(text)
    if not words:
        return default
    return next((code for start, code in _LANGUAGES.items() if words.startswith(start)), "other")


def book_of(row: Row, chosen: dict[str, str]) -> Book:
    """Return the book that a row describes; what it does not say comes from ``chosen``."""
    title, authors = str(row.get("title")), str(row.get("authors"))
    if not title:
        authors, title = parted(str(row.get("what")))
    grade = row.get("grade", None)
    kind = chosen.get("kind") or "book"
    if grade is None and kind == "textbook" and (match := _GRADE.search(title)):
        grade = int(match[1])
    return Book(
        title=title,
        authors=authors.replace(", ", "; ") if authors.count(".") > 1 else authors,
        year=row.get("year", None),
        isbn=str(row.get("isbn")),
        publisher=str(row.get("publisher")),
        bbk=str(row.get("bbk"))[:60],
        language=language_of(str(row.get("language")), chosen.get("language") or "kk"),
        kind=kind,
        grade=grade if grade is not None and grade <= 12 else None,
    )


def named(book: Book) -> str:
    """Return the book in words: authors, title, year."""
    words = [book.authors, book.title, str(book.year or "")]
    return ", ".join(one for one in words if one) or gettext("ISBN %(isbn)s", isbn=book.isbn)


def resolve(groups: list[Group], answers: dict[str, str], first_id: int) -> dict[str, int]:
    """Return the id of each group's record by the group's key; new ones count from ``first_id``.

    ``answers`` say of each near-double ``same`` or ``other``.
    """
    ids: dict[str, int] = {}
    # What a group may be the same as was settled before it: most lines first.
    for one in sorted(groups, key=lambda each: -len(each.lines)):
        if one.record is not None:
            ids[one.key] = one.record
        elif one.is_asked and answers.get(question_key(one)) == "same":
            near = one.near_group
            ids[one.key] = ids[near.key] if near is not None else int(one.near_record or 0)
        else:
            ids[one.key] = first_id
            first_id += 1
    return ids


def question_key(group: Group) -> str:
    """Return a short name for the question about ``group``, the same at every look."""
    return hashlib.sha256(group.key.encode()).hexdigest()[:16]


KINDS: Any = (
    ("textbook", _("textbook")),
    ("book", _("book")),
    ("brochure", _("brochure")),
    ("reference", _("reference literature")),
)
