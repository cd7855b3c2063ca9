"""What was wrong in an input: code, place, value, and the sentences for it."""

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
    """One problem of an input: an entry of ``errors`` (contract §2).

    Attributes:
        code: the code of the contract, such as ``bad-number``.
        file: relative to the path given.
        sheet: of a workbook its sheet, of a JSON or YAML document its table; None in CSV.
        row: from 1; None where the place is the whole file.
        column: the canonical heading; None where the place is no cell.
        line: the line of the file on which the row begins, as ``Origin`` has it.
        heading: the heading of that column as the file writes it, where it is no whole file.
        document: ``sheet`` where it is the table of a document, whose message counts records.
        value: the text that was read, or None.
        message: what is wrong, facts filled in.
        remedy: how to fix it, facts filled in.
        subject_label, subject_id: the record that the audit names for it (label None where the
            id stands for no record); set where a lenient load keeps the problem.
        missing_id: for ``dangling-reference``: the id that leads nowhere.
        beside: what its row is about besides the subject: of ``values`` the year, of
            ``contributions`` the id under ``to`` where the subject is that under ``from``.
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

    @property
    def sort_key(self) -> SortKey:
        """Order of a report: file, sheet, row, column; what is None comes first."""
        return (
            self.file,
            (self.sheet is not None, self.sheet or ""),
            (self.row is not None, self.row or 0),
            (self.column is not None, self.column or ""),
            self.code,
            self.value or "",
        )
