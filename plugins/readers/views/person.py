"""All that is kept about one reader: shown, handed out, erased; and the photograph."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core import clock
from core.access import needs
from core.errors import LibraryError
from core.pictures import LARGEST, MIME
from core.views import PageView
from plugins.readers.models import Reader
from plugins.readers.services import classes_of, personal, photos


class PersonView(PageView):
    """Stands behind the reader's page: it has no place in the menu."""

    permission = "readers.personal"

    def __init__(self) -> None:
        super().__init__(
            name=_("Photograph and data"), endpoint="readers_person", url="/readers/person"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Lead to the readers: this page is about one of them."""
        return redirect(url_for("readers_reader.index_view"))

    @expose("/<int:number>/", methods=("GET",))
    def kept(self, number: int) -> Any:
        """Show all that is kept about the reader."""
        reader = _reader(number)
        return self.render(
            "readers/person.html",
            reader=reader,
            tables=personal.tables_of(reader),
            own=personal.own_facts(reader),
            photo=photos.has_photo(reader),
        )

    @needs("readers.view")
    @expose("/<int:number>/photo", methods=("GET",))
    def photo(self, number: int) -> Any:
        """Give the photograph; a class teacher sees the own class's only."""
        reader = _reader(number)
        if current_user.role == "teacher":
            own = {int(one) for (one,) in classes_of(current_user).tuples()}
            if reader.school_class_id not in own:
                abort(404)
        found = photos.find(number) or abort(404)
        answer = Response(bytes(found.data), mimetype=MIME)
        answer.headers["Cache-Control"] = "private, max-age=300"
        return answer

    @expose("/<int:number>/photo", methods=("POST",))
    def put_photo(self, number: int) -> Any:
        """Keep a photograph, or take it away."""
        reader = _reader(number)
        sent = request.files.get("file")
        try:
            if request.form.get("remove"):
                photos.remove(reader, by=self.person)
                flash(gettext("The photograph is removed."))
            elif sent is not None and sent.filename:
                with sent.stream as stream:
                    data = stream.read(LARGEST + 1)
                photos.put(reader, data, sent.filename.replace("\0", ""), by=self.person)
                flash(gettext("The photograph is kept."))
            else:
                flash(gettext("Choose a picture first."), "error")
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".kept", number=number), code=303)

    @needs("readers.erase")
    @expose("/<int:number>/erase", methods=("POST",))
    def erase(self, number: int) -> Any:
        """Erase who the reader was."""
        try:
            reader = personal.erase(_reader(number), on=clock.today(), by=self.person)
            flash(gettext("The data of reader No. %(number)s is erased.", number=reader.card_no))
        except LibraryError as refusal:
            flash(str(refusal), "error")
        return redirect(url_for(".kept", number=number), code=303)


def _reader(number: int) -> Reader:
    found: Reader | None = Reader.get_or_none(Reader.id == number)
    return found or abort(404)
