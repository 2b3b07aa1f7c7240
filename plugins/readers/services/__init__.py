"""The rules of the readers; callers import them from here."""

from plugins.readers.services.people import (
    FIRST_CARD,
    change,
    classes_of,
    find_by_card,
    get_by_card,
    kind_sizes,
    let_go,
    next_card,
    register,
    sizes,
    teachers_by_class,
    teachers_of,
)

__all__ = [
    "FIRST_CARD",
    "change",
    "classes_of",
    "find_by_card",
    "get_by_card",
    "kind_sizes",
    "let_go",
    "next_card",
    "register",
    "sizes",
    "teachers_by_class",
    "teachers_of",
]
