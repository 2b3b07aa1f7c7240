"""Documents about readers; the section's other rooms import them from here."""

from flask_babel import lazy_gettext as _

from core.documents import DocumentKind
from plugins.readers.documents import papers
from plugins.readers.documents.cards import cards, label_sets
from plugins.readers.documents.papers import rules

DOCUMENTS = (
    DocumentKind("readers.cards", _("Readers' cards"), cards, ("pdf",), "readers.cards"),
    DocumentKind(
        "readers.rules",
        _("Rules of the library, to sign"),
        rules,
        ("pdf", "docx"),
        "readers.edit",
        arguments=("class",),
        sample=papers.sample_class,
        may_be_replaced=False,
    ),
    DocumentKind(
        "readers.person",
        _("What the library keeps about a reader"),
        papers.person,
        ("pdf", "xlsx"),
        "readers.personal",
        arguments=("reader",),
        sample=papers.sample_person,
    ),
    DocumentKind(
        "readers.council",
        _("Library council"),
        papers.council_paper,
        ("pdf", "docx"),
        "readers.council",
        choices=papers.years,
    ),
    DocumentKind(
        "readers.minutes",
        _("Minutes of the library council"),
        papers.minutes,
        ("pdf", "docx"),
        "readers.council",
        arguments=("meeting",),
        sample=papers.sample_meeting,
        may_be_replaced=False,
    ),
)

__all__ = ["DOCUMENTS", "cards", "label_sets", "rules"]
