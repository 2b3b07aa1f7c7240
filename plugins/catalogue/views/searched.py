"""A list of records searched as pupils search: best first, mistakes forgiven, facets."""

from typing import Any

from flask import g, request
from flask_babel import lazy_gettext as _
from peewee import Case

from core.views.listing import Listing
from core.views.reading import Narrowing
from plugins.catalogue.models import KINDS, LANGUAGES, Record
from plugins.catalogue.services import search

#: So many stand in their order of fitness; what follows is in alphabetical order.
_BEST = 100

#: Choices shown of one facet; the rest is behind "Add a filter".
_MOST_CHOICES = 6

_TITLES = {
    "kind": _("Kind"),
    "language": _("Language"),
    "grade": _("Grade"),
    "subject": _("School subject"),
}


class SearchedList:
    """Mixed into the catalogue's list, before RecordView."""

    orders: dict[str, str]
    filters: dict[str, Any]

    def search(self, query: Any, text: str) -> Any:
        """Return ``query`` with only the rows that are found under the text."""
        return query.where(_found(Listing.from_args(request.args), text).condition)

    def ordered(self, query: Any, listing: Listing) -> Any:
        """Return the best first, unless another order is asked for."""
        if not listing.search or listing.sort in self.orders:
            return super().ordered(query, listing)  # type: ignore[misc]
        best = _found(listing, listing.search).ids
        if not best:
            return query.order_by(Record.sort_key, Record.id)
        place = Case(Record.id, [(number, place) for place, number in enumerate(best)], len(best))
        return query.order_by(place, Record.sort_key, Record.id)

    def did_you_mean(self, listing: Listing) -> str:
        """Return what was looked for in place of a mistyped search."""
        return _found(listing, listing.search).did_you_mean if listing.search else ""

    def narrowings(self, listing: Listing) -> list[Narrowing]:
        """Return kinds, languages, grades and subjects of what was found; chosen ones are chips."""
        if not listing.search:
            return []
        facets = _found(listing, listing.search).facets
        found = []
        for name, title in _TITLES.items():
            choices = facets.get(name, [])
            if name in listing.filters or name not in self.filters or len(choices) < 2:
                continue
            found.append(
                Narrowing(
                    title,
                    [
                        (
                            _words(name, one.value),
                            one.count,
                            listing.url(
                                filters={**listing.filters, name: _in_address(name, one.value)}
                            ),
                        )
                        for one in (choices if name == "grade" else choices[:_MOST_CHOICES])
                    ],
                )
            )
        return found


def _words(name: str, value: Any) -> Any:
    return {"kind": KINDS, "language": LANGUAGES}.get(name, {}).get(value, value)


def _in_address(name: str, value: Any) -> str:
    return f"{value}..{value}" if name == "grade" else str(value)


def _found(listing: Listing, text: str) -> search.Found:
    """Return what is found under the text, looked for once for a page."""
    kept: dict[Any, search.Found] = g.setdefault("catalogue_found", {})
    low, _dots, high = listing.filters.get("grade", "").partition("..")
    filters = search.Filters(
        kind=listing.filters.get("kind", ""),
        language=listing.filters.get("language", ""),
        subject=listing.filters.get("subject", ""),
        grade=int(low) if low == high and low.isascii() and low.isdecimal() else None,
    )
    if (text, filters) not in kept:
        kept[text, filters] = search.find(text, filters=filters, size=_BEST)
    return kept[text, filters]
