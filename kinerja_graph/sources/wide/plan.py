"""What a map says: which cells of a matrix become which fields of which records."""

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
"""What shows the level of a row beside its texts: the indent of a cell, the blanks before its text,
the outline level of its row, bold text."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field is found in a row.

    Attributes:
        item: the place in the map, for errors.
        headings: headings of the column, any of which it may have; ``A > B`` names B under A.
        letter: the letter of the column instead.
        value: a fixed text instead of a column; ``sheet``: the title of the sheet instead.
        after: the heading of another column: this is the first such one to the right of it.
        above: a blank cell means what stands above it.
        optional: the matrix may lack the column.
        words: what the words of the cells mean, by their folded text.
        by: of levels: the column says them by how its filled cells look, not by their texts.
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
    """Where headings and rows lie, and what counts as nothing.

    Attributes:
        sheets: titles of the sheets that are read one after another; none: the only sheet.
        headings: first and last heading row; None: where most headings of the map stand.
        headings_of: the same by title, where each sheet has them in rows of its own.
        rows: first and last row of records; None: all below the headings.
        skip, stop: a row that begins with such a text is left out; is left out with all below.
        empty: texts that mean an empty cell.
        decimal: settles numbers that could be read in two ways.
        cells: of a file that lists the cells of a sheet: its columns sheet, row, column, value.
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
        """The first sheet; None: the only one."""
        return self.sheets[0] if self.sheets else None


@dataclass(frozen=True, slots=True)
class UnitColumns:
    """A unit that rows name: its id, name and unit above; ``coded``: the name begins with the id.

    ``kind`` is a word of the contract, or None.
    """

    name: Column | None = None
    id: Column | None = None
    kind: str | None = None
    coded: bool = False
    parent: UnitColumns | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """Who answers for what a row holds.

    Attributes:
        column: the cell that names them; ``split``: signs between several.
        are: ``units`` or ``positions`` named by their names, or ``ids`` of records.
        kind: of units made; ``unit``: the unit of positions made, or above units made.
        of: headings of the levels for which they answer; empty: for all that a row holds.
    """

    column: Column
    are: Are = "units"
    split: tuple[str, ...] = ()
    kind: str | None = None
    unit: str | None = None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of statements of a matrix, the first the highest.

    Attributes:
        name: the column of the statement; ``code``: those of its code, joined with dots.
        level: 0 to 5; of a column with ``depths`` the highest of theirs.
        prefix: begins the ids made.
        depths: of a column that holds several levels: the level of a code of so many parts.
        begins: first words of names, folded, and the level of names that begin so; all other names
            of the column are of ``level``.
        coded: the code stands before the name in the same cell.
        shared: one statement for all units of the matrix.
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
    """Columns of one kind of value, by year; ``pattern``: the heading with ``{year}`` in it.

    ``row``: the one column whose year stands in the row.
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
        targets, realisations: columns by year; with ``year`` one column, whose year the row says.
        year: the column of years, where each row is about one.
        several: how one cell holds several.
        amounts: how values are written.
    """

    name: Column
    of: str | None = None
    fields: Mapping[str, Column] = field(default_factory=dict[str, Column])
    targets: Yearly = Yearly()
    realisations: Yearly = Yearly()
    year: Column | None = None
    several: Several = "no"
    amounts: Amounts = "number"


@dataclass(frozen=True, slots=True)
class Nodes:
    """One node a row: its id and that of its parent, unique inside ``within``, its level.

    ``by_name``: the parent is named by its name. Without ``parent`` the order of the rows tells it,
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
    """Dotted codes: the parent of a row is the row with the longest code that begins its own.

    ``depths``: the level of a code of so many parts; rows of other depths are left out.
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
    """Rows of a drawn cascade in which posts of one rank stand side by side."""

    rows: tuple[int, int]
    level: int
    rank: str | None = None
    units: bool = True


@dataclass(frozen=True, slots=True)
class OrgChart:
    """A cascade drawn in cells: posts head the bands of their tier, indicators stand below them.

    Attributes:
        tiers: from the highest.
        posts, indicators: first words by which such texts are known.
        leader: a word that is no part of the name of a post's unit, such as "Kepala".
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
    """A tree drawn with shapes and the lines between them.

    Attributes:
        direction: where it grows from its top.
        levels: the level of the top, of what stands one step below it, and so on.
        indicators: words that begin the text of an indicator.
        aside: headings of boxes that are no results.
        touching: whether a box that no line leads to hangs below the one that it touches.
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
    """A map, read.

    Attributes:
        root: the outermost item, for errors.
        form: which of the blocks below says how rows are read.
        dataset: fields of the one row of ``dataset``.
        units: rows of the table ``units`` that the map itself gives.
        statements: whether statements become objectives; else indicators alone are linked.
        level: of a list of indicators without statements the level of each.
        links: which indicators of a statement above indicators contribute to, without statements.
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
        """What the links stand on that the form reads: those it only draws are nesting.

        A column of parents and a line between two boxes state what contributes to what; codes,
        numbers, the order of rows, and columns and bands of cells do not.
        """
        names_parents = self.nodes is not None and self.nodes.parent is not None
        return "stated" if names_parents or self.shapes is not None else "nesting"
