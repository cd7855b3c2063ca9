"""Write workbook cells: the plan's words as text, never as a formula, and numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from kinerja_graph.numbers import Amount, cell_format, format_number
from kinerja_graph.report.legal import remove_illegal

LONGEST: Final = 32_767
"""The maximum number of characters in a cell."""
_EXACT: Final = 1e15
"""Below this, a float represents every whole number exactly."""
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
HEAD_FILL: Final = PatternFill("solid", fgColor="1F4E79")
HEAD_FONT: Final = Font(bold=True, color="FFFFFF")
LINE: Final = Border(bottom=Side(style="hair", color="8AA4BD"))
TOP: Final = Alignment(vertical="top", wrap_text=True)


def put(
    sheet: Any,
    row: int,
    column: int,
    value: str | float | None,
    *,
    beside: Iterable[Amount] = (),
) -> Any:
    """Write one cell and return it; text stays text whatever it begins with.

    The cell holds the full number, displayed so that it differs visibly from those ``beside`` it.
    """
    cell = sheet.cell(row=row, column=column)
    cell.alignment = TOP
    if isinstance(value, float) and not isfinite(value):
        value = format_number(value, "en")
    if isinstance(value, str):
        cell.value = remove_illegal(value)[:LONGEST]
        cell.data_type = "s"
        if value.startswith(_DANGEROUS):
            cell.quotePrefix = True
    elif value is not None:
        whole = float(value).is_integer()
        cell.value = int(value) if whole and abs(value) < _EXACT else value
        cell.number_format = cell_format(value, beside=beside)
    return cell


def put_head(sheet: Any, row: int, column: int, value: str) -> Any:
    """Write one heading and return it."""
    cell = put(sheet, row, column, value)
    cell.fill = HEAD_FILL
    cell.font = HEAD_FONT
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell
