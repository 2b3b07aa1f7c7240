"""What the school has set: read often, changed seldom, kept in one table."""

import json
import threading
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _

from core import journal, sealed
from core.answers import Setting
from core.database import db, transaction
from core.errors import LibraryError
from core.models import Staff, StoredSetting
from core.sections import gather, hook
from core.setting_kinds import Amiss, checked


class UnknownSetting(LibraryError):
    """Nobody has declared a setting of that name."""

    message = _("There is no setting named %(name)s.")


class WrongValue(LibraryError):
    """The value is not of the setting's kind."""

    message = _("%(title)s: «%(value)s» does not fit; %(what)s. Nothing was saved.")


#: The panel's own settings; sections add theirs through `register_settings`.
OWN = (
    Setting("school.name_kk", _("School's name in Kazakh"), "", group=_("School")),
    Setting("school.name_ru", _("School's name in Russian"), "", group=_("School")),
    Setting("school.city", _("City or village"), "", group=_("School")),
    Setting("school.director", _("Director"), "", group=_("School")),
    Setting(
        "school.year",
        _("School year began in"),
        "",
        kind="number",
        group=_("School"),
        least=1990,
        most=2100,
    ),
)

# Values by database handle, so that tests with several databases do not mix. Threads of one
# server share it; `put` renews it after its own commit. `version` lets other processes in.
_cache: dict[str, Any] = {}
_cache_of: list[Any] = [None]
_lock = threading.Lock()


def declared() -> dict[str, Setting]:
    """Return every setting there is, by name."""
    return {one.name: one for one in [*OWN, *gather(hook.register_settings())]}


def get(name: str) -> Any:
    """Return the school's value of ``name``, or its default."""
    if _cache_of[0] is not db.obj or name not in _cache:
        _load()
    if name not in _cache:
        raise UnknownSetting(name=name)
    return _cache[name]


def secret(name: str) -> str:
    """Return the password behind a setting of kind ``secret``; nothing if it cannot be read.

    After a restore on another machine it must be typed anew: the key stayed on the old one.
    """
    kept = str(get(name))
    return (sealed.unseal(kept, str(current_app.secret_key)) or "") if kept else ""


def put(values: dict[str, Any], *, by: Staff | None) -> None:
    """Keep ``values`` by setting name, all or none, with a line in the journal."""
    known = declared()
    told = {name: "***" if _is_secret(known.get(name)) else one for name, one in values.items()}
    with transaction():
        for name, value in values.items():
            if name not in known:
                raise UnknownSetting(name=name)
            value = _checked(known[name], value)
            if known[name].kind == "secret" and value:
                value = sealed.seal(value, str(current_app.secret_key))
            text = json.dumps(value, ensure_ascii=False)
            StoredSetting.insert(name=name, value=text).on_conflict(
                conflict_target=[StoredSetting.name], update={StoredSetting.value: text}
            ).execute()
        journal.record("settings.put", by=by, about=", ".join(values)[:120], values=told)
    forget()


def forget() -> None:
    """Read everything anew next time: after a restore, or in a test."""
    with _lock:
        _cache.clear()
        _cache_of[0] = None


def _is_secret(setting: Setting | None) -> bool:
    return setting is not None and setting.kind == "secret"


def _load() -> None:
    stored = {row.name: json.loads(row.value) for row in StoredSetting.select()}
    fresh = {name: stored.get(name, one.default) for name, one in declared().items()}
    with _lock:
        _cache.clear()
        _cache.update(fresh)
        _cache_of[0] = db.obj


def _checked(setting: Setting, value: Any) -> Any:
    try:
        return checked(setting, value)
    except Amiss as fault:
        raise WrongValue(title=setting.title, value=str(value)[:60], what=str(fault)) from None
