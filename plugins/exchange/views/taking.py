"""A file of MARC comes in: file, dry run, and only then it is taken."""

import io
import threading
from collections import OrderedDict
from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import tasks
from core.database import transaction
from core.errors import LibraryError
from core.intake import uploads
from core.intake.errors import NothingSent
from core.intake.table import LARGEST_FILE
from core.models import Staff, Upload
from core.views import PageView
from plugins.exchange.services import importing
from plugins.exchange.services.importing import Options, Report
from plugins.exchange.services.marc import files
from plugins.fund.models import FUNDS

#: A file with more records is looked through and taken beside the pages, with a bar.
LONG = 500
#: Rows of a kind that the page shows.
SHOWN = 50

DOUBLES = (
    ("merge", _("Add what is missing to the record we have")),
    ("skip", _("Leave out what comes")),
    ("new", _("Enter it all the same")),
)

#: Reports of the last few files: looking one through takes seconds.
_MOST_KEPT = 6
_kept: OrderedDict[tuple[Any, ...], Report] = OrderedDict()
_lock = threading.Lock()


class TakingView(PageView):
    """The steps of taking a file."""

    name = _("Records from files")
    place = "V"
    menu_order = 75
    permission = "exchange.import"
    purpose = "exchange.marc"

    def __init__(self) -> None:
        super().__init__(name=self.name, endpoint="exchange_taking", url="/exchange/import")

    @expose("/")
    def index(self) -> Any:
        """Ask for the file."""
        return self._page("file")

    @expose("/", methods=("POST",))
    def send(self) -> Any:
        """Keep the file with what was chosen for it, and look it through."""
        try:
            sent = request.files.get("file")
            data = sent.stream.read(LARGEST_FILE + 1) if sent else b""
            if not data:
                raise NothingSent()
            name = str(sent.filename if sent else "").replace("\\", "/").rpartition("/")[2]
            upload = uploads.keep(self.purpose, "", name.replace("\0", ""), data, by=self._by())
            chosen = {
                "doubles": request.form.get("doubles", "merge"),
                "holdings": request.form.get("holdings", ""),
                "fund": request.form.get("fund", "main"),
                "mends": request.form.get("mends", ""),
            }
            uploads.choose(upload, {"options": chosen})
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._page("file"), refusal.status
        return self._through(upload)

    def _through(self, upload: Upload) -> Any:
        onward = self.get_url(".look", number=upload.id)
        if files.count(io.BytesIO(bytes(upload.data))) <= LONG:
            return redirect(onward, 303)

        def work(progress: tasks.Progress) -> tasks.Finished:
            _report(upload, progress)
            words = gettext("The file has been looked through. Nothing is saved yet.")
            return tasks.Finished(words, url=onward)

        title = gettext("The file is being looked through")
        token = tasks.start(title, work, by=self._by(), back_url=self.get_url(".index"))
        return redirect(f"/tasks/{token}", 303)

    @expose("/<int:number>/")
    def look(self, number: int) -> Any:
        """Show what the file would bring."""
        upload = uploads.find(number, self.purpose, by=self._by())
        try:
            report = _report(upload, _no_bar)
        except LibraryError as refusal:
            uploads.drop(upload)
            flash(str(refusal), "error")
            return redirect(self.get_url(".index"), 303)
        return self._page(
            "look", upload=upload, report=report, options=_options(upload), shown=SHOWN
        )

    @expose("/<int:number>/take", methods=("POST",))
    def take(self, number: int) -> Any:
        """Take the file; a long one beside the pages."""
        upload = uploads.find(number, self.purpose, by=self._by())
        by = self._by()
        is_long = _report(upload, _no_bar).read > LONG

        def work(progress: tasks.Progress) -> tasks.Finished:
            return self._take(upload, by, progress)

        if is_long:
            title = gettext("Records are being taken from a file")
            back = self.get_url(".look", number=number)
            return redirect(f"/tasks/{tasks.start(title, work, by=by, back_url=back)}", 303)
        finished = work(_no_bar)
        flash(finished.message, "success")
        return redirect(finished.url, 303)

    def _take(self, upload: Upload, by: Staff, progress: tasks.Progress) -> tasks.Finished:
        with transaction():
            uploads.take(upload)
        file = io.BytesIO(bytes(upload.data))
        report = importing.bring(file, _options(upload), by=by, progress=progress)
        words = gettext(
            "Entered: %(created)s, added to records we have: %(merged)s, left out: %(skipped)s.",
            created=report.created,
            merged=report.merged,
            skipped=report.skipped,
        )
        if report.copies or report.copies_taken:
            copies = gettext("Copies entered: %(count)s.", count=report.copies)
            words = f"{words} {copies}"
        return tasks.Finished(words, url="/catalogue/records/")

    @expose("/<int:number>/drop", methods=("POST",))
    def drop(self, number: int) -> Any:
        """Forget the file."""
        uploads.drop(uploads.find(number, self.purpose, by=self._by()))
        return redirect(self.get_url(".index"), 303)

    def _page(self, step: str, **more: Any) -> Any:
        return self.render(
            "exchange/taking.html",
            step=step,
            doubles=DOUBLES,
            funds=FUNDS,
            largest=LARGEST_FILE // 1024 // 1024,
            **more,
        )

    def _by(self) -> Staff:
        by = self.person
        assert by is not None  # the guard lets nobody in who is not signed in
        return by


def _no_bar(_done: int, _total: int) -> None:
    return None


def _report(upload: Upload, progress: tasks.Progress) -> Report:
    """Return what the file would bring, looked through once for what was chosen."""
    key = (upload.id, upload.sent_at, str(upload.choices))
    with _lock:
        if key in _kept:
            return _kept[key]
    file = io.BytesIO(bytes(upload.data))
    report = importing.bring(file, _options(upload, is_dry=True), by=None, progress=progress)
    with _lock:
        _kept[key] = report
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return report


def _options(upload: Upload, *, is_dry: bool = False) -> Options:
    chosen = uploads.choices(upload).get("options", {})
    way, fund = chosen.get("doubles"), chosen.get("fund")
    return Options(
        doubles=way if way in dict(DOUBLES) else "merge",
        has_holdings=bool(chosen.get("holdings")),
        fund=fund if fund in FUNDS else "main",
        mends=bool(chosen.get("mends")),
        is_dry=is_dry,
        name=str(upload.name),
    )
