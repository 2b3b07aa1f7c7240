"""Articles: described from an issue, counted in the tree of КБЖ, printed as cards."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peewee import fn

from core import clock, journal
from core.alphabet import fold
from core.database import transaction
from core.models import Staff
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import ClassIndex, Record
from plugins.catalogue.services import classes, headings
from plugins.periodicals.errors import (
    ArticleThere,
    ArticleUntitled,
    SourceMissing,
    UnknownArticle,
)
from plugins.periodicals.models import Article, Issue

#: What a record keeps of an article.
OF_RECORD = ("title", "authors", "bbk", "annotation", "language")

#: Earlier words offered while one types.
MOST_OFFERED = 200

_PAGES = {"kk": "Б.", "ru": "С.", "en": "P."}

#: Two pages with a hyphen between them: printed with a dash.
_RANGE = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")


@dataclass
class Branch:
    """A class of the tree with its articles: its own and those of the classes below it."""

    row: ClassIndex
    count: int = 0
    below: list["Branch"] = field(default_factory=list)


def get(article_id: Any) -> Article:
    """Return the article with its record; UnknownArticle if there is none."""
    found: Article | None = (
        Article.select(Article, Record).join(Record).where(Article.id == article_id).get_or_none()
    )
    if found is None:
        raise UnknownArticle()
    return found


def describe(values: dict[str, Any], issue: Issue | None = None, *, by: Staff | None) -> Article:
    """Enter an article and return it; ArticleThere if this issue has the same one already.

    ``values`` are title, authors, pages, bbk, headings, annotation, language; without an issue
    also source, number, year and published_on.
    """
    with transaction():
        article = Article(by=by)
        _fill(article, values, issue)
        words = _of_record(article, values)
        _ensure_new(article, words)
        article.record = records.enter({"kind": "article", **words}, by=by)
        article.save(force_insert=True)
        journal.record(
            "periodicals.article", by=by, about=f"article {article.id}", title=words["title"]
        )
    return article


def change(article: Article, values: dict[str, Any], *, by: Staff | None) -> Article:
    """Keep what is different of an article, and return it."""
    with transaction():
        _fill(article, values, article.issue)
        records.correct(article.record, _of_record(article, values), by=by)
        article.save()
        journal.record("periodicals.article_changed", by=by, about=f"article {article.id}")
    return get(article.id)


def _fill(article: Article, values: dict[str, Any], issue: Issue | None) -> None:
    pages = str(values.get("pages") or "").strip()
    article.pages = _RANGE.sub("–", pages)[:40]
    if issue is not None:
        article.issue = issue
        article.source, article.number = str(issue.title)[:200], issue.number
        article.year = issue.year
        # The number alone tells an issue of a magazine; a newspaper's is told with its day.
        article.published_on = issue.due_on if issue.title.kind == "newspaper" else None
        return
    article.source = " ".join(str(values.get("source") or "").split())[:200]
    article.number = str(values.get("number") or "").strip()[:60]
    if article.number.isdecimal():
        article.number = f"№ {article.number}"
    article.year = values.get("year") or clock.today().year
    article.published_on = values.get("published_on")
    if not article.source:
        raise SourceMissing()


def _of_record(article: Article, values: dict[str, Any]) -> dict[str, Any]:
    title = " ".join(str(values.get("title") or "").split())
    if not title:
        raise ArticleUntitled()
    words = {name: str(values.get(name) or "").strip() for name in OF_RECORD}
    return {
        **words,
        "title": title[:500],
        "language": words["language"] or _language_of(article),
        "headings": str(values.get("headings") or ""),
        "year": article.year,
    }


def _language_of(article: Article) -> str:
    if article.issue_id is None:
        return "kk"
    return str(article.issue.title.record.language)


def _ensure_new(article: Article, words: dict[str, Any]) -> None:
    if article.issue_id is None:
        return
    there = (
        Article.select(Record.title, Record.authors)
        .join(Record)
        .where(Article.issue == article.issue_id)
        .tuples()
    )
    same = (fold(words["title"]), fold(words["authors"]))
    if any((fold(title), fold(authors)) == same for title, authors in there):
        raise ArticleThere(title=words["title"])


# What was entered before


def suggest(authors: str, title: str = "") -> dict[str, str]:
    """Return index and headings of the author's last article, else of one alike in its title."""
    query = Article.select(Article, Record).join(Record).order_by(Article.id.desc())
    found = None
    name = authors.split(";")[0].strip()
    if name:
        found = query.where(Record.authors.startswith(name)).first()
    telling = [one for one in fold(title).split() if len(one) > 4][:3]
    if found is None and telling:
        alike = query.where(catalogue.SEARCH.matching(" ".join(telling[:2])))
        found = alike.where(Record.kind == "article").first()
    if found is None:
        return {}
    words = "; ".join(str(one) for one in headings.of_record(found.record))
    return {"bbk": str(found.record.bbk), "headings": words}


