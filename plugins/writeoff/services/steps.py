"""At which step a case stands, and what may be done there."""

from core.database import locked
from plugins.writeoff.errors import ActApproved, StepBefore, StepFinished, UnknownCase
from plugins.writeoff.models import STEPS, Case

_ORDER = tuple(STEPS)


def ensure_at(case: Case, *states: str) -> Case:
    """Return the case as it stands now, held until the transaction ends.

    Raise StepBefore if it has not come to any of ``states``; StepFinished if it is past them, or
    ActApproved if nothing can bring it back.
    """
    fresh: Case | None = locked(Case.select().where(Case.id == case.id)).get_or_none()
    if fresh is None:
        raise UnknownCase()
    state = str(fresh.state)
    if state in states:
        return fresh
    if _ORDER.index(state) < min(_ORDER.index(one) for one in states):
        raise StepBefore(step=STEPS[state])
    if fresh.is_draft:
        raise StepFinished(step=STEPS[states[-1]])
    raise ActApproved(act=fresh.act)


def keep(case: Case, fresh: Case) -> None:
    """Let ``case`` say what ``fresh`` says, now that it is written."""
    case.__data__.update(fresh.__data__)
    case.__rel__.update(fresh.__rel__)
