"""What debtors answers when the panel or another section asks."""

from typing import Any

from core.access import Permission
from core.hookspecs import hookimpl
from plugins.debtors import models
from plugins.debtors.documents import DOCUMENTS
from plugins.debtors.permissions import PERMISSIONS
from plugins.debtors.views import register


@hookimpl
def register_models() -> list[Any]:
    return [models.Notice]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)
