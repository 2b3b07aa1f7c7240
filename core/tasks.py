"""Long work beside the pages: started by a person, who watches it and then gets what it made.

One thread does it, one task after another: a school's computer is old, and the desk comes first.
Tasks live in memory. A restart forgets them, and that is all it does: the work of each is one
transaction, so the database is as it was before, or as the finished task left it.
"""

import contextlib
import logging
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from core.database import db
from core.errors import LibraryError, NotFound, broken_rule
from core.i18n import language
from core.models import Staff

logger = logging.getLogger(__name__)

#: Tasks that may wait behind the one being done.
MOST_WAITING = 8
#: Seconds a file stays after it was fetched, and a task (with its file) after it ended.
FILE_STAYS, TASK_STAYS = 3600.0, 8 * 3600.0
#: Seconds for which this work may keep a page from going on; Python's own 5 ms would be paid
#: again at every query of the page.
TURN = 0.0005

#: How far the work is: ``progress(done, total)``. Cheap, so it may be called for every line.
Progress = Callable[[int, int], None]

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


class TooManyTasks(LibraryError):
    """The row of waiting tasks is full."""

    message = _("The program is busy with other long work. Wait until it is done and try again.")


@dataclass(frozen=True)
class Finished:
    """What came of the work: a sentence, and where to go on to or a file to fetch, or neither.

    ``file`` is a temporary one (`new_file`): it is deleted an hour after it was fetched.
    """

    message: str
    url: str = ""
    file: Path | None = None
    file_name: str = ""


Work = Callable[[Progress], Finished]


@dataclass
class Task:
    """One piece of work as its person sees it; ``message`` is the refusal of one that failed."""

    token: str
    title: str
    by_id: int
    language: str
    back_url: str
    state: str = WAITING
    done: int = 0
    total: int = 0
    message: str = ""
    finished: Finished | None = None
    ended_at: float = 0.0
    fetched_at: float = 0.0
    is_told: bool = False

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen."""
        return self.state in (DONE, FAILED)


_lock = threading.Lock()
_tasks: dict[str, Task] = {}
_waiting: deque[tuple[Flask, Task, Work]] = deque()
_worker: threading.Thread | None = None
_folder: Path | None = None
_usual_turn = sys.getswitchinterval()


def start(title: Any, work: Work, *, by: Staff, back_url: str = "") -> str:
    """Let ``work`` be done for ``by`` in the language now spoken; return the token of its page.

    ``back_url`` is where a person goes whose work was refused. TooManyTasks if the row is full.
    """
    global _worker
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    task = Task(secrets.token_urlsafe(16), str(title), int(by.id), language(), back_url)
    with _lock:
        _sweep()
        if len(_waiting) >= MOST_WAITING:
            raise TooManyTasks()
        _tasks[task.token] = task
        _waiting.append((app, task, work))
        if _worker is None:
            _worker = threading.Thread(target=_work_off, name="tasks", daemon=True)
            _worker.start()
    return task.token


def find(token: str, *, by: Staff) -> Task:
    """Return the task of that token; NotFound for anybody but the person who started it."""
    with _lock:
        task = _tasks.get(token)
    if task is None or task.by_id != int(by.id):
        raise NotFound()
    return task


def ahead_of(task: Task) -> int:
    """Return how many tasks are done before ``task`` begins; 0 for one that has begun."""
    with _lock:
        places = [one.token for _app, one, _work in _waiting]
    return places.index(task.token) + 1 if task.token in places else 0


def fetched(task: Task) -> Path:
    """Return the file that ``task`` made, to be sent now; NotFound if it has gone."""
    file = task.finished.file if task.finished else None
    if file is None or not file.is_file():
        raise NotFound()
    task.fetched_at = time.monotonic()
    return file


def new_file(suffix: str) -> Path:
    """Return the path of a new temporary file for a task to write: ``new_file(".pdf")``."""
    global _folder
    if _folder is None or not _folder.is_dir():
        _folder = Path(tempfile.mkdtemp(prefix="kitaphana-"))
    return _folder / f"{secrets.token_hex(8)}{suffix}"


def forget() -> None:
    """Forget the tasks that are over, and delete the files: at the end of the program."""
    global _folder
    with _lock:
        for token in [token for token, task in _tasks.items() if task.is_over]:
            del _tasks[token]
        if _folder is not None:
            shutil.rmtree(_folder, ignore_errors=True)
            _folder = None


def wait(seconds: float = 60.0) -> None:
    """Return when no task is left to do: for tests and the command line."""
    worker = _worker
    if worker is not None:
        worker.join(seconds)


def _sweep() -> None:
    """Delete files that were fetched an hour ago, and forget tasks that ended long ago."""
    now = time.monotonic()
    for task in list(_tasks.values()):
        is_old = task.is_over and now - task.ended_at > TASK_STAYS
        is_fetched = task.fetched_at and now - task.fetched_at > FILE_STAYS
        if (is_old or is_fetched) and task.finished and task.finished.file:
            with contextlib.suppress(OSError):  # Windows: somebody is fetching it right now
                task.finished.file.unlink(missing_ok=True)
        if is_old:
            del _tasks[task.token]


def _work_off() -> None:
    """Do what waits, one after another; the thread ends with the row."""
    global _worker
    while True:
        with _lock:
            if not _waiting:
                sys.setswitchinterval(_usual_turn)
                _worker = None
                return
            app, task, work = _waiting.popleft()
            task.state = RUNNING
            sys.setswitchinterval(TURN)
        _do(app, task, work)


def _do(app: Flask, task: Task, work: Work) -> None:
    def progress(done: int, total: int) -> None:
        with _lock:
            task.done, task.total = done, total

    state, message = FAILED, ""
    with app.app_context(), force_locale(task.language):
        try:
            db.connect(reuse_if_open=True)
            task.finished = work(progress)
            state, message = DONE, task.finished.message
        except LibraryError as refusal:
            message = str(refusal)
        except IntegrityError as fault:
            logger.exception("A rule of the database that no service had stated: %s", fault)
            message = str(broken_rule(fault))
        except Exception:
            number = f"{secrets.randbelow(10**6):06d}"
            logger.exception("Incident %s in the task «%s»", number, task.title)
            sentence = gettext("The program has made a mistake. Nothing has been half-saved.")
            advice = gettext("Read this number out when you call for help:")
            message = f"{sentence} {advice} {number}"
        finally:
            if not db.is_closed():
                db.close()
    with _lock:
        task.message, task.ended_at = message, time.monotonic()
        task.state = state
