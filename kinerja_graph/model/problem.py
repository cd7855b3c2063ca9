"""A problem in an input: its code, position and value, and the messages for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text

Severity = Literal["error", "warning"]
SortKey = tuple[str, tuple[bool, str], tuple[bool, int], tuple[bool, str], str, str]


@json_keys(
    "code", "severity", "file", "sheet", "row", "column", "value", "message", "remedy",
    name="InputProblem",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem in an input: an entry of ``errors`` (contract §2).

    Attributes:
        code: the code of the contract, such as ``bad-number``.
        file: relative to the path given.
        sheet: the sheet of a workbook, or the table of a JSON or YAML document; None in CSV.
        row: counted from 1; None if the problem concerns the whole file.
        column: the canonical heading; None if the problem does not concern a cell.
        line: the line of the file on which the row begins, as in ``Origin``.
        heading: the column's heading as written in the file; None for a whole file.
        document: ``sheet`` if it is the table of a document, whose message counts records.
        value: the text that was read, or None.
        message: what is wrong, with its facts filled in.
        remedy: how to fix it, with its facts filled in.
        subject_label, subject_id: the record that the audit names for it (label None if the id
            is not that of a record); set when a lenient load keeps the problem.
        missing_id: for ``dangling-reference``: the id that does not exist.
        beside: what the row is about besides the subject: the year in ``values``, the id under
            ``to`` in ``contributions`` if the subject is the one under ``from``.
        period: in ``values``, the part of that year: ``Q1``, or the text if it could not be read.
    """

    code: str
    file: str
    message: Text
    remedy: Text
    severity: Severity = "error"
    sheet: str | None = None
    row: int | None = None
    line: int | None = None
    column: str | None = None
    heading: str | None = None
    document: str | None = None
    value: str | None = None
    subject_label: str | None = None
    subject_id: str | None = None
    missing_id: str | None = None
    beside: str | None = None
    period: str | None = None

    @property
    def sort_key(self) -> SortKey:
        """The order in a report: file, sheet, row, column; None comes first."""
        return (
            self.file,
            (self.sheet is not None, self.sheet or ""),
            (self.row is not None, self.row or 0),
            (self.column is not None, self.column or ""),
            self.code,
            self.value or "",
        )
