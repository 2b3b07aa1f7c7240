"""What nobody can go below here: an empty view over HTTP, and one row committed to disk."""

import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.figures import percentile, timed
from core.database import PRAGMAS
from tests.soak.desks import Desk

EMPTY = """
import waitress
from flask import Flask
app = Flask("floor")
app.add_url_rule("/", view_func=lambda: "")
server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
print(server.effective_port, flush=True)
server.run()
"""


@dataclass(frozen=True)
class Floor:
    """Medians in seconds."""

    empty_view: float
    committed_row: float

    @property
    def together(self) -> float:
        """The least that a scan can cost: it is asked over HTTP and keeps one row."""
        return self.empty_view + self.committed_row


def measure_floor(times: int = 2000) -> Floor:
    """Measure both on this machine now."""
    return Floor(percentile(_empty_view(times), 0.5), percentile(_committed_row(times), 0.5))


def _empty_view(times: int) -> list[float]:
    """Ask a Flask view that does nothing, behind the same server, by the same client."""
    with subprocess.Popen([sys.executable, "-c", EMPTY], stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout
            desk = Desk(f"http://127.0.0.1:{int(server.stdout.readline())}", "", "")
            took = timed(lambda: desk.ask("GET", "/"), times)
            desk.close()
        finally:
            server.kill()
    return took


def _committed_row(times: int) -> list[float]:
    """Add one row per transaction with the program's own pragmas, without the program."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")

        def add() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO row (text) VALUES ('one committed row')")
            connection.execute("COMMIT")

        took = timed(add, times)
        connection.close()
    return took
