"""One search for the panel and for the pupils: finds, counts, puts in order."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from peewee import SQL, fn

from core.alphabet import fold, plain
from core.bulk import among
from core.database import db, is_sqlite
from core.sections import hook
from core.sounds import sound
from core.word_index import WEIGHTS, Term
from plugins.catalogue.models import SEARCH, Record
from plugins.catalogue.services.search import columns
from plugins.catalogue.services.search.asked import Asked, read
from plugins.catalogue.services.search.filters import Choice, Filters, counted, grouped
from plugins.catalogue.services.search.ranking import Candidate, ranked

#: So many are counted to the last one; of more it is said that they are more.
MOST_COUNTED = 10_000
#: Among so many the best are looked for word by word.
_WINDOW = 100
#: More are not weighed one by one: those with the words in the title come first.
_MOST_WEIGHED = 1500
#: More are not asked, for a number beside a choice, which have a copy on the shelf.
_MOST_ASKED = 1000
_BATCH = 5000
SORTS = ("relevance", "title", "year")
MOST_A_PAGE = 200


@dataclass(frozen=True)
class Found:
    """What was found: a page of ``ids`` out of ``total``, and the choices of every facet.

    ``total`` of a very wide search is the least number there are (``is_more``). ``did_you_mean``
    is the text with mistyped words put right: what is shown was found by them. ``condition`` says
    of a record, in a query, that it has what was typed, whatever the filters; ``matched`` are the
    ids of all that was counted, in no order.
    """

    ids: list[int]
    total: int
    page: int
    size: int
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    did_you_mean: str = ""
    is_more: bool = False
    condition: Any = None
    matched: list[int] = field(default_factory=list, repr=False)

    @cached_property
    def available(self) -> int | None:
        """Return how many of the found have a copy on the shelf now; None of too many to ask."""
        if len(self.matched) > _MOST_ASKED:
            return None
        return len(_those_available(self.matched)) if self.matched else 0

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def records(self) -> list[Record]:
        """Return the records of the page, in their order."""
        rows = {one.id: one for one in Record.select().where(Record.id.in_(self.ids))}
        return [rows[one] for one in self.ids if one in rows]


def find(
    text: str,
    *,
    filters: Filters | None = None,
    sort: str = "relevance",
    page: int = 1,
    size: int = 25,
) -> Found:
    """Return what was found under ``text``: any text is safe, an empty one finds everything.

    Understood are words in any order, the last as a beginning; ``"a phrase"``, ``author:``,
    ``title:``, ``year:2015-2020`` and the same in Kazakh and Russian.
    """
    filters = filters or Filters()
    asked = read(text)
    if asked.first_year is not None or asked.last_year is not None:
        filters = replace(filters, first_year=asked.first_year, last_year=asked.last_year)
    page, size = max(1, page), max(1, min(size, MOST_A_PAGE))
    terms, is_mended = _mended(asked)
    matched = _matched(terms, filters)
    if not matched.ids and not is_mended and asked.parts:
        terms, is_mended = _mended(asked, all_of_them=True)
        matched = _matched(terms, filters) if is_mended else matched
    order = _ordered(asked, terms, matched, sort, page * size)
    ids = order[(page - 1) * size : page * size]
    return Found(
        ids=ids,
        total=len(matched.ids),
        page=page,
        size=size,
        facets=matched.facets,
        did_you_mean=_meant(asked, terms, ids) if is_mended and ids else "",
        is_more=matched.is_more,
        condition=_condition(asked, terms),
        matched=matched.ids,
    )


def _condition(asked: Asked, terms: list[Term]) -> Any:
    found = SEARCH.having(terms)
    if asked.first_year is not None:
        found &= Record.year >= asked.first_year
    if asked.last_year is not None:
        found &= Record.year <= asked.last_year
    return found


def _mended(asked: Asked, *, all_of_them: bool = False) -> tuple[list[Term], bool]:
    """Return the terms, with what may have been meant beside those that no record has."""
    terms, is_mended = [], False
    for one in asked.terms:
        if one.is_mistakable and (all_of_them or not SEARCH.is_known(one)):
            near = SEARCH.one_mistake_away(one)
            is_mended = is_mended or bool(near)
            one = one.replaced(near)
        terms.append(one)
    return terms, is_mended


@dataclass
class _Matched:
    """All that have the terms and pass the filters, and what else one could choose."""

    ids: list[int]
    facets: dict[str, list[Choice]]
    is_more: bool = False
    before: int = 0


def _matched(terms: list[Term], filters: Filters) -> _Matched:
    is_narrowed = filters != Filters()
    if is_sqlite():
        found = _matched_in_memory(terms, filters, most=None if is_narrowed else MOST_COUNTED)
    else:
        found = _matched_by_rows(terms, filters, most=None if is_narrowed else MOST_COUNTED)
    if filters.is_available:
        found.ids = _those_available(found.ids)
    return found


def _matched_in_memory(terms: list[Term], filters: Filters, most: int | None) -> _Matched:
    table = columns.now()
    if asked := SEARCH.query(terms):
        limit = f" LIMIT {most + 1}" if most else ""
        row = db.execute_sql(
            f"SELECT group_concat(rowid) FROM (SELECT rowid FROM {SEARCH.table} "
            f"WHERE {SEARCH.table} MATCH ?{limit})",
            (asked,),
        ).fetchone()
        ids = table.existing([int(one) for one in row[0].split(",")]) if row[0] else []
    else:
        ids = table.everything()
        most = None
    is_more = bool(most) and len(ids) > (most or 0)
    ids = ids[:most] if is_more else ids
    before = len(ids)
    first, last = filters.first_year, filters.last_year
    if first is not None or last is not None:
        low, high = first or 1, last if last is not None else 9999
        ids = [one for one in ids if low <= table.years[one] <= high]
    facets, passing = counted(grouped(table.counts(ids)), filters)
    if filters.has_facets:
        codes = table.codes_of(passing)
        ids = [one for one in ids if table.codes[one] in codes]
    return _Matched(ids, facets, is_more, before)


def _matched_by_rows(terms: list[Term], filters: Filters, most: int | None) -> _Matched:
    query = Record.select(
        Record.id,
        Record.kind,
        Record.language,
        Record.grade,
        Record.subject,
        fn.SUBSTR(Record.bbk, 1, 2),
    ).where(SEARCH.having(terms))
    if filters.first_year is not None:
        query = query.where(Record.year >= filters.first_year)
    if filters.last_year is not None:
        query = query.where(Record.year <= filters.last_year)
    rows = list(query.limit(most + 1).tuples() if most and terms else query.tuples())
    is_more = bool(most and terms) and len(rows) > (most or 0)
    if is_more:
        rows.pop()
    counts = Counter(row[1:] for row in rows)
    facets, passing = counted(grouped(counts.items()), filters)
    ids = [row[0] for row in rows if row[1:] in passing]
    return _Matched(ids, facets, is_more, len(rows))


def _those_available(ids: list[int]) -> list[int]:
    """Return those of the records that have a copy on the shelf; all if nobody knows."""
    there: set[int] = set()
    for start in range(0, len(ids), _BATCH):
        answer = hook.records_available(record_ids=ids[start : start + _BATCH])
        if answer is None:
            return ids
        there.update(answer)
    return [one for one in ids if one in there]


def _ordered(
    asked: Asked, terms: list[Term], matched: _Matched, sort: str, wanted: int
) -> list[int]:
    """Return the ids in their order, at least as many as are ``wanted``."""
    ids = matched.ids
    if not ids:
        return []
    if sort == "year":
        return _by_column(ids, "year DESC NULLS LAST, sort_key, id", wanted)
    if sort == "title" or not terms:
        return _by_column(ids, "sort_key, id", wanted)
    window = max(_WINDOW, wanted)
    if len(ids) <= _WINDOW:
        best, rest = ids, []
    elif matched.before <= _MOST_WEIGHED:
        weighed = _weighed(terms, set(ids))
        best, rest = weighed[:_WINDOW], weighed[_WINDOW:]
    else:
        most = 4 * _WINDOW if len(ids) == matched.before else MOST_COUNTED
        best = _first_by_title(terms, set(ids), most)
        taken = set(best)
        rest = [one for one in ids[: window + len(best)] if one not in taken]
    return ranked(asked, terms, _candidates(best)) + rest


def _weighed(terms: list[Term], ids: set[int]) -> list[int]:
    """Return the ids by the database's own weights."""
    asked = SEARCH.query(terms)
    if is_sqlite():
        weights = ", ".join(map(str, WEIGHTS))
        rows = db.execute_sql(
            f"SELECT rowid FROM {SEARCH.table} WHERE {SEARCH.table} MATCH ? "
            f"ORDER BY bm25({SEARCH.table}, {weights}), rowid",
            (asked,),
        ).fetchall()
    else:
        rows = db.execute_sql(
            "SELECT id FROM catalogue_record WHERE search_vector @@ to_tsquery('simple', %s) "
            "ORDER BY ts_rank(search_vector, to_tsquery('simple', %s)) DESC, id",
            (asked, asked),
        ).fetchall()
    return [row[0] for row in rows if row[0] in ids]


