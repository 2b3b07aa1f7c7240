"""The demo school: fills an empty library with a believable school, the same for the same seed."""

import csv
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _

from core import bulk, clock, journal, settings
from core.answers import Demo
from core.database import BaseModel, db, is_sqlite, transaction
from core.errors import LibraryError
from core.models import ROLES, Staff
from core.sections import gather, hook

DATA = Path(__file__).parent / "demo_data"

#: Pupils in a class, and the letters of the classes of one grade in their order.
CLASS_SIZE = 24
LETTERS = "АӘБВГҒДЕЖЗИКҚЛМНОӨПРСТ"

#: How big a grade is beside the others: fewer in the class before school, many leave after 9.
GRADES = {0: 0.5, 1: 1.2, 2: 1.15, 3: 1.1, 4: 1.1, 5: 1.1, 6: 1.05, 7: 1.0, 8: 1.0, 9: 0.95}
GRADES |= {10: 0.55, 11: 0.5}

#: The class that the class teacher's login is bound to.
TEACHERS_CLASS = (7, "Ә")

# Copies and past loans a pupil, at 600 pupils and at 2,500: a bigger school has kept its books
# for longer.
COPIES_A_PUPIL = (33.4, 40.0)
LOANS_A_PUPIL = (66.7, 120.0)
_SMALL, _BIG = 600, 2500

#: The least of copies, at no pupils and for each: a small school too needs a book on everything.
LEAST_COPIES = (1500, 25)

#: Told what is being made and how many there are.
Progress = Callable[[Any, int], None]


class LibraryNotEmpty(LibraryError):
    """Somebody's books or readers are already there."""

    message = _(
        "The library is not empty, and the demo school would mix with what is in it. "
        "Load the demo school into a new database."
    )


class DemoTooSmall(LibraryError):
    """So few pupils are no school."""

    message = _("A school of %(pupils)s pupils cannot be made. Ask for at least %(least)s.")


#: Below this some grade would be without a pupil.
FEWEST = 40


@dataclass(frozen=True)
class DemoClass:
    """A class to be: ``profile`` is science or humanities from grade 10 on, else empty."""

    grade: int
    letter: str
    language: str
    size: int
    profile: str = ""


@dataclass
class School:
    """What the sections are told, each in its turn, to make their part of the demo school.

    ``staff`` are the people with a login by role; ``notes`` are what a section leaves for those
    that come after it.
    """

    seed: int
    pupils: int
    copies: int
    loans: int
    today: date
    progress: Progress = lambda _what, _count: None
    staff: dict[str, Staff] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    classes: list[DemoClass] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.classes = plan_classes(self.pupils)

    @property
    def year(self) -> int:
        """Return the year in which the school year began."""
        return clock.school_year(self.today)

    def rng(self, name: str) -> Random:
        """Return dice of one's own: what one section throws does not change another's throws."""
        return Random(f"{self.seed}:{name}")

    def insert(
        self, what: Any, model: type[BaseModel], columns: Sequence[str], rows: Iterable[Any]
    ) -> int:
        """Insert many rows (see `bulk.insert_rows`) and tell how far it is."""
        count = bulk.insert_rows(
            model, columns, rows, progress=lambda done: self.progress(what, done)
        )
        self.progress(what, count)
        return count


def plan_classes(pupils: int) -> list[DemoClass]:
    """Return the classes of a school of so many pupils, each grade in both languages."""
    whole = sum(GRADES.values())
    classes: list[DemoClass] = []
    reckoned = given = 0.0
    for grade, weight in GRADES.items():
        reckoned += pupils * weight / whole
        count = round(reckoned - given)
        given += count
        classes += _plan_grade(grade, count)
    return classes


