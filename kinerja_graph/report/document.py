"""A document, whatever it is written as: headings, paragraphs, tables, figures, sheets.

It is filled once from the answers and then written by each of ``report/writers``. The answer of a
view is made of the same blocks (``report/answers``): the terminal and the web page write it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from kinerja_graph.texts import Language

Look = Literal["plain", "strong", "code", "quiet"]
Role = Literal["body", "lead", "note"]
Mood = Literal["", "good", "error", "warning", "info"]
"""What a paragraph or cell is marked as; never by colour alone: its words say the same."""
Kind = Literal["text", "code", "number"]
Value = str | int | float | None
"""What stands in a cell of a sheet: text, a number, or None for unknown."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: its text, how it looks, and where it leads.

    ``to`` is an anchor in the document, ``record`` the id of a record that has a page of its own.
    """

    text: str
    look: Look = "plain"
    to: str = ""
    record: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 (chapter) to 3.

    Attributes:
        text: in the language of the document.
        level: 1 to 3.
        anchor: what links lead to; empty where none does.
        fresh: whether it begins a page.
        mood: the severity of what it heads; its text names it.
        record: the id of the record that it names, which has a page of its own.
    """

    text: str
    level: int
    anchor: str = ""
    fresh: bool = False
    mood: Mood = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``keep``: it stays on the page of what follows."""

    line: Line
    role: Role = "body"
    mood: Mood = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines without numbers."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what holds for them, such as the provenance.

    Of a form (``is_form``) the second half is filled in by hand.
    """

    pairs: tuple[tuple[str, Line], ...]
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and what stands in it.

    ``head`` is its heading in full, for writers that have room for it and lead somewhere.
    """

    name: str
    width: float = 1
    kind: Kind = "text"
    head: Line = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, line below line."""

    lines: tuple[Line, ...]
    mood: Mood = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell names it where ``is_named``."""

    cells: tuple[Cell, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose heads are repeated on every page.

    Attributes:
        title: what it is, for those who do not see it, and as its caption.
        columns: at least one.
        rows: as many cells in each as there are columns.
        is_named: whether the first cell of each row is its heading.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its words.

    Attributes:
        svg: the picture, without script and without outer references.
        width, height: its size in pixels.
        alt: what it shows, for those who do not see it.
        caption: the line below it.
        wide: whether it wants a page across.
    """

    svg: str
    width: float
    height: float
    alt: str
    caption: str
    wide: bool = False


Block = Heading | Paragraph | Items | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class YearGroup:
    """One thing in a table of years: the mark before its name, its name, and its rows.

    A row is what it holds and a cell for each year; where there is none, only the name is told.
    """

    mark: str
    head: Line
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """Figures by year: the years across, things below each other, each with rows of its own.

    Attributes:
        title: what it is, for those who do not see it.
        things: what stands in the groups.
        years: the heads of the columns.
        groups: at least one.
    """

    title: str
    things: str
    years: tuple[str, ...]
    groups: tuple[YearGroup, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a tree: how deep it stands, and how many lines stand directly below it."""

    depth: int
    line: Line
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Lines that hang on one another, each followed by those that hang on it.

    It is a flat list, since chains may be deeper than a program may call itself.

    Attributes:
        title: what it is, for those who do not see it.
        onward: what a line's own lines are to it, such as "below it".
        branches: at least one; no line stands more than a step deeper than the one before.
    """

    title: str
    onward: str
    branches: tuple[Branch, ...]


AnswerBlock = Block | YearTable | Tree
"""What the answer of a view is made of; on paper tables of years and trees are plain."""
MOST_YEARS: Final = 8
"""So many years stand side by side on paper, the latest."""


def on_paper(blocks: Iterable[AnswerBlock]) -> Iterator[Block]:
    """The blocks as files have them."""
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
    """A column of a sheet: its heading, its width in letters, and what stands in it."""

    name: str
    width: int = 16
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows of data as a workbook holds them, whole and typed.

    Attributes:
        key: a short name of ours, the same in both languages.
        name: its name, at most 31 letters.
        title: what it holds, in one sentence.
        columns: at least one.
        rows: as many values in each as there are columns.
        leads: the column whose values stand first in a row of another sheet, to which they lead,
            and the key of that sheet; None where nothing leads anywhere.
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
        verdict: the sentence that matters most.
        mood: that of the verdict.
        compared: with what the findings were compared; the summary says it where there is one.
        links: how many contributions are only nesting, likewise; empty where none are.
        facts: where all comes from.
    """

    kind: str
    title: str
    subtitle: str
    verdict: str
    mood: Mood
    compared: str
    links: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    Attributes:
        language: of every sentence.
        cover: the first page.
        blocks: all else, in order; every chapter begins with a heading of level 1.
        facts: where all comes from.
        front: small tables for the first sheet of a workbook.
        sheets: the same facts as rows, for a workbook.
        made: the time that it bears, with its offset.
        words: what writers say themselves, by name (``contents``, ``page`` …).
        program: what made it.
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

    @property
    def anchors(self) -> frozenset[str]:
        """Where links may lead."""
        return frozenset(
            block.anchor for block in self.blocks if isinstance(block, Heading) and block.anchor
        )


PLAIN: Final[Line] = ()


def line(*parts: str | Span) -> Line:
    """A line of plain texts and spans; what is empty is left out."""
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return tuple(span for span in spans if span.text)


def strong(text: str) -> Span:
    """A span that stands out."""
    return Span(text, "strong")


def code(text: str) -> Span:
    """An id, a place or a digest."""
    return Span(text, "code")


def quiet(text: str) -> Span:
    """What matters less."""
    return Span(text, "quiet")


def cell(*lines: str | Span | Line, mood: Mood = "") -> Cell:
    """A cell of lines; empty ones are left out."""
    filled = (one if isinstance(one, tuple) else line(one) for one in lines)
    return Cell(tuple(one for one in filled if one), mood)


def row(*cells: str | Span | Line | Cell, is_sum: bool = False) -> Row:
    """A row of cells of one line each, or of cells as they are."""
    return Row(tuple(one if isinstance(one, Cell) else cell(one) for one in cells), is_sum)


def joined(spans: Iterable[Span], between: str) -> Line:
    """``spans`` with ``between`` them."""
    return tuple(_between(spans, between))


def _between(spans: Iterable[Span], between: str) -> Iterator[Span]:
    for number, span in enumerate(spans):
        if number:
            yield Span(between)
        yield span


def plain(spans: Line) -> str:
    """The text of a line."""
    return "".join(span.text for span in spans)
