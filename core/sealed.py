"""Passwords of other machines: kept so that the database and its backups do not tell them.

Sealed with the program's own SECRET_KEY, which lies beside the database and in no backup of it:
a keystream from HMAC-SHA256 over a fresh nonce, and a second HMAC that notices any change.
"""

import base64
import hashlib
import hmac
import secrets

_NONCE, _SIGN = 16, 32


def seal(text: str, key: str) -> str:
    """Return ``text`` so that only the same ``key`` opens it."""
    nonce, data = secrets.token_bytes(_NONCE), text.encode("utf-8")
    hidden = nonce + _mixed(data, nonce, key)
    return base64.urlsafe_b64encode(_sign(hidden, key) + hidden).decode("ascii")


def unseal(sealed: str, key: str) -> str | None:
    """Return what was sealed; None if it was sealed with another key, or changed."""
    try:
        whole = base64.urlsafe_b64decode(sealed.encode("ascii"))
    except ValueError:
        return None
    sign, hidden = whole[:_SIGN], whole[_SIGN:]
    if len(hidden) < _NONCE or not hmac.compare_digest(sign, _sign(hidden, key)):
        return None
    nonce, data = hidden[:_NONCE], hidden[_NONCE:]
    return _mixed(data, nonce, key).decode("utf-8")


def _of(key: str, what: str) -> bytes:
    return hmac.digest(key.encode("utf-8"), f"kitaphana {what}".encode(), hashlib.sha256)


def _sign(data: bytes, key: str) -> bytes:
    return hmac.digest(_of(key, "sign"), data, hashlib.sha256)


def _mixed(data: bytes, nonce: bytes, key: str) -> bytes:
    own, stream = _of(key, "hide"), bytearray()
    while len(stream) < len(data):
        block = nonce + (len(stream) // _SIGN).to_bytes(8, "big")
        stream += hmac.digest(own, block, hashlib.sha256)
    return bytes(one ^ other for one, other in zip(data, stream, strict=False))
