"""Cards of articles for the systematic card file (domain.md 3.11)."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.documents import Document, DocumentKind, IndexCard, IndexCards, numbers
from plugins.catalogue.services import headings, names
from plugins.periodicals.documents.lists import whole
from plugins.periodicals.errors import NoArticles
from plugins.periodicals.models import Article
from plugins.periodicals.services import arrivals, articles

#: More cards than anybody cuts in a day.
MOST_CARDS = 1000


def cards(arguments: dict[str, Any]) -> Document:
    """Return cards of the articles asked for: by ids, of an issue, of a class, by words."""
    issue = whole(arguments, "issue")
    query = articles.find(
        str(arguments.get("index", ""))[:60],
        str(arguments.get("q", ""))[:100],
        arrivals.get(issue) if issue else None,
    )
    ids = numbers(str(arguments.get("ids", "")))
    if ids:
        query = query.where(Article.id.in_(ids))
    found = list(query.limit(MOST_CARDS))
    if not found:
        raise NoArticles()
    on_cards = arguments.get("paper") == "card"
    return Document(
        gettext("Cards of articles"),
        [IndexCards(drawn(found))],
        is_landscape=not on_cards,
        has_title=False,
        paper="card" if on_cards else "A4",
    )


def drawn(found: Sequence[Article]) -> list[IndexCard]:
    """Return the cards: index in the corner, heading, author, title // source, annotation."""
    given = headings.of_records([int(one.record_id) for one in found])
    made: list[IndexCard] = []
    for one in found:
        record = one.record
        about = [str(heading) for heading in given.get(int(record.id), [])]
        author = names.authority_name(record.first_author) if record.first_author else ""
        said = ", ".join(names.with_initials(name) for name in names.split(str(record.authors)))
        title = f"{record.title} / {said}" if said else str(record.title)
        made.append(
            IndexCard(
                corner=tuple(filter(None, (str(record.bbk),))),
                heads=tuple(filter(None, ("; ".join(about[:2]), author))),
                text=f"{title} // {articles.place_of(one)}.",
                small=str(record.annotation),
                foot="; ".join(about[2:]),
            )
        )
    return made


ARTICLES = (
    DocumentKind(
        "periodicals.articles",
        _("Cards of articles"),
        cards,
        ("pdf",),
        "periodicals.view",
        arguments=("index",),
    ),
)
