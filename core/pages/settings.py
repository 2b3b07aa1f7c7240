"""The school's settings on one page, in groups, as the sections declare them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext
from flask_login import current_user

from core import settings
from core.access import needs
from core.errors import LibraryError

pages = Blueprint("settings", __name__)


@pages.route("/settings/", methods=["GET", "POST"])
@needs("settings.manage")
def school() -> Any:
    """Show every setting, or keep what was changed."""
    declared = settings.declared()
    error = ""
    values = {name: settings.get(name) for name in declared}
    if request.method == "POST":
        values = {
            name: bool(request.form.get(name))
            if one.kind == "flag"
            else request.form.get(name, "").replace("\r\n", "\n").strip()
            for name, one in declared.items()
        }
        changed = {
            name: value
            for name, value in values.items()
            if str(value) != str(settings.get(name)) and (value or declared[name].kind != "secret")
        }
        try:
            if changed:
                settings.put(changed, by=current_user)
        except LibraryError as refusal:
            error = str(refusal)
        else:
            flash(gettext("The settings are saved."))
            return redirect("/settings/", 303)
    # A password is never shown: an empty field keeps the one there is.
    is_kept = {name: bool(settings.get(name)) for name in declared}
    values |= {name: "" for name, one in declared.items() if one.kind == "secret"}
    groups: dict[str, list[Any]] = {}
    for one in declared.values():
        groups.setdefault(str(one.group), []).append(one)
    page = render_template(
        "core/settings.html", groups=groups, values=values, error=error, is_kept=is_kept
    )
    return page, 409 if error else 200
