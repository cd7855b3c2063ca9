"""Write a document as DOCX: real headings, repeated table headings, alternative texts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

import docx as word_files
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from kinerja_graph.render.still.raster import png
from kinerja_graph.report.document import (
    Block,
    Cell,
    Cover,
    Document,
    Facts,
    Figure,
    Heading,
    Items,
    Kind,
    Paragraph,
    Row,
    Table,
)
from kinerja_graph.report.legal import remove_illegal
from kinerja_graph.report.writers.package import sealed
from kinerja_graph.report.writers.template import Template
from kinerja_graph.report.writers.word_forms import bare_table, form_table
from kinerja_graph.report.writers.word_look import apply_styles
from kinerja_graph.report.writers.word_paper import PER_MM, PER_TWENTIETH, Paper, fitted
from kinerja_graph.report.writers.word_parts import (
    DEEP,
    MOODS,
    NAMESPACES,
    SOFT,
    WASH,
    bookmark_name,
    field,
    ground,
    link,
    paragraph,
    picture,
    run,
    spans,
    table,
    table_cell,
    table_row,
)

_ROOM: Final = 3
"""Empty lines below the label of a field to be filled in by hand."""
_CONTENTS: Final = 2
"""Headings down to this level are in the table of contents."""
_WHOLE: Final = 1200
"""Rows with at most this many characters are kept on one page."""
_FACTS: Final = (30, 70)
_LONGEST_PROPERTY: Final = 255


def docx(document: Document, template: Template | None = None) -> bytes:
    """Return the document as a DOCX file.

    Args:
        document: its content.
        template: a file whose styles, page, header and footer are used; its text is not.
    """
    word = word_files.Document(None if template is None else io.BytesIO(template.content))
    if template is not None:
        _emptied(word)
    apply_styles(word, document, own=template is not None)
    _named(word, document)
    _DocumentWriter(word, document, own=template is not None).write()
    out = io.BytesIO()
    word.save(out)
    return sealed(out.getvalue(), document.made)


def _body(word: WordDocument) -> Any:
    root: Any = word.element
    return root.body


def _emptied(word: WordDocument) -> None:
    body = _body(word)
    for child in list(body)[:-1]:
        body.remove(child)


def _named(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = remove_illegal(f"{document.cover.kind}: {document.cover.title}")[
        :_LONGEST_PROPERTY
    ]
    properties.subject = remove_illegal(document.cover.subtitle)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.program
    properties.language = {"id": "id-ID", "en": "en-GB"}[document.language]
    properties.comments = properties.keywords = ""
    properties.revision = 1


class _DocumentWriter:
    """Writes a document into a file, block by block."""

    __slots__ = (
        "blocks",
        "bookmarks",
        "document",
        "numbers",
        "paper",
        "pictures",
        "styles",
        "width",
        "word",
    )

    def __init__(self, word: WordDocument, document: Document, *, own: bool) -> None:
        self.word = word
        self.document = document
        self.blocks = document.blocks_of("paper")
        places = [one for one in self.blocks if isinstance(one, Heading | Table | Figure)]
        self.numbers = {id(one): number for number, one in enumerate(places, start=1)}
        self.bookmarks = {
            one.anchor: bookmark_name(self.numbers[id(one)]) for one in places if one.anchor
        }
        self.styles = {style.name: style.style_id for style in word.styles}
        self.paper = Paper(word, snug=not own)
        self.width = self.paper.width // PER_TWENTIETH
        self.pictures = 0

    def write(self) -> None:
        """Write everything, before the properties of the last section."""
        parts = [
            *self._cover(self.document.cover),
            *(() if self.document.is_brief else self._contents()),
            *self._blocks(self.blocks),
        ]
        made: Any = parse_xml(f"<w:body {NAMESPACES}>{''.join(parts)}</w:body>")
        body = _body(self.word)
        last = body[-1]
        for child in list(made):
            last.addprevious(child)
        self.paper.close()

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Figure):
                yield from self._figure(block, following)
            else:
                yield from self._block(block)

    def _style(self, name: str) -> str:
        return self.styles.get(name) or ""

    def _cover(self, cover: Cover) -> Iterator[str]:
        if self.document.is_form:
            yield paragraph(run(cover.title), style=self._style("Title"))
            return
        yield paragraph(run(cover.kind), style=self._style("Subtitle"))
        yield paragraph(run(cover.title), style=self._style("Title"))
        yield paragraph(run(self.document.opening), style=self._style("Subtitle"))
        if self.document.is_brief:
            return
        ink = MOODS[cover.mood][0] if cover.mood else DEEP
        runs = run(f"{cover.judgement} ", bold=True, colour=ink, points=12)
        runs += run(cover.verdict, colour=ink, points=10)
        marks = (
            ground(cover.mood) if cover.mood else ""
        ) + '<w:spacing w:before="240" w:after="480"/>'
        yield paragraph(runs, marks=marks)
        yield from self._facts(cover.facts)

    def _contents(self) -> Iterator[str]:
        """Write the table of contents as a field that is filled with links.

        Its page numbers are known to word processors alone, which add them when asked to update it.
        """
        title = run(self.document.words["contents"], bold=True, colour=DEEP, points=16)
        yield paragraph(title, marks="<w:keepNext/><w:pageBreakBefore/>")
        listed = [
            block
            for block in self.blocks
            if isinstance(block, Heading) and block.level <= _CONTENTS
        ]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText '
            f'xml:space="preserve"> TOC \\o "1-{_CONTENTS}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for number, one in enumerate(listed):
            name = bookmark_name(self.numbers[id(one)])
            made = link(run(one.full, bold=one.level == 1, colour=DEEP), name)
            first, last = number == 0, number == len(listed) - 1
            indent = f'<w:ind w:left="{(one.level - 1) * 280}"/>'
            marks = f'<w:spacing w:after="60"/>{indent}'
            yield paragraph(f"{begin if first else ''}{made}{end if last else ''}", marks=marks)

    def _block(self, block: Heading | Paragraph | Items | Facts | Table) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case Items():
                look = {"style": self._style("List Bullet"), "marks": _kept(block)}
                for one in block.lines:
                    yield paragraph(spans(one, self.bookmarks), **look)
            case Facts():
                yield from self._facts(block)
            case Table():
                yield from self._table(block)

    def _heading(self, block: Heading) -> str:
        number = self.numbers[id(block)]
        name = bookmark_name(number)
        colour = MOODS[block.mood][0] if block.mood else ""
        runs = (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'{run(block.full, colour=colour)}<w:bookmarkEnd w:id="{number}"/>'
        )
        marks = "<w:keepNext/>" + ("<w:pageBreakBefore/>" if block.fresh else "")
        return paragraph(runs, style=self._style(f"Heading {block.level}"), marks=marks)

    def _paragraph(self, block: Paragraph) -> str:
        colour = MOODS[block.mood][0] if block.mood else ""
        if block.role == "note" and not colour:
            colour = SOFT
        runs = spans(block.line, self.bookmarks, colour=colour)
        mood = ground(block.mood) if block.mood else ""
        return paragraph(runs, marks=f"{_kept(block)}{mood}")

    def _facts(self, block: Facts) -> Iterator[str]:
        widths = self._widths(_FACTS)
        title = self.document.words["table"]
        room = _ROOM if block.is_form else 0
        last = len(block.pairs) - 1
        rows = (
            table_row(
                (
                    table_cell(
                        _tight(run(name, colour=SOFT), keep=keep) + _tight("", keep=keep) * room,
                        widths[0],
                    ),
                    table_cell(_tight(spans(value, self.bookmarks), keep=keep), widths[1]),
                )
            )
            for keep, (name, value) in (
                (block.keep or (block.is_form and at < last), pair)
                for at, pair in enumerate(block.pairs)
            )
        )
        yield table(rows, widths, title)
        yield _tight("", keep=block.keep)

    def _table(self, block: Table) -> Iterator[str]:
        widths = self._widths([column.width for column in block.columns])
        if block.look != "report":
            yield form_table(block, widths) if block.look == "form" else bare_table(block, widths)
            yield _tight("")
            return
        heads = (
            table_cell(
                _tight(run(one.name, bold=True, colour=DEEP, points=8), one.kind), width, fill=WASH
            )
            for one, width in zip(block.columns, widths, strict=True)
        )
        kinds: list[Kind] = [column.kind for column in block.columns]
        rows = (self._row(row, kinds, widths) for row in block.rows)
        yield self._caption(block, block.title, marks="<w:keepNext/>")
        yield table((table_row(heads, head=True), *rows), widths, block.title)
        yield _tight("")

    def _caption(self, block: Table | Figure, text: str, marks: str = "") -> str:
        """Return the caption with its number, which word processors count again by themselves."""
        number = self.numbers[id(block)]
        name, _, counted = block.number.rpartition(" ")
        sequence = field(f"SEQ {name} \\* ARABIC", run(counted, bold=True))
        label = (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(number)}"/>'
            f"{run(f'{name} ', bold=True)}{sequence}"
            f'<w:bookmarkEnd w:id="{number}"/>{run(". ", bold=True)}'
        )
        return paragraph(f"{label}{run(text)}", style=self._style("Caption"), marks=marks)

    def _row(self, row: Row, kinds: list[Kind], widths: list[int]) -> str:
        if row.is_group:
            spanned = table_cell(
                self._cell(row.cells[0], "text", bold=False, keep=True),
                sum(widths),
                fill=WASH,
                across=len(widths),
            )
            return table_row([spanned])
        cells = [
            table_cell(self._cell(one, kind, bold=row.is_sum), width)
            for one, kind, width in zip(row.cells, kinds, widths, strict=True)
        ]
        length = sum(
            len(span.text) for one in row.cells for cell_line in one.lines for span in cell_line
        )
        return table_row(cells, whole=length <= _WHOLE)

    def _cell(self, cell: Cell, kind: Kind, *, bold: bool, keep: bool = False) -> str:
        colour = MOODS[cell.mood][0] if cell.mood else ""
        return "".join(
            _tight(spans(one, self.bookmarks, bold=bold, colour=colour), kind, keep=keep)
            for one in cell.lines
        )

    def _figure(self, block: Figure, following: Block | None) -> Iterator[str]:
        """Add the picture with its caption; wide ones get a landscape section of their own."""
        self.pictures += 1
        relation, image = self.word.part.get_or_add_image(io.BytesIO(png(block.svg)))
        room = self.paper.room(wide=block.wide)
        if block.most_high:
            room = (room[0], min(room[1], round(block.most_high * PER_MM)))
        size = fitted((image.px_width, image.px_height), room)
        name = block.number or f"{self.document.words['figure']} {self.pictures}"
        if block.wide and not self.paper.is_across:
            yield paragraph("", marks=self.paper.end(across=False))
            self.paper.is_across = True
            marks = "<w:keepNext/>"
        else:
            marks = "<w:keepNext/>" + ("<w:pageBreakBefore/>" if block.wide else "")
        yield paragraph(picture(relation, self.pictures, size, block.alt, name), marks=marks)
        ends = block.wide and not (isinstance(following, Figure) and following.wide)
        end = self.paper.end(across=True) if ends else ""
        self.paper.is_across = block.wide and not ends
        yield self._caption(block, block.caption, marks=end)

    def _widths(self, shares: Iterable[float]) -> list[int]:
        """Return column widths in twentieths of a point that fill the line."""
        weights = list(shares)
        return [int(self.width * one / sum(weights)) for one in weights]


def _kept(block: Paragraph | Items) -> str:
    """Return the mark of what is on the same page as what follows."""
    return "<w:keepNext/>" if block.keep else ""


def _tight(runs: str, kind: Kind = "text", *, keep: bool = False) -> str:
    """Make a paragraph of a table; ``keep``: on the same page as what follows."""
    side = '<w:jc w:val="right"/>' if kind == "number" else ""
    together = "<w:keepNext/>" if keep else ""
    return paragraph(runs, marks=f'{together}<w:spacing w:before="0" w:after="20"/>{side}')
