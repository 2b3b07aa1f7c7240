"""MARC 21: our columns out of its fields, and fields out of our columns."""

import re
from itertools import chain

from plugins.exchange.services.mapping import codes, common, own
from plugins.exchange.services.mapping.description import (
    LONGEST_DATES,
    LONGEST_NAME,
    Description,
    Name,
    Subject,
    audience_of,
    authors_of,
    bare,
    clamp,
    is_volume,
    isbns_of,
    issn_of,
    joined,
    pages_of,
    remembered,
    sentence,
    settle_kind,
    text_of,
    year_of,
)
from plugins.exchange.services.marc.fields import Field, Marc, subfields

_SUBJECT_KINDS = {
    "600": "person", "610": "organisation", "611": "organisation", "630": "topic",
    "650": "topic", "651": "place", "653": "topic", "655": "form",
}  # fmt: skip
_SUBJECT_TAGS = {
    "person": "600", "organisation": "610", "topic": "650", "place": "651", "form": "655",
}  # fmt: skip
_TYPES = {"m": "electronic", "g": "audiovisual", "i": "audiovisual", "j": "audiovisual",
          "k": "audiovisual", "o": "audiovisual"}  # fmt: skip
_LINKED = re.compile(r"^(\d{3})-\d\d")
_OTHER_SCRIPT = re.compile("[\u0400-\u052f]")
_ENDS_IN_INITIAL = re.compile(r"(?:^|[\s.\-])[^\W\d_]{1,2}\.$")


def read(marc: Marc) -> Description:
    """Return what the record says, in our columns.

    If the record has its title in Cyrillic beside one in Latin letters (880), that is the title.
    """
    if "880" in marc.by_tag:
        marc = _in_own_script(marc)
    it = Description()
    coded = marc.plain("008")
    _titles(it, marc)
    it.edition = joined([bare(value) for value in common.first(marc, "250").all("ab")], ", ")
    _imprint(it, marc, coded)
    it.extent, it.pages = _extent(common.first(marc, "300"))
    it.series = joined([common.series_of(one, "anp") for one in marc.get("490", "440")], "; ")
    isbns = isbns_of(value for one in marc.get("020") for value in one.all("a"))
    it.isbn, it.other_isbns = (isbns or [""])[0], " ".join(isbns[1:])
    it.issn = issn_of(marc.first("022", "a"))
    it.language, it.other_languages = codes.languages(_languages(marc, coded))
    it.udc = joined([common.index_of(one) for one in marc.get("080")], "; ")
    it.bbk = joined([common.index_of(one) for one in marc.get("084") if is_bbk(one)], "; ")
    it.author_mark = text_of(marc.first("852", "i") or marc.first("090", "x"))
    it.notes = "\n".join(text_of(value) for one in marc.get("500") for value in one.all("a"))
    it.annotation = "\n".join(
        joined(map(text_of, one.all("ab")), " ") for one in marc.get("520") if one.first("ab")
    )
    it.audience = _audience(marc, coded)
    it.links = "\n".join(one for one in map(_link, marc.get("856")) if one)
    people = map(_person, marc.get("100", "700", "600"))
    it.persons = tuple(dict.fromkeys(one for one in people if one))
    subjects = [headings_of(field) for field in marc.fields if field[0] in _SUBJECT_KINDS]
    it.headings = tuple(dict.fromkeys(chain.from_iterable(subjects)))
    it.authors = authors_of(it.persons)
    _kind(it, marc, coded)
    own.put(it, marc)
    return clamp(it)


def _in_own_script(marc: Marc) -> Marc:
    """Return the record with the fields in Cyrillic in the places of those in Latin letters."""
    own_script: dict[tuple[str, str], Field] = {}
    for field in marc.get("880"):
        link = field.first("6")
        found = _LINKED.match(link)
        if found and _OTHER_SCRIPT.search("".join(value for _code, value in field.subfields)):
            own_script[found[1], link[4:6]] = Field(found[1], field.indicators, field.subfields)
    if not own_script:
        return marc
    fields = []
    for field in marc.fields:
        link = field.first("6") if field.tag != "880" else ""
        fields.append(own_script.pop((field.tag, link[4:6]), field) if link else field)
    fields += own_script.values()
    return Marc(marc.leader, fields, marc.dialect)


