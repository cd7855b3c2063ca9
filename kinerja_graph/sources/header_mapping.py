"""Map the headings of a grid to those of its table, and read its rows."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.cell_values import read_cell, read_items, read_tags
from kinerja_graph.sources.cells import MERGED, Cell, Grid, Line, cell_text, is_blank
from kinerja_graph.sources.choices import word_key
from kinerja_graph.sources.columns import Heading, Table
from kinerja_graph.sources.fast_path import Quick, quick_reader
from kinerja_graph.sources.fault import Fault, Place, fault
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.row import Row
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.sources.table import SEPARATORS

_WRITTEN: Final = frozenset({"supervised"})
"""Choices that are compared between rows, so that a message may have to quote them."""
_OUTSIDE_CASES: Final = ("unknown-heading:beside", "unknown-heading:none")
"""How a cell outside the headed columns is reported: in a workbook, and in CSV."""
_EMPTY: Final = frozenset(
    {f"missing-value{case}" for case in ("", ":merged", ":merged-id", ":levels")}
)
_NO_SEPARATORS: Final = "|:/^~ "
"""What other programs use as column separators."""
_MOST_FREE: Final = 6
"""Maximum number of unused headings suggested for an unknown one that resembles none."""
_MOST_NEAR: Final = 50
"""Maximum number of unknown headings for which a similar known one is suggested."""


@dataclass(frozen=True, slots=True)
class HeaderMapping:
    """Maps columns of a grid to headings.

    Attributes:
        table, place: those of the grid.
        columns: the known headings with the number of their column, the reader of its plain
            cells, and their names, in the order of the table.
        quoted: the columns of choices that are compared between rows, by heading.
        headed: the columns under any heading, known or not.
        lacking: the required headings that are missing.
        merged: collects the headings under which merged cells left a row without a value.
        own: the headings that the file spells in its own way, by the name of the contract.
        more: further columns under a heading that may have several, with their spellings.
    """

    table: Table
    place: Place
    columns: tuple[tuple[int, Heading, Quick, str], ...]
    quoted: tuple[tuple[str, int], ...]
    headed: frozenset[int]
    lacking: frozenset[str]
    merged: set[str] = field(default_factory=set[str], compare=False)
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    more: tuple[tuple[int, Heading, str], ...] = ()

    def cell(self, cells: Sequence[Cell], heading: str) -> Cell:
        """Return the cell of a row under ``heading``, None if there is none."""
        index = self.column(heading)
        return cells[index] if index is not None and index < len(cells) else None

    def column(self, heading: str) -> int | None:
        """Return the number of the column under ``heading``, None if there is none."""
        return next((index for index, _, _, name in self.columns if name == heading), None)


def is_headed(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Tell whether all required headings are among the cells of a row."""
    known = (grid.table.find(cell_text(cell) or "") for cell in cells)
    found = {heading.name for heading in known if heading is not None}
    return all(heading.name in found for heading in grid.table.required())


def headed_lower(grid: Grid, above: Sequence[Cell], at: int) -> Iterator[Problem]:
    """Report, once per heading, that a grid's headings are in row ``at``, below a title."""
    place = Place(grid.file, grid.sheet, grid.document, line=grid.line)
    told = (cell_text(above[0]) or "") if above else ""
    case = "missing-heading:sep" if told.startswith("sep=") else "missing-heading:lower"
    for heading in grid.table.required():
        wrong = fault(case, None, table=grid.table.name, at=at)
        yield place.problem(wrong, 1, heading.name)


