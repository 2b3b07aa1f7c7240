"""Catalogue cards: which entries, on which paper; then the file for the printer."""

from typing import Any

from flask import Response, flash, redirect, request
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core.documents import numbers
from core.errors import LibraryError, NotFound
from core.renderers import RENDERERS, TYPES
from core.views import PageView
from plugins.catalogue import documents
from plugins.catalogue.models import Record
from plugins.catalogue.services import cards

#: Records at one time: some 2,500 cards.
MOST = 500

KINDS = {
    "main": _("Main entry"),
    "author": _("Added entries for other persons"),
    "title": _("Added entry for the title"),
    "subject": _("Added entries for subject headings"),
}

PAPERS = {
    "sheet": _("A4, four cards to cut apart"),
    "card": _("Cards of 125 × 75 mm, one at a time"),
}


class CardsView(PageView):
    """Cards of ticked records, or of the new ones of a delivery."""

    permission = "catalogue.cards"

    def __init__(self) -> None:
        super().__init__(
            name=_("Catalogue cards"), url="/catalogue/cards", endpoint="catalogue_cards"
        )

    @expose("/")
    def index(self) -> Any:
        """Show how many cards of each kind the records ``ids`` have."""
        ids = numbers(request.args.get("ids", ""))[:MOST]
        if not ids:
            raise NotFound()
        made = cards.cards_of(ids)
        counts = {kind: sum(one.kind == kind for one in made) for kind in KINDS}
        return self.render(
            "catalogue/cards.html",
            ids=ids,
            records=Record.select().where(Record.id.in_(ids)).count(),
            kinds=[(name, words, counts[name]) for name, words in KINDS.items()],
            papers=PAPERS,
            sample=made[0] if made else None,
        )

    @expose("/print", methods=("POST",))
    def printed(self) -> Any:
        """Give the cards as PDF, and note that they were printed."""
        form = request.form
        ids = numbers(form.get("ids", ""))[:MOST]
        kinds = [name for name in KINDS if name in form.getlist("kind")]
        try:
            made = cards.printed(ids, kinds, by=self.person)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(f"{self.get_url('.index')}?ids={','.join(map(str, ids))}", code=303)
        document = documents.catalogue_cards(made, on_cards=form.get("paper") == "card")
        answer = Response(RENDERERS["pdf"](document), mimetype=TYPES["pdf"])
        answer.headers["Content-Disposition"] = 'inline; filename="catalogue.cards.pdf"'
        return answer
