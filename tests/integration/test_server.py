"""The program as a school runs it: starting, answering, stopping, and saying what is wrong."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests

from core.config import ROOT
from core.server import addresses
from tests.databases import Databases
from tests.serving import Server, environment, run_flask, serving
from tests.unit.exchange import marcs


@pytest.fixture
def new_url(databases: Databases) -> Iterator[str]:
    """The address of a database without a single table."""
    url = databases.empty()
    yield url
    databases.drop(url)


def start_wrongly(url: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "core.server"],
        cwd=ROOT,
        env=environment(url, **settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_new_school_is_served_and_led_to_the_first_page(new_url):
    with serving(new_url) as server:
        answer = requests.get(server.address, timeout=20)

        assert answer.status_code == 200
        assert answer.url.endswith("/setup")


@pytest.mark.sqlite
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_the_system_stop_it_politely(new_url, how):
    server = Server(new_url)
    server.start()

    code = server.stop(how)

    assert code == 0
    assert "has stopped" in server.said()
    assert "Traceback" not in server.said()


@pytest.mark.sqlite
def test_a_port_that_is_taken_gets_a_sentence(new_url):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = start_wrongly(new_url, PORT=str(other.getsockname()[1]))

    assert refused.returncode == 1
    assert "choose another port: PORT=" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("PORT", "eight", "PORT says “eight”. Please write a number"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none", "does not open"),
        ("HOST", "no.such.host.invalid", "cannot be listened on"),
    ],
)
def test_a_wrong_setting_gets_a_sentence(new_url, name, text, sentence):
    refused = start_wrongly(new_url, **{name: text})

    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.sqlite
def test_a_wrong_setting_gets_a_sentence_from_a_command_too(new_url):
    refused = run_flask(new_url, "migrate", PORT="eight")

    assert refused.returncode == 1
    assert "PORT says “eight”" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_commands_bring_up_to_date_and_back_up_and_restore(new_url, tmp_path):
    made = run_flask(new_url, "migrate")
    person = run_flask(new_url, "create-staff", "asel", "--role", "head", typed="кітап-oqu-2026\n")
    saved = run_flask(new_url, "backup", str(tmp_path / "school.backup"))
    back = run_flask(new_url, "restore", str(tmp_path / "school.backup"))
    wrong = run_flask(new_url, "restore", str(ROOT / "pyproject.toml"))

    assert "core/0001_initial" in made.stdout
    assert person.returncode == 0, person.stderr
    assert saved.returncode == 0, saved.stderr
    assert back.returncode == 0, back.stderr
    assert "is kept as" in back.stdout
    assert wrong.returncode == 1
    assert "is not a backup" in wrong.stderr


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("import-marc", "x.mrc"), "read 1, created 1, merged 0, skipped 0"),
        (("load-plan", "2026"), "Loaded: 2026–2027"),
        (("list", "copies"), ""),
    ],
)
def test_a_command_of_a_section_makes_a_library_that_is_not_there(new_url, tmp_path, command, said):
    (tmp_path / "x.mrc").write_bytes(marcs.rusmarc("Абай жолы"))
    words = [str(tmp_path / word) if word == "x.mrc" else word for word in command]

    done = run_flask(new_url, *words)

    assert done.returncode == 0, done.stderr
    assert said in done.stdout


def test_restoring_under_a_running_panel_is_refused(new_url, tmp_path):
    with serving(new_url) as server:
        requests.get(server.address, timeout=20)
        run_flask(new_url, "backup", str(tmp_path / "school.backup"))
        refused = run_flask(new_url, "restore", str(tmp_path / "school.backup"))

        assert refused.returncode == 1
        assert "Stop it" in refused.stderr
        assert requests.get(server.address, timeout=20).status_code == 200


def test_all_addresses_are_printed_as_one_types_them():
    class Listening:
        effective_host, effective_port = "0.0.0.0", 8000

    assert addresses(Listening())[0] == "http://127.0.0.1:8000"
