"""Pupils whom the class issue leaves out: absent today, or with a book of their own."""

from datetime import date

from core.database import transaction
from core.models import Staff
from plugins.circulation.models import ClassMark
from plugins.readers.models import Reader


def mark(what: str, pupil: Reader, item_id: int | None, *, on: date, by: Staff | None) -> set[int]:
    """Note that the pupil is ``absent``, ``present`` after all, or has an ``own`` copy.

    Return the ids of the pupils who are here by it; the same said twice changes nothing.
    """
    with transaction():
        if what == "present":
            gone = ClassMark.delete().where(_absence(pupil, on)).execute()
            return {int(pupil.id)} if gone else set()
        ClassMark.insert(
            reader=pupil,
            kind="absent" if what == "absent" else "own",
            item=item_id if what == "own" else None,
            marked_on=on,
            marked_by=by.id if by else None,
        ).on_conflict_ignore().execute()
    return set()


def take_back(what: str, pupil_id: int, item_id: int | None, on: date) -> None:
    """Remove the mark: the pupil is in the issue again."""
    which = _absence(pupil_id, on)
    if what != "absent":
        which = (
            (ClassMark.reader == pupil_id) & (ClassMark.kind == "own") & (ClassMark.item == item_id)
        )
    ClassMark.delete().where(which).execute()


def _absence(pupil: Reader | int, on: date) -> object:
    return (ClassMark.reader == pupil) & (ClassMark.kind == "absent") & (ClassMark.marked_on == on)
