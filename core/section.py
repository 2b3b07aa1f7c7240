"""A section's visiting card, and the eight sections of the librarian's annual plan."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Section:
    """What a folder under plugins/ says of itself.

    ``requires`` names the sections below it, ``order`` its place among those of the same level.
    """

    title: Any
    requires: tuple[str, ...] = ()
    order: int = 100


@dataclass(frozen=True)
class FoundSection:
    """A section together with where it lives."""

    name: str
    package: str
    path: Path
    card: Section


@dataclass(frozen=True)
class PlanSection:
    """One of the plan's sections: the map by which the menu is laid out (design.md 3)."""

    roman: str
    title: Any
    icon: str


PLAN_SECTIONS = (
    PlanSection("I", _("Annual plan"), "target-arrow"),
    PlanSection("II", _("Acquisition"), "shopping-cart-plus"),
    PlanSection("III", _("Fund accounting"), "books"),
    PlanSection("IV", _("Write-off"), "file-minus"),
    PlanSection("V", _("Classification"), "category"),
    PlanSection("VI", _("Readers"), "users-group"),
    PlanSection("VII", _("Information work"), "info-circle"),
    PlanSection("VIII", _("Events"), "calendar-event"),
)
