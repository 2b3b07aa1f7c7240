"""Renew docs/templates.md: the fields of every document in three languages, from the code."""

import sys
import tempfile
from pathlib import Path

from core import own_templates
from core.own_templates import Named
from tools.docs import ROOT, renewed

PAGE = ROOT / "docs" / "templates.md"
_LANGUAGES = ("en", "kk", "ru")


def tables() -> str:
    """Return a chapter for every document; an application context and a database are needed."""
    from flask_babel import force_locale

    chapters = []
    for kind in own_templates.kinds():
        titles = []
        for one in _LANGUAGES:
            with force_locale(one):
                titles.append(str(kind.title))
        lists = [own_templates.fields(kind.name, one) for one in _LANGUAGES]
        chapters += [f"### {' / '.join(titles)}", "", f"`{kind.name}`", ""]
        chapters += _table([each for each in zip(*lists, strict=True) if not each[0].columns])
        for each in zip(*lists, strict=True):
            if each[0].columns:
                words = " / ".join(one.label for one in each)
                chapters += ["", f"List `{each[0].name}`: {words}.", ""]
                chapters += _table(list(zip(*(one.columns for one in each), strict=True)))
        chapters.append("")
    return "\n".join(chapters).rstrip()


def _table(rows: list[tuple[Named, ...]]) -> list[str]:
    lines = ["| Field | English | Қазақша | Русский |", "|---|---|---|---|"]
    return lines + [
        f"| `{row[0].name}` | " + " | ".join(one.label for one in row) + " |" for row in rows
    ]


def main() -> int:
    """Write the page from a library that is made for it and thrown away."""
    from app import create_app
    from core import cli

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.db'}"
        panel = create_app({"DATABASE_URL": url, "SECRET_KEY": "for the manual"})
        cli.bring_up_to_date(panel)
        with panel.app_context():
            fresh = renewed(PAGE.read_text("utf-8"), "fields", tables())
    if fresh is None:
        print(f"{PAGE} has no place for the fields")
        return 1
    PAGE.write_text(fresh, "utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
