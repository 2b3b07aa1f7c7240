"""Templates as files: is it a .docx and no trap, and what does it look like filled in."""

import io
import re
import zipfile
from html import unescape
from typing import Any

from docx import Document as Word
from docxtpl import DocxTemplate

from core.errors import LibraryError
from core.own_templates.errors import (
    NotForTemplates,
    NotUnderstood,
    NotWord,
    TemplateBroken,
    TemplateTooLarge,
    TemplateTooLong,
)
from core.own_templates.sandbox import Sandbox

#: Bytes of a template; unpacked; and of those the ones that are text to be read.
LARGEST = 2 * 1024 * 1024
_LARGEST_UNPACKED = 40 * 1024 * 1024
_LARGEST_TEXT = 6 * 1024 * 1024
_MOST_PARTS = 500
#: Fields, conditions and loops: docxtpl's time rises with their square.
_MOST_FIELDS = 3000

_TAG = re.compile(r"<[^>]*>")
_BRACE_IN_TAG = re.compile(r"<[^<>]*\{[{%#][^<>]*>")
_ANY_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WHOLE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")

_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def check_file(data: bytes, name: str) -> None:
    """Return if ``data`` is a .docx of sensible size without macros; refuse it otherwise."""
    if len(data) > LARGEST:
        raise TemplateTooLarge(most=LARGEST // 1024 // 1024)
    try:
        _check_parts(data, name)
        Word(io.BytesIO(data))
    except LibraryError:
        raise
    except Exception as fault:
        # A file made by anybody can make zipfile, lxml and python-docx stumble anywhere.
        raise NotWord(name=name) from fault


def _check_parts(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        texts = [one for one in parts if one.filename.endswith((".xml", ".rels"))]
        # Python unpacks no more of a part than its entry promises, so promises are counted.
        if (
            len(parts) > _MOST_PARTS
            or sum(one.file_size for one in parts) > _LARGEST_UNPACKED
            or sum(one.file_size for one in texts) > _LARGEST_TEXT
        ):
            raise TemplateTooLarge(most=LARGEST // 1024 // 1024)
        names = {one.filename for one in parts}
        if "[Content_Types].xml" not in names or any("vbaProject" in one for one in names):
            raise NotWord(name=name)
        if _MAIN not in packed.read("[Content_Types].xml"):
            raise NotWord(name=name)
        for one in texts:
            # Word writes neither; both are for entities that grow when they are read.
            if b"<!DOCTYPE" in (inside := packed.read(one)) or b"<!ENTITY" in inside:
                raise NotWord(name=name)
            _check_braces(inside.decode("utf-8"))


def _check_braces(xml: str) -> None:
    """Refuse a brace without its partner in a paragraph, and any inside a tag.

    docxtpl looks for the partner to the end of the file, for every brace anew: for hours, if
    there are many.
    """
    if tag := _BRACE_IN_TAG.search(xml):
        raise NotForTemplates(place=xml.count("</w:p>", 0, tag.start()) + 1, text=tag[0][:80])
    if len(_WHOLE.findall(_TAG.sub("", xml))) > _MOST_FIELDS:
        raise TemplateTooLong()
    for place, paragraph in enumerate(xml.split("</w:p>"), 1):
        text = _TAG.sub("", paragraph)
        if _ANY_BRACE.search(_WHOLE.sub("", text)):
            raise NotUnderstood(place=place, text=unescape(text).strip()[:80])


def fill_in(data: bytes, values: dict[str, Any], lists: dict[str, frozenset[str]]) -> bytes:
    """Return the template with ``values`` in their places; every word of them is escaped."""
    template = DocxTemplate(io.BytesIO(data))
    filled = io.BytesIO()
    try:
        template.render(dict(values), jinja_env=Sandbox(values, lists), autoescape=True)
        template.save(filled)
        Word(io.BytesIO(filled.getvalue()))
    except (LibraryError, MemoryError):
        raise
    except Exception as fault:
        # Jinja, docxtpl and lxml each have their own ways to say that the XML does not close.
        raise TemplateBroken() from fault
    return filled.getvalue()
