"""Convert a document to plain data (mappings, lists, texts, numbers) for templates elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kinerja_graph.library.words import one_line
from kinerja_graph.report.document import (
    Block,
    Cell,
    Document,
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

_WHOLE: Final = 1200
"""Rows with at most this many characters are kept on one page."""
_HEAD: Final = 80
"""Characters of the title at the top of every page."""
Letters = Callable[[str], str]
"""What a writer does to every user-written text."""


def document_data(document: Document, letters: Letters) -> dict[str, Any]:
    """Convert the document; all text passes through ``letters``; links without target are dropped.

    Keys are those of the classes in ``document.py``; a block has its kind under ``block``.
    """
    wire = _Wire(letters, document.anchors)
    cover = document.cover
    return {
        "language": document.language,
        "title": letters(f"{cover.kind}: {cover.title}"),
        "program": document.program,
        "brief": document.is_brief,
        "across": document.is_across,
        "words": {key: letters(text) for key, text in document.words.items()},
        "cover": {
            "kind": letters(cover.kind),
            "title": letters(cover.title),
            "subtitle": letters(cover.subtitle),
            "head": letters(one_line(cover.title, _HEAD)),
            "government": letters(cover.government),
            "reader": letters(cover.reader),
            "opening": letters(document.opening),
            "judgement": letters(cover.judgement),
            "verdict": letters(cover.verdict),
            "mood": cover.mood,
            "facts": wire.block(cover.facts),
        },
        "blocks": [wire.block(block) for block in document.blocks_of("paper")],
    }


class _Wire:
    """Convert blocks."""

    __slots__ = ("anchors", "letters")

    def __init__(self, letters: Letters, anchors: frozenset[str]) -> None:
        self.letters = letters
        self.anchors = anchors

    def block(self, block: Block) -> dict[str, Any]:
        """Convert one block, by its kind."""
        kind = type(block).__name__.lower()
        return {"block": kind, **self._parts(block)}

    def _parts(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                return {
                    "text": self.letters(block.text),
                    "number": self.letters(block.number),
                    "level": block.level,
                    "anchor": block.anchor,
                    "fresh": block.fresh,
                    "mood": block.mood,
                }
            case Paragraph():
                line = self.line(block.line)
                return {"line": line, "role": block.role, "mood": block.mood, "keep": block.keep}
            case Items():
                return {"lines": [self.line(one) for one in block.lines], "keep": block.keep}
            case Facts():
                pairs = [[self.letters(name), self.line(one)] for name, one in block.pairs]
                return {"pairs": pairs, "is_form": block.is_form, "keep": block.keep}
            case Figure():
                return {
                    "svg": block.svg,
                    "width": block.width,
                    "height": block.height,
                    "alt": self.letters(block.alt),
                    "caption": self.letters(block.caption),
                    "wide": block.wide,
                    "most_high": block.most_high,
                    "anchor": block.anchor,
                    "number": self.letters(block.number),
                }
            case Table():
                return self._table(block)

    def line(self, line: Line) -> list[dict[str, str]]:
        """Convert a line of spans."""
        return [self._span(span) for span in line]

    def _span(self, span: Span) -> dict[str, str]:
        to = span.to if span.to in self.anchors else ""
        return {"text": self.letters(span.text), "look": span.look, "to": to}

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "title": self.letters(table.title),
            "anchor": table.anchor,
            "number": self.letters(table.number),
            "columns": [
                {
                    "name": self.letters(one.name),
                    "note": self.letters(one.note),
                    "width": one.width,
                    "kind": one.kind,
                }
                for one in table.columns
            ],
            "rows": [self._row(row) for row in table.rows],
            "is_named": table.is_named,
            "look": table.look,
            "points": table.points,
            "whole": table.is_whole,
        }

    def _row(self, row: Row) -> dict[str, Any]:
        length = sum(len(span.text) for cell in row.cells for line in cell.lines for span in line)
        return {
            "cells": [self._cell(cell) for cell in row.cells],
            "is_sum": row.is_sum,
            "is_group": row.is_group,
            "whole": length <= _WHOLE,
        }

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return {
            "lines": [self.line(one) for one in cell.lines],
            "mood": cell.mood,
            "tint": cell.tint,
            "down": cell.down,
        }
