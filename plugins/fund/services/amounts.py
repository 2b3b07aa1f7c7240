"""Counts, prices and sums as people type them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from plugins.fund.errors import WrongPrice, WrongQuantity

#: More copies of one title than a school ever gets, and a price no book has.
MOST_COPIES = 10_000
HIGHEST_PRICE = 10_000_000

#: What a whole fund may come to.
MOST_IN_FUND = 1_000_000
HIGHEST_SUM = 100_000_000_000


def count_of(text: Any, most: int = MOST_COPIES) -> int:
    """Return a whole number of copies as typed; WrongQuantity if it is none."""
    words = str(text or "").strip()
    if not (words.isascii() and words.isdigit()) or len(words) > 9 or int(words) > most:
        raise WrongQuantity(quantity=words[:20], most=f"{most:,}".replace(",", "\u00a0"))
    return int(words)


def price_of(text: Any, highest: int = HIGHEST_PRICE) -> Decimal:
    """Return an amount as typed (``1 250,50 ₸``) to the tiyn; WrongPrice if it is none."""
    words = "".join(str(text).replace("₸", "").split()).replace(",", ".")
    try:
        price = Decimal(words or "0")
    except InvalidOperation:
        raise WrongPrice(price=str(text)[:20]) from None
    # In this order: a number such as 1e999 has no tiyn to round to.
    fits = price.is_finite() and 0 <= price < highest
    if not fits or price != price.quantize(Decimal("0.01")):
        raise WrongPrice(price=str(text)[:20])
    return price.quantize(Decimal("0.01"))


def fund_count_of(text: Any) -> int:
    """Return how many copies or titles a fund has, as typed."""
    return count_of("".join(str(text or "").split()), MOST_IN_FUND)


def fund_sum_of(text: Any) -> Decimal:
    """Return what a fund is worth, as typed."""
    return price_of(text, HIGHEST_SUM)
