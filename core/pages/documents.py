"""Documents to print: in the language asked for, whatever the screen speaks."""

from typing import Any

from flask import Blueprint, Response, abort, request
from flask_admin import expose
from flask_babel import force_locale
from flask_babel import lazy_gettext as _
from flask_login import current_user

from core import journal, own_templates
from core.access import can, needs
from core.documents import DocumentKind
from core.errors import NotAllowed
from core.i18n import LANGUAGES, language
from core.renderers import RENDERERS, TYPES
from core.sections import gather, hook
from core.views import PageView

pages = Blueprint("documents", __name__)


class DocumentsView(PageView):
    """What the person may print, each in the language that he chooses for the paper."""

    place = "settings"
    menu_order = 25
    permission = "documents.print"

    def __init__(self) -> None:
        super().__init__(name=_("Documents"), url="/documents", endpoint="core_documents")

    @expose("/")
    def index(self) -> Any:
        """Show the documents; those of one thing (a delivery's act) are printed on its page."""
        kinds = [one for one in _kinds() if can(one.permission) and not one.arguments]
        return self.render("core/documents.html", kinds=kinds)


def _kinds() -> list[DocumentKind]:
    return gather(hook.register_documents())


@pages.get("/documents/<name>.<kind>")
@needs("today.view")
def printed(name: str, kind: str) -> Any:
    """Give document ``name`` as a file of ``kind``; ``lang`` chooses its language."""
    found = {one.name: one for one in _kinds()}.get(name)
    if found is None or kind not in found.formats:
        abort(404)
    if not can(found.permission):
        raise NotAllowed()
    arguments = request.args.to_dict()
    spoken = arguments.pop("lang", "")
    spoken = spoken if spoken in LANGUAGES else language()
    own = own_templates.find(name, spoken) if kind == "docx" else None
    with force_locale(spoken):
        if own is not None:
            body = own_templates.printed(found, arguments, own)
        else:
            body = RENDERERS[kind](found.build(arguments))
    journal.record("documents.print", by=current_user, about=f"{name}.{kind}")
    answer = Response(body, mimetype=TYPES[kind])
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.{kind}"'
    return answer
