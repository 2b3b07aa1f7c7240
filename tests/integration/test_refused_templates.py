"""Templates that are refused: each with a sentence that says what to do, none of them run."""

import io
import time
import zipfile
from typing import Any

import pytest
from docx import Document as Word

from core import own_templates
from core.models import DocumentTemplate
from core.own_templates.errors import (
    NotForTemplates,
    NotUnderstood,
    NotWord,
    TemplateBroken,
    TemplateTooLarge,
    TemplateTooLong,
    UnknownFields,
)
from core.own_templates.files import check_file, fill_in
from tests.integration.test_own_templates import word_of

# Files in, files out: nothing that the kind of database would change.
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.sqlite]


def refusal(*paragraphs: str) -> Any:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the callers look at the class
        own_templates.keep("fund.acceptance", "kk", "x.docx", word_of(*paragraphs), by=None)
    assert DocumentTemplate.select().count() == 0
    return caught.value


def test_unknown_fields_are_all_named() -> None:
    fault = refusal(
        "{{ shcool }} {{ school }}",
        "{%p for row in rows %}",
        "{{ row.titl }} {{ row.author_and_title }}",
        "{%p endfor %}",
        "{{ direktor }}",
    )

    assert isinstance(fault, UnknownFields)
    assert fault.facts["names"] == "shcool, row.titl, direktor"
    assert "shcool" in str(fault)


@pytest.mark.parametrize(
    "line",
    [
        "{{ school",
        "{{ school }",
        "{% if school %}",
        "{%p for row in rows %}",
        "{{ a b }}",
        "{% x %}",
    ],
)
def test_broken_brackets_are_quoted(line: str) -> None:
    fault = refusal("Мектеп", line)

    assert isinstance(fault, NotUnderstood | TemplateBroken)
    if isinstance(fault, NotUnderstood):
        assert fault.facts["place"] >= 1
        assert "{{ school }}" not in str(fault)


def test_the_paragraph_is_counted_from_the_first() -> None:
    fault = refusal("Мектеп", "Қала", "{{ school city }}", "Соңы")

    assert fault.facts == {"place": 3, "text": "{{ school city }}"}


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ school.__class__ }}",
        "{{ school['__class__'] }}",
        "{{ school|attr('__class__') }}",
        "{{ rows.__class__ }}",
        "{{ rows[0].__class__ }}",
        "{%p for row in rows %}{{ row.__init__.__globals__ }}{%p endfor %}",
        "{{ self.__init__ }}",
        "{{ config }} {{ request }} {{ cycler.__init__.__globals__.os }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ school.format(school) }}",
        "{{ '%s'|format(school) }}",
        "{{ school|map('upper')|list }}",
        "{{ rows|map(attribute='__class__')|list }}",
        "{% for a in range(10**9) %}x{% endfor %}",
        "{% for a in 'aaaaaaaaaa' %}{% for b in 'aaaaaaaaaa' %}x{% endfor %}{% endfor %}",
        "{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}",
        "{% for a in rows recursive %}{{ loop(rows) }}{% endfor %}",
        "{{ 'a' * 10**9 }}",
        "{{ 9**9**9 }}",
        "{{ 'a'.ljust(10**9) }}",
        "{{ school|center(1000000000) }}",
        "{% set a = school %}{{ a }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'core/layout.html' %}",
        "{% set ns = namespace(a=1) %}",
        "{{ school|safe }}",
        "{{ rows }}",
    ],
)
def test_a_way_out_of_the_template_is_refused(line: str) -> None:
    assert isinstance(refusal(line), NotForTemplates | UnknownFields | NotUnderstood)


def test_braces_without_partners_are_refused_at_once() -> None:
    """docxtpl alone would look for the partners for hours."""
    many = b"<w:p><w:r>" + b"<w:t>{{</w:t>" * 100_000 + b"</w:r></w:p>"
    body = b'<w:document xmlns:w="x"><w:body>' + many + b"</w:body></w:document>"
    started = time.monotonic()

    with pytest.raises(NotUnderstood):
        check_file(changed(**{"word/document.xml": body}), "x.docx")

    assert time.monotonic() - started < 5


def test_a_brace_inside_a_tag_is_refused() -> None:
    body = b'<w:document xmlns:w="x"><w:body><w:p w:a="{{ school }}"/></w:body></w:document>'

    with pytest.raises(NotForTemplates):
        check_file(changed(**{"word/document.xml": body}), "x.docx")


@pytest.mark.parametrize("place", ["header", "footer", "properties"])
def test_headers_and_properties_are_checked_as_well(place: str) -> None:
    word = Word()
    word.add_paragraph("{{ school }}")
    if place == "properties":
        word.core_properties.title = "{{ ''.__class__ }}"
    else:
        getattr(word.sections[0], place).paragraphs[0].text = "{{ ''.__class__ }}"
    file = io.BytesIO()
    word.save(file)

    with pytest.raises(NotForTemplates):
        own_templates.keep("fund.acceptance", "kk", "x.docx", file.getvalue(), by=None)


def test_rows_that_would_fill_the_memory_are_refused() -> None:
    line = "ә" * 2_000
    data = word_of("{%p for row in rows %}", line, "{%p endfor %}")
    rows = [object()] * 100_000

    with pytest.raises(TemplateTooLong):
        fill_in(data, {"rows": rows}, {"rows": frozenset()})


def test_what_a_form_needs_is_allowed() -> None:
    data = word_of(
        "{% if city %}{{ city|upper }}{% else %}–{% endif %} {{ rows|length }}",
        "{%p for row in rows %}",
        "{{ loop.index }}. {{ row.author_and_title }}{% if not loop.last %};{% endif %}",
        "{%p endfor %}",
        "{% if rows %}{{ copies|default('0') }}{% endif %} {{ 'а' if number == '1' else 'б' }}",
    )

    own_templates.keep("fund.acceptance", "kk", "x.docx", data, by=None)

    assert DocumentTemplate.select().count() == 1


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def changed(**parts: bytes) -> bytes:
    """Return a good .docx with parts put in, or in place of its own."""
    good = zipfile.ZipFile(io.BytesIO(word_of("{{ school }}")))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in good.namelist():
            if one not in parts:
                packed.writestr(one, good.read(one))
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"0" * 100,
        b"PK\x03\x04 not really",
        b"\xd0\xcf\x11\xe0 an old .doc",
        zipped(**{"a.txt": b"x"}),
        zipped(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        changed(**{"word/vbaProject.bin": b"x"}),
        changed(**{"word/document.xml": b"<broken"}),
        changed(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        changed(**{"word/settings.xml": b"<!DOCTYPE a><a/>"}),
    ],
)
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(NotWord):
        check_file(data, "x.docx")


def test_too_large_packed_or_unpacked_is_refused() -> None:
    with pytest.raises(TemplateTooLarge):
        check_file(word_of("x") + b"0" * 2 * 1024 * 1024, "x.docx")
    for name in ("word/bomb.xml", "word/media/bomb.png"):
        with pytest.raises(TemplateTooLarge):
            check_file(changed(**{name: b"0" * 41 * 1024 * 1024}), "x.docx")
