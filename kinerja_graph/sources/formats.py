"""The input file formats; the command, upload and import, and their messages, are derived from it.

A format is a module of this folder and an entry in ``FORMATS``. The command line reads the list
for its help, so modules are named here (``module:function``) and imported when a file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from kinerja_graph.library.references import Reference
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.texts import Text

if TYPE_CHECKING:
    from kinerja_graph.sources.cell_formats import CellFormats
    from kinerja_graph.sources.cells import Cell, Grid
    from kinerja_graph.sources.merges import Merge

FormatKind = Literal["workbook", "document", "table"]
_KINDS: Final[tuple[FormatKind, ...]] = get_args(FormatKind)


class Contents(NamedTuple):
    """What a file contains: the known tables in it, and the names of everything in it."""

    grids: Sequence[Grid]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as displayed, for a matrix.

    Attributes:
        rows: the filled cells by row (from 1) and column (from 0), rows ascending.
        merges: its merged ranges, by first row.
        hidden: the row numbers and the columns that a spreadsheet application does not show.
        apart: whether the sheet itself is hidden.
        assumed: the encoding assumed for a text that is not UTF-8; else None.
        cell_formats: reads how the cells of a column (from 0) look, afresh each time. None: the
            file format has no such information.
    """

    rows: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Merge, ...] = ()
    hidden: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    apart: bool = False
    assumed: str | None = None
    cell_formats: Callable[[int], CellFormats] | None = None


class Sheets(NamedTuple):
    """The titles of a file's sheets, none if it is one table, and their reader.

    ``read`` takes a title; None if there are none.
    """

    titles: tuple[str, ...]
    read: Callable[[str | None], Sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """An input file format.

    Attributes:
        kind: what its files are: a ``workbook`` of sheets, a ``document`` of lists, or one
            ``table``, named like its file; a folder may contain several such tables.
        endings: the file extensions, in lower case; messages mention the first, or all.
        variants: extensions that are read too but never mentioned.
        text: whether it is UTF-8 text, which is checked before it is opened.
        tables: ``f(path, settings) -> Contents``, for plans; None: what ``sheets`` gives, a table
            for each sheet with its name.
        sheets: ``f(path, settings) -> Sheets``, for matrices; None: not readable as a matrix.
        drawings: ``f(path, title, settings) -> Drawing``: what is drawn on a sheet; None: such
            files have no drawings, or they are not read.
            All raise ``WholeFileError`` (``sources/fault.py``) if the file cannot be read.
        any_text: whether ``sheets`` detects the encoding of the text itself.
        imported: whether it is only read as a matrix; a plan must be saved in another format.
    """

    kind: FormatKind
    endings: tuple[str, ...]
    variants: tuple[str, ...] = ()
    text: bool = False
    tables: Reference | None = None
    sheets: Reference | None = None
    drawings: Reference | None = None
    any_text: bool = False
    imported: bool = False


_DOCUMENT: Final = "sources.document:open_document"
FORMATS: Final = (
    FileFormat(
        kind="workbook",
        endings=(".xlsx", ".xlsm"),
        tables="sources.workbook:open_workbook",
        sheets="sources.workbook:open_sheets",
        drawings="sources.drawings:read_drawing",
    ),
    FileFormat(kind="document", endings=(".json",), text=True, tables=_DOCUMENT),
    FileFormat(
        kind="document", endings=(".yaml",), variants=(".yml",), text=True, tables=_DOCUMENT
    ),
    FileFormat(
        kind="table",
        endings=(".csv",),
        text=True,
        tables="sources.table:open_table",
        sheets="sources.table:open_sheets",
        any_text=True,
    ),
    FileFormat(
        kind="table",
        endings=(".tsv",),
        text=True,
        sheets="sources.table:open_tabs",
        any_text=True,
        imported=True,
    ),
    FileFormat(
        kind="workbook", endings=(".xls",), sheets="sources.old_workbook:open_sheets", imported=True
    ),
    FileFormat(
        kind="workbook",
        endings=(".ods",),
        sheets="sources.open_document:open_sheets",
        drawings="sources.open_document:read_drawing",
        imported=True,
    ),
)
"""Every format; messages list those of one kind in this order."""
_BY_ENDING: Final[Mapping[str, FileFormat]] = {
    ending: one for one in FORMATS for ending in (*one.endings, *one.variants)
}
READABLE: Final = tuple(sorted(name for name, one in _BY_ENDING.items() if not one.imported))
"""The extensions of the files that are read as a plan, in lower case."""


def format_of(path: PurePath | str) -> FileFormat | None:
    """Return the format of a plan file by its extension; None if it is not readable."""
    known = _BY_ENDING.get(PurePath(path).suffix.lower())
    return None if known is None or known.imported else known


def format_of_matrix(path: PurePath | str) -> FileFormat | None:
    """Return the format of a matrix by its extension; None if matrices are not read from it."""
    known = _BY_ENDING.get(PurePath(path).suffix.lower())
    return None if known is None or known.sheets is None else known


def endings_to_choose(*, of_matrices: bool = False) -> dict[str, Text]:
    """Return extensions for sentences: ``workbook_ending``, ``document_ending``, ``table_ending``.

    Those are the usual one of each format; ``file_ending`` is all of files that are a plan by
    themselves. ``of_matrices``: of the formats that a matrix is read from.
    """
    told = _formats(of_matrices=of_matrices)
    found = {kind: [one.endings[0] for one in told if one.kind == kind] for kind in _KINDS}
    choices = {f"{kind}_ending": one_of(endings) for kind, endings in found.items() if endings}
    alone = [ending for one in told if one.kind != "table" for ending in one.endings]
    return choices | {"file_ending": one_of(alone)}


def endings_in_help(*, of_matrices: bool = False) -> dict[str, str]:
    """Return the usual extensions by kind, separated by slashes, for the help of commands."""
    told = _formats(of_matrices=of_matrices)
    return {
        f"{kind}_ending": "/".join(one.endings[0] for one in told if one.kind == kind)
        for kind in _KINDS
    }


def _formats(*, of_matrices: bool) -> list[FileFormat]:
    """Return the formats of plans, or those of matrices."""
    if of_matrices:
        return [one for one in FORMATS if one.sheets is not None]
    return [one for one in FORMATS if not one.imported]
