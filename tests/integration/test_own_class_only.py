"""Every route of the program, asked by one class teacher for another's class: nothing is told.

All that the other class has (pupils, loans, marks, papers) is put into every place of every
address and form. A new route is in it by itself.
"""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import clock
from core.access import PUBLIC, can, permission_for
from core.pages import documents as papers
from core.sections import gather, hook
from plugins.circulation.models import ClassMark, KitIssue, Loan
from plugins.circulation.services import kits, passing
from plugins.readers.models import Reader
from tests.integration.test_access_matrix import token_of
from tests.makers import (
    make_class,
    make_copy,
    make_loan,
    make_reader,
    make_set,
    make_staff,
    make_textbook,
)

# What a page lets whom see is asked of the program, not of the database.
pytestmark = pytest.mark.sqlite

#: What belongs to the other class: names, card, telephone; none of it may stand in an answer.
SECRETS = ("Құпиябек", "Жасырынов", "987654", "7010203040", "Бөтенова")

#: What a class teacher looks for; the search box shows it again, so it is less than a secret.
SOUGHT = ("Құпия", "98765")

#: These change the one who asks, not the library.
OWN_AFFAIRS = ("login.", "language.", "setup.")

#: What must stay as it is, whatever is sent. Lines of logs are no part of a class.
LOGS = ("core_", "circulation_deed")


