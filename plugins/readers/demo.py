"""The readers of the demo school: classes, pupils, teachers, staff and parents, all invented.

Leaves the ids of the girls in ``school.notes["girls"]``: handicraft has a textbook of their own.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _

from core import bulk
from core.demo import TEACHERS_CLASS, DemoClass, School, read_table
from plugins.readers import services
from plugins.readers.models import (
    CouncilMeeting,
    CouncilMember,
    CouncilTask,
    Reader,
    SchoolClass,
)

DATA = Path(__file__).parent / "demo_data"

#: Kazakh letters as Russian papers write them.
_IN_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")

STREETS = {
    "kk": ("Абай", "Қабанбай батыр", "Әуезов", "Сәтбаев", "Гагарин", "Бейбітшілік", "Жеңіс"),
    "ru": ("Абая", "Кабанбай батыра", "Ауэзова", "Сатпаева", "Гагарина", "Мира", "Победы"),
}

COLUMNS = tuple(Reader._meta.fields)


@dataclass
class Person:
    """Somebody to be registered."""

    kind: str
    language: str
    is_girl: bool
    last_name: str
    first_name: str
    patronymic: str
    registered_on: date
    more: dict[str, Any] = field(default_factory=dict)


class Names:
    """The lists of names, and how a person of some language is called."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.lists: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for row in read_table(DATA / "names.tsv"):
            self.lists[(row["kind"], row["language"])].append(row)

    def draw(self, language: str, is_girl: bool, is_grown: bool = False) -> tuple[str, str, str]:
        """Return surname, first name and patronymic (or "") of a reader of that language."""
        first = ("woman" if is_girl else "man") if is_grown else ("girl" if is_girl else "boy")
        slavic = 0.55 if language == "ru" else 0.02
        if self.dice.random() < slavic:
            return (
                self._pick("surname", "ru", is_girl),
                self._pick(first, "ru"),
                self._pick("patronymic", "ru", is_girl),
            )
        if language == "ru":
            father = self._pick("father", "kk")
            names = (
                self._pick("surname", "kk", is_girl),
                self._pick(first, "kk"),
                _russian_patronymic(father, is_girl) if self.dice.random() < 0.8 else "",
            )
            surname, called, patronymic = (one.translate(_IN_RUSSIAN) for one in names)
            return surname, called, patronymic
        return self._kazakh(self._pick(first, "kk"), is_girl)

    def _kazakh(self, first: str, is_girl: bool) -> tuple[str, str, str]:
        fathers = self._pick("father", "kk") + ("қызы" if is_girl else "ұлы")
        throw = self.dice.random()
        if throw < 0.12:
            return fathers, first, ""
        if throw < 0.42:
            return self._pick("grandfather", "kk"), first, fathers if throw < 0.36 else ""
        return self._pick("surname", "kk", is_girl), first, fathers if throw < 0.9 else ""

    def _pick(self, kind: str, language: str, is_girl: bool = False) -> str:
        row = self.dice.choice(self.lists[(kind, language)])
        return row["of_a_girl" if is_girl and row["of_a_girl"] else "name"]


COUNCIL_DUTIES = ("төраға", "хатшы", "рейд", "жөндеу", "көрме")
COUNCIL_PLAN = (
    ("Оқулықтардың тазалығын тексеру рейді", 10, True),
    ("Кітап жөндеу күні", 12, False),
    ("Жаңа кітаптар көрмесіне көмек", 2, False),
    ("Оқулық жинауға көмек", 5, False),
)


