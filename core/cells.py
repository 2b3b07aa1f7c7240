"""Cells of a workbook: numbers, amounts and days as such, everything else as the text it is."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

#: What a workbook can keep as a number: it knows fifteen digits, and no day before 1900.
_LARGEST = 10**15
_FIRST_YEAR = 1900

_DAY, _MOMENT, _PLAIN = "dd.mm.yyyy", "dd.mm.yyyy hh:mm", "General"


class Cells:
    """Writes values into the sheets of ``book``; ``amount`` is how amounts look."""

    def __init__(self, book: Any, amount: str = "0.00") -> None:
        self._amount = amount
        self._forms = {
            (is_bold, kind): book.add_format({"bold": is_bold, "num_format": kind})
            for is_bold in (False, True)
            for kind in (_PLAIN, amount, _DAY, _MOMENT)
        }

    def write(
        self, sheet: Any, row: int, column: int, value: Any, text: str, *, is_bold: bool = False
    ) -> None:
        """Write ``value``; where a workbook has no kind for it, its ``text``."""
        kind = self._kind(value)
        form = self._forms[is_bold, kind or _PLAIN]
        if kind in (_DAY, _MOMENT):
            if kind == _MOMENT:
                value = value.replace(tzinfo=None)  # a workbook knows no zones
            sheet.write_datetime(row, column, value, form)
        elif kind:
            sheet.write_number(row, column, value, form)
        else:
            # write_string: a title that begins with = is a title and no formula.
            sheet.write_string(row, column, text, form)

    def _kind(self, value: Any) -> str:
        if isinstance(value, bool):
            return ""
        if isinstance(value, Decimal):
            return self._amount if value.is_finite() and abs(value) < _LARGEST else ""
        if isinstance(value, int | float):
            return _PLAIN if abs(value) < _LARGEST else ""
        if isinstance(value, date) and value.year >= _FIRST_YEAR:
            return _MOMENT if isinstance(value, datetime) else _DAY
        return ""
