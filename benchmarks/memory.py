"""How much memory reading and loading need, each in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks.child import measure_in_child
from benchmarks.figure import Figure
from benchmarks.wide import write_sheet
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store

MOST: Final = 2_000
"""MB that the loading process may need, up to a million indicators with two million links."""


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


def measure_loading(settings: Settings, plan: Path, indicators: int) -> Figure:
    """Measure memory and seconds of the process that loads over Bolt."""
    measured = measure_in_child("load", plan, settings)
    with open_store(settings) as store:
        engine = f"{store.engine.name} {store.engine.version}"
    size = f"{indicators} indicators, {2 * indicators} links"
    parts = {"seconds": measured.seconds}
    return Figure("memory of a load", engine, size, measured.megabytes, None, MOST, parts, "MB")
