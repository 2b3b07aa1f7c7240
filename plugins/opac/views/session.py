"""The reader's session: a signed cookie of its own, apart from the staff's, for half an hour."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from plugins.opac.models import ReaderPin
from plugins.opac.services import pins

COOKIE = "kitaphana_reader"
PATH = "/catalog"

#: Since the last page: pupils share computers, and forget to sign out.
LIVES = timedelta(minutes=30)
#: The cookie is dated anew when it is older than that.
DATED_EVERY = timedelta(minutes=1)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="opac.reader")


def signed_in() -> ReaderPin | None:
    """Return the row of whoever is signed in here, asked for once in a request."""
    if "opac_reader" not in g:
        g.opac_reader, g.opac_dated = _read()
    found: ReaderPin | None = g.opac_reader
    return found


def _read() -> tuple[ReaderPin | None, datetime | None]:
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        return None, None
    try:
        text, at = _signer().loads(
            cookie, max_age=int(LIVES.total_seconds()), return_timestamp=True
        )
    except BadSignature:
        return None, None
    return (pins.find_by_session(text) if isinstance(text, str) else None), at


def begin(row: ReaderPin) -> None:
    """Sign the reader in with this answer."""
    g.opac_reader, g.opac_dated = row, None


def end() -> None:
    """Sign the reader out with this answer."""
    g.opac_reader, g.opac_dated = None, None


def keep(response: Any) -> None:
    """Let the answer carry the cookie: dated anew, or taken away when its session has ended."""
    row = signed_in()
    path = request.script_root + PATH
    if row is None:
        if request.cookies.get(COOKIE):
            response.delete_cookie(COOKIE, path=path)
        return
    dated = g.get("opac_dated")
    if dated is not None and datetime.now(UTC) - dated < DATED_EVERY:
        return
    response.set_cookie(
        COOKIE,
        _signer().dumps(pins.session_of(row)),
        path=path,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config.get("HTTPS")),
    )
