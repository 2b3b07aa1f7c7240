"""What only some tests need (Chromium, PostgreSQL, hunspell), where it is, and what if it is not.

On a developer's machine such a test is skipped, with the name of the package to install. Under
CI=true it fails: there everything is promised to be installed, and a skip would hide a fault.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

#: What is missing, by what it is called here: what to install on Debian and Ubuntu.
PACKAGES = {
    "Chromium": "chromium-headless-shell (or chromium)",
    "Playwright's driver": "libatomic1",
    "PostgreSQL": "postgresql",
    "hunspell": "hunspell hunspell-kk",
    "pdftotext": "poppler-utils",
    "zoomsh": "yaz",
    "yaz-ztest": "yaz",
}


def in_ci() -> bool:
    """Say whether everything is promised to be installed."""
    return os.environ.get("CI", "").lower() in ("true", "1", "yes")


def find_chromium() -> Path | None:
    """Return the browser that the browser tests drive, or None.

    Chromium's headless shell comes first: without windows it takes a third less of the processor.
    """
    named = os.environ.get("CHROMIUM")
    usual = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    for name in ([named] if named else []) + usual:
        if found := shutil.which(name):
            return Path(found)
    return None


@functools.cache
def find_driver() -> Path | None:
    """Return Playwright's own node if it starts: on a small Debian a library of it is missing."""
    from playwright._impl._driver import compute_driver_executable

    node = compute_driver_executable()[0]
    try:
        done = subprocess.run([node, "--version"], capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else Path(node)


def find_postgres() -> Path | None:
    """Return the folder of initdb, postgres and pg_dump, the newest version's, or None."""
    places = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: _number(bin.parent), reverse=True
    )
    if found := shutil.which("initdb"):
        places.append(Path(found).resolve().parent)
    if found := shutil.which("pg_config"):
        said = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=False)
        places.append(Path(said.stdout.strip() or "/"))
    for place in places:
        if all((place / name).exists() for name in ("initdb", "postgres", "pg_dump")):
            return place
    return None


def _number(folder: Path) -> int:
    return int(folder.name) if folder.name.isdigit() else 0


@functools.cache
def find_hunspell(language: str = "kk_KZ") -> Path | None:
    """Return hunspell if it is here and has the dictionary of ``language``, else None."""
    program = shutil.which("hunspell")
    if not program:
        return None
    said = subprocess.run(
        [program, "-D"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    return Path(program) if language in said.stdout + said.stderr else None


def find_pdftotext() -> Path | None:
    """Return poppler's pdftotext, or None."""
    found = shutil.which("pdftotext")
    return Path(found) if found else None


def find_zoomsh() -> Path | None:
    """Return a client of other people for SRU, or None."""
    found = shutil.which("zoomsh")
    return Path(found) if found else None


def find_ztest() -> Path | None:
    """Return a server of other people for Z39.50, or None."""
    found = shutil.which("yaz-ztest")
    return Path(found) if found else None


FINDERS: dict[str, Callable[[], Path | None]] = {
    "Chromium": find_chromium,
    "Playwright's driver": find_driver,
    "PostgreSQL": find_postgres,
    "hunspell": find_hunspell,
    "pdftotext": find_pdftotext,
    "zoomsh": find_zoomsh,
    "yaz-ztest": find_ztest,
}


def need(name: str) -> Path:
    """Return where ``name`` (a key of PACKAGES) is; without it the test is skipped, or fails."""
    return find(name) or _do_without(name)


def find(name: str) -> Path | None:
    """Return where ``name`` (a key of PACKAGES) is, or None."""
    return FINDERS[name]()


def browser_lacks() -> str:
    """Return why the tests marked `browser` cannot run here, or nothing."""
    missing = [name for name in ("Chromium", "Playwright's driver") if not find(name)]
    return "; ".join(lacking(name) for name in missing)


def lacking(name: str) -> str:
    """Return the reason given when ``name`` is missing."""
    return f"{name} is not installed (apt-get install {PACKAGES[name]})"


def _do_without(name: str) -> NoReturn:
    if in_ci():
        pytest.fail(f"{lacking(name)}, and CI=true promises that it is")
    pytest.skip(lacking(name))


def is_windows() -> bool:
    """Say whether this is Windows, where a test's PostgreSQL must be named from outside."""
    return sys.platform == "win32"
