"""What the journal's entries are called on the screen: ``desk.lent`` is for scripts."""

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from core.sections import gather, hook

#: The panel's own entries; sections add theirs through `register_journal_words`.
OWN = (
    ("access.refused", _("Not let in: no right to it")),
    ("backup.make", _("Backup made")),
    ("backup.restore", _("Backup restored")),
    ("demo.fill", _("Demo school loaded")),
    ("documents.print", _("Document printed")),
    ("settings.put", _("Settings changed")),
    ("staff.change", _("Account changed")),
    ("staff.create", _("Account made")),
    ("staff.password", _("Password changed")),
    ("staff.refused", _("Sign-in refused")),
    ("staff.sign_in", _("Signed in")),
    ("staff.sign_out", _("Signed out")),
)

#: What any list does, whatever its section calls it.
_VERBS = {
    "create": _("Record added"),
    "change": _("Record changed"),
    "remove": _("Record deleted"),
}


def fact_words(facts: str) -> str:
    """Return what an entry keeps besides, without the signs that are for programs."""
    return ", ".join(f"{name}: {value}" for name, value in json.loads(facts).items())


def journal_words() -> Mapping[str, Any]:
    """Return every kind of entry that has a name, and the name."""
    return {**dict(OWN), **dict(gather(hook.register_journal_words()))}


def entry_title(action: str) -> Any:
    """Return the name of an entry; its code if nobody has named it."""
    return journal_words().get(action) or _VERBS.get(action.rpartition(".")[2], action)
