"""The pages of the plan."""

from typing import Any

from plugins.planning.views.copies import CopyView
from plugins.planning.views.dates import MemorableDateListView
from plugins.planning.views.lines import LineView
from plugins.planning.views.parts import PartView
from plugins.planning.views.plan import PlanView
from plugins.planning.views.table import TableView


def register() -> list[Any]:
    """Return new views, in the order of the menu."""
    return [PlanView(), LineView(), PartView(), CopyView(), TableView(), MemorableDateListView()]
