"""Papers of the fund; callers import them from here."""

from plugins.fund.documents.inventory import print_book
from plugins.fund.documents.papers import DOCUMENTS, asked

__all__ = ["DOCUMENTS", "asked", "print_book"]
