"""Records as Dublin Core: fifteen plain elements that every gatherer understands."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from plugins.catalogue.models import Record
from plugins.exchange.services import rows
from plugins.exchange.services.mapping import Description, codes
from plugins.exchange.services.marc.charsets import cleaned

_DC = "http://purl.org/dc/elements/1.1/"
_OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"


def oai_dc(records: Sequence[Record]) -> list[str]:
    """Return the records as elements of oai_dc."""
    head = f'<oai_dc:dc xmlns:oai_dc="{_OAI}" xmlns:dc="{_DC}">\n'
    return [f"{head}{elements(one)}</oai_dc:dc>" for one in rows.described(records)]


def srw_dc(records: Sequence[Record]) -> list[str]:
    """Return the records as elements of SRU's Dublin Core."""
    head = f'<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="{_DC}">\n'
    return [f"{head}{elements(one)}</srw_dc:dc>" for one in rows.described(records)]


def elements(it: Description) -> str:
    """Return the elements of one record."""
    title = ", ".join(one for one in (it.title, it.part) if one)
    found = [("title", f"{title} : {it.subtitle}" if it.subtitle else title)]
    for name, _dates, role in it.persons:
        if role == "about":
            found.append(("subject", name))
        else:
            found.append(("creator" if role == "author" else "contributor", name))
    found += [("subject", one.name) for one in it.headings]
    found += [("subject", one) for one in (it.udc, it.bbk)]
    found += [("description", it.annotation), ("publisher", it.publisher)]
    found += [("date", str(it.year or "")), ("type", it.kind), ("format", it.extent)]
    found += [("identifier", f"ISBN {one}") for one in f"{it.isbn} {it.other_isbns}".split()]
    if it.issn:
        found.append(("identifier", f"ISSN {it.issn[:4]}-{it.issn[4:]}"))
    found += [("identifier", one.split(" ")[0]) for one in it.links.split("\n")]
    found += [("language", one) for one in codes.language_codes(it.language, it.other_languages)]
    found.append(("source", it.series))
    return "".join(
        f"<dc:{name}>{escape(cleaned(value))}</dc:{name}>\n" for name, value in found if value
    )
