"""Forms of events: the one that words of a plan mean, made anew if the school has none such."""

from core.alphabet import fold
from core.database import one_at_a_time, transaction
from plugins.events.models import EventForm

#: Parts of words by which a form that is new tells what it is.
_TELLING = {
    "exhibition": ("көрме", "сөре", "выставк", "exhibition"),
    "excursion": ("экскурсия", "саяхат", "ашық есік", "открытых дверей", "excursion"),
}


def all_forms() -> list[EventForm]:
    """Return the forms in the order in which they are offered."""
    return list(EventForm.select().order_by(EventForm.place, EventForm.title_kk))


def find_form(words: str) -> EventForm | None:
    """Return the form of that name in any language, else that of the first part that has one."""
    by_name: dict[str, EventForm] = {}
    for one in reversed(all_forms()):
        names = (one.title_kk, one.title_ru, one.title_en)
        by_name.update((fold(str(name)), one) for name in names if name)
    parts = [fold(words), *(fold(part) for part in words.split(","))]
    return next((by_name[part] for part in parts if part and part in by_name), None)


def form_named(words: str) -> EventForm:
    """Return the form that the words mean; a new one, if they mean none."""
    with transaction():
        one_at_a_time("events.form")
        found = find_form(words)
        if found is not None:
            return found
        title = " ".join(words.split())[:80]
        made: EventForm = EventForm.create(title_kk=title, nature=nature_of(title))
    return made


def nature_of(words: str) -> str:
    """Return what the program does with events of a form of that name."""
    folded = fold(words)
    for nature, parts in _TELLING.items():
        if any(fold(part) in folded for part in parts):
            return nature
    return "other"
