"""The diary, the statistics and the reports as pages."""

from typing import Any

from plugins.reports.views.diary import DiaryView
from plugins.reports.views.reports import ReportView
from plugins.reports.views.statistics import StatisticsView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [ReportView(), DiaryView(), StatisticsView()]
