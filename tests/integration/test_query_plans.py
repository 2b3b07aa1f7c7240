"""No question of the desk reads through a whole table, however long the library has been open."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.database import db, is_sqlite
from plugins.circulation.models import Deed, Loan
from plugins.fund.models import Copy
from plugins.readers.models import Reader
from tests.integration.test_desk_http import Post, post, token_of
from tests.makers import make_copy, make_reader

__all__ = ["post"]

#: What grows for as long as a library is open; a class list or the staff may be read through.
LONG = (
    *("circulation_loan", "circulation_deed", "circulation_reservation"),
    *("fund_copy", "readers_reader", "catalogue_record"),
)


@pytest.fixture
def asked(app: object) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that the database is given."""
    seen: list[tuple[str, Any]] = []

    def keep(event: Any) -> None:
        seen.append((event.sql, event.params))

    db.obj.query_hooks.append(keep)
    yield seen
    db.obj.query_hooks.clear()


def read_through(statements: list[tuple[str, Any]]) -> list[str]:
    """Return the statements whose plan reads a long table from end to end."""
    db.obj.query_hooks.clear()
    if not is_sqlite():
        db.execute_sql("SET enable_seqscan = off")  # tables of a test are too short for an index
    found = []
    for sql, params in dict(statements).items():
        if not sql.lstrip().startswith(("SELECT", "UPDATE")):
            continue
        explain = "EXPLAIN QUERY PLAN " if is_sqlite() else "EXPLAIN "
        plan = "\n".join(str(row[-1]) for row in db.execute_sql(explain + sql, params or ()))
        if " LIMIT " in sql and " ORDER BY " in sql and "TEMP B-TREE" not in plan:
            continue  # read from its end, as far as the limit
        names = {"t1": "", "t2": "", "t3": ""} | dict(
            (alias, table) for table, alias in re.findall(r'"(\w+)" AS "(t\d)"', sql)
        )
        for scanned in re.findall(
            r"(?:Seq Scan on|SCAN) (\w+)(?! USING (?:COVERING )?INDEX)", plan
        ):
            if names.get(scanned, scanned) in LONG:
                found.append(f"{scanned}: {sql}\n{plan}")
    return found


def statements_of(asked: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(sql, tuple(params or ())) for sql, params in asked]


def test_a_scan_reads_by_indexes_only(post: Post, asked: list[tuple[str, Any]]) -> None:
    copy, reader, other = make_copy(), make_reader(), make_reader()
    asked.clear()

    post(reader.code, request_id="a")
    post(copy.code, reader=reader.code, request_id="b")
    post(copy.code, reader=other.code, request_id="c")
    post(copy.inventory_no, mode="return", request_id="d")
    post("", path="/desk/undo", request_id="e")

    assert len(asked) > 30
    assert read_through(statements_of(asked)) == []


def test_the_desks_page_reads_by_indexes_only(
    librarian: FlaskClient, asked: list[tuple[str, Any]]
) -> None:
    copy, reader = make_copy(), make_reader()
    token = token_of(librarian)
    form = {"code": copy.code, "reader": reader.code, "csrf_token": token}
    asked.clear()

    answer = librarian.post("/desk/scan", data=form, headers={"X-Desk": "fragments"})
    librarian.get("/desk/")

    assert answer.status_code == 200
    assert read_through(statements_of(asked)) == []


def test_reading_through_is_noticed(database: str) -> None:
    every = [
        (Loan.select().where(Loan.note == "x").sql()),
        (Deed.select().where(Deed.code == "x").sql()),
        (Copy.select().where(Copy.shelf == "x").sql()),
        (Reader.select().where(Reader.phone == "x").sql()),
    ]

    assert len(read_through([(sql, tuple(params)) for sql, params in every])) == 4
