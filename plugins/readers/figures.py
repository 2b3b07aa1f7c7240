"""What readers have to say in the diary and in the report."""

from datetime import date

from flask_babel import lazy_gettext as _

from core.answers import Block, DiaryPart, Figure, ReportPart
from plugins.readers.services import counting
from plugins.readers.services.groups import GROUPS


def diary() -> list[DiaryPart]:
    """Return the columns of readers: on the books, and registered that day by group."""
    columns = [("in_all", _("readers in all")), *GROUPS.items(), ("sum", _("registered in all"))]
    return [
        DiaryPart(
            "readers.registered",
            _("Readers"),
            columns,
            _count,
            order=10,
            standing=("in_all",),
            page=1,
            bands=((_("Readers"), 1), (_("Registered"), len(columns) - 1)),
        )
    ]


def _count(first: date, last: date) -> dict[date, dict[str, int]]:
    found = {
        day: {**groups, "sum": sum(groups.values())}
        for day, groups in counting.registered(first, last).items()
    }
    for day, count in counting.standing(first, last).items():
        found.setdefault(day, {})["in_all"] = count
    return found


def report(first: date, last: date) -> list[ReportPart]:
    """Return the readers of the report: how many, of which groups, how many came and went."""
    new: dict[str, int] = dict.fromkeys(GROUPS, 0)
    for groups in counting.registered(first, last).values():
        for name, count in groups.items():
            new[name] += count
    now = counting.by_group_on(last)
    url = "/readers/readers/"
    return [
        ReportPart(
            _("Readers"),
            "VI",
            [
                Figure("readers.in_all", _("Readers at the end"), sum(now.values()), url=url),
                Figure("readers.registered", _("Registered"), sum(new.values()), url=url),
                Figure("readers.left", _("Left the school"), counting.left_between(first, last)),
            ],
            [
                Block(
                    _("Readers by group"),
                    (_("Group"), _("At the end"), _("Registered")),
                    [(title, now[name], new[name]) for name, title in GROUPS.items()],
                )
            ],
            order=10,
        )
    ]
