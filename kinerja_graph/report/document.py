"""A document, independent of its format: headings, paragraphs, tables, figures, sheets.

It is built once from the answers and then written by each of ``report/writers``. The answer of a
view consists of the same blocks (``report/answers``), written by the terminal and the web page too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from kinerja_graph.texts import Language

TextStyle = Literal["plain", "strong", "code", "quiet"]
Role = Literal["body", "lead", "note"]
Mood = Literal["", "good", "error", "warning", "info"]
"""How a paragraph or cell is marked; never by colour alone: its words say the same."""
Medium = Literal["", "paper", "page"]
"""Where a block is shown: everywhere, on paper (PDF, DOCX), or on a page in a browser (HTML)."""
Kind = Literal["text", "code", "place", "number"]
TableLook = Literal["report", "form", "bare"]
"""How a table looks: with a caption, ruled all over as a form, or without headings and lines."""
Tint = Literal["", "person", "unknown"]
"""Why a cell of a form is empty: a person fills it in, or the plan does not say it."""
Value = str | int | float | None
"""The value of a sheet's cell: text, a number, or None for unknown."""


BRANCH: Final = "└ "
"""Ends the first span of a line in a list that hangs from a line above: wrapped, it stays right."""
CELL_PADDING: Final = 7.0
"""What the sides of a cell of a form take, in points."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: its text, its look, and its link.

    ``to`` is an anchor in the document, ``record`` the id of a record that has a page of its own.
    A span that ``cites`` shows the number of the section, table or figure at ``to``; its own text
    is shown where the document has none. A span with ``brief`` is never left out: where a screen
    has no room for its text, that is shown.
    """

    text: str
    look: TextStyle = "plain"
    to: str = ""
    record: str = ""
    cites: bool = field(default=False, repr=False)
    brief: str = field(default="", repr=False)


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 (chapter) to 3.

    Attributes:
        text: in the language of the document.
        level: 1 to 3.
        anchor: the target of links; empty if there are none.
        fresh: whether it starts a new page.
        mood: the severity of what follows; its text names it.
        record: the id of the record it names, which has a page of its own.
        is_annex: whether a chapter is an annex, which has a letter.
        number: such as "2.1", "Annex A." or "A.1"; empty until the document is numbered.
    """

    text: str
    level: int
    anchor: str = ""
    fresh: bool = False
    mood: Mood = ""
    record: str = ""
    is_annex: bool = False
    number: str = ""

    @property
    def full(self) -> str:
        """Return the number and the text."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``keep``: keep it on the same page as what follows; ``only``: where."""

    line: Line
    role: Role = "body"
    mood: Mood = ""
    keep: bool = False
    only: Medium = ""


