"""The first run: an empty library leads here from every page, and only then."""

from typing import Any

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request
from flask_babel import gettext
from flask_login import login_user
from werkzeug.wrappers import Response

from core import clock, demo, settings, staff
from core.access import public
from core.database import transaction
from core.errors import LibraryError
from core.i18n import language
from core.models import Staff

pages = Blueprint("setup", __name__)

_SCHOOL = ("school_name_kk", "school_name_ru", "city", "director", "school_year")
_HEAD = ("full_name", "login", "password", "password_repeat")
_NEEDED = ("school_name_kk", "school_name_ru", "city", "full_name", "login", "password")
_OPEN = ("setup.first_run", "language.choose", "static")

#: Pupils of the demo school that the button loads: it is there within seconds.
DEMO_PUPILS = 600


class AlreadySetUp(LibraryError):
    """Somebody was quicker: the library has its head librarian."""

    status = 404


def lead_to_setup(app: Flask) -> None:
    """While nobody has a login, lead every page of ``app`` to the first run."""
    state = {"done": False}

    @app.before_request
    def lead() -> Response | None:
        if state["done"] or (request.endpoint or "").rpartition(".")[2] == "static":
            return None
        state["done"] = Staff.select().exists()
        if state["done"] or request.endpoint in _OPEN or request.blueprint == "language":
            return None
        return redirect("/setup")

    app.extensions.setdefault("kitaphana_forget", []).append(lambda: state.update(done=False))


@pages.route("/setup", methods=["GET", "POST"])
@public
def first_run() -> Any:
    """Ask for the school and its head librarian; with ``demo``, load the demo school too."""
    if Staff.select().exists():
        return redirect("/")
    values = {name: request.form.get(name, "").strip() for name in (*_SCHOOL, *_HEAD)}
    values["school_year"] = values["school_year"] or str(clock.school_year(clock.today()))
    if request.method == "GET":
        return _form({}, values)
    with_demo = bool(request.form.get("demo"))
    errors = _missing(values, with_demo)
    if errors:
        return _form(errors, values), 409
    try:
        head = set_up(values, with_demo=with_demo)
    except staff.WeakPassword as refusal:
        return _form({"password": str(refusal)}, values), 409
    except (staff.LoginMissing, staff.LoginTaken) as refusal:
        return _form({"login": str(refusal)}, values), 409
    except settings.WrongValue as refusal:
        return _form({"school_year": str(refusal)}, values), 409
    except AlreadySetUp:
        return redirect("/")
    login_user(head)
    if with_demo:
        others = Staff.select(Staff.login).where(Staff.id != head.id).order_by(Staff.id)
        names = ", ".join(str(one.login) for one in others)
        flash(
            gettext(
                "The demo school is loaded. Others can sign in with your password as: %(names)s.",
                names=names,
            )
        )
    return redirect("/", 303)


def _missing(values: dict[str, str], with_demo: bool) -> dict[str, str]:
    needed = ("full_name", "login", "password") if with_demo else _NEEDED
    errors = {name: gettext("Please fill this in.") for name in needed if not values[name]}
    if values["password"] != values["password_repeat"]:
        errors["password_repeat"] = gettext("The two passwords differ. Type it twice.")
    return errors


def set_up(values: dict[str, str], *, with_demo: bool) -> Staff:
    """Keep the school and make its head librarian, all or nothing; return the head."""
    with transaction():
        if Staff.select().exists():
            raise AlreadySetUp()
        head = staff.create_staff(
            login=values["login"],
            password=values["password"],
            role="head",
            full_name=values["full_name"],
            by=None,
            language=language(),
        )
        school = {
            "school.name_kk": values["school_name_kk"],
            "school.name_ru": values["school_name_ru"],
            "school.city": values["city"],
            "school.director": values["director"],
            "school.year": values["school_year"],
        }
        if with_demo:
            demo.fill(pupils=DEMO_PUPILS, seed=1, password=values["password"], by=head)
            school = {name: value for name, value in school.items() if value}
        settings.put(school, by=head)
    current_app.logger.info("The library is set up.")
    return head


def _form(errors: dict[str, str], values: dict[str, str]) -> str:
    shown = {name: value for name, value in values.items() if "password" not in name}
    return render_template("core/setup.html", errors=errors, values=shown)
