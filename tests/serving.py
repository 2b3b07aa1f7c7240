"""The program as a school runs it: a process of its own, spoken to over HTTP."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from core.config import ROOT, VARIABLES

ANSWERS = re.compile(r"answers on (http://\S+)")


def environment(url: str, **settings: str) -> dict[str, str]:
    """Return an environment for the program over the database at ``url``, and nothing of ours."""
    ours = {one.name for one in VARIABLES}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return clean | {
        "DATABASE_URL": url,
        "SECRET_KEY": "for tests only, and long enough",
        "PORT": "0",
        "LANGUAGE": "en",
        "BACKUP_DAILY": "no",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
        **settings,
    }


class Server:
    """`python -m core.server` over the database at ``url``; it can be killed and started again."""

    def __init__(self, url: str, **settings: str) -> None:
        self.environ = environment(url, **settings)
        self.process: subprocess.Popen[str] | None = None
        self.address = ""
        self.lines: list[str] = []
        self._reader: threading.Thread | None = None

    def start(self, seconds: float = 60) -> str:
        """Start, wait until it answers, and return its address."""
        self.lines.clear()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "core.server"],
            cwd=ROOT,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._reader.is_alive():
            if found := ANSWERS.search(self.said()):
                self.address = found[1]
                # The same port after a kill, so that desks need not be told.
                self.environ["PORT"] = self.address.rsplit(":", 1)[1]
                return self.address
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"The server does not start:\n{self.said()}")

    def _read(self) -> None:
        assert self.process
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)

    def said(self) -> str:
        """Return everything it has printed."""
        return "".join(self.lines)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to leave and return its exit code."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self._end()

    def kill(self) -> int:
        """End it as a power cut does: kill -9."""
        assert self.process
        self.process.kill()
        return self._end()

    def _end(self) -> int:
        assert self.process
        assert self._reader
        code = self.process.wait(30)
        self._reader.join(10)
        if self.process.stdout:
            self.process.stdout.close()
        return code


@contextlib.contextmanager
def serving(url: str, **settings: str) -> Iterator[Server]:
    """Give a running server over the database at ``url``; it is gone afterwards."""
    server = Server(url, **settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def run_flask(
    url: str, *arguments: str, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run ``flask`` with ``arguments`` on the database at ``url``; ``typed`` is its input."""
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=environment(url, **settings),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
