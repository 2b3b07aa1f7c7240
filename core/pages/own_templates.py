"""Own templates: the head librarian puts the school's .docx forms in place of ours."""

from typing import Any

from flask import Response, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core import own_templates
from core.errors import LibraryError, NotFound
from core.i18n import language
from core.own_templates import LARGEST, PAPER_LANGUAGES
from core.renderers import TYPES
from core.views import PageView


class OwnTemplatesView(PageView):
    """Documents by language: which has a form of the school's own, and what it may hold."""

    place = "settings"
    menu_order = 26
    permission = "settings.manage"

    def __init__(self) -> None:
        super().__init__(
            name=_("Own templates"), url="/documents/templates", endpoint="core_templates"
        )

    @expose("/")
    def index(self) -> Any:
        """Show the documents that may have a template, and which have one."""
        return self.render(
            "core/own_templates.html", kinds=own_templates.kinds(), kept=own_templates.kept()
        )

    @expose("/<paper>/")
    def document(self, paper: str) -> Any:
        """Show one document: its templates, and the fields that they may hold."""
        return self._page(paper)

    @expose("/<paper>/<spoken>/", methods=("POST",))
    def send(self, paper: str, spoken: str) -> Any:
        """Keep a template that was sent, or say why it cannot be used."""
        sent = request.files.get("file")
        # A byte more than is allowed shows that it is too large; the rest need not be read.
        data = sent.stream.read(LARGEST + 1) if sent else b""
        try:
            own_templates.keep(
                paper, spoken, (sent.filename or "") if sent else "", data, by=current_user
            )
        except NotFound:
            raise
        except LibraryError as refusal:
            return self._page(paper, spoken, str(refusal)), refusal.status
        flash(gettext("The template is kept. DOCX papers are made from it now."))
        return redirect(self.get_url(".document", paper=paper), 303)

    @expose("/<paper>/<spoken>/remove", methods=("POST",))
    def remove(self, paper: str, spoken: str) -> Any:
        """Go back to our own form."""
        own_templates.kind_of(paper)
        own_templates.remove(paper, spoken, by=current_user)
        flash(gettext("The template is removed. Papers have our form again."))
        return redirect(self.get_url(".document", paper=paper), 303)

    @expose("/<paper>/<spoken>/starter.docx")
    def starter(self, paper: str, spoken: str) -> Any:
        """Give our form with the fields in it, to be changed in Word."""
        return _word(own_templates.starter(paper, spoken), f"{paper}.{spoken}.docx")

    @expose("/<paper>/<spoken>/own.docx")
    def own(self, paper: str, spoken: str) -> Any:
        """Give the school's template as it was sent."""
        found = own_templates.find(paper, spoken)
        if found is None:
            raise NotFound()
        return _word(bytes(found.data), f"{paper}.{spoken}.own.docx")

    def _page(self, paper: str, refused: str = "", error: str = "") -> Any:
        kind = own_templates.kind_of(paper)
        return self.render(
            "core/own_template.html",
            kind=kind,
            kept=own_templates.kept(),
            fields=own_templates.fields(paper, language()),
            papers=PAPER_LANGUAGES,
            refused=refused,
            error=error,
        )


def _word(data: bytes, name: str) -> Response:
    answer = Response(data, mimetype=TYPES["docx"])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
