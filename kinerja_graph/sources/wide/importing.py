"""Import a matrix through a map into the contract's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Cell, cell_text
from kinerja_graph.sources.fault import Place, WholeFileError, fault, shown
from kinerja_graph.sources.wide.cell_reference import CellReference
from kinerja_graph.sources.wide.grid import Matrix, Source, open_source
from kinerja_graph.sources.wide.hidden_cells import report_hidden_cells
from kinerja_graph.sources.wide.matrix import read_matrix
from kinerja_graph.sources.wide.matrix_reader import (
    MatrixReader,
    MatrixRefusedError,
    bind_matrix,
    refused_matrix,
)
from kinerja_graph.sources.wide.nodes import read_codes, read_list, read_nodes
from kinerja_graph.sources.wide.org_chart import read_org_chart
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan import Layout, Map
from kinerja_graph.sources.wide.planner_headings import planner_sheet
from kinerja_graph.sources.wide.posts import read_posts
from kinerja_graph.sources.wide.record_table import Record
from kinerja_graph.sources.wide.refusals import refuse_doubtful
from kinerja_graph.sources.wide.shapes import drawing_of, read_shapes

_NO_HEADINGS: Final = (-1, -1)
_MOST_SHOWN: Final = 8
_MOST_DIGITS: Final = 7
_YEARS: Final = frozenset({"first_year", "last_year", "as_of"})


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import.

    Attributes:
        collector: the tables, the cell of every field, the cells that could not be read, and those
            that were left out.
        sheet: the sheets that were read; None for a CSV file.
        headings: the first and last heading row of the first sheet; before row 0 if there are none.
        absent: optional headings that the matrix does not have.
    """

    collector: OutputCollector
    sheet: str | None
    headings: tuple[int, int]
    absent: tuple[str, ...]


def import_matrix(
    path: Path, map_: Map, settings: Settings, known: Sequence[Matrix] = ()
) -> Imported:
    """Read the matrix at ``path`` by a map; ``known``: its sheets, if they have already been read.

    A cell that cannot be read is written unchanged and reported: nothing is guessed.

    Raises:
        MatrixRefusedError: the file cannot be read, the map does not fit it, or the result cannot
            be right.
    """
    seen = read_as_mapped(path, map_, settings, known)
    refuse_doubtful(seen, map_)
    sheets = ", ".join(one.matrix.sheet for one in seen if one.matrix.sheet is not None)
    absent = dict.fromkeys(each for one in seen for each in one.absent_headings)
    return Imported(seen[0].collector, sheets or None, seen[0].heading_rows, tuple(absent))


def read_as_mapped(
    path: Path, map_: Map, settings: Settings, known: Sequence[Matrix] = ()
) -> Sequence[MatrixReader]:
    """Read the sheets at ``path`` by a map, without checking that the result is plausible.

    Raises:
        MatrixRefusedError: the file cannot be read, or the map does not fit it.
    """
    with collector_at_rest():
        collector = OutputCollector(basis=map_.basis)
        drawn = map_.drawn is not None or map_.shapes is not None
        layout = replace(map_.layout, headings=_NO_HEADINGS) if drawn else map_.layout
        words = tuple(map_.root.all_texts())
        seen = [
            bind_matrix(matrix, layout, words, collector)
            for matrix in open_matrices(path, map_.layout, settings, known)
        ]
        _write_dataset(collector, map_)
        if map_.shapes is not None:
            drawings = [drawing_of(path, one.matrix.sheet, settings) for one in seen]
            read_shapes(seen, drawings, map_, map_.shapes)
        else:
            _read_form(seen, map_)
        for one in seen:
            one.leave_out_rest()
            report_hidden_cells(one.matrix, collector)
            collector.headed.append(planner_sheet(one, map_))
        made = sum(len(rows) for name, rows in collector.tables.items() if name != "dataset")
        if made == len(map_.units):
            wrong = fault("missing-value:nothing")
            first = seen[0].matrix
            raise MatrixRefusedError((Place(first.file, first.sheet).problem(wrong),))
    return seen


def open_matrices(
    path: Path, layout: Layout, settings: Settings, known: Sequence[Matrix] = ()
) -> list[Matrix]:
    """Return the cells of each sheet that a map names; ``known``: those that were read before.

    Raises:
        MatrixRefusedError: the file cannot be read, or has no such sheet.
    """
    found = [one for one in known if not layout.sheets or one.sheet in layout.sheets]
    if not found:
        found = _read_matrices(path, layout, settings)
    return [_matrix_of_cell_list(found[0], layout)] if layout.cells else found