@dataclass(frozen=True, slots=True)
class Items:
    """An unnumbered list of lines; ``keep``: keep it on the same page as what follows."""

    lines: tuple[Line, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as the provenance.

    In a form (``is_form``) the values are filled in by hand; a form is never split between pages.
    ``keep``: keep all of them on the same page as what follows.
    """

    pairs: tuple[tuple[str, Line], ...]
    is_form: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and its content.

    ``head`` is the full heading, for writers that have room for it and can link it.

    ``note`` stands below the heading, smaller.

    In a brief table, which has no headings: ``joined`` is how a cell is shown behind the one before
    it, such as " ({})"; a column that is spare (``is_spare``) is left out where there is no room.
    """

    name: str
    width: float = 1
    kind: Kind = "text"
    head: Line = ()
    joined: str = ""
    is_spare: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a cell, line by line.

    ``tint`` says why it is empty; ``down`` how many rows it takes, 0 if the one above covers it.
    """

    lines: tuple[Line, ...]
    mood: Mood = ""
    tint: Tint = ""
    down: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell is its heading if ``is_named``.

    The only cell of a group (``is_group``) is as wide as the table, and the heading of the rows
    below it.
    """

    cells: tuple[Cell, ...]
    is_sum: bool = False
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose headings are repeated on every page.

    Attributes:
        title: what it is, for screen readers and as its caption.
        columns: at least one.
        rows: each has as many cells as there are columns, but for groups.
        is_named: whether the first cell of each row is its heading.
        is_brief: whether a screen without room writes one line a row, cut where it is too long, and
            no headings: the cells say by themselves what they are, or are joined to one that does.
        every: all rows, for a page in a browser, which is as long as it takes; empty: ``rows`` are.
        anchor: the target of links; empty if there are none.
        number: such as "Table 3"; empty until the document is numbered.
        look: how it looks; one that is no table of a report has no caption.
        points: its type size; 0: that of tables.
        is_whole: whether it is kept on one page, if it is not longer than one.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    every: tuple[Row, ...] = ()
    is_named: bool = False
    is_brief: bool = False
    anchor: str = ""
    number: str = ""
    look: TableLook = "report"
    points: float = 0
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its texts.

    Attributes:
        svg: the picture, without scripts and external references.
        width, height: its size in pixels.
        alt: what it shows, for those who cannot see it.
        caption: the line below it.
        wide: whether it needs a landscape page.
        most_high: its height on paper in millimetres, at most; 0: as high as the page.
        anchor: the target of links; empty if there are none.
        number: such as "Figure 3"; empty until the document is numbered.
    """

    svg: str
    width: float
    height: float
    alt: str
    caption: str
    wide: bool = False
    most_high: float = 0
    anchor: str = ""
    number: str = ""


Block = Heading | Paragraph | Items | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class YearGroup:
    """One item in a table of years: the mark before its name, its name, and its rows.

    A row has a label and a cell for each year; without rows only the name is shown.
    """

    mark: str
    head: Line
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """Figures by year: the years across, items down, each with rows of its own.

    Attributes:
        title: what it is, for screen readers.
        things: what the groups contain.
        years: the headings of the columns.
        groups: at least one.
    """

    title: str
    things: str
    years: tuple[str, ...]
    groups: tuple[YearGroup, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a tree: its depth, and how many lines are directly below it."""

    depth: int
    line: Line
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The lines of a tree, each followed by its children.

    The list is flat, since chains may be deeper than the recursion limit.

    Attributes:
        title: what it is, for screen readers.
        onward: what a line's children are to it, such as "below it".
        branches: at least one; no line is more than one step deeper than the previous one.
    """

    title: str
    onward: str
    branches: tuple[Branch, ...]


AnswerBlock = Block | YearTable | Tree
"""What the answer of a view consists of; on paper, tables of years and trees are simplified."""
MOST_YEARS: Final = 8
"""The maximum number of years side by side on paper, the latest ones."""


def on_paper(blocks: Iterable[AnswerBlock]) -> Iterator[Block]:
    """Return the blocks in the form in which files have them."""
    for block in blocks:
        match block:
            case YearTable():
                yield _plain_table(block)
            case Tree():
                yield Items(tuple(line("– " * one.depth, *one.line) for one in block.branches))
            case _:
                yield block


def _plain_table(table: YearTable) -> Table:
    years = table.years[-MOST_YEARS:]
    rows: list[Row] = []
    for group in table.groups:
        head = line(f"{group.mark} " if group.mark else "", *group.head)
        rows.append(Row((Cell((head,)), *(Cell(()) for _ in years))))
        rows.extend(Row((cell(quiet(name)), *cells[-MOST_YEARS:])) for name, cells in group.rows)
    columns = (Column(table.things, 4), *(Column(year, 1, "number") for year in years))
    return Table(title=table.title, columns=columns, rows=tuple(rows), is_named=True)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its heading, its width in characters, and its content.

    A column of details (``is_detail``) is folded away until it is opened, so that a sheet is
    legible when it is printed.
    """

    name: str
    width: int = 16
    kind: Kind = "text"
    is_detail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows of data for a workbook, complete and typed.

    Attributes:
        key: a short internal name, the same in both languages.
        name: its name, at most 31 characters.
        title: what it contains, in one sentence.
        columns: at least one.
        rows: each has as many values as there are columns.
        leads: the column whose values link to the row of another sheet that starts with the same
            value, and the key of that sheet; None if nothing is linked.
    """

    key: str
    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    leads: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page.

    Attributes:
        kind: what kind of document it is.
        title: what it is about.
        subtitle: dataset and edition.
        government: whose plan it is; empty if unknown.
        reader: whom it is for.
        judgement: what the plan comes to, in one sentence.
        verdict: what was found, counted.
        mood: that of the verdict.
        compared: what the findings were compared with; a summary, if any, says it instead.
        cascade: how much of the cascade is whole and how many contributions are only nested,
            likewise; empty if neither is known.
        facts: the provenance.
    """

    kind: str
    title: str
    subtitle: str
    government: str
    reader: str
    judgement: str
    verdict: str
    mood: Mood
    compared: str
    cascade: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    Attributes:
        language: the language of every sentence.
        cover: the first page.
        blocks: everything else, in order; every chapter begins with a heading of level 1.
        facts: the provenance.
        front: small tables for the first sheet of a workbook.
        sheets: the same facts as rows, for a workbook.
        made: its creation time, with the UTC offset.
        words: the writers' own words, by name (``contents``, ``page`` …).
        program: the program that made it.
        is_brief: whether it begins on the page of its cover, and has no list of contents.
        is_form: whether it is a form: its title alone is above it.
        is_across: whether its pages are landscape.
    """

    language: Language
    cover: Cover
    blocks: tuple[Block, ...]
    facts: Facts
    front: tuple[Sheet, ...]
    sheets: tuple[Sheet, ...]
    made: datetime
    program: str
    words: dict[str, str] = field(default_factory=dict[str, str])
    is_brief: bool = False
    is_form: bool = False
    is_across: bool = False

    def blocks_of(self, medium: Medium) -> tuple[Block, ...]:
        """Return the blocks that a medium shows; a page has all rows of every table."""
        shown = [
            one for one in self.blocks if not isinstance(one, Paragraph) or one.only in {"", medium}
        ]
        if medium == "page":
            shown = [
                replace(one, rows=one.every or one.rows, every=())
                if isinstance(one, Table)
                else one
                for one in shown
            ]
        return tuple(shown)

    @property
    def opening(self) -> str:
        """Return whose plan it is, where that is known, then dataset, edition and reader."""
        cover = self.cover
        return " · ".join(filter(None, (cover.government, cover.subtitle, cover.reader)))

    @property
    def anchors(self) -> frozenset[str]:
        """Return the valid link targets."""
        return frozenset(
            block.anchor
            for block in self.blocks
            if isinstance(block, Heading | Table | Figure) and block.anchor
        )


PLAIN: Final[Line] = ()


def line(*parts: str | Span) -> Line:
    """Make a line of plain texts and spans; empty ones are left out."""
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return tuple(span for span in spans if span.text or span.cites)


def strong(text: str) -> Span:
    """Make a span that stands out."""
    return Span(text, "strong")


def code(text: str) -> Span:
    """Make a span for an id, a location or a digest."""
    return Span(text, "code")


def quiet(text: str) -> Span:
    """Make a span for less important text."""
    return Span(text, "quiet")


def cell(*lines: str | Span | Line, mood: Mood = "") -> Cell:
    """Make a cell of lines; empty ones are left out."""
    filled = (one if isinstance(one, tuple) else line(one) for one in lines)
    return Cell(tuple(one for one in filled if one), mood)


def row(*cells: str | Span | Line | Cell, is_sum: bool = False) -> Row:
    """Make a row from cells of one line each, or from finished cells."""
    return Row(tuple(one if isinstance(one, Cell) else cell(one) for one in cells), is_sum)


def group(*lines: str | Span | Line, mood: Mood = "") -> Row:
    """Make a row that is the heading of the rows below it."""
    return Row((cell(*lines, mood=mood),), is_group=True)


def cite(anchor: str, otherwise: str = "") -> Span:
    """Cite the section, table or figure at ``anchor``, or say ``otherwise`` where there is none."""
    return Span(otherwise, to=anchor, cites=True)


def joined(spans: Iterable[Span], between: str) -> Line:
    """Join ``spans`` with ``between`` between them."""
    return tuple(_between(spans, between))


def _between(spans: Iterable[Span], between: str) -> Iterator[Span]:
    for number, span in enumerate(spans):
        if number:
            yield Span(between)
        yield span


def plain(spans: Line) -> str:
    """Return the text of a line."""
    return "".join(span.text for span in spans)
