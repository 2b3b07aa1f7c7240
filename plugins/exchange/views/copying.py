"""Take a record over from another library: ask, look, take."""

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.errors import LibraryError
from core.views import PageView
from plugins.exchange.services import found, remote


class CopyingView(PageView):
    """The page on which other libraries are asked by ISBN or title."""

    name = _("From other libraries")
    place = "V"
    menu_order = 80
    permission = "exchange.import"

    def __init__(self) -> None:
        super().__init__(name=self.name, endpoint="exchange_copying", url="/exchange/libraries")

    @expose("/")
    def index(self) -> Any:
        """Ask, if there is something to ask; show what came."""
        words = request.args.get("q", "")[:200]
        chosen = request.args.get("library", "")[:100]
        hits: list[remote.Hit] = []
        token, status = "", 200
        libraries: list[remote.Target] = []
        try:
            libraries = remote.targets()
            if words and chosen:
                target = remote.find(chosen)
                hits = remote.search(target, words)
                token = found.keep(target, hits, self._by().id)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            status = refusal.status
        page = self.render(
            "exchange/copying.html",
            libraries=libraries,
            chosen=chosen,
            words=words,
            hits=hits,
            found_token=token,
            is_asked=bool(words and chosen) and status == 200,
        )
        return page, status

    @expose("/take", methods=("POST",))
    def take(self) -> Any:
        """Take one of the found records over and open it."""
        by = self._by()
        number = request.form.get("number", "")
        place = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        target, hit = found.get(request.form.get("token", ""), place, by.id)
        report, record = remote.take(hit.packed, target.dialect, target.name, by=by)
        if report.created:
            flash(gettext("The record is taken over. Look it through."), "success")
        else:
            flash(gettext("The catalogue has this book already; what was empty is filled."), "info")
        return redirect(f"/catalogue/records/details/?id={record}", 303)

    def _by(self) -> Any:
        by = self.person
        assert by is not None  # the guard lets nobody in who is not signed in
        return by
