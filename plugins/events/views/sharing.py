"""The calendar for other programs: a file, and a secret address that is read again and again."""

from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.access import needs, public
from core.i18n import language
from core.papers import school_name
from core.views import PageView
from plugins.events.services import feeds


class SharingView(PageView):
    """How the calendar gets onto a telephone: the address, made anew or taken back."""

    place = "settings"
    menu_order = 47
    permission = "events.edit"

    def __init__(self) -> None:
        super().__init__(
            name=_("Calendar on the phone"), endpoint="events_sharing", url="/events/sharing"
        )

    @expose("/")
    def index(self) -> Any:
        """Show the address, if there is one."""
        feed = feeds.current_feed()
        address = self.get_url(".feed", token=feed.token, _external=True) if feed else ""
        return self.render("events/sharing.html", feed=feed, address=address)

    @expose("/open", methods=("POST",))
    def open(self) -> Any:
        """Make a new secret address; the one before is answered no more."""
        feeds.open_feed(by=self.person)
        flash(gettext("The address is made. Keep it to yourself."), "success")
        return redirect(self.get_url(".index"), code=303)

    @expose("/close", methods=("POST",))
    def close(self) -> Any:
        """Answer no address any more."""
        feeds.close_feed(by=self.person)
        flash(gettext("The address is no longer answered."), "success")
        return redirect(self.get_url(".index"), code=303)

    @expose("/events.ics")
    @needs("events.view")
    def download(self) -> Any:
        """Give the calendar as a file."""
        answer = self._calendar()
        answer.headers["Content-Disposition"] = 'attachment; filename="events.ics"'
        return answer

    @expose("/feed/<token>.ics")
    @public
    def feed(self, token: str) -> Any:
        """Give the calendar to whoever knows the address."""
        if not feeds.is_feed(token):
            abort(404)
        return self._calendar()

    def _calendar(self) -> Response:
        body = feeds.calendar(
            feeds.calendar_events(),
            name=gettext("Library: %(school)s", school=school_name()),
            host=request.host.partition(":")[0],
            spoken=language(),
        )
        return Response(body, content_type="text/calendar; charset=utf-8")
