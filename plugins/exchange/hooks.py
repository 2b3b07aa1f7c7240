"""What exchange answers when the panel asks."""

from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission
from core.hookspecs import hookimpl
from plugins.exchange.commands import COMMANDS
from plugins.exchange.permissions import PERMISSIONS


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_commands() -> list[Any]:
    return list(COMMANDS)


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [("exchange.imported", _("MARC file taken"))]
