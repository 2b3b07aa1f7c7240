"""Long work: a person sees how far it is, then what came of it; nobody else sees anything."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext

from core import tasks
from core.database import transaction
from core.errors import InUse
from core.models import Staff
from core.settings import get
from plugins.catalogue.models import Record
from tests.makers import make_record

ASK = {"Accept": "application/json"}


@pytest.fixture
def begun(app: Flask, librarian: FlaskClient) -> Iterator[Callable[..., str]]:
    """Return a starter of work for the librarian: ``begun(work)`` gives the task's address."""

    def begin(work: tasks.Work, language: str = "en", **more: Any) -> str:
        with force_locale(language):
            person = Staff.get(Staff.login == "librarian")
            return f"/tasks/{tasks.start('Long work', work, by=person, **more)}"

    yield begin
    tasks.wait()
    tasks.forget()


def after(address: str, browser: FlaskClient) -> Any:
    tasks.wait()
    return browser.get(address)


def test_a_person_sees_how_far_the_work_is(
    begun: Callable[..., str], librarian: FlaskClient
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def work(progress: tasks.Progress) -> tasks.Finished:
        progress(12_400, 100_000)
        reached.set()
        go_on.wait(20)
        return tasks.Finished("All is done.")

    address = begun(work)
    reached.wait(20)
    told = librarian.get(address, headers=ASK).get_json()
    page = librarian.get(address).text
    go_on.set()

    assert told == {
        "state": "running",
        "is_over": False,
        "done": 12_400,
        "total": 100_000,
        "words": "12\u00a0400\u00a0/\u00a0100\u00a0000",
        "message": "",
    }
    assert (
        '<progress class="t-bar" aria-labelledby="task-state" max="100000" value="12400">' in page
    )
    assert told["words"] in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "core/tasks.js" in page
    page = after(address, librarian).text
    assert "All is done." in page
    assert "<progress" not in page
    assert "refresh" not in page


def test_work_has_a_connection_and_the_persons_language(
    begun: Callable[..., str], librarian: FlaskClient
) -> None:
    def work(_progress: tasks.Progress) -> tasks.Finished:
        with transaction():
            make_record("Абай жолы")
        return tasks.Finished(f"{gettext('Back')} {Record.select().count()} {get('school.city')}")

    address = begun(work, language="ru")

    assert "Назад 1" in after(address, librarian).text
    assert Record.select().count() == 1


def test_done_work_leads_on_and_says_so_once(
    begun: Callable[..., str], librarian: FlaskClient
) -> None:
    address = begun(lambda _progress: tasks.Finished("12 books.", url="/fund/copies/"))

    answer = after(address, librarian)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/fund/copies/")
    assert "12 books." in librarian.get("/fund/copies/").text
    assert librarian.get(address).status_code == 303
    assert "12 books." not in librarian.get("/fund/copies/").text


def test_a_file_is_fetched_by_its_person_only_and_goes_away(
    begun: Callable[..., str],
    librarian: FlaskClient,
    sign_in: Callable[..., FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def work(_progress: tasks.Progress) -> tasks.Finished:
        path = tasks.new_file(".xlsx")
        path.write_bytes(b"rows")
        return tasks.Finished("It is ready.", file=path, file_name="түгендеу.xlsx")

    address = begun(work)
    page = after(address, librarian).text
    other = sign_in("head")

    assert f'href="{address}/file"' in page
    for again in (1, 2):
        answer = librarian.get(f"{address}/file", buffered=True)
        assert (answer.status_code, answer.data) == (200, b"rows"), again
        assert "attachment" in answer.headers["Content-Disposition"]
        answer.close()
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/file").status_code == 404
    monkeypatch.setattr(tasks, "FILE_STAYS", -1.0)
    begun(lambda _progress: tasks.Finished("Next."))
    assert librarian.get(f"{address}/file").status_code == 404


def test_a_refusal_is_shown_as_its_sentence(
    begun: Callable[..., str], librarian: FlaskClient
) -> None:
    def work(_progress: tasks.Progress) -> tasks.Finished:
        with transaction():
            make_record()
            raise InUse(what="Абай жолы")

    address = begun(work, back_url="/fund/copies/")

    page = after(address, librarian).text
    assert "Абай жолы is still used elsewhere and stays." in page
    assert 'href="/fund/copies/"' in page
    assert Record.select().count() == 0


def test_a_defect_is_logged_and_told_with_a_number(
    begun: Callable[..., str], librarian: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_progress: tasks.Progress) -> tasks.Finished:
        raise RuntimeError("secret of the machine")

    page = after(begun(work), librarian).text

    assert "The program has made a mistake. Nothing has been half-saved." in page
    assert "secret of the machine" not in page
    assert "secret of the machine" in caplog.text
    assert "Next." in after(begun(lambda _progress: tasks.Finished("Next.")), librarian).text


def test_a_rule_of_the_database_is_a_refusal(
    begun: Callable[..., str], librarian: FlaskClient
) -> None:
    def work(_progress: tasks.Progress) -> tasks.Finished:
        person = Staff.get(Staff.login == "librarian")
        Staff.create(login=person.login, full_name="x", role="head", password_hash="-")
        return tasks.Finished("no")

    assert "The same number or name is already there." in after(begun(work), librarian).text


def test_one_at_a_time_and_not_too_many(begun: Callable[..., str], librarian: FlaskClient) -> None:
    reached, go_on, order = threading.Event(), threading.Event(), []

    def first(_progress: tasks.Progress) -> tasks.Finished:
        reached.set()
        go_on.wait(20)
        order.append(0)
        return tasks.Finished("0")

    def later(number: int) -> tasks.Work:
        def work(_progress: tasks.Progress) -> tasks.Finished:
            order.append(number)
            return tasks.Finished(str(number))

        return work

    begun(first)
    reached.wait(20)
    addresses = [begun(later(number)) for number in range(1, tasks.MOST_WAITING + 1)]
    page = librarian.get(addresses[2]).text
    with pytest.raises(tasks.TooManyTasks):
        begun(later(99))
    go_on.set()
    tasks.wait()

    assert "It begins when 3 other tasks are done." in page
    assert order == list(range(tasks.MOST_WAITING + 1))


def test_nobody_finds_a_task_that_is_not_there(librarian: FlaskClient) -> None:
    assert librarian.get("/tasks/none").status_code == 404
    assert librarian.get("/tasks/none", headers=ASK).status_code == 404
    assert librarian.get("/tasks/none/file").status_code == 404
