"""What the strict content policy, Chrome 109 and the Kazakh alphabet ask of templates and files."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
TEMPLATES = sorted(
    [*ROOT.glob("core/templates/**/*.html"), *ROOT.glob("plugins/*/templates/**/*.html")]
)
SHEETS = sorted(one for one in STATIC.glob("*/*.css"))
SCRIPTS = sorted(one for one in STATIC.glob("*/*.js"))
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№₸–−×÷«»…"


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_nothing_that_the_policy_forbids(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)

    assert not re.search(r"\sstyle\s*=", text), "a style attribute is refused: use a class"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "a handler is refused: use data-…"
    assert "javascript:" not in text
    assert "<style" not in text
    assert not re.search(r"(src|href)=[\"']https?://", text), "nothing is loaded from outside"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_script_of_a_template_is_a_file_or_data(path: Path) -> None:
    for tag in re.findall(r"<script\b[^>]*>", path.read_text(encoding="utf-8")):
        assert "src=" in tag or "application/json" in tag, f"{tag} would need its own nonce"


def test_every_icon_that_is_drawn_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="([a-z0-9-]+)"', (STATIC / "core/icons.svg").read_text("utf-8")))
    used = set()
    for path in [*TEMPLATES, *SCRIPTS, *ROOT.glob("core/**/*.py"), *ROOT.glob("plugins/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"\bicon\(\s*[\"']([a-z0-9-]+)[\"']", text))
        used |= set(re.findall(r"\bicon\s*=\s*[\"']([a-z0-9-]+)[\"']", text))
        used |= set(re.findall(r"icons\.svg[^\"']*#([a-z0-9-]+)", text))
        used |= set(
            re.findall(r"\bstate\([^()]*(?:\([^()]*\))?[^()]*,\s*[\"']([a-z0-9-]+)[\"']", text)
        )

    assert used - sprite - {"ok", "warn", "bad", "ask", "prim"} == set()


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_a_style_sheet_can_be_drawn_by_chrome_109(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)

    assert not re.search(r"color-mix\(|oklch\(|@layer|@container|:has\(|&", text)
    assert "http" not in text.replace("http://www.w3.org", "")


@pytest.mark.parametrize("name", ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"])
def test_the_font_of_documents_has_every_kazakh_letter(name: str) -> None:
    letters = TTFont(STATIC / "fonts" / name).getBestCmap()

    assert [one for one in KAZAKH if ord(one) not in letters] == []


def test_what_others_made_carries_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text("utf-8")
    for folder in (STATIC / "vendor").iterdir():
        assert list(folder.glob("LICENSE*")), f"{folder.name} has no licence"
