"""What circulation has to say in the diary and in the report: visits and loans."""

from datetime import date

from flask_babel import lazy_gettext as _

from core.answers import Block, DiaryPart, Figure, ReportPart
from plugins.circulation.models import Replacement
from plugins.circulation.services import statistics
from plugins.circulation.services.branches import BRANCHES, KINDS, LANGUAGES
from plugins.readers.services.groups import GROUPS

#: Rows of the report's tables of what was read most.
TOP = 10


def diary() -> list[DiaryPart]:
    """Return the columns of visits by group, and of loans by branch, kind and language."""
    loans = [("all", _("loans in all")), *(_columns("branch", BRANCHES)), *_columns("kind", KINDS)]
    loans += [*_columns("language", LANGUAGES), ("textbooks", _("textbooks, apart"))]
    return [
        DiaryPart(
            "circulation.visits",
            _("Visits"),
            list(GROUPS.items()),
            statistics.visits_by_day,
            order=20,
            total=statistics.visits_in,
            sum_title=_("visits in all"),
            page=1,
        ),
        DiaryPart(
            "circulation.loans",
            _("Loans"),
            loans,
            statistics.loans_by_day,
            order=30,
            total=statistics.loans_in,
            page=2,
            bands=(
                ("", 1),
                (_("By branch"), len(BRANCHES)),
                (_("By kind"), len(KINDS)),
                (_("By language"), len(LANGUAGES)),
                ("", 1),
            ),
        ),
    ]


def _columns(prefix: str, titles: dict[str, object]) -> list[tuple[str, object]]:
    return [(f"{prefix}_{name}", title) for name, title in titles.items()]


def report(first: date, last: date) -> list[ReportPart]:
    """Return visits and loans of the report, and what was read most."""
    lent, came = statistics.loans_in(first, last), statistics.visits_in(first, last)
    replaced = Replacement.select().where(
        Replacement.accepted_on >= first, Replacement.accepted_on <= last
    )
    url = "/circulation/loans/"
    figures = [
        Figure("circulation.visits", _("Visits"), sum(came.values())),
        Figure(
            "circulation.active_readers",
            _("Readers who came at least once"),
            statistics.active_readers(first, last),
        ),
        Figure("circulation.loans", _("Loans without textbooks"), lent["all"], url=url),
        Figure("circulation.textbooks", _("Textbooks lent"), lent["textbooks"], url=url),
        Figure(
            "circulation.loans_in_all",
            _("Loans in all"),
            lent["all"] + lent["textbooks"],
            {"circulation.loans": lent["all"], "circulation.textbooks": lent["textbooks"]},
            url=url,
        ),
        Figure(
            "circulation.replaced",
            _("Lost books made good"),
            replaced.count(),
            url="/circulation/replacements/",
        ),
    ]
    by = [
        ("branch", _("Loans by branch"), BRANCHES),
        ("kind", _("Loans by kind"), KINDS),
        ("language", _("Loans by language"), LANGUAGES),
    ]
    tables = [
        Block(
            title,
            ("", _("Loans")),
            [(words, lent[f"{prefix}_{name}"]) for name, words in titles.items()],
        )
        for prefix, title, titles in by
    ]
    tables.append(
        Block(
            _("Visits by group"),
            (_("Group"), _("Visits")),
            [(title, came[name]) for name, title in GROUPS.items()],
        )
    )
    top = statistics.top_titles(first, last, TOP)
    tables.append(
        Block(
            _("Most read books"),
            (_("Title"), _("Author"), _("Loans")),
            [(one.full_title, one.first_author, count) for one, count in top],
            empty=_("Nothing was lent in these days."),
        )
    )
    return [ReportPart(_("Visits and loans"), "VI", figures, tables, order=20)]
