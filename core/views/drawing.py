"""The rows of a list as HTML, put together in Python.

A page of 25 rows has some 500 places to fill. Jinja asks and escapes each of them apart, which
took longer than everything else that a search in the catalogue does; the template draws the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext
from markupsafe import Markup, escape

from core.answers import Fact

#: Stands in a sentence for the name of the row until it is known.
_PLACE = "\x00"


@dataclass(frozen=True)
class Links:
    """Where a row leads, as far as the person may go; an empty address is no button."""

    view: str = ""
    edit: str = ""
    back: str = ""
    may_delete: bool = False
    has_picks: bool = False


def rows_html(rows: Iterable[tuple[Any, Markup, Any]], links: Links) -> Markup:
    """Return the ``<tr>`` of each (row, its name, its cells), as `Reading.drawn` yields them."""
    fact = current_app.jinja_env.get_template("core/_blocks.html").module.fact  # type: ignore[attr-defined]
    buttons = _Buttons(links)
    begin = '<tr class="has-pick">' if links.has_picks else "<tr>"
    tick = _sentence(gettext("Tick %(what)s", what=_PLACE))
    out: list[str] = []
    for row, name, cells in rows:
        out.append(begin)
        if links.has_picks:
            out.append(
                '<td class="c-pick"><input class="form-check-input m-0" type="checkbox" '
                f'name="rowid" value="{row.id}" aria-label="{tick.replace(_PLACE, name)}"></td>'
            )
        for column, value in cells:
            text = fact(value) if isinstance(value, Fact) else value
            if column.is_title and links.view:
                address = f"{links.view}{row.id}{links.back}"
                text = f'<a class="kt-plain kt-b" href="{address}">{text}</a>'
            out.append(f'<td data-label="{column.label}" class="{column.style}">{text}</td>')
        out.append(buttons.of(row.id, name))
        out.append("</tr>\n")
    # Every value in it has been escaped: names and labels by `escape`, cells by `written`.
    return Markup("".join(out))


class _Buttons:
    """The last cell of each row: its words and icons made once."""

    def __init__(self, links: Links) -> None:
        self.links = links
        icons = str(current_app.jinja_env.globals["icons"]())  # type: ignore[operator]
        sign = (
            '<svg class="kt-i kt-i-s" aria-hidden="true" focusable="false">'
            f'<use href="{escape(icons)}#%s"/></svg>'
        )
        self.main = ""
        if links.edit:
            words = gettext("Edit: %(what)s", what=_PLACE)
            self.main = self._link(links.edit, gettext("Edit"), words, sign % "pencil")
        elif links.view:
            words = gettext("View: %(what)s", what=_PLACE)
            self.main = self._link(links.view, gettext("View"), words, sign % "eye")
        self.delete = ""
        if links.may_delete:
            title, ask = _sentence(gettext("Delete")), gettext("Delete %(what)s?", what=_PLACE)
            words = _sentence(gettext("Delete: %(what)s", what=_PLACE))
            self.delete = (
                '<button class="btn btn-sm btn-quiet btn-icon bad" type="submit" form="kt-delete" '
                f'name="id" value="\x01" data-kt-confirm="{_sentence(ask)}" title="{title}" '
                f'aria-label="{words}">{sign % "trash"}</button>'
            )

    def _link(self, address: str, word: str, sentence: str, sign: str) -> str:
        return (
            f'<a class="btn btn-sm btn-quiet btn-icon" href="{address}\x01{self.links.back}" '
            f'title="{escape(word)}" aria-label="{_sentence(sentence)}">{sign}</a>'
        )

    def of(self, row_id: Any, name: Markup) -> str:
        """Return the cell for one row; nothing if the person may do nothing with it."""
        if not self.main and not self.delete:
            return ""
        inside = (self.main + self.delete).replace("\x01", str(row_id)).replace(_PLACE, name)
        return f'<td class="r kt-nw c-act"><span class="r-acts">{inside}</span></td>'


def _sentence(text: str) -> str:
    """Return a sentence safe in an attribute, with the place for the row's name still in it."""
    return str(escape(text))
