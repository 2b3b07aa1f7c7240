"""Signing in and out, one's own password, light and dark."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from core import journal, settings, staff
from core.access import public, signed_in
from core.errors import LibraryError
from core.i18n import language, way_back
from core.models import Staff
from core.sections import hook

pages = Blueprint("login", __name__)

_CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
THEMES = ("auto", "light", "dark")
TYPES = {"usual": False, "large": True}


def local(address: str | None) -> str:
    """Return ``address`` if it leads to a page of ours, else that of the first page."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return "/"
    return "/" if urlsplit(address).netloc else address


@pages.route("/login", methods=["GET", "POST"], endpoint="sign_in")
@public
def sign_in() -> Any:
    """Show the form, or sign in with ``login`` and ``password`` and go to ``next``."""
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(local(request.args.get("next")))
        return _form()
    name, password = request.form.get("login", ""), request.form.get("password", "")
    try:
        person = staff.sign_in(name, password, address=request.remote_addr or "")
    except LibraryError as refusal:
        hint = bool(_CYRILLIC.search(password) or _CYRILLIC.search(name))
        return _form(error=str(refusal), layout_hint=hint, login=name[:60]), refusal.status
    kept = session.get("language")
    session.clear()  # nothing of whoever sat here before
    if kept and kept != person.language:
        person.language = kept
        person.save(only=[type(person).language])
    login_user(person)
    return redirect(local(request.form.get("next")), 303)


def _form(error: str = "", layout_hint: bool = False, login: str = "") -> str:
    name = settings.get("school.name_ru" if language() == "ru" else "school.name_kk")
    return render_template(
        "core/login.html",
        error=error,
        layout_hint=layout_hint,
        login=login,
        next=local(request.values.get("next")),
        school_name=name,
        catalogue_url=request.script_root + page if (page := hook.catalogue_page()) else "",
    )


@pages.post("/logout")
@signed_in
def sign_out() -> Response:
    """Sign out and go to the login page."""
    journal.record("staff.sign_out", by=current_user, about=f"staff {current_user.id}")
    logout_user()
    return redirect(url_for("login.sign_in"), 303)


@pages.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> Any:
    """Let the person choose a new password; sessions elsewhere end, this one goes on."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        old, new = request.form.get("old_password", ""), request.form.get("password", "")
        if new != request.form.get("password_repeat", ""):
            errors["password_repeat"] = gettext("The two passwords differ. Type the new one twice.")
        else:
            try:
                # The person, not the proxy, which signed in as itself would ask itself for ever.
                person = current_user._get_current_object()
                login_user(staff.change_password(person, old, new))
            except staff.WrongLogin:
                errors["old_password"] = gettext("This is not your password now. Try again.")
            except LibraryError as refusal:
                errors["password"] = str(refusal)
            else:
                flash(gettext("The password is changed. Sessions elsewhere have ended."))
                return redirect("/", 303)
    return render_template("core/password.html", errors=errors), 409 if errors else 200


@pages.post("/theme/<name>")
@signed_in
def theme(name: str) -> Response:
    """Keep light, dark or the computer's own choice in the person's profile."""
    if name not in THEMES:
        abort(404)
    Staff.update(theme=name).where(Staff.id == current_user.id).execute()
    return redirect(way_back(), 303)


@pages.post("/type/<name>")
@signed_in
def type_size(name: str) -> Response:
    """Keep usual or large type in the person's profile."""
    if name not in TYPES:
        abort(404)
    Staff.update(large_type=TYPES[name]).where(Staff.id == current_user.id).execute()
    return redirect(way_back(), 303)


@pages.get("/stay")
@signed_in
def stay() -> tuple[str, int]:
    """Answer nothing: having asked keeps the person signed in (static/core/session.js)."""
    return "", 204
