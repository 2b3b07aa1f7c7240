"""What another library was found to have, kept for a while so that one of it can be taken."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence

from plugins.exchange.errors import SearchGone
from plugins.exchange.services.remote import Hit, Target

_MOST, _STAYS = 60, 3600.0
_lock = threading.Lock()
_kept: OrderedDict[str, tuple[float, int, Target, Sequence[Hit]]] = OrderedDict()


def keep(target: Target, hits: Sequence[Hit], by: int) -> str:
    """Keep what ``by`` found and return the name under which it is kept."""
    token = secrets.token_urlsafe(12)
    with _lock:
        _kept[token] = (time.monotonic(), by, target, hits)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return token


def get(token: str, number: int, by: int) -> tuple[Target, Hit]:
    """Return one of the records that ``by`` found; SearchGone if it is not kept any more."""
    with _lock:
        found = _kept.get(token)
    if found is None or found[1] != by or time.monotonic() - found[0] > _STAYS:
        raise SearchGone()
    target, hits = found[2], found[3]
    if not 0 <= number < len(hits):
        raise SearchGone()
    return target, hits[number]
