"""Give records out: MARC for libraries, tables and lists of literature for teachers."""

from typing import Any

from flask import Response, request, stream_with_context
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import NotFound
from core.views import PageView
from plugins.exchange.services import exporting, lists
from plugins.exchange.services.marc.fields import MARC21, UNIMARC

#: Formats: key, title, ending, kind for browsers.
FORMATS = (
    ("rusmarc-iso", "RUSMARC / UNIMARC, ISO 2709", "mrc", "application/marc"),
    ("rusmarc-xml", "RUSMARC / UNIMARC, MARCXML", "xml", "application/xml"),
    ("marc21-iso", "MARC 21, ISO 2709", "mrc", "application/marc"),
    ("marc21-xml", "MARC 21, MARCXML", "xml", "application/xml"),
    ("csv", _("Table, CSV"), "csv", "text/csv; charset=utf-8"),
    (
        "xlsx",
        _("Table, Excel (XLSX)"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("bibtex", _("List of literature, BibTeX"), "bib", "application/x-bibtex; charset=utf-8"),
    (
        "ris",
        _("List of literature, RIS"),
        "ris",
        "application/x-research-info-systems; charset=utf-8",
    ),
)
_MARC = {
    "rusmarc-iso": ("iso2709", UNIMARC),
    "rusmarc-xml": ("marcxml", UNIMARC),
    "marc21-iso": ("iso2709", MARC21),
    "marc21-xml": ("marcxml", MARC21),
}
_MOST_IDS = 2000


class GivingView(PageView):
    """The page with the formats; ``ids`` are records that were ticked, none means all."""

    name = _("Records to files")
    place = "V"
    menu_order = 85
    permission = "exchange.export"

    def __init__(self) -> None:
        super().__init__(name=self.name, endpoint="exchange_giving", url="/exchange/files")

    @expose("/")
    def index(self) -> Any:
        """Show the formats."""
        ids = self._ids()
        count = exporting.count() if ids is None else len(ids)
        asked = ",".join(map(str, ids)) if ids is not None else None
        return self.render("exchange/giving.html", formats=FORMATS, count=count, ids=asked)

    @expose("/<key>")
    def file(self, key: str) -> Response:
        """Give the file of a format."""
        found = next((one for one in FORMATS if one[0] == key), None)
        if found is None:
            raise NotFound()
        ids = self._ids()
        _key, _title, ending, kind = found
        body = exporting.marc_file(*_MARC[key], ids) if key in _MARC else lists.file(key, ids)
        answer = Response(stream_with_context(body), content_type=kind)
        name = f"catalogue-{clock.today():%Y-%m-%d}.{ending}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def _ids(self) -> list[int] | None:
        text = request.args.get("ids")
        if not text:
            return None
        found = [
            one for one in text.split(",") if one.isascii() and one.isdigit() and len(one) < 10
        ]
        return [int(one) for one in found[:_MOST_IDS]]