def _first_by_title(terms: list[Term], ids: set[int], most: int) -> list[int]:
    """Return some of very many: whose title begins with the words, has them, any."""
    found: dict[int, None] = {}
    bare = [replace(one, place=one.place or "title") for one in terms]
    words = " ".join(word for one in terms for word in one.words)
    steps: list[str] = []
    if is_sqlite() and not any(one.place == "names" for one in terms):
        steps.append(f'title : ^ "{words}"')
    exact = [Term(one.words, place=one.place, is_beginning=False) for one in bare]
    steps += [SEARCH.query(exact), SEARCH.query(bare)]
    for step in steps:
        if is_sqlite():
            sql = f"SELECT rowid FROM {SEARCH.table} WHERE {SEARCH.table} MATCH ? LIMIT ?"
        else:
            sql = (
                "SELECT id FROM catalogue_record "
                "WHERE search_vector @@ to_tsquery('simple', %s) LIMIT %s"
            )
        for (number,) in db.execute_sql(sql, (step, most)).fetchall():
            if number in ids:
                found[number] = None
        if len(found) >= _WINDOW:
            break
    return list(found)[:_WINDOW]


def _candidates(ids: list[int]) -> list[Candidate]:
    if not ids:
        return []
    rows = (
        Record.select(Record.id, Record.title, Record.authors, Record.year, Record.search_text)
        .where(Record.id.in_(ids))
        .tuples()
    )
    return [
        Candidate(number, title, authors, year or 0, tuple(words.split("\n")))
        for number, title, authors, year, words in rows
    ]


