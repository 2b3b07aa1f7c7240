"""The rules of the plan; callers import them from here."""

from plugins.planning.services.progress import (
    LineProgress,
    PlaceProgress,
    by_place,
    progress,
    share_of_year,
    told,
)
from plugins.planning.services.units import counted, units

__all__ = [
    "LineProgress",
    "PlaceProgress",
    "by_place",
    "counted",
    "progress",
    "share_of_year",
    "told",
    "units",
]
