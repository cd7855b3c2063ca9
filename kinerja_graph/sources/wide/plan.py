"""The contents of a map: which cells of a matrix become which fields of which records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kinerja_graph.model.edges import Basis
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.wide.mapfile import Item

Form = Literal["matrix", "nodes", "codes", "list", "posts", "drawn", "shapes"]
Several = Literal["no", "lines", "numbered", "semicolon"]
Amounts = Literal["number", "with-unit", "bracketed"]
Links = Literal["all", "same-name"]
Are = Literal["units", "positions", "ids"]
Direction = Literal["down", "up", "right", "left"]
LevelSign = Literal["indent", "blanks", "outline", "bold"]
"""The kind of formatting that shows the level of a row: the indent of a cell, the blanks before its
text, the outline level of its row, or bold text.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """The column in which a field is found.

    Attributes:
        item: the place in the map, for errors.
        headings: alternative headings of the column; ``A > B`` is B below A.
        letter: the letter of the column instead.
        value: a fixed text instead of a column; ``sheet``: the title of the sheet instead.
        after: the heading of another column: this is the first match to the right of it.
        above: whether a blank cell means the text above it.
        optional: whether the matrix may lack the column.
        words: what the words of the cells mean, by their folded text.
        by: for levels: the formatting that shows them instead of the texts of the cells.
    """

    item: Item
    headings: tuple[str, ...] = ()
    letter: str | None = None
    value: str | None = None
    sheet: bool = False
    after: str | None = None
    above: bool = False
    optional: bool = False
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    by: LevelSign | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where headings and rows are, and what means an empty cell.

    Attributes:
        sheets: titles of the sheets to read one after another; empty: the only sheet.
        headings: first and last heading row; None: where most headings of the map occur.
        headings_of: the same by title, where each sheet has them in rows of its own.
        rows: first and last row of records; None: all rows below the headings.
        skip: first words of rows to leave out; ``stop``: of a row to leave out with all below it.
        empty: texts that mean an empty cell.
        decimal: settles ambiguous numbers.
        cells: for a file that lists the cells of a sheet: its columns sheet, row, column, value.
    """

    sheets: tuple[str, ...] = ()
    headings: tuple[int, int] | None = (1, 1)
    headings_of: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    rows: tuple[int, int | None] | None = None
    skip: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    decimal: Decimal | None = None
    cells: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def sheet(self) -> str | None:
        """Return the first sheet; None means the only one."""
        return self.sheets[0] if self.sheets else None


@dataclass(frozen=True, slots=True)
class UnitColumns:
    """The columns of a unit: its id, name and parent; ``coded``: the name begins with the id.

    ``kind`` is a word of the contract, or None.
    """

    name: Column | None = None
    id: Column | None = None
    kind: str | None = None
    coded: bool = False
    parent: UnitColumns | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is responsible for the contents of a row.

    Attributes:
        column: the cell that names them; ``split``: separators between several.
        are: ``units`` or ``positions`` given by name, or ``ids`` of records.
        kind: the kind of units that are created.
        unit: the unit of created positions, or the parent of created units.
        of: headings of the levels that they are responsible for; empty: the whole row.
    """

    column: Column
    are: Are = "units"
    split: tuple[str, ...] = ()
    kind: str | None = None
    unit: str | None = None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of statements of a matrix; the first is the highest.

    Attributes:
        name: the column of the statement; ``code``: those of its code, joined with dots.
        level: 0 to 5; of a column with ``depths``, the highest of theirs.
        prefix: the start of generated ids.
        depths: for a column with several levels: the level by number of code parts.
        begins: first words of names, folded, and the level of names that begin with them; all other
            names in the column are of ``level``.
        coded: whether the code precedes the name in the same cell.
        shared: whether all units of the matrix share one statement.
        alias: the column of another name.
    """

    name: Column
    level: int
    prefix: str
    code: tuple[Column, ...] = ()
    coded: bool = False
    shared: bool = False
    alias: Column | None = None
    depths: Mapping[int, int] = field(default_factory=dict[int, int])
    begins: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Yearly:
    """Columns of one kind of value by year; ``pattern``: the heading with ``{year}`` in it.

    ``row``: the only column, if the row gives the year.
    """

    pattern: Column | None = None
    columns: Mapping[int, Column] = field(default_factory=dict[int, Column])
    row: Column | None = None


@dataclass(frozen=True, slots=True)
class Indicators:
    """Where the indicators of a row are found.

    Attributes:
        name: their column.
        of: the heading of the level that they measure; None: the deepest of the row.
        fields: columns of other fields of the table ``indicators``.
        targets, realisations: columns by year; with ``year`` a single column.
        period_targets, period_realisations: columns by parts of years, such as ``2026Q1``.
        year: the column with the year of each row, if each is about one.
        period: the column with the part of that year.
        several: how one cell holds several.
        amounts: how values are written.
    """

    name: Column
    of: str | None = None
    fields: Mapping[str, Column] = field(default_factory=dict[str, Column])
    targets: Yearly = Yearly()
    realisations: Yearly = Yearly()
    period_targets: Mapping[str, Column] = field(default_factory=dict[str, Column])
    period_realisations: Mapping[str, Column] = field(default_factory=dict[str, Column])
    year: Column | None = None
    period: Column | None = None
    several: Several = "no"
    amounts: Amounts = "number"


@dataclass(frozen=True, slots=True)
class Nodes:
    """One node per row: its id and its parent's, unique inside ``within``, and its level.

    ``by_name``: parents are given by name. Without ``parent`` the order of the rows determines it,
    and ``id`` may be absent.
    """

    id: Column | None
    parent: Column | None
    name: Column
    level: Column
    within: tuple[Column, ...] = ()
    by_name: bool = False
    alias: Column | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """Dotted codes: the parent has the longest code that is a prefix of a row's own code.

    ``depths``: the level by number of code parts; rows with other numbers are left out.
    """

    code: tuple[Column, ...]
    name: Column
    depths: Mapping[int, int]
    alias: Column | None = None


@dataclass(frozen=True, slots=True)
class Posts:
    """A list of posts: fields of the table ``positions``, superiors by id or by name."""

    fields: Mapping[str, Column]
    superiors: tuple[Column, ...] = ()
    by_name: bool = False
    split: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """Rows of an organisation chart in which posts of one rank are side by side."""

    rows: tuple[int, int]
    level: int
    rank: str | None = None
    units: bool = True


@dataclass(frozen=True, slots=True)
class OrgChart:
    """A cascade drawn in cells: posts head the bands of their tier, with indicators below them.

    Attributes:
        tiers: from the highest.
        posts, indicators: first words by which such texts are recognised.
        leader: a word to remove from the name of a post's unit, such as "Kepala".
        year: the year of the targets.
        amounts: how a target is written in the text of its indicator.
    """

    tiers: tuple[Tier, ...]
    posts: tuple[str, ...]
    indicators: tuple[str, ...]
    leader: str | None = None
    year: int | None = None
    amounts: Amounts = "bracketed"


@dataclass(frozen=True, slots=True)
class Shapes:
    """A tree drawn with shapes and connecting lines.

    Attributes:
        direction: where it grows from its top.
        levels: the level of the top, of the shapes one step below it, and so on.
        indicators: first words of the text of an indicator.
        aside: headings of boxes that are not results.
        touching: whether a box without a line is a child of the box above that it touches.
        repeated: whether boxes of equal text on several sheets are one, if nothing says otherwise.
        year: the year of the targets.
    """

    direction: Direction
    levels: tuple[int, ...]
    indicators: tuple[str, ...]
    aside: tuple[str, ...]
    touching: bool = False
    repeated: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """A parsed map.

    Attributes:
        root: the outermost item, for errors.
        form: which of the blocks below says how rows are read.
        dataset: fields of the one row of ``dataset``.
        units: rows of the table ``units`` that the map itself contains.
        statements: whether statements become objectives; else only indicators are linked.
        level: for a list of indicators without statements, the level of each.
        links: without statements: to which indicators of the statement above an indicator
            contributes.
    """

    root: Item
    form: Form
    layout: Layout
    dataset: Mapping[str, str] = field(default_factory=dict[str, str])
    units: tuple[Mapping[str, str], ...] = ()
    unit: UnitColumns | None = None
    owner: Owners | None = None
    levels: tuple[Level, ...] = ()
    indicators: tuple[Indicators, ...] = ()
    nodes: Nodes | None = None
    codes: Codes | None = None
    posts: Posts | None = None
    drawn: OrgChart | None = None
    shapes: Shapes | None = None
    level: int | None = None
    statements: bool = True
    links: Links = "all"

    @property
    def basis(self) -> Basis:
        """Return the basis of the links in this form: links that are only drawn are nesting.

        A column of parents, and a line between two boxes, state what contributes to what. Codes,
        numbers, the order of rows, and columns and bands of cells do not.
        """
        names_parents = self.nodes is not None and self.nodes.parent is not None
        return "stated" if names_parents or self.shapes is not None else "nesting"
