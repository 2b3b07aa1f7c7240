"""Slips for those who leave: that nothing is owed, or the list of what is still to be returned.

They state a fact. What follows from it, a person decides: the program withholds nothing.
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import JOIN

from core import clock, settings
from core.answers import Setting
from core.documents import Block, Document, DocumentKind, Strip, Strips, Text, numbers
from core.i18n import language
from core.papers import school_name
from core.typography import day, money
from plugins.catalogue.models import Record
from plugins.circulation.class_papers import class_choices
from plugins.circulation.models import Loan
from plugins.circulation.queries import is_open
from plugins.fund.models import Copy
from plugins.readers.models import KINDS, Graduate, Reader, RollOver, SchoolClass

SETTINGS = (
    Setting(
        "circulation.clearance_kk",
        _("Name of the slip for leavers, in Kazakh"),
        "Кету парағы",
        help=_("Schools call it differently; write what yours does."),
        group=_("Lending"),
    ),
    Setting(
        "circulation.clearance_ru",
        _("Name of the slip for leavers, in Russian"),
        "Обходной лист",
        group=_("Lending"),
    ),
)

_LINE = "______________"
_CHUNK = 500


def slip_name() -> str:
    """Return what the school calls the slip, in the language of the paper."""
    if language() == "en":
        return gettext("Clearance slip")
    return str(settings.get(f"circulation.clearance_{language()}"))


def clearance(arguments: dict[str, Any]) -> Document:
    """Return a slip for each reader asked for: ``reader``, ``ids``, ``class`` or ``graduates``."""
    readers = readers_asked(arguments)
    owed = loans_by_reader([int(one.id) for one in readers])
    places = _class_words(readers)
    slips = [_slip(one, owed.get(int(one.id), []), places[int(one.id)]) for one in readers]
    nobody: list[Block] = [Text(gettext("There is nobody to print a slip for."))]
    return Document(slip_name(), [Strips(slips)] if slips else nobody, has_title=not slips)


def readers_asked(arguments: dict[str, Any]) -> list[Reader]:
    """Return the readers of the address; with nothing asked, the latest graduates.

    Before the first roll-over these are the pupils of the last grade.
    """
    query = (
        Reader.select(Reader, SchoolClass)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .order_by(SchoolClass.sort_key, Reader.sort_key, Reader.id)
    )
    ids = numbers(",".join(str(arguments.get(name, "")) for name in ("reader", "ids")))
    if arguments.get("reader") or arguments.get("ids"):
        found: list[Reader] = []
        for start in range(0, len(ids), _CHUNK):
            found.extend(query.where(Reader.id.in_(ids[start : start + _CHUNK])))
        return found
    if classes := numbers(str(arguments.get("class", ""))):
        return list(query.where(Reader.school_class.in_(classes), Reader.left_on.is_null()))
    return _graduates(str(arguments.get("graduates", ""))) or list(
        query.where(
            SchoolClass.grade == int(settings.get("readers.last_grade")),
            Reader.kind == "pupil",
            Reader.left_on.is_null(),
        )
    )


def _graduates(year: str) -> list[Reader]:
    done = RollOver.select().where(RollOver.undone_at.is_null())
    if year.isdecimal() and len(year) == 4:
        done = done.where(RollOver.school_year == int(year))
    latest = done.order_by(RollOver.school_year.desc()).first()
    if latest is None:
        return []
    return list(
        Reader.select(Reader)
        .join(Graduate)
        .where(Graduate.roll_over == latest)
        .order_by(Graduate.id)
    )


def loans_by_reader(reader_ids: list[int]) -> dict[int, list[Loan]]:
    """Return what each reader has in hand, due or not: who leaves gives all of it back."""
    found: dict[int, list[Loan]] = {}
    for start in range(0, len(reader_ids), _CHUNK):
        rows = (
            Loan.select(Loan, Copy, Record)
            .join(Copy)
            .join(Record)
            .where(Loan.reader.in_(reader_ids[start : start + _CHUNK]), is_open())
            .order_by(Loan.due_on, Loan.id)
        )
        for loan in rows:
            found.setdefault(int(loan.reader_id), []).append(loan)
    return found


def _class_words(readers: list[Reader]) -> dict[int, str]:
    """Return each reader's class, that of a graduate too; else what kind of reader it is."""
    without = [one.id for one in readers if not one.school_class_id]
    left: dict[int, str] = {}
    for start in range(0, len(without), _CHUNK):
        rows = Graduate.select().where(Graduate.reader.in_(without[start : start + _CHUNK]))
        left |= {int(one.reader_id): str(one.class_words) for one in rows}
    return {
        int(one.id): str(one.school_class)
        if one.school_class_id
        else left.get(int(one.id), str(KINDS[str(one.kind)]))
        for one in readers
    }


def _slip(reader: Reader, loans: list[Loan], place: str) -> Strip:
    card = gettext("Reader's card No. %(number)s", number=reader.card_no)
    who = f"{reader.full_name}, {place}. {card}."
    if not loans:
        said = gettext("NO DEBTS: everything borrowed from the library has been given back.")
        return Strip(
            school=school_name(),
            day=day(clock.today()),
            title=slip_name(),
            text=f"{who}\n{said}",
            columns=(),
            rows=(),
            widths=(),
            foot=_signed(),
        )
    said = gettext("HAS DEBTS. Still to be returned to the library:")
    return Strip(
        school=school_name(),
        day=day(clock.today()),
        title=slip_name(),
        text=f"{who}\n{said}",
        columns=(
            "№",
            gettext("Inv. No."),
            gettext("Title"),
            gettext("Due on"),
            gettext("Price, ₸"),
        ),
        rows=[
            (
                str(place_no),
                str(one.copy.inventory_no),
                str(one.copy.record.full_title),
                day(one.due_on),
                money(one.copy.price),
            )
            for place_no, one in enumerate(loans, 1)
        ],
        widths=(0.5, 1.6, 5.2, 1.6, 1.6),
        right=(0, 4),
        total=gettext(
            "In all: %(count)s, %(amount)s ₸",
            count=len(loans),
            amount=money(sum(one.copy.price for one in loans)),
        ),
        foot=_signed(),
    )


def _signed() -> str:
    """Return the places to sign, and the one for the stamp."""
    people = (gettext("Librarian"), gettext("Director of the school"))
    return "     ".join([*(f"{one} {_LINE}" for one in people), gettext("Stamp here")])


CLEARANCE = DocumentKind(
    "circulation.clearance",
    _("Clearance slips for leavers"),
    clearance,
    ("pdf",),
    "circulation.clearance",
    choices=class_choices,
)
