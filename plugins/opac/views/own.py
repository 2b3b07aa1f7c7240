"""A reader's own page: what he has and waits for, renewing, reserving, wishes, his PIN."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import LibraryError
from plugins.circulation.services import loan_deeds, reservations
from plugins.opac import queries
from plugins.opac.errors import UnknownRecord
from plugins.opac.models import ReaderPin
from plugins.opac.services import pins, wishes
from plugins.opac.views import session
from plugins.opac.views.page import HOME, OpacPage, back, inside, keep_nowhere


def _for_the_reader(route: Any) -> Any:
    """Give the route whoever is signed in, or lead to the sign-in."""

    @wraps(route)
    def guarded(self: Any, *args: Any, **kwargs: Any) -> Any:
        row = session.signed_in()
        if row is None:
            wanted = request.full_path.rstrip("?") if request.method == "GET" else back()
            return redirect(sign_in_url(wanted), 303)
        keep_nowhere()
        return route(self, row, *args, **kwargs)

    return guarded


def sign_in_url(wanted: str) -> str:
    """Return the address of the sign-in that leads on to ``wanted``."""
    return f"{request.script_root}{HOME}me/sign-in?{urlencode({'next': inside(wanted)})}"


class OwnView(OpacPage):
    """Pages for one reader, who has signed in with card and PIN; never of another."""

    def __init__(self) -> None:
        super().__init__(name=_("My page"), endpoint="opac_own", url="/catalog/me")

    @expose("/sign-in", methods=("GET",))
    def sign_in(self) -> Any:
        """Show the form for card and PIN."""
        if session.signed_in():
            return redirect(inside(request.args.get("next")))
        return self._form(inside(request.args.get("next")))

    @expose("/sign-in", methods=("POST",))
    def enter(self) -> Any:
        """Sign in, and go on to where one wanted to."""
        wanted = inside(request.form.get("next"))
        card, pin = request.form.get("card", ""), request.form.get("pin", "")
        try:
            row = pins.sign_in(card, pin, address=request.remote_addr or "")
        except LibraryError as refusal:
            return self._form(wanted, error=str(refusal), card=card[:20]), refusal.status
        session.begin(row)
        is_home = wanted == request.script_root + HOME
        return redirect(request.script_root + "/catalog/me/" if is_home else wanted, 303)

    def _form(self, wanted: str, error: str = "", card: str = "") -> str:
        keep_nowhere()
        return self.page("sign_in.html", next=wanted, error=error, card=card, here=wanted)

    @expose("/sign-out", methods=("POST",))
    def leave(self) -> Any:
        """Sign out, and show the catalogue."""
        session.end()
        return redirect(request.script_root + HOME, 303)

    @expose("/", methods=("GET",))
    @_for_the_reader
    def index(self, row: ReaderPin) -> Any:
        """Show what the reader has, what waits for him, and what he waits and wishes for."""
        return self._page(row)

    def _page(self, row: ReaderPin, error: str = "") -> str:
        reader, today = row.reader, clock.today()
        loans = loan_deeds.loans_of(reader)
        copies = queries.copies_of([one.copy.record_id for one in loans])
        waiting = reservations.of_reader(reader)
        return self.page(
            "me.html",
            here=request.script_root + "/catalog/me/",
            loans=[one for one in loans if one.copy.record.kind != "textbook"],
            textbooks=[one for one in loans if one.copy.record.kind == "textbook"],
            may_renew={
                one.id for one in loans if loan_deeds.may_renew_own(one, copies[one.copy.record_id])
            },
            ready=[one for one in waiting if one.copy_id and not reservations.is_late(one, today)],
            missed=[one for one in waiting if reservations.is_late(one, today)],
            waiting=[(one, reservations.place_of(one)) for one in waiting if one.copy_id is None],
            wishes=wishes.of(reader) if wishes.are_taken() else None,
            pin_error=error,
            shortest=pins.SHORTEST,
            longest=pins.LONGEST,
        )

    @expose("/loans/<int:number>/renew", methods=("POST",))
    @_for_the_reader
    def renew(self, row: ReaderPin, number: int) -> Any:
        """Renew a loan of one's own."""
        loan = loan_deeds.renew_own(number, row.reader)
        flash(
            gettext(
                "Renewed: «%(title)s». Due on: %(day)s.",
                title=loan.copy.record.full_title,
                day=f"{loan.due_on:%d.%m.%Y}",
            ),
            "success",
        )
        return redirect(back(), 303)

    @expose("/reserve/<int:number>", methods=("POST",))
    @_for_the_reader
    def reserve(self, row: ReaderPin, number: int) -> Any:
        """Wait for a book."""
        record = queries.record_of(number) if number < 2**31 else None
        if record is None:
            raise UnknownRecord()
        made = reservations.reserve(record, row.reader, by=None)
        flash(
            gettext(
                "Reserved: «%(title)s». Your place in the queue: %(place)s.",
                title=record.full_title,
                place=reservations.place_of(made),
            ),
            "success",
        )
        return redirect(back(), 303)

    @expose("/reservations/<int:number>/cancel", methods=("POST",))
    @_for_the_reader
    def cancel(self, row: ReaderPin, number: int) -> Any:
        """Wait no more."""
        gone = reservations.cancel(number, by=None, reader=row.reader)
        flash(gettext("Cancelled: «%(title)s».", title=gone.record.full_title), "success")
        return redirect(back(), 303)

    @expose("/wish", methods=("POST",))
    @_for_the_reader
    def wish(self, row: ReaderPin) -> Any:
        """Write down a book that the library has not."""
        wishes.wish(row.reader, request.form.get("text", ""))
        flash(gettext("Written down. The library will look whether it can be had."), "success")
        return redirect(back(), 303)

    @expose("/pin", methods=("POST",))
    @_for_the_reader
    def change_pin(self, row: ReaderPin) -> Any:
        """Choose a PIN of one's own; this session goes on, others end."""
        form = request.form
        try:
            changed = pins.change(
                row,
                form.get("old", ""),
                form.get("new", ""),
                form.get("again", ""),
                address=request.remote_addr or "",
            )
        except LibraryError as refusal:
            return self._page(row, str(refusal)), refusal.status
        session.begin(changed)
        flash(gettext("The PIN is changed."), "success")
        return redirect(back(), 303)
