"""Write a document as one offline page: no scripts, no requests, suitable for print."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.render.embed import document as embedded
from kinerja_graph.report.document import Block, Document, Figure, Heading, Table
from kinerja_graph.report.page import asset

_STEP: Final = 5
"""Column widths are rounded to steps of this many per cent, for which the style has classes."""
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block with what a page needs in addition.

    Attributes:
        kind: the name of its class, in lower case.
        block: the block.
        id: the HTML id of a heading, and of a table or figure that has an anchor.
        number: the number of its kind, from 1.
        widths: the widths of a table's columns, in per cent.
        source: a figure as a data URL.
    """

    kind: str
    block: Block
    id: str = ""
    number: int = 0
    widths: tuple[int, ...] = ()
    source: str = ""


def html(document: Document) -> bytes:
    """Return the document as a self-contained page."""
    return embedded(
        asset("report.html.jinja"), style=asset("report.css"), script="", **facts(document)
    ).encode()


def facts(document: Document) -> dict[str, Any]:
    """Return the template's variables: ``document``, its ``blocks`` and ``headings``, ``ids``.

    ``ids`` maps every anchor to its HTML id, ``skip`` is the text of the skip link.
    """
    blocks = pieces(document.blocks_of("page"))
    headings = [one for one in blocks if isinstance(one.block, Heading)]
    ids = {
        one.block.anchor: one.id
        for one in blocks
        if isinstance(one.block, Heading | Table | Figure) and one.block.anchor
    }
    return {
        "document": document,
        "blocks": blocks,
        "headings": headings,
        "ids": ids,
        "skip": document.words["skip"],
    }


def pieces(blocks: Sequence[Block]) -> list[Piece]:
    """Return the blocks with their ids and numbers."""
    counted: Counter[str] = Counter()
    made: list[Piece] = []
    for block in blocks:
        kind = type(block).__name__.lower()
        counted[kind] += 1
        made.append(_piece(block, kind, counted[kind]))
    return made


def _piece(block: Block, kind: str, number: int) -> Piece:
    if isinstance(block, Heading):
        return Piece(kind=kind, block=block, id=f"h{number}")
    if isinstance(block, Table):
        widths = _widths([column.width for column in block.columns])
        own = f"t{number}" if block.anchor else ""
        return Piece(kind=kind, block=block, id=own, number=number, widths=widths)
    if isinstance(block, Figure):
        data = base64.b64encode(block.svg.encode("utf-8", "replace")).decode()
        source = f"data:image/svg+xml;base64,{data}"
        own = f"f{number}" if block.anchor else ""
        return Piece(kind=kind, block=block, id=own, number=number, source=source)
    return Piece(kind=kind, block=block)


def _widths(shares: Sequence[float]) -> tuple[int, ...]:
    """Round shares to steps of per cent, at least one step each."""
    whole = sum(shares)
    return tuple(max(_STEP, _STEP * round(_WHOLE * share / whole / _STEP)) for share in shares)