def map_header(grid: Grid, heading_row: Sequence[Cell], problems: list[Problem]) -> HeaderMapping:
    """Map the heading row; unknown, duplicate and missing headings go to ``problems``."""
    written: dict[str, str] = {}
    place = Place(grid.file, grid.sheet, grid.document, written, grid.line)
    found: dict[str, int] = {}
    own: dict[str, str] = {}
    headed: set[int] = set()
    more: list[tuple[int, Heading, str]] = []
    strange: list[tuple[str, Heading | None]] = []
    for index, cell in enumerate(heading_row):
        text = cell_text(cell)
        if not text:
            continue
        headed.add(index)
        heading = grid.table.find(text)
        if heading is not None and heading.name not in found:
            found[heading.name] = index
            written[heading.name] = _written_heading(text, heading)
            if word_key(text) != heading.name:
                own[heading.name] = text
        elif heading is not None and heading.by_spelling:
            more.append((index, heading.spelled(text), text))
        else:
            strange.append((text, heading))
    lacking = [heading for heading in grid.table.required() if heading.name not in found]
    case, sign = _missing_heading_case(grid, heading_row, lacking, any_known=bool(found))
    for number, (text, heading) in enumerate(strange):
        named = number < _MOST_NEAR and sign is None  # a whole row in one cell is not a heading
        meant = _suggest_heading(text, grid.table, lacking, found) if named else ""
        problems.append(place.problem(_unknown_heading(text, heading, grid.table, meant), 1, text))
    for heading in lacking:
        aliases = one_of(heading.aliases or (heading.name,))
        wrong = fault(case, None, table=grid.table.name, sign=sign, aliases=aliases)
        problems.append(place.problem(wrong, 1, heading.name))
    return HeaderMapping(
        grid.table,
        place,
        tuple(_columns(grid.table, heading_row, found)),
        tuple((name, index) for name, index in found.items() if name in _WRITTEN),
        frozenset(headed),
        frozenset(heading.name for heading in lacking),
        own=own,
        more=tuple(more),
    )


def _columns(
    table: Table, heading_row: Sequence[Cell], found: Mapping[str, int]
) -> Iterator[tuple[int, Heading, Quick, str]]:
    """Yield the known headings with their columns, in the order of the table."""
    for heading in table.headings:
        index = found.get(heading.name)
        if index is not None:
            spelled = heading.spelled(cell_text(heading_row[index]) or "")
            yield index, spelled, quick_reader(spelled), heading.name


def _missing_heading_case(
    grid: Grid, heading_row: Sequence[Cell], lacking: Sequence[Heading], *, any_known: bool
) -> tuple[str, str | None]:
    """Choose how missing headings are reported, and the separator if all are in one cell."""
    sign = _separated_otherwise(grid, heading_row, lacking) if lacking else None
    if sign is not None:
        case = "missing-heading:quoted" if sign in SEPARATORS else "missing-heading:separator"
        return case, "tab" if sign == "\t" else sign
    bare = not any_known and not grid.loose
    return "missing-heading:none" if bare else "missing-heading", None


def _separated_otherwise(
    grid: Grid, heading_row: Sequence[Cell], lacking: Sequence[Heading]
) -> str | None:
    """Return the separator between all missing headings in the only cell of row 1, if any."""
    text = cell_text(heading_row[0]) if len(heading_row) == 1 else None
    if text is None or grid.sheet is not None:
        return None
    signs: tuple[str, ...] = (*SEPARATORS, *_NO_SEPARATORS)
    for sign in signs:
        found = [grid.table.find(part) for part in text.split(sign)]
        if all(heading in found for heading in lacking):
            return sign
    return None


def _written_heading(text: str, heading: Heading) -> str:
    """Return the heading as the file spells it, plus the canonical name if it differs."""
    return text if word_key(text) == heading.name else f'"{text}" ({heading.name})'


def _unknown_heading(text: str, heading: Heading | None, table: Table, meant: str) -> Fault:
    if heading is not None:
        return fault("unknown-heading:second", text, heading=heading.name, table=table.name)
    near = f" ({meant}?)" if meant else ""
    return fault("unknown-heading", text, table=table.name, near=near)


