"""UNIMARC and RUSMARC: our columns out of their fields, and fields out of our columns.

What one field alone says is remembered for the next record that has the same one: publishers,
people, headings and series come again and again.
"""

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
    parts_of_name,
    remembered,
    sentence,
    settle_kind,
    text_of,
    year_of,
)
from plugins.exchange.services.marc.fields import Field, Marc, subfields

_SUBJECT_KINDS = {
    "600": "person", "601": "organisation", "602": "person", "605": "topic", "606": "topic",
    "607": "place", "608": "form", "610": "topic",
}  # fmt: skip
_SUBJECT_TAGS = {
    "person": "600", "organisation": "601", "topic": "606", "place": "607", "form": "608",
}  # fmt: skip
_PARTS = {"600": "xyzj", "601": "xyzj", "602": "xyzj", "605": "xyzj", "606": "xyzj", "607": "xyzj"}
_TYPES = {"l": "electronic", "g": "audiovisual", "i": "audiovisual", "j": "audiovisual",
          "k": "audiovisual", "m": "electronic"}  # fmt: skip


def read(marc: Marc) -> Description:
    """Return what the record says, in our columns."""
    it = Description()
    general = marc.first("100", "a")
    _titles(it, marc)
    it.edition = joined([bare(value) for value in common.first(marc, "205").all("abf")], ", ")
    _imprint(it, marc, general)
    it.extent, it.pages = _extent(common.first(marc, "215"))
    it.series = joined([common.series_of(one, "aehi") for one in marc.get("225")], "; ")
    isbns = isbns_of(value for one in marc.get("010") for value in one.all("a"))
    it.isbn, it.other_isbns = (isbns or [""])[0], " ".join(isbns[1:])
    it.issn = issn_of(marc.first("011", "a"))
    it.language, it.other_languages = _languages(tuple(marc.get("101")))
    it.udc = joined([common.index_of(one) for one in marc.get("675")], "; ")
    it.bbk = joined([common.index_of(one) for one in marc.get("686", "621") if is_bbk(one)], "; ")
    it.author_mark = text_of(marc.first("899", "i") or marc.first("908", "a"))
    it.notes = "\n".join(text_of(value) for one in marc.get("300") for value in one.all("a"))
    it.annotation = "\n".join(text_of(value) for one in marc.get("330") for value in one.all("a"))
    it.audience = _audience(marc, general)
    it.links = "\n".join(one for one in map(_link, marc.get("856")) if one)
    people = map(_person, marc.get("700", "701", "702", "600"))
    it.persons = tuple(dict.fromkeys(one for one in people if one))
    subjects = [headings_of(field) for field in marc.fields if field[0] in _SUBJECT_KINDS]
    it.headings = tuple(dict.fromkeys(chain.from_iterable(subjects)))
    it.authors = authors_of(it.persons)
    _kind(it, marc)
    own.put(it, marc)
    return clamp(it)


def _titles(it: Description, marc: Marc) -> None:
    field = common.first(marc, "200")
    it.title = joined([bare(value) for value in field.all("a")], "; ")
    part = joined([bare(value) for value in field.all("hi")], ". ")
    it.subtitle = joined([bare(value) for value in field.all("e")], " : ")
    it.responsibility = joined([bare(value) for value in field.all("fg")], "; ")
    if not it.title or is_volume(it.title):
        above = next((one for one in map(_title_above, marc.get("461", "463", "462")) if one), "")
        if above:
            part = joined([it.title, part], ". ")
            it.title = above
    it.part = part


def _title_above(field: Field) -> str:
    """Return the title of the whole that a volume belongs to; it stands in an embedded field."""
    inside = ""
    for code, value in field.subfields:
        if code == "1":
            inside = value[:3]
        elif (code == "a" and inside == "200") or (code == "t" and not inside):
            return bare(value)
    return ""


def _imprint(it: Description, marc: Marc, general: str) -> None:
    field = next(iter(marc.get("210", "214")), Field("210"))
    it.city, it.publisher = _published(field.first("a"), field.first("c"))
    it.year = year_of(field.first("d"), field.first("h"), general[9:13])


@remembered
def _published(city: str, publisher: str) -> tuple[str, str]:
    return bare(city).strip("[]"), bare(publisher).strip("[]")


@remembered
def _languages(fields: tuple[Field, ...]) -> tuple[str, str]:
    values = [value for one in fields for value in one.all("a")]
    return codes.languages([text_of(value).lower()[:3] for value in values])


@remembered
def _extent(field: Field) -> tuple[str, int | None]:
    found = joined([bare(value) for value in field.all("a")], ", ")
    for code, sign in (("c", " : "), ("d", " ; "), ("e", " + ")):
        if values := field.all(code):
            found = joined([found, joined(map(bare, values), ", ")], sign)
    return found, pages_of(field.first("a"))


@remembered
def is_bbk(field: Field) -> bool:
    """Return whether the index is one of ББК: told so, or told nothing."""
    if field.tag == "621":
        return bool(field.first("a") or field.data)
    return common.is_called_bbk(field)


def _audience(marc: Marc, general: str) -> str:
    for field in marc.get("333"):
        if found := audience_of(field.first("a")):
            return found
    return codes.UNIMARC_AUDIENCES.get(general[17:18], "")


def _link(field: Field) -> str:
    address = text_of(field.first("u")).replace(" ", "%20")
    return joined([address, text_of(field.first("z") or field.first("2"))], " ") if address else ""


