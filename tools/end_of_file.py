"""Let every file named end with one newline and no line with a space; fail if one had to change."""

import re
import sys
from pathlib import Path


def mended(text: bytes) -> bytes:
    """Return ``text`` without spaces at the end of lines, and with one newline at its end."""
    text = re.sub(rb"[ \t]+(?=\r?\n)", b"", text).rstrip(b"\r\n \t")
    return text + b"\n" if text else b""


def main(names: list[str]) -> int:
    """Mend the files called ``names``; return 1 if one had to be."""
    code = 0
    for name in names:
        before = Path(name).read_bytes()
        # In Markdown two spaces at the end of a line are a line break.
        after = before.rstrip() + b"\n" if name.endswith(".md") else mended(before)
        if after != before:
            Path(name).write_bytes(after)
            print(f"Mended {name}")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
