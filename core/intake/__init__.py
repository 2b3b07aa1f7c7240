"""Lists that somebody sends: workbooks, CSV files, pasted cells, made into checked rows.

`read_table` makes a file a table, `matched` finds which column is what, `sort_rows` parts the rows
into good ones and refused ones with their reasons, `refused_file` gives the latter back. Nothing
here knows what the rows are for: a section does (core.views.intake_view).
"""

from core.intake.columns import Wanted, ensure_complete, matched
from core.intake.reading import read_table
from core.intake.refused import refused_file
from core.intake.rows import Refused, Row, Sorted, sort_rows
from core.intake.table import SheetTable

__all__ = [
    "Refused",
    "Row",
    "SheetTable",
    "Sorted",
    "Wanted",
    "ensure_complete",
    "matched",
    "read_table",
    "refused_file",
    "sort_rows",
]
