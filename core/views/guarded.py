"""What every view has in common: a permission, a place in the menu, a plain way to be called."""

from typing import Any

from flask import g
from flask_login import current_user

from core.access import can
from core.errors import NotAllowed
from core.models import Staff


class Guarded:
    """Mixed into Flask-Admin's views by RecordView and PageView.

    ``permission`` opens the view. ``place`` is ``top``, the Roman numeral of a section of the
    plan, ``settings``, or empty for a view that stands in no menu. ``for_programs`` says that other
    programs post to it, which hold no token of this panel: only what is open to all and changes
    nothing may say so.
    """

    permission: str = ""
    place: str = ""
    icon: str = ""
    key: str = ""
    menu_order: int = 100
    for_programs: bool = False

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission for the route (the method's name) of this view."""
        return self.permission or None

    def is_accessible(self) -> bool:
        """Return whether the person may open the view: Flask-Admin asks."""
        return bool(self.permission) and can(self.permission)

    def inaccessible_callback(self, name: str, **_kwargs: Any) -> Any:
        """Refuse; the guard has normally done so before (core/access.py)."""
        raise NotAllowed()

    def _handle_view(self, name: str, **_kwargs: Any) -> Any:
        """Let through: the guard before the request has judged each route by its permission.

        Flask-Admin would ask `is_accessible` alone, which knows one permission a view.
        """
        return None

    def _run_view(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Call the route plainly: Flask-Admin 2.2.1 swallows a TypeError and calls again (B21)."""
        return fn(self, *args, **kwargs)

    @property
    def person(self) -> Staff | None:
        """Return whoever is signed in, or None."""
        return current_user._get_current_object() if current_user.is_authenticated else None

    def once(self, name: str, make: Any) -> Any:
        """Return ``make()``, called once in this request for this view."""
        kept = g.setdefault("kitaphana_once", {})
        key = (id(self), name)
        if key not in kept:
            kept[key] = make()
        return kept[key]
