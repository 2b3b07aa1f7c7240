"""In what condition copies are: noted when a book comes back, counted when more are ordered."""

from collections.abc import Sequence

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.fund.errors import UnknownCondition
from plugins.fund.models import CONDITIONS, Copy


def note_condition(copy_ids: Sequence[int], condition: str, *, by: Staff | None) -> None:
    """Note the condition of the copies, one of CONDITIONS; UnknownCondition for another word."""
    if condition not in CONDITIONS:
        raise UnknownCondition(what=condition)
    with transaction():
        Copy.update(condition=condition).where(Copy.id.in_(list(copy_ids))).execute()
        about = f"copy {copy_ids[0]}" if len(copy_ids) == 1 else f"{len(copy_ids)} copies"
        journal.record("fund.condition", by=by, about=about, condition=condition)