@remembered
def _person(field: Field) -> Name | None:
    """Return who is named and what he did; None if nobody is, or what is named is a subject."""
    if (field.tag == "600" and not is_person(field)) or not (name := name_of(field)):
        return None
    role = "about"
    if field.tag != "600":
        usual = "other" if field.tag == "702" else "author"
        role = codes.role_of(field.first("4"), field.first("e"), usual)
    return Name(name, text_of(field.first("f")).strip("()")[:LONGEST_DATES], role)


def is_person(field: Field) -> bool:
    """Return whether a subject is a person alone, without what of his life it is about."""
    return not field.first("xyz2t")


def name_of(field: Field) -> str:
    """Return a person's name: surname, comma, names in full or initials."""
    surname = bare(field.first("a"))
    if number := text_of(field.first("d")):
        surname = f"{surname} {number}"
    given = bare(field.first("g")) or bare(field.first("b"))
    return joined([surname, given], ", ")[:LONGEST_NAME]


@remembered
def headings_of(field: Field) -> tuple[Subject, ...]:
    """Return the headings that a field gives; none if it is no subject."""
    kind = _SUBJECT_KINDS.get(field.tag)
    if kind is None or (field.tag == "600" and is_person(field)):
        return ()
    if field.tag == "610":
        return tuple([Subject(sentence(value)[:LONGEST_NAME], kind) for value in field.all("a")])
    name = (
        name_of(field)
        if kind == "person"
        else joined([bare(value) for value in field.all("ab")], ", ")
    )
    parts = [sentence(value) for value in field.all(_PARTS.get(field.tag, ""))]
    whole = joined([sentence(name), *parts], common.DASH)[:LONGEST_NAME].strip()
    return (Subject(whole, kind),) if whole else ()


def _kind(it: Description, marc: Marc) -> None:
    sort, level = marc.leader[6:7], marc.leader[7:8]
    coded = marc.first("105", "a")[4:8]
    found = {"a": "article", "s": "periodical", "i": "periodical"}.get(level, "")
    hints = ("textbook " if "j" in coded else "") + ("reference" if set(coded) & set("ef") else "")
    settle_kind(it, found or _TYPES.get(sort, "book"), hints)


# What our columns become


def _title(it: Description) -> list[Field]:
    pairs = subfields(("a", it.title), ("h", it.part), ("e", it.subtitle), ("f", it.responsibility))
    return [Field("200", "1 ", pairs)]


def _people(it: Description) -> list[Field]:
    found = []
    is_first = True
    for one in it.persons:
        if one.role == "about":
            continue
        tag = "702"
        if one.role == "author":
            tag, is_first = ("700" if is_first else "701"), False
        surname, given = parts_of_name(one.name)
        pairs = subfields(
            ("a", surname), ("b", given), ("f", one.dates), ("4", codes.ROLE_FIGURES[one.role])
        )
        found.append(Field(tag, " 1" if given else " 0", pairs))
    return found


def _subjects(it: Description) -> list[Field]:
    found = []
    for name, dates, role in it.persons:
        if role == "about":
            surname, given = parts_of_name(name)
            pairs = subfields(("a", surname), ("b", given), ("f", dates))
            found.append(Field("600", " 1" if given else " 0", pairs))
    return found + common.headings(it.headings, _SUBJECT_TAGS, " 1", "  ")


GROUPS: tuple[common.Group, ...] = (
    (("isbn", "other_isbns"), ("010",), common.isbns("010")),
    (("issn",), ("011",), common.issn("011")),
    (("language", "other_languages"), ("101",), common.languages("101")),
    (("title", "part", "subtitle", "responsibility"), ("200",), _title),
    (("edition",), ("205",), common.value("205", "edition")),
    (("city", "publisher", "year"), ("210", "214"), common.published("210", "acd")),
    (("extent", "pages"), ("215",), common.physical("215")),
    (("series",), ("225",), common.value("225", "series", "0 ")),
    (("notes",), ("300",), common.lines("300", "notes")),
    (("annotation",), ("330",), common.lines("330", "annotation")),
    (("headings", "persons"), tuple(_SUBJECT_KINDS), _subjects),
    (("udc",), ("675",), common.value("675", "udc")),
    (("bbk",), ("686", "621"), common.value("686", "bbk", more=(("2", "rubbk"),))),
    (("persons", "authors"), ("700", "701", "702"), _people),
    (("links",), ("856",), common.links("z")),
)


def owns(tags: tuple[str, ...], field: Field) -> bool:
    """Return whether the field is of that group, and says what our columns say."""
    return field.tag in tags and (field.tag != "686" or is_bbk(field))


def leader_of(it: Description) -> str:
    """Return the leader of a new record of that kind."""
    sort = {"electronic": "l", "audiovisual": "g"}.get(it.kind, "a")
    level = {"article": "a", "periodical": "s"}.get(it.kind, "m")
    return f"00000n{sort}{level}  2200000   450 "


def coded(it: Description, number: str, changed: str) -> list[Field]:
    """Return the fields of codes of a new record: its number, the moment, dates and languages."""
    year = f"{it.year:04d}" if it.year else "    "
    audience = codes.UNIMARC_AUDIENCE_OF.get(it.audience, "u")
    general = f"{changed[:8]}d{year}    {audience}  y0kazy50      ca"
    found = [Field("001", data=number), Field("005", data=changed)] if number else []
    found.append(Field("100", "  ", (("a", general),)))
    if it.kind in ("textbook", "reference"):
        sort = "j" if it.kind == "textbook" else "f"
        found.append(Field("105", "  ", (("a", f"y   {sort}   000yy"),)))
    if it.author_mark or it.shelf:
        pairs = subfields(("c", it.shelf), ("i", it.author_mark))
        found.append(Field("899", "  ", pairs))
    return found
