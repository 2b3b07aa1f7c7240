"""Articles: described once, found by class and words, counted in the tree, printed as cards."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from core import clock
from plugins.catalogue.models import SEARCH, ClassIndex, Record
from plugins.periodicals import errors, services
from plugins.periodicals.documents.articles import cards
from plugins.periodicals.models import Article, Issue, Title
from plugins.periodicals.services import arrivals, articles

Make = Callable[..., Any]

VALUES = {
    "title": "Абай және қазіргі заман",
    "authors": "Нұрғалиев Рымғали; Оспанова Г.",
    "pages": "12-15",
    "bbk": "83.3(5Қаз)",
    "headings": "Абай; Әдебиеттану",
    "annotation": "Ақын мұрасының бүгінгі мәні туралы.",
}


def describe(issue: Issue | None = None, **more: Any) -> Article:
    return articles.describe({**VALUES, **more}, issue, by=None)


def branch(index: str, of: list[articles.Branch]) -> articles.Branch | None:
    for one in of:
        if one.row.index == index:
            return one
        if found := branch(index, one.below):
            return found
    return None


def test_an_article_is_a_record_with_its_place(magazine: Title, came: list[Issue]) -> None:
    article = describe(came[0])

    fresh = articles.get(article.id)
    assert (fresh.record.kind, fresh.record.year, fresh.record.language) == ("article", 2026, "kk")
    assert articles.place_of(fresh) == "Балдырған. – 2026. – № 7. – Б. 12–15"
    found = Record.select().where(SEARCH.matching("абай казирги"))
    assert [one.id for one in found] == [fresh.record_id]
    assert articles.of_issues([one.id for one in came]) == {came[0].id: 1}


def test_a_newspaper_is_told_with_its_day(make_title: Make, subscribe: Make) -> None:
    paper = make_title("Ұлан", kind="newspaper", frequency="weekly", weekdays="2", language="ru")
    subscribe(paper)
    issue = services.receive(paper, "24.11", on=date(2026, 11, 24), by=None)

    article = describe(issue, pages="3")

    assert articles.place_of(articles.get(article.id)) == "Ұлан. – 2026. – № 47 (24.11). – С. 3"


def test_a_source_may_be_typed(app: object) -> None:
    article = describe(source="Егемен Қазақстан", number="45", year=2025)

    assert articles.place_of(article) == "Егемен Қазақстан. – 2025. – № 45. – Б. 12–15"
    with pytest.raises(errors.SourceMissing):
        describe()
    with pytest.raises(errors.ArticleUntitled):
        describe(title=" ", source="Ұлан")
    assert Record.select().count() == 1


def test_one_article_once_an_issue(magazine: Title, came: list[Issue]) -> None:
    describe(came[0])

    with pytest.raises(errors.ArticleThere):
        describe(came[0], title="АБАЙ және қазіргі заман")
    describe(came[1])
    describe(came[0], title="Басқа мақала")

    assert Article.select().count() == 3


def test_an_article_is_corrected(magazine: Title, came: list[Issue]) -> None:
    article = describe(came[0])

    fresh = articles.change(article, {**VALUES, "bbk": "83", "pages": "12, 14-16"}, by=None)

    assert (fresh.record.bbk, fresh.pages, fresh.issue_id) == ("83", "12, 14–16", came[0].id)


def test_the_author_brings_index_and_headings(magazine: Title, came: list[Issue]) -> None:
    describe(came[0])

    by_author = articles.suggest("Нұрғалиев Рымғали")
    by_words = articles.suggest("", "Абай туралы қазіргі сөз")

    assert by_author == {"bbk": "83.3(5Қаз)", "headings": "Абай; Әдебиеттану"}
    assert articles.suggest("Басқа Автор", "Мүлде өзге") == {}
    assert by_words in ({}, by_author)
    assert articles.offered()["headings"] == ["Абай", "Әдебиеттану"]


def test_the_tree_counts_what_is_below(magazine: Title, came: list[Issue]) -> None:
    for number, bbk in enumerate(("83.3(5Қаз)", "63.3", "74.26", "", "22")):
        describe(came[0], title=f"Мақала {number}", bbk=bbk)

    tree = articles.tree()

    assert ClassIndex.select().exists()
    history, science = branch("63", tree), branch("2", tree)
    assert history is not None
    assert science is not None
    assert (history.count, science.count) == (1, 1)
    assert articles.without_index() == 1
    assert [one.record.bbk for one in articles.find("63")] == ["63.3"]
    assert articles.find("–").count() == 1


@pytest.mark.parametrize(
    ("bbk", "index", "is_there"),
    [
        ("63.3", "63", True),
        ("63.3", "6/8", True),
        ("9", "6/8", False),
        ("74.26", "70/79", True),
        ("80", "70/79", False),
        ("", "6/8", False),
        ("2", "22", False),
    ],
)
def test_which_class_an_index_belongs_to(
    app: object, bbk: str, index: str, *, is_there: bool
) -> None:
    describe(source="Ұлан", bbk=bbk)

    assert articles.is_within(bbk, index) == is_there
    assert articles.find(index).exists() == is_there


def test_articles_are_found_by_words_and_source(magazine: Title, came: list[Issue]) -> None:
    describe(came[0])
    describe(source="Егемен Қазақстан", title="Тарих", authors="Ким О.", headings="")

    assert [one.record.title for one in articles.find(text="нургалиев абай")] == [VALUES["title"]]
    assert [one.record.title for one in articles.find(text="Егемен")] == ["Тарих"]
    assert articles.find(issue=came[0]).count() == 1
    assert articles.added(clock.today(), clock.today()) == 2


def test_an_issue_with_articles_stays(magazine: Title, came: list[Issue]) -> None:
    describe(came[0])

    with pytest.raises(errors.IssueUsed):
        arrivals.take_back(came[0], by=None)


def test_a_card_has_index_heading_and_place(magazine: Title, came: list[Issue]) -> None:
    article = describe(came[0])

    [block] = cards({"ids": str(article.id)}).blocks

    [card] = block.cards  # type: ignore[union-attr]
    assert card.corner == ("83.3(5Қаз)",)
    assert card.heads[0] == "Абай; Әдебиеттану"
    assert card.text == (
        "Абай және қазіргі заман / Р. Нұрғалиев, Г. Оспанова // "
        "Балдырған. – 2026. – № 7. – Б. 12–15."
    )
    with pytest.raises(errors.NoArticles):
        cards({"index": "22"})
