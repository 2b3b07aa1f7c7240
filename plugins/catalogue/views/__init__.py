"""The catalogue's screens."""

from typing import Any

from plugins.catalogue.views.cards import CardsView
from plugins.catalogue.views.doubles import DoublesView
from plugins.catalogue.views.entry import QuickEntryView
from plugins.catalogue.views.lists import ClassListView, HeadingListView, ShelfListView
from plugins.catalogue.views.marks import MarksView
from plugins.catalogue.views.people import PersonListView
from plugins.catalogue.views.records import RecordListView


def register() -> list[Any]:
    """Return new views each time, in the order of the menu."""
    return [
        RecordListView(),
        QuickEntryView(),
        CardsView(),
        DoublesView(),
        ClassListView(),
        MarksView(),
        PersonListView(),
        HeadingListView(),
        ShelfListView(),
    ]
