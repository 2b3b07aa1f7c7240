"""Reservations as a list: what to fetch from the shelves, what stands aside and for whom."""

from typing import Any

from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.actions import Action
from core.views import Preset, RecordView
from plugins.catalogue import models as catalogue
from plugins.catalogue.models import Record
from plugins.circulation import blocks
from plugins.circulation.models import Reservation
from plugins.circulation.services import reservations
from plugins.circulation.views.lists import reader_words
from plugins.readers import models as readers
from plugins.readers import services as readers_services
from plugins.readers.models import Reader


class ReservationListView(RecordView):
    """Who waits for what, in the order of the queues; a class teacher sees the own class."""

    name = _("Reservations")
    place = "VI"
    menu_order = 45
    permission = "circulation.view"
    permission_create = "circulation.lend"
    permission_export = "readers.export"
    can_create = True
    form_columns = ("reader", "record")
    empty_words = _("Nobody waits for a book.")

    column_list = ("title", "reader", "made_at", "state", "shelf_mark")
    column_labels = {
        "title": _("Title"),
        "record": _("Title"),
        "reader": _("Reader"),
        "made_at": _("Reserved on"),
        "keep_until": _("Kept until"),
        "state": _("State"),
        "shelf_mark": _("Shelf mark"),
        "school_class": _("Class"),
    }
    column_sortable_list = (("title", "record.sort_key"), ("reader", "reader.sort_key"), "made_at")
    column_default_sort = ("id", False)
    column_filters = ("reader.school_class", "made_at", "keep_until")
    column_formatters = {
        "title": lambda _view, _context, row, _name: row.record.full_title,
        "reader": lambda _view, _context, row, _name: reader_words(row.reader),
        "made_at": lambda _view, _context, row, _name: row.made_at.date(),
        "state": lambda _view, _context, row, _name: blocks.reservation_state(row),
        "shelf_mark": lambda _view, _context, row, _name: row.record.shelf_mark,
    }
    joined = ("record", "copy", "reader.school_class")
    search_words = _("Reader, title")
    presets = (
        Preset("fetch", _("To fetch from the shelves"), reservations.to_fetch),
        Preset("ready", _("Set aside"), lambda: reservations.ready(clock.today())),
        Preset("waiting", _("Waiting for a copy"), reservations.waiting),
        Preset("back", _("To put back"), lambda: reservations.to_put_back(clock.today())),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(
            Reservation, endpoint="circulation_reservation", url="/circulation/reservations"
        )

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s reservation", "%(num)s reservations", count)

    def scope(self, query: Any) -> Any:
        """Leave a class teacher the reservations of the own class."""
        if self.person is None or self.person.role != "teacher":
            return query
        pupils = Reader.select(Reader.id).where(
            Reader.school_class.in_(readers_services.classes_of(self.person))
        )
        return query.where(Reservation.reader.in_(pupils))

    def search(self, query: Any, text: str) -> Any:
        """Look for readers by name, records by title."""
        by_name = Reader.select(Reader.id).where(readers.SEARCH.matching(text))
        by_title = Record.select(Record.id).where(catalogue.SEARCH.matching(text))
        return query.where(Reservation.reader.in_(by_name) | Reservation.record.in_(by_title))

    def save_new(self, form: Any) -> Reservation:
        """Put the reader into the queue."""
        return reservations.reserve(form.record.data, form.reader.data, by=self.person)

    def own_actions(self) -> list[Action]:
        """Return what may be done with ticked reservations."""
        return [
            Action(
                "put_back",
                _("Put back on the shelf"),
                _put_back,
                "circulation.lend",
                icon="arrow-back-up",
            ),
            Action(
                "cancel",
                _("Cancel the reservation"),
                _cancel,
                "circulation.lend",
                confirm=_("Cancel the reservations? Their readers see it on their own pages."),
                icon="x",
            ),
        ]


def _put_back(ids: list[int], by: Any) -> str:
    passed_on = []
    for one in ids:
        follower = reservations.put_back(one, by=by)
        if follower is not None:
            passed_on.append(f"№ {follower.copy.inventory_no}: {reader_words(follower.reader)}")
    if passed_on:
        return gettext(
            "Another reader waits: leave on the reservation shelf %(which)s.",
            which="; ".join(passed_on),
        )
    return gettext("Done: the books go back to their places.")


def _cancel(ids: list[int], by: Any) -> None:
    for one in ids:
        reservations.cancel(one, by=by)
