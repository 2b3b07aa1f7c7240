"""Visits of a whole class at once: it came for a lesson."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from core import clock, journal
from core.database import locked, transaction
from core.models import Staff
from plugins.circulation.errors import DayToCome, NobodyCame, VisitsStay
from plugins.circulation.models import ClassVisit, Visit
from plugins.circulation.services.kits import as_ranges, from_ranges
from plugins.readers import services as readers
from plugins.readers.models import Reader, SchoolClass

#: It can be taken back for so long.
UNDO_WITHIN = timedelta(days=1)


def count(
    school_class: SchoolClass,
    ids: Iterable[int],
    *,
    on: date,
    by: Staff | None,
    topic: str = "",
) -> ClassVisit:
    """Count the pupils with these ids, of that class, as visitors of the day, and return the visit.

    Who has come by himself that day is counted already. NobodyCame without a pupil, DayToCome for
    a day that is still to come.
    """
    if on > clock.today():
        raise DayToCome(on=f"{on:%d.%m.%Y}")
    with transaction():
        pupils = list(
            Reader.select().where(
                Reader.id.in_(list(ids)),
                Reader.school_class == school_class,
                Reader.left_on.is_null(),
            )
        )
        if not pupils:
            raise NobodyCame(school_class=school_class)
        already = {int(one) for (one,) in _visited(pupils, on).tuples()}
        rows = [{"reader": one, "visited_on": on} for one in pupils if int(one.id) not in already]
        if rows:
            Visit.insert_many(rows).on_conflict_ignore().execute()
        for one in pupils:
            readers.note_visit(one, on=on)
        made = _visited([row["reader"] for row in rows], on, Visit.id)
        visits = sorted(int(number) for (number,) in made.tuples())
        visit: ClassVisit = ClassVisit.create(
            school_class=school_class,
            class_words=str(school_class),
            visited_on=on,
            topic=topic.strip()[:200],
            count=len(visits),
            visits=as_ranges(visits),
            by=by,
        )
        journal.record(
            "circulation.class_visit",
            by=by,
            about=f"class {school_class.id}",
            count=int(visit.count),
            on=on,
        )
    return visit


def undo(visit: ClassVisit, *, by: Staff | None, at: datetime | None = None) -> int:
    """Take the visits of the class back and return how many; VisitsStay a day later, or twice."""
    at = at or clock.now()
    with transaction():
        fresh: ClassVisit = locked(ClassVisit.select().where(ClassVisit.id == visit.id)).get()
        if fresh.undone_at is not None or at - fresh.at > UNDO_WITHIN:
            raise VisitsStay(visit=fresh)
        ids = from_ranges(str(fresh.visits))
        gone = int(Visit.delete().where(Visit.id.in_(ids)).execute())
        fresh.undone_at = at
        fresh.save(only=[ClassVisit.undone_at])
        journal.record(
            "circulation.class_visit_undone", by=by, about=f"visit {fresh.id}", count=gone
        )
    return gone


def _visited(pupils: list[Reader], on: date, what: Any = Visit.reader) -> Any:
    """Return a query of the visits of these pupils on that day."""
    numbers = [int(one.id) for one in pupils]
    return Visit.select(what).where(Visit.visited_on == on, Visit.reader.in_(numbers))


def latest(limit: int = 10) -> list[ClassVisit]:
    """Return the latest visits of classes that stand, the newest first."""
    query = ClassVisit.select().where(ClassVisit.undone_at.is_null())
    return list(query.order_by(ClassVisit.id.desc()).limit(limit))
