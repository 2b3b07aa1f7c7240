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
