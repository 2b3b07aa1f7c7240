"""What textbooks answers when the panel or another section asks."""

from typing import Any

from core.access import Permission
from core.answers import Demo
from core.hookspecs import hookimpl
from plugins.textbooks import demo, models
from plugins.textbooks.permissions import PERMISSIONS


@hookimpl
def register_models() -> list[Any]:
    return list(models.ALL)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("textbooks", demo.fill)]
