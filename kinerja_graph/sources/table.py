"""CSV files: one table each, UTF-8, comma, semicolon or tab."""

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
from kinerja_graph.sources.cells import Ahead, Grid, Line, filled_rows
from kinerja_graph.sources.columns import Table, table_named
from kinerja_graph.sources.fault import WholeFileError, refused
from kinerja_graph.sources.formats import Contents, Sheet, Sheets
from kinerja_graph.system import of_system

SEPARATORS: Final = (",", ";", "\t")
_LOOKED_AT: Final = 9
"""Row 1, and eight more in which the headings may stand below a title."""
_TRIED: Final = 20
"""So many records tell which separator a matrix has."""
_CHUNK: Final = 1 << 20
_START: Final = 4_096
_UTF8: Final = "utf-8-sig"
_ASSUMED: Final = "cp1252"
"""What text that is neither UTF-8 nor UTF-16 is taken for: Excel wrote it so in the past."""
_END: Final = "\0"
"""A last line of its own: no text file holds it, so a cell that does was never closed."""


def check_text(path: Path) -> str:
    """The SHA-256 of a UTF-8 file.

    Raises:
        WholeFileError: ``not-utf8`` where the bytes are no UTF-8 text.
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
    """The table that a CSV file is by its name, if it is one."""
    table = table_named(path.stem)
    if table is None:
        return Contents((), (path.name,))
    ahead = Ahead()
    lines = partial(csv_lines, path, table, settings.max_cell_characters, ahead)
    return Contents((Grid(table, path.name, None, lines, ahead.line),), (path.name,))


def open_sheets(path: Path, settings: Settings) -> Sheets:
    """The file as one sheet; nobody knows its headings yet, so the cells tell the separator.

    The text may be UTF-8 or UTF-16; what is neither is read as cp1252, and the sheet says so.

    Raises:
        WholeFileError: ``not-utf8`` where it is none of these.
        OSError: the file cannot be read.
    """
    return _open_text(path, settings, None)


def open_tabs(path: Path, settings: Settings) -> Sheets:
    """The same of a file whose cells are separated by tabs."""
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
    """How the text of a matrix is encoded: UTF-8, UTF-16, or what Windows wrote in the past.

    Raises:
        WholeFileError: ``not-utf8`` where the bytes are text in none of them.
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
    """Whether a whole file is text in an encoding, without a zero character."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while piece := file.read(_CHUNK):
                if "\0" in piece:
                    return False
    except UnicodeError:
        return False
    return True


def csv_lines(path: Path, table: Table, longest: int, ahead: Ahead) -> Iterator[Line]:
    """The records of a CSV file, blank ones left out but counted; the first is the heading row.

    ``longest`` is the most characters of a cell, ``ahead`` is told of the lines. The separator is
    the one that makes the most known headings.

    Raises:
        WholeFileError: a cell that is too long, a quotation mark that is closed nowhere or in
            another cell, a file that changed under the reading.
    """
    yield from parted_lines(path, lambda: _separator(path, table), longest, ahead)


def parted_lines(
    path: Path,
    separated: Callable[[], str],
    longest: int,
    ahead: Ahead | None = None,
    encoding: str = _UTF8,
) -> Iterator[Line]:
    """The records of a CSV file, parted by the separator that ``separated`` finds.

    Raises:
        WholeFileError: as ``csv_lines``.
    """
    csv.field_size_limit(max(csv.field_size_limit(), longest))
    try:
        separator = separated()
        with _opened(path, encoding) as file:
            yield from _records(file, separator, longest, ahead or Ahead())
    except UnicodeDecodeError as error:
        raise refused("not-utf8", at=error.start + 1, line=1) from error
    except OSError as error:
        raise refused("unreadable-file", why=of_system(error)) from error


def _cells_of(lines: Iterable[str], separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    """The cells of each record, as all readers of CSV files here part them."""
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


def _records(file: TextIO, separator: str, longest: int, ahead: Ahead) -> Iterator[Line]:
    number = by = 0
    taken: list[str] = []
    reader = _cells_of(_ended(file, taken), separator)
    try:
        for cells in reader:
            number += 1
            if len(taken) > 1 or taken[0][-1] != "\n" or len(taken[0]) > longest:
                if cells == [_END]:
                    return
                _look(cells, taken, (number, number + by), separator, longest)
                breaks = sum(line.endswith("\n") for line in taken)
                if breaks != 1:
                    by += breaks - 1
                    ahead.note(number + 1, by)
            taken.clear()
            if cells or number == 1:
                yield number, cells
    except csv.Error as error:
        raise refused("too-large:cell", line=number + 1, limit=longest) from error


def _look(
    cells: list[str], taken: list[str], place: tuple[int, int], separator: str, longest: int
) -> None:
    """Refuses a record that is too long, or that a quotation mark holds together wrongly.

    Its place is its own number, and that of its first line in the text.
    """
    number, at = place
    if cells and max(map(len, cells)) > longest:
        raise refused("too-large:cell", line=number, limit=longest)
    if cells and _END in cells[-1]:
        raise refused("unreadable-file:quote", line=number, at=at)
    if len(taken) > 1 and not _closed_in_place("".join(taken), separator):
        raise refused("unreadable-file:stray-quote", line=number, at=at)


def _closed_in_place(record: str, separator: str) -> bool:
    """Whether every quotation mark of a record on several lines is closed at the end of its cell.

    One that is not has swallowed the rows below it, and no row may be lost unseen.
    """
    plain = re.sub(f'" +(?=[{separator}\r\n]|$)', '"', record)
    lines = plain.splitlines(keepends=True)
    try:
        list(_cells_of(lines, separator, strict=True))
    except csv.Error:
        return False
    return True


def _ended(file: TextIO, taken: list[str]) -> Iterator[str]:
    """The lines of a file and a last one of ours; ``taken`` keeps those that the reader holds."""
    for line in file:
        taken.append(line)
        yield line
    taken.append(_END)
    yield _END


@contextmanager
def _opened(path: Path, encoding: str = _UTF8) -> Generator[TextIO]:
    with path.open(encoding=encoding, newline="") as file:
        yield file


def _separator(path: Path, table: Table) -> str:
    """The separator under which the heading row holds the most known headings; comma on a tie.

    Where row 1 holds none at all, the headings may stand below a title: the rows there decide.
    """

    def known(separator: str, rows: int) -> int:
        with _opened(path) as file:
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
    """The separator that parts the first records into the most cells; comma on a tie."""

    def cells(separator: str) -> int:
        lines = parted_lines(path, lambda: separator, longest, encoding=encoding)
        number = 0
        with suppress(
            WholeFileError
        ):  # a wrong separator makes cells too long; the right one tells
            for _, line in islice(lines, _TRIED):
                number += len(line)
        return number

    return max(SEPARATORS, key=cells)


def _known(table: Table, cells: Sequence[str]) -> int:
    found = (table.find(cell) for cell in cells)
    return len({heading.name for heading in found if heading is not None})
