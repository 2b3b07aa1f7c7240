"""The rules of the plan; callers import them from here."""

from plugins.planning.services.calendar import events_of, has_calendar, send_events
from plugins.planning.services.copying import copy_plan, look
from plugins.planning.services.editing import (
    add_line,
    add_part,
    approve,
    begin,
    change_line,
    change_part,
    move_line,
    note,
    quantity,
    remove_line,
    remove_part,
    remove_plan,
    take_back,
)
from plugins.planning.services.jubilees import number_in
from plugins.planning.services.progress import (
    LineProgress,
    PlaceProgress,
    by_place,
    event_keys,
    in_language,
    in_order,
    month_begins,
    progress,
    share_of_year,
    told,
)
from plugins.planning.services.ready import READY_YEAR, load, load_dates
from plugins.planning.services.tables import TablePlan
from plugins.planning.services.taking import read_table, take_table
from plugins.planning.services.texts import Paragraph, paragraphs
from plugins.planning.services.units import counted, units

__all__ = [
    "READY_YEAR",
    "LineProgress",
    "Paragraph",
    "PlaceProgress",
    "TablePlan",
    "add_line",
    "add_part",
    "approve",
    "begin",
    "by_place",
    "change_line",
    "change_part",
    "copy_plan",
    "counted",
    "event_keys",
    "events_of",
    "has_calendar",
    "in_language",
    "in_order",
    "load",
    "load_dates",
    "look",
    "month_begins",
    "move_line",
    "note",
    "number_in",
    "paragraphs",
    "progress",
    "quantity",
    "read_table",
    "remove_line",
    "remove_part",
    "remove_plan",
    "send_events",
    "share_of_year",
    "take_back",
    "take_table",
    "told",
    "units",
]
