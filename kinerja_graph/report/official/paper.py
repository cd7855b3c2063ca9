"""Make a document of a form, for paper: PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from kinerja_graph.report.document import (
    Block,
    Cell,
    Column,
    Cover,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    group,
    line,
    quiet,
)
from kinerja_graph.report.official import words
from kinerja_graph.report.official.layout import (
    FormCell,
    FormColumn,
    FormRow,
    FormTable,
    LaidForm,
    Signer,
)
from kinerja_graph.report.official.widths import fit
from kinerja_graph.report.phrases import PHRASES
from kinerja_graph.report.report_context import PRODUCT, product_version

_ROOM = 3
"""Empty lines for a signature."""
_WRITERS = ("contents", "page", "table", "figure", "glyphs", "glyphs.one")
_SWATCH = 0.06


def form_document(laid: LaidForm, made: datetime) -> Document:
    """Return a form as a document: what is handed in, then a page with the hints, if any."""
    return Document(
        language=laid.language,
        cover=Cover(
            kind=laid.foot,
            title=laid.title,
            subtitle=laid.subtitle,
            government="",
            reader="",
            judgement="",
            verdict="",
            mood="",
            compared="",
            cascade="",
            facts=Facts(()),
        ),
        blocks=tuple(_blocks(laid)),
        facts=Facts(()),
        front=(),
        sheets=(),
        made=made,
        program=f"{PRODUCT} {product_version()}",
        words={key: PHRASES[key].say(laid.language, n="{n}") for key in _WRITERS},
        is_brief=True,
        is_form=True,
        is_across=laid.is_wide,
    )


def _blocks(laid: LaidForm) -> Iterator[Block]:
    for number, table in enumerate(laid.tables):
        if laid.has_parts and table.title:
            yield Heading(text=table.title, level=1, fresh=number > 0)
        for text in table.text:
            yield Paragraph(line=line(text))
        yield from _cards(laid, table) if table.has_cards else (_table(laid, table),)
        yield from _below(laid, table)
    for text in (laid.basis, laid.foot, *laid.digests):
        if text:
            yield Paragraph(line=line(text), role="note")
    for table in laid.tables:
        if any(one.is_hint for one in table.columns):
            yield from _hints(laid, table)


def _table(laid: LaidForm, table: FormTable) -> Table:
    numbers = [n for n, one in enumerate(table.columns) if not one.is_hint]
    rows = [
        replace(row, cells=tuple(row.cells[n] for n in numbers)) if row.cells else row
        for row in table.rows
    ]
    columns = [table.columns[n] for n in numbers]
    return _fitted(laid, table.title or laid.title, columns, rows)


def _cards(laid: LaidForm, table: FormTable) -> Iterator[Block]:
    """Yield each card below its headings, as a table of its own that stays on one page."""
    level = 2 if laid.has_parts else 1
    title, is_below_heading = table.title or laid.title, False
    for is_heading, some in groupby(table.rows, key=lambda one: bool(one.heading)):
        rows = list(some)
        if not is_heading:
            yield replace(_fitted(laid, title, list(table.columns), rows), is_whole=True)
            continue
        *sections, title = (one.heading for one in rows)
        for one in sections:
            yield Heading(text=one, level=level)
            is_below_heading = True
        yield Heading(text=title, level=level + is_below_heading)


def _fitted(laid: LaidForm, title: str, columns: list[FormColumn], rows: list[FormRow]) -> Table:
    widths = fit(columns, rows, across=laid.is_wide)
    return Table(
        title=title,
        columns=tuple(
            Column(one.head, width, "number" if one.is_number else "text", note=one.note)
            for one, width in zip(columns, widths.columns, strict=True)
        ),
        rows=tuple(_row(row) for row in rows),
        look="form",
        points=widths.points,
    )


def _row(row: FormRow) -> Row:
    if row.heading:
        return group(row.heading)
    return Row(tuple(map(_cell, row.cells)), is_sum=row.is_sum)


def _cell(given: FormCell) -> Cell:
    return Cell(tuple(line(one) for one in given.lines), tint=given.tint, down=given.down)


def _below(laid: LaidForm, table: FormTable) -> Iterator[Block]:
    """Yield what stands below a table: the legend, notes, signatures."""
    language = laid.language
    if not table.rows:
        yield Paragraph(line=line(words.NO_ROWS.say(language)))
    legend: list[Row] = []
    if table.by_people:
        legend.append(Row((Cell((), tint="person"), cell(", ".join(table.by_people)))))
    if table.has_unknown:
        legend.append(Row((Cell((), tint="unknown"), cell(words.NOT_IN_PLAN.say(language)))))
    if legend:
        columns = (Column("", _SWATCH), Column("", 1))
        yield Table(title="", columns=columns, rows=tuple(legend), look="bare")
    for text in table.notes:
        yield Paragraph(line=line(text), role="note")
    if any(table.signers):
        yield _signatures(laid, table)


def _signatures(laid: LaidForm, table: FormTable) -> Table:
    left, right = (_signature(laid, one) if one else Cell(()) for one in table.signers)
    columns = (Column("", 1), Column("", 0.2), Column("", 1))
    return Table(title="", columns=columns, rows=(Row((left, Cell(()), right)),), look="bare")


def _signature(laid: LaidForm, signer: Signer) -> Cell:
    language = laid.language
    return Cell(
        (
            line(words.PLACE_AND_DATE.say(language)),
            *map(line, signer),
            *(() for _ in range(_ROOM)),
            line(words.NAME.say(language)),
            line(words.NIP.say(language)),
            line(quiet(words.FILLED_BY["pejabat"].say(language))),
        ),
        tint="person",
    )


def _hints(laid: LaidForm, table: FormTable) -> Iterator[Block]:
    """Yield a page of its own with the hints: each row by its first cell and its records."""
    language = laid.language
    yield Heading(text=words.HINTS.say(language), level=1, fresh=True)
    yield Paragraph(line=line(words.HINTS_ABOUT.say(language)), role="note")
    numbers = [0, *(n for n, one in enumerate(table.columns) if one.is_hint)]
    first, *hints = (table.columns[n] for n in numbers)
    columns = [first, FormColumn(head="ID", share=1.2), *hints]
    rows = [
        FormRow(
            cells=(
                replace(row.cells[0], down=1),
                FormCell(lines=row.ids),
                *(replace(row.cells[n], down=1) for n in numbers[1:]),
            )
        )
        for row in table.rows
        if row.cells and not row.is_sum
    ]
    yield _fitted(laid, words.HINTS.say(language), columns, rows)
