"""Desks that scan over HTTP as programs do (docs/desk-api.md), several at once."""

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')
FORM = "application/x-www-form-urlencoded"

#: Longer than the server lets a desk wait for the database.
PATIENCE = 60


class NoAnswer(Exception):
    """The line broke before the whole answer had come: the server may have done it or not."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and what was said."""

    status: int
    body: bytes
    seconds: float = 0

    @property
    def facts(self) -> dict[str, Any]:
        """The JSON of a scan's answer."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def kind(self) -> str:
        """Lent, returned, question, refused …"""
        return str(self.facts["kind"])


class _Line(http.client.HTTPConnection):
    """A connection that sends a request's head and body in one piece, as browsers do."""

    _held: list[bytes] | None = None

    def request(self, *arguments: Any, **more: Any) -> None:
        self._held = []
        super().request(*arguments, **more)
        request, self._held = b"".join(self._held), None
        super().send(request)

    def send(self, data: Any) -> None:
        if self._held is None:
            super().send(data)
        else:
            self._held.append(data)


class Desk:
    """One computer with somebody signed in, on one connection that is kept open."""

    def __init__(self, address: str, login: str, password: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname
        self.host, self.port = parts.hostname, parts.port or 80
        self.login, self.password = login, password
        self.cookie = self.token = ""
        self._line: _Line | None = None
        self._others: list[Desk] = []

    def sign_in(self) -> "Desk":
        """Sign in, and keep the cookie and the token for all that follows."""
        self.token = self._token_of("/login")
        words = {"login": self.login, "password": self.password, "csrf_token": self.token}
        answer = self.ask("POST", "/login", urlencode(words), {"Content-Type": FORM})
        if answer.status != 303:
            raise RuntimeError(
                f"{self.login} cannot sign in: {answer.status} {answer.body[:500]!r}"
            )
        self.token = self._token_of("/desk/")
        return self

    def another(self) -> "Desk":
        """Return a second connection of the same person in the same session."""
        desk = Desk(f"http://{self.host}:{self.port}", self.login, self.password)
        desk.cookie, desk.token = self.cookie, self.token
        self._others.append(desk)
        return desk

    def _token_of(self, path: str) -> str:
        page = self.ask("GET", path).body.decode()
        found = TOKEN.search(page)
        if not found:
            raise RuntimeError(f"{path} carries no token:\n{page[:500]}")
        return found[1]

    def scan(self, code: str, **values: str) -> Answer:
        """Post one scan: ``reader``, ``mode``, ``confirmed``, ``request_id`` as in the manual."""
        return self.post("/desk/scan", code=code, **values)

    def post(self, path: str, **values: str) -> Answer:
        """Post a form and take the answer as a program."""
        headers = {
            "Content-Type": FORM,
            "Accept": "application/json",
            "X-CSRFToken": self.token,
        }
        return self.ask("POST", path, urlencode(values), headers)

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> Answer:
        """Send one request and return the answer; NoAnswer if the line breaks."""
        sent = dict(headers or {})
        if self.cookie:
            sent["Cookie"] = self.cookie
        begun = time.perf_counter()
        try:
            if self._line is None:
                self._line = _Line(self.host, self.port, timeout=PATIENCE)
            self._line.request(method, path, body or None, sent)
            answer = self._line.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as fault:
            self.close()
            raise NoAnswer(str(fault)) from fault
        took = time.perf_counter() - begun
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        return Answer(answer.status, text, took)

    def close(self) -> None:
        """Hang up; the next request dials again."""
        for line in (self._line, *self._others):
            if line is not None:
                line.close()
        self._line = None


@dataclass
class AtOnce:
    """Runs one function per desk at the same moment and keeps what they return."""

    results: list[Any] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)

    def run(self, works: Iterable[Callable[[], Any]]) -> list[Any]:
        """Return the results in the order of ``works``; the first fault is raised."""
        todo = list(works)
        self.results = [None] * len(todo)
        gate = threading.Barrier(len(todo))

        def one(number: int, work: Callable[[], Any]) -> None:
            try:
                gate.wait(PATIENCE)
                self.results[number] = work()
            except BaseException as fault:  # told to the test's own thread
                self.faults.append(fault)

        threads = [
            threading.Thread(target=one, args=(number, work)) for number, work in enumerate(todo)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.faults:
            raise self.faults[0]
        return self.results


def at_once(works: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run ``works`` at the same moment, each in a thread, and return their results."""
    return AtOnce().run(works)
