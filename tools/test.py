"""Run the linters and all tests on both databases; the last line says what was left out.

tools/test.py            linters, tests on SQLite and PostgreSQL, Chromium; some side by side
tools/test.py --lint     linters, import contracts and types only
tools/test.py --browser  the tests in Chromium only
tools/test.py --soak     the long races and kills in full, on one database after the other
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent import futures
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

from core.config import VARIABLES
from tests import needs
from tests.databases import Cluster

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "tests"
PYTHON = sys.executable

LINTERS = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--diff", "."],
    "codespell": [PYTHON, "-m", "codespell_lib"],
    "import-linter": [
        PYTHON,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ],
    "mypy": [PYTHON, "-m", "mypy"],
}

#: Into how many runs the tests on one database are split.
SHARES = 3

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass
class Pass:
    """One run of pytest: what it is called, and how it went."""

    title: str
    database: str
    select: str
    environ: dict[str, str] = field(default_factory=dict)
    code: int = -1
    tests: int = 0
    failed: int = 0
    skips: Counter[str] = field(default_factory=Counter)
    process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """The name of its files in build/tests."""
        return self.title.lower().replace(" ", "-").replace("/", "-of-")

    @property
    def log(self) -> Path:
        """Where its words are kept if they are not shown at once."""
        return OUT / f"{self.name}.txt"

    def start(self, shown: bool) -> None:
        """Begin, with the output on the screen or in `log`."""
        report = OUT / f"{self.name}.xml"
        report.unlink(missing_ok=True)
        command = [PYTHON, "-m", "pytest", "-q", "-m", self.select, f"--junit-xml={report}"]
        command += ["-o", f"cache_dir={OUT / self.name}", "-o", "faulthandler_timeout=180"]
        command += ["-rf", "--durations=5"]
        with contextlib.ExitStack() as stack:
            out = None if shown else stack.enter_context(self.log.open("wb"))
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=_clean(os.environ) | {"KITAPHANA_TEST_DB": self.database} | self.environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT if out else None,
            )

    def finish(self) -> None:
        """Wait for the end and read the report."""
        assert self.process
        self.code = self.process.wait()
        with contextlib.suppress(OSError, ElementTree.ParseError):
            for case in ElementTree.parse(OUT / f"{self.name}.xml").iter("testcase"):
                self.tests += 1
                self.failed += case.find("failure") is not None or case.find("error") is not None
                skip = case.find("skipped")
                if skip is not None and skip.get("type") != "pytest.xfail":
                    self.skips[skip.get("message") or "no reason given"] += 1


def main(arguments: list[str]) -> int:
    """Run what ``arguments`` ask for; return 0 only if nothing failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lint", action="store_true")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--soak", action="store_true")
    asked = parser.parse_args(arguments)
    everything = not (asked.lint or asked.browser or asked.soak)
    begun = time.monotonic()
    OUT.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, _leave)

    if asked.lint:
        return _say_end(_lint(), [], Counter(), begun)
    faults: list[str] = []
    if needs.in_ci():
        faults += [needs.lacking(one) for one in needs.PACKAGES if not needs.find(one)]
    with contextlib.ExitStack() as stack:
        server = _postgres(stack)
        passes, skips = _plan(asked, server)
        if everything:
            with futures.ThreadPoolExecutor(1) as beside:
                linted = beside.submit(_lint)
                _run_beside(passes, (os.cpu_count() or 1) + 1)
            faults += linted.result()
        else:
            _run_beside(passes, 1)
    if not server:
        # What would have been run on it as well.
        skips[needs.lacking("PostgreSQL")] += sum(one.tests for one in passes)
    return _say_end(faults, passes, skips, begun)


def _plan(asked: argparse.Namespace, server: str) -> tuple[list[Pass], Counter[str]]:
    """Return the runs of pytest to make; without a PostgreSQL ``server`` only SQLite's."""
    passes = list[Pass]()
    for database, title in DATABASES.items():
        environ = {"KITAPHANA_TEST_PG": server} if database == "postgresql" else {}
        if database == "postgresql" and not server:
            continue
        if asked.soak:
            environ["KITAPHANA_SOAK"] = "full"
            passes.append(Pass(f"{title} soak", database, "soak", environ))
            continue
        # The longest first; Chromium, which takes more than a core, not twice at once.
        passes.append(Pass(f"{title} Chromium", database, "browser", environ))
        if not asked.browser:
            passes += _shares(title, database, environ)
    return passes, Counter()