def fill(school: School) -> None:
    """Add the classes and the readers, card numbers in the order of registration."""
    dice = school.rng("readers")
    names = Names(dice)
    classes = _add_classes(school)
    people = [
        *_colleagues(school),
        *_teachers(school, dice, names, classes),
        *_parents(school, dice, names),
        *_leavers(school, dice, names),
        *_pupils(school, dice, names, classes),
    ]
    people.sort(key=lambda one: one.registered_on)
    first, first_card = bulk.next_id(Reader), services.next_card()
    school.notes["girls"] = {
        first + place for place, one in enumerate(people) if one.is_girl and one.kind == "pupil"
    }
    rows = (_row(first + place, first_card + place, one) for place, one in enumerate(people))
    school.insert(_("Readers"), Reader, COLUMNS, rows)
    _council(school)


def _council(school: School) -> None:
    """Elect the library council of this school year, with its plan and first minutes."""
    elected = date(school.year, 9, 20)
    teachers = Reader.select().where(Reader.kind == "teacher").order_by(Reader.id).limit(2)
    grown = (
        Reader.select()
        .join(SchoolClass, on=Reader.school_class)
        .where(SchoolClass.grade >= 8, Reader.left_on.is_null())
        .order_by(Reader.id)
        .limit(5)
    )
    members = [("council", one) for one in teachers] + [
        ("council" if at < 2 else "activist", one) for at, one in enumerate(grown)
    ]
    for at, (kind, one) in enumerate(members):
        duty = COUNCIL_DUTIES[at] if at < len(COUNCIL_DUTIES) else ""
        CouncilMember.create(
            kind=kind, reader=one, name=one.full_name, duty=duty, elected_on=elected
        )
    for text, month, is_done in COUNCIL_PLAN:
        year = school.year if month >= 9 else school.year + 1
        due = date(year, month, 25)
        done = due if is_done and due < school.today else None
        CouncilTask.create(text=text, due_on=due, responsible="Кеңес", done_on=done)
    if elected < school.today:
        CouncilMeeting.create(
            number="1",
            met_on=elected,
            present="Кеңес мүшелері",
            agenda="1. Кеңес төрағасын сайлау\n2. Жұмыс жоспарын бекіту",
            decisions="1. Төраға сайланды.\n2. Жоспар бекітілді.",
        )


def _add_classes(school: School) -> list[tuple[int, DemoClass]]:
    first = bulk.next_id(SchoolClass)
    teachers = TEACHERS_CLASS if _has(school, TEACHERS_CLASS) else None
    rows = []
    for number, one in enumerate(school.classes, first):
        is_his = (one.grade, one.letter) == teachers
        login = school.staff["teacher"].id if is_his else None
        row = SchoolClass(
            id=number,
            grade=one.grade,
            letter=one.letter,
            language=one.language,
            login=login,
            profile=one.profile,
        )
        row.derive()
        rows.append([row.__data__.get(name) for name in SchoolClass._meta.fields])
    school.insert(_("Classes"), SchoolClass, tuple(SchoolClass._meta.fields), rows)
    return list(enumerate(school.classes, first))


def _has(school: School, wanted: tuple[int, str]) -> bool:
    return any((one.grade, one.letter) == wanted for one in school.classes)


def _colleagues(school: School) -> Iterator[Person]:
    """Yield those who have a login, the class teacher apart."""
    for role, person in school.staff.items():
        if role != "teacher":
            last, first, patronymic = _split(str(person.full_name))
            since = date(school.year - 9, 9, 1)
            yield Person("staff", "kk", False, last, first, patronymic, since)


