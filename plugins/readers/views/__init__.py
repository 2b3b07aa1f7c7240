"""The screens of the readers."""

from typing import Any

from plugins.readers.views.class_lists import ClassListIntake
from plugins.readers.views.people import ClassListView, ReaderListView
from plugins.readers.views.rollover import RollOverView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [ReaderListView(), ClassListView(), ClassListIntake(), RollOverView()]
