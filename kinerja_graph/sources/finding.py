"""Find what is at a path: the format, the files and sheets of known tables, and the digest."""

from __future__ import annotations

import hashlib
import shlex
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from kinerja_graph.library.references import resolve
from kinerja_graph.model.nodes import Label
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Grid, Line
from kinerja_graph.sources.columns import TABLES, table_named
from kinerja_graph.sources.fault import Place, WholeFileError, fault, refused, shown
from kinerja_graph.sources.formats import (
    Contents,
    FileFormat,
    Sheets,
    endings_to_choose,
    format_of,
    format_of_matrix,
)
from kinerja_graph.sources.header_mapping import is_headed
from kinerja_graph.sources.read_state import LOOKED_BELOW
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.sources.table import check_text
from kinerja_graph.system import of_system

_CHUNK: Final = 1 << 20
_MOST_SHOWN: Final = 8
_LONGEST_SHOWN: Final = 80


@dataclass(slots=True)
class Found:
    """The tables of an input before any cell is read.

    Attributes:
        stem: the stem of the folder or file; ``digest``: SHA-256 of the input (``Plan.digest``).
        grids: the tables: files by name, sheets and lists in their order.
        problems: files that cannot be read.
        unread: the labels of the tables in such files.
        passed: CSV files, sheets or lists whose names are not those of a table.
    """

    stem: str
    digest: str = ""
    grids: list[Grid] = field(default_factory=list[Grid])
    problems: list[Problem] = field(default_factory=list[Problem])
    unread: set[Label] = field(default_factory=set[Label])
    passed: tuple[str, ...] = ()


def find_tables(path: Path, settings: Settings) -> Found:
    """Return the tables at ``path``; what cannot be read becomes a problem, nothing is raised."""
    named = path if path.name and path.name != ".." else path.absolute()
    named = Path(named.parent.resolve(), named.name) if ".." in named.parts else named
    name = shown(named.name)
    found = Found(shown(named.stem))
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            _find_files(path, name, settings, found)
        else:
            _find_in_file(path, settings, found)
    except WholeFileError as error:
        found.problems.append(Place(name).problem(error.fault))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        found.problems.append(Place(name).problem(fault("missing-file", path=shown(str(path)))))
    except OSError as error:
        wrong = refused("unreadable-file", why=of_system(error)).fault
        found.problems.append(Place(name).problem(wrong))
    return found


def _find_files(folder: Path, name: str, settings: Settings, found: Found) -> None:
    """Find the files of a folder that are a table each, such as CSV, and are named after tables."""
    held = sorted(folder.iterdir())
    files = [(each, known) for each in held if (known := format_of(each)) and known.kind == "table"]
    named = [(each, known) for each, known in files if table_named(each.stem) is not None]
    if not named:
        raise _no_table_file(name, held)
    named = [(each, known) for each, known in named if _is_table_file(each, known, settings)]
    if not named:
        raise _no_table_file(name, held)
    taken = {each for each, _ in named}
    found.passed = tuple(shown(each.name) for each, _ in files if each not in taken)
    lines: list[str] = []
    for file, known in named:
        try:
            lines.append(f"{_add_file(file, known, settings, found)[0]}  {file.name}\n")
        except (WholeFileError, OSError) as error:
            found.problems.append(Place(file.name).problem(_read_error(error).fault))
            table = table_named(file.stem)
            found.unread |= {table.label} if table and table.label else set()
    found.digest = _digest_of(lines)


def _is_table_file(file: Path, known: FileFormat, settings: Settings) -> bool:
    """Tell whether the file of a table's name is that table: some only with its headings."""
    table = table_named(file.stem)
    if table is None or table.sure:
        return table is not None
    try:
        check_ordinary(file, settings)
        check_text(file)
        return any(is_table(grid) for grid in _contents(file, known, settings).grids)
    except (WholeFileError, OSError):
        return False


def is_table(grid: Grid) -> bool:
    """Tell whether a grid is the table of its name: some only with the headings that it needs."""
    if grid.table.sure:
        return True
    try:
        return any(is_headed(grid, cells) for _, cells in islice(grid.lines(), LOOKED_BELOW + 1))
    except WholeFileError:
        return False


