"""Workbooks and maps made in a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cell_formats import CellFormat
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan_reading import read_map

Rows = Sequence[Sequence[Any]]


def book(
    path: Path,
    rows: Rows,
    merges: Sequence[str] = (),
    sheet: str = "Matriks",
    cell_formats: Mapping[tuple[int, int], CellFormat] | None = None,
) -> Path:
    """A workbook of one sheet; ``merges`` are ranges whose first cell keeps its value.

    ``looks``: how cells look, by row and column, both from 1.
    """
    made = openpyxl.Workbook()
    page: Any = made.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for merge in merges:
        page.merge_cells(merge)
    for (row, at), cell_format in (cell_formats or {}).items():
        page.cell(row, at).alignment = Alignment(indent=cell_format.indent)
        page.cell(row, at).font = Font(bold=cell_format.bold)
        if cell_format.outline:
            page.row_dimensions[row].outlineLevel = cell_format.outline
    made.save(path)
    return path


def reaped(path: Path, text: str) -> OutputCollector:
    """What the map ``text`` makes of the matrix at ``path``."""
    return import_matrix(path, read_map(parse_items(text, "peta.yaml")), Settings()).collector


def codes(harvest: OutputCollector) -> list[tuple[str, str]]:
    """Code and cell of every problem, in the order of the matrix."""
    found = sorted(harvest.problems, key=lambda one: one.sort_key)
    return [(one.code, f"{one.column or ''}{one.row or ''}") for one in found]


def left(harvest: OutputCollector) -> dict[str, list[str]]:
    """The cells left out, by why."""
    found: dict[str, list[str]] = {}
    for one in harvest.left:
        found.setdefault(one.why, []).append(str(one.spot.cell))
    return found


def column(harvest: OutputCollector, table: str, heading: str) -> list[Any]:
    """What stands under a heading of a table made."""
    return [row.get(heading) for row in harvest.tables[table]]


def by_id(harvest: OutputCollector, table: str) -> Mapping[str, Mapping[str, Any]]:
    """The records of a table by id."""
    return {str(row["id"]): row for row in harvest.tables[table]}