@pytest.fixture
def school(app: Flask, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Two classes with a teacher each; the other one's has passed on half of the pile."""
    ours, theirs = make_staff("teacher", language="en"), make_staff("teacher", login="other")
    own, other = make_class(7, "Ә", login=ours), make_class(8, "Б", login=theirs)
    make_reader("Серікова Айгүл", kind="teacher", leads=own)
    leader = make_reader("Бөтенова Анар", kind="teacher", leads=other)
    mine = make_reader("Әлібек Нұрасыл", school_class=own)
    pupil = make_reader(
        "Жасырынов Құпиябек", school_class=other, card_no=987654, phone="+7 7010203040"
    )
    records = [make_textbook("Алгебра", 8), make_textbook("Физика", 8)]
    items = make_set(records, grade=8)
    for record in records:
        make_copy(record=record, fund="textbook")
    kits.give_kit(other, by=None, to_teacher=True)
    passing.pass_on(other, pupil=int(pupil.id), item=int(items[0].id), by=theirs)
    late = make_loan(make_copy(), pupil, days_ago=60)
    make_loan(reader=mine)
    mark = ClassMark.create(reader=pupil, kind="absent", marked_on=clock.today())
    _draw_nothing(monkeypatch)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = ours.get_id()
    ids = {
        "reader": pupil.id,
        "leader": leader.id,
        "class": other.id,
        "loan": Loan.select().order_by(Loan.id.desc()).get().id,
        "late": late.id,
        "copy": late.copy_id,
        "record": late.copy.record_id,
        "kit": KitIssue.get().id,
        "mark": mark.id,
        "card": pupil.card_no,
        "item": items[1].id,
    }
    return SimpleNamespace(
        teacher=ours, browser=browser, pupil=pupil, other=other, ids=ids, own=own
    )


def _draw_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let papers be given as the words they are made of, which a test can read."""
    for kind in papers.RENDERERS:
        monkeypatch.setitem(papers.RENDERERS, kind, lambda paper: repr(paper).encode())


def routes(app: Flask, method: str) -> Iterator[Any]:
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not rule.endpoint.startswith(OWN_AFFAIRS):
            yield rule


def filled(rule: Any, school: SimpleNamespace) -> set[str]:
    """Return addresses of the rule with each id of the other class in its places."""
    if rule.endpoint == "documents.printed":
        kinds = gather(hook.register_documents())
        return {f"/documents/{one.name}.{kind}" for one in kinds for kind in one.formats[:1]}
    if "filename" in rule.arguments:
        return set()
    words = {"export_type": "csv", "kind": "pdf", "key": "reader"}

    def place(found: re.Match[str], number: object) -> str:
        return words.get(found[1], str(number))

    one = {number for number in school.ids.values()} if rule.arguments else {0}
    return {re.sub(r"<(?:\w+:)?(\w+)>", lambda found, n=n: place(found, n), rule.rule) for n in one}


def opened(rule: Any, school: SimpleNamespace, method: str) -> list[str]:
    """Return the addresses of the rule; one is enough of what a class teacher may not open."""
    asked = permission_for(rule.endpoint, method)
    is_closed = asked is None or (asked != PUBLIC and not can(asked, school.teacher))
    return sorted(filled(rule, school))[: 1 if is_closed else None]


def questions(endpoint: str, school: SimpleNamespace) -> Iterator[dict[str, Any]]:
    """Return what is asked of an address: nothing, each object, each filter, each search."""
    ids = school.ids
    yield {}
    everything = {
        "class": ids["class"],
        "reader": ids["reader"],
        "pupil": ids["reader"],
        "ids": ids["reader"],
        "loan": ids["loan"],
        "card": ids["card"],
    }
    yield {**everything, "show": "held"}
    yield {"ids": ids["class"], "class": ids["class"]}
    if endpoint.endswith(("details_view", "edit_view", "ajax_lookup")):
        yield from ({"id": one} for one in set(ids.values()))
    if endpoint.endswith(("index_view", "export", "print_view", "counts", "paper")):
        yield {"preset": "all"}
        yield {"f-school_class": ids["class"]}
        yield {"f-reader-school_class": ids["class"], "preset": "all"}
    for text in SOUGHT:
        yield {"search": text, "q": text, "query": text, "preset": "all", "name": "reader"}


def told(answer: Any, *asked: Any) -> list[str]:
    """Return the secrets in an answer, a redirect's target too; what was asked may come back."""
    text = answer.get_data().decode("utf-8", "replace") + answer.headers.get("Location", "")
    return [one for one in SECRETS if one in text and one not in str(asked)]


def everything_kept() -> dict[str, list[Any]]:
    return {
        model._meta.table_name: list(model.select().order_by(model.id).tuples())
        for model in gather(hook.register_models())
        if not model._meta.table_name.startswith(LOGS)
    }


def test_no_page_tells_of_another_class(app: Flask, school: SimpleNamespace) -> None:
    leaks: list[Any] = []
    for rule in routes(app, "GET"):
        for address in opened(rule, school, "GET"):
            for asked in questions(rule.endpoint, school):
                answer = school.browser.get(address, query_string=asked, buffered=True)
                assert answer.status_code < 500, (address, asked)
                if words := told(answer, address, asked):
                    leaks.append((rule.endpoint, address, asked, words))
                if answer.status_code == 403:
                    break

    assert leaks == []


def forms(rule: Any, school: SimpleNamespace) -> Iterator[dict[str, Any]]:
    """Return what is sent to an address: every action on every row, every mark."""
    ids = school.ids
    if rule.endpoint.endswith("action_view"):
        names = {one.name for m in (Reader, type(school.other), Loan) for one in actions(m)}
        for name in sorted(names):
            for row in ("reader", "class", "loan"):
                yield {"action": name, "rowid": ids[row]}
        return
    yield {"id": ids["reader"], "pupil": ids["reader"], "item": ids["item"], "deed": 1}
    yield {
        "code": str(ids["card"]),
        "reader": ids["reader"],
        "class": ids["class"],
        "last_name": "X",
        "pupil": ids["reader"],
    }


def actions(model: Any) -> list[Any]:
    return gather(hook.register_actions(model=model))


def test_no_form_tells_of_another_class_or_changes_it(app: Flask, school: SimpleNamespace) -> None:
    token = token_of(school.browser)
    before, leaks = everything_kept(), []
    for rule in routes(app, "POST"):
        for address in opened(rule, school, "POST"):
            for values in forms(rule, school):
                answer = send(school.browser, address, values, token)
                assert answer.status_code < 500, (address, values)
                if words := told(answer, address, values):
                    leaks.append((rule.endpoint, address, values, words))
                if answer.status_code == 403:
                    break
    # The own class, with the other's pupils in the form.
    for deed in ("pass", "absent", "undo"):
        for values in forms(SimpleNamespace(endpoint=""), school):
            answer = send(school.browser, f"/my-class/{school.own.id}/{deed}", values, token)
            leaks += told(answer, values)

    assert leaks == []
    after = everything_kept()
    assert [name for name in before if before[name] != after[name]] == []


def send(browser: FlaskClient, address: str, values: dict[str, Any], token: str) -> Any:
    return browser.post(address, data=values, headers={"X-CSRFToken": token}, buffered=True)


def test_the_words_looked_for_are_seen_by_the_librarian(
    school: SimpleNamespace, librarian: FlaskClient
) -> None:
    page = librarian.get(f"/readers/readers/details/?id={school.pupil.id}").text

    assert [one for one in SECRETS[:3] if one not in page] == []
