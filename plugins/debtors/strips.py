"""Notices on paper: strips to cut apart, each in the language of its family."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import force_locale, gettext

from core import settings
from core.documents import Document, Strip, Strips
from core.typography import day, money
from plugins.debtors.services import Letter
from plugins.debtors.services.notices import school_in

__all__ = ["document", "strip"]

#: So many books stand on one strip; of the rest it says how many they are.
MOST_ROWS = 25


def document(some: Sequence[Letter], *, by: str, on: date) -> Document:
    """Return the letters as strips, several a page."""
    return Document(
        gettext("Notices"), [Strips([strip(one, by=by, on=on) for one in some])], has_title=False
    )


def strip(letter: Letter, *, by: str, on: date) -> Strip:
    """Return one letter, its words in its own language."""
    with force_locale(letter.language):
        reader, with_sum = letter.reader, bool(settings.get("debtors.with_sum"))
        where = f", {reader.school_class}" if reader.school_class_id else ""
        loans = letter.debt.loans[:MOST_ROWS]
        rows: list[list[Any]] = [
            [
                str(one.copy.inventory_no),
                one.copy.record.full_title,
                day(one.due_on),
                *([money(one.copy.price)] if with_sum else []),
            ]
            for one in loans
        ]
        more = len(letter.debt.loans) - len(loans)
        if more:
            words = gettext("and %(count)s more", count=more)
            rows.append(["", words, "", *([""] if with_sum else [])])
        columns = [gettext("Inv. No."), gettext("Title"), gettext("Due on")]
        widths = [2.0, 8.4, 2.4]
        total = ""
        if with_sum:
            columns.append(gettext("Price, ₸"))
            widths.append(2.2)
            total = gettext("For the sum") + f": {money(letter.debt.amount)} ₸"
        return Strip(
            school=school_in(letter.language),
            day=day(on),
            title=f"{reader.full_name}{where}",
            text=letter.text,
            columns=columns,
            rows=rows,
            widths=widths,
            right=(3,) if with_sum else (),
            total=total,
            foot=f"{gettext('Librarian')}: {by}   ____________________",
        )
