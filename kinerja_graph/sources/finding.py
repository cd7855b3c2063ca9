"""What lies at a path: the format, the files and sheets of known tables, and the digest."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from kinerja_graph.model.nodes import Label
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Ahead, Grid, Line
from kinerja_graph.sources.columns import TABLES, Table, table_named
from kinerja_graph.sources.document import open_document
from kinerja_graph.sources.fault import (
    Place,
    WholeFileError,
    fault,
    refused,
    refused_because,
    shown,
)
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.sources.table import check_text, csv_lines
from kinerja_graph.sources.workbook import open_workbook
from kinerja_graph.system import of_system

_CHUNK: Final = 1 << 20
_MOST_TOLD: Final = 8
_LONGEST_TOLD: Final = 80


@dataclass(slots=True)
class Found:
    """The tables of an input before any cell is read.

    Attributes:
        stem: of the folder or file; ``digest``: SHA-256 of the input (``Plan.digest``).
        grids: the tables, files by name, sheets and lists in their order.
        problems: files that cannot be read.
        unread: the labels of the tables of such files.
        passed: CSV files, sheets or lists whose names are those of no table.
    """

    stem: str
    digest: str = ""
    grids: list[Grid] = field(default_factory=list[Grid])
    problems: list[Problem] = field(default_factory=list[Problem])
    unread: set[Label] = field(default_factory=set[Label])
    passed: tuple[str, ...] = ()


def find_tables(path: Path, settings: Settings) -> Found:
    """The tables at ``path``; what cannot be read is among the problems, nothing is raised."""
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
        wrong = refused_because("unreadable-file", of_system(error)).fault
        found.problems.append(Place(name).problem(wrong))
    return found


def _find_files(folder: Path, name: str, settings: Settings, found: Found) -> None:
    """The CSV files of a folder that are named after tables."""
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".csv")
    known = [(each, table) for each in files if (table := table_named(each.stem)) is not None]
    if not known:
        raise _no_csv(name, sorted(folder.iterdir()))
    found.passed = tuple(shown(each.name) for each in files if table_named(each.stem) is None)
    lines: list[str] = []
    for file, table in known:
        try:
            lines.append(f"{_take_csv(file, table, settings, found)}  {file.name}\n")
        except WholeFileError as error:
            found.problems.append(Place(file.name).problem(error.fault))
            found.unread |= {table.label} if table.label else set()
    found.digest = hashlib.sha256("".join(lines).encode()).hexdigest()


def _take_csv(file: Path, table: Table, settings: Settings, found: Found) -> str:
    """Adds one CSV file; returns its SHA-256."""
    try:
        check_ordinary(file, settings)
        state = _state_of(file)
        digest = check_text(file)
    except OSError as error:
        raise refused_because("unreadable-file", of_system(error)) from error
    ahead = Ahead()
    lines = partial(
        _unchanged,
        file,
        state,
        partial(csv_lines, file, table, settings.max_cell_characters, ahead),
    )
    found.grids.append(Grid(table, file.name, None, lines, ahead.line))
    return digest


def _state_of(file: Path) -> tuple[int, int, int]:
    state = file.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns


def _unchanged(
    file: Path, state: tuple[int, int, int], lines: Callable[[], Iterator[Line]]
) -> Iterator[Line]:
    """The rows of a file that is still what it was when its digest was made.

    Raises:
        WholeFileError: somebody wrote it meanwhile, so that rows may be missing.
    """
    yield from lines()
    try:
        now = _state_of(file)
    except OSError as error:
        raise refused_because("unreadable-file", of_system(error)) from error
    if now != state:
        raise refused("unreadable-file:changed")


def check_ordinary(file: Path, settings: Settings) -> None:
    """Refuses what is no ordinary file, or is larger than the setting.

    Raises:
        WholeFileError: ``unreadable-file`` or ``too-large``.
        OSError: it cannot be looked at.
    """
    state = file.stat()
    if not stat.S_ISREG(state.st_mode):
        raise refused("unreadable-file:folder")
    if state.st_size > settings.max_file_bytes:
        raise refused("too-large:file", size=state.st_size, limit=settings.max_file_bytes)


def _find_in_file(path: Path, settings: Settings, found: Found) -> None:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise refused("missing-file:format", path=shown(path.name))
    check_ordinary(path, settings)
    names = reader(path, settings, found)
    if not found.grids:
        raise _no_table(shown(path.name), list(names))
    if path.suffix.lower() != ".csv":
        found.passed = tuple(each for each in names if table_named(each) is None)


def _find_sheets(path: Path, settings: Settings, found: Found) -> tuple[str, ...]:
    state = _state_of(path)
    book = open_workbook(path, settings)
    found.grids.extend(
        replace(grid, lines=partial(_unchanged, path, state, grid.lines)) for grid in book.grids
    )
    found.digest = _file_digest(path)
    return book.sheets


def _find_lists(path: Path, settings: Settings, found: Found) -> tuple[str, ...]:
    found.digest = check_text(path)
    grids, names = open_document(path, settings)
    found.grids.extend(grids)
    return names


def _find_one_table(path: Path, settings: Settings, found: Found) -> tuple[str, ...]:
    """A single CSV file is read as a folder that holds nothing else."""
    table = table_named(path.stem)
    if table is not None:
        digest = _take_csv(path, table, settings, found)
        found.digest = hashlib.sha256(f"{digest}  {path.name}\n".encode()).hexdigest()
    return (path.name,)


def _file_digest(path: Path) -> str:
    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    digest = hashlib.sha256()
    for piece in pieces():
        digest.update(piece)
    return digest.hexdigest()


def _no_table(name: str, found: list[str]) -> WholeFileError:
    tables = one_of(table.name for table in TABLES)
    return refused(
        "missing-file:no-table" if found else "missing-file:empty",
        path=name,
        found=_told(found),
        tables=tables,
    )


def _no_csv(name: str, held: list[Path]) -> WholeFileError:
    """That a folder holds no CSV file of a table; and what to give in its place, if it holds it."""
    told = _told([each.name for each in held])
    for each in held:
        case = _instead(each)
        if case is not None:
            facts = {"inner": shown(each.name), "stem": shown(each.stem)}
            return refused(case, path=name, found=told, **facts)
    return _no_table(name, [each.name for each in held])


def _instead(path: Path) -> str | None:
    """What a file or folder inside a folder may be, if it is no CSV file of a table."""
    if path.is_dir():
        return "missing-file:deeper"
    if path.suffix.lower() in _READERS:
        return "missing-file:other-format"
    return "missing-file:ending" if table_named(path.stem) is not None else None


def _told(names: list[str]) -> str:
    rest = len(names) - _MOST_TOLD
    told = ", ".join(shown(each[:_LONGEST_TOLD]) for each in names[:_MOST_TOLD]) or "-"
    return told + (f" (+{rest})" if rest > 0 else "")


_READERS: Final[dict[str, Callable[[Path, Settings, Found], tuple[str, ...]]]] = {
    ".xlsx": _find_sheets,
    ".xlsm": _find_sheets,
    ".json": _find_lists,
    ".yaml": _find_lists,
    ".yml": _find_lists,
    ".csv": _find_one_table,
}
READABLE: Final = tuple(sorted(_READERS))
"""The endings of the files that are read as a plan, in small letters."""
WORKBOOKS: Final = frozenset(
    ending for ending, reader in _READERS.items() if reader is _find_sheets
)
