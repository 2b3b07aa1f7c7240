"""How sections plug in: found, put in order, switched off, brought from outside."""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pluggy
import pytest

from app import all_models, create_app
from core import migrate, sections
from core.section import FoundSection, Section
from core.sections import SectionFault, find_sections, hook, plug_in
from tests.databases import Databases
from tests.makers import make_copy, make_reader, make_staff

ROOT = Path(__file__).parents[2]
OUTSIDE = ROOT / "tests" / "outside"


@pytest.fixture
def plugged_again(database: str) -> Iterator[None]:
    """After the test, the usual sections are plugged in again."""
    yield
    plug_in(find_sections())


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, plugged_again: None) -> Iterator[None]:
    """An installed package with a section of its own."""
    monkeypatch.syspath_prepend(str(OUTSIDE))
    importlib.invalidate_caches()
    yield
    # Now, not after `plugged_again`: else the package would be found and plugged in once more.
    monkeypatch.undo()
    importlib.invalidate_caches()
    for name in [one for one in sys.modules if one.startswith("kitaphana_greeting")]:
        del sys.modules[name]


def _config(url: str, **more: object) -> dict[str, object]:
    return {"TESTING": True, "DATABASE_URL": url, "SECRET_KEY": "for tests", **more}


def test_required_sections_come_first() -> None:
    names = [one.name for one in find_sections()]

    assert names.index("catalogue") < names.index("fund") < names.index("circulation")
    assert names.index("readers") < names.index("circulation")


def test_a_missing_requirement_is_named_with_its_remedy() -> None:
    off = {one.name for one in find_sections()} - {"fund"}

    with pytest.raises(SectionFault, match=r"'fund' requires 'catalogue'.*switch 'fund' off too"):
        find_sections(off=tuple(off))


def test_a_circle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def pair() -> Iterator[FoundSection]:
        yield FoundSection("egg", "egg", ROOT, Section("Egg", requires=("hen",)))
        yield FoundSection("hen", "hen", ROOT, Section("Hen", requires=("egg",)))

    monkeypatch.setattr(sections, "_candidates", pair)

    with pytest.raises(SectionFault, match="circle"):
        find_sections()


def test_a_section_without_a_card_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nameless_section").mkdir()
    (tmp_path / "nameless_section" / "__init__.py").write_text('"""No card."""\n')
    sys.path.insert(0, str(tmp_path))
    try:
        with pytest.raises(SectionFault, match="no visiting card"):
            sections._read("nameless", "nameless_section")
    finally:
        sys.path.remove(str(tmp_path))


def test_a_misspelt_answer_is_refused(plugged_again: None) -> None:
    class Misspelt:
        @staticmethod
        @pluggy.HookimplMarker("kitaphana")
        def copy_blokers(copy: object) -> list[str]:
            return []

    manager = plug_in(find_sections())
    manager.register(Misspelt())

    with pytest.raises(pluggy.PluginValidationError, match="copy_blokers"):
        manager.check_pending()


def test_the_panel_runs_without_circulation(plugged_again: None, database: str) -> None:
    off = ("circulation", "debtors", "opac", "reports")
    app = create_app(_config(database, SECTIONS_OFF=off))

    assert "desk.index" not in app.view_functions
    assert hook.copies_out() is None
    browser = app.test_client()
    person, copy, reader = make_staff("head"), make_copy(), make_reader()
    with browser.session_transaction() as session:
        session["_user_id"] = person.get_id()
    for page in (
        "/",
        "/fund/copies/",
        "/fund/copies/?preset=here",
        f"/fund/copies/details/?id={copy.id}",
        f"/readers/readers/details/?id={reader.id}",
        "/settings/",
        "/search?q=абай",
    ):
        assert browser.get(page).status_code == 200, page


def test_the_panel_runs_with_the_core_alone(plugged_again: None, database: str) -> None:
    off = tuple(one.name for one in find_sections())
    app = create_app(_config(database, SECTIONS_OFF=off))

    answer = app.test_client().get("/login")

    assert answer.status_code in (200, 302)


def test_a_section_from_outside_is_found_and_served(outside: None, databases: Databases) -> None:
    url = databases.empty()
    app = create_app(_config(url))
    found = app.extensions["kitaphana_sections"]
    migrate.migrate(found)

    assert found[-1].name == "greeting"
    assert "kitaphana_greeting_greeting" in [one._meta.table_name for one in all_models()]
    from core import clock

    titles = [
        str(one.title)
        for one in sections.gather(hook.today_cards(by=None, on=clock.today()))
        if one.title == "Greeting" and one.number == 1
    ]
    assert titles == ["Greeting"]


def _imported_sections(folder: Path) -> set[str]:
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            elif isinstance(node, ast.Import):
                names = [one.name for one in node.names]
            found |= {one.split(".")[1] for one in names if one.startswith("plugins.")}
    return found


@pytest.mark.parametrize("section", find_sections(), ids=lambda one: one.name)
def test_requires_is_honest(section: FoundSection) -> None:
    imported = _imported_sections(section.path) - {section.name}

    assert imported == set(section.card.requires)


@pytest.mark.parametrize("section", find_sections(), ids=lambda one: one.name)
def test_every_section_has_a_page_about_itself(section: FoundSection) -> None:
    assert (section.path / "README.md").is_file()


def test_tables_bear_their_sections_names(database: str) -> None:
    for model in all_models():
        name = model.__module__.split(".")
        owner = name[1] if name[0] == "plugins" else name[0]
        assert model._meta.table_name.startswith(f"{owner}_"), model


def test_every_question_has_a_docstring() -> None:
    for module in ("core.hookspecs", *(f"plugins.{one.name}.hookspecs" for one in find_sections())):
        if importlib.util.find_spec(module) is None:
            continue
        for name, value in vars(importlib.import_module(module)).items():
            if hasattr(value, "kitaphana_spec"):
                assert value.__doc__, f"{module}.{name}"
