"""Lists: all events, and the forms of events that the school may change."""

from datetime import date
from typing import Any

from flask import redirect, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from core import clock
from core.answers import Fact
from core.views import Preset, RecordView
from plugins.events import queries
from plugins.events.models import NATURES, STATES, Event, EventForm
from plugins.events.services.planning import names_by_event
from plugins.events.wording import form_words, when_words


def _this_year() -> Any:
    year = clock.school_year(clock.today())
    return Event.month.between(date(year, 9, 1), date(year + 1, 8, 31))


class EventListView(RecordView):
    """All events of all years, the next ones first; read here, changed on their pages."""

    name = _("List of events")
    place = "VIII"
    menu_order = 20
    permission = "events.view"
    empty_words = _("No event yet. Plan the first one in the calendar.")
    can_view_details = True

    column_list = ("title", "form", "when", "people", "participants", "state")
    column_labels = {
        "title": _("Title"),
        "form": _("Form"),
        "when": _("When"),
        "people": _("Responsible"),
        "participants": _("Took part"),
        "state": _("State"),
        "month": _("Month"),
        "day": _("Day"),
    }
    column_sortable_list = (("when", "month"), ("title", "title"), ("form", "form.place"))
    column_default_sort = ("month", False)
    column_filters = ("form", "day", "state")
    column_choices = {"state": list(STATES.items())}
    column_formatters = {
        "form": lambda _view, _context, row, _name: form_words(row),
        "when": lambda _view, _context, row, _name: when_words(row),
        "people": lambda view, _context, row, _name: ", ".join(view.people_now().get(row.id, ())),
        "participants": lambda _view, _context, row, _name: row.participants or "",
        "state": lambda _view, _context, row, _name: Fact(
            "", STATES[str(row.state)], tone={"held": "ok", "moved": "warn"}.get(row.state, "")
        ),
    }
    joined = ("form",)
    presets = (
        Preset("year", _("This school year"), _this_year),
        Preset("open", _("To be held"), lambda: Event.state.in_(("planned", "moved"))),
        Preset("held", _("Held"), lambda: Event.state == "held"),
        Preset(
            "excursions",
            _("Excursions held"),
            lambda: (Event.state == "held") & queries.is_excursion(),
        ),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Event, endpoint="events_list", url="/events/list")

    def count_words(self, count: int) -> Any:
        """Count events."""
        return lazy_ngettext("%(num)s event", "%(num)s events", count)

    def people_now(self) -> dict[int, list[str]]:
        """Return who answers for the events of this page, asked for once."""
        return self.once("people", lambda: names_by_event([one.id for one in self.rows]))

    def ordered(self, query: Any, listing: Any) -> Any:
        """Return the events by their days; within a month those without one stand last."""
        if listing.sort not in ("", "when"):
            return super().ordered(query, listing)
        is_down = listing.sort == "when" and listing.is_down
        columns = (Event.month, Event.day, Event.id)
        return query.order_by(
            *(one.desc(nulls="LAST") if is_down else one.asc(nulls="LAST") for one in columns)
        )

    def search(self, query: Any, text: str) -> Any:
        """Return the events whose title has all the words."""
        return query.where(Event.id.in_(queries.having(text)))

    @expose("/details/")
    def details_view(self) -> Any:
        """Lead to the page of the event."""
        number = request.args.get("id", "")
        if not number.isdecimal() or len(number) > 9:
            return redirect(self.get_url(".index_view"))
        return redirect(url_for("events_event.page", number=int(number)))


class EventFormView(RecordView):
    """The forms of events, in the order in which they are offered. One in use stays."""

    name = _("Forms of events")
    place = "settings"
    menu_order = 46
    permission = "events.edit"
    permission_create = permission_edit = permission_delete = "events.edit"
    can_create = can_edit = can_delete = True
    column_list = ("title_kk", "title_ru", "nature", "place")
    column_labels = {
        "title_kk": _("Name in Kazakh"),
        "title_ru": _("Name in Russian"),
        "title_en": _("Name in English"),
        "nature": _("What it is"),
        "place": _("Order in the list"),
    }
    column_choices = {"nature": list(NATURES.items())}
    column_sortable_list = ("place", "title_kk")
    column_default_sort = ("place", False)
    form_columns = ("title_kk", "title_ru", "title_en", "nature", "place")
    form_choices = {"nature": list(NATURES.items())}

    def __init__(self) -> None:
        super().__init__(EventForm, endpoint="events_form", url="/events/forms")

    def count_words(self, count: int) -> Any:
        """Count forms."""
        return lazy_ngettext("%(num)s form", "%(num)s forms", count)
