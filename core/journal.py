"""The journal of who did what: added to in the same transaction as the deed itself."""

import json
from typing import Any

from core import clock
from core.models import JournalEntry, Staff
from core.prepared import PreparedInsert


def record(action: str, *, by: Staff | None, about: str = "", **facts: Any) -> None:
    """Add a line: ``action`` such as ``circulation.lend``, ``about`` the thing it was done to.

    ``facts`` must survive `json.dumps` or be printable; they are kept as they were that day.
    """
    _add(
        at=clock.now(),
        by=by.id if by is not None else None,
        action=action,
        about=about[:120],
        facts=json.dumps(facts, ensure_ascii=False, default=str) if facts else "{}",
    )


_add = PreparedInsert(JournalEntry)
