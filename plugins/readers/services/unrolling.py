"""A roll-over taken back within a day: everything exactly as it was, or nothing."""

import json
from datetime import timedelta
from typing import Any

from flask_babel import gettext

from core import clock, journal, settings
from core.database import locked, one_at_a_time, transaction
from core.models import Staff
from plugins.readers.errors import NoRollOver, RollOverStays, TooLateToUndo
from plugins.readers.models import Graduate, Reader, RollOver, SchoolClass
from plugins.readers.services.rollover import refusal_words


def hours() -> int:
    """Return for how many hours a roll-over can be taken back."""
    return int(settings.get("readers.rollover_hours"))


def may_be_undone(row: RollOver) -> bool:
    """Return whether the roll-over is young enough to be taken back."""
    return row.undone_at is None and clock.now() <= row.done_at + timedelta(hours=hours())


def undo(number: int, *, by: Staff | None) -> RollOver:
    """Put everything back as it was before the roll-over and return its row.

    TooLateToUndo after the hours of the setting; RollOverStays, with the reader or the class, if
    something has changed since that cannot be put back.
    """
    with transaction():
        one_at_a_time("readers.rollover")
        row = locked(RollOver.select().where(RollOver.id == number)).get_or_none()
        if row is None or row.undone_at is not None:
            raise NoRollOver()
        if not may_be_undone(row):
            raise TooLateToUndo(on=f"{row.done_at:%d.%m.%Y %H:%M}", hours=hours())
        before = json.loads(row.before)
        list(locked(SchoolClass.select()))
        _ensure_as_left(row, before)
        _remove_made(before)
        _move_down(before)
        _put_back(before)
        gone = Graduate.select(Graduate.reader).where(Graduate.roll_over == row)
        Reader.update(left_on=None).where(Reader.id.in_(gone)).execute()
        Graduate.delete().where(Graduate.roll_over == row).execute()
        row.undone_at, row.undone_by = clock.now(), by
        row.save()
        journal.record("readers.roll_over_undone", by=by, about=f"school year {row.school_year}")
    return row


def _ensure_as_left(row: RollOver, before: dict[str, Any]) -> None:
    """Raise RollOverStays for a graduate, teacher or class that somebody has changed since."""
    graduates = (
        Reader.select(Reader, Graduate).join(Graduate).where(Graduate.roll_over == row)
    )  # fmt: skip
    for one in locked(graduates):
        if one.left_on != row.done_at.date() or one.school_class_id is not None:
            raise RollOverStays(
                reason=gettext("%(reader)s has been changed since", reader=refusal_words(one))
            )
    for table, column, links in before["links"]:
        model = _model(table)
        key = model._meta.fields[column]
        changed = model.select().where(
            model.id.in_([one for one, _class in links]), key.is_null(False)
        )
        for one in changed.limit(1) if links else ():
            words = refusal_words(one) if isinstance(one, Reader) else str(one)
            raise RollOverStays(reason=gettext("%(reader)s has been changed since", reader=words))
    there = {int(one.id): one for one in SchoolClass.select()}
    for number, grade in before["moved"]:
        one = there.get(number)
        if one is None or int(one.grade) != grade + 1:
            name = str(one) if one else str(grade + 1)
            raise RollOverStays(reason=gettext("class %(name)s has been changed since", name=name))
    _ensure_room(before, there)


def _ensure_room(before: dict[str, Any], there: dict[int, SchoolClass]) -> None:
    """Raise RollOverStays for a class made since in the place of one that must go back."""
    made = set(before["made"])
    for one in (there[number] for number in made if number in there):
        for key, model in SchoolClass._meta.backrefs.items():
            held = model.select().where(key == one).first()
            if held is None:
                continue
            words = refusal_words(held) if isinstance(held, Reader) else str(held)
            raise RollOverStays(
                reason=gettext("%(reader)s is in the new class %(name)s", reader=words, name=one)
            )
    moved = dict(before["moved"])
    places = {(one["grade"], one["letter"], one["language"]) for one in before["ended"]}
    for number, grade in moved.items():
        places.add((grade, str(there[number].letter), str(there[number].language)))
    for number, one in there.items():
        place = (int(one.grade), str(one.letter), str(one.language))
        if number not in moved and number not in made and place in places:
            raise RollOverStays(reason=gettext("class %(name)s has been made since", name=one))
    if len(places) != len(moved) + len(before["ended"]):
        raise RollOverStays(reason=gettext("letters of classes have been changed since"))


def _remove_made(before: dict[str, Any]) -> None:
    SchoolClass.delete().where(SchoolClass.id.in_(before["made"])).execute()


def _move_down(before: dict[str, Any]) -> None:
    """Move the classes back down, the lowest first."""
    for number, grade in sorted(before["moved"], key=lambda one: one[1]):
        one = SchoolClass.get_by_id(number)
        one.grade = grade
        one.save(only=[SchoolClass.grade])


def _put_back(before: dict[str, Any]) -> None:
    """Make the ended classes again under their ids, and give them what pointed at them."""
    for values in before["ended"]:
        SchoolClass.create(force_insert=True, **values)
    for table, column, links in before["links"]:
        model = _model(table)
        key = model._meta.fields[column]
        for class_id in {class_id for _row, class_id in links}:
            rows = [row for row, its in links if its == class_id]
            for start in range(0, len(rows), 500):
                model.update({key: class_id}).where(
                    model.id.in_(rows[start : start + 500])
                ).execute()


def _model(table: str) -> Any:
    """Return the table that pointed at classes; NoRollOver if its section is off now."""
    for model in SchoolClass._meta.backrefs.values():
        if model._meta.table_name == table:
            return model
    raise NoRollOver()
