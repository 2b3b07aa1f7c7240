"""Records as other pages show them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.answers import Block, Fact
from core.i18n import language
from plugins.catalogue.models import (
    AUDIENCES,
    KINDS,
    LANGUAGES,
    NAME_KINDS,
    ROLES,
    Person,
    PersonName,
    Record,
    RecordPerson,
)
from plugins.catalogue.services import classes, headings, search
from plugins.catalogue.services.marks import Suggestion
from plugins.catalogue.services.merging import Plan


def found(text: str) -> list[Block]:
    """Return the ten records that fit the words best, or nothing."""
    rows = [
        (
            Fact("", one.full_title, url=f"/catalogue/records/details/?id={one.id}"),
            one.authors,
            ", ".join(str(part) for part in (one.publisher, one.year) if part),
        )
        for one in search.find(text, size=10).records
    ]
    if not rows:
        return []
    return [
        Block(
            title=_("Catalogue"),
            columns=(_("Title"), _("Authors"), _("Publisher, year")),
            rows=rows,
            url=f"/catalogue/records/?search={quote(text)}",
        )
    ]


#: Why two records may be one edition, as `services.doubles` says it.
WHY = {
    "isbn": _("the same ISBN"),
    "words": _("the same title"),
    "near": _("nearly the same title"),
}


def description(record: Record) -> list[Fact]:
    """Return the description of a record, area by area; what is empty is left out."""
    languages = [str(record.language), *str(record.other_languages).split()]
    shelf = str(record.shelf) if record.shelf_id else ""
    subjects = "; ".join(str(one) for one in headings.of_record(record))
    lines = (
        (_("Authors"), record.authors),
        (_("Other title information"), record.subtitle),
        (_("Statement of responsibility"), record.responsibility),
        (_("Kind"), KINDS[record.kind]),
        (_("Language"), ", ".join(str(LANGUAGES.get(one, one)) for one in languages)),
        (_("Grade"), record.grade),
        (_("School subject"), record.subject),
        (_("For whom"), AUDIENCES.get(str(record.audience), record.audience)),
        (_("Edition"), record.edition),
        (_("Publisher"), record.publisher),
        (_("Place of publication"), record.city),
        (_("Year"), record.year),
        (_("Pages"), record.pages),
        (_("Illustrations, size, enclosures"), record.extent),
        (_("Series"), record.series),
        (_("ISBN"), record.isbn),
        (_("Other ISBNs"), ", ".join(str(record.other_isbns).split())),
        (_("ISSN"), f"{record.issn[:4]}-{record.issn[4:]}" if record.issn else ""),
        (_("BBK index"), _with_meaning("bbk", str(record.bbk))),
        (_("UDC index"), _with_meaning("udc", str(record.udc))),
        (_("Author mark"), record.author_mark),
        (_("Shelf"), shelf),
        (_("Subject headings"), subjects),
        (_("Annotation"), record.annotation),
        (_("Notes"), record.notes),
    )
    facts = [Fact(label, value) for label, value in lines if value not in (None, "")]
    return facts + [Fact(_("Link"), words, url=url) for url, words in links_of(record)]


def links_of(record: Record) -> list[tuple[str, str]]:
    """Return the addresses of a record with their words; what is no address of the web is not."""
    found = []
    for line in str(record.links).splitlines():
        url, _space, words = line.strip().partition(" ")
        if url.startswith(("http://", "https://")):
            found.append((url, words.strip() or url))
    return found


def _with_meaning(scheme: str, index: str) -> str:
    row = classes.meaning(scheme, index) if index else None
    if row is None:
        return index
    title = row.title_kk if language() == "kk" else row.title_ru or row.title_kk
    return f"{index} ({title})"


def side_by_side(plan: Plan, labels: Mapping[str, Any]) -> list[tuple[Any, str, str, str]]:
    """Return the columns in which two records differ: label, the one's, the other's, what holds.

    The last is ``kept``, or ``gone`` where the record that goes fills what is empty.
    """
    rows = []
    for name, label in labels.items():
        if name in ("imprint", "shelf_mark", "created_at", "subjects"):
            continue
        mine, its = (_said(one, name) for one in (plan.kept, plan.gone))
        if mine or its:
            rows.append((label, mine, its, "gone" if name in plan.filled else "kept"))
    return rows


def _said(record: Record, name: str) -> str:
    value = getattr(record, name)
    if value is None:
        return ""
    named = {"kind": KINDS, "language": LANGUAGES, "audience": AUDIENCES}.get(name, {})
    return str(named.get(value, value))


#: Tables that people know by another name than their section's.
_TABLES = {
    "fund_copy": _("copies"),
    "fund_delivery_line": _("lines of deliveries"),
    "textbooks_set_edition": _("sets of textbooks"),
    "circulation_replacement": _("books taken in place of lost ones"),
}


def moves(plan: Plan) -> list[tuple[Any, int]]:
    """Return what would move to the record that stays, in words, with how many."""
    named = [(_TABLES[name], count) for name, count in plan.moves.items() if name in _TABLES]
    others = sum(count for name, count in plan.moves.items() if name not in _TABLES)
    return [*named, (_("rows of other lists"), others)] if others else named


def person_facts(person: Person, others: Sequence[PersonName]) -> list[Fact]:
    """Return what is known of a person."""
    lines = [
        (_("Years of life"), person.dates),
        (_("Author mark"), person.author_mark),
        *((NAME_KINDS[str(one.kind)], one.name) for one in others),
        (_("Note"), person.note),
    ]
    return [Fact(label, value) for label, value in lines if value]


def records_of(person: Person) -> Block:
    """Return the records of a person with its part in each."""
    rows = (
        RecordPerson.select(RecordPerson, Record)
        .join(Record)
        .where(RecordPerson.person == person)
        .order_by(Record.sort_key)
        .limit(300)
    )
    return Block(
        title=_("Records"),
        columns=(_("Title"), _("Part in it"), _("Publisher, year")),
        rows=[
            (
                Fact(
                    "", one.record.full_title, url=f"/catalogue/records/details/?id={one.record_id}"
                ),
                ROLES[str(one.role)],
                one.record.imprint,
            )
            for one in rows
        ],
        empty=_("No record has this person."),
    )


def mark_words(suggestion: Suggestion) -> str:
    """Return where a suggested mark is from, in words."""
    if suggestion.source == "author":
        return gettext("this author has it already: %(name)s", name=suggestion.whose)
    if suggestion.source == "table":
        return gettext("by the table «%(name)s»", name=suggestion.whose)
    return gettext("between its neighbours: %(names)s", names=suggestion.whose)


def text_of(data: bytes) -> str:
    """Return a text file's words, whether a new or an old Windows program wrote it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")
