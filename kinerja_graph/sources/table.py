"""Read CSV files: one table each, UTF-8, separated by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Grid, Line, LineOffsets, filled_rows
from kinerja_graph.sources.columns import Table, table_named
from kinerja_graph.sources.fault import WholeFileError, refused
from kinerja_graph.sources.formats import Contents, Sheet, Sheets
from kinerja_graph.system import of_system

SEPARATORS: Final = (",", ";", "\t")
_LOOKED_AT: Final = 9
"""Row 1, and eight more rows that may contain the headings below a title."""
_TRIED: Final = 20
"""How many records are examined to find the separator of a matrix."""
_CHUNK: Final = 1 << 20
_START: Final = 4_096
_UTF8: Final = "utf-8-sig"
_ASSUMED: Final = "cp1252"
"""The encoding assumed for text that is neither UTF-8 nor UTF-16, as once written by Excel."""
_END: Final = "\0"
"""Appended as a last line: no text file contains it, so a cell that does was never closed."""


def check_text(path: Path) -> str:
    """Return the SHA-256 of a UTF-8 file.

    Raises:
        WholeFileError: ``not-utf8`` if the bytes are not UTF-8 text.
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen, lines = 0, 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            digest.update(chunk)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                at = error.start - pending
                lines += chunk.count(b"\n", 0, max(at, 0))
                raise refused("not-utf8", at=seen + at + 1, line=lines) from error
            if b"\0" in chunk:
                at = chunk.index(b"\0")
                line = lines + chunk.count(b"\n", 0, at)
                raise refused("not-utf8:nul", at=seen + at + 1, line=line)
            if not chunk:
                return digest.hexdigest()
            seen += len(chunk)
            lines += chunk.count(b"\n")


def open_table(path: Path, settings: Settings) -> Contents:
    """Return the table of a CSV file by its name, if there is one."""
    table = table_named(path.stem)
    if table is None:
        return Contents((), (path.name,))
    offsets = LineOffsets()
    lines = partial(csv_lines, path, table, settings.max_cell_characters, offsets)
    return Contents((Grid(table, path.name, None, lines, offsets.line),), (path.name,))


def open_sheets(path: Path, settings: Settings) -> Sheets:
    """Return the file as one sheet; its headings are unknown, so the cells determine the separator.

    The text may be UTF-8 or UTF-16; anything else is read as cp1252, and the sheet says so.

    Raises:
        WholeFileError: ``not-utf8`` if it is none of these.
        OSError: the file cannot be read.
    """
    return _open_text(path, settings, None)


def open_tabs(path: Path, settings: Settings) -> Sheets:
    """Like ``csv_sheets``, for a tab-separated file."""
    return _open_text(path, settings, "\t")


def _open_text(path: Path, settings: Settings, separator: str | None) -> Sheets:
    longest = settings.max_cell_characters
    encoding = _encoding_of(path)

    def find() -> str:
        return separator or _separator_of_matrix(path, longest, encoding)

    def read(_title: str | None) -> Sheet:
        rows = filled_rows(parted_lines(path, find, longest, encoding=encoding))
        return Sheet(rows, assumed=encoding if encoding == _ASSUMED else None)

    return Sheets((), read)


def _encoding_of(path: Path) -> str:
    """Detect the encoding of a matrix: UTF-8, UTF-16, or the one that Windows used in the past.

    Raises:
        WholeFileError: ``not-utf8`` if the bytes are not text in any of them.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif start[1::2].count(0) > len(start) // 4:
        encoding = "utf-16-le"
    elif start[::2].count(0) > len(start) // 4:
        encoding = "utf-16-be"
    else:
        encoding = _ASSUMED
    try:
        check_text(path)
    except WholeFileError:
        if not _is_text(path, encoding):
            raise
        return encoding
    return _UTF8


def _is_text(path: Path, encoding: str) -> bool:
    """Tell whether a whole file is text in an encoding, without a null character."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while piece := file.read(_CHUNK):
                if "\0" in piece:
                    return False
    except UnicodeError:
        return False
    return True


def csv_lines(path: Path, table: Table, longest: int, offsets: LineOffsets) -> Iterator[Line]:
    """Yield the records of a CSV file, skipping but counting blank ones; the first is the headings.

    ``longest`` is the maximum number of characters per cell, ``offsets`` is told about the lines.
    The separator is the one that yields the most known headings.

    Raises:
        WholeFileError: a cell that is too long, a quotation mark that is never closed or closed in
            another cell, a file that changed while it was read.
    """
    yield from parted_lines(path, lambda: _separator(path, table), longest, offsets)


