"""Every command of the program: `py tools\\run.py serve` on Windows, `make run` elsewhere.

Needs nothing but Python 3.11 or newer: it prepares `.venv` first and goes on inside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.setup import LOCKS, ROOT, SetupFault, ensure_ready

#: Command: (what it does, libraries it needs, what runs inside .venv).
COMMANDS: dict[str, tuple[str, str, list[str]]] = {
    "serve": ("serve the panel (make run)", "run", ["-m", "core.server"]),
    "demo": ("serve a throw-away demo school and print its logins", "run", ["tools/demo.py"]),
    "flask": ("a command of the program: flask backup FILE", "run", ["-m", "flask"]),
    "test": ("linters, types and all tests, on both databases", "dev", ["tools/test.py"]),
    "soak": ("the long races and kills, on both databases", "dev", ["tools/test.py", "--soak"]),
    "browser": ("the tests in Chromium", "dev", ["tools/test.py", "--browser"]),
    "lint": ("linters, import contracts and types only", "dev", ["tools/test.py", "--lint"]),
    "fix": ("let the linter mend what it can", "dev", ["tools/fix.py"]),
    "bench": ("measure, and print tables", "dev", ["-m", "bench"]),
    "words": ("gather the sentences to translate", "dev", ["tools/words.py"]),
    "docs": ("renew the generated tables of the manual", "dev", ["tools/docs.py"]),
}


def main(arguments: list[str]) -> int:
    """Run the command that ``arguments`` begin with; return its exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        print(help_text())
        return 0 if not arguments or arguments[0] in ("help", "-h", "--help") else 2
    _what, kind, inside = COMMANDS[arguments[0]]
    try:
        python = ensure_ready(kind)
    except SetupFault as sentence:
        print(f"\n{sentence}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before everything was installed; run this again.", file=sys.stderr)
        return 130
    command = [str(python), *inside, *arguments[1:]]
    os.chdir(ROOT)
    # Tools and tests live at the root, and tools/x.py would only see tools/.
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ["PYTHONUTF8"] = "1"
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def help_text() -> str:
    """Return what `make` prints when it is called alone."""
    lines = ["Kitaphana: the school librarian's working day, in one program.", ""]
    for name, (what, _kind, _inside) in COMMANDS.items():
        lines.append(f"  make {'run' if name == 'serve' else name:<9} {what}")
    lines += [
        "",
        "Settings: PORT=8100 make run, or a .env file; see docs/settings.md.",
        "Without make: python3 tools/run.py serve (on Windows: py tools\\run.py serve).",
        f"Libraries come from {' and '.join(LOCKS.values())} into .venv.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
