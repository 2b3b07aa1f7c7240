"""Readers as other pages show them."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import JOIN

from core.access import can
from core.answers import Block, Card, Fact, Step
from core.typography import number
from plugins.readers.models import KINDS, SEARCH, Graduate, Reader, RollOver, SchoolClass
from plugins.readers.services import classes_of, kind_sizes, rollover


def today_cards() -> list[Card]:
    """Return how many readers there are, pupils and the rest apart."""
    kinds = kind_sizes()
    pupils = kinds.pop("pupil", 0)
    return [
        Card(
            title=_("Readers"),
            number=pupils,
            icon="users-group",
            url="/readers/readers/",
            order=40,
            parts=[(number(pupils), _("pupils")), (number(sum(kinds.values())), _("others"))],
        )
    ]


def found(text: str, by: Any) -> list[Block]:
    """Return the first ten readers whose name or card has the words; a class teacher's own."""
    query = (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(SEARCH.matching(text))
        .order_by(Reader.sort_key)
        .limit(10)
    )
    if by.role == "teacher":
        query = query.where(Reader.school_class.in_(classes_of(by)))
    rows = [
        (
            Fact("", one.full_name, url=f"/readers/readers/details/?id={one.id}"),
            str(one.school_class) if one.school_class_id else KINDS[one.kind],
            one.card_no,
        )
        for one in query
    ]
    if not rows:
        return []
    return [
        Block(
            title=_("Readers"),
            columns=(_("Name"), _("Class"), _("Card No.")),
            rows=rows,
            url="/readers/readers/",
        )
    ]


def next_steps(on: date) -> list[Card]:
    """Return the roll-over in its days, until it is done."""
    if not rollover.is_suggested(on):
        return []
    return [
        Card(
            title=_("move the classes up for the new school year"),
            number="",
            why=_("Every class goes up a grade, the last grade leaves. It is shown first."),
            url="/readers/rollover/",
            icon="school",
            order=20,
        )
    ]


def graduate_facts(reader: Reader) -> list[Fact]:
    """Return from which class and year a graduate left."""
    if reader.left_on is None:
        return []
    its = (
        Graduate.select(Graduate, RollOver)
        .join(RollOver)
        .where(Graduate.reader == reader)
        .get_or_none()
    )
    if its is None:
        return []
    words = gettext("%(place)s, %(year)s", place=its.class_words, year=its.roll_over.school_year)
    return [Fact(_("Graduate of"), words)]


def steps(reader: Reader) -> list[Step]:
    """Return what may be printed for the reader, and where all that is kept about him stands."""
    found = []
    if can("readers.edit") and reader.left_on is None:
        spoken = "ru" if reader.language == "ru" else "kk"
        page = f"/documents/readers.rules.pdf?ids={reader.id}&lang={spoken}"
        found.append(Step(_("Rules to sign"), page, icon="writing-sign"))
    if can("readers.personal"):
        found.append(
            Step(_("Photograph and data"), f"/readers/person/{reader.id}/", icon="shield-lock")
        )
    return found