def _teachers(
    school: School, dice: Random, names: Names, classes: list[tuple[int, DemoClass]]
) -> Iterator[Person]:
    """Yield a class teacher for every class, and some who teach without one."""
    led: list[tuple[int, DemoClass] | None] = [*classes]
    led += [None] * max(2, school.pupils // 12 - len(classes))
    for one in led:
        language = one[1].language if one else dice.choice(("kk", "kk", "kk", "ru"))
        is_woman = dice.random() < 0.8
        called = names.draw(language, is_woman, is_grown=True)
        if one and (one[1].grade, one[1].letter) == TEACHERS_CLASS:
            called = _split(str(school.staff["teacher"].full_name))
        born = date(school.year - dice.randint(24, 61), 1, 1) + timedelta(days=dice.randrange(365))
        since = _registered(school, dice, dice.randint(0, 11))
        more = {"leads": one[0] if one else None, "born_on": born, "phone": _phone(dice)}
        yield Person("teacher", language, is_woman, *called, since, more)


def _pupils(
    school: School, dice: Random, names: Names, classes: list[tuple[int, DemoClass]]
) -> Iterator[Person]:
    for class_id, one in classes:
        taken: set[tuple[str, str]] = set()
        while len(taken) < one.size:
            is_girl = dice.random() < 0.49
            called = names.draw(one.language, is_girl)
            if called[:2] in taken:
                continue
            taken.add(called[:2])
            born = date(school.year - 6 - one.grade, 1, 1) + timedelta(days=dice.randrange(365))
            # Most came into the first class or the one before; every sixth moved here later.
            came = dice.randint(1, one.grade) if one.grade and dice.random() < 0.16 else 0
            years = one.grade - max(came, dice.choice((0, 1)) if one.grade else 0)
            more = {"school_class": class_id, "born_on": born}
            more["address"] = _address(dice, one.language)
            more["phone"] = _phone(dice) if dice.random() < 0.6 else ""
            since = _registered(school, dice, years)
            yield Person("pupil", one.language, is_girl, *called, since, more)


def _parents(school: School, dice: Random, names: Names) -> Iterator[Person]:
    for _number in range(max(1, school.pupils // 50)):
        language, is_woman = dice.choice(("kk", "kk", "ru")), dice.random() < 0.75
        since = _registered(school, dice, dice.randint(0, 4))
        more = {"phone": _phone(dice), "address": _address(dice, language)}
        called = names.draw(language, is_woman, is_grown=True)
        yield Person("parent", language, is_woman, *called, since, more)


def _leavers(school: School, dice: Random, names: Names) -> Iterator[Person]:
    """Yield pupils who left last summer and owe nothing."""
    for _number in range(school.pupils // 60):
        language, is_girl = dice.choice(("kk", "kk", "ru")), dice.random() < 0.5
        since = _registered(school, dice, dice.randint(2, 10))
        more = {"left_on": date(school.year, 6, dice.randint(1, 25))}
        yield Person("pupil", language, is_girl, *names.draw(language, is_girl), since, more)


def _registered(school: School, dice: Random, years: int) -> date:
    day = date(school.year - years, 9, 1) + timedelta(days=dice.randrange(12))
    return min(day, school.today)


def _row(number: int, card: int, person: Person) -> list[Any]:
    reader = Reader(
        id=number,
        card_no=card,
        kind=person.kind,
        last_name=person.last_name,
        first_name=person.first_name,
        patronymic=person.patronymic,
        language=person.language,
        registered_on=person.registered_on,
        rules_read_on=person.registered_on,
        **person.more,
    )
    reader.derive()
    return [reader.__data__.get(name) for name in COLUMNS]


def _split(full_name: str) -> tuple[str, str, str]:
    last, first, patronymic = (*full_name.split(" ", 2), "", "")[:3]
    return last, first or "–", patronymic


def _russian_patronymic(father: str, is_girl: bool) -> str:
    stem = father.removesuffix("й")
    soft = stem != father or father.endswith("и")
    return stem + ("ев" if soft else "ов") + ("на" if is_girl else "ич")


def _phone(dice: Random) -> str:
    # No network has the numbers that begin with 000.
    return f"+7 700 000 {dice.randrange(100):02d} {dice.randrange(100):02d}"


def _address(dice: Random, language: str) -> str:
    street, house, flat = dice.choice(STREETS[language]), dice.randint(1, 120), dice.randint(1, 80)
    number = f"{house}-{flat}"
    return f"{street} көшесі, {number}" if language == "kk" else f"ул. {street}, {number}"
