"""What is wrong with a cell or a file, and the problem that it becomes at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.model.nodes import Label
from kinerja_graph.model.origin import Origin
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.cells import no_line
from kinerja_graph.sources.number_suggestions import both_readings, unit_place
from kinerja_graph.sources.sentences_cell import CELL_SENTENCES
from kinerja_graph.sources.sentences_document import DOCUMENT_SENTENCES
from kinerja_graph.sources.sentences_file import FILE_SENTENCES
from kinerja_graph.texts import Text, _

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


_LONE: Final = re.compile("[\ud800-\udfff]")
_BREAKS: Final = re.compile(r"[\r\n\t]+")
_LONGEST_TOLD: Final = 200
_FIRST_RECORD: Final = 2


class WholeFileError(Exception):
    """A file that cannot be read at all; it becomes a problem without row and column."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.case)


def fault(case: str, value: str | None = None, **facts: object) -> Fault:
    """A fault of ``case`` with the facts that its sentences need."""
    return Fault(case, value, facts)


def shown(name: str) -> str:
    """A file's name as it can be told and stored: what is no text in it becomes U+FFFD.

    >>> shown("satu") + shown(chr(0xDCFF)) == "satu" + chr(0xFFFD)
    True
    """
    return _LONE.sub("\ufffd", name)


def refused(case: str, **facts: object) -> WholeFileError:
    """The exception for a whole file that shows the fault ``case``."""
    return WholeFileError(Fault(case, None, facts))


class Spellings(dict[str, str]):
    """Canonical headings and how the file writes them; a heading not among them is canonical."""

    def __missing__(self, heading: str) -> str:
        """The canonical heading itself."""
        return heading


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a sheet of a workbook or a table of a document, in which rows stand.

    Attributes:
        file: relative to the path given; ``sheet`` is None in CSV.
        document: of a JSON or YAML document: the name of the table, whose records are its rows.
        written: how messages name the headings that the file writes in its own way.
        line: the line of the file on which a row begins, once that row was read.
    """

    file: str
    sheet: str | None = None
    document: str | None = None
    written: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)
    line: Callable[[int], int | None] = field(default=no_line, compare=False)

    def origin(self, row: int) -> Origin:
        """Where a row stands, once it was read."""
        return Origin(self.file, self.sheet, row, self.line(row))

    def told(self, number: int) -> Text:
        """A row as a sentence names it."""
        if self.document is not None:
            return _RECORD.filled(table=self.document, number=number - 1)
        if self.sheet is None:
            return _ROW.filled(number=number, file=self.file)
        return _ROW_OF_SHEET.filled(number=number, sheet=self.sheet)

    def _at_record(self, row: int | None, text: Text) -> Text:
        """A sentence about a row of a document says which record of which table it is."""
        if self.document is None or row is None or row < _FIRST_RECORD:
            return text
        place = _RECORD.filled(table=self.document, number=row - 1)
        return Text(
            id=f"{place.id[:1].upper()}{place.id[1:]}: {text.id}",
            en=f"{place.en[:1].upper()}{place.en[1:]}: {text.en}",
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
        own = None if self.document is None else DOCUMENT_SENTENCES.get(wrong.case)
        what, mend = own or SENTENCES[wrong.case]
        written = Spellings(self.written)
        heading = None if column is None else written[column]
        value = None if wrong.value is None else _told(wrong.value)
        facts = {"value": value, "heading": heading, "written": written, **wrong.facts}
        if wrong.case == "bad-number":
            facts["unit"] = unit_place(column, written)
        elif wrong.case == "bad-number:ambiguous":
            facts |= both_readings(value or "")
        warning = code in WARNINGS
        return Problem(
            code=code,
            severity="warning" if warning else "error",
            file=self.file,
            sheet=self.sheet,
            row=row,
            line=None if row is None else self.line(row),
            column=column,
            heading=heading,
            document=self.document,
            value=wrong.value,
            message=self._at_record(row, what.filled(**facts)),
            remedy=mend.filled(**facts),
            subject_label=subject.label if subject and not warning else None,
            subject_id=subject.id if subject and not warning else None,
            missing_id=wrong.missing,
            beside=subject.beside if subject and not warning else None,
        )


def _told(value: str) -> str:
    """A value as a sentence quotes it: on one line, and not endlessly long."""
    line = _BREAKS.sub(" ", value)
    return line if len(line) <= _LONGEST_TOLD else line[:_LONGEST_TOLD] + "…"


_RECORD: Final = _("table {table}, record {number}")
"""A row of a document: people count its records, not rows below headings."""
_ROW: Final = _("row {number} of {file}")
_ROW_OF_SHEET: Final = _("row {number} of sheet {sheet}")
