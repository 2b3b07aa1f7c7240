"""The panel's sentences in its languages: what the program reads is made from the .po files."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent


def compile_wording(root: Path = ROOT) -> list[Path]:
    """Make every .mo that is missing or older than its .po, and return those made.

    They are not kept in git: nobody can read them, and two branches would clash in them.
    """
    made = []
    for source in sorted(root.glob("translations*/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        written = source.stat().st_mtime_ns
        if target.exists() and target.stat().st_mtime_ns == written:
            continue
        # Here, because a start at which nothing has changed need not pay for them (25 ms).
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        # Beside, then moved: a server that starts now reads the old one or the new one, whole.
        fresh = target.with_suffix(f".{os.getpid()}.tmp")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        # The same time as its source, so that going back to an older .po counts as a change.
        os.utime(fresh, ns=(written, written))
        fresh.replace(target)
        made.append(target)
    return made
