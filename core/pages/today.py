"""Today: the first page, made of what the sections have to say to the person at the screen."""

from typing import Any

from flask_admin import AdminIndexView, expose
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core import backup, clock
from core.access import can
from core.i18n import full_day
from core.sections import gather, hook
from core.views import PageView

#: Tiles, and lines of what waits besides the first of it (design.md 5, 11).
MOST_TILES = 4
MOST_WAITING = 8


class TodayView(PageView, AdminIndexView):
    """The tiles of all sections, in their order; read through one question to each."""

    place = "top"
    icon = "home"
    menu_order = 0
    permission = "today.view"

    def __init__(self) -> None:
        super().__init__(name=_("Today"), url="/", endpoint="admin")

    @expose("/")
    def index(self) -> Any:
        """Show the tiles."""
        today = clock.today()
        cards = gather(hook.today_cards(by=current_user, on=today))
        waiting = sorted(
            gather(hook.next_steps(by=current_user, on=today)), key=lambda one: one.order
        )
        year = clock.school_year(today)
        return self.render(
            "core/today.html",
            cards=sorted(cards, key=lambda one: one.order)[:MOST_TILES],
            steps=gather(hook.today_steps(by=current_user, on=today)),
            lists=sorted(
                gather(hook.today_lists(by=current_user, on=today)), key=lambda one: one.order
            ),
            next_step=waiting[0] if waiting else None,
            waiting=waiting[1 : 1 + MOST_WAITING],
            day=full_day(today),
            school_year=f"{year}–{year + 1}",
            last_backup=backup.last_backup() if can("settings.manage") else None,
            show_backup=can("settings.manage"),
        )
