"""Records as tables for people, and as lists of literature for what teachers write with."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import xlsxwriter
from flask_babel import gettext

from core.exports import BYTE_ORDER_MARK, SEPARATOR, safe
from plugins.catalogue.models import KINDS, LANGUAGES, Record
from plugins.exchange.services import exporting
from plugins.exchange.services.mapping import Description

_BIBTEX = {"article": "article", "periodical": "misc", "electronic": "misc", "audiovisual": "misc"}
_RIS = {"article": "JOUR", "periodical": "JFULL", "electronic": "ELEC", "audiovisual": "VIDEO"}
_SPECIAL = str.maketrans({one: f"\\{one}" for one in "&%$#_"} | {"{": "", "}": "", "\\": "/"})


def file(kind: str, ids: Sequence[int] | None = None) -> Iterator[bytes]:
    """Return the file of the records: ``csv``, ``xlsx``, ``bibtex`` or ``ris``."""
    return _FILES[kind](exporting.described(ids))


def _columns() -> list[tuple[str, Callable[[Record, Description], Any]]]:
    return [
        (gettext("Number"), lambda record, _it: record.id),
        (gettext("Kind"), lambda _record, it: str(KINDS[it.kind])),
        (gettext("Authors"), lambda _record, it: it.authors),
        (gettext("Title"), lambda _record, it: it.title),
        (gettext("Part"), lambda _record, it: it.part),
        (gettext("Subtitle"), lambda _record, it: it.subtitle),
        (gettext("Place of publication"), lambda _record, it: it.city),
        (gettext("Publisher"), lambda _record, it: it.publisher),
        (gettext("Year"), lambda _record, it: it.year),
        (gettext("Pages"), lambda _record, it: it.pages),
        (gettext("Series"), lambda _record, it: it.series),
        (gettext("ISBN"), lambda _record, it: it.isbn),
        (gettext("Language"), lambda _record, it: str(LANGUAGES.get(it.language, it.language))),
        (gettext("BBK index"), lambda _record, it: it.bbk),
        (gettext("UDC index"), lambda _record, it: it.udc),
        (gettext("Author mark"), lambda _record, it: it.author_mark),
        (gettext("Grade"), lambda _record, it: it.grade),
        (gettext("School subject"), lambda _record, it: it.subject),
        (gettext("Headings"), lambda _record, it: "; ".join(one.name for one in it.headings)),
        (gettext("Annotation"), lambda _record, it: it.annotation),
    ]


Found = Iterator[tuple[Record, Description]]


def _csv(found: Found) -> Iterator[bytes]:
    columns = _columns()
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([title for title, _value in columns])
    yield (BYTE_ORDER_MARK + buffer.getvalue()).encode()
    for record, it in found:
        buffer.seek(0)
        buffer.truncate()
        values = (value(record, it) for _title, value in columns)
        writer.writerow(["" if one is None else safe(str(one)) for one in values])
        yield buffer.getvalue().encode()


def _xlsx(found: Found) -> Iterator[bytes]:
    columns = _columns()
    with tempfile.TemporaryFile() as kept:
        book = xlsxwriter.Workbook(
            kept,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for place, (title, _value) in enumerate(columns):
            sheet.set_column(place, place, 40 if place in (3, 5, 19) else 17)
            sheet.write_string(0, place, title, bold)
        sheet.freeze_panes(1, 0)
        for row, (record, it) in enumerate(found, start=1):
            for place, (_title, value) in enumerate(columns):
                one = value(record, it)
                if isinstance(one, int):
                    sheet.write_number(row, place, one)
                elif one:
                    sheet.write_string(row, place, str(one)[:32_000])
        book.close()
        kept.seek(0)
        while part := kept.read(64 * 1024):
            yield part


def _bibtex(found: Found) -> Iterator[bytes]:
    for record, it in found:
        pairs = [
            ("author", " and ".join(_names(it, "author"))),
            ("editor", " and ".join(_names(it, "editor"))),
            ("title", _whole_title(it)),
            ("edition", it.edition),
            ("address", it.city),
            ("publisher", it.publisher),
            ("year", str(it.year or "")),
            ("pages", str(it.pages or "")),
            ("series", it.series),
            ("isbn", it.isbn),
            ("language", it.language),
            ("url", it.links.split(" ")[0].split("\n")[0]),
        ]
        lines = "".join(f",\n  {name} = {{{_plain(value)}}}" for name, value in pairs if value)
        yield f"@{_BIBTEX.get(it.kind, 'book')}{{kitap{record.id}{lines}\n}}\n\n".encode()


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)


def _names(it: Description, role: str) -> list[str]:
    return [one.name for one in it.persons if one.role == role]


def _whole_title(it: Description) -> str:
    title = ", ".join(one for one in (it.title, it.part) if one)
    return f"{title}: {it.subtitle}" if it.subtitle else title


def _ris(found: Found) -> Iterator[bytes]:
    for _record, it in found:
        lines = [("TY", _RIS.get(it.kind, "BOOK"))]
        lines += [("AU", one) for one in _names(it, "author")]
        lines += [("ED", one) for one in _names(it, "editor")]
        lines += [
            ("TI", _whole_title(it)),
            ("ET", it.edition),
            ("CY", it.city),
            ("PB", it.publisher),
            ("PY", str(it.year or "")),
            ("SP", str(it.pages or "")),
            ("T3", it.series),
            ("SN", it.isbn or it.issn),
            ("LA", it.language),
            ("AB", it.annotation),
        ]
        lines += [("KW", one.name) for one in it.headings]
        text = "".join(f"{tag}  - {' '.join(one.split())}\r\n" for tag, one in lines if one)
        yield f"{text}ER  - \r\n\r\n".encode()


_FILES: dict[str, Callable[[Found], Iterator[bytes]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "bibtex": _bibtex,
    "ris": _ris,
}
