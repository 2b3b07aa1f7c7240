"""Catalogue cards: a record described by the areas of ISBD, under each of its headings.

The words on a card are those of the book's language, as a card file is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import JOIN
from stdnum import isbn as isbn_rules

from core import journal
from core.database import transaction
from core.models import Staff
from core.typography import NO_BREAK
from plugins.catalogue.errors import NoCards
from plugins.catalogue.models import CardPrint, Heading, Record, RecordPerson, Shelf
from plugins.catalogue.services import headings, names, people
from plugins.catalogue.services.marks import MOST_AUTHORS

#: The kinds of entries in the order in which they are printed.
KINDS = ("main", "author", "title", "subject")

#: Parts in a book for which a card of its own is made.
_WITH_CARD = ("author", "compiler", "editor", "translator")

_WORDS = {
    "kk": {
        "pages": "б.",
        "title": "Атауы",
        "compiler": "құраст.",
        "editor": "ред.",
        "translator": "ауд.",
        "illustrator": "суретші",
        "photographer": "фото",
        "foreword": "алғысөз жазған",
        "composer": "сазгер",
        "others": "ж.б.",
    },
    "ru": {
        "pages": "с.",
        "title": "Загл.",
        "compiler": "сост.",
        "editor": "ред.",
        "translator": "пер.",
        "illustrator": "худож.",
        "photographer": "фото",
        "foreword": "предисл.",
        "composer": "муз.",
        "others": "и др.",
    },
    "en": {
        "pages": "p.",
        "title": "Title",
        "compiler": "comp.",
        "editor": "ed.",
        "translator": "transl.",
        "illustrator": "ill.",
        "photographer": "photogr.",
        "foreword": "forew.",
        "composer": "mus.",
        "others": "et al.",
    },
}

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

#: Persons named in a statement of responsibility that is put together here.
_MOST_NAMED = 4


@dataclass(frozen=True)
class CatalogueCard:
    """One card: what it stands under, the description, and what stands around it.

    ``added`` is the heading of an added entry, above ``head``, which is that of the main one.
    """

    kind: str
    shelf_mark: tuple[str, ...]
    added: str
    head: str
    body: str
    annotation: str
    tracing: str
    place: str


def cards_of(ids: Sequence[int], kinds: Sequence[str] = KINDS) -> list[CatalogueCard]:
    """Return the cards of these records, record by record in the order given."""
    found: dict[int, Record] = {}
    for start in range(0, len(ids), 500):
        rows = (
            Record.select(Record, Shelf)
            .join(Shelf, JOIN.LEFT_OUTER)
            .where(Record.id.in_(list(ids[start : start + 500])))
        )
        found |= {int(one.id): one for one in rows}
    persons = people.of_records(list(found))
    subjects = headings.of_records(list(found))
    cards: list[CatalogueCard] = []
    for number in dict.fromkeys(ids):
        if number in found:
            record = found[number]
            made = _cards(record, persons.get(number, []), subjects.get(number, []))
            cards += [one for one in made if one.kind in kinds]
    return cards


def printed(ids: Sequence[int], kinds: Sequence[str], *, by: Staff | None) -> list[CatalogueCard]:
    """Return the cards, and note how many were printed: the year's plan counts them."""
    cards = cards_of(ids, kinds)
    if not cards:
        raise NoCards()
    with transaction():
        records = len(dict.fromkeys(ids))
        CardPrint.create(by=by, records=records, cards=len(cards))
        journal.record(
            "catalogue.cards", by=by, about="catalogue cards", records=records, cards=len(cards)
        )
    return cards


