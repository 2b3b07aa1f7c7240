"""What people typed and sent about events, read into plain values."""

import re
from datetime import date, datetime
from typing import Any

from core import clock
from core.alphabet import fold
from core.models import Staff
from core.views.forms import DAY_FORMATS
from plugins.events.errors import WrongCount, WrongDay
from plugins.events.models import AUDIENCES, GROUPS, EventForm
from plugins.events.services import Plan, Responsible
from plugins.events.services.photos import LARGEST
from plugins.readers.models import Reader

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def day_of(text: Any) -> date | None:
    """Return a day as picked or typed (``20.10.2026``), None if empty; WrongDay if it is none."""
    words = str(text or "").strip()
    if not words:
        return None
    for form in DAY_FORMATS:
        try:
            found = datetime.strptime(words, form).date()
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found
    raise WrongDay(day=words[:20])


def month_of(text: Any) -> date | None:
    """Return the first day of a month given as ``2026-11``; None for anything else."""
    match = _MONTH.fullmatch(str(text or "").strip())
    if not match or not (1990 <= int(match[1]) <= 2100 and 1 <= int(match[2]) <= 12):
        return None
    return date(int(match[1]), int(match[2]), 1)


def whole(text: Any) -> int:
    """Return a small number, 0 if it is none."""
    words = str(text or "")
    return int(words) if words.isdecimal() and len(words) < 10 else 0


def counts_of(form: Any) -> dict[str, int]:
    """Return who came, by group; an empty place is nobody, WrongCount for what is no number."""
    found: dict[str, int] = {}
    for name in GROUPS:
        words = "".join(str(form.get(name, "")).split())
        if words and not (words.isascii() and words.isdecimal() and len(words) < 6):
            raise WrongCount(text=words[:20])
        found[name] = int(words or 0)
    return found


def form_of(form: Any, name: str = "form") -> EventForm | None:
    """Return the form of events that was chosen, or None."""
    found: EventForm | None = EventForm.get_or_none(EventForm.id == whole(form.get(name)))
    return found


def plan_of(form: Any, grades: range = range(13)) -> Plan:
    """Return what the form of an event says."""
    day = day_of(form.get("day"))
    return Plan(
        title=str(form.get("title", "")),
        form=form_of(form),
        month=month_of(form.get("month")),
        day=day,
        until=day_of(form.get("until")) if day else None,
        begins=str(form.get("begins", "")) if day else "",
        ends=str(form.get("ends", "")) if day else "",
        room=str(form.get("room", "")),
        audience=form.get("audience", "all") if form.get("audience") in AUDIENCES else "all",
        grades=[whole(one) for one in form.getlist("grade") if whole(one) in grades]
        if form.get("audience") == "grades"
        else [],
        classes=[one[:20] for one in form.getlist("class")][:60]
        if form.get("audience") == "classes"
        else [],
        text=str(form.get("text", "")),
        people=people_named(form.getlist("person")),
    )


def people_named(names: list[str]) -> list[Responsible]:
    """Return who is meant by the names: of the staff, of the teachers, else somebody outside."""
    wanted = [" ".join(one.split())[:160] for one in names if one.strip()]
    if not wanted:
        return []
    staff = {
        fold(str(one.full_name)): int(one.id) for one in Staff.select().where(Staff.is_working)
    }
    teachers = {fold(one.full_name): int(one.id) for one in teachers_now()}
    return [
        Responsible(
            one, staff.get(fold(one)), None if fold(one) in staff else teachers.get(fold(one))
        )
        for one in wanted
    ]


def teachers_now() -> list[Reader]:
    """Return the readers who are teachers or of the staff now, in the order of their names."""
    return list(
        Reader.select()
        .where(
            Reader.kind.in_(("teacher", "staff")),
            Reader.left_on.is_null() | (Reader.left_on > clock.today()),
        )
        .order_by(Reader.sort_key)
    )


def files_of(sent: list[Any], most: int = LARGEST) -> list[tuple[str, bytes]]:
    """Return the names and bytes of files that were sent; of one too large, a byte too much."""
    found: list[tuple[str, bytes]] = []
    for one in sent:
        name = str(one.filename or "").replace("\\", "/").rpartition("/")[2].replace("\0", "")
        if not name:
            continue
        with one.stream as stream:
            found.append((name, stream.read(most * 1024 * 1024 + 1)))
    return found