def _digest_of(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _read_error(error: WholeFileError | OSError) -> WholeFileError:
    if isinstance(error, WholeFileError):
        return error
    return refused("unreadable-file", why=of_system(error))


def _add_file(
    file: Path, known: FileFormat, settings: Settings, found: Found
) -> tuple[str, Sequence[str]]:
    """Add the tables of one file; return its SHA-256 and the names of everything in it."""
    check_ordinary(file, settings)
    state = _state_of(file)
    digest = check_text(file) if known.text else ""
    contents = _contents(file, known, settings)
    found.grids.extend(
        replace(grid, lines=partial(_unchanged, file, state, grid.lines))
        for grid in contents.grids
        if is_table(grid)
    )
    return digest or _file_digest(file), contents.names


def _contents(file: Path, known: FileFormat, settings: Settings) -> Contents:
    if known.tables is not None:
        read: Contents = resolve(known.tables)(file, settings)
        return read
    sheets: Sheets = resolve(known.sheets or "")(file, settings)
    grids = [
        Grid(table, shown(file.name), title, partial(_lines_of, sheets, title))
        for title in sheets.titles or (None,)
        if (table := table_named(file.stem if title is None else title)) is not None
    ]
    return Contents(grids, sheets.titles or (file.name,))


def _lines_of(sheets: Sheets, title: str | None) -> Iterator[Line]:
    """Yield the rows of a sheet, row 1 first even if it has no cells."""
    rows = sheets.read(title).rows
    if 1 not in rows:
        yield 1, ()
    for number, row in rows.items():
        yield number, [row.get(at) for at in range(max(row, default=-1) + 1)]


def _state_of(file: Path) -> tuple[int, int, int]:
    state = file.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns


def _unchanged(
    file: Path, state: tuple[int, int, int], lines: Callable[[], Iterator[Line]]
) -> Iterator[Line]:
    """Yield the rows of a file that has not changed since its digest was computed.

    Raises:
        WholeFileError: it was modified meanwhile, so rows may be missing.
    """
    yield from lines()
    try:
        now = _state_of(file)
    except OSError as error:
        raise refused("unreadable-file", why=of_system(error)) from error
    if now != state:
        raise refused("unreadable-file:changed")


def check_ordinary(file: Path, settings: Settings) -> None:
    """Reject what is not a regular file, or is larger than the setting.

    Raises:
        WholeFileError: ``unreadable-file`` or ``too-large``.
        OSError: its status cannot be read.
    """
    state = file.stat()
    if not stat.S_ISREG(state.st_mode):
        raise refused("unreadable-file:folder")
    if state.st_size > settings.max_file_bytes:
        raise refused("too-large:file", size=state.st_size, limit=settings.max_file_bytes)


def _find_in_file(path: Path, settings: Settings, found: Found) -> None:
    known = format_of(path)
    if known is None and format_of_matrix(path) is not None:
        raise _import_only_error(path)
    if known is None:
        raise refused("missing-file:format", path=shown(path.name), **endings_to_choose())
    check_ordinary(path, settings)
    alone = known.kind == "table"
    if alone and not _is_table_file(path, known, settings):
        raise _no_table_error(shown(path.name), [path.name])
    digest, names = _add_file(path, known, settings, found)
    if not found.grids:
        raise _no_table_error(shown(path.name), list(names))
    if alone:  # a single table is read like a folder with nothing else in it
        found.digest = _digest_of([f"{digest}  {path.name}\n"])
        return
    found.digest = digest
    read = {grid.sheet for grid in found.grids}
    found.passed = tuple(each for each in names if not _was_read(each, read))


def _was_read(name: str, read: set[str | None]) -> bool:
    """Tell whether what is named so is a table, given the names of what was read."""
    table = table_named(name)
    return table is not None and (table.sure or name in read)


def _import_only_error(path: Path) -> WholeFileError:
    """Return an error saying that only import reads this file, and how to save it as a plan."""
    known = format_of_matrix(path)
    is_table = known is not None and known.kind == "table"
    return refused(
        "missing-file:save-table" if is_table else "missing-file:save-workbook",
        path=shown(path.name),
        typed=shlex.quote(shown(path.name)),
        ending=path.suffix.lower(),
        stem=shown(path.stem),
    )


def _file_digest(path: Path) -> str:
    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    digest = hashlib.sha256()
    for piece in pieces():
        digest.update(piece)
    return digest.hexdigest()


def _no_table_error(name: str, found: list[str]) -> WholeFileError:
    tables = one_of(table.name for table in TABLES)
    return refused(
        "missing-file:no-table" if found else "missing-file:empty",
        path=name,
        typed=shlex.quote(name),
        found=_list_names(found),
        tables=tables,
    )


def _no_table_file(name: str, held: list[Path]) -> WholeFileError:
    """Say that a folder has no CSV file of a table, and what to give instead if it is there."""
    told = _list_names([each.name for each in held])
    for each in held:
        case = _alternative_case(each)
        if case is not None:
            facts = {"inner": shown(each.name), "stem": shown(each.stem)}
            return refused(case, path=name, found=told, **facts)
    return _no_table_error(name, [each.name for each in held])


def _alternative_case(path: Path) -> str | None:
    """Return what a file or folder in a folder may be, if it is not the CSV file of a table."""
    if path.is_dir():
        return "missing-file:deeper"
    if format_of(path) is not None:
        return "missing-file:other-format"
    return "missing-file:ending" if table_named(path.stem) is not None else None


def _list_names(names: list[str]) -> str:
    rest = len(names) - _MOST_SHOWN
    told = ", ".join(shown(each[:_LONGEST_SHOWN]) for each in names[:_MOST_SHOWN]) or "-"
    return told + (f" (+{rest})" if rest > 0 else "")
