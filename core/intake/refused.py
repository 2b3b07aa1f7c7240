"""The rows that were not taken, given back as a workbook with the reasons beside them."""

import io
from collections.abc import Iterable

import xlsxwriter
from flask_babel import gettext

from core.cells import Cells
from core.intake.rows import Refused
from core.intake.table import SheetTable, as_words


def refused_file(table: SheetTable, refused: Iterable[Refused]) -> bytes:
    """Return an XLSX: the list's own headings, the refused rows as they came, and why.

    Corrected, it can be sent again as it is: the two columns added are not looked for.
    """
    reasons = {one.number: one.reasons for one in refused}
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    cells = Cells(book)
    heads = [*table.heads, gettext("Row of the file"), gettext("Why it was not taken")]
    sheet.set_column(0, len(table.heads), 18)
    sheet.set_column(len(heads) - 1, len(heads) - 1, 70)
    for column, words in enumerate(heads):
        cells.write(sheet, 0, column, words, words, is_bold=True)
    sheet.freeze_panes(1, 0)
    line = 1
    for row in table.rows:
        if row.number not in reasons:
            continue
        whole = [*row.cells, row.number, "; ".join(reasons[row.number])]
        for column, value in enumerate(whole):
            if value is not None:
                cells.write(sheet, line, column, value, as_words(value))
        line += 1
    book.close()
    return file.getvalue()