def _by_column(ids: list[int], order: str, wanted: int) -> list[int]:
    """Return the first of the ids in the order of columns."""
    if len(ids) > _MOST_WEIGHED and order.startswith("sort_key"):
        return _along_the_index(set(ids), wanted)
    rows = Record.select(Record.id).where(among(Record.id, ids)).order_by(SQL(order)).tuples()
    return [number for (number,) in rows]


def _along_the_index(ids: set[int], wanted: int) -> list[int]:
    """Return the first of very many ids by title: read in that order until there are enough."""
    found: list[int] = []
    cursor = db.execute_sql("SELECT id FROM catalogue_record ORDER BY sort_key, id")
    for (number,) in cursor:
        if number in ids:
            found.append(number)
            if len(found) >= wanted:
                break
    cursor.close()
    return found


def _meant(asked: Asked, terms: list[Term], ids: list[int]) -> str:
    """Return the text with mistyped words as the first of the found have them."""
    text = asked.text
    first = Record.select(Record.title, Record.part, Record.authors, Record.responsibility)
    rows = first.where(Record.id.in_(ids[:5])).tuples()
    words = [word for row in rows for one in row for word in plain(one).split()]
    for part, term in zip(asked.parts, terms, strict=True):
        near = set(term.instead)
        if not near:
            continue
        meant = next((one for one in words if fold(one) in near or sound(one) in near), "")
        text = text.replace(part.letters, meant or term.instead[0], 1)
    return " ".join(text.split())
