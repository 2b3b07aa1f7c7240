"""The rules of the readers; callers import them from here."""

from plugins.readers.services.people import (
    FIRST_CARD,
    change,
    classes_of,
    find_by_card,
    find_class,
    get_by_card,
    kind_sizes,
    let_go,
    next_card,
    register,
    sizes,
    teachers_by_class,
    teachers_of,
)
from plugins.readers.services.photos import has_photo
from plugins.readers.services.registration import note_visit, reregister

__all__ = [
    "FIRST_CARD",
    "change",
    "classes_of",
    "find_by_card",
    "find_class",
    "get_by_card",
    "has_photo",
    "kind_sizes",
    "let_go",
    "next_card",
    "note_visit",
    "register",
    "reregister",
    "sizes",
    "teachers_by_class",
    "teachers_of",
]
