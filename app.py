"""Kitaphana: the only file that knows all parts and puts them together."""

from pathlib import Path
from typing import Any

from flask import Flask

import core.models
from core import (
    access,
    assets,
    i18n,
    menu,
    migrate,
    sections,
    security,
    settings,
    staff,
    typography,
)
from core.config import load_config
from core.database import BaseModel, db, open_database
from core.pages import register_pages

ROOT = Path(__file__).parent


class MigrationsPending(Exception):
    """The database is older than the program; names the migrations and the command."""


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """Return the panel, ready to serve: database open, sections plugged in, pages registered.

    ``config`` overrides what the environment and the .env file say (see docs/settings.md).
    """
    app = Flask(
        __name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "core/templates")
    )
    app.config.update(load_config(ROOT, given=config))
    app.config.update(config or {})
    app.secret_key = app.config["SECRET_KEY"]

    found = sections.find_sections(off=app.config["SECTIONS_OFF"])
    sections.plug_in(found)
    app.extensions["kitaphana_sections"] = found
    _open(app)

    assets.init_assets(app)
    i18n.init_i18n(app)
    typography.register_filters(app)
    security.init_security(app)
    staff.init_login(app)
    register_pages(app)
    menu.init_panel(app, found)
    access.init_access(app)
    for command in sections.gather(sections.hook.register_commands()):
        app.cli.add_command(command)
    from core import cli

    cli.register_commands(app)
    return app


def all_models() -> list[type[BaseModel]]:
    """Return every table there is, parents first."""
    own = [
        core.models.Staff,
        core.models.StoredSetting,
        core.models.JournalEntry,
        core.models.Upload,
        core.models.DocumentTemplate,
    ]
    return own + sections.gather(sections.hook.register_models())


def ensure_migrated(app: Flask) -> None:
    """Refuse to serve a database older than the program, and say which command to run."""
    waiting = migrate.pending(app.extensions["kitaphana_sections"])
    if waiting:
        raise MigrationsPending(
            f"The database lacks {', '.join(waiting)}. Run 'flask migrate' (make run does it) "
            "and start again."
        )


def _open(app: Flask) -> None:
    open_database(app.config["DATABASE_URL"])
    settings.forget()

    @app.before_request
    def connect() -> None:
        db.connect(reuse_if_open=True)

    @app.teardown_request
    def disconnect(_fault: BaseException | None) -> None:
        # It goes back to the pool, for whichever thread answers next.
        if not db.is_closed() and db.transaction_depth() == 0:
            db.close()
