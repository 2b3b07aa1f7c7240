"""Passwords: hashed with argon2, one at a time."""

from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# OWASP's 19 MiB in two passes: the library's own 64 MiB would weigh on an old PC.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# In one thread: each thread that has hashed keeps those megabytes from then on. Nobody waits
# long, and whoever sends a thousand wrong passwords at once occupies one core, not all.
_hashing = ThreadPoolExecutor(1, thread_name_prefix="passwords")


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _hashing.submit(_hasher.hash, password).result()


def fits(hashed: str, password: str) -> bool:
    """Return whether ``password`` is the one that ``hashed`` was made of."""
    try:
        return _hashing.submit(_hasher.verify, hashed, password).result()
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(hashed: str) -> bool:
    """Return whether a password should be hashed anew, by today's measure."""
    return _hasher.check_needs_rehash(hashed)


#: Checked when a login is unknown, so that an unknown name takes as long as a wrong password.
NOBODY = hash_password("nobody has this password")
