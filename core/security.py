"""What every answer carries for safety: tokens, a strict content policy, cookie flags, headers."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf import CSRFProtect
from itsdangerous import BadSignature

csrf = CSRFProtect()

#: Bytes of one request at the most: a photo or an invoice of 16 MB, not a film; and its form.
LARGEST_REQUEST = (16 * 1024 + 64) * 1024

#: Seconds after which the session's cookie is dated anew: at every scan it would cost too much.
SESSION_DATED_EVERY = 60

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class DatedSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, sent again when the session has changed or a minute has gone by."""

    def __init__(self) -> None:
        self._signers: dict[Any, Any] = {}

    def get_signing_serializer(self, app: Flask) -> Any:
        """Return what signs the cookies of ``app``: made once for a key, not for a request."""
        if app.secret_key not in self._signers:
            self._signers[app.secret_key] = super().get_signing_serializer(app)
        return self._signers[app.secret_key]

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession | None:
        """Return the session of the cookie, or a new one if it is missing, forged or too old."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            return None
        cookie = request.cookies.get(self.get_cookie_name(app))
        lives = int(app.permanent_session_lifetime.total_seconds())
        try:
            values, at = signer.loads(cookie or "", max_age=lives, return_timestamp=True)
        except BadSignature:
            return self.session_class()
        g.session_is_fresh = datetime.now(UTC) - at < timedelta(seconds=SESSION_DATED_EVERY)
        return self.session_class(values)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Return whether the answer has to carry the cookie."""
        return session.modified or (session.permanent and not g.get("session_is_fresh"))


def csp_nonce() -> str:
    """Return this request's nonce: scripts and style sheets without it do not run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def init_security(app: Flask) -> None:
    """Protect ``app``: CSRF tokens on every change, strict policy, cookie flags, headers."""
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)  # as long as the session, not an hour
    if app.config.get("MAX_CONTENT_LENGTH") is None:  # Flask has the key, and no limit in it
        app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=bool(app.config.get("HTTPS")),
        SESSION_COOKIE_NAME="kitaphana",
    )
    app.session_interface = DatedSessions()
    csrf.init_app(app)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    response.headers.extend(_HEADERS)
    if request.endpoint and request.endpoint.rpartition(".")[2] == "static":
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable"
            if request.args.get("v") or request.args.get("ver")
            else "public, max-age=3600"
        )
        return response
    response.headers.setdefault("Content-Security-Policy", _policy())
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _policy() -> str:
    nonce: Any = g.get("csp_nonce")
    allowed = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'self'; script-src {allowed}; style-src {allowed}; "
        "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
