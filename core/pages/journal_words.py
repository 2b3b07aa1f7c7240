"""What the journal's entries are called on the screen: ``desk.lent`` is for scripts."""

import json
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import settings
from core.pages.roles import ROLE_TITLES
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
    ("templates.keep", _("Own template sent")),
    ("templates.remove", _("Own template removed")),
)

#: What any list does, whatever its section calls it.
_VERBS = {
    "create": _("Record added"),
    "change": _("Record changed"),
    "remove": _("Record deleted"),
}


#: What an entry is about, and what it keeps besides: ``copy 12``, ``{"role": "head"}``.
_THINGS = {
    "staff": _("Account: %(number)s"),
    "copy": _("Copy: %(number)s"),
    "record": _("Catalogue record: %(number)s"),
    "reader": _("Reader: %(number)s"),
    "schoolclass": _("Class: %(number)s"),
    "event": _("Event: %(number)s"),
}
_FACTS = {
    "login": _("User name"),
    "role": _("Role"),
    "working": _("Works here"),
    "address": _("Computer's address"),
    "on": _("Day"),
    "deed": _("Desk's line"),
    "pupils": _("Pupils"),
    "size": _("Size in bytes"),
    "old": _("What was there before"),
}
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def about_words(about: str) -> str:
    """Return what an entry is about in words: ``Copy: 12``, the titles of settings."""
    thing, _space, number = about.partition(" ")
    if thing in _THINGS and number.isdecimal():
        return str(_THINGS[thing]) % {"number": number}
    known = settings.declared()
    names = [known[one].title if one in known else one for one in about.split(", ")]
    return ", ".join(map(str, names))


def fact_words(facts: str) -> str:
    """Return what an entry keeps besides, without the names and signs that are for programs."""
    pairs = json.loads(facts)
    if isinstance(values := pairs.get("values"), dict):
        known = settings.declared()
        titles = {name: one.title for name, one in known.items()}
        return ", ".join(f"{titles.get(one, one)}: {_value(it)}" for one, it in values.items())
    return ", ".join(
        f"{_FACTS.get(name, name)}: {ROLE_TITLES.get(it, it) if name == 'role' else _value(it)}"
        for name, it in pairs.items()
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, str) and (day := _ISO_DAY.fullmatch(value)):
        return f"{day[3]}.{day[2]}.{day[1]}"
    return "" if value is None else str(value)


def journal_words() -> Mapping[str, Any]:
    """Return every kind of entry that has a name, and the name."""
    return {**dict(OWN), **dict(gather(hook.register_journal_words()))}


def entry_title(action: str) -> Any:
    """Return the name of an entry; its code if nobody has named it."""
    return journal_words().get(action) or _VERBS.get(action.rpartition(".")[2], action)
