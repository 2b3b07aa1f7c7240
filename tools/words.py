"""Gather the panel's sentences for the translators, and say which are still missing.

With ``--check`` nothing is written, and what is missing or changed fails.
"""

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "translations"
LANGUAGES = ("kk", "ru")  # English is what the code itself says

KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def gather_words() -> Catalog:
    """Return every sentence of the code and the templates, with the places where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    words = Catalog(project="Kitaphana", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        str(ROOT),
        methods,
        options,
        keywords=KEYWORDS,
        comment_tags=("L10N:",),
        strip_comment_tags=True,
    )
    for name, _line, message, comments, context in found:
        # Without line numbers: else every change of the code changes every catalogue.
        words.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return words


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences that have no translation, or only a guessed one."""
    return [
        str(message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue
        if message.id and (message.fuzzy or not _whole(message.string or ""))
    ]


def _whole(text: str | tuple[str, ...] | list[str]) -> bool:
    return bool(text) if isinstance(text, str) else bool(text) and all(text)


def _read(language: str) -> Catalog:
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Catalog(locale=language, project="Kitaphana", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _text(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False)
    # A date that changes with every run would be a change in every commit.
    return re.sub(rb'"(?:POT-Creation|PO-Revision)-Date: [^"]*"\n', b"", buffer.getvalue())


def _write(path: Path, text: bytes) -> None:
    if path.exists() and path.read_bytes() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    print(f"Wrote {path.relative_to(ROOT)}")


def main(check: bool = False) -> int:
    """Bring the catalogues up to date, or check them; return the exit code."""
    words = gather_words()
    faults = 0
    for language in LANGUAGES:
        catalogue = _read(language)
        known = {message.id for message in catalogue if message.id}
        new = [message.id for message in words if message.id and message.id not in known]
        catalogue.update(words, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
        lacking = missing(catalogue)
        faults += len(lacking) + len(new)
        print(f"{language}: {len(list(catalogue)) - 1} sentences, {len(lacking)} not translated")
        for sentence in lacking[:20] if check else lacking:
            print(f"    {sentence}")
        if not check:
            _write(FOLDER / language / "LC_MESSAGES" / "messages.po", _text(catalogue))
    if not check:
        _write(FOLDER / "messages.pot", _text(words))
    if check and faults:
        print("Run 'make words', then fill in what is missing in translations/.")
    return int(check and faults > 0)


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
