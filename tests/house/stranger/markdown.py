"""A document format of a stranger: Markdown, with what its tables and lists can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kinerja_graph.report.formats.spec import DocumentFormat

if TYPE_CHECKING:
    from kinerja_graph.report.document import Block, Document


def write(document: Document) -> bytes:
    """The cover as a heading, then every block."""
    cover = document.cover
    told = [f"# {cover.title}", cover.subtitle, f"**{cover.verdict}**"]
    told += ["\n".join(_lines(block)) for block in document.blocks]
    return ("\n\n".join(told) + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    from kinerja_graph.report.document import Facts, Figure, Heading, Items, Paragraph, Table, plain

    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {block.text}"
        case Paragraph():
            yield plain(block.line)
        case Items():
            yield from (f"- {plain(one)}" for one in block.lines)
        case Facts():
            yield from (f"- {name}: {plain(one)}" for name, one in block.pairs)
        case Table():
            names = [column.name for column in block.columns]
            rows = [[" ".join(map(plain, cell.lines)) for cell in row.cells] for row in block.rows]
            for cells in (names, ["---"] * len(names), *rows):
                yield f"| {' | '.join(cells)} |"
        case Figure():
            yield f"*{block.caption}*"


FORMAT: Final = DocumentFormat(
    name="md",
    title="Markdown",
    endings=(".md", ".markdown"),
    media_type="text/markdown; charset=utf-8",
    write=write,
)
