"""The write-offs that the year's plan counts (plan IV.2 to IV.4)."""

from datetime import date

from flask_babel import lazy_gettext as _

from core.answers import WorkUnit
from plugins.writeoff.models import Case, CaseCopy, Disposal


def acts(first: date, last: date) -> int:
    """Return how many acts of write-off were approved."""
    approved = Case.state.in_(("approved", "closed")) & Case.act_on.between(first, last)
    return int(Case.select().where(approved).count())


def handed_over(kind: str, first: date, last: date) -> int:
    """Return how many written-off copies went to classrooms, or to waste paper."""
    rows = (
        CaseCopy.select()
        .join(Disposal)
        .where(Disposal.kind == kind, Disposal.done_on.between(first, last))
    )
    return int(rows.count())


def _cases(first: date, last: date) -> str:
    return f"/writeoff/cases/?f-act_on={first}..{last}"


WORK_UNITS = (
    WorkUnit("writeoff.acts", _("Write-off acts approved"), acts, _cases),
    WorkUnit(
        "writeoff.to_classrooms",
        _("Written-off copies handed to classrooms"),
        lambda first, last: handed_over("classroom", first, last),
        _cases,
    ),
    WorkUnit(
        "writeoff.waste",
        _("Written-off copies handed in as waste paper"),
        lambda first, last: handed_over("waste", first, last),
        _cases,
    ),
)