def _titles(it: Description, marc: Marc) -> None:
    field = common.first(marc, "245")
    it.title = sentence(field.first("a"))
    it.part = joined([sentence(value) for value in field.all("np")], ". ")
    it.subtitle = joined([sentence(value) for value in field.all("b")], " : ")
    it.responsibility = joined([sentence(value) for value in field.all("c")], "; ")
    if (not it.title or is_volume(it.title)) and (above := bare(marc.first("773", "t"))):
        it.part = joined([it.title, it.part], ". ")
        it.title = above


def _imprint(it: Description, marc: Marc, coded: str) -> None:
    found = [one for one in marc.get("260", "264") if one.indicators[1:] in ("1", " ", "", "#")]
    field = (found or [*marc.get("260", "264"), Field("260")])[0]
    it.city, it.publisher = _published(field.first("a"), field.first("b"))
    it.year = year_of(field.first("c"), coded[7:11], marc.first("264", "c"))


@remembered
def _published(city: str, publisher: str) -> tuple[str, str]:
    return bare(city).strip("[]"), sentence(publisher).strip("[]")


@remembered
def _extent(field: Field) -> tuple[str, int | None]:
    found = joined([bare(value) for value in field.all("a")], ", ")
    for code, sign in (("b", " : "), ("c", " ; "), ("e", " + ")):
        values = [bare(value).rstrip("+ ") for value in field.all(code)]
        found = joined([found.rstrip("+ "), joined(values, ", ")], sign)
    return found, pages_of(field.first("a"))


def _languages(marc: Marc, coded: str) -> list[str]:
    found = [coded[35:38].strip(" |#").lower()] if len(coded) >= 38 else []
    for field in marc.get("041"):
        for value in field.all("a"):
            value = text_of(value).lower()
            found += [value[at : at + 3] for at in range(0, len(value) - 2, 3)]
    if len(found) > 1 and found[0] in ("mul", "und", "", "zxx"):
        found = found[1:]
    return found


@remembered
def is_bbk(field: Field) -> bool:
    """Return whether the index is one of ББК: told so, or told nothing."""
    return common.is_called_bbk(field)


def _audience(marc: Marc, coded: str) -> str:
    for field in marc.get("521"):
        if found := audience_of(field.first("a")):
            return found
    is_book = marc.leader[6:7] in "atm"
    return codes.MARC21_AUDIENCES.get(coded[22:23], "") if is_book else ""


def _link(field: Field) -> str:
    address = text_of(field.first("u")).replace(" ", "%20")
    words = text_of(field.first("y") or field.first("3") or field.first("z"))
    return joined([address, words], " ") if address else ""


@remembered
def _person(field: Field) -> Name | None:
    """Return who is named and what he did; None if nobody is, or what is named is a subject."""
    if (field.tag == "700" and field.first("t")) or (field.tag == "600" and not is_person(field)):
        return None
    if not (name := name_of(field)):
        return None
    role = "about"
    if field.tag != "600":
        role = codes.role_of(field.first("4"), field.first("e"), "author")
    return Name(name, _dates(field), role)


def _dates(field: Field) -> str:
    return bare(field.first("d")).rstrip(".")[:LONGEST_DATES]


def is_person(field: Field) -> bool:
    """Return whether a subject is a person alone, without what of his life it is about."""
    return not any(code in "tvxyz" for code, _value in field.subfields) and (
        field.first("2") != own.MARK
    )


def name_of(field: Field) -> str:
    """Return a person's name: surname, comma, names in full or initials."""
    name = bare(field.first("a"))
    if name.endswith(".") and not _ENDS_IN_INITIAL.search(name):
        name = name[:-1]
    return joined([name, bare(field.first("b"))], " ")[:LONGEST_NAME]


@remembered
def headings_of(field: Field) -> tuple[Subject, ...]:
    """Return the headings that a field gives; none if it is no subject."""
    kind = _SUBJECT_KINDS.get(field.tag)
    if kind is None or (field.tag == "600" and is_person(field)):
        return ()
    if field.tag == "653":
        return tuple([Subject(sentence(value)[:LONGEST_NAME], kind) for value in field.all("a")])
    name = (
        name_of(field)
        if kind == "person"
        else joined([sentence(value) for value in field.all("ab")], ", ")
    )
    parts = [sentence(value) for value in field.all("tvxyz")]
    whole = joined([name, *parts], common.DASH)[:LONGEST_NAME].strip()
    return (Subject(whole, kind),) if whole else ()


