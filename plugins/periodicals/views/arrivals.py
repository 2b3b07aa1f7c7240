"""Check-in: one box to scan or type into; what is late; the letters of claim."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core import clock, settings
from core.access import needs
from core.errors import LibraryError
from core.views import PageView
from plugins.periodicals import queries, services
from plugins.periodicals.errors import NotExpected
from plugins.periodicals.models import Claim, Issue, Title
from plugins.periodicals.services import arrivals, claims, reading, titles
from plugins.periodicals.views.typed import Told, day_of, numbers, whole

#: Rows of what was checked in last.
LATEST = 12

#: Letters shown under what is late.
LETTERS = 50


class ArrivalsView(PageView):
    """Every issue that comes goes through this box; each deed can be undone."""

    place = "III"
    menu_order = 62
    permission = "periodicals.receive"

    def __init__(self) -> None:
        super().__init__(
            name=_("Check-in of issues"),
            endpoint="periodicals_arrivals",
            url="/periodicals/arrivals",
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the box; ``title`` is open, ``done`` the issue that was just taken in."""
        done = whole(request.args.get("done"))
        return self._page(
            _title(whole(request.args.get("title"))),
            done=Issue.get_or_none(Issue.id == done) if done else None,
        )

    @expose("/", methods=("POST",))
    def receive(self) -> Any:
        """Take in what was scanned or typed (``code``), of the open title or another."""
        form = request.form
        opened = _title(whole(form.get("title")))
        code = form.get("code", "")[:80]
        read = None
        try:
            picked = _title(whole(form.get("picked")))
            read = (
                reading.Read(picked, number=code) if picked else services.understand(code, opened)
            )
            if read.title is None:
                return self._page(opened, choices=read.choices, code=code)
            if not read.number and opened is None and not picked and not _is_barcode(code):
                return redirect(self.get_url(".index", title=read.title.id), code=303)
            issue = services.receive(
                read.title,
                read.number,
                sets=form.get("sets", "")[:10],
                on=day_of(form.get("on")),
                is_extra=form.get("confirmed") == "not_expected",
                by=self.person,
            )
        except NotExpected as question:
            return self._page(opened, question=question, read=read, code=code), 409
        except LibraryError as refusal:
            return self._page(opened, refusal=refusal, code=code), refusal.status
        stays = {"title": opened.id} if opened else {}
        return redirect(self.get_url(".index", done=issue.id, **stays), code=303)

    @expose("/<int:number>/<deed>", methods=("POST",))
    def deed(self, number: int, deed: str) -> Response:
        """Undo a check-in, correct its sets, note its stamp or that there is none."""
        issue = arrivals.get(number)
        with Told():
            if deed == "undo":
                arrivals.take_back(issue, by=self.person)
                flash(
                    gettext(
                        "Undone: %(title)s, %(number)s.", title=str(issue.title), number=str(issue)
                    ),
                    "success",
                )
            elif deed == "sets":
                arrivals.set_sets(issue, request.form.get("sets", "")[:10], by=self.person)
            elif deed == "stamp":
                arrivals.stamp([int(issue.id)], by=self.person)
            elif deed == "unstamp":
                arrivals.unstamp(issue, by=self.person)
            else:
                abort(404)
        return _back(self.get_url(".index"))

    @expose("/stamp", methods=("POST",))
    def stamp_all(self) -> Response:
        """Note that everything that came has been stamped."""
        count = arrivals.stamp(arrivals.to_stamp(), by=self.person)
        words = ngettext("%(num)s issue is stamped.", "%(num)s issues are stamped.", count)
        flash(words, "success")
        return _back(self.get_url(".index"))

    def _page(self, opened: Title | None, **more: Any) -> Any:
        today = clock.today()
        done: Issue | None = more.pop("done", None)
        values: dict[str, Any] = {
            "opened": opened,
            "next": arrivals.next_expected(opened) if opened else None,
            "done": done,
            "awaited": queries.awaited(today),
            "late": services.late(today).count(),
            "latest": queries.latest_received(LATEST),
            "to_stamp": len(arrivals.to_stamp()),
            "stamp_pages": settings.get("fund.stamp_pages"),
            "today": today,
            "choices": [],
            "question": None,
            "refusal": None,
            "read": None,
            "code": "",
        }
        return self.render("periodicals/arrivals.html", **(values | more))


class LateView(PageView):
    """What has not come, to be claimed or given up; and the letters that were written."""

    permission = "periodicals.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Issues that have not come"),
            endpoint="periodicals_late",
            url="/periodicals/late",
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show what is late, and the log of claims."""
        today = clock.today()
        late = list(services.late(today))
        letters = list(Claim.select().order_by(Claim.id.desc()).limit(LETTERS))
        return self.render(
            "periodicals/late.html",
            late=late,
            claimed=queries.last_claims([one.id for one in late]),
            letters=letters,
            counts=queries.counts_of_claims([one.id for one in letters]),
            given_up=queries.given_up(),
            today=today,
        )

    @expose("/claim", methods=("POST",))
    @needs("periodicals.edit")
    def claim(self) -> Response:
        """Claim what was ticked: a letter for each supplier."""
        with Told():
            made = services.claim(numbers(request.form.getlist("issue")), by=self.person)
            words = ngettext(
                "%(num)s letter of claim has been made: print it below.",
                "%(num)s letters of claim have been made: print them below.",
                len(made),
            )
            flash(words, "success")
        return redirect(self.get_url(".index") + "#letters", code=303)

    @expose("/<int:number>/give-up", methods=("POST",))
    @needs("periodicals.edit")
    def give_up(self, number: int) -> Response:
        """Say that an issue will not come, or (``undo``) that it is waited for after all."""
        with Told():
            is_given_up = "undo" not in request.form
            arrivals.give_up(arrivals.get(number), is_given_up=is_given_up, by=self.person)
        return redirect(self.get_url(".index"), code=303)

    @expose("/letters/<int:number>/withdraw", methods=("POST",))
    @needs("periodicals.edit")
    def withdraw(self, number: int) -> Response:
        """Take a letter of today back."""
        with Told():
            claims.withdraw(claims.get(number), by=self.person)
        return redirect(self.get_url(".index") + "#letters", code=303)


def _title(number: int) -> Title | None:
    return titles.get(number) if number else None


def _is_barcode(code: str) -> bool:
    return "".join(code.split()).startswith("977") and len(code) >= 13


def _back(otherwise: str) -> Response:
    """Return to the page on which the button stood: a title's card, or the box."""
    title = whole(request.form.get("card"))
    if title:
        return redirect(url_for("periodicals_title.details_view", id=title), code=303)
    opened = whole(request.form.get("title"))
    return redirect(f"{otherwise}?title={opened}" if opened else otherwise, code=303)
