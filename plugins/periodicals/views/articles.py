"""The systematic card file of articles: the tree of КБЖ, the cards, and their quick entry."""

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.access import needs
from core.errors import LibraryError
from core.i18n import language
from core.views import PageView
from plugins.catalogue.models import LANGUAGES
from plugins.catalogue.services import classes, headings
from plugins.periodicals.models import Article, Issue
from plugins.periodicals.services import arrivals, articles
from plugins.periodicals.views.typed import day_of, whole

SIZE = 25

#: What the form asks.
FIELDS = (
    "title",
    "authors",
    "pages",
    "bbk",
    "headings",
    "annotation",
    "language",
    "source",
    "number",
    "year",
    "published_on",
)


class ArticlesView(PageView):
    """Articles by classes; from an issue one enters them one after another, without a mouse."""

    place = "V"
    menu_order = 40
    permission = "periodicals.view"

    def __init__(self) -> None:
        super().__init__(
            name=_("Card file of articles"),
            endpoint="periodicals_articles",
            url="/periodicals/articles",
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the tree, and the cards of a class (``index``), of an issue, with words (``q``)."""
        index = request.args.get("index", "")[:60]
        text = request.args.get("q", "")[:100]
        number = whole(request.args.get("issue"))
        issue = arrivals.get(number) if number else None
        query = articles.find(index, text, issue)
        count = query.count()
        page = min(whole(request.args.get("page")), max(0, (count - 1) // SIZE))
        rows = list(query.limit(SIZE).offset(page * SIZE))
        found = classes.meaning("bbk", index) if index and index != "–" else None
        return self.render(
            "periodicals/articles.html",
            tree=list(_flat(articles.tree(), index)),
            without=articles.without_index(),
            total=Article.select().count(),
            rows=rows,
            given=headings.of_records([int(one.record_id) for one in rows]),
            place_of=articles.place_of,
            index=index,
            class_title=class_title(found) if found else "",
            text=text,
            issue=issue,
            count=count,
            page=page,
            pages=max(1, -(-count // SIZE)),
            size=SIZE,
        )

    @expose("/new/", methods=("GET", "POST"))
    @needs("periodicals.receive")
    def new(self) -> Any:
        """Ask for an article of an issue (``issue``), or of a source typed; keep it, ask again."""
        number = whole(request.values.get("issue"))
        issue = arrivals.get(number) if number else None
        if request.method == "GET":
            return self._form(None, issue, {})
        values = _values()
        try:
            values["published_on"] = day_of(values["published_on"])
            made = articles.describe(values, issue, by=self.person)
        except LibraryError as refusal:
            return self._form(None, issue, values, refusal), 409
        flash(gettext("Described: %(title)s.", title=values["title"].strip()), "success")
        where = {"issue": issue.id} if issue else {}
        return redirect(self.get_url(".new", done=made.id, **where), code=303)

    @expose("/<int:number>/", methods=("GET", "POST"))
    @needs("periodicals.receive")
    def change(self, number: int) -> Any:
        """Ask what is different of an article, and keep it."""
        article = articles.get(number)
        if request.method == "GET":
            return self._form(article, article.issue, _of(article))
        values = _values()
        try:
            values["published_on"] = day_of(values["published_on"])
            articles.change(article, values, by=self.person)
        except LibraryError as refusal:
            return self._form(article, article.issue, values, refusal), 409
        flash(gettext("Saved."), "success")
        return redirect(self.get_url(".index", index=values["bbk"] or None), code=303)

    def _form(
        self,
        article: Article | None,
        issue: Issue | None,
        values: dict[str, Any],
        refusal: LibraryError | None = None,
    ) -> Any:
        asked = {name: values.get(name, "") for name in FIELDS}
        authors = request.args.get("authors", "")[:200]
        if not values and authors:
            asked |= {"authors": authors, **articles.suggest(authors)}
        done = whole(request.args.get("done"))
        return self.render(
            "periodicals/article_form.html",
            article=article,
            issue=issue,
            values=asked,
            refusal=refusal,
            offered=articles.offered(),
            classes=_classes(),
            languages=LANGUAGES,
            there=list(articles.find(issue=issue).limit(100)) if issue else [],
            done=articles.get(done) if done else None,
            place_of=articles.place_of,
        )


def class_title(row: Any) -> str:
    """Return what a class is called in the language now spoken."""
    return str((row.title_ru if language() == "ru" else "") or row.title_kk)


def _flat(branches: list[articles.Branch], index: str, depth: int = 0) -> Any:
    """Yield (depth, index, words, count); a class is open if the one chosen is below it."""
    for one in branches:
        yield depth, str(one.row.index), class_title(one.row), one.count
        own = str(one.row.index)
        if one.below and (depth == 0 or own == index or articles.is_within(index, own)):
            yield from _flat(one.below, index, depth + 1)


def _classes() -> list[tuple[str, str]]:
    """Return the classes of the table for the field to offer: index and words."""
    found: list[tuple[str, str]] = []

    def walk(branches: list[classes.Branch]) -> None:
        for one in branches:
            found.append((str(one.row.index), class_title(one.row)))
            walk(one.below)

    walk(classes.tree("bbk"))
    return found


def _values() -> dict[str, Any]:
    values: dict[str, Any] = {name: request.form.get(name, "")[:2000] for name in FIELDS}
    year = whole(values["year"])
    values["year"] = year if 1800 <= year <= 2100 else None
    return values


def _of(article: Article) -> dict[str, Any]:
    record = article.record
    values = {name: getattr(record, name) for name in articles.OF_RECORD}
    names = ("pages", "source", "number", "year", "published_on")
    values |= {name: getattr(article, name) for name in names}
    return values | {"headings": "; ".join(str(one) for one in headings.of_record(record))}
