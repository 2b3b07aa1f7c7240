"""Gather the panel's sentences for the translators, and say which are still missing.

``make words`` brings the .po files up to date; ``make words c=--check`` only looks, and fails if
something is missing or out of date; ``compile`` makes the .mo files the program reads.
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from core.wording import compile_wording

ROOT = Path(__file__).parent.parent

#: English is what the code itself says, and is filled in by itself.
LANGUAGES = ("kk", "ru", "en")

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

#: Other people's sentences that we say in our own words: domain, package, one of its catalogues.
OTHERS = (
    ("admin", "flask_admin", "translations/ru/LC_MESSAGES/admin.po"),
    ("wtforms", "wtforms", "locale/kk/LC_MESSAGES/wtforms.po"),
)


@dataclass(frozen=True)
class Domain:
    """A set of sentences: where its catalogues stand, and the ``sentences`` of today."""

    name: str
    folder: Path
    sentences: Catalog

    def path(self, language: str) -> Path:
        """Return the catalogue of ``language``."""
        return self.folder / language / "LC_MESSAGES" / f"{self.name}.po"

    def read(self, language: str) -> Catalog:
        """Return what the catalogue of ``language`` says now; empty if there is none."""
        if not self.path(language).exists():
            return new_catalogue(language)
        with self.path(language).open("rb") as file:
            return read_po(file, locale=language)

    def renewed(self, language: str) -> Catalog:
        """Return the catalogue with the sentences of today: no guesses, nothing left over."""
        old = self.read(language)
        fresh = new_catalogue(language)
        for message in _messages(self.sentences):
            known = old.get(message.id, message.context)
            said: Any = known.string if known and not known.fuzzy else ""
            if language == "en":
                said = message.id
            fresh.add(
                message.id,
                said,
                message.locations,
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known else (),
                context=message.context,
            )
        return fresh


def domains() -> list[Domain]:
    """Return our own sentences and those of the libraries that people get to read."""
    found = [Domain("messages", ROOT / "translations", gather_words())]
    for name, package, catalogue in OTHERS:
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        with (Path(spec.origin).parent / catalogue).open("rb") as file:
            theirs = read_po(file)
        sentences = new_catalogue("en")
        for message in _messages(theirs):
            sentences.add(message.id, context=message.context)
        found.append(Domain(name, ROOT / "translations_admin", sentences))
    return found


def gather_words() -> Catalog:
    """Return every sentence of the code and the templates, with the files where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    words = new_catalogue("en")
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


def new_catalogue(language: str) -> Catalog:
    """Return an empty catalogue with the right plural forms."""
    return Catalog(locale=language, project="Kitaphana", charset="utf-8", fuzzy=False)


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences that have no translation, or only a guessed one."""
    return [
        first(message)
        for message in _messages(catalogue)
        if message.fuzzy or not all(forms(message))
    ]


def first(message: Message) -> str:
    """Return the message's English, in the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> list[str]:
    """Return what the message is translated by: one text, or one for each plural form."""
    said: Any = message.string
    return [said] if isinstance(said, str) else list(said or [""])


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def text_of(catalogue: Catalog) -> bytes:
    """Return the catalogue as its file has it: sorted, without dates and names of tools."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False)
    noise = rb"POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To"
    noise += rb"|Last-Translator|Language-Team"
    text = re.sub(rb'"(?:' + noise + rb'): [^"]*"\n', b"", buffer.getvalue())
    return text[text.index(b'msgid ""') :]  # a comment about copyright, with the year


def write(path: Path, catalogue: Catalog) -> None:
    """Write the catalogue if it says anything new."""
    text = text_of(catalogue)
    if path.exists() and path.read_bytes() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    print(f"Wrote {path.relative_to(ROOT)}")


def outdated(domain: Domain, language: str) -> list[str]:
    """Return the sentences that the catalogue has and the code has not, or the reverse."""
    old = {(one.context, first(one)) for one in _messages(domain.read(language))}
    new = {(one.context, first(one)) for one in _messages(domain.sentences)}
    return sorted(sentence for _context, sentence in old ^ new)


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or check them; return the exit code."""
    if "compile" in arguments:
        for path in compile_wording(ROOT):
            print(f"Wrote {path.relative_to(ROOT)}")
        return 0
    check = "--check" in arguments
    faults = 0
    for domain in domains():
        for language in LANGUAGES:
            fresh = domain.renewed(language)
            lacking = missing(fresh)
            faults += len(lacking) + len(outdated(domain, language))
            print(f"{domain.name} {language}: {len(fresh)} sentences, {len(lacking)} missing")
            for sentence in lacking:
                print(f"    {sentence}")
            if not check:
                write(domain.path(language), fresh)
    if check and faults:
        print("Run 'make words', then fill in what is missing in translations/.")
    return int(check and faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
