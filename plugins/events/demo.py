"""The events of the demo school: those of its plan, held up to today; some of its own without one.

The same seed makes the same events: moments are those of the school, not of the machine.
"""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from core import clock
from core.demo import School, workday
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.events.models import Deed, Event, EventForm, Shown
from plugins.events.services import days
from plugins.events.services.forms import form_named
from plugins.events.services.planning import Plan, Responsible, add, note

#: What a library holds that has no plan: month, title, form, who answers for it.
WITHOUT_A_PLAN = (
    (9, "«Кітапхана әлеміне саяхат»", "Экскурсия", "Кітапханашы"),
    (9, "Тілдер мерекесі: «Тіл – халық жаны»", "Әңгіме шолу", "Кітапханашы, «Жас ұлан» ұйымы"),
    (10, "«Ұстаздан шәкірт озар»", "Әдеби-дастархан", "Кітапханашы"),
    (10, "Оқулықтардың тазалығын тексеру", "Рейд", "Кітапханашы"),
    (11, "«Менің сүйікті кітабым»", "Тақырыптық сөре", "Кітапханашы"),
    (11, "«Денсаулығымызды күте білейік»", "Денсаулық сағаты", "Кітапханашы, медбике"),
    (12, "«Тәуелсіздік тұғыры»", "Дөңгелек үстел", "Кітапханашы"),
    (1, "Мұқағали оқулары", "Поэзия сағаты", "Кітапханашы"),
    (2, "«Білімпаздар әлемі»", "Ойын-викторина", "Кітапханашы"),
    (3, "Наурыз мерекесі", "Мерекелік сазды бағдарлама", "Кітапханашы"),
    (4, "«Мамандықтың бәрі жақсы»", "Тақырыптық сөре", "Кітапханашы, психолог"),
    (5, "«Халықтар достығы мәңгілік»", "Әдеби кеш", "Кітапханашы"),
)

ROOMS = ("Оқу залы", "Кітапхана", "Мәжіліс залы", "")
#: Grades for whom an event is, and the groups that come of them.
WHOM = (
    ((1, 2, 3, 4), {"grades_1_4": (18, 52), "teachers": (1, 4)}),
    ((5, 6, 7), {"grades_5_9": (20, 60), "teachers": (1, 3)}),
    ((8, 9), {"grades_5_9": (16, 48), "teachers": (1, 3)}),
    ((10, 11), {"grades_10_11": (14, 40), "teachers": (1, 3), "others": (0, 2)}),
    (
        (),
        {
            "grades_1_4": (6, 30),
            "grades_5_9": (10, 45),
            "grades_10_11": (4, 20),
            "teachers": (2, 9),
        },
    ),
)
RESULTS = (
    "Оқушылар белсенді қатысты, үш кітап оқуға алынды.",
    "Жеңімпаз сыныпқа мақтау қағазы берілді.",
    "Кітаптарға қызығушылық артты, тақырыптық тізім таратылды.",
    "",
    "",
)

#: Days of a month on which an event may fall, one after another.
_DAYS = (4, 11, 18, 25, 8, 15, 22, 6, 13, 20, 27, 10)


def fill(school: School) -> None:
    """Give the events of the year their days, and hold those that are over but for the last."""
    dice = school.rng("events")
    by = school.staff["librarian"]
    found = list(Event.select(Event, EventForm).join(EventForm).order_by(Event.month, Event.id))
    found = found or _without_a_plan(school, by)
    books = Record.select(Record.id).where(Record.kind == "book").order_by(Record.id)
    records = [int(one.id) for one in books]
    of_month: dict[date, int] = {}
    over: list[Event] = []
    for event in found:
        place = of_month[event.month] = of_month.get(event.month, -1) + 1
        _set_day(event, place, dice, school.today)
        if event.form.nature == "exhibition" and records:
            _show(event, dice.sample(records, min(len(records), dice.randint(5, 8))))
        if event.last_day is not None and event.last_day < school.today:
            over.append(event)
    over.sort(key=lambda one: (one.last_day, one.id))
    for event in over[:-1]:
        _hold(event, dice, by)
    _cancel_one([one for one in over[:-1] if one.form.nature == "other"], by)


def _without_a_plan(school: School, by: Staff) -> list[Event]:
    made = []
    for month, title, form, people in WITHOUT_A_PLAN:
        plan = Plan(
            title=title,
            form=form_named(form),
            month=date(school.year + (month < 9), month, 1),
            people=[Responsible(one.strip()) for one in people.split(",")],
        )
        event = add(plan, by=by)
        at = _moment(date(school.year, 5, 25), 11)
        Event.update(made_at=at).where(Event.id == event.id).execute()
        Deed.update(at=at).where(Deed.event == event).execute()
        made.append(event)
    return made


def _set_day(event: Event, place: int, dice: Random, today: date) -> None:
    """Give it a day, time, room and people to come; what is two months away has a month only."""
    grades, _came = WHOM[int(event.id) % len(WHOM)]
    event.room = dice.choice(ROOMS)
    event.audience, event.grades = ("grades", ",".join(map(str, grades))) if grades else ("all", "")
    if event.month <= days.next_month(today):
        if event.form.nature == "exhibition":
            event.day = workday(event.month + timedelta(days=1 + place))
            event.until = days.month_end(event.month)
        else:
            event.day = workday(event.month + timedelta(days=_DAYS[place % len(_DAYS)]))
            event.begins = dice.choice(("10:30", "11:20", "12:15", "14:30", ""))
        if event.day < event.month:
            event.day = event.month
    event.save()


def _hold(event: Event, dice: Random, by: Staff) -> None:
    _grades, came = WHOM[int(event.id) % len(WHOM)]
    for name, (least, most) in came.items():
        setattr(event, name, dice.randint(least, most))
    event.state, event.result = "held", dice.choice(RESULTS)
    event.save()
    line = note(event, "held", by=by, after=days.written(event.month, event.day))
    Deed.update(at=_moment(event.last_day or event.month, 15)).where(Deed.id == line.id).execute()


def _cancel_one(some: list[Event], by: Staff) -> None:
    """Let one of them not have been held, as happens in every year."""
    if len(some) < 5:
        return
    event = some[len(some) // 2]
    groups: dict[str, Any] = dict.fromkeys(WHOM[-1][1], 0)
    for name in (*groups, "others"):
        setattr(event, name, 0)
    event.state, event.result = "cancelled", ""
    event.save()
    Deed.delete().where(Deed.event == event, Deed.kind == "held").execute()
    line = note(event, "cancelled", by=by, words="Карантин жарияланды")
    Deed.update(at=_moment(event.day, 9)).where(Deed.id == line.id).execute()


def _show(event: Event, records: list[int]) -> None:
    rows = [
        {"event": event.id, "record": record, "copy": None, "place": place}
        for place, record in enumerate(records, start=1)
    ]
    Shown.insert_many(rows).execute()


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.ALMATY)