def _suggest_heading(
    text: str, table: Table, lacking: Sequence[Heading], found: Container[str]
) -> str:
    """Return the known heading most similar to an unknown one, preferably a missing required one.

    Headings that have a column are excluded; if none is similar, return those without a column.
    """
    key = word_key(text)[:60]
    words = set(key.split("_"))
    for heading in lacking:
        for spelling in (heading.name, *heading.aliases):
            if words >= set(spelling.split("_")):
                return spelling
    free = [heading for heading in table.headings if heading.name not in found]
    spellings = [each for heading in free for each in (heading.name, *heading.aliases)]
    close = difflib.get_close_matches(key, spellings, 1)
    return close[0] if close else ", ".join(heading.name for heading in free[:_MOST_FREE])


def filled_lines(
    lines: Iterator[Line], header: HeaderMapping, problems: list[Problem]
) -> Iterator[Line]:
    """Yield the rows that are not empty; cells outside headed columns are reported per column."""
    told = set(header.headed)
    first = next(index for index in range(len(told) + 1) if index not in told)
    for number, cells in lines:
        if all(map(is_blank, cells)):
            continue
        for index in range(first, len(cells) if header.headed else 0):
            if index not in told and not is_blank(cells[index]):
                told.add(index)
                in_sheet = header.place.sheet is not None and header.place.document is None
                wrong = fault(_OUTSIDE_CASES[not in_sheet], cell_text(cells[index]))
                problems.append(header.place.problem(wrong, number))
        yield number, cells


def read_row(
    header: HeaderMapping, line: Line, decimal: Decimal | None
) -> tuple[Row, list[tuple[str, Fault]]]:
    """Return the row under its headings, and the faults of its cells, each with its heading."""
    number, cells = line
    row = Row(header.place, number, header.table.label)
    wrong: list[tuple[str, Fault]] = []
    fields = row.fields
    width = len(cells)
    for index, heading, quick, name in header.columns:
        cell = cells[index] if index < width else None
        if isinstance(cell, str):
            value = quick(cell)
            if value is not None:
                fields[name] = value
                continue
        if (cell is None or cell == "") and not heading.required:
            continue
        if cell is MERGED:
            header.merged.add(heading.name)
        wrong.extend(_read_other_cell(row, heading, cell, decimal))
    if header.more:
        _read_further_cells(row, header, cells, decimal, wrong)
    for name, index in header.quoted:
        if name in fields and index < width:
            row.written = {name: cell_text(cells[index]) or ""}  # a message may quote it
    if wrong:
        row.unread = frozenset(name for name, each in wrong if each.case not in _EMPTY)
    return row, wrong


def _read_further_cells(
    row: Row,
    header: HeaderMapping,
    cells: Sequence[Cell],
    decimal: Decimal | None,
    wrong: list[tuple[str, Fault]],
) -> None:
    """Read the further columns under one heading; only the first that is filled counts."""
    for index, heading, text in header.more:
        cell = cells[index] if index < len(cells) else None
        if is_blank(cell):
            continue
        if heading.name in row.fields or any(name == heading.name for name, _ in wrong):
            wrong.append((heading.name, fault("bad-choice:second", cell_text(cell), second=text)))
        else:
            wrong.extend(_read_other_cell(row, heading, cell, decimal))


def _read_other_cell(
    row: Row, heading: Heading, cell: Cell, decimal: Decimal | None
) -> Iterator[tuple[str, Fault]]:
    """Read a cell that is not written plainly into ``row``; return what is wrong with it."""
    if is_blank(cell):
        if heading.required:
            yield heading.name, fault(_empty_cell_case(heading, merged=cell is MERGED))
    elif heading.kind in {"list", "tags"}:
        read = read_items if heading.kind == "list" else read_tags
        items, faults = read(cell, heading)
        if items:
            row.fields[heading.name] = items
        yield from ((heading.name, each) for each in faults)
    else:
        value = read_cell(cell, heading, decimal)
        if isinstance(value, Fault):
            yield heading.name, value
        else:
            row.fields[heading.name] = value


def _empty_cell_case(heading: Heading, *, merged: bool) -> str:
    """Return the fault case of an empty cell that must not be empty."""
    if merged:
        return "missing-value:merged-id" if heading.kind == "id" else "missing-value:merged"
    return "missing-value:levels" if heading.kind == "level" else "missing-value"
