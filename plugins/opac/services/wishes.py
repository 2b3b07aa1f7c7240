"""Books that the library has not: wished for here, kept by the section that buys."""

from core import clock
from core.answers import Fact
from core.sections import gather, hook
from plugins.opac.errors import WishEmpty, WishesNotTaken
from plugins.readers.models import Reader

LONGEST = 300


def are_taken() -> bool:
    """Return whether any section keeps wishes; without one nobody is asked for any."""
    return bool(hook.take_wish.get_hookimpls())


def wish(reader: Reader, text: str) -> None:
    """Have the wish written down; WishEmpty if it names no book."""
    words = " ".join(text.replace("\0", "").split())[:LONGEST]
    if not any(sign.isalnum() for sign in words):
        raise WishEmpty()
    if not hook.take_wish(reader=reader, text=words, on=clock.today()):
        raise WishesNotTaken()


def of(reader: Reader) -> list[Fact]:
    """Return what the reader has wished for, and what became of it."""
    return gather(hook.wishes_of(reader=reader))
