"""What a person who looks at the sheet does not see, and what is read all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kinerja_graph.sources.wide.grid import Matrix
from kinerja_graph.sources.wide.harvest import Harvest
from kinerja_graph.sources.wide.spot import Piece, letters
from kinerja_graph.texts import Text

_MOST_TOLD = 12


def unseen(matrix: Matrix, columns: Collection[int]) -> Text | None:
    """What is to be said of hidden rows and columns that hold something; None where none does."""
    rows = sorted(matrix.hidden[0] & matrix.rows.keys())
    hidden = sorted(matrix.hidden[1] & {*columns})
    if not rows and not hidden:
        return None
    parts_id = [f"baris {_rows(rows)}"] * bool(rows) + [f"kolom {_columns(hidden)}"] * bool(hidden)
    parts_en = [f"row {_rows(rows)}"] * bool(rows) + [f"column {_columns(hidden)}"] * bool(hidden)
    return Text(
        id=f"Tersembunyi di lembar, tetapi ikut dibaca: {', '.join(parts_id)}. Hapus dari matriks "
        "bila bukan bagian rencana.",
        en=f"Hidden in the sheet, but read: {', '.join(parts_en)}. Remove them from the matrix "
        "where they are no part of the plan.",
    )


def note_unseen(matrix: Matrix, harvest: Harvest) -> None:
    """Tells the hidden rows and columns from which something went into a table."""
    read = [one.spot for one in harvest.origins if one.spot.sheet == matrix.sheet]
    rows = sorted(matrix.hidden[0] & {spot.row for spot in read if spot.row is not None})
    columns = sorted(matrix.hidden[1] & {spot.column for spot in read if spot.column is not None})
    if rows:
        harvest.note("hidden:rows", Piece("", matrix.spot(rows[0])), rows=_rows(rows))
    if columns:
        spot = next(spot for spot in read if spot.column == columns[0])
        harvest.note("hidden:columns", Piece("", spot), columns=_columns(columns))


def _rows(numbers: list[int]) -> str:
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in _told(numbers)
    )


def _columns(numbers: list[int]) -> str:
    return ", ".join(
        letters(first) if first == last else f"{letters(first)}-{letters(last)}"
        for first, last in _told(numbers)
    )


def _told(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as ranges, the first of many.

    >>> list(_told([2, 3, 4, 9]))
    [(2, 4), (9, 9)]
    """
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = ranges[-1][0], number
        else:
            ranges.append((number, number))
    yield from ranges[:_MOST_TOLD]
