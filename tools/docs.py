"""Renew the tables of the manual that are made from the code; ``--check`` only compares them.

A table stands between ``<!-- hooks: … -->`` and ``<!-- /hooks -->`` in its page.
"""

import importlib
import importlib.util
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import plugins
from core import hookspecs
from core.config import VARIABLES

ROOT = Path(__file__).parent.parent


def hooks_table() -> str:
    """Return one line for every question: who asks, who answers, what is wanted."""
    rows = ["| Question | Asked by | Answered by | Answer |", "|---|---|---|---|"]
    answers = _answers()
    for owner, module in _question_modules():
        for name, asked in vars(module).items():
            if not hasattr(asked, "kitaphana_spec"):
                continue
            places = ", ".join(inspect.signature(asked).parameters)
            who = ", ".join(section for section, names in answers.items() if name in names)
            what = (inspect.getdoc(asked) or "").splitlines()[0].replace("|", "\\|")
            rows.append(f"| `{name}({places})` | {owner} | {who} | {what} |")
    return "\n".join(rows)


def settings_table() -> str:
    """Return one line for every variable of the environment."""
    rows = ["| Name | If not set | Meaning |", "|---|---|---|"]
    for one in VARIABLES:
        default = f"`{one.default}`" if one.default else ""
        rows.append(f"| `{one.name}` | {default} | {one.meaning} |".replace("|  |", "| |"))
    return "\n".join(rows)


#: Page, name of the table in it, and what makes it.
TABLES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("README.md", "hooks", hooks_table),
    ("docs/settings.md", "settings", settings_table),
)


def _sections() -> list[str]:
    return [info.name for info in pkgutil.iter_modules(plugins.__path__) if info.ispkg]


def _question_modules() -> list[tuple[str, ModuleType]]:
    found: list[tuple[str, ModuleType]] = [("core", hookspecs)]
    for section in _sections():
        if module := _room(section, "hookspecs"):
            found.append((section, module))
    return found


def _answers() -> dict[str, set[str]]:
    """Return the names of the questions each section answers."""
    return {
        section: {name for name, one in vars(module).items() if hasattr(one, "kitaphana_impl")}
        for section in _sections()
        if (module := _room(section, "hooks"))
    }


def _room(section: str, name: str) -> ModuleType | None:
    full = f"plugins.{section}.{name}"
    return importlib.import_module(full) if importlib.util.find_spec(full) else None


def renewed(text: str, name: str, table: str) -> str | None:
    """Return ``text`` with ``table`` in its place, or None if there is no such place."""
    place = re.compile(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not place.search(text):
        return None
    return place.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


def main(check: bool = False) -> int:
    """Write the tables, or compare them; return the exit code."""
    code = 0
    for page, name, make in TABLES:
        path = ROOT / page
        text = path.read_text("utf-8") if path.exists() else ""
        fresh = renewed(text, name, make())
        if fresh is None:
            print(
                f"{page} has no place for the table '{name}': <!-- {name}: … --> <!-- /{name} -->"
            )
            code = 1
        elif fresh != text and check:
            print(f"{page}: the table '{name}' is out of date. Run 'make docs'.")
            code = 1
        elif fresh != text:
            path.write_text(fresh, "utf-8")
            print(f"Wrote {page}")
    if not check:
        # Fields are read off documents, for which it makes a library: its test compares them.
        code = importlib.import_module("tools.templates").main() or code
    return code


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
