"""What all pages for pupils have in common: open or not, how fast, what an answer carries."""

from typing import Any

from flask import (
    flash,
    g,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_babel import gettext
from flask_login import current_user

from core import clock, settings
from core.access import PUBLIC
from core.errors import LibraryError
from core.i18n import is_local, language
from core.views import PageView
from plugins.catalogue.models import KINDS
from plugins.opac.models import ReaderPin
from plugins.opac.services import gate
from plugins.opac.views import session

HOME = "/catalog/"

#: Seconds for which a browser may show a page without a name in it again.
FRESH = 60


class OpacPage(PageView):
    """A page of the pupils' catalogue: public, its refusals shown in its own look."""

    permission = PUBLIC

    def _handle_view(self, name: str, **_kwargs: Any) -> Any:
        """Let through whoever the school lets look, at the pace of people."""
        address = request.remote_addr or ""
        try:
            gate.ensure_open(address)
            gate.ensure_slow(address)
        except LibraryError as refusal:
            response = make_response(_refused(refusal), refusal.status)
            if refusal.status == 429:
                response.headers["Retry-After"] = "60"
            return _carrying(response)
        return None

    def _run_view(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Call the route; a refusal is a sentence on the page one came from, or on its own."""
        try:
            response = make_response(fn(self, *args, **kwargs))
        except LibraryError as refusal:
            response = self._answer_to(refusal)
        session.keep(response)
        return _carrying(response)

    def _answer_to(self, refusal: LibraryError) -> Any:
        if request.method == "POST" and refusal.status == 409:
            flash(str(refusal), "error")
            return make_response(redirect(back(), 303))
        return make_response(_refused(refusal), refusal.status)

    def page(self, template: str, **more: Any) -> str:
        """Return the page drawn: with who is signed in, and what was to be said."""
        return draw(template, **more)


def draw(template: str, **more: Any) -> str:
    """Return a page of the catalogue for whoever is signed in, if anybody."""
    row = session.signed_in()
    messages = get_flashed_messages(with_categories=True)
    if messages:
        keep_nowhere()
    name = "school.name_ru" if language() == "ru" else "school.name_kk"
    return render_template(
        f"opac/{template}",
        reader=row.reader if row else None,
        messages=messages,
        school_name=settings.get(name) or settings.get("school.name_kk"),
        kinds=KINDS,
        today=clock.today(),
        noindex=settings.get("opac.noindex"),
        **more,
    )


def keep_nowhere() -> None:
    """Let no browser keep this answer: it has a form in it, or was for once."""
    g.opac_is_private = True


def _refused(refusal: LibraryError) -> str:
    titles = {403: gettext("Not here"), 404: gettext("Not found"), 429: gettext("Too fast")}
    title = titles.get(refusal.status, gettext("This cannot be done"))
    return draw("refused.html", title=title, sentence=str(refusal), is_closed=refusal.status != 404)


def _carrying(response: Any) -> Any:
    """Return the answer with its headers: what may be kept, and by whom it may be indexed."""
    if settings.get("opac.noindex"):
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.vary.add("Cookie")
    is_plain = request.method in ("GET", "HEAD") and response.status_code == 200
    if "Cache-Control" not in response.headers:
        is_nobodys = session.signed_in() is None and not current_user.is_authenticated
        may_keep = is_plain and is_nobodys and not g.get("opac_is_private")
        response.headers["Cache-Control"] = f"private, max-age={FRESH}" if may_keep else "no-store"
    return response


def inside(address: str | None) -> str:
    """Return ``address`` if it is a page of the catalogue, else the catalogue's first page."""
    home = request.script_root + HOME
    if address and is_local(address) and address.startswith(home) and ".." not in address:
        return address
    return home


def back() -> str:
    """Return the page of the catalogue that a form was sent from."""
    wanted = request.form.get("back")
    return inside(wanted)


def the_reader() -> ReaderPin | None:
    """Return who is signed in."""
    return session.signed_in()
