"""Tables of periodicals; callers import them from here."""

from plugins.periodicals.models.articles import Article
from plugins.periodicals.models.bindings import Binding, BindingIssue
from plugins.periodicals.models.issues import Claim, ClaimLine, Issue
from plugins.periodicals.models.readers import IssueLoan, ReaderSubscription, Route
from plugins.periodicals.models.titles import (
    FREQUENCIES,
    HALVES,
    KINDS,
    Order,
    OrderLine,
    Title,
    half_of,
    half_words,
)

__all__ = [
    "FREQUENCIES",
    "HALVES",
    "KINDS",
    "Article",
    "Binding",
    "BindingIssue",
    "Claim",
    "ClaimLine",
    "Issue",
    "IssueLoan",
    "Order",
    "OrderLine",
    "ReaderSubscription",
    "Route",
    "Title",
    "half_of",
    "half_words",
]
