"""What reading a file gives: record after record, and what is no record with the reason."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from plugins.exchange.services.marc.fields import Marc

#: No record of ISO 2709 is longer; a longer one in XML is no record of a book.
LONGEST = 99_999


class Piece(NamedTuple):
    """The ``number``-th piece of a file, ``offset`` bytes from its beginning.

    ``marc`` is the record, or None and ``why`` says what is wrong with it. ``letters`` is how it
    was written. ``is_marc`` is False for what does not even look like a record.
    """

    number: int
    offset: int
    marc: Marc | None
    why: "Why | None" = None
    letters: str = ""
    is_marc: bool = True


@dataclass(frozen=True)
class Why:
    """A reason, put into words when somebody reads it."""

    message: Any
    facts: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return str(self.message) % dict(self.facts) if self.facts else str(self.message)


class Broken(Exception):
    """The record cannot be read; ``why`` says so in a sentence."""

    def __init__(self, message: Any, **facts: object) -> None:
        super().__init__()
        self.why = Why(message, tuple(facts.items()))


LEADER = _("Its leader cannot be read.")
LENGTH = _("Its length is %(said)s bytes by the leader and %(found)s in the file.")
TOO_LONG = _("It is longer than a record can be.")
DIRECTORY = _("Its directory cannot be read.")
MISFIT = _("Field %(tag)s does not stand where the directory says.")
CUT = _("It is cut off: its end is missing.")
NO_FIELDS = _("It has no fields.")
JUNK = _("These %(count)s bytes are no record.")
XML = _("Its XML is broken near line %(line)s.")
XML_CUT = _("The file is cut off in the middle of a record.")
