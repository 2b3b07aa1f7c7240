"""Quick entry: the ISBN is scanned; a record that is near is copied, or a blank one begun."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.barcodes import read_isbn, repair_layout
from core.views import PageView
from plugins.catalogue import services
from plugins.catalogue.models import SEARCH, Record

#: More records than that are no choice; the words are to be made longer.
MOST = 8


class QuickEntryView(PageView):
    """One field for the scanner, then the records that are worth copying."""

    permission = "catalogue.edit"

    def __init__(self) -> None:
        super().__init__(name=_("Quick entry"), url="/catalogue/quick", endpoint="catalogue_quick")

    @expose("/")
    def index(self) -> Any:
        """Ask for the ISBN; lead to the record that has it, or offer what may be copied."""
        typed = request.args.get("isbn", "").strip()[:40].replace("\0", "")
        isbn = (read_isbn(typed) or read_isbn(repair_layout(typed)) or "") if typed else ""
        if isbn:
            known = services.find_by_isbn(isbn)
            if len(known) == 1:
                flash(gettext("This ISBN is in the catalogue: here is its record."), "info")
                return redirect(url_for("catalogue_record.details_view", id=known[0].id), code=303)
        else:
            known = []
        words = request.args.get("q", "").strip()[:200].replace("\0", "")
        return self.render(
            "catalogue/quick.html",
            typed=typed,
            isbn=isbn,
            is_wrong=bool(typed and not isbn),
            known=known,
            words=words,
            near=self._near(isbn, words),
        )

    def _near(self, isbn: str, words: str) -> list[Record]:
        if any(sign.isalnum() for sign in words):
            found = Record.select().where(SEARCH.matching(words))
            return list(found.order_by(Record.id.desc()).limit(MOST))
        house = services.of_same_house(isbn) if isbn else []
        books = Record.select().where(Record.kind.in_(("textbook", "book")))
        latest = books.order_by(Record.id.desc()).limit(3)
        return list({int(one.id): one for one in [*house, *latest]}.values())[:MOST]