def parted_lines(
    path: Path,
    separated: Callable[[], str],
    longest: int,
    offsets: LineOffsets | None = None,
    encoding: str = _UTF8,
) -> Iterator[Line]:
    """Yield the records of a CSV file, split by the separator that ``separated`` finds.

    Raises:
        WholeFileError: as for ``csv_lines``.
    """
    csv.field_size_limit(max(csv.field_size_limit(), longest))
    try:
        separator = separated()
        with _open_file(path, encoding) as file:
            yield from _records(file, separator, longest, offsets or LineOffsets())
    except UnicodeDecodeError as error:
        raise refused("not-utf8", at=error.start + 1, line=1) from error
    except OSError as error:
        raise refused("unreadable-file", why=of_system(error)) from error


def _cells_of(lines: Iterable[str], separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    """Split records into cells, the same way for all CSV readers here."""
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


def _records(file: TextIO, separator: str, longest: int, offsets: LineOffsets) -> Iterator[Line]:
    number = by = 0
    taken: list[str] = []
    reader = _cells_of(_with_sentinel(file, taken), separator)
    try:
        for cells in reader:
            number += 1
            if len(taken) > 1 or taken[0][-1] != "\n" or len(taken[0]) > longest:
                if cells == [_END]:
                    return
                _check_record(cells, taken, (number, number + by), separator, longest)
                breaks = sum(line.endswith("\n") for line in taken)
                if breaks != 1:
                    by += breaks - 1
                    offsets.note(number + 1, by)
            taken.clear()
            if cells or number == 1:
                yield number, cells
    except csv.Error as error:
        raise refused("too-large:cell", line=number + 1, limit=longest) from error


def _check_record(
    cells: list[str], taken: list[str], place: tuple[int, int], separator: str, longest: int
) -> None:
    """Reject a record that is too long, or wrongly joined by a quotation mark.

    It is located by its own number, and that of its first line in the text.
    """
    number, at = place
    if cells and max(map(len, cells)) > longest:
        raise refused("too-large:cell", line=number, limit=longest)
    if cells and _END in cells[-1]:
        raise refused("unreadable-file:quote", line=number, at=at)
    if len(taken) > 1 and not _closed_in_place("".join(taken), separator):
        raise refused("unreadable-file:stray-quote", line=number, at=at)


def _closed_in_place(record: str, separator: str) -> bool:
    """Tell whether every quotation mark in a multi-line record is closed at the end of its cell.

    One that is not has swallowed the rows below it, and no row may be lost silently.
    """
    plain = re.sub(f'" +(?=[{separator}\r\n]|$)', '"', record)
    lines = plain.splitlines(keepends=True)
    try:
        list(_cells_of(lines, separator, strict=True))
    except csv.Error:
        return False
    return True


def _with_sentinel(file: TextIO, taken: list[str]) -> Iterator[str]:
    """Yield the lines of a file and a sentinel; ``taken`` keeps those that the reader holds."""
    for line in file:
        taken.append(line)
        yield line
    taken.append(_END)
    yield _END


@contextmanager
def _open_file(path: Path, encoding: str = _UTF8) -> Generator[TextIO]:
    with path.open(encoding=encoding, newline="") as file:
        yield file


def _separator(path: Path, table: Table) -> str:
    """Return the separator that yields the most known headings in the heading row; comma on a tie.

    If row 1 has none at all, the headings may be below a title: the rows there decide.
    """

    def known(separator: str, rows: int) -> int:
        with _open_file(path) as file:
            found = islice(_cells_of(file, separator), rows)
            return max((_known(table, cells) for cells in found), default=0)

    try:
        for rows in (1, _LOOKED_AT):
            found = {separator: known(separator, rows) for separator in SEPARATORS}
            if any(found.values()):
                return max(SEPARATORS, key=lambda each: found[each])
    except csv.Error:
        pass
    return SEPARATORS[0]


def _separator_of_matrix(path: Path, longest: int, encoding: str) -> str:
    """Return the separator that splits the first records into the most cells; comma on a tie."""

    def cells(separator: str) -> int:
        lines = parted_lines(path, lambda: separator, longest, encoding=encoding)
        number = 0
        with suppress(
            WholeFileError
        ):  # a wrong separator makes cells too long; the right one reports it
            for _, line in islice(lines, _TRIED):
                number += len(line)
        return number

    return max(SEPARATORS, key=cells)


def _known(table: Table, cells: Sequence[str]) -> int:
    found = (table.find(cell) for cell in cells)
    return len({heading.name for heading in found if heading is not None})
