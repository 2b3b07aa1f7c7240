"""Prepare the program's own folder of libraries, `.venv`; needs nothing but Python itself.

Done only when the lock file has changed since the last time, so that a second start is quick.
"""

from __future__ import annotations  # so that an older Python gets as far as the sentence below

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"

#: What is installed to serve, and what besides to test.
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}

OLDEST = (3, 11)


class SetupFault(Exception):
    """The program cannot be prepared: says why, and what to do."""


def python_of(venv: Path = VENV) -> Path:
    """Return the Python inside ``venv``."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_ready(kind: str = "run") -> Path:
    """Return a Python that has the libraries of ``kind``, installing them if need be."""
    wanted = {lock: _digest(ROOT / lock) for lock in LOCKS.values()}
    needed = LOCKS[kind]
    if _read_stamp().get(needed) == wanted[needed] and python_of().exists():
        return python_of()
    if not _runs(python_of()):
        _make_venv()
    _install(needed)
    # The longer lock holds the shorter one whole (a test compares them).
    done = wanted if kind == "dev" else {**_read_stamp(), needed: wanted[needed]}
    STAMP.write_text(json.dumps(done, indent=1), "utf-8")
    return python_of()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _runs(python: Path) -> bool:
    """Say whether ``python`` still starts: the Python it was made from may have been removed."""
    if not python.exists():
        return False
    code = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return (
            subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def _make_venv() -> None:
    if sys.version_info < OLDEST:
        raise SetupFault(
            f"This is Python {sys.version.split()[0]}, and Kitaphana needs 3.11 or newer. Install "
            "it (on Debian and Ubuntu: apt-get install python3 python3-venv) and run this again."
        )
    try:
        import ensurepip  # noqa: F401  Debian's python3 leaves it to another package
        import venv
    except ImportError:
        raise SetupFault(
            "Python's venv module is missing, and Kitaphana keeps its libraries in one. Run "
            f"'apt-get install python3-venv' (or python3.{sys.version_info.minor}-venv) as the "
            "administrator, and run this again."
        ) from None
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SetupFault(f"The folder {VENV} is damaged. Delete it and run this again.")
    print(f"Making .venv with Python {sys.version.split()[0]} ...", flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise SetupFault(
            f"The folder {VENV} cannot be made: {fault}. See that the disk has 500 MB free and "
            "that this folder is yours, and run this again."
        ) from None


def _install(lock: str) -> None:
    print(f"Installing what {lock} names; this is done once and takes a minute ...", flush=True)
    command = [str(python_of()), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "-r", lock]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL, cwd=ROOT).returncode:
        raise SetupFault(
            "The libraries could not be installed; pip says above why. The first time needs the "
            "internet. What has been fetched is kept, so simply run this again."
        )


if __name__ == "__main__":
    try:
        ensure_ready("dev" if "dev" in sys.argv[1:] else "run")
    except SetupFault as sentence:
        sys.exit(f"\n{sentence}\n")
