"""Wishes: what readers asked for, most asked first, and what becomes of each."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _
from wtforms import StringField

from core import clock
from core.access import needs
from core.answers import Fact
from core.views import Preset
from plugins.acquisitions.models import WISH_STATES, Wish
from plugins.acquisitions.services import campaigns, typing, wishes
from plugins.acquisitions.views.common import AcquisitionView
from plugins.readers.models import Reader


def asker(text: str) -> tuple[Reader | None, str]:
    """Return the reader of a card, or else the words as they are."""
    words = typing.words_of(text)
    found = campaigns.find_readers(words) if words.isdecimal() else []
    return (found[0], "") if found else (None, words)


class WishView(AcquisitionView):
    """Books that were asked for and are not there."""

    name = _("Readers' wishes")
    menu_order = 20
    details_template = "acquisitions/wish.html"
    routes = {"again": "acquisitions.edit", "answer": "acquisitions.edit"}
    column_list = ("text", "times", "asked_on", "state")
    column_labels = {
        "text": _("Author and title"),
        "times": _("Asked, times"),
        "asked_on": _("Asked first on"),
        "state": _("State"),
        "who": _("Who asked"),
    }
    column_formatters = {
        "state": lambda _view, _context, row, _name: Fact(
            "", wishes.state_words(row), tone=wishes.TONES[str(row.state)]
        )
    }
    column_sortable_list = ("times", "asked_on")
    column_default_sort = ("times", True)
    column_filters = ("asked_on", "state")
    column_choices = {"state": list(WISH_STATES.items())}
    title_column = "text"
    form_columns = ("text", "asked_on")
    form_extra_fields = {
        "who": StringField(
            _("Who asked"), description=_("A name, or the number of a reader's card.")
        )
    }
    empty_words = _("Nobody has asked for a book that is not here. Write the first wish down.")
    presets = (
        Preset("new", _("Not ordered"), lambda: Wish.state == "new"),
        Preset("ordered", _("Ordered"), lambda: Wish.state == "ordered"),
        Preset("came", _("Came"), lambda: Wish.state == "came"),
        Preset("declined", _("Declined"), lambda: Wish.state == "declined"),
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Wish, endpoint="acquisitions_wish", url="/acquisitions/wishes")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s wish", "%(num)s wishes", count)

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form of what is there: who asked again is written on the page."""
        form = super().edit_form(obj)
        del form.who
        return form

    def save_new(self, form: Any) -> Wish:
        """Write the wish down; asked for before, it is counted again."""
        reader, who = asker(form.who.data or "")
        on = form.asked_on.data or clock.today()
        return wishes.take(form.text.data or "", reader=reader, who=who, on=on, by=self.person)

    def save_changes(self, form: Any, record: Wish) -> Wish:
        """Keep the changed words."""
        form.populate_obj(record)
        return wishes.change(record, by=self.person)

    def page(self, its: Wish) -> dict[str, Any]:
        """Return what the page of a wish shows."""
        return {
            "asks": wishes.asked_by(its),
            "state": Fact("", WISH_STATES[str(its.state)], tone=wishes.TONES[str(its.state)]),
        }

    @needs("acquisitions.edit")
    @expose("/<int:number>/again", methods=("POST",))
    def again(self, number: int) -> Any:
        """Note that somebody asked for it again."""
        its = wishes.get(number)
        reader, who = asker(request.form.get("who", ""))
        return self._do(
            number,
            lambda: wishes.ask_again(its, reader=reader, who=who, by=self.person),
            gettext("Asked once more."),
        )

    @needs("acquisitions.edit")
    @expose("/<int:number>/answer", methods=("POST",))
    def answer(self, number: int) -> Any:
        """Decline the wish with a reason, note that it came, or let it wait again."""
        its = wishes.get(number)
        state = request.form.get("state", "")
        if state not in WISH_STATES:
            state = "new"
        reason = request.form.get("reason", "") if state == "declined" else ""
        return self._do(number, lambda: wishes.answer(its, state, reason=reason, by=self.person))
