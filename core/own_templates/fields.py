"""Named fields of a document, and its starting template: both made from the document itself.

A document knows labels and values. The label's English words make the field's name, so that a
template holds the same names in Kazakh and in Russian: «Акт күні» is ``date_of_the_act``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from flask_babel import force_locale, gettext

from core import clock, papers, settings
from core.database import transaction
from core.documents import (
    Aside,
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    Signatures,
    Table,
    Text,
    Total,
    written,
)


@dataclass(frozen=True)
class Named:
    """A field for the list of fields; one with ``columns`` is a list of rows."""

    name: str
    label: str
    example: str = ""
    columns: tuple["Named", ...] = ()


@dataclass
class Outline:
    """What a document is to a template: values by name, what they mean, and a starting form."""

    values: dict[str, Any] = field(default_factory=dict)
    fields: list[Named] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def lists(self) -> dict[str, frozenset[str]]:
        """Return the columns of each list of rows."""
        return {
            one.name: frozenset(column.name for column in one.columns)
            for one in self.fields
            if one.columns
        }

    def put(self, name: str, label: str, value: Any) -> str:
        """Add a field and return its place in a template; a name used already is numbered."""
        free, number = name, 1
        while free in self.values:
            number += 1
            free = f"{name}_{number}"
        self.values[free] = written(value)
        self.fields.append(Named(free, label, written(value)))
        return f"{{{{ {free} }}}}"

    def put_line(self, name: str, text: str) -> str:
        """Add a whole line as a field, if it has a name; return what stands for it."""
        if not name:
            return text
        return self.put(name, gettext("A line of the document"), text)

    def put_rows(
        self, name: str, label: str, columns: Sequence[Named], rows: list[dict[str, str]]
    ) -> str:
        """Add a list of rows and return its name."""
        free, number = name, 1
        while free in self.values:
            number += 1
            free = f"{name}_{number}"
        self.values[free] = [SimpleNamespace(**one) for one in rows]
        self.fields.append(Named(free, label, columns=tuple(columns)))
        return free


def name_of(english: str) -> str:
    """Return the field's name of an English label: ``inv_no`` of «Inv. No.»."""
    words = re.sub(r"[^a-z0-9]+", "_", english.replace("№", "number").lower()).strip("_")
    return words if words and not words[0].isdecimal() else f"field_{words}"


def built(kind: DocumentKind, arguments: dict[str, Any]) -> tuple[Document, Document]:
    """Return the document in the language now spoken, and its English twin for the names."""
    with force_locale("en"):
        english = kind.build(dict(arguments))
    return kind.build(dict(arguments)), english


class _Enough(Exception):
    """The specimen is made; its rows are not to stay."""


def specimen(kind: DocumentKind) -> tuple[Document, Document]:
    """Return a document as `built` does, of rows that are made for it and rolled back."""
    found: list[tuple[Document, Document]] = []
    try:
        with transaction():
            found.append(built(kind, kind.sample() if kind.sample else {}))
            raise _Enough
    except _Enough:
        return found[0]


def outline(document: Document, english: Document) -> Outline:
    """Return the fields of a document and the blocks of its starting template."""
    found = Outline()
    for block, twin in zip(document.blocks, english.blocks, strict=True):
        found.blocks += _placed(found, block, twin)
    for name, label, value in document.also:
        if name not in found.values:
            found.put(name, str(label), value)
    for name, label, value in _general(document.title):
        if name not in found.values:
            found.put(name, label, value)
    return found


def _general(title: str) -> list[tuple[str, str, Any]]:
    today = clock.today()
    return [
        ("title", gettext("The document's title"), title),
        ("school", gettext("School"), papers.school_name()),
        ("school_kk", gettext("School's name in Kazakh"), settings.get("school.name_kk")),
        ("school_ru", gettext("School's name in Russian"), settings.get("school.name_ru")),
        ("city", gettext("City or village"), settings.get("school.city")),
        ("director", gettext("Director"), settings.get("school.director")),
        ("librarian", gettext("Librarian who prints"), _librarian()),
        ("today", gettext("Day of printing"), today),
        ("today_in_words", gettext("Day of printing in words"), papers.long_day(today)),
    ]


def _librarian() -> str:
    # Only a request has a person; lists of fields are made without one as well.
    from flask import has_request_context
    from flask_login import current_user

    return str(getattr(current_user, "full_name", "")) if has_request_context() else ""


def _placed(found: Outline, block: Block, twin: Any) -> list[Block]:
    """Add the block's fields to ``found`` and return the block with places for its data."""
    match block:
        case Heading(text, is_centred, name):
            return [Heading(found.put_line(name, text), is_centred)]
        case Text(text, name):
            return [Text(found.put_line(name, text))]
        case Aside(lines, names):
            named = [*names, *[""] * len(lines)]
            return [
                Aside(
                    [found.put_line(name, line) for line, name in zip(lines, named, strict=False)]
                )
            ]
        case Fields(pairs):
            return [
                Fields(
                    [
                        (label, found.put(name_of(words), str(label), value))
                        for (label, value), (words, _same) in zip(pairs, twin.pairs, strict=True)
                    ]
                )
            ]
        case Table():
            return [_table(found, block, twin)]
        case Total(label, value):
            return [Total(label, found.put(name_of(twin.label), label, value))]
        case Signatures(people, seal):
            return _signatures(found, people, seal)
    return [block]


def _table(found: Outline, block: Table, twin: Table) -> Table:
    names: list[str] = []
    for words in twin.columns:
        name, number = name_of(words), 1
        while name in names:
            number += 1
            name = f"{name_of(words)}_{number}"
        names.append(name)
    rows = [dict(zip(names, map(written, row), strict=True)) for row in block.rows]
    first = rows[0] if rows else {}
    columns = [
        Named(name, written(label), first.get(name, ""))
        for name, label in zip(names, block.columns, strict=True)
    ]
    place = found.put_rows("rows", gettext("Rows of the table"), columns, rows)
    blank = [""] * (len(names) - 1)
    return Table(
        block.columns,
        [
            [f"{{%tr for row in {place} %}}", *blank],
            [f"{{{{ row.{name} }}}}" for name in names],
            ["{%tr endfor %}", *blank],
        ],
        block.widths,
        block.right,
    )


def _signatures(found: Outline, people: Sequence[tuple[str, str]], seal: str) -> list[Block]:
    rows = [{"post": written(post), "name": written(name)} for post, name in people]
    first = rows[0] if rows else {"post": "", "name": ""}
    columns = [
        Named("post", gettext("Post"), first["post"]),
        Named("name", gettext("Name"), first["name"]),
    ]
    place = found.put_rows("signatures", gettext("Who signs"), columns, rows)
    return [
        Text(f"{{%p for person in {place} %}}"),
        Signatures([("{{ person.post }}", "{{ person.name }}")]),
        Text("{%p endfor %}"),
        *([Text(seal)] if seal else []),
    ]
