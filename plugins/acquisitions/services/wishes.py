"""Wishes: what readers asked for, how often, and what became of it."""

from datetime import date

from flask_babel import gettext
from peewee import JOIN

from core import clock, journal
from core.answers import Block, Fact
from core.database import locked, transaction
from core.models import Staff
from plugins.acquisitions.errors import Gone, NoReason, NoWish
from plugins.acquisitions.models import WISH_STATES, Wish, WishAsk
from plugins.acquisitions.services import typing
from plugins.readers.models import Reader, SchoolClass

#: Of a reader's wishes so many are told.
MOST_TOLD = 20

TONES = {"new": "", "ordered": "ask", "came": "ok", "declined": "warn"}


def take(
    text: str, *, reader: Reader | None = None, who: str = "", on: date, by: Staff | None = None
) -> Wish:
    """Write the wish down and return it; one that is open already is asked once more.

    Who asks for the same again is counted once.
    """
    words = typing.words_of(text, 300)
    if not any(sign.isalnum() for sign in words):
        raise NoWish()
    fresh = Wish(text=words, asked_on=on, times=0)
    fresh.derive()
    with transaction():
        found: Wish | None = locked(
            Wish.select()
            .where(Wish.words == fresh.words, Wish.state.in_(("new", "ordered")))
            .order_by(Wish.id)
        ).first()
        its = found or fresh
        if found is None:
            its.save()
        ask_again(its, reader=reader, who=who, on=on, by=by)
    return its


def ask_again(
    its: Wish,
    *,
    reader: Reader | None = None,
    who: str = "",
    on: date | None = None,
    by: Staff | None,
) -> None:
    """Note that the book was asked for once more; a reader counts once, however often he asks."""
    with transaction():
        asked = WishAsk.select().where(WishAsk.wish == its, WishAsk.reader == reader)
        if reader is None or not asked.exists():
            WishAsk.create(
                wish=its, reader=reader, who=typing.words_of(who), asked_on=on or clock.today()
            )
            Wish.update(times=Wish.times + 1).where(Wish.id == its.id).execute()
            its.times += 1
        journal.record("acquisitions.wish", by=by, about=f"wish {its.id}")


def change(its: Wish, *, by: Staff | None) -> Wish:
    """Keep changed words of the wish and return it; NoWish."""
    its.text = typing.words_of(its.text, 300)
    if not any(sign.isalnum() for sign in its.text):
        raise NoWish()
    with transaction():
        its.save()
        journal.record("acquisitions.wish", by=by, about=f"wish {its.id}")
    return its


def get(number: int) -> Wish:
    """Return the wish; Gone if there is none."""
    found: Wish | None = Wish.get_or_none(Wish.id == number)
    if found is None:
        raise Gone()
    return found


def answer(its: Wish, state: str, *, reason: str = "", by: Staff | None) -> Wish:
    """Say what becomes of the wish, and return it; NoReason if it is declined without one."""
    words = typing.words_of(reason, 250)
    if state == "declined" and not words:
        raise NoReason(wish=its)
    with transaction():
        its.state, its.reason = state, words
        its.save()
        journal.record("acquisitions.wish_answered", by=by, about=f"wish {its.id}", state=state)
    return its


def state_words(its: Wish) -> str:
    """Return what became of the wish: ``will not be bought: sold out``."""
    words = str(WISH_STATES[str(its.state)])
    return f"{words}: {its.reason}" if its.reason else words


def of_reader(reader: Reader) -> list[Fact]:
    """Return the reader's wishes, the latest first, with what became of each."""
    query = (
        WishAsk.select(WishAsk, Wish)
        .join(Wish)
        .where(WishAsk.reader == reader)
        .order_by(WishAsk.asked_on.desc(), WishAsk.id.desc())
        .limit(MOST_TOLD)
    )
    return [
        Fact(str(one.wish), state_words(one.wish), tone=TONES[str(one.wish.state)]) for one in query
    ]


def asked_by(its: Wish) -> list[WishAsk]:
    """Return who asked for it, the first first, each with his row."""
    return list(
        WishAsk.select(WishAsk, Reader, SchoolClass)
        .join(Reader, JOIN.LEFT_OUTER)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=Reader.school_class)
        .where(WishAsk.wish == its)
        .order_by(WishAsk.id)
    )


def wishes_of_reader(reader: Reader) -> list[Block]:
    """Return what the reader asked for, as a table to hand out to him."""
    query = (
        WishAsk.select(WishAsk, Wish)
        .join(Wish)
        .where(WishAsk.reader == reader)
        .order_by(WishAsk.id)
    )
    rows = [(one.asked_on, str(one.wish), state_words(one.wish)) for one in query]
    columns = (gettext("Day"), gettext("Book asked for"), gettext("What became of it"))
    return [Block(gettext("Wishes"), columns, rows)] if rows else []


def forget(reader: Reader) -> None:
    """Forget who asked; that it was asked stays."""
    WishAsk.update(reader=None, who="").where(WishAsk.reader == reader).execute()


def waiting(most: int = 50) -> list[Wish]:
    """Return the wishes that are not ordered yet, what was asked for most often first."""
    return list(
        Wish.select()
        .where(Wish.state == "new")
        .order_by(Wish.times.desc(), Wish.asked_on, Wish.id)
        .limit(most)
    )
