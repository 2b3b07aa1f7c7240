"""PINs: given out by the librarian, kept as argon2 makes of them, changed by the reader."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from core import clock, journal, passwords
from core.database import transaction
from core.failures import Failures
from core.models import Staff
from core.prepared import Prepared
from plugins.opac.errors import PinsDiffer, WeakPin, WrongPin
from plugins.opac.models import ReaderPin
from plugins.readers import services as readers
from plugins.readers.models import Reader

#: Digits of a PIN that we make; of one that a reader chooses, at the least and at the most.
LENGTH = 6
SHORTEST, LONGEST = 6, 12

#: As for the staff (core/staff.py), but a whole school signs in from one address: many pupils
#: may mistype there before the address as such waits. A card is slowed down at once.
TRIES = {"card at": (5, 30), "card": (20, 5), "address": (200, 2)}

failures = Failures(TRIES)


def give(some: Sequence[Reader], *, by: Staff | None) -> list[tuple[Reader, str]]:
    """Give each of the readers a new PIN and return them with it: it is shown this once only.

    Their sessions end, and older slips are worth nothing.
    """
    fresh = [(one, _make()) for one in some]
    hashed = [(one, passwords.hash_password(pin)) for one, pin in fresh]
    with transaction():
        at = clock.now()
        for reader, text in hashed:
            ReaderPin.insert(reader=reader, pin_hash=text, given_at=at, given_by=by).on_conflict(
                conflict_target=[ReaderPin.reader],
                update={
                    ReaderPin.pin_hash: text,
                    ReaderPin.session_no: ReaderPin.session_no + 1,
                    ReaderPin.is_own: False,
                    ReaderPin.given_at: at,
                    ReaderPin.given_by: by,
                },
            ).execute()
            journal.record("opac.pin_given", by=by, about=f"reader {reader.id}")
    failures.forget([f"card:{one.card_no}" for one in some])
    return fresh


def _make() -> str:
    while True:
        pin = "".join(str(secrets.randbelow(10)) for _place in range(LENGTH))
        if not _is_weak(pin):
            return pin


def _is_weak(pin: str) -> bool:
    """Return whether everybody would try it: all alike, or counted up or down."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(set(pin)) < 3 or steps in ({1}, {9})


def sign_in(card: str, pin: str, *, address: str, at: datetime | None = None) -> ReaderPin:
    """Return the PIN's row of the reader whose card and PIN these are.

    WrongPin takes as long for a card that nobody has, or without a PIN, as for a wrong PIN.
    """
    at = at or clock.now()
    card, pin = card.strip()[:20], pin.strip()[:40]
    keys = [f"card at:{card} {address}", f"card:{card}", f"address:{address}"]
    failures.ensure_may_try(keys, at)
    reader = readers.find_by_card(int(card)) if card.isdecimal() and len(card) < 10 else None
    row = ReaderPin.get_or_none(ReaderPin.reader == reader) if reader else None
    fits = passwords.fits(row.pin_hash if row else passwords.NOBODY, pin)
    if reader is None or row is None or not fits or reader.is_gone(at.date()):
        failures.add(keys, at)
        raise WrongPin()
    failures.forget(keys[:2])
    ReaderPin.update(last_seen_at=at).where(ReaderPin.id == row.id).execute()
    row.reader = reader
    found: ReaderPin = row
    return found


def change(row: ReaderPin, old: str, new: str, again: str, *, address: str) -> ReaderPin:
    """Give the reader the PIN of his own choice; his sessions elsewhere end."""
    at, card = clock.now(), row.reader.card_no
    keys = [f"card at:{card} {address}", f"card:{card}"]
    failures.ensure_may_try(keys, at)
    if not passwords.fits(str(row.pin_hash), old.strip()[:40]):
        failures.add(keys, at)
        raise WrongPin()
    new = new.strip()
    if new != again.strip():
        raise PinsDiffer()
    right = new.isascii() and new.isdigit() and SHORTEST <= len(new) <= LONGEST
    if not right or _is_weak(new) or new == str(card):
        raise WeakPin(least=SHORTEST, most=LONGEST)
    hashed = passwords.hash_password(new)
    with transaction():
        row.pin_hash, row.is_own, row.session_no = hashed, True, row.session_no + 1
        row.save(only=[ReaderPin.pin_hash, ReaderPin.is_own, ReaderPin.session_no])
        journal.record("opac.pin_changed", by=None, about=f"reader {row.reader_id}")
    return row


_BY_ID = Prepared(
    lambda row_id: ReaderPin.select(ReaderPin, Reader).join(Reader).where(ReaderPin.id == row_id),
    "row_id",
)


def session_of(row: ReaderPin) -> str:
    """Return what a session keeps: a higher ``session_no`` ends older sessions."""
    return f"{row.id}:{row.session_no}"


def find_by_session(text: str, *, at: datetime | None = None) -> ReaderPin | None:
    """Return the row of a session's ``id:session_no``, its reader loaded; None if it has ended."""
    number, _colon, session_no = text.partition(":")
    if not (number.isdecimal() and session_no.isdecimal()) or len(number) > 9:
        return None
    row: ReaderPin | None = _BY_ID.first(row_id=int(number))
    if row is None or row.session_no != int(session_no):
        return None
    return None if row.reader.is_gone((at or clock.now()).date()) else row


def with_pin(some: Sequence[Reader]) -> set[int]:
    """Return the ids of those of the readers who have a PIN."""
    rows = ReaderPin.select(ReaderPin.reader).where(ReaderPin.reader.in_([one.id for one in some]))
    return {int(one) for (one,) in rows.tuples()}


def of(reader: Reader) -> ReaderPin | None:
    """Return what is kept of the reader's PIN, or None."""
    found: ReaderPin | None = ReaderPin.get_or_none(ReaderPin.reader == reader)
    return found


def forget(reader: Reader) -> None:
    """Take the reader's PIN away; his sessions end."""
    ReaderPin.delete().where(ReaderPin.reader == reader).execute()
