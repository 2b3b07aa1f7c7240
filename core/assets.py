"""Static files under addresses that change with their content, so that browsers may keep them."""

from pathlib import Path
from typing import Any

from flask import Flask, g, url_for


def init_assets(app: Flask) -> None:
    """Put ``v=…`` on the address of every static file; security.py lets those be kept a year.

    An address asked for with ``v=None`` stays bare: the fonts, which kitaphana.css names too.
    """
    folder = Path(app.static_folder or "")
    marks: dict[str, str] = {}

    # A page has some fifty icons; the address of their one file is made once for each.
    def icons() -> str:
        if "kitaphana_icons" not in g:
            g.kitaphana_icons = url_for("static", filename="core/icons.svg")
        return str(g.kitaphana_icons)

    app.jinja_env.globals["icons"] = icons

    @app.url_defaults
    def add_mark(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" or "v" in values:
            return
        name = values.get("filename", "")
        if name not in marks or app.debug:
            try:
                found = (folder / name).stat()
            except OSError:
                return
            marks[name] = f"{found.st_mtime_ns ^ found.st_size:x}"[-8:]
        values["v"] = marks[name]
