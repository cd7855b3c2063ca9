"""What is wrong with a cell or a file, and the problem that it becomes at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja_graph.model.nodes import Label
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.sentences_cell import CELL_SENTENCES
from kinerja_graph.sources.sentences_file import FILE_SENTENCES
from kinerja_graph.texts import Language

SENTENCES: Final = FILE_SENTENCES | CELL_SENTENCES
WARNINGS: Final = frozenset({"unknown-heading", "redundant-link", "self-parent"})
WHOLE_FILE: Final = frozenset(
    {"missing-file", "unreadable-file", "missing-heading", "not-utf8", "too-large"}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, without its place.

    Attributes:
        case: the code of the contract, where needed with its case: ``bad-number:ambiguous``.
        value: the text that was read, or None.
        facts: what its sentences name besides ``value`` and ``heading``.
        missing: for a dangling reference: the id that leads nowhere.
    """

    case: str
    value: str | None
    facts: Mapping[str, object]
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The record that a problem is about; ``label`` is None where ``id`` is no record's.

    ``beside`` is the year of a row of ``values``, the far end of a row of ``contributions``.
    """

    label: Label | None
    id: str
    beside: str | None = None


class WholeFileError(Exception):
    """A file that cannot be read at all; it becomes a problem without row and column."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.case)


def fault(case: str, value: str | None = None, **facts: object) -> Fault:
    """A fault of ``case`` with the facts that its sentences need."""
    return Fault(case, value, facts)


def refused(case: str, **facts: object) -> WholeFileError:
    """The exception for a whole file that shows the fault ``case``."""
    return WholeFileError(Fault(case, None, facts))


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and in workbooks a sheet, in which rows stand."""

    file: str
    sheet: str | None = None

    def row(self, number: int) -> str:
        """The origin of a row as text: ``file!row`` or ``file!sheet!row``."""
        return (
            f"{self.file}!{number}" if self.sheet is None else f"{self.file}!{self.sheet}!{number}"
        )

    def problem(
        self,
        wrong: Fault,
        row: int | None = None,
        column: str | None = None,
        subject: Subject | None = None,
    ) -> Problem:
        """The problem that ``wrong`` is here, its sentences filled in."""
        code = wrong.case.partition(":")[0]
        what, mend = SENTENCES[wrong.case]
        facts = {"value": wrong.value, "heading": column, **wrong.facts}
        warning = code in WARNINGS
        return Problem(
            code=code,
            severity="warning" if warning else "error",
            file=self.file,
            sheet=self.sheet,
            row=row,
            column=column,
            value=wrong.value,
            message=what.filled(**facts),
            remedy=mend.filled(**facts),
            subject_label=subject.label if subject and not warning else None,
            subject_id=subject.id if subject and not warning else None,
            missing_id=wrong.missing,
            beside=subject.beside if subject and not warning else None,
        )


def problem_entry(problem: Problem, language: Language) -> dict[str, str | int | None]:
    """The problem as one entry of ``errors`` in the JSON of contract §2, keys in its order."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message.say(language),
        "remedy": problem.remedy.say(language),
    }
