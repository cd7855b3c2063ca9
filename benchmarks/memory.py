"""How much memory reading, importing and loading need, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.child import measure_in_child
from benchmarks.figure import Figure
from benchmarks.sheets import write_matrix
from benchmarks.wide import write_sheet
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store

MOST: Final = 2_000
"""MB that the loading process may need, up to a million indicators with two million links."""

MATRIX_ROWS: Final = 100_000
MOST_OF_MATRIX: Final = 600
"""MB that the import of a matrix of so many rows may need."""
MOST_GROWTH: Final = 2.0
"""How many times as much twice as many rows may need."""


def measure_reading(settings: Settings, top: Path, plan: Path, indicators: int) -> list[Figure]:
    """Measure memory and seconds of reading a CSV folder, and a workbook with a large sheet."""
    sheet = top / f"wide-{indicators}.xlsx"
    inputs = {
        "reading CSV": (plan, 2 * indicators, "rows of values"),
        "reading XLSX": (write_sheet(indicators, sheet), indicators, "rows in a sheet"),
    }
    figures: list[Figure] = []
    for name, (path, size, what) in inputs.items():
        measured = measure_in_child("read", path, settings)
        parts = {"seconds": measured.seconds}
        figures.append(
            Figure(name, "-", f"{size} {what}", measured.megabytes, None, MOST, parts, "MB")
        )
    sheet.unlink()
    return figures


def measure_importing(settings: Settings, top: Path) -> Iterator[Figure]:
    """Measure memory and seconds of importing a matrix by a map, and of one twice as large."""
    for ending in ("csv", "xlsx"):
        name, needed = f"importing {ending.upper()}", list[float]()
        for rows in (MATRIX_ROWS, 2 * MATRIX_ROWS):
            path = write_matrix(rows, top / f"matrix-{rows}.{ending}")
            told = measure_in_child("import", path, settings)
            path.unlink()
            needed.append(told.megabytes)
            limit = MOST_OF_MATRIX if rows == MATRIX_ROWS else None
            parts = {"seconds": told.seconds}
            yield Figure(name, "-", f"{rows} rows", told.megabytes, None, limit, parts, "MB")
        size = f"{2 * MATRIX_ROWS} and {MATRIX_ROWS} rows"
        yield Figure(f"growth of {name}", "-", size, needed[1], needed[0], MOST_GROWTH, {}, "MB")


def measure_loading(settings: Settings, plan: Path, indicators: int) -> Figure:
    """Measure memory and seconds of the process that loads over Bolt."""
    measured = measure_in_child("load", plan, settings)
    with open_store(settings) as store:
        engine = f"{store.engine.name} {store.engine.version}"
    size = f"{indicators} indicators, {2 * indicators} links"
    parts = {"seconds": measured.seconds}
    return Figure("memory of a load", engine, size, measured.megabytes, None, MOST, parts, "MB")
