"""What reports itself answers: visits added by hand, and the work of keeping diary and reports."""

from flask_babel import lazy_gettext as _

from core.answers import DiaryPart, WorkUnit
from plugins.reports.services import diary, notes_sum, reports


def diary_parts() -> list[DiaryPart]:
    """Return the column of visits added by hand, among those that were scanned."""
    return [
        DiaryPart(
            "reports.added",
            _("Visits added by hand"),
            [("added", _("added by hand"))],
            notes_sum.by_day,
            order=25,
            total=lambda first, last: {"added": notes_sum.added(first, last)},
            into=diary.VISITS,
            page=1,
        )
    ]


def work_units() -> list[WorkUnit]:
    """Return what the plan may count of the diary and the reports."""
    return [
        WorkUnit(
            "reports.diary_days",
            _("Days of the diary"),
            diary.days_kept,
            lambda first, last: f"/reports/diary/?month={last:%Y-%m}",
        ),
        WorkUnit(
            "reports.reports",
            _("Reports approved"),
            reports.approved_between,
            lambda first, last: "/reports/reports/",
        ),
    ]
