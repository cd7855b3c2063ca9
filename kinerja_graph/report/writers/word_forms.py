"""Write the tables of forms in a DOCX file: ruled, with merged and tinted cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.report.document import Cell, Column, Line, Row, Table, Tint, plain
from kinerja_graph.report.writers.word_parts import (
    DEEP,
    SOFT,
    WASH,
    paragraph,
    run,
    table,
    table_row,
)

TINTS: Final[dict[Tint, str]] = {
    "": "",
    "person": '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>',
    "unknown": '<w:shd w:val="thinDiagStripe" w:color="A6B0BA" w:fill="FFFFFF"/>',
}
"""How empty cells look; they differ without colour too."""
_BARE_POINTS: Final = 8.0
_OPEN: Final = 640
"""The height of what is to be filled in on a card, in twentieths of a point."""
_WHOLE: Final = 1200
"""Rows with at most this many characters are kept on one page."""


def form_table(given: Table, widths: Sequence[int]) -> str:
    """Return a table of a form, whose headings are repeated on every page."""
    heads = [
        _cell(_head(one, given.points), width, marks=_shade(WASH))
        for one, width in zip(given.columns, widths, strict=True)
    ]
    last = len(given.rows) - 1
    rows = [
        _row(row, given, widths, keep=given.is_whole and at < last)
        for at, row in enumerate(given.rows)
    ]
    return table([table_row(heads, head=True), *rows], widths, given.title, boxed=True)


def bare_table(given: Table, widths: Sequence[int]) -> str:
    """Return a table without headings and lines, on one page with itself."""
    rows = [
        table_row(
            _cell(
                "".join(_paragraph(line, _BARE_POINTS, keep=True) for line in one.lines),
                width,
                marks=TINTS[one.tint],
            )
            for one, width in zip(row.cells, widths, strict=True)
        )
        for row in given.rows
    ]
    return table(rows, widths, given.title, ruled=False)


def _row(row: Row, given: Table, widths: Sequence[int], *, keep: bool) -> str:
    if row.is_group:
        text = "".join(
            _paragraph(line, given.points, bold=True, keep=True) for line in row.cells[0].lines
        )
        span = f'<w:gridSpan w:val="{len(widths)}"/>'
        return table_row([_cell(text, sum(widths), marks=f"{span}{_shade(WASH)}")])
    length = sum(len(plain(line)) for one in row.cells for line in one.lines)
    is_open = given.is_whole and any(one.tint == "person" for one in row.cells)
    cells = _cells(row, given, widths, keep=keep)
    return table_row(cells, whole=length <= _WHOLE, high=_OPEN if is_open else 0)


def _cells(row: Row, given: Table, widths: Sequence[int], *, keep: bool) -> Iterator[str]:
    for one, column, width in zip(row.cells, given.columns, widths, strict=True):
        side = "right" if column.kind == "number" else ""
        text = "".join(
            _paragraph(line, given.points, bold=row.is_sum, side=side, keep=keep)
            for line in one.lines
        )
        yield _cell(text if one.down else "", width, marks=f"{_merge(one)}{TINTS[one.tint]}")


def _merge(cell: Cell) -> str:
    if cell.down == 1:
        return ""
    return '<w:vMerge w:val="restart"/>' if cell.down else "<w:vMerge/>"


def _head(column: Column, points: float) -> str:
    made = _paragraph_of(run(column.name, bold=True, colour=DEEP, points=points), side="center")
    if column.note:
        made += _paragraph_of(run(column.note, colour=SOFT, points=points), side="center")
    return made


def _paragraph(
    line: Line, points: float, *, bold: bool = False, side: str = "", keep: bool = False
) -> str:
    runs = run(plain(line), bold=bold, points=points) if line else ""
    return _paragraph_of(runs, side=side, keep=keep)


def _paragraph_of(runs: str, *, side: str = "", keep: bool = False) -> str:
    marks = "<w:keepNext/>" if keep else ""
    marks += '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return paragraph(runs, marks=marks + (f'<w:jc w:val="{side}"/>' if side else ""))


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _cell(paragraphs: str, width: int, *, marks: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{marks}</w:tcPr>'
        f"{paragraphs or _paragraph_of('')}</w:tc>"
    )
