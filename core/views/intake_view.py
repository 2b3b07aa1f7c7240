"""A page on which somebody's list comes in: file, columns, a dry run, and only then it is taken.

A section says which columns it wants, what the list would do (`plan`) and how it is written
(`keep`). The list waits in the database between the steps; long ones are read and taken as tasks
with a bar. Nothing is written before the last button, and then all of it in one transaction.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import tasks
from core.database import transaction
from core.errors import LibraryError
from core.i18n import language
from core.intake import Wanted, columns, read_table, refused_file, sort_rows, uploads
from core.intake.errors import NothingSent
from core.intake.plan import Plan
from core.intake.rows import Sorted
from core.intake.table import LARGEST_FILE, SheetTable, letters
from core.models import Staff, Upload
from core.views.page_view import PageView

#: A list with more rows is read and taken beside the pages, with a bar.
LONG = 1000

#: Rows of a kind that the page shows; the file of refused rows has all of them.
SHOWN = 25

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Option:
    """A choice for the whole list: ``choices`` are (value, words); a text or a day has none."""

    name: str
    title: Any
    default: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    help: Any = ""
    type: str = "text"


class IntakeView(PageView):
    """The steps of taking a list; ``purpose`` is its name among lists, ``about`` what it is for."""

    purpose: str = ""
    intro: Any = ""
    wanted: Sequence[Wanted] = ()
    template = "core/intake.html"
    task_title: Any = _("The list is being taken")

    # What a section says

    def heading(self, about: str) -> dict[str, str]:
        """Return ``title``, ``context`` and ``back_url`` of the page; a refusal if it may not be.

        ``about`` comes from the address and may be anything.
        """
        raise NotImplementedError

    def options(self, about: str) -> Sequence[Option]:
        """Return what is chosen for the list as a whole."""
        return ()

    def plan(self, rows: Sorted, about: str, chosen: dict[str, str]) -> Plan:
        """Return what taking these rows would do. Writes nothing."""
        raise NotImplementedError

    def keep(
        self,
        plan: Plan,
        answers: dict[str, str],
        about: str,
        chosen: dict[str, str],
        by: Staff,
        progress: tasks.Progress,
    ) -> tasks.Finished:
        """Write what the plan says and return what to tell; runs inside one transaction."""
        raise NotImplementedError

    # The steps

    @expose("/")
    def index(self) -> Any:
        """Ask for the file."""
        about = request.args.get("about", "")[:60]
        return self.render(self.template, step="file", about=about, **self._page(about))

    @expose("/", methods=("POST",))
    def send(self) -> Any:
        """Keep the file, or the cells that were pasted, and go on to its columns."""
        about = request.form.get("about", "")[:60]
        page = self._page(about)
        try:
            sent = request.files.get("file")
            data, name = self._read(sent) if sent else (b"", "")
            if name and not data:
                raise NothingSent()
            data = data or request.form.get("text", "").encode()
            upload = uploads.keep(self.purpose, about, name, data, by=self._by())
            try:
                self._table(upload)
            except LibraryError:
                uploads.drop(upload)
                raise
        except LibraryError as refusal:
            flash(str(refusal), "error")
            answer = self.render(self.template, step="file", about=about, **page)
            return answer, refusal.status
        return redirect(self.get_url(".columns", number=upload.id), 303)

    @expose("/<int:number>/columns", methods=("GET", "POST"))
    def columns(self, number: int) -> Any:
        """Show which column is what, or keep what the person says and work the plan out."""
        upload, table = self._sent(number)
        options = self.options(str(upload.about))
        kept = uploads.choices(upload)
        matching = kept.get("columns") or columns.matched(table.heads, self.wanted)
        chosen = kept.get("options") or {one.name: str(one.default) for one in options}
        status = 200
        if request.method == "POST":
            matching = columns.chosen(request.form, table, self.wanted)
            chosen = {one.name: request.form.get(one.name, "").strip()[:200] for one in options}
            try:
                columns.ensure_complete(matching, self.wanted, table.heads)
                uploads.choose(upload, {"columns": matching, "options": chosen})
                return self._look_through(upload, table)
            except LibraryError as refusal:
                flash(str(refusal), "error")
                status = refusal.status
        page = self.render(
            self.template,
            step="columns",
            upload=upload,
            table=table,
            matching=matching,
            options=options,
            chosen=chosen,
            letters=letters,
            **self._page(str(upload.about)),
        )
        return page, status

    def _look_through(self, upload: Upload, table: SheetTable) -> Any:
        onward = self.get_url(".look", number=upload.id)
        if len(table.rows) <= LONG:
            self._planned(upload)
            return redirect(onward, 303)

        def work(progress: tasks.Progress) -> tasks.Finished:
            progress(0, len(table.rows))
            self._planned(upload)
            return tasks.Finished(
                gettext("The list has been looked through. Nothing is saved yet."), url=onward
            )

        back = self.get_url(".columns", number=upload.id)
        token = tasks.start(
            gettext("The list is being looked through"), work, by=self._by(), back_url=back
        )
        return redirect(f"/tasks/{token}", 303)

    @expose("/<int:number>/")
    def look(self, number: int) -> Any:
        """Show what the list would do."""
        upload, _table = self._sent(number)
        if not uploads.choices(upload).get("columns"):
            return redirect(self.get_url(".columns", number=number), 303)
        try:
            return self._shown(upload, {}, 200)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return redirect(self.get_url(".columns", number=number), 303)

    def _shown(self, upload: Upload, answers: dict[str, str], status: int) -> Any:
        plan, sums = self._planned(upload)
        page = self.render(
            self.template,
            step="look",
            upload=upload,
            plan=plan,
            sums=sums,
            answers=answers,
            shown=SHOWN,
            **self._page(str(upload.about)),
        )
        return page, status

    @expose("/<int:number>/refused.xlsx")
    def refused(self, number: int) -> Any:
        """Give the refused rows back with their reasons."""
        upload, table = self._sent(number)
        plan, _sums = self._planned(upload)
        answer = Response(refused_file(table, plan.refused), mimetype=_XLSX)
        answer.headers["Content-Disposition"] = f'attachment; filename="refused-{upload.id}.xlsx"'
        return answer

    @expose("/<int:number>/take", methods=("POST",))
    def take(self, number: int) -> Any:
        """Take the list, if every question is answered: all that is good of it, or nothing."""
        upload, _table = self._sent(number)
        prefix = "answer-"
        answers = {
            name.removeprefix(prefix): value
            for name, value in request.form.items()
            if name.startswith(prefix)
        }
        rest, by = request.form.get("rest", ""), self._by()
        try:
            plan, _sums = self._planned(upload)
            plan.settled(answers, rest)
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._shown(upload, answers, refusal.status)

        def work(progress: tasks.Progress) -> tasks.Finished:
            return self._take(upload, answers, rest, by, progress)

        if plan.size > LONG:
            back = self.get_url(".look", number=number)
            token = tasks.start(self.task_title, work, by=by, back_url=back)
            return redirect(f"/tasks/{token}", 303)
        try:
            finished = work(lambda _done, _total: None)
        except LibraryError as refusal:
            _forget(upload)  # the library has changed since the plan was shown
            flash(str(refusal), "error")
            return self._shown(upload, answers, refusal.status)
        flash(finished.message, "success")
        return redirect(finished.url, 303)

    def _take(
        self,
        upload: Upload,
        answers: dict[str, str],
        rest: str,
        by: Staff,
        progress: tasks.Progress,
    ) -> tasks.Finished:
        chosen = uploads.choices(upload).get("options", {})
        about = str(upload.about)
        rows = sort_rows(self._table(upload), self._matching(upload), self.wanted)
        with transaction():
            uploads.take(upload)
            # Worked out anew: since the person looked, the library may have changed.
            plan = self.plan(rows, about, chosen)
            settled = plan.settled(answers, rest)
            finished = self.keep(plan, settled, about, chosen, by, progress)
        _forget(upload)
        return finished

    @expose("/<int:number>/drop", methods=("POST",))
    def drop(self, number: int) -> Any:
        """Forget the list."""
        upload, _table = self._sent(number)
        uploads.drop(upload)
        _forget(upload)
        return redirect(self._page(str(upload.about))["back_url"], 303)

    # What the steps share

    def _page(self, about: str) -> dict[str, Any]:
        return {
            "intro": self.intro,
            "wanted": self.wanted,
            "spoken": language(),
            **self.heading(about),
        }

    def _by(self) -> Staff:
        by = self.person
        assert by is not None  # the guard lets nobody in who is not signed in
        return by

    def _read(self, sent: Any) -> tuple[bytes, str]:
        """Return the bytes of a file and its own name, whatever its letters."""
        with sent.stream as stream:
            data = stream.read(LARGEST_FILE + 1)
        name = str(sent.filename or "").replace("\\", "/").rpartition("/")[2]
        return data, name.replace("\0", "")

    def _sent(self, number: int) -> tuple[Upload, SheetTable]:
        upload = uploads.find(number, self.purpose, by=self._by())
        self.heading(str(upload.about))
        return upload, self._table(upload)

    def _table(self, upload: Upload) -> SheetTable:
        return _kept(
            (upload.id, upload.sent_at, "table"),
            lambda: read_table(bytes(upload.data), str(upload.name), self.wanted),
        )

    def _matching(self, upload: Upload) -> dict[str, int]:
        return dict(uploads.choices(upload).get("columns", {}))

    def _planned(self, upload: Upload) -> tuple[Plan, int]:
        """Return the plan and how many lines of sums were left out; worked out once a choice."""

        def make() -> tuple[Plan, int]:
            rows = sort_rows(self._table(upload), self._matching(upload), self.wanted)
            chosen = uploads.choices(upload).get("options", {})
            plan = self.plan(rows, str(upload.about), chosen)
            plan.refused = sorted([*rows.refused, *plan.refused], key=lambda one: one.number)
            return plan, rows.sums

        return _kept((upload.id, upload.sent_at, language(), str(upload.choices)), make)


#: Tables and plans of the last few lists: reading 20,000 rows takes seconds, and there are steps.
_MOST_KEPT = 4
_memory: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = threading.Lock()


def _kept(key: tuple[Any, ...], make: Any) -> Any:
    with _lock:
        if key in _memory:
            _memory.move_to_end(key)
            return _memory[key]
    made = make()
    with _lock:
        _memory[key] = made
        while len(_memory) > _MOST_KEPT:
            _memory.popitem(last=False)
    return made


def _forget(upload: Upload) -> None:
    with _lock:
        for key in [one for one in _memory if one[0] == upload.id]:
            del _memory[key]