def _plan_grade(grade: int, pupils: int) -> list[DemoClass]:
    number = min(max(round(pupils / CLASS_SIZE), min(3, pupils)), len(LETTERS))
    russian = number // 3
    sizes = [pupils // number + (place < pupils % number) for place in range(number)]
    return [
        DemoClass(
            grade,
            LETTERS[place],
            "ru" if place >= number - russian else "kk",
            size,
            ("science", "humanities")[place % 2] if grade >= 10 else "",
        )
        for place, size in enumerate(sizes)
    ]


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of demo data: tab-separated, the first line names the columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def workday(day: date) -> date:
    """Return ``day``, or the Friday before it if it is at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def usual_copies(pupils: int) -> int:
    """Return how many copies a school of so many pupils has."""
    return max(_scale(pupils, COPIES_A_PUPIL), LEAST_COPIES[0] + LEAST_COPIES[1] * pupils)


def usual_loans(pupils: int) -> int:
    """Return how many past loans a school of so many pupils has on its books."""
    return _scale(pupils, LOANS_A_PUPIL)


def _scale(pupils: int, a_pupil: tuple[float, float]) -> int:
    share = min(max((pupils - _SMALL) / (_BIG - _SMALL), 0), 1)
    return round(pupils * (a_pupil[0] + share * (a_pupil[1] - a_pupil[0])))


def is_empty() -> bool:
    """Return whether no section has a row yet, but for what migrations bring along."""
    models = [model for model in gather(hook.register_models()) if not model.IS_SETTING]
    return not any(model.select().exists() for model in models)


def fill(
    pupils: int = 600,
    seed: int = 1,
    password: str | None = None,
    by: Staff | None = None,
    *,
    copies: int | None = None,
    loans: int | None = None,
    today: date | None = None,
    progress: Progress = lambda _what, _count: None,
) -> list[tuple[str, str, str]]:
    """Make the demo school and return (role, login, password) of the people it made.

    All of it or nothing. Without a ``password`` everybody gets one of his own. Who already has
    a head's login keeps it; what the school has set stays.
    """
    if pupils < FEWEST:
        raise DemoTooSmall(pupils=pupils, least=FEWEST)
    school = School(
        seed=seed,
        pupils=pupils,
        copies=usual_copies(pupils) if copies is None else copies,
        loans=usual_loans(pupils) if loans is None else loans,
        today=today or clock.today(),
        progress=progress,
    )
    try:
        with transaction():
            if not is_empty():
                raise LibraryNotEmpty
            _set_school(school, by)
            logins = _make_people(school, password, by)
            parts: list[Demo] = gather(hook.register_demo())
            for part in parts:
                part.fill(school)
            journal.record("demo.fill", by=by, about="demo school", pupils=pupils, seed=seed)
    finally:
        settings.forget()
    _settle()
    return logins


def _set_school(school: School, by: Staff | None) -> None:
    chosen = school.rng("school").choice(read_table(DATA / "schools.tsv"))
    values: dict[str, Any] = {f"school.{name}": value for name, value in chosen.items()}
    values["school.year"] = school.year
    settings.forget()
    settings.put({name: one for name, one in values.items() if not settings.get(name)}, by=by)


def _make_people(
    school: School, password: str | None, by: Staff | None
) -> list[tuple[str, str, str]]:
    from core.staff import create_staff

    made: list[tuple[str, str, str]] = []
    names = {row["role"]: row["full_name"] for row in read_table(DATA / "staff.tsv")}
    for role in ROLES:
        there = Staff.select().where(Staff.role == role, Staff.is_working)
        person = there.order_by(Staff.id).first() if role == "head" else None
        if person is None:
            word = password or make_password()
            login = _free_login(role)
            person = create_staff(
                login=login,
                password=word,
                role=role,
                full_name=names[role],
                by=by,
                may_be_weak=True,
            )
            made.append((role, login, word))
        school.staff[role] = person
    return made


def _free_login(wanted: str) -> str:
    taken = {str(one.login) for one in Staff.select(Staff.login)}
    number = 1
    while (login := wanted if number == 1 else f"{wanted}{number}") in taken:
        number += 1
    return login


def make_password() -> str:
    """Return a password that nobody can guess and everybody can type: not from the seed."""
    words = ("alma", "bulaq", "dala", "qalam", "kitap", "tuman", "zhuldyz", "samal", "arman")
    return f"{secrets.choice(words)}-{secrets.randbelow(10**6):06d}-{secrets.choice(words)}"


def _settle() -> None:
    """Let the database count its tables anew, so that its plans fit the new size."""
    if db.transaction_depth():
        # Part of somebody's bigger deed (first run); the next backup or restart will do it.
        return
    db.execute_sql("ANALYZE")
    if is_sqlite():
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
