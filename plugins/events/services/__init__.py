"""The rules of events; callers import them from here."""

from core.database import transaction as together
from plugins.events.services.forms import all_forms, find_form, form_named
from plugins.events.services.holding import cancel, correct_result, hold, move, restore
from plugins.events.services.planning import (
    Plan,
    Responsible,
    add,
    change,
    counts_by_plan_key,
    forget_person,
    get_event,
    history_of,
    people_of,
    plan_event,
    plan_of,
    remove,
)

__all__ = [
    "Plan",
    "Responsible",
    "add",
    "all_forms",
    "cancel",
    "change",
    "correct_result",
    "counts_by_plan_key",
    "find_form",
    "forget_person",
    "form_named",
    "get_event",
    "history_of",
    "hold",
    "move",
    "people_of",
    "plan_event",
    "plan_of",
    "remove",
    "restore",
    "together",
]
