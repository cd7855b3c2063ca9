"""The blocks of an answer on a terminal: the writer beside those of ``report/writers``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rich import box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text as Line
from rich.tree import Tree as Drawing

from kinerja_graph.cli.formatters.grid import Row as GridRow
from kinerja_graph.cli.formatters.grid import grid
from kinerja_graph.cli.formatters.words import STYLES, HeadedTable, line, under
from kinerja_graph.cli.formatters.yearly import Series, yearly
from kinerja_graph.report.document import (
    BRANCH,
    AnswerBlock,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    Items,
    Kind,
    Paragraph,
    Row,
    Span,
    Table,
    TextStyle,
    Tree,
    YearTable,
)

GAP: Final = 2
NARROW: Final = 60
"""Columns below which those of a brief table stand closer."""
CUTS: Final[Sequence[tuple[Kind, int]]] = (
    ("text", 24), ("place", 24), ("text", 8), ("place", 8), ("code", 8), ("number", 8),
)  # fmt: skip
"""What is cut in a brief table until it fits, in this order, and the columns that are left of it.

Codes, which are typed again, are cut last.
"""
_FEW_LETTERS: Final = 8
"""A spare column gives way where texts would lose more than this for it."""
INDENT: Final = 2
"""What stands under a heading, and a list under anything else, begin so far from the left."""
_IN_CELLS: Final[Mapping[str, str]] = {**STYLES, "good": "green"}
_LOOKS: Final[dict[TextStyle, str]] = {"plain": "", "strong": "bold", "code": "", "quiet": "dim"}


def block_parts(blocks: Iterable[AnswerBlock], columns: int) -> Iterator[RenderableType]:
    """Yield the blocks one below the other, none wider than ``columns``.

    Figures are shown by their description; the targets of links are of no use on a terminal.
    """
    indent = 0
    previous: AnswerBlock | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            if number:
                yield Line()
            yield line(block.text, STYLES[block.mood] or "bold")
            indent = INDENT
        else:
            listed = isinstance(block, Items) and not isinstance(previous, Heading)
            left = indent + INDENT if listed else indent
            for part in _parts(block, columns - left):
                yield under(part, left) if left else part
        previous = block


def _parts(block: AnswerBlock, columns: int) -> Iterator[RenderableType]:
    match block:
        case Paragraph():
            yield spans(block.line, STYLES[block.mood])
        case Items():
            for one in block.lines:
                yield _item(one)
        case Facts():
            yield _facts(block)
        case Table():
            yield from _table(block, columns)
        case YearTable():
            yield from _years(block, columns)
        case Tree():
            yield from _trees(block)
        case Figure():
            yield line(block.caption, "dim")
        case Heading():
            yield line(block.text, "bold")


def _item(parts: Sequence[Span]) -> RenderableType:
    """Return a line of a list; what wraps of one that hangs from a branch stays right of that."""
    if not parts or not parts[0].text.endswith(BRANCH):
        return spans(parts)
    beside = Grid.grid()
    beside.add_column(no_wrap=True)
    beside.add_column(overflow="fold")
    beside.add_row(line(parts[0].text), spans(parts[1:]))
    return beside


def _trees(tree: Tree) -> Iterator[RenderableType]:
    """Yield a drawing for each line that has no parent."""
    path: list[Drawing] = []
    top = tree.branches[0].depth
    for branch in tree.branches:
        del path[branch.depth - top :]
        label = spans(branch.line)
        path.append(path[-1].add(label) if path else Drawing(label, guide_style="dim"))
        if len(path) == 1:
            yield path[0]


def _years(table: YearTable, columns: int) -> Iterator[RenderableType]:
    groups = [
        Series(
            one.mark,
            spans(one.head),
            [(name, [_cell(cell) for cell in cells]) for name, cells in one.rows],
        )
        for one in table.groups
    ]
    yield from yearly(table.years, groups, columns)


def spans(parts: Iterable[Span], style: str = "") -> Line:
    """Return a styled line; ``style`` applies to all of it."""
    whole = Line(style=style)
    for span in parts:
        whole.append_text(line(span.text, "" if style else _LOOKS[span.look]))
    return whole


def _facts(facts: Facts) -> Grid:
    table = Grid.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, value in facts.pairs:
        table.add_row(line(name), spans(value))
    return table


def _table(table: Table, columns: int) -> Iterator[RenderableType]:
    """Yield a table; one with many columns of figures is split if it is too wide."""
    if table.is_brief:
        yield _brief(table, columns)
        return
    first, *others = table.columns
    if table.is_named and all(one.kind == "number" for one in others):
        rows = [
            GridRow(_cell(row.cells[0]), [_cell(one) for one in row.cells[1:]])
            for row in table.rows
        ]
        yield from grid(first.name, [one.name for one in others], rows, columns)
        return
    drawn = HeadedTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for one in table.columns:
        drawn.add_column(
            line(one.name),
            justify="right" if one.kind == "number" else "left",
            no_wrap=one.kind == "number",
            overflow="fold",
        )
    for row in table.rows:
        drawn.add_row(*map(_cell, row.cells))
    yield drawn


@dataclass(frozen=True, slots=True)
class _Text:
    """A cell of a brief table, and what is joined to it, which is whole however much is cut."""

    text: Line
    joined: Line

    @property
    def width(self) -> int:
        """The columns that all of it takes."""
        return self.text.cell_len + self.joined.cell_len


def _brief(table: Table, columns: int) -> Grid:
    """Return one line a row: texts are cut at the end, codes and places at the beginning."""
    rows = [_joined(table.columns, row) for row in table.rows]
    needed = {place: max(row[place].width for row in rows) for place in rows[0]}
    shown = [place for place, width in needed.items() if width]
    gap = GAP if columns >= NARROW else 1

    def excess() -> int:
        return sum(widths.values()) + gap * (len(widths) - 1) - columns

    widths = {place: needed[place] for place in shown}
    spare = {place for place in shown if table.columns[place].is_spare}
    if spare and excess() > 0:
        gap = 1
    if spare and excess() > _FEW_LETTERS:
        gap = GAP if columns >= NARROW else 1
        widths = {place: width for place, width in widths.items() if place not in spare}
    for kind, least in CUTS:
        ours = [place for place in widths if table.columns[place].kind == kind]
        while excess() > 0 and any(widths[place] > least for place in ours):
            widths[max(ours, key=lambda place: widths[place])] -= 1
    grid = Grid.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for place, width in widths.items():
        is_number = table.columns[place].kind == "number"
        justify: Literal["left", "right"] = "right" if is_number else "left"
        grid.add_column(width=width, no_wrap=True, justify=justify)
    for row in rows:
        grid.add_row(
            *(_cut(row[place], width, table.columns[place].kind) for place, width in widths.items())
        )
    return grid


def _joined(columns: Sequence[Column], row: Row) -> dict[int, _Text]:
    """Return the cells of a row by their places, those that are joined to another within it."""
    found: dict[int, _Text] = {}
    last = 0
    for place, (column, one) in enumerate(zip(columns, row.cells, strict=True)):
        text = _cell(one)
        if not column.joined or not found:
            found[place] = _Text(text, Line())
            last = place
        elif text.plain:
            before, after = column.joined.split("{}")
            found[last].joined.append(before, "dim").append_text(text).append(after, "dim")
    return found


def _cut(cell: _Text, width: int, kind: Kind) -> Line:
    """Return a cell cut to a width; of a code the end is kept, which holds its row or number."""
    text, joined = cell.text, cell.joined
    if joined.cell_len > width - 1:
        text, joined, kind = text.copy().append_text(joined), Line(), "code"
    room = width - joined.cell_len
    if kind in {"code", "place"} and text.cell_len > room:
        kept = text[-(room - 1) :] if room > 1 else Line()
        return Line("…", style=text.style).append_text(kept).append_text(joined)
    text.truncate(room, overflow="ellipsis")
    return Line().append_text(text).append_text(joined)


def _cell(cell: Cell) -> Line:
    return Line("\n").join(spans(one, _IN_CELLS[cell.mood]) for one in cell.lines)
