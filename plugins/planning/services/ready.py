"""The ready plan and the ready memorable dates, which come with the program."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core import journal
from core.database import insert_many, one_at_a_time, transaction
from core.models import Staff
from plugins.planning.models import MemorableDate, Plan
from plugins.planning.services import drafts, jubilees
from plugins.planning.services.calendar import send_events

DATA = Path(__file__).parent.parent / "data"

#: The year for which the ready plan was written.
READY_YEAR = 2023


def load(
    year: int, *, by: Staff | None, on: date | None = None, at: datetime | None = None
) -> Plan:
    """Make the ready plan the plan of a school year: years, days and jubilees moved to it.

    ``on`` is the day on which it is drawn up, ``at`` the moment at which its events are planned.
    """
    with transaction():
        drafts.check_year(year)
        load_dates(by=by)
        draft = ready_draft()
        drafts.shift(draft, year - READY_YEAR)
        if year != READY_YEAR:
            moved = jubilees.apply(draft.lines, jubilees.proposals(draft.lines, year))
            draft.lines = jubilees.by_months(moved)
            for line in draft.lines:
                line["written_number"] = ""  # the slips of that year's paper
        plan = drafts.write(draft, year, "ready", by=by, on=on)
        send_events(plan, by=by, at=at)
    return plan


def ready_draft() -> drafts.Draft:
    """Return the ready plan as it was written."""
    kazakh, russian = (_parts(spoken) for spoken in ("kk", "ru"))
    parts = [
        {
            "place": place,
            "title_kk": title,
            "body_kk": body,
            "title_ru": other[1],
            "body_ru": other[2],
        }
        for (place, title, body), other in zip(kazakh, russian, strict=True)
    ]
    rows = _rows("plan-2023.tsv")
    counts: dict[str, int] = {}
    lines = []
    for row in rows:
        counts[row["place"]] = counts.get(row["place"], 0) + 1
        number = row.pop("number")
        is_event = row["place"] == "VIII" and not row["work_unit"]
        lines.append(
            {
                **row,
                "written_number": "" if number == str(counts[row["place"]]) else number or "–",
                "quantity": int(row["quantity"]),
                "month": int(row["month"]) if row["month"] else None,
                "is_monthly": row.pop("monthly") == "1",
                "is_event": is_event,
                "due_on": None,
            }
        )
        lines[-1].pop("monthly", None)
    return drafts.Draft(parts, lines)


def _parts(spoken: str) -> list[tuple[str, str, str]]:
    """Return (place, title, body) of the general part in a language."""
    found: list[tuple[str, list[str]]] = []
    path = DATA / f"plan-{READY_YEAR}.{spoken}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found.append((line[1:].strip(), []))
        elif line.strip():
            found[-1][1].append(line.strip())
    return [
        ("I", title.removeprefix("I. "), "\n".join(body))
        if title.startswith("I. ")
        else ("", title, "\n".join(body))
        for title, body in found
    ]


def load_dates(*, by: Staff | None) -> int:
    """Bring the ready memorable dates, if there is none yet, and return how many were brought."""
    with transaction():
        one_at_a_time("planning.dates")
        if MemorableDate.select().exists():
            return 0
        count = insert_many(MemorableDate, (_date(row) for row in _rows("memorable-dates.tsv")))
        journal.record("planning.dates", by=by, about=str(count))
    return count


def _date(row: dict[str, str]) -> dict[str, Any]:
    whole = {name: int(row[name]) if row[name] else None for name in _NUMBERS}
    made = MemorableDate(
        kind=row["kind"],
        name=row["name"],
        who_kk=row["who_kk"],
        who_ru=row["who_ru"],
        is_confirmed=row["confirmed"] == "1",
        source=row["source"],
        **whole,
    )
    made.derive()
    return {name: value for name, value in made.__data__.items() if name != "id"}


_NUMBERS = ("day", "month", "year", "died_year")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
