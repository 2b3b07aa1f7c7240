"""Signing in slowed down: after some failures one waits, longer and longer."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class TooManyTries(LibraryError):
    """Too many failures in a row."""

    status = 429
    message = _("Too many tries. Wait %(minutes)s min and try again.")


class Failures:
    """Failed tries by key, in memory: a restart forgives, a flood is bounded.

    A key is ``kind:who``; ``tries`` says of each kind after how many failures one waits, and for
    how many minutes at the most. It begins with one minute and doubles with each further failure.
    """

    LIMIT = 5000

    def __init__(self, tries: dict[str, tuple[int, int]]) -> None:
        self._tries = tries
        self._by_key: dict[str, tuple[int, datetime]] = {}

    def ensure_may_try(self, keys: list[str], at: datetime) -> None:
        """Raise TooManyTries if one of the keys has failed too often, too lately."""
        for key in keys:
            count, last = self._by_key.get(key, (0, at))
            tries, longest = self._tries[key.partition(":")[0]]
            if count >= tries:
                wait = min(2 ** min(count - tries, 10), longest)
                left = last + timedelta(minutes=wait) - at
                if left > timedelta(0):
                    raise TooManyTries(minutes=int(left.total_seconds() // 60) + 1)

    def add(self, keys: list[str], at: datetime) -> None:
        """Count a failure of each of the keys."""
        if len(self._by_key) > self.LIMIT:
            oldest = sorted(self._by_key, key=lambda one: self._by_key[one][1])
            for key in oldest[: self.LIMIT // 2]:
                del self._by_key[key]
        for key in keys:
            count, last = self._by_key.get(key, (0, at))
            if at - last > timedelta(hours=1):
                count = 0
            self._by_key[key] = (count + 1, at)

    def forget(self, keys: list[str]) -> None:
        """Forgive the keys: whoever it was has signed in."""
        for key in keys:
            self._by_key.pop(key, None)
