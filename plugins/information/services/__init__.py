"""The rules of the information work; callers import them from here."""

from plugins.information.services.bulletins import bulletin_of, give, keep_words
from plugins.information.services.notes import keep_enquiry, keep_lesson, keep_meeting
from plugins.information.services.reading import (
    add_book,
    books_of,
    get_list,
    keep_list,
    move_book,
    remove_book,
)

__all__ = [
    "add_book",
    "books_of",
    "bulletin_of",
    "get_list",
    "give",
    "keep_enquiry",
    "keep_lesson",
    "keep_list",
    "keep_meeting",
    "keep_words",
    "move_book",
    "remove_book",
]