def _kind(it: Description, marc: Marc, coded: str) -> None:
    sort, level = marc.leader[6:7], marc.leader[7:8]
    found = {"a": "article", "b": "article", "s": "periodical", "i": "periodical"}.get(level, "")
    is_reference = sort == "a" and bool(set(coded[24:28]) & set("der"))
    settle_kind(it, found or _TYPES.get(sort, "book"), "reference" if is_reference else "")


# What our columns become


def _title(it: Description) -> list[Field]:
    has_author = any(one.role == "author" for one in it.persons)
    pairs = subfields(("a", it.title), ("n", it.part), ("b", it.subtitle), ("c", it.responsibility))
    return [Field("245", "10" if has_author else "00", pairs)]


def _people(it: Description) -> list[Field]:
    found = []
    is_first = True
    for one in it.persons:
        if one.role == "about":
            continue
        tag = "700"
        if one.role == "author" and is_first:
            tag, is_first = "100", False
        pairs = subfields(("a", one.name), ("d", one.dates), ("4", codes.ROLE_LETTERS[one.role]))
        found.append(Field(tag, "1 " if "," in one.name else "0 ", pairs))
    return found


def _subjects(it: Description) -> list[Field]:
    found = []
    for name, dates, role in it.persons:
        if role == "about":
            pairs = subfields(("a", name), ("d", dates))
            found.append(Field("600", "14" if "," in name else "04", pairs))
    return found + common.headings(it.headings, _SUBJECT_TAGS, "1 ", " 4")


GROUPS: tuple[common.Group, ...] = (
    (("isbn", "other_isbns"), ("020",), common.isbns("020")),
    (("issn",), ("022",), common.issn("022")),
    (("language", "other_languages"), ("041",), common.languages("041")),
    (("udc",), ("080",), common.value("080", "udc")),
    (("bbk",), ("084",), common.value("084", "bbk", more=(("2", "rubbk"),))),
    (("title", "part", "subtitle", "responsibility"), ("245",), _title),
    (("edition",), ("250",), common.value("250", "edition")),
    (("city", "publisher", "year"), ("260", "264"), common.published("260", "abc")),
    (("extent", "pages"), ("300",), common.physical("300")),
    (("series",), ("490", "440"), common.value("490", "series", "0 ")),
    (("notes",), ("500",), common.lines("500", "notes")),
    (("annotation",), ("520",), common.lines("520", "annotation")),
    (("headings", "persons"), tuple(_SUBJECT_KINDS), _subjects),
    (("persons", "authors"), ("100", "700"), _people),
    (("links",), ("856",), common.links("y")),
)


def owns(tags: tuple[str, ...], field: Field) -> bool:
    """Return whether the field is of that group, and says what our columns say."""
    if field.tag == "084":
        return "084" in tags and is_bbk(field)
    if field.tag == "700" and field.first("t"):
        return False
    return field.tag in tags


def leader_of(it: Description) -> str:
    """Return the leader of a new record of that kind."""
    sort = {"electronic": "m", "audiovisual": "g"}.get(it.kind, "a")
    level = {"article": "a", "periodical": "s"}.get(it.kind, "m")
    return f"00000n{sort}{level} a2200000 c 4500"


def coded(it: Description, number: str, changed: str) -> list[Field]:
    """Return the fields of codes of a new record: its number, the moment, dates and languages."""
    year = f"{it.year:04d}" if it.year else "    "
    audience = codes.MARC21_AUDIENCE_OF.get(it.audience, " ")
    language = codes.language_codes(it.language, it.other_languages)[0]
    kind = "e   " if it.kind == "reference" else "    "
    entered = changed[2:8] or "000000"
    general = f"{entered}s{year}    kz     {audience}{'':1}{kind[:4]}   000 0 {language[:3]:3} c"
    found = [Field("001", data=number), Field("005", data=changed)] if number else []
    found.append(Field("008", data=general[:40].ljust(40)))
    if it.author_mark or it.shelf:
        pairs = subfields(("c", it.shelf), ("i", it.author_mark))
        found.append(Field("852", "8 ", pairs))
    return found
