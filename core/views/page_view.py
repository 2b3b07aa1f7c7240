"""A page of one's own inside the panel."""

from typing import Any

from flask_admin import BaseView

from core.views.guarded import Guarded


class PageView(Guarded, BaseView):
    """A view whose routes are its methods marked with Flask-Admin's `expose`.

    A method may have a permission of its own: `core.access.needs` above its `expose`.
    """

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission of the method, else that of the page."""
        marked: Any = getattr(type(self), route, None)
        own = getattr(marked, "_kitaphana_permission", None)
        return own or super().permission_of(route, method)
