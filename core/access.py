"""Who may do what: permissions by role, and the guard before every request.

Every route has a permission, or says that it is public or for anybody signed in. What says
nothing is refused, even to the head librarian: a forgotten line closes a door, it opens none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, jsonify, redirect, request, url_for
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core import journal
from core.errors import NotAllowed
from core.sections import gather, hook

#: In the place of a permission: open to all, or to anybody signed in.
PUBLIC = "public"
SIGNED_IN = "signed in"

F = TypeVar("F", bound=Callable[..., Any])

_MARK = "_kitaphana_permission"


@dataclass(frozen=True)
class Permission:
    """``name`` is ``section.verb``; ``roles`` are those that have it."""

    name: str
    title: Any
    roles: tuple[str, ...]


EVERYBODY = ("head", "librarian", "assistant", "teacher", "viewer")

OWN = (
    Permission("today.view", _("See the first page"), EVERYBODY),
    Permission("settings.manage", _("Change the school's settings"), ("head",)),
    Permission("staff.manage", _("Manage accounts"), ("head",)),
    Permission("journal.view", _("Read the journal"), ("head",)),
    Permission("documents.print", _("Print documents"), ("head", "librarian", "assistant")),
)

# Names a role has, computed once for the sections plugged in last.
_by_role: dict[str, frozenset[str]] = {}
_of_manager: list[Any] = [None]


def permissions() -> list[Permission]:
    """Return every permission there is: the panel's own and the sections'."""
    return [*OWN, *gather(hook.register_permissions())]


def _of_role(role: str) -> frozenset[str]:
    if _of_manager[0] is not hook.manager:
        known = permissions()
        for one in EVERYBODY:
            _by_role[one] = frozenset(each.name for each in known if one in each.roles)
        _of_manager[0] = hook.manager
    return _by_role.get(role, frozenset())


def can(name: str, person: Any = None) -> bool:
    """Return whether ``person`` (by default whoever is signed in) has the permission."""
    person = person if person is not None else current_user
    if name == PUBLIC:
        return True
    if not getattr(person, "is_authenticated", False):
        return False
    return name == SIGNED_IN or name in _of_role(person.role)


def needs(name: str) -> Callable[[F], F]:
    """Mark a view function or a method of a page as open to those with the permission."""

    def mark(view: F) -> F:
        setattr(view, _MARK, name)
        return view

    return mark


def public(view: F) -> F:
    """Mark a view function as open to all."""
    return needs(PUBLIC)(view)


def signed_in(view: F) -> F:
    """Mark a view function as open to anybody signed in."""
    return needs(SIGNED_IN)(view)


def permission_for(endpoint: str, method: str, app: Flask | None = None) -> str | None:
    """Return the permission that the route asks for, PUBLIC or SIGNED_IN; None if undeclared."""
    app = app or current_app
    name = endpoint.rpartition(".")[2]
    if name == "static":
        return PUBLIC
    view = app.view_functions.get(endpoint)
    if view is None:
        return None
    mark = getattr(view, _MARK, None)
    if mark is not None:
        return str(mark)
    page = app.extensions.get("kitaphana_views", {}).get(endpoint.rpartition(".")[0])
    if page is None:
        return None
    mark = getattr(getattr(page, name, None), _MARK, None)
    if mark is not None:
        return str(mark)
    answer = page.permission_of(name, method)
    return None if answer is None else str(answer)


def init_access(app: Flask) -> None:
    """Put the guard before every request of ``app``."""
    from core.menu import views

    app.extensions["kitaphana_views"] = {one.endpoint: one for one in views(app)}
    app.extensions["kitaphana_routes"] = {}
    app.before_request(guard)
    app.jinja_env.globals["can"] = can


def guard() -> Any:
    """Refuse whoever may not open the route asked for; return None to go on."""
    if request.endpoint is None:
        return None  # 404 or 405: there is nothing to guard
    routes = current_app.extensions["kitaphana_routes"]
    key = (request.endpoint, request.method)
    if key not in routes:
        routes[key] = permission_for(*key)
    name = routes[key]
    if name == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _to_login()
    if name is None:
        current_app.logger.error("Route %s has no permission; it is refused.", request.endpoint)
    if name is None or not can(name):
        journal.record("access.refused", by=current_user, about=request.path[:120])
        raise NotAllowed()
    return None


def _to_login() -> Any:
    if request.accept_mimetypes.best == "application/json":
        answer = jsonify(kind="refused", code="signed_out", message=str(_("Please sign in.")))
        answer.status_code = 401
        return answer
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("login.sign_in", next=back))
