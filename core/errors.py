"""Refusals: what the program says no to, one class per fact, shown by one piece of code."""

import re
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _


class LibraryError(Exception):
    """A refusal that a person can understand: no, and why. Nothing has been written.

    ``code`` is for scripts (``copy_on_loan``), ``facts`` for tests, ``str()`` for people.
    """

    status: ClassVar[int] = 409
    message: ClassVar[Any] = _("This cannot be done now.")

    def __init__(self, **facts: Any) -> None:
        super().__init__()
        self.facts = facts

    @property
    def code(self) -> str:
        """Return the class's name in snake case: ``copy_on_loan`` for CopyOnLoan."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).lower()

    def __str__(self) -> str:
        return str(self.message) % self.facts if self.facts else str(self.message)


class NotFound(LibraryError):
    """What was asked for is not there."""

    status = 404
    message = _("Nothing was found. It may have been removed; go back to the list.")


class NotAllowed(LibraryError):
    """The person is not allowed to do that."""

    status = 403
    message = _("Your account may not do this. Ask the head librarian.")


class NeedsConfirmation(LibraryError):
    """Not a no but a question: the same request with ``code`` in ``confirmed`` goes through."""

    message = _("Please confirm.")


class InUse(LibraryError):
    """Something else still points at the row, so it stays."""

    message = _("%(what)s is still used elsewhere and stays. Remove what uses it first.")


class AlreadyThere(LibraryError):
    """A number or name that must be unique is taken."""

    message = _("The same number or name is already there. Change it and save again.")


class ValueMissing(LibraryError):
    """The database wants a value where none was given."""

    message = _("Something that must be filled in is empty. Fill it in and save again.")


class ValueRefused(LibraryError):
    """A value breaks a rule of the database that no service has stated."""

    message = _("A value does not fit the library's rules. Correct it and save again.")


class PointsNowhere(LibraryError):
    """What was chosen is gone, or what was to go is still needed."""

    message = _("Something chosen here is no longer there, or is still used. Load the page again.")


#: What SQLite (extended result codes) and PostgreSQL (SQLSTATE) call a broken rule.
_BROKEN: dict[Any, type[LibraryError]] = {
    2067: AlreadyThere,  # SQLITE_CONSTRAINT_UNIQUE
    1555: AlreadyThere,  # SQLITE_CONSTRAINT_PRIMARYKEY
    "23505": AlreadyThere,
    1299: ValueMissing,  # SQLITE_CONSTRAINT_NOTNULL
    "23502": ValueMissing,
    787: PointsNowhere,  # SQLITE_CONSTRAINT_FOREIGNKEY
    "23503": PointsNowhere,
    "23001": PointsNowhere,  # RESTRICT
}


def broken_rule(fault: Exception) -> LibraryError:
    """Return the refusal that says which kind of rule of the database ``fault`` broke.

    peewee's error keeps the driver's own, which knows the code.
    """
    cause = getattr(fault, "orig", None)
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorcode", None)
    if str(cause) == "FOREIGN KEY constraint failed":
        return PointsNowhere()  # SQLite does RESTRICT by a trigger, and says so by its code
    return _BROKEN.get(code, ValueRefused)()


class WrongDay(LibraryError):
    """What was typed is no day."""

    message = _("Date «%(day)s»: write it as 20.10.2026.")