def description(record: Record, persons: Sequence[RecordPerson] = ()) -> str:
    """Return the description by the areas of ISBD: ``Атауы : толықт. / жауапт. – Жер : …``."""
    words = words_of(record)
    title = ". ".join(str(one) for one in (record.title, record.grade_words, record.part) if one)
    if record.subtitle:
        title = f"{title} : {record.subtitle}"
    said = responsibility(record, persons)
    if said:
        title = f"{title} / {said}"
    imprint = " : ".join(str(one) for one in (record.city, record.publisher) if one)
    imprint = ", ".join(str(one) for one in (imprint, record.year) if one)
    pages = f"{record.pages} {words['pages']}" if record.pages else ""
    extent = " : ".join(str(one) for one in (pages, record.extent) if one)
    numbers = [
        f"ISBN{NO_BREAK}{_hyphened(one)}" for one in f"{record.isbn} {record.other_isbns}".split()
    ]
    issn = str(record.issn)
    areas = (
        title,
        str(record.edition),
        imprint,
        extent,
        f"({record.series})" if record.series else "",
        f"ISSN{NO_BREAK}{issn[:4]}-{issn[4:]}" if issn else "",
        *numbers,
    )
    text = ""
    for area in (one.strip() for one in areas):
        if area:
            # A dash begins an area, never a line.
            text += f"{'' if text.endswith('.') else '.'}{NO_BREAK}– {area}" if text else area
    return text if text.endswith(".") else f"{text}."


def responsibility(record: Record, persons: Sequence[RecordPerson] = ()) -> str:
    """Return who made the book: as the record says it, else put together from its persons."""
    if record.responsibility:
        return str(record.responsibility)
    words = words_of(record)
    authors = [one.person.name for one in persons if one.role == "author"]
    authors = authors or names.split(str(record.authors))
    named = [names.with_initials(str(one)) for one in authors]
    if len(named) > _MOST_NAMED:
        named = [*named[:3], f"[{words['others']}]"]
    parts = [", ".join(named)] if named else []
    for role in ("compiler", "editor", "translator", "illustrator", "foreword", "photographer"):
        found = [names.with_initials(str(one.person.name)) for one in persons if one.role == role]
        if found:
            parts.append(f"{words[role]} {', '.join(found)}")
    return " ; ".join(parts)


def words_of(record: Record) -> dict[str, str]:
    """Return the words that stand on a card of this record's language."""
    return _WORDS.get(str(record.language), _WORDS["en"])


def _cards(
    record: Record, persons: Sequence[RecordPerson], subjects: Sequence[Heading]
) -> list[CatalogueCard]:
    authors = [str(one.person) for one in persons if one.role == "author"]
    authors = authors or [names.authority_name(one) for one in names.split(str(record.authors))]
    head = authors[0] if 0 < len(authors) <= MOST_AUTHORS else ""
    others = dict.fromkeys(str(one.person) for one in persons if one.role in _WITH_CARD)
    added_people = [one for one in (others or dict.fromkeys(authors)) if one != head]
    body = description(record, persons)
    words = words_of(record)
    added = [*added_people[: len(_ROMAN) - 1], *([words["title"]] if head else [])]
    tracing = [f"{place}. {one}." for place, one in enumerate(subjects, 1)]
    tracing += [
        f"{_ROMAN[place]}. {one.rstrip('.')}." for place, one in enumerate(added[: len(_ROMAN)])
    ]

    def card(kind: str, heading: str) -> CatalogueCard:
        is_main = kind == "main"
        return CatalogueCard(
            kind=kind,
            shelf_mark=tuple(
                str(one) for one in (record.bbk or record.udc, record.author_mark) if one
            ),
            added=heading,
            head=head,
            body=body,
            annotation=str(record.annotation) if is_main else "",
            tracing=" ".join(tracing) if is_main else "",
            place=str(record.shelf) if record.shelf_id else "",
        )

    return [
        card("main", ""),
        *(card("author", one) for one in added_people),
        *([card("title", str(record.title))] if head else []),
        *(card("subject", str(one)) for one in subjects),
    ]


def _hyphened(isbn: str) -> str:
    return str(isbn_rules.format(isbn))
