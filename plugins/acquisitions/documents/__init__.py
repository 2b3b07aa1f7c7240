"""Papers of acquisition; the section's other rooms import them from here."""

from flask_babel import lazy_gettext as _

from core.documents import DocumentKind
from plugins.acquisitions.documents import exhibitions, gifts, orders

DOCUMENTS = (
    DocumentKind(
        "acquisitions.thanks",
        _("Letter of thanks"),
        gifts.thanks,
        ("pdf",),
        "acquisitions.view",
        arguments=("campaign",),
        sample=gifts.sample,
        may_be_replaced=False,
    ),
    DocumentKind(
        "acquisitions.givers",
        _("List of givers"),
        gifts.givers,
        ("pdf", "docx", "xlsx"),
        "acquisitions.view",
        arguments=("campaign",),
        sample=gifts.sample,
        may_be_replaced=False,
    ),
    DocumentKind(
        "acquisitions.order",
        _("Order of books"),
        orders.order,
        ("pdf", "docx", "xlsx"),
        "acquisitions.view",
        arguments=("order",),
        sample=orders.sample,
        may_be_replaced=False,
    ),
    DocumentKind(
        "acquisitions.handover",
        _("Act of handing over an exhibition"),
        exhibitions.handover,
        ("pdf", "docx"),
        "acquisitions.view",
        arguments=("exhibition",),
        sample=exhibitions.sample,
        may_be_replaced=False,
    ),
)
