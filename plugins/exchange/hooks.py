"""What exchange answers when the panel asks."""

from typing import Any

from flask_babel import lazy_gettext as _

from core.access import Permission
from core.actions import Action
from core.answers import Setting
from core.hookspecs import hookimpl
from plugins.catalogue.models import Record
from plugins.exchange.actions import ACTIONS
from plugins.exchange.commands import COMMANDS
from plugins.exchange.permissions import PERMISSIONS
from plugins.exchange.services.choices import SETTINGS
from plugins.exchange.views import register


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_actions(model: Any) -> list[Action]:
    return list(ACTIONS) if model is Record else []


@hookimpl
def register_settings() -> list[Setting]:
    return list(SETTINGS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_commands() -> list[Any]:
    return list(COMMANDS)


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [("exchange.imported", _("MARC file taken"))]
