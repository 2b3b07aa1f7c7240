"""The panel's own pages: signing in, the first run, settings, search, what went wrong."""

from flask import Flask

from core.pages import documents, errors, login, search, settings, setup, tasks


def register_pages(app: Flask) -> None:
    """Add the panel's own pages to ``app``."""
    for module in (login, setup, settings, search, documents, tasks):
        app.register_blueprint(module.pages)
    setup.lead_to_setup(app)
    errors.register_errors(app)
