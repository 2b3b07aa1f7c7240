"""The information work of the demo school: lessons, enquiries, meetings, two lists."""

from datetime import timedelta

from core.demo import School
from plugins.catalogue.models import Record
from plugins.information.models import (
    Bulletin,
    Enquiry,
    Lesson,
    ListedRecord,
    Meeting,
    RecommendedList,
)
from plugins.information.services.bulletins import month_of
from plugins.readers.models import SchoolClass

LESSONS = (
    "Анықтамалық әдебиеттер әлеміне саяхат",
    "Кітаптың құрылымы",
    "Каталогтан кітап іздеу",
    "Сөздікпен жұмыс",
)
QUESTIONS = (
    ("theme", "Наурыз мейрамы туралы не оқуға болады"),
    ("address", "«Абай жолы» кітабы қай сөреде"),
    ("exact", "«Қан мен тер» романының авторы кім"),
    ("fact", "Қазақ хандығы қай жылы құрылды"),
    ("theme", "Экология туралы шығарма жазуға көмек"),
)
MEETINGS = (
    ("council", "Оқулықпен қамтамасыз ету барысы"),
    ("director", "Кітапхана жоспарын бекіту"),
    ("method", "Оқу сауаттылығын арттыру жолдары"),
)


def fill(school: School) -> None:
    """Write down a term's work; the same for the same seed."""
    today = school.today
    classes = list(SchoolClass.select().where(SchoolClass.grade >= 2).order_by(SchoolClass.id))
    for at, title in enumerate(LESSONS):
        its = classes[at * 3 % len(classes)] if classes else None
        Lesson.create(
            held_on=today - timedelta(days=9 + 11 * at),
            title=title,
            school_class=its,
            class_words=str(its or ""),
            pupils=18 + at,
        )
    groups = ("low", "middle", "high", "teacher")
    for at in range(20):
        kind, question = QUESTIONS[at % len(QUESTIONS)]
        Enquiry.create(
            asked_on=today - timedelta(days=2 + 3 * at),
            kind=kind,
            asker=groups[at % len(groups)],
            question=question,
            is_found=at % 9 != 8,
        )
    for at, (kind, topic) in enumerate(MEETINGS):
        Meeting.create(met_on=today - timedelta(days=5 + 20 * at), kind=kind, topic=topic)
    last = month_of(month_of(today) - timedelta(days=1))
    Bulletin.create(month=last, words_kk="Жаңа кітаптар келді. Оқуға асығыңыздар.", given_on=last)
    books = list(
        Record.select().where(Record.kind == "book").order_by(Record.sort_key, Record.id).limit(12)
    )
    for title, grades, some in (
        ("Жазда не оқимыз", "5,6,7", books[:7]),
        ("Туған жер туралы", "", books[7:]),
    ):
        its_list = RecommendedList.create(title=title, grades=grades, made_on=today)
        for place, record in enumerate(some, start=1):
            ListedRecord.create(recommended_list=its_list, record=record, place=place)
