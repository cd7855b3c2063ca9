"""Read the dotted code of a row, from one cell or from several that are joined with dots."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader


def read_code_parts(reader: MatrixReader, row: int, columns: Iterable[Bound | None]) -> list[Piece]:
    """Return the parts of a row's code; report each part stored as a broken number once."""
    parts = [piece for one in columns if (piece := reader.piece(row, one)) is not None]
    for piece in parts:
        if isinstance(piece.cell, float) and not piece.cell.is_integer():
            reader.collector.once("number-code", piece, piece.text)
    return parts


def report_code_depth(reader: MatrixReader, code: Piece) -> None:
    """Report a row with an indicator whose code has no level, once per number of parts."""
    parts = code.text.strip(" .").count(".") + 1
    reader.collector.once("left-out:depth", code, str(parts), parts=parts)
