"""Number the sections, tables and figures of a document, and fill in where they are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from string import ascii_uppercase
from typing import Final

from kinerja_graph.report.document import (
    Block,
    Facts,
    Figure,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
)

_CHAPTER: Final = 1
_SECTION: Final = 2
"""Headings below this level have no number."""


def number_blocks(blocks: Sequence[Block], words: Mapping[str, str]) -> tuple[Block, ...]:
    """Return ``blocks`` with their numbers, and every citation as the number that it cites.

    Args:
        blocks: those of a whole document, in order.
        words: how they are called: ``section``, ``annex``, ``table`` and ``figure``.
    """
    counter = _Counter(words)
    numbered = [counter.count(block) for block in blocks]
    return tuple(_cited(block, counter.names) for block in numbered)


def refer_to_all(blocks: Sequence[Block], see: str) -> tuple[Block, ...]:
    """Return numbered ``blocks``, in which the text refers to every table and figure, with links.

    One that no text cites is referred to in brackets at the end of the last paragraph before it
    that is read with it, else in the sentence ``see``, which has the place ``{things}``; several
    pictures in a row are one reference.
    """
    cited = {span.to for block in blocks for span in _text(block)}
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        run = _alike(blocks, at, cited)
        if not run:
            made.append(blocks[at])
            at += 1
            continue
        named = [_anchored(one, at + place) for place, one in enumerate(run)]
        before = _read_before(made)
        for place in before:
            paragraph = made[place]
            if isinstance(paragraph, Paragraph):
                told = _with_reference(paragraph.line, named)
                made[place] = replace(paragraph, line=told, keep=True)
        if not before:
            start, end = see.split("{things}")
            line = tuple(span for span in (Span(start), *_reference(named), Span(end)) if span.text)
            made.append(Paragraph(line=line, keep=True))
        made.extend(named)
        at += len(run)
    return tuple(made)


def _read_before(blocks: Sequence[Block]) -> list[int]:
    """Return which paragraph is read last: of those for one medium alone, that of each medium.

    A note right below a table is about what that table leaves out, and is passed over.
    """
    found: list[int] = []
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        is_aside = isinstance(block, Paragraph) and block.role == "note" and at > 0
        if is_aside and isinstance(blocks[at - 1], Table | Figure):
            continue
        if isinstance(block, Paragraph) and block.line:
            if not (found and not block.only):
                found.append(at)
            if not block.only:
                break
        elif found or not isinstance(block, Table | Figure | Paragraph):
            break
    return found


def _alike(blocks: Sequence[Block], at: int, cited: AbstractSet[str]) -> list[Table | Figure]:
    """Return what begins at ``at`` and is not cited: a table, or all pictures in a row."""
    found: list[Table | Figure] = []
    for block in blocks[at:]:
        is_shown = isinstance(block, Figure) or not found
        if not isinstance(block, Table | Figure) or not is_shown or block.anchor in cited - {""}:
            break
        if found and isinstance(found[0], Table):
            break
        found.append(block)
    return found


def _anchored(block: Table | Figure, at: int) -> Table | Figure:
    return block if block.anchor else replace(block, anchor=f"shown-{at}")


def _reference(blocks: Sequence[Table | Figure]) -> Line:
    """Return what refers to blocks of one kind, numbered in a row: the first, and the last.

    >>> one = Table(title="", columns=(), rows=(), anchor="t", number="Table 3")
    >>> [span.text for span in _reference([one, replace(one, number="Table 4")])]
    ['Table 3', '–', '4']
    """
    first, *others = (Span(one.number, to=one.anchor) for one in blocks)
    if not others:
        return (first,)
    last = others[-1]
    return (first, Span("–"), replace(last, text=last.text.rpartition(" ")[2]))


def _with_reference(line: Line, blocks: Sequence[Table | Figure]) -> Line:
    """Return a paragraph with a reference in brackets, before the point that ends it.

    One that has a reference there already has both in its brackets.

    >>> one = Table(title="", columns=(), rows=(), anchor="t", number="Table 3")
    >>> [span.text for span in _with_reference((Span("What is there."),), [one])]
    ['What is there', ' (', 'Table 3', ').']
    """
    *start, last = line
    if start and start[-1].to and last.text in {")", ").", "."}:
        return (*start, Span("; "), *_reference(blocks), last)
    point = "." if last.text.endswith(".") else ""
    kept = replace(last, text=last.text.removesuffix("."))
    spans = (*start, *([kept] if kept.text else []))
    return (*spans, Span(" ("), *_reference(blocks), Span(f"){point}"))


def _text(block: Block) -> Iterator[Span]:
    match block:
        case Paragraph():
            yield from block.line
        case Items():
            yield from (span for one in block.lines for span in one)
        case _:
            pass


class _Counter:
    """Count through a document; ``names`` are what citations say, by anchor."""

    __slots__ = (
        "annexes",
        "chapter",
        "chapters",
        "figures",
        "names",
        "sections",
        "tables",
        "words",
    )

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.chapter = ""
        self.chapters = self.annexes = self.sections = self.tables = self.figures = 0
        self.names: dict[str, str] = {}

    def count(self, block: Block) -> Block:
        """Return ``block`` with its number."""
        match block:
            case Heading():
                return self._heading(block)
            case Table():
                self.tables += 1
                number = f"{self.words['table']} {self.tables}"
                self._name(block.anchor, number)
                return replace(block, number=number)
            case Figure():
                self.figures += 1
                number = f"{self.words['figure']} {self.figures}"
                self._name(block.anchor, number)
                return replace(block, number=number)
            case _:
                return block

    def _heading(self, block: Heading) -> Heading:
        if block.level > _SECTION:
            return block
        if block.level == _CHAPTER:
            number = self._chapter(is_annex=block.is_annex)
            self.sections = 0
        else:
            self.sections += 1
            number = f"{self.chapter}.{self.sections}"
            self._name(block.anchor, f"{self.words['section']} {number}")
            return replace(block, number=number)
        name = f"{self.words['annex']} {number}" if block.is_annex else number
        self._name(block.anchor, name if block.is_annex else f"{self.words['section']} {number}")
        return replace(block, number=f"{name}." if block.is_annex else number)

    def _chapter(self, *, is_annex: bool) -> str:
        if is_annex:
            self.chapter = ascii_uppercase[self.annexes % len(ascii_uppercase)]
            self.annexes += 1
        else:
            self.chapters += 1
            self.chapter = str(self.chapters)
        return self.chapter

    def _name(self, anchor: str, name: str) -> None:
        if anchor:
            self.names.setdefault(anchor, name)


def _cited(block: Block, names: Mapping[str, str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, line=_line(block.line, names))
        case Items():
            return replace(block, lines=tuple(_line(one, names) for one in block.lines))
        case Facts():
            return replace(
                block, pairs=tuple((name, _line(one, names)) for name, one in block.pairs)
            )
        case Table():
            rows, every = (
                tuple(_row(row, names) for row in it) for it in (block.rows, block.every)
            )
            return replace(block, rows=rows, every=every)
        case _:
            return block


def _row(row: Row, names: Mapping[str, str]) -> Row:
    if not any(span.cites for cell in row.cells for line in cell.lines for span in line):
        return row
    cells = (
        replace(cell, lines=tuple(_line(one, names) for one in cell.lines)) for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _line(line: Line, names: Mapping[str, str]) -> Line:
    return tuple(_spans(line, names))


def _spans(line: Line, names: Mapping[str, str]) -> Iterator[Span]:
    for span in line:
        if not span.cites:
            yield span
        elif name := names.get(span.to):
            yield Span(name, span.look, span.to)
        elif span.text:
            yield Span(span.text, span.look)
