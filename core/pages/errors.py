"""What went wrong, in a sentence: the one place where refusals and defects are shown."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, jsonify, redirect, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from peewee import IntegrityError
from werkzeug.exceptions import HTTPException

from core.errors import LibraryError, NeedsConfirmation, broken_rule


def register_errors(app: Flask) -> None:
    """Let ``app`` answer refusals and defects with sentences, to people and to programs."""
    app.register_error_handler(LibraryError, _refused)
    app.register_error_handler(IntegrityError, _rule_broken)
    app.register_error_handler(CSRFError, _no_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def wants_json() -> bool:
    """Return whether the answer is for a program."""
    accepts = request.accept_mimetypes
    return accepts.best == "application/json" or (accepts.accept_json and not accepts.accept_html)


def _refused(refusal: LibraryError) -> Any:
    kind = "question" if isinstance(refusal, NeedsConfirmation) else "refused"
    if wants_json():
        return jsonify(kind=kind, code=refusal.code, message=str(refusal)), refusal.status
    back = _back()
    if request.method == "POST" and back and refusal.status == 409:
        flash(str(refusal), "error")
        return redirect(back, 303)
    title = {403: gettext("Not allowed"), 404: gettext("Not found")}.get(
        refusal.status, gettext("This cannot be done")
    )
    return _page(refusal.status, title, str(refusal))


def _rule_broken(fault: IntegrityError) -> Any:
    current_app.logger.exception("A rule of the database that no service had stated: %s", fault)
    return _refused(broken_rule(fault))


def _no_token(_fault: CSRFError) -> Any:
    sentence = gettext("The page has been open too long. Load it again and repeat.")
    if wants_json():
        return jsonify(kind="refused", code="no_token", message=sentence), 400
    return _page(400, gettext("The page is out of date"), sentence)


def _http(fault: HTTPException) -> Any:
    code = fault.code or 500
    if code >= 500:
        return _defect(fault)
    if code < 400:
        return fault
    title, sentence = {
        404: (
            gettext("Not found"),
            gettext("There is no page at this address. It may have been typed wrongly."),
        ),
        405: (gettext("This does not work that way"), gettext("Open the page from the menu.")),
        413: (
            gettext("The file is too large"),
            gettext("A file of at most 16 MB can be taken. Choose a smaller one."),
        ),
    }.get(
        code,
        (
            gettext("This was not understood"),
            gettext("Something in the request is missing. Go back and try again."),
        ),
    )
    if wants_json():
        return jsonify(kind="refused", code=f"http_{code}", message=sentence), code
    return _page(code, title, sentence)


def _defect(fault: BaseException) -> Any:
    number = f"{secrets.randbelow(10**6):06d}"
    current_app.logger.error("Incident %s at %s", number, request.path, exc_info=fault)
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise fault
    sentence = gettext("The program has made a mistake. Nothing has been half-saved.")
    if wants_json():
        answer = jsonify(kind="refused", code="defect", message=sentence, incident=number)
        return answer, 500
    return _page(500, gettext("The program has made a mistake"), sentence, incident=number)


def _page(number: int, title: str, sentence: str, incident: str = "") -> Any:
    try:
        page = render_template(
            "core/error.html",
            number=number,
            title=title,
            sentence=sentence,
            advice="",
            incident=incident,
            back_url=_back(),
        )
    except Exception:  # the error page itself must never fail
        current_app.logger.exception("The error page could not be drawn")
        page = f"{title}. {sentence} {incident}"
    return page, number


def _back() -> str:
    """Return the local page that the request came from, or an empty text."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or (parts.path == request.path and request.method == "GET"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
