"""XLSX: the same facts as rows, for a spreadsheet program."""

from __future__ import annotations

from typing import Final

from kinerja_graph.report.formats.spec import DocumentFormat

FORMAT: Final = DocumentFormat(
    name="xlsx",
    title="Excel (.xlsx)",
    endings=(".xlsx",),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write="report.writers.xlsx:xlsx",
    place=40,
)
