"""A school's own .docx forms in place of ours; callers import what they need from here."""

from core.own_templates.fields import Named
from core.own_templates.files import LARGEST
from core.own_templates.store import (
    PAPER_LANGUAGES,
    fields,
    find,
    keep,
    kept,
    kind_of,
    kinds,
    printed,
    remove,
    starter,
)

__all__ = [
    "LARGEST",
    "PAPER_LANGUAGES",
    "Named",
    "fields",
    "find",
    "keep",
    "kept",
    "kind_of",
    "kinds",
    "printed",
    "remove",
    "starter",
]
