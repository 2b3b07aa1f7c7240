"""The desk and the list of loans."""

from typing import Any

from plugins.circulation.views.class_issue import ClassIssueView
from plugins.circulation.views.class_visits import ClassVisitView
from plugins.circulation.views.collecting import CollectionView
from plugins.circulation.views.desk import DeskView
from plugins.circulation.views.kits import KitView
from plugins.circulation.views.lists import LoanListView
from plugins.circulation.views.my_class import MyClassView
from plugins.circulation.views.pupil_set import PupilSetView
from plugins.circulation.views.raids import RaidView
from plugins.circulation.views.replacements import ReplacementListView
from plugins.circulation.views.reservations import ReservationListView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [
        DeskView(),
        MyClassView(),
        ClassIssueView(),
        KitView(),
        PupilSetView(),
        CollectionView(),
        RaidView(),
        ClassVisitView(),
        LoanListView(),
        ReservationListView(),
        ReplacementListView(),
    ]
