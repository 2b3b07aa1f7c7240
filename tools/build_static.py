"""Build the vendored files under static/ from their published packages.

Run it when a version below changes; its output is committed, so that the panel needs neither
npm nor the internet:

    python tools/build_static.py [SCRATCH FOLDER]

It needs npm, and Python with network for one scratch environment (fonttools and brotli).
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"

PACKAGES = (
    "@tabler/core@1.6.1",
    "@tabler/icons@3.51.0",
    "@expo-google-fonts/noto-sans@0.4.2",  # the whole TTFs; @fontsource has only subsets
)
FONT_TOOLS = ("fonttools==4.68.0", "brotli==1.1.0")

# The screen font is one file per weight: with @fontsource's subsets the Kazakh letters and the
# tenge sign would come from three files, and a heading would be drawn three times while loading.
SCREEN_WEIGHTS = {"400Regular": 400, "600SemiBold": 600, "700Bold": 700}
PRINT_WEIGHTS = {"400Regular": "NotoSans-Regular.ttf", "700Bold": "NotoSans-Bold.ttf"}
SCREEN_LETTERS = (
    "U+0020-007E,U+00A0-00FF,U+0100-017F,U+0218-021B,U+02BC,U+02D9,U+0300-0304,U+0306-0308,"
    "U+0400-045F,U+0462-0463,U+0472-0475,U+0490-0493,U+0496-049B,U+04A2-04A3,U+04AE-04B3,"
    "U+04B6-04BB,U+04C0,U+04D8-04D9,U+04E8-04E9,"
    "U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,"
    "U+2039,U+203A,U+2044,U+2060,U+20AC,U+20B8,U+20BD,U+2116,U+2122,"
    "U+2212,U+2215,U+2219,U+221A,U+2248,U+2260,U+2264,U+2265,U+FEFF,U+FFFD"
)
PRINT_LETTERS = SCREEN_LETTERS + ",U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2150-215E,U+2190-2193"

ICONS = (ROOT / "tools" / "icons.txt").read_text(encoding="utf-8").split()


def main(scratch: Path) -> None:
    packages = fetch_packages(scratch)
    build_tabler(packages / "@tabler" / "core", packages / "@tabler" / "icons")
    build_icons(packages / "@tabler" / "icons")
    build_fonts(packages / "@expo-google-fonts" / "noto-sans", make_font_tools(scratch))
    for path in sorted(p for p in STATIC.glob("[vf]*/**/*") if p.is_file()):
        print(f"{path.stat().st_size:>9,}  {path.relative_to(ROOT)}")


def fetch_packages(scratch: Path) -> Path:
    """The node_modules folder with all PACKAGES, nothing of theirs executed."""
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "package.json").write_text(json.dumps({"private": True}), encoding="utf-8")
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(command, cwd=scratch, check=True)
    return scratch / "node_modules"


def make_font_tools(scratch: Path) -> Path:
    """The pyftsubset of a scratch environment: the panel itself does not need it."""
    folder = scratch / "font-tools"
    if not folder.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "-q", *FONT_TOOLS], check=True)
    return folder / "bin" / "pyftsubset"


def build_tabler(core: Path, icons: Path) -> None:
    """Take the style sheet only: our dialogs and menus are the browser's own."""
    target = STATIC / "vendor" / "tabler"
    target.mkdir(parents=True, exist_ok=True)
    text = (core / "dist/css/tabler.min.css").read_text(encoding="utf-8")
    # Without its map file the reference would be one failed request for whoever looks.
    text = re.sub(r"\n?/\*# sourceMappingURL=\S+ \*/\s*$", "\n", text)
    (target / "tabler.min.css").write_text(text, encoding="utf-8")
    shutil.copy(icons / "LICENSE", target / "LICENSE.txt")


def build_icons(icons: Path) -> None:
    """One sprite: an icon costs no request of its own, and takes the colour of its text."""
    symbols = []
    for name in ICONS:
        svg = (icons / "icons" / "outline" / f"{name}.svg").read_text(encoding="utf-8")
        shapes = re.findall(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*>", svg)
        drawn = "".join(shape for shape in shapes if 'stroke="none"' not in shape)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>')
    note = "<!-- Tabler Icons, MIT, https://tabler.io/icons. Built by tools/build_static.py -->"
    sprite = (
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join([note, *symbols]) + "\n</svg>\n"
    )
    (STATIC / "core" / "icons.svg").write_text(sprite, encoding="utf-8")


def build_fonts(family: Path, pyftsubset: Path) -> None:
    target = STATIC / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for folder, weight in SCREEN_WEIGHTS.items():
        subset(
            pyftsubset,
            next((family / folder).glob("*.ttf")),
            target / f"noto-sans-{weight}.woff2",
            f"--unicodes={SCREEN_LETTERS}",
            "--flavor=woff2",
            "--layout-features=kern,mark,mkmk,ccmp,locl,tnum,lnum",
        )
    for folder, name in PRINT_WEIGHTS.items():
        source = next((family / folder).glob("*.ttf"))
        # No hinting: paper does not need it, and it is half of the file.
        options = (
            f"--unicodes={PRINT_LETTERS}",
            "--no-hinting",
            "--layout-features=kern,ccmp,mark",
        )
        subset(pyftsubset, source, target / name, *options, "--name-IDs=*", "--notdef-outline")
    shutil.copy(family / "LICENSE_FONT", target / "OFL.txt")


def subset(pyftsubset: Path, source: Path, target: Path, *options: str) -> None:
    subprocess.run([pyftsubset, source, f"--output-file={target}", *options], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
