"""Own templates kept in the database: sent, replaced, taken away, and printed in place of ours."""

import threading
from typing import Any

from flask_babel import force_locale

from core import clock, journal
from core.database import transaction
from core.documents import Document, DocumentKind
from core.errors import NotFound
from core.models import DocumentTemplate, Staff
from core.own_templates.errors import NoTemplateSent
from core.own_templates.fields import Named, Outline, built, outline, specimen
from core.own_templates.files import check_file, fill_in
from core.renderers import RENDERERS
from core.sections import gather, hook

#: Languages of papers; an English one is for a screen's reader only and stays ours.
PAPER_LANGUAGES = {"kk": "Қазақша", "ru": "Русский"}

_specimens: dict[tuple[str, str], tuple[Document, Document]] = {}
_making = threading.Lock()


def kinds() -> list[DocumentKind]:
    """Return the documents that may have a template: DOCX ones of which a specimen can be made.

    One whose tables come and go with what is in the books (a notebook of two funds) has none.
    """
    known: list[DocumentKind] = gather(hook.register_documents())
    return [one for one in known if "docx" in one.formats and one.sample and one.may_be_replaced]


def kind_of(name: str) -> DocumentKind:
    """Return the document called ``name``; NotFound if it can have no template."""
    found = {one.name: one for one in kinds()}.get(name)
    if found is None:
        raise NotFound()
    return found


def find(document: str, spoken: str) -> DocumentTemplate | None:
    """Return the school's own template, None where ours is used."""
    found: DocumentTemplate | None = DocumentTemplate.get_or_none(
        DocumentTemplate.document == document, DocumentTemplate.language == spoken
    )
    return found


def kept() -> dict[tuple[str, str], DocumentTemplate]:
    """Return all own templates by document and language, without their bytes."""
    query = DocumentTemplate.select(
        DocumentTemplate.id,
        DocumentTemplate.document,
        DocumentTemplate.language,
        DocumentTemplate.name,
        DocumentTemplate.uploaded_at,
    )
    return {(one.document, one.language): one for one in query}


def keep(document: str, spoken: str, name: str, data: bytes, *, by: Staff | None) -> None:
    """Check a template by filling it in with a specimen, and keep it in place of ours."""
    kind = _paper(document, spoken)
    if not data:
        raise NoTemplateSent()
    check_file(data, name)
    with force_locale(spoken):
        one = _outline(kind, spoken)
        fill_in(data, one.values, one.lists)
    with transaction():
        _remove(document, spoken)
        DocumentTemplate.create(
            document=document,
            language=spoken,
            name=name[:200],
            data=data,
            uploaded_at=clock.now(),
            by=by,
        )
        journal.record("templates.keep", by=by, about=f"{document}.{spoken}", size=len(data))


def remove(document: str, spoken: str, *, by: Staff | None) -> None:
    """Go back to our own form; one that has gone already is no fault."""
    with transaction():
        if _remove(document, spoken):
            journal.record("templates.remove", by=by, about=f"{document}.{spoken}")


def starter(document: str, spoken: str) -> bytes:
    """Return our form as a template, with fields where the data stands."""
    kind = _paper(document, spoken)
    with force_locale(spoken):
        shown, _english = _specimen(kind, spoken)
        places = _outline(kind, spoken).blocks
        form = Document(shown.title, places, shown.is_landscape, shown.has_title, shown.paper)
        return RENDERERS["docx"](form)


def fields(document: str, spoken: str) -> list[Named]:
    """Return the fields that a template of the document may hold, named in that language."""
    kind = kind_of(document)
    with force_locale(spoken):
        return _outline(kind, spoken).fields


def printed(kind: DocumentKind, arguments: dict[str, Any], own: DocumentTemplate) -> bytes:
    """Return the document on the school's own form, in the language now spoken."""
    usual = _outline(kind, str(own.language))
    this = outline(*built(kind, arguments))
    # A block that this paper has not got (no copy is missing) is empty, not unknown.
    empty = {name: [] if name in usual.lists else "" for name in usual.values}
    return fill_in(bytes(own.data), {**empty, **this.values}, {**usual.lists, **this.lists})


def _paper(document: str, spoken: str) -> DocumentKind:
    if spoken not in PAPER_LANGUAGES:
        raise NotFound()
    return kind_of(document)


def _remove(document: str, spoken: str) -> int:
    gone = DocumentTemplate.delete().where(
        DocumentTemplate.document == document, DocumentTemplate.language == spoken
    )
    return int(gone.execute())


def _specimen(kind: DocumentKind, spoken: str) -> tuple[Document, Document]:
    """Return a specimen; made once, because it takes the database's write lock for a moment."""
    key = (kind.name, spoken)
    with _making:
        if key not in _specimens:
            with force_locale(spoken):
                _specimens[key] = specimen(kind)
        return _specimens[key]


def _outline(kind: DocumentKind, spoken: str) -> Outline:
    with force_locale(spoken):
        return outline(*_specimen(kind, spoken))
