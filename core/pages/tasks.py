"""The page of a long piece of work: how far it is, and then what came of it."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, send_file
from flask_login import current_user

from core import tasks
from core.access import signed_in
from core.i18n import is_local
from core.pages.errors import wants_json
from core.typography import NO_BREAK, number

pages = Blueprint("tasks", __name__)


@pages.get("/tasks/<token>")
@signed_in
def watched(token: str) -> Any:
    """Show how far the work is, to a program in numbers; when it is done, lead on to its result."""
    task = tasks.find(token, by=current_user)
    if wants_json():
        return jsonify(
            state=task.state,
            is_over=task.is_over,
            done=task.done,
            total=task.total,
            words=words_of(task),
            message=task.message,
        )
    result = task.finished
    if result and result.url and result.file is None and is_local(result.url):
        if not task.is_told:
            task.is_told = True
            flash(result.message, "success")
        return redirect(result.url, 303)
    return render_template(
        "core/task.html", task=task, words=words_of(task), ahead=tasks.ahead_of(task)
    )


@pages.get("/tasks/<token>/file")
@signed_in
def file(token: str) -> Any:
    """Send the file that the work made; a PDF is shown, anything else is kept."""
    task = tasks.find(token, by=current_user)
    path = tasks.fetched(task)
    name = (task.finished.file_name if task.finished else "") or path.name
    answer = send_file(path, download_name=name, as_attachment=path.suffix != ".pdf")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def words_of(task: tasks.Task) -> str:
    """Return how far the work is, as one writes it: ``12 400 / 100 000``."""
    if not task.total:
        return ""
    return f"{number(task.done)}{NO_BREAK}/{NO_BREAK}{number(task.total)}"
