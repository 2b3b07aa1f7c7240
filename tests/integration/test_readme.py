"""The README's recipe for a new section works as it stands there."""

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import plugins
from app import create_app
from core import migrate
from core.sections import find_sections, plug_in
from tests.databases import Databases

ROOT = Path(__file__).parents[2]
RECIPE = re.compile(r"^`(plugins/wishes/\w+\.py)`.*?\n\n```python\n(.*?)^```", re.M | re.S)


@pytest.fixture
def wishes(tmp_path: Path, databases: Databases) -> Iterator[Flask]:
    """The panel with the README's section in it, its folder beside the real ones."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, source in RECIPE.findall(text):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    plugins.__path__.append(str(tmp_path / "plugins"))
    importlib.invalidate_caches()
    _freeze(tmp_path)
    url = databases.empty()
    app = create_app({"TESTING": True, "DATABASE_URL": url, "SECRET_KEY": "x", "LANGUAGE": "en"})
    migrate.migrate(app.extensions["kitaphana_sections"])
    with app.app_context():
        yield app
    plugins.__path__.remove(str(tmp_path / "plugins"))
    for name in [one for one in sys.modules if one.startswith("plugins.wishes")]:
        del sys.modules[name]
    if hasattr(plugins, "wishes"):
        del plugins.wishes
    plug_in(find_sections())


def _freeze(folder: Path) -> None:
    """Run the README's command for the migration, with the section's folder on the path."""
    source = (
        "import sys, plugins, runpy; from pathlib import Path;"
        f"plugins.__path__.append({str(folder / 'plugins')!r});"
        "import tools.freeze_migration as tool;"
        f"tool.ROOT = Path({str(folder)!r});"
        "sys.argv = ['freeze_migration.py', 'wishes', '0001_initial']; tool.main()"
    )
    subprocess.run([sys.executable, "-c", source], cwd=ROOT, check=True, capture_output=True)


def test_the_recipe_has_the_four_files() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name, _source in RECIPE.findall(text)] == [
        "plugins/wishes/__init__.py",
        "plugins/wishes/models.py",
        "plugins/wishes/views.py",
        "plugins/wishes/hooks.py",
    ]


def test_a_section_made_by_the_recipe_works(
    wishes: Flask,
) -> None:
    from core.staff import create_staff
    from plugins.readers.models import Reader
    from plugins.readers.services import register
    from plugins.wishes.models import Wish

    reader = register(Reader(last_name="Әлібек", first_name="Нұрасыл"), by=None)
    browser = wishes.test_client()
    head = create_staff(login="head", password="kitap-oqu-2026", role="head", by=None)
    head.language = "en"
    head.save()
    with browser.session_transaction() as session:
        session["_user_id"] = head.get_id()

    Wish.create(title="Менің атым Қожа", reader=reader)
    page = browser.get("/wishes/wishes/")

    assert page.status_code == 200
    assert "Менің атым Қожа" in page.text
    assert "Әлібек Нұрасыл" in page.text
