"""CSV files: one table each, UTF-8, comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from kinerja_graph.sources.cells import Line
from kinerja_graph.sources.columns import Table
from kinerja_graph.sources.fault import refused, refused_because
from kinerja_graph.sources.reasons import of_system

SEPARATORS: Final = (",", ";", "\t")
_CHUNK: Final = 1 << 20
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
    seen = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            digest.update(chunk)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                raise refused("not-utf8", at=seen - pending + error.start + 1) from error
            if b"\0" in chunk:
                raise refused("not-utf8", at=seen + chunk.index(b"\0") + 1)
            if not chunk:
                return digest.hexdigest()
            seen += len(chunk)


def csv_lines(path: Path, table: Table, longest: int) -> Iterator[Line]:
    """The records of a CSV file, blank ones left out but counted; the first is the heading row.

    ``longest`` is the most characters of a cell. The separator is the one that makes the most
    known headings.

    Raises:
        WholeFileError: a cell that is too long, a quotation mark that is never closed, a file
            that changed under the reading.
    """
    yield from parted_lines(path, lambda: _separator(path, table), longest)


def parted_lines(path: Path, separated: Callable[[], str], longest: int) -> Iterator[Line]:
    """The records of a CSV file, parted by the separator that ``separated`` finds.

    Raises:
        WholeFileError: as ``csv_lines``.
    """
    csv.field_size_limit(max(csv.field_size_limit(), longest))
    try:
        separator = separated()
        with _opened(path) as file:
            yield from _records(
                csv.reader(_ended(file), delimiter=separator, skipinitialspace=True), longest
            )
    except UnicodeDecodeError as error:
        raise refused("not-utf8", at=error.start + 1) from error
    except OSError as error:
        raise refused_because("unreadable-file", of_system(error)) from error


def _records(reader: Iterator[list[str]], longest: int) -> Iterator[Line]:
    number = 0
    try:
        for cells in reader:
            number += 1
            if cells == [_END]:
                return
            if cells and max(map(len, cells)) > longest:
                raise refused("too-large:cell", line=number, limit=longest)
            if cells or number == 1:
                yield _open_quote_refused(number, cells)
    except csv.Error as error:
        raise refused("too-large:cell", line=number + 1, limit=longest) from error


def _open_quote_refused(number: int, cells: Sequence[str]) -> Line:
    if cells and _END in cells[-1]:
        raise refused("unreadable-file:quote", line=number)
    return number, cells


def _ended(file: TextIO) -> Iterator[str]:
    yield from file
    yield _END


@contextmanager
def _opened(path: Path) -> Generator[TextIO]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield file


def _separator(path: Path, table: Table) -> str:
    """The separator under which the heading row holds the most known headings; comma on a tie."""

    def known(separator: str) -> int:
        with _opened(path) as file:
            reader = csv.reader(file, delimiter=separator, skipinitialspace=True)
            found = (table.find(cell) for cell in next(reader, ()))
            return len({heading.name for heading in found if heading is not None})

    try:
        return max(SEPARATORS, key=known)
    except csv.Error:
        return SEPARATORS[0]