def _read_matrices(path: Path, layout: Layout, settings: Settings) -> list[Matrix]:
    name = shown(path.name)
    sheets: tuple[str | None, ...] = (None,)
    try:
        source = open_source(path, settings)
        if source.sheets:
            sheets = tuple(choose_sheet(source, each) for each in layout.sheets or (None,))
        return [source.matrix(each) for each in dict.fromkeys(sheets)]
    except WholeFileError as error:
        raise refused_matrix(error, name) from error


def choose_sheet(source: Source, wanted: str | None) -> str:
    """Return the title of the sheet ``wanted``, or of the only sheet.

    Raises:
        MatrixRefusedError: there is no such sheet, or there are several.
    """
    titles = source.sheets
    if wanted is None and len(titles) == 1:
        return titles[0]
    if wanted in titles:
        return str(wanted)
    told = ", ".join(titles[:_MOST_SHOWN]) + (" …" if len(titles) > _MOST_SHOWN else "")
    wrong = fault("missing-file:sheet", wanted, found=told)
    raise MatrixRefusedError((Place(source.name).problem(wrong),))


def _matrix_of_cell_list(listed: Matrix, layout: Layout) -> Matrix:
    """Return the sheet whose cells a file lists one per row: sheet, row, column, value."""
    seen = bind_matrix(listed, replace(layout, headings=(1, 1)))
    at = {key: _find_cell_column(seen, wanted) for key, wanted in layout.cells.items()}
    rows: dict[int, dict[int, Cell]] = {}
    places: dict[tuple[int, int], CellReference] = {}
    sheets: set[str] = set()
    for number, row in listed.rows.items():
        if number == 1:
            continue
        title = cell_text(row.get(at["sheet"])) or "" if "sheet" in at else ""
        sheets.add(title)
        place = _whole_number(row.get(at["row"])), _whole_number(row.get(at["column"]))
        value = row.get(at["value"])
        if None in place or value is None or (layout.sheet and title != layout.sheet):
            continue
        key = (place[0] or 0, place[1] or 0)
        rows.setdefault(key[0], {})[key[1]] = value
        places[key] = CellReference(listed.file, listed.sheet, number, at["value"])
    if not rows or (not layout.sheet and len(sheets) > 1):
        wrong = fault("missing-file:sheet", layout.sheet, found=", ".join(sorted(sheets)))
        raise MatrixRefusedError((Place(listed.file).problem(wrong),))
    ordered = {number: dict(sorted(rows[number].items())) for number in sorted(rows)}
    return Matrix(listed.file, listed.sheet, ordered, (), places)


def _find_cell_column(seen: MatrixReader, wanted: str) -> int:
    found = seen.headings.find(wanted)
    if len(found) == 1:
        return found[0]
    near = ", ".join(seen.headings.find_similar(wanted)) or "-"
    wrong = fault("missing-heading:matrix", wanted, wanted=wanted, near=near, line=1)
    raise MatrixRefusedError((Place(seen.matrix.file).problem(wrong, 1, wanted),))


def _whole_number(cell: Cell) -> int | None:
    text = cell_text(cell) or ""
    fits = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if fits else None


def _write_dataset(collector: OutputCollector, map_: Map) -> None:
    if map_.dataset:
        record: Record = dict(_typed_dataset(map_))
        collector.add("dataset", record, {})


def _typed_dataset(map_: Map) -> Iterator[tuple[str, str | int]]:
    for key, text in map_.dataset.items():
        yield key, int(text) if text.isascii() and text.isdigit() and key in _YEARS else text


def _read_form(readers: Sequence[MatrixReader], map_: Map) -> None:
    seen = readers[0]
    if map_.nodes is not None:
        read_nodes(seen, map_, map_.nodes)
    elif map_.codes is not None:
        read_codes(seen, map_, map_.codes)
    elif map_.level is not None:
        read_list(seen, map_)
    elif map_.posts is not None:
        read_posts(seen, map_, map_.posts)
    elif map_.drawn is not None:
        read_org_chart(seen, map_, map_.drawn)
    else:
        read_matrix(readers, map_)
