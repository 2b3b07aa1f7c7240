"""Campaigns of giving books: the list, and the page with givers and their books."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext, ngettext
from flask_babel import lazy_gettext as _

from core.access import needs
from core.errors import LibraryError
from core.views import Preset
from core.views.typed import day_of
from plugins.acquisitions.errors import UnknownBook, UnknownReader
from plugins.acquisitions.models import GIVER_KINDS, Campaign
from plugins.acquisitions.services import books, campaigns
from plugins.acquisitions.views.common import AcquisitionView
from plugins.readers.models import Reader, SchoolClass


class CampaignView(AcquisitionView):
    """Campaigns in which people give books."""

    name = _("Gifts")
    menu_order = 30
    keep = staticmethod(campaigns.keep_campaign)
    details_template = "acquisitions/campaign.html"
    routes = {
        "add_giver": "acquisitions.edit",
        "remove_giver": "acquisitions.edit",
        "add_gift": "acquisitions.edit",
        "remove_gift": "acquisitions.edit",
        "hand_in": "fund.account",
    }
    column_list = ("title", "first_on", "last_on")
    column_labels = {
        "title": _("Campaign"),
        "first_on": _("First day"),
        "last_on": _("Last day"),
        "text": _("What it is about"),
        "thanks_kk": _("Words of thanks in Kazakh"),
        "thanks_ru": _("Words of thanks in Russian"),
    }
    column_sortable_list = ("title", "first_on")
    column_default_sort = ("first_on", True)
    column_filters = ("first_on",)
    form_columns = ("title", "first_on", "last_on", "text", "thanks_kk", "thanks_ru")
    empty_words = _("There is no campaign yet. Add the first: its name, its days.")
    presets = (Preset("all", _("All")),)

    def __init__(self) -> None:
        super().__init__(Campaign, endpoint="acquisitions_campaign", url="/acquisitions/campaigns")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s campaign", "%(num)s campaigns", count)

    def page(self, its: Campaign) -> dict[str, Any]:
        """Return what the page of a campaign shows."""
        givers = campaigns.givers_of(its)
        gifts = [gift for _giver, some in givers for gift in some]
        return {
            "givers": givers,
            "kinds": GIVER_KINDS,
            "classes": list(SchoolClass.select().order_by(SchoolClass.sort_key)),
            "active": request.args.get("giver", ""),
            "readers": campaigns.find_readers(request.args.get("who", "")),
            "copies": sum(int(one.quantity) for one in gifts),
            "worth": sum(one.quantity * one.price for one in gifts),
            "waiting": sum(int(one.quantity) for one in gifts if campaigns.is_waiting(one)),
            "deliveries": {one.delivery_id: one.delivery for one in gifts if one.delivery_id},
        }

    @needs("acquisitions.edit")
    @expose("/<int:number>/givers", methods=("POST",))
    def add_giver(self, number: int) -> Any:
        """Put somebody on the list; of several readers of a name one is chosen."""
        its = campaigns.get(number)
        form = request.form
        kind = form.get("kind", "")
        kind = kind if kind in GIVER_KINDS else "other"
        try:
            reader = self._reader(form) if kind == "reader" else None
            if kind == "reader" and reader is None:
                return self._to(number, who=form.get("who", "")[:60])
            giver = campaigns.keep_giver(
                its,
                kind,
                name=form.get("who", ""),
                reader=reader,
                school_class=self._class(form) if kind == "class" else None,
                on=day_of(form.get("on")),
                by=self.person,
            )
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._to(number)
        return self._to(number, "giver", giver=giver.id)

    def _reader(self, form: Any) -> Reader | None:
        picked = form.get("reader", "")
        if picked.isdecimal() and len(picked) < 10:
            chosen: Reader | None = Reader.get_or_none(Reader.id == int(picked))
            return chosen
        found = campaigns.find_readers(form.get("who", ""))
        if not found:
            raise UnknownReader(text=form.get("who", "")[:60])
        return found[0] if len(found) == 1 else None

    def _class(self, form: Any) -> SchoolClass | None:
        picked = form.get("class", "")
        if not (picked.isdecimal() and len(picked) < 10):
            return None
        found: SchoolClass | None = SchoolClass.get_or_none(SchoolClass.id == int(picked))
        return found

    def _to(self, number: int, place: str = "", **more: Any) -> Any:
        anchor = f"kt-{place}" if place else None
        return redirect(url_for(".details_view", id=number, _anchor=anchor, **more), code=303)

    @needs("acquisitions.edit")
    @expose("/<int:number>/givers/<int:line>/remove", methods=("POST",))
    def remove_giver(self, number: int, line: int) -> Any:
        """Take a giver off the list, with his books."""
        its = campaigns.get(number)
        return self._do(
            number,
            lambda: campaigns.remove_giver(campaigns.get_giver(its, line), by=self.person),
        )

    @needs("acquisitions.edit")
    @expose("/<int:number>/givers/<int:line>/books", methods=("POST",))
    def add_gift(self, number: int, line: int) -> Any:
        """Note a book that was scanned, chosen or typed as a new one."""
        giver = campaigns.get_giver(campaigns.get(number), line)
        form = request.form
        typed = {name: form.get(name, "")[:60] for name in ("quantity", "price")}
        try:
            if "is_new" in form:
                record = books.enter(form, by=self.person)
            else:
                found = self.asked_record()
                if found is None:
                    text = form.get("code", "").strip()[:100]
                    if not books.offered(text):
                        flash(str(UnknownBook(text=text)), "error")
                    return self._to(number, "giver", giver=line, q=text or "?", **typed)
                record = found
            campaigns.add_gift(giver, record, by=self.person, **typed)
            flash(gettext("Written down: %(title)s", title=record.full_title), "success")
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return self._to(number, "giver", giver=line)

    @needs("acquisitions.edit")
    @expose("/<int:number>/books/<int:line>/remove", methods=("POST",))
    def remove_gift(self, number: int, line: int) -> Any:
        """Take a book off."""
        its = campaigns.get(number)
        return self._do(number, lambda: campaigns.remove_gift(its, line, by=self.person))

    @needs("fund.account")
    @expose("/<int:number>/hand_in", methods=("POST",))
    def hand_in(self, number: int) -> Any:
        """Put what waits into drafts of the fund, and open the draft if it is one."""
        try:
            made = campaigns.hand_in(campaigns.get(number), by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._to(number)
        flash(
            ngettext(
                "%(num)s delivery is ready. Check it and accept it.",
                "%(num)s deliveries are ready. Check them and accept them.",
                len(made),
            ),
            "success",
        )
        if len(made) > 1:
            return self._to(number)
        return redirect(url_for("fund_delivery.details_view", id=made[0].id), code=303)
