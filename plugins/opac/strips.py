"""Slips with card number and PIN, to be cut apart and given to their readers."""

from collections.abc import Sequence
from datetime import date

from flask_babel import force_locale, gettext

from core import settings
from core.documents import Document, Strip, Strips
from core.typography import day
from plugins.readers.models import LANGUAGES, Reader


def document(given: Sequence[tuple[Reader, str]], *, address: str, on: date) -> Document:
    """Return a slip for each reader with his new PIN, each in the reader's own language."""
    slips = [_slip(reader, pin, address, on) for reader, pin in given]
    return Document(gettext("PIN slips"), [Strips(slips)], has_title=False)


def _slip(reader: Reader, pin: str, address: str, on: date) -> Strip:
    spoken = str(reader.language) if reader.language in LANGUAGES else "kk"
    with force_locale(spoken):
        where = f", {reader.school_class}" if reader.school_class_id else ""
        name = "school.name_ru" if spoken == "ru" else "school.name_kk"
        lines = (
            gettext("Card number: %(card)s", card=reader.card_no),
            gettext("PIN: %(pin)s", pin=pin),
            gettext("Catalogue: %(address)s", address=address),
            gettext(
                "On your own page you see what you have and when it is due, renew and reserve. "
                "Show the PIN to nobody. If it is lost, the librarian prints a new slip."
            ),
        )
        return Strip(
            school=str(settings.get(name) or settings.get("school.name_kk")),
            day=day(on),
            title=f"{reader.full_name}{where}",
            text="\n".join(lines),
            columns=(),
            rows=(),
            widths=(),
        )
