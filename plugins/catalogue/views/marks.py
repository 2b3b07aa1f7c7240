"""Author marks: the table that the school loads, and what is suggested while one types."""

from typing import Any

from flask import flash, jsonify, redirect, request
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core.errors import LibraryError
from core.views import PageView
from plugins.catalogue import blocks
from plugins.catalogue.errors import EmptyMarkTable
from plugins.catalogue.services import marks

#: A table of three figures has some 15,000 lines.
LARGEST = 2 * 1024 * 1024


class MarksView(PageView):
    """What is loaded, a field to try it, and a file to load another."""

    name = _("Author marks")
    place = "V"
    menu_order = 20
    permission = "catalogue.edit"

    def __init__(self) -> None:
        super().__init__(name=_("Author marks"), url="/catalogue/marks", endpoint="catalogue_marks")

    @expose("/")
    def index(self) -> Any:
        """Show the table that is loaded, and the marks for what was typed."""
        authors = request.args.get("authors", "").strip()[:500].replace("\0", "")
        title = request.args.get("title", "").strip()[:500].replace("\0", "")
        return self.render(
            "catalogue/marks.html",
            table=marks.table_name(),
            size=marks.table_size(),
            authors=authors,
            title=title,
            found=self._suggested(authors, title) if authors or title else None,
        )

    @expose("/suggest")
    def suggest(self) -> Any:
        """Give the marks for ``authors`` and ``title``, the best first, as JSON."""
        authors = request.args.get("authors", "")[:500].replace("\0", "")
        title = request.args.get("title", "")[:500].replace("\0", "")
        return jsonify(
            [{"mark": mark, "why": why} for mark, why in self._suggested(authors, title)]
        )

    @expose("/load", methods=("POST",))
    def load(self) -> Any:
        """Load a table from a text file, in place of the one that is there."""
        sent = request.files.get("table")
        try:
            if sent is None or not sent.filename:
                raise EmptyMarkTable()
            name = request.form.get("name", "").strip() or sent.filename.rpartition(".")[0]
            rows = marks.load_table(name, blocks.text_of(sent.read(LARGEST)), by=self.person)
            flash(ngettext("Loaded: %(num)s row.", "Loaded: %(num)s rows.", rows), "success")
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(self.get_url(".index"), code=303)

    @expose("/drop", methods=("POST",))
    def drop(self) -> Any:
        """Forget the table."""
        marks.drop_table(by=self.person)
        flash(gettext("The table is removed. Marks that were given stay."), "success")
        return redirect(self.get_url(".index"), code=303)

    def _suggested(self, authors: str, title: str) -> list[tuple[str, str]]:
        return [(one.mark, blocks.mark_words(one)) for one in marks.suggest(authors, title)]
