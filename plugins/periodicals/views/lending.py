"""Single issues with readers: the reader's card, then the issue; the list of what is out."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.errors import LibraryError
from core.views import PageView
from plugins.periodicals import services
from plugins.periodicals.models import Title
from plugins.periodicals.services import lending, titles
from plugins.periodicals.views.typed import Told, whole
from plugins.readers.models import Reader

LATEST = 20


class LendingView(PageView):
    """Two boxes: whose card, which issue. Without a card the issue comes back."""

    place = "VI"
    menu_order = 70
    permission = "periodicals.lend"

    def __init__(self) -> None:
        super().__init__(
            name=_("Issues to readers"), endpoint="periodicals_lending", url="/periodicals/lending"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the boxes; ``reader`` (a card's number) is open, ``done`` the loan just made."""
        done, reader = whole(request.args.get("done")), None
        with Told():
            reader = lending.find_reader(request.args.get("reader", "")[:40])
        return self._page(reader, done=lending.get(done) if done else None)

    @expose("/", methods=("POST",))
    def scan(self) -> Any:
        """Open a reader (``card``), lend him an issue or take it back (``code``)."""
        form, reader = request.form, None
        code = form.get("code", "")[:80].strip()
        try:
            reader = lending.find_reader(form.get("card", "")[:40])
            if not code:
                number = reader.card_no if reader else ""
                return redirect(self.get_url(".index", reader=number), code=303)
            picked = whole(form.get("picked"))
            if picked:
                title: Title | None = titles.get(picked)
                number_words = form.get("number", "")[:20]
            else:
                read = services.understand(code)
                title, number_words = read.title, read.number
                if title is None:
                    return self._page(reader, choices=read.choices, read=read, code=code)
            assert title is not None
            done = lending.scan(lending.find_issue(title, number_words), reader, by=self.person)
        except LibraryError as refusal:
            return self._page(reader, refusal=refusal, code=code), refusal.status
        stays = {"reader": reader.card_no} if reader else {}
        return redirect(self.get_url(".index", done=done.loan.id, **stays), code=303)

    @expose("/<int:number>/<deed>", methods=("POST",))
    def deed(self, number: int, deed: str) -> Response:
        """Take a loan back, or undo the last deed with it."""
        with Told():
            loan = lending.get(number)
            if deed == "back":
                lending.take_back(loan, by=self.person)
                flash(gettext("Returned: %(title)s.", title=_words(loan)), "success")
            elif deed == "undo":
                lending.undo(loan, by=self.person)
                flash(gettext("Undone: %(title)s.", title=_words(loan)), "success")
            else:
                abort(404)
        reader = request.form.get("reader", "")[:20]
        return redirect(self.get_url(".index", reader=reader), code=303)

    def _page(self, reader: Reader | None, **more: Any) -> Any:
        values: dict[str, Any] = {
            "reader": reader,
            "held": lending.open_of_reader(reader) if reader else [],
            "latest": lending.latest(LATEST),
            "overdue": lending.overdue(),
            "today": clock.today(),
            "done": None,
            "choices": [],
            "read": None,
            "refusal": None,
            "code": "",
        }
        return self.render("periodicals/lending.html", **(values | more))


def _words(loan: Any) -> str:
    return f"{loan.issue.title}, {loan.issue}"
