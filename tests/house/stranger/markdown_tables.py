"""Markdown: each heading is the title of a sheet, the table below it are its cells."""

from __future__ import annotations

from pathlib import Path

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Line, filled_rows
from kinerja_graph.sources.formats import Sheet, Sheets


def open_markdown(path: Path, _settings: Settings) -> Sheets:
    """The tables of a Markdown file by the headings above them."""
    sheets: dict[str, list[Line]] = {}
    rows: list[Line] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            rows = sheets.setdefault(line.lstrip("# "), [])
        elif line.startswith("|") and set(line) - set("|-: "):
            rows.append((len(rows) + 1, [cell.strip() for cell in line.strip("| ").split("|")]))
    return Sheets(tuple(sheets), lambda title: Sheet(filled_rows(iter(sheets[title or ""]))))
