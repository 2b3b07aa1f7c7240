"""What periodicals answers when the panel or another section asks."""

from typing import Any

from core.access import Permission
from core.answers import Setting
from core.hookspecs import hookimpl
from plugins.periodicals import models, services
from plugins.periodicals.permissions import PERMISSIONS


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Title,
        models.Order,
        models.OrderLine,
        models.Issue,
        models.Claim,
        models.ClaimLine,
        models.Binding,
        models.BindingIssue,
        models.Route,
        models.IssueLoan,
        models.ReaderSubscription,
    ]


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_settings() -> list[Setting]:
    return list(services.SETTINGS)
