"""The search of the catalogue: one for the panel and for the pupils."""

from plugins.catalogue.services.search.filters import (
    FACETS,
    Choice,
    Filters,
    branch_words,
)
from plugins.catalogue.services.search.finding import SORTS, Found, find
from plugins.catalogue.services.search.linking import relink

__all__ = [
    "FACETS",
    "SORTS",
    "Choice",
    "Filters",
    "Found",
    "branch_words",
    "find",
    "relink",
]
