"""What the school may set: who may gather and search the catalogue, and whom it asks itself."""

from flask_babel import lazy_gettext as _

from core import settings
from core.answers import Setting

_GROUP = _("Exchange of records")

SETTINGS = (
    Setting(
        "exchange.oai",
        _("Other catalogues may gather our records (OAI-PMH)"),
        True,
        "flag",
        help=_("The address is /oai/ behind that of this program."),
        group=_GROUP,
    ),
    Setting(
        "exchange.sru",
        _("Other programs may search our catalogue (SRU)"),
        True,
        "flag",
        help=_("The address is /sru/ behind that of this program."),
        group=_GROUP,
    ),
    Setting(
        "exchange.domain",
        _("Name of the library in the numbers of its records"),
        "",
        help=_("As lib.school7.kz; once records were gathered it must not change."),
        group=_GROUP,
    ),
    Setting("exchange.email", _("E-mail for those who gather"), "", group=_GROUP),
    Setting(
        "exchange.per_minute",
        _("Requests one address may send in a minute"),
        300,
        "number",
        group=_GROUP,
        least=1,
        most=10_000,
    ),
    Setting(
        "exchange.targets",
        _("Libraries to take records from"),
        "",
        "letter",
        help=_("One on a line: name; sru or z3950; address; unimarc or marc21"),
        group=_GROUP,
    ),
)


def is_on(door: str) -> bool:
    """Return whether ``oai`` or ``sru`` is open."""
    return bool(settings.get(f"exchange.{door}"))
