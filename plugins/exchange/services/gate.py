"""Who may ask how often from outside: so many requests a minute from one address."""

import threading
import time

#: Addresses that are remembered; more are forgotten all at once.
_MOST = 2000
_lock = threading.Lock()
_since: dict[str, tuple[float, int]] = {}


def seconds_to_wait(address: str, a_minute: int, *, now: float | None = None) -> int:
    """Return 0 if the address may ask now, else in how many seconds."""
    now = time.monotonic() if now is None else now
    with _lock:
        if len(_since) > _MOST:
            _since.clear()
        start, count = _since.get(address, (now, 0))
        if now - start >= 60:
            start, count = now, 0
        _since[address] = (start, count + 1)
        return 0 if count < a_minute else max(1, int(60 - (now - start)))


def forget() -> None:
    """Forget who asked: for tests."""
    with _lock:
        _since.clear()
