"""The panel put together: views of all sections into one Flask-Admin, and the menu from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, render_template, request
from flask_admin import Admin
from flask_babel import lazy_gettext as _
from flask_login import current_user
from jinja2 import ChoiceLoader, PackageLoader
from markupsafe import Markup

from core.access import can
from core.i18n import language
from core.pages.admin_views import core_views
from core.pages.today import TodayView
from core.section import PLAN_SECTIONS, FoundSection
from core.sections import gather, hook
from core.security import csrf

#: Drawn menus that are kept: the pages that a few people go between, 14 KB each.
MOST_MENUS = 64


@dataclass
class Entry:
    """A line of the menu; ``children`` make it a group that opens."""

    title: Any
    url: str = ""
    icon: str = ""
    key: str = ""
    roman: str = ""
    is_current: bool = False
    children: list["Entry"] = field(default_factory=list)


def init_panel(app: Flask, found: Iterable[FoundSection]) -> Admin:
    """Build the panel of ``found`` sections on ``app`` and return it."""
    admin = Admin(app, name="Kitaphana", index_view=TodayView())
    for view in [*gather(hook.register_views()), *core_views()]:
        admin.add_view(view)
        if view.for_programs:
            csrf.exempt(view.blueprint)
    _find_templates(app, found)
    app.jinja_env.globals.update(menu=menu, menu_html=menu_html)
    app.extensions["kitaphana_menus"] = {}
    app.extensions["kitaphana_admin"] = admin
    return admin


def views(app: Flask) -> list[Any]:
    """Return every view of the panel, the first page too."""
    found = []
    for one in app.extensions["admin"]:
        found += one._views
    return found


def _find_templates(app: Flask, found: Iterable[FoundSection]) -> None:
    """Let each section bring its templates/<section>/ folder; ours come first."""
    assert app.jinja_loader is not None
    loaders = [app.jinja_loader]
    for section in found:
        if (section.path / "templates").is_dir():
            loaders.append(PackageLoader(section.package))
    app.jinja_loader = ChoiceLoader(loaders)


def menu_html() -> Markup:
    """Return the menu drawn for the person at the screen.

    It is the same for all of a role on one page of one language, and drawing its hundred lines
    took a third of a list; so it is kept.
    """
    from flask import current_app

    kept: dict[Any, Markup] = current_app.extensions["kitaphana_menus"]
    role = getattr(current_user, "role", "")
    key = (role, language(), request.blueprint, request.script_root)
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_MENUS:
            kept.clear()
        found = kept[key] = Markup(render_template("core/_menu.html"))
    return found


def menu() -> list[Entry]:
    """Return the menu for the person at the screen: only what he may open, the place marked."""
    from flask import current_app

    by_place: dict[str, list[tuple[int, Entry]]] = {}
    for view in views(current_app):
        if not view.is_accessible() or not getattr(view, "place", None):
            continue
        entry = Entry(
            title=view.name,
            url=view.get_url(f"{view.endpoint}.index")
            if hasattr(view, "index")
            else view.get_url(f"{view.endpoint}.index_view"),
            icon=getattr(view, "icon", ""),
            key=getattr(view, "key", ""),
            is_current=request.blueprint == view.endpoint,
        )
        by_place.setdefault(view.place, []).append((getattr(view, "menu_order", 100), entry))
    result = _entries(by_place, "top")
    for plan in PLAN_SECTIONS:
        if children := _entries(by_place, plan.roman):
            result.append(
                Entry(
                    plan.title,
                    icon=plan.icon,
                    roman=plan.roman,
                    children=children,
                    is_current=any(one.is_current for one in children),
                )
            )
    if can("settings.manage"):
        school = Entry(
            _("School and rules"), url="/settings/", is_current=request.blueprint == "settings"
        )
        by_place.setdefault("settings", []).append((10, school))
    if children := _entries(by_place, "settings"):
        result.append(
            Entry(
                _("Settings"),
                icon="settings",
                children=children,
                is_current=any(one.is_current for one in children),
            )
        )
    return result


def _entries(by_place: dict[str, list[tuple[int, Entry]]], place: str) -> list[Entry]:
    return [entry for _order, entry in sorted(by_place.get(place, []), key=lambda one: one[0])]
