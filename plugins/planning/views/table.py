"""A school's own plan in Word or Excel: what would come of it is seen before it is taken."""

from collections import defaultdict
from typing import Any

from flask import flash, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.errors import LibraryError
from core.intake import uploads
from core.intake.errors import NothingSent
from core.intake.table import LARGEST_FILE
from core.models import Staff
from core.views import PageView
from plugins.planning import blocks, services
from plugins.planning.models import SECTIONS, Plan
from plugins.planning.services.taking import PURPOSE
from plugins.planning.views.typed import month_words, seen, whole


class TableView(PageView):
    """The steps of taking a table; nothing is written before the last button."""

    permission = "planning.edit"

    def __init__(self) -> None:
        super().__init__(
            name=_("Plan from a table"), endpoint="planning_table", url="/planning/table"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Ask for the file."""
        return self._ask()

    @expose("/", methods=("POST",))
    def send(self) -> Any:
        """Keep the file and show what would come of it."""
        year = whole(request.form.get("year")) or clock.school_year(clock.today())
        try:
            data, name = self._sent_file()
            if not data:
                raise NothingSent()
            upload = uploads.keep(PURPOSE, str(year), name, data, by=self._by())
            try:
                services.read_table(upload)
            except LibraryError:
                uploads.drop(upload)
                raise
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return self._ask(), refusal.status
        return seen(url_for(".look", number=upload.id))

    @expose("/<int:number>/", methods=("GET",))
    def look(self, number: int) -> Any:
        """Show the lines that were read; nothing is saved yet."""
        upload = uploads.find(number, PURPOSE, by=self._by())
        found = services.read_table(upload)
        by_place = defaultdict(list)
        for one in found.lines:
            by_place[one.place].append(one)
        year = int(str(upload.about))
        return self.render(
            "planning/table_look.html",
            upload=upload,
            found=found,
            by_place=by_place,
            sections=SECTIONS,
            year=year,
            is_there=Plan.select().where(Plan.school_year == year).exists(),
            units=services.units(),
            month_words=month_words,
        )

    @expose("/<int:number>/take", methods=("POST",))
    def take(self, number: int) -> Any:
        """Take the lines into the plan: all of them, or none."""
        upload = uploads.find(number, PURPOSE, by=self._by())
        try:
            plan, count = services.take_table(upload, request.form.get("place", ""), by=self._by())
        except LibraryError as refusal:
            flash(str(refusal), "error")
            return seen(url_for(".look", number=number))
        blocks.forget()
        flash(
            ngettext(
                "%(num)s line has come into the plan.",
                "%(num)s lines have come into the plan.",
                count,
            )
        )
        return seen(url_for("planning_plan.index", year=plan.school_year))

    @expose("/<int:number>/drop", methods=("POST",))
    def drop(self, number: int) -> Any:
        """Forget the file."""
        uploads.drop(uploads.find(number, PURPOSE, by=self._by()))
        flash(gettext("Nothing was taken."), "toast")
        return seen(url_for("planning_plan.index"))

    def _ask(self) -> Any:
        now = clock.school_year(clock.today())
        year = whole(request.values.get("year")) or now
        return self.render(
            "planning/table.html", year=year, choices=sorted({now - 1, now, now + 1, year})
        )

    def _by(self) -> Staff:
        by = self.person
        assert by is not None  # the guard lets nobody in who is not signed in
        return by

    def _sent_file(self) -> tuple[bytes, str]:
        sent = request.files.get("file")
        if sent is None:
            return b"", ""
        with sent.stream as stream:
            data = stream.read(LARGEST_FILE + 1)
        name = str(sent.filename or "").replace("\\", "/").rpartition("/")[2]
        return data, name.replace("\0", "")
