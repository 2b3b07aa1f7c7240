"""Papers of the fund; callers import them from here."""

from plugins.fund.documents.inventory import print_book
from plugins.fund.documents.papers import DOCUMENTS, asked
from plugins.fund.documents.receipts import papers_of

__all__ = ["DOCUMENTS", "asked", "papers_of", "print_book"]
