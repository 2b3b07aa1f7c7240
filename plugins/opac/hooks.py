"""What opac answers when the panel or another section asks."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.answers import Block, Demo, Setting, Step
from core.hookspecs import hookimpl
from plugins.opac import demo, models
from plugins.opac.permissions import PERMISSIONS
from plugins.opac.services import gate, pins
from plugins.opac.views import register
from plugins.readers.models import Reader


@hookimpl
def register_models() -> list[Any]:
    return [models.ReaderPin]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_settings() -> list[Setting]:
    return list(gate.SETTINGS)


@hookimpl
def catalogue_page() -> str | None:
    return "/catalog/" if gate.is_open() else None


@hookimpl
def reader_steps(reader: Reader) -> list[Step]:
    if not can("opac.pins") or reader.left_on is not None:
        return []
    return [Step(_("New PIN slip"), f"/opac/pins/reader/{reader.id}", icon="key", is_post=True)]


@hookimpl
def personal_data(reader: Reader) -> list[Block]:
    row = pins.of(reader)
    if row is None:
        return []
    seen = row.last_seen_at.date() if row.last_seen_at else ""
    columns = (gettext("PIN given on"), gettext("Signed in last on"))
    return [Block(gettext("Own page in the catalogue"), columns, [(row.given_at.date(), seen)])]


@hookimpl
def reader_erased(reader: Reader) -> None:
    pins.forget(reader)


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("opac", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("opac.pin_given", _("PIN given out")),
        ("opac.pin_changed", _("PIN changed by its reader")),
    ]
