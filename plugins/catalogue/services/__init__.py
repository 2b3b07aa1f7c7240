"""The rules of the catalogue; callers import them from here.

What is larger has a module of its own: people, headings, marks, classes, covers, doubles,
merging, cards.
"""

from plugins.catalogue.services import search
from plugins.catalogue.services.lists import ReadingList
from plugins.catalogue.services.records import (
    checked_isbn,
    checked_isbns,
    checked_issn,
    copied,
    correct,
    enter,
    find_by_isbn,
    merged_into,
    of_same_house,
)

__all__ = [
    "ReadingList",
    "checked_isbn",
    "checked_isbns",
    "checked_issn",
    "copied",
    "correct",
    "enter",
    "find_by_isbn",
    "merged_into",
    "of_same_house",
    "search",
]