def _shares(title: str, database: str, environ: dict[str, str]) -> list[Pass]:
    """Return the runs of all but Chromium's tests, in shares: no core waits for the last one."""
    return [
        Pass(
            f"{title} {share}/{SHARES}",
            database,
            "not browser",
            environ | {"KITAPHANA_TEST_SHARE": f"{share}/{SHARES}"},
        )
        for share in range(1, SHARES + 1)
    ]


def _postgres(stack: contextlib.ExitStack) -> str:
    """Return the address of a PostgreSQL server that lives until ``stack`` ends, or nothing."""
    if given := os.environ.get("KITAPHANA_TEST_PG"):
        return given
    return stack.enter_context(Cluster()).url if needs.find_postgres() else ""


def _lint() -> list[str]:
    """Run every linter, even after one has found something; return the names of those."""
    faults: list[str] = []
    for name, command in LINTERS.items():
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        print(f"{name:<14} {'found faults' if done.returncode else 'ok'}", flush=True)
        if done.returncode:
            faults.append(name)
            sys.stdout.buffer.write(done.stdout + done.stderr)
            sys.stdout.flush()
    return faults


def _run_beside(passes: list[Pass], slots: int) -> None:
    """Run ``passes`` in their order, up to ``slots`` at a time; show each one's words at its end.

    One that runs alone is shown as it goes.
    """
    with _ended(passes):
        waiting, running = list(passes), list[Pass]()
        while waiting or running:
            while waiting and len(running) < slots:
                running.append(waiting.pop(0))
                if slots == 1:
                    _headline(f"Tests on {running[-1].title}")
                running[-1].start(shown=slots == 1)
            time.sleep(0.1)
            for one in [one for one in running if one.process and one.process.poll() is not None]:
                running.remove(one)
                one.finish()
                if slots > 1:
                    _headline(f"Tests on {one.title}")
                    sys.stdout.buffer.write(one.log.read_bytes())
                    sys.stdout.flush()


@contextlib.contextmanager
def _ended(passes: list[Pass]) -> Iterator[None]:
    """Leave no run of pytest behind, whatever happens."""
    try:
        yield
    finally:
        for one in passes:
            if one.process and one.process.poll() is None:
                one.process.send_signal(signal.SIGINT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    one.process.wait(20)
                one.process.kill()


def _say_end(faults: list[str], passes: list[Pass], skips: Counter[str], begun: float) -> int:
    """Print one line a run and the last line; return the exit code."""
    _headline("Together")
    for one in passes:
        skips = skips + one.skips
        skipped = sum(one.skips.values())
        passed = one.tests - one.failed - skipped
        print(f"{one.title}: {passed} passed, {one.failed} failed, {skipped} skipped")
        if one.failed or one.code:
            faults.append(f"{one.title} ({one.failed} failed, exit code {one.code})")
    if skips and needs.in_ci():
        faults.append("tests were skipped, though CI=true promises that nothing is missing")
    minutes, seconds = divmod(round(time.monotonic() - begun), 60)
    took = f"{minutes} min {seconds} s"
    left_out = "; ".join(f"{count} × {reason}" for reason, count in skips.most_common())
    left_out = f"Skipped {skips.total()}: {left_out}." if skips else "Nothing was skipped."
    if faults:
        print(f"FAILED after {took}: {'; '.join(faults)}. {left_out}")
        return 1
    print(f"All passed in {took}. {left_out}")
    return 0


def _headline(text: str) -> None:
    if text:
        print(f"\n── {text} ──", flush=True)


def _clean(environ: Mapping[str, str]) -> dict[str, str]:
    """Return ``environ`` without the settings of the school on whose computer this runs."""
    ours = {one.name for one in VARIABLES}
    return {name: value for name, value in environ.items() if name not in ours}


def _leave(*_signal: object) -> NoReturn:
    raise SystemExit(143)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
