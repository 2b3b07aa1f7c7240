"""The first start prepares everything, the second nothing, and what is missing gets a sentence."""

import builtins
import json
import re
import subprocess
import sys

import pytest

from tools import run, setup


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with two lock files and no .venv."""
    for lock in setup.LOCKS.values():
        (tmp_path / lock).write_text(f"# {lock}\n")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv" / "installed.json")
    monkeypatch.setattr(setup, "python_of", lambda: tmp_path / ".venv" / "python")
    return tmp_path


@pytest.fixture
def deeds(place, monkeypatch):
    """What was made and installed, in order; nothing really is."""
    done = []

    def make():
        done.append("venv")
        (place / ".venv").mkdir()
        (place / ".venv" / "python").touch()

    monkeypatch.setattr(setup, "_make_venv", make)
    monkeypatch.setattr(setup, "_install", done.append)
    monkeypatch.setattr(setup, "_runs", lambda python: python.exists())
    return done


def test_the_first_time_everything_is_made(deeds):
    setup.ensure_ready("run")

    assert deeds == ["venv", "requirements.lock"]


def test_the_second_time_nothing_is_done(deeds):
    setup.ensure_ready("run")
    setup.ensure_ready("run")

    assert deeds == ["venv", "requirements.lock"]


def test_a_changed_lock_is_installed_into_the_same_venv(place, deeds):
    setup.ensure_ready("run")
    (place / "requirements.lock").write_text("# changed\n")
    setup.ensure_ready("run")

    assert deeds == ["venv", "requirements.lock", "requirements.lock"]


def test_who_can_test_can_serve(deeds):
    setup.ensure_ready("dev")
    setup.ensure_ready("run")

    assert deeds == ["venv", "requirements-dev.lock"]


def test_a_stamp_that_is_torn_is_as_good_as_none(place, deeds):
    setup.ensure_ready("run")
    (place / ".venv" / "installed.json").write_text("{")
    setup.ensure_ready("run")

    assert deeds.count("requirements.lock") == 2
    assert json.loads((place / ".venv" / "installed.json").read_text())


def test_a_python_without_venv_gets_a_sentence(place, monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name == "ensurepip":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(setup.SetupFault, match="apt-get install python3-venv"):
        setup.ensure_ready("run")


def test_pip_that_fails_gets_a_sentence(place, deeds, monkeypatch):
    def fail(lock):
        raise setup.SetupFault("The libraries could not be installed")

    monkeypatch.setattr(setup, "_install", fail)
    with pytest.raises(setup.SetupFault):
        setup.ensure_ready("run")

    assert not (place / ".venv" / "installed.json").exists()


def test_make_knows_every_command_and_no_other():
    makefile = (run.ROOT / "Makefile").read_text("utf-8")
    named = re.search(r"^COMMANDS = (.*)$", makefile, re.MULTILINE)

    assert named
    assert {*named[1].split(), "serve", "flask"} == set(run.COMMANDS)


def test_no_command_prints_help():
    done = subprocess.run(
        [sys.executable, "tools/run.py"], cwd=run.ROOT, capture_output=True, text=True, check=True
    )

    assert "make run" in done.stdout
    assert "make soak" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="only Windows: there is no sh")
def test_a_python_is_found_by_running_it(tmp_path):
    pretender = tmp_path / "python3.13"
    pretender.write_text("#!/bin/sh\nexit 127\n")
    pretender.chmod(0o755)

    done = subprocess.run(
        ["/bin/sh", "tools/find_python.sh"],
        cwd=run.ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHON": sys.executable},
    )

    assert done.stdout.strip() == sys.executable


@pytest.mark.skipif(sys.platform == "win32", reason="only Windows: there is no sh")
def test_without_python_there_is_a_sentence(tmp_path):
    (tmp_path / "tools").mkdir()
    script = tmp_path / "tools" / "find_python.sh"
    script.write_bytes((run.ROOT / "tools" / "find_python.sh").read_bytes())
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")

    done = subprocess.run(
        ["/bin/sh", str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )

    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
