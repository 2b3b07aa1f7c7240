"""Papers of the information work; the section's other rooms import them from here."""

from flask_babel import lazy_gettext as _

from core.documents import DocumentKind
from plugins.information.documents import papers

DOCUMENTS = (
    DocumentKind(
        "information.bulletin",
        _("Bulletin of the month"),
        papers.bulletin,
        ("pdf", "docx"),
        "information.view",
    ),
    DocumentKind(
        "information.list",
        _("Recommended list"),
        papers.reading_list,
        ("pdf", "docx"),
        "information.view",
        arguments=("list",),
        sample=papers.sample_list,
        may_be_replaced=False,
    ),
    DocumentKind(
        "information.enquiries",
        _("Enquiries of the school year"),
        papers.enquiries,
        ("pdf", "xlsx"),
        "information.view",
    ),
)
