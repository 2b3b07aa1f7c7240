"""Texts of the plan: which of their lines are items of a list."""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"(?:(\d{1,2})[.)]|[•\-–—*·])\s+(.+)")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``mark`` is ``•`` or the number of an item, empty for plain text."""

    mark: str
    text: str


def paragraphs(body: str) -> list[Paragraph]:
    """Return the lines of a text: paragraphs and items of lists."""
    found = []
    for line in body.splitlines():
        line = line.strip()
        if not line:
            continue
        item = _ITEM.fullmatch(line)
        if item is None:
            found.append(Paragraph("", line))
        else:
            found.append(Paragraph(f"{item[1]}." if item[1] else "•", item[2]))
    return found
