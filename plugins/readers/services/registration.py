"""Readers are registered anew each school year, and sign that they have read the rules (VI.3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from core import clock, journal, settings
from core.answers import Setting
from core.database import transaction
from core.models import Staff
from plugins.readers.models import Reader, Reregistration

RULES_KK = """Кітапхананы пайдалану тегін.
Кітапты ұқыпты ұстаңыз: бетін жыртпаңыз, шимайламаңыз, бүктемеңіз.
Кітапты мерзімінде қайтарыңыз немесе мерзімін ұзартыңыз.
Оқу залының кітабы үйге берілмейді.
Кітап жоғалса немесе бүлінсе, орнына сондай кітап немесе мазмұны мен құны тең кітап тапсырылады.
Мектептен кеткенде барлық кітап қайтарылады."""

RULES_RU = """Пользование библиотекой бесплатно.
Берегите книги: не рвите, не пишите в них, не загибайте страницы.
Возвращайте книги в срок или продлевайте его.
Книги читального зала на дом не выдаются.
Вместо утерянной или испорченной книги сдаётся такая же или равная ей по содержанию и стоимости.
Уходя из школы, верните все книги."""

SETTINGS = (
    Setting(
        "readers.renew_at_desk",
        _("Readers are registered anew by their first visit in a school year"),
        True,
        "flag",
        help=_("Otherwise the librarian does it in the list of readers."),
        group=_("Readers"),
    ),
    Setting(
        "readers.rules_kk",
        _("Rules of the library, in Kazakh"),
        RULES_KK,
        "letter",
        help=_("Printed on the slip that new readers sign; one rule a line."),
        group=_("Readers"),
    ),
    Setting(
        "readers.rules_ru",
        _("Rules of the library, in Russian"),
        RULES_RU,
        "letter",
        group=_("Readers"),
    ),
)


def reregister(ids: Iterable[int], *, on: date, by: Staff | None) -> int:
    """Register readers anew for the school year of ``on``; return how many were not yet.

    Who was first registered this school year, or has left, needs none.
    """
    year = clock.school_year(on)
    with transaction():
        waiting = Reader.select(Reader.id).where(Reader.id.in_(list(ids)), not_yet(on)).tuples()
        rows = [
            {"reader": number, "school_year": year, "registered_on": on, "by": by}
            for (number,) in waiting
        ]
        for start in range(0, len(rows), 200):
            Reregistration.insert_many(rows[start : start + 200]).on_conflict_ignore().execute()
        if rows:
            journal.record("readers.renewed", by=by, about="list", count=len(rows), year=year)
    return len(rows)


def note_visit(reader: Reader, *, on: date) -> None:
    """Register a reader anew who comes for the first time in a school year; else do nothing."""
    year = clock.school_year(on)
    first = reader.registered_on
    if clock.school_year(first) >= year or not settings.get("readers.renew_at_desk"):
        return
    row = Reregistration.insert(reader=reader, school_year=year, registered_on=on)
    row.on_conflict_ignore().execute()


def not_yet(on: date) -> Any:
    """Return the condition of a reader at school who is not registered for the year of ``on``."""
    year = clock.school_year(on)
    begins = date(year, *clock.YEAR_BEGINS)
    again = Reregistration.select(Reregistration.reader).where(Reregistration.school_year == year)
    return Reader.left_on.is_null() & (Reader.registered_on < begins) & Reader.id.not_in(again)


def rules_read(ids: Iterable[int], *, on: date, by: Staff | None) -> int:
    """Note that readers have read the rules and signed; who had before keeps that day."""
    with transaction():
        count = int(
            Reader.update(rules_read_on=on)
            .where(Reader.id.in_(list(ids)), Reader.rules_read_on.is_null())
            .execute()
        )
        if count:
            journal.record("readers.rules", by=by, about="list", count=count)
    return count
