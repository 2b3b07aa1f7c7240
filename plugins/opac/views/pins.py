"""The librarian's page: PINs given out as slips, class by class."""

from typing import Any

from flask import Response, request
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import NotFound
from core.renderers import RENDERERS, TYPES
from core.views import PageView
from plugins.opac import strips
from plugins.opac.errors import NobodyToPrint
from plugins.opac.services import gate, groups, pins
from plugins.readers.models import Reader


class PinView(PageView):
    """Who has a PIN, by class; a slip shows a PIN once, and never again."""

    permission = "opac.pins"
    place = "VI"
    menu_order = 47
    icon = "key"

    def __init__(self) -> None:
        super().__init__(name=_("Readers' PINs"), endpoint="opac_pins", url="/opac/pins")

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the classes, and how many of each have a PIN."""
        return self.render("opac/pins.html", groups=groups.counted(), is_open=gate.is_open())

    @expose("/print", methods=("POST",))
    def slips(self) -> Any:
        """Give PINs to a group and return their slips as PDF."""
        form = request.form
        readers = groups.members(form.get("group", ""))
        if form.get("which") != "all":
            have = pins.with_pin(readers)
            readers = [one for one in readers if one.id not in have]
        return self._print(readers)

    @expose("/reader/<int:number>", methods=("POST",))
    def one(self, number: int) -> Any:
        """Give one reader a new PIN and return the slip."""
        reader = Reader.get_or_none(Reader.id == number, Reader.left_on.is_null())
        if reader is None:
            raise NotFound()
        return self._print([reader])

    def _print(self, readers: list[Reader]) -> Response:
        if not readers:
            raise NobodyToPrint()
        given = pins.give(readers, by=self.person)
        address = f"{request.url_root}catalog/"
        paper = RENDERERS["pdf"](strips.document(given, address=address, on=clock.today()))
        answer = Response(paper, mimetype=TYPES["pdf"])
        answer.headers["Content-Disposition"] = 'inline; filename="pins.pdf"'
        return answer
