"""Field 989: what a record says that neither dialect has a place for, in our own columns' names."""

from plugins.catalogue.models import AUDIENCES, HEADING_KINDS, KINDS, LANGUAGES, ROLES
from plugins.exchange.services.mapping.description import (
    COLUMNS,
    LENGTHS,
    NUMBERS,
    Description,
    Name,
    Subject,
)
from plugins.exchange.services.marc.fields import Field, Marc

TAG, MARK = "989", "kitaphana"
#: What parts the name, the dates and the role of a person here.
_SIGN = " | "
_CHOICES = {"kind": KINDS, "language": LANGUAGES, "audience": ("", *AUDIENCES)}


def is_own(field: Field) -> bool:
    """Return whether the field is ours, and not another program's 989."""
    return field.tag == TAG and field.first("2") == MARK


def put(it: Description, marc: Marc) -> None:
    """Let what our own field says go before what was read elsewhere."""
    for field in marc.get(TAG):
        if not is_own(field):
            continue
        people: list[Name] = []
        headings: list[Subject] = []
        for value in field.all("a"):
            column, _sign, text = value.partition("=")
            text = text.replace("\\n", "\n")
            if column == "person":
                name, dates, role = ([*text.split(_SIGN), "", ""])[:3]
                people.append(Name(name, dates, role if role in ROLES else "author"))
            elif column == "heading":
                name, kind = ([*text.split(_SIGN), ""])[:2]
                headings.append(Subject(name, kind if kind in HEADING_KINDS else "topic"))
            elif column in NUMBERS:
                setattr(it, column, int(text) if text.isdecimal() and len(text) < 6 else None)
            elif column in LENGTHS or text in _CHOICES.get(column, ()):
                setattr(it, column, text)
        if people:
            it.persons = tuple(people)
        if headings:
            it.headings = tuple(headings)


def field_of(wanted: Description, read: Description) -> Field | None:
    """Return the field that turns what would be read into what is wanted; None if it is that."""
    values = []
    for column in COLUMNS:
        value = getattr(wanted, column)
        if value != getattr(read, column):
            text = "" if value is None else str(value)
            values.append(f"{column}={text}".replace("\n", "\\n"))
    if wanted.persons != read.persons:
        values += [f"person={_SIGN.join(one)}" for one in wanted.persons]
    if wanted.headings != read.headings:
        values += [f"heading={_SIGN.join(one)}" for one in wanted.headings]
    if not values:
        return None
    return Field(TAG, "  ", (("2", MARK), *[("a", one) for one in values]))
