"""Notices: their words, in the language of the family, and the log of what was given to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock, journal, settings
from core.answers import Setting
from core.database import transaction
from core.models import Staff
from core.typography import day, money
from plugins.debtors import queries
from plugins.debtors.models import Notice
from plugins.debtors.queries import Debt
from plugins.readers.models import Reader

_GROUP = _("Notices to debtors")

#: What a text may name, in the words of its own language; filled in for each reader.
PLACES = {
    "kk": {
        "аты": "name",
        "сынып": "class",
        "саны": "count",
        "сомасы": "sum",
        "күн": "days",
        "бүгін": "date",
        "мектеп": "school",
        "кітапханашы": "librarian",
    },
    "ru": {
        "имя": "name",
        "класс": "class",
        "количество": "count",
        "сумма": "sum",
        "дней": "days",
        "дата": "date",
        "школа": "school",
        "библиотекарь": "librarian",
    },
}

#: The school may write its own; these say what happened and what to do.
TEXTS = {
    "kk": (
        "Құрметті {аты}! Төмендегі кітаптардың қайтару мерзімі өтті. Оларды мектеп "
        "кітапханасына жақын күндері әкеліп беріңіз. Кітап жоғалған болса, кітапханашыға айтыңыз."
    ),
    "ru": (
        "Здравствуйте, {имя}! Срок возврата этих книг истёк. Принесите их, пожалуйста, в "
        "школьную библиотеку в ближайшие дни. Если книга утеряна, сообщите библиотекарю."
    ),
}


def _help(spoken: str) -> Any:
    words = ", ".join(f"{{{one}}}" for one in PLACES[spoken])
    return _(
        "What stands in braces is filled in for each reader: %(places)s. The books are listed "
        "below the text.",
        places=words,
    )


SETTINGS = (
    Setting(
        "debtors.text_kk",
        _("Text of a notice in Kazakh"),
        TEXTS["kk"],
        "letter",
        help=_help("kk"),
        group=_GROUP,
        places=tuple(PLACES["kk"]),
    ),
    Setting(
        "debtors.text_ru",
        _("Text of a notice in Russian"),
        TEXTS["ru"],
        "letter",
        help=_help("ru"),
        group=_GROUP,
        places=tuple(PLACES["ru"]),
    ),
    Setting(
        "debtors.with_sum", _("Notices tell the price of the books"), True, "flag", group=_GROUP
    ),
    Setting(
        "debtors.quiet_days",
        _("Remind again those who had no notice for so many days"),
        14,
        "number",
        group=_GROUP,
        least=1,
        most=366,
    ),
)


@dataclass(frozen=True)
class Letter:
    """A notice to be: to whom, in which language, in which words, about which loans."""

    reader: Reader
    language: str
    text: str
    debt: Debt


def quiet_days() -> int:
    """Return after how many days without a notice a debtor is to be reminded again."""
    return int(settings.get("debtors.quiet_days"))


def language_of(reader: Reader, usual: str = "kk") -> str:
    """Return the language of the reader's family, if notices have a text in it; else the usual."""
    spoken = str(reader.language)
    return spoken if spoken in TEXTS else usual


def letters(reader_ids: Iterable[int], *, by: str, on: date, usual: str = "kk") -> list[Letter]:
    """Return a letter for each of the readers who owes something, class by class.

    ``by`` is the librarian's name, ``usual`` the school's language.
    """
    ids = list(reader_ids)
    owed = queries.debts_by_reader(ids, on)
    found = []
    for reader in queries.readers_in_order(ids, on):
        if reader.id in owed:
            spoken = language_of(reader, usual if usual in TEXTS else "kk")
            text = fill_in(spoken, reader, owed[reader.id], by=by, on=on)
            found.append(Letter(reader, spoken, text, owed[reader.id]))
    return found


def fill_in(spoken: str, reader: Reader, debt: Debt, *, by: str, on: date) -> str:
    """Return the school's text with every place filled in for this reader."""
    text = str(settings.get(f"debtors.text_{spoken}")) or TEXTS[spoken]
    values: dict[str, Any] = {
        "name": reader.full_name,
        "class": str(reader.school_class) if reader.school_class_id else "",
        "count": len(debt.loans),
        "sum": f"{money(debt.amount)} ₸",
        "days": debt.days,
        "date": day(on),
        "school": school_in(spoken),
        "librarian": by,
    }
    for place, what in PLACES[spoken].items():
        text = text.replace(f"{{{place}}}", str(values[what]))
    return text


def school_in(spoken: str) -> str:
    """Return the school's name in that language, else in Kazakh."""
    return str(settings.get(f"school.name_{spoken}") or settings.get("school.name_kk"))


def noticed_today(reader_ids: Iterable[int], kind: str) -> set[int]:
    """Return those of the readers who had a notice of that kind today."""
    start = clock.day_bounds(clock.today())[0]
    rows = Notice.select(Notice.reader).where(
        Notice.reader.in_(list(reader_ids)),
        Notice.kind == kind,
        Notice.sent_at >= start,
        Notice.result != "failed",
    )
    return {int(row[0]) for row in rows.tuples()}


def record(
    some: Iterable[Letter], kind: str, *, by: Staff | None, result: str = "printed", words: str = ""
) -> int:
    """Keep in the log that these letters were given, and return how many they were."""
    count = 0
    with transaction():
        for one in some:
            Notice.create(
                reader=one.reader,
                kind=kind,
                language=one.language,
                by=by,
                loans=",".join(str(loan.id) for loan in one.debt.loans),
                copies=len(one.debt.loans),
                amount=one.debt.amount,
                result=result,
                words=words[:250],
            )
            count += 1
        if count:
            journal.record(f"debtors.{result}", by=by, about=str(count))
    return count


def forget(reader: Reader) -> None:
    """Erase from the log what says who the reader was: a mail server's words name an address."""
    Notice.update(words="").where(Notice.reader == reader).execute()
