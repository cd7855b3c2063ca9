"""What is wrong with a cell or a file, and the problem that it becomes at its location."""

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
    """What is wrong, without its location.

    Attributes:
        case: the code of the contract, with its case if needed: ``bad-number:ambiguous``.
        value: the text that was read, or None.
        facts: what its sentences mention besides ``value`` and ``heading``.
        missing: for a dangling reference, the id that does not exist.
    """

    case: str
    value: str | None
    facts: Mapping[str, object]
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The record that a problem is about; ``label`` is None if ``id`` is not a record's.

    ``beside`` is the year in a row of ``values``, the far end in a row of ``contributions``;
    ``period`` the part of that year, as read, or as written if it could not be read.
    """

    label: Label | None
    id: str
    beside: str | None = None
    period: str | None = None


_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_BREAKS: Final = re.compile(r"[\r\n\t]+")
_LONGEST_SHOWN: Final = 200
_FIRST_RECORD: Final = 2


class WholeFileError(Exception):
    """A file that cannot be read at all; it becomes a problem without row and column."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.case)


def fault(case: str, value: str | None = None, **facts: object) -> Fault:
    """Make a fault of ``case`` with the facts that its sentences need."""
    return Fault(case, value, facts)


def shown(name: str) -> str:
    """Return a file name that can be displayed and stored: invalid characters become U+FFFD.

    >>> shown("satu") + shown(chr(0xDCFF)) == "satu" + chr(0xFFFD)
    True
    """
    return _SURROGATES.sub("\ufffd", name)


def refused(case: str, **facts: object) -> WholeFileError:
    """Make the exception for a whole file with the fault ``case``."""
    return WholeFileError(Fault(case, None, facts))


class Spellings(dict[str, str]):
    """Maps canonical headings to how the file spells them; one not in it is spelt canonically."""

    def __missing__(self, heading: str) -> str:
        """Return the canonical heading itself."""
        return heading


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a sheet of a workbook or a table of a document, which contains rows.

    Attributes:
        file: relative to the path given; ``sheet`` is None in CSV.
        document: for a JSON or YAML document, the name of the table whose records are its rows.
        written: how messages name the headings that the file spells in its own way.
        line: the line of the file on which a row begins, once that row has been read.
    """

    file: str
    sheet: str | None = None
    document: str | None = None
    written: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)
    line: Callable[[int], int | None] = field(default=no_line, compare=False)

    def origin(self, row: int) -> Origin:
        """Return the location of a row, once it has been read."""
        return Origin(self.file, self.sheet, row, self.line(row))

    def describe(self, number: int) -> Text:
        """Return the name of a row for a sentence."""
        if self.document is not None:
            return _RECORD.filled(table=self.document, number=number - 1)
        if self.sheet is None:
            return _ROW.filled(number=number, file=self.file)
        return _ROW_OF_SHEET.filled(number=number, sheet=self.sheet)

    def _at_record(self, row: int | None, text: Text) -> Text:
        """Complete a sentence about a row of a document with its record number and table."""
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
        """Make the problem for ``wrong`` at this location, with its sentences filled in."""
        code = wrong.case.partition(":")[0]
        own = None if self.document is None else DOCUMENT_SENTENCES.get(wrong.case)
        what, mend = own or SENTENCES[wrong.case]
        written = Spellings(self.written)
        heading = None if column is None else written[column]
        value = None if wrong.value is None else _quote(wrong.value)
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
            period=subject.period if subject and not warning else None,
        )


def _quote(value: str) -> str:
    """Quote a value in a sentence: on one line, and not excessively long."""
    line = _BREAKS.sub(" ", value)
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "…"


_RECORD: Final = _("table {table}, record {number}")
"""A row of a document: people count its records, not rows below headings."""
_ROW: Final = _("row {number} of {file}")
_ROW_OF_SHEET: Final = _("row {number} of sheet {sheet}")
