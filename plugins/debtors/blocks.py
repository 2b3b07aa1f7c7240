"""What debtors shows on the pages of others: on a reader's page, on the first page."""

from flask_babel import lazy_gettext as _

from core.answers import Block
from plugins.debtors import queries
from plugins.debtors.models import KINDS, RESULTS
from plugins.readers.models import LANGUAGES, Reader


def notices_of(reader: Reader) -> list[Block]:
    """Return the notices the reader got, the latest first; nothing if there is none."""
    rows = [
        (
            one.sent_at.date(),
            KINDS[str(one.kind)],
            LANGUAGES[str(one.language)],
            int(one.copies),
            RESULTS[str(one.result)],
            one.words,
        )
        for one in queries.notices_of(reader.id)
    ]
    if not rows:
        return []
    columns = (_("When"), _("How"), _("Language"), _("Copies"), _("Result"), _("Note"))
    return [Block(_("Notices about debts"), columns, rows)]
