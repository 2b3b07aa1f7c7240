"""The rules of the catalogue; callers import them from here."""

from plugins.catalogue.services import search
from plugins.catalogue.services.lists import ReadingList
from plugins.catalogue.services.records import checked_isbn, correct, enter, find_by_isbn

__all__ = ["ReadingList", "checked_isbn", "correct", "enter", "find_by_isbn", "search"]
