"""Lists of readers for another program: whom, in which columns."""

import csv
import io
from typing import Any

import xlsxwriter
from flask import Response, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock
from core.cells import Cells
from core.documents import numbers, written
from core.errors import LibraryError
from core.exports import BYTE_ORDER_MARK, SEPARATOR, safe
from core.renderers import TYPES
from core.views import PageView
from plugins.readers.errors import NobodyToHandOn
from plugins.readers.models import Reader, SchoolClass
from plugins.readers.services import handing

#: Empty rows under the columns that there are.
SPARE = 3


class HandingView(PageView):
    """The list for «Кітапхана ісі» and the like: columns are mapped once, then it is one click."""

    place = "VI"
    menu_order = 13
    permission = "readers.export"

    def __init__(self) -> None:
        super().__init__(
            name=_("Lists for other programs"), endpoint="readers_handing", url="/readers/handing"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the columns and who is new since the last list."""
        return self.render(
            "readers/handing.html",
            columns=handing.columns(),
            spare=SPARE,
            fields={name: words for name, (words, _read) in handing.FIELDS.items()},
            classes=list(SchoolClass.select().order_by(SchoolClass.sort_key)),
            new=len(handing.readers("new")),
            all=len(handing.readers("all")),
        )

    @expose("/columns", methods=("POST",))
    def keep(self) -> Any:
        """Keep the columns."""
        form = request.form
        pairs = zip(form.getlist("title"), form.getlist("field"), strict=False)
        try:
            handing.set_columns([(title, field) for title, field in pairs], by=self.person)
            flash(gettext("The columns are kept."))
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".index"), code=303)

    @expose("/list", methods=("POST",))
    def take_out(self) -> Any:
        """Give the list as a file, and note who is on it."""
        form = request.form
        classes = numbers(",".join(form.getlist("class")))
        people = handing.readers("all" if form.get("which") == "all" else "new", classes)
        if not people:
            flash(str(NobodyToHandOn()), "error")
            return redirect(url_for(".index"), code=303)
        kind = "csv" if form.get("kind") == "csv" else "xlsx"
        data = _csv(people) if kind == "csv" else _xlsx(people)
        handing.hand_on(people, on=clock.today(), by=self.person)
        mime = "text/csv; charset=utf-8" if kind == "csv" else TYPES["xlsx"]
        answer = Response(data, mimetype=mime)
        name = f"readers-{clock.today():%Y-%m-%d}.{kind}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _csv(people: list[Reader]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([safe(str(one.title)) for one in handing.columns()])
    for row in handing.rows_of(people):
        writer.writerow([safe(written(value)) for value in row])
    return BYTE_ORDER_MARK + buffer.getvalue()


def _xlsx(people: list[Reader]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    cells = Cells(book)
    for column, one in enumerate(handing.columns()):
        sheet.set_column(column, column, 18)
        cells.write(sheet, 0, column, str(one.title), str(one.title), is_bold=True)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(handing.rows_of(people), start=1):
        for column, value in enumerate(row):
            cells.write(sheet, number, column, value, written(value))
    book.close()
    return file.getvalue()
