"""The calendar and the list of events, an event's page, certificates, the calendar's address."""

from typing import Any

from plugins.events.views.awards import AwardsView
from plugins.events.views.calendar import CalendarView
from plugins.events.views.event import EventView
from plugins.events.views.lists import EventFormView, EventListView
from plugins.events.views.sharing import SharingView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [
        CalendarView(),
        EventListView(),
        AwardsView(),
        EventView(),
        SharingView(),
        EventFormView(),
    ]