def offered() -> dict[str, list[str]]:
    """Return authors, indexes and headings used before, the latest first, for fields to offer."""
    rows = list(
        Article.select(Article, Record).join(Record).order_by(Article.id.desc()).limit(MOST_OFFERED)
    )
    given = headings.of_records([int(one.record_id) for one in rows])
    named = [str(one) for row in rows for one in given.get(int(row.record_id), [])]
    return {
        "authors": _each([str(one.record.authors) for one in rows]),
        "headings": _each(named),
        "sources": _each([str(one.source) for one in rows]),
    }


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one for one in words if one))


# The systematic card file


def tree() -> list[Branch]:
    """Return the classes of КБЖ that have articles, each with their number, in two queries."""
    rows = (
        Record.select(Record.bbk, fn.COUNT(Record.id))
        .join(Article, on=(Article.record == Record.id))
        .group_by(Record.bbk)
        .tuples()
    )
    counts = Counter({str(bbk): int(count) for bbk, count in rows})
    return [one for one in (_counted(two, counts) for two in classes.tree("bbk")) if one.count]


def _counted(branch: classes.Branch, counts: Counter[str]) -> Branch:
    own = sum(count for bbk, count in counts.items() if is_within(bbk, str(branch.row.index)))
    below = [_counted(one, counts) for one in branch.below]
    return Branch(branch.row, own, [one for one in below if one.count])


def is_within(bbk: str, index: str) -> bool:
    """Return whether an index belongs to a class: ``63.3`` to ``63``, and to ``6/8``."""
    low, slash, high = index.partition("/")
    if not slash:
        return bbk.startswith(index)
    return bool(bbk) and low <= bbk[: len(low)] <= high


def in_class(index: str) -> Any:
    """Return the condition that a record's index belongs to the class; ``–`` is no index."""
    if index == "–":
        return Record.bbk == ""
    low, slash, high = index.partition("/")
    if not slash:
        return Record.bbk.startswith(index)
    start = fn.SUBSTR(Record.bbk, 1, len(low))
    return (start >= low) & (start <= high) & (Record.bbk != "")


def find(index: str = "", text: str = "", issue: Issue | None = None) -> Any:
    """Return a query of articles in a class, with those words, of an issue; as cards stand."""
    query = (
        Article.select(Article, Record)
        .join(Record)
        .order_by(Record.bbk, Record.authors, Record.sort_key, Article.id)
    )
    if index:
        query = query.where(in_class(index))
    if text.strip():
        named = Article.source.contains(text.strip())
        query = query.where(catalogue.SEARCH.matching(text) | named)
    if issue is not None:
        query = query.where(Article.issue == issue)
    return query


def without_index() -> int:
    """Return how many articles have no index yet."""
    return int(Article.select().join(Record).where(Record.bbk == "").count())


def of_issues(ids: Sequence[int]) -> dict[int, int]:
    """Return how many articles of each of the issues are described, in one query."""
    rows = (
        Article.select(Article.issue, fn.COUNT(Article.id))
        .where(Article.issue.in_(list(ids)))
        .group_by(Article.issue)
        .tuples()
    )
    return {int(issue): int(count) for issue, count in rows}


def place_of(article: Article) -> str:
    """Return where it stands, as on a card: ``Балдырған. – 2026. – № 7. – Б. 12–15``."""
    spoken = str(article.record.language)
    number = str(article.number)
    if article.published_on is not None:
        number = f"{number} ({article.published_on:%d.%m})".strip()
    parts = [str(article.source), str(article.year or ""), number]
    if article.pages:
        parts.append(f"{_PAGES.get(spoken, _PAGES['kk'])} {article.pages}")
    return ". – ".join(one for one in parts if one)


def added(first: date, last: date) -> int:
    """Return how many articles were described in those days."""
    days = (Article.added_on >= first) & (Article.added_on <= last)
    return int(Article.select().where(days).count())
