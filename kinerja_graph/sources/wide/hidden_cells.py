"""Report what a person looking at the sheet cannot see: hidden cells, an assumed encoding."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kinerja_graph.sources.wide.cell_reference import Piece, letters
from kinerja_graph.sources.wide.grid import Matrix
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.texts import Text

_MOST_SHOWN = 12


def hidden_cells_text(matrix: Matrix, columns: Collection[int]) -> Text | None:
    """Return a text about hidden rows, columns and sheets with contents; None if there are none."""
    rows = sorted(matrix.hidden[0] & matrix.rows.keys())
    hidden = sorted(matrix.hidden[1] & {*columns})
    told = {
        Text(id=f"lembar {matrix.sheet}", en=f"sheet {matrix.sheet}"): matrix.is_sheet_hidden,
        Text(id=f"baris {_row_ranges(rows)}", en=f"row {_row_ranges(rows)}"): bool(rows),
        Text(id=f"kolom {_column_ranges(hidden)}", en=f"column {_column_ranges(hidden)}"): bool(
            hidden
        ),
    }
    parts = [text for text, there in told.items() if there]
    if not parts:
        return None
    return Text(
        id=f"Tersembunyi di buku kerja, tetapi ikut dibaca: {', '.join(one.id for one in parts)}. "
        "Hapus dari matriks bila bukan bagian rencana.",
        en=f"Hidden in the workbook, but read: {', '.join(one.en for one in parts)}. Remove it "
        "from the matrix where it is no part of the plan.",
    )


def report_hidden_cells(matrix: Matrix, collector: OutputCollector) -> None:
    """Report the hidden sheet, rows and columns that were read into a table.

    Also report the assumed encoding of a text.
    """
    if matrix.assumed_encoding is not None:
        collector.note("encoding", Piece(matrix.assumed_encoding, matrix.spot()))
    if not (matrix.is_sheet_hidden or any(matrix.hidden)):
        return
    read = [one.spot for one in collector.origins if one.spot.sheet == matrix.sheet]
    rows = sorted(matrix.hidden[0] & {spot.row for spot in read if spot.row is not None})
    columns = sorted(matrix.hidden[1] & {spot.column for spot in read if spot.column is not None})
    if matrix.is_sheet_hidden and read:
        collector.note("hidden:sheet", Piece(matrix.sheet, matrix.spot()))
    if rows:
        collector.note("hidden:rows", Piece("", matrix.spot(rows[0])), rows=_row_ranges(rows))
    if columns:
        spot = next(spot for spot in read if spot.column == columns[0])
        collector.note("hidden:columns", Piece("", spot), columns=_column_ranges(columns))


def _row_ranges(numbers: list[int]) -> str:
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in _ranges(numbers)
    )


def _column_ranges(numbers: list[int]) -> str:
    return ", ".join(
        letters(first) if first == last else f"{letters(first)}-{letters(last)}"
        for first, last in _ranges(numbers)
    )


def _ranges(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield ascending numbers as ranges, up to a maximum.

    >>> list(_ranges([2, 3, 4, 9]))
    [(2, 4), (9, 9)]
    """
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = ranges[-1][0], number
        else:
            ranges.append((number, number))
    yield from ranges[:_MOST_SHOWN]
