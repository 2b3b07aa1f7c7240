"""The screens of the readers."""

from typing import Any

from plugins.readers.views.class_lists import ClassListIntake
from plugins.readers.views.council import CouncilMeetingView, CouncilMemberView, CouncilTaskView
from plugins.readers.views.handing import HandingView
from plugins.readers.views.people import ClassListView, ReaderListView
from plugins.readers.views.person import PersonView
from plugins.readers.views.rollover import RollOverView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [
        ReaderListView(),
        ClassListView(),
        ClassListIntake(),
        HandingView(),
        RollOverView(),
        CouncilMemberView(),
        CouncilTaskView(),
        CouncilMeetingView(),
        PersonView(),
    ]
