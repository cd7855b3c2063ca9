"""Write a document as a workbook: a summary that links to sheets of typed, filterable rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from math import ceil, isfinite
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja_graph.numbers import Amount, cell_format, format_number
from kinerja_graph.report.document import Document, Sheet, SheetColumn, Value, plain
from kinerja_graph.report.legal import remove_illegal
from kinerja_graph.report.writers.package import sealed
from kinerja_graph.report.writers.word_parts import DEEP, MOODS, SOFT

LAST_ROW: Final = 1_048_576
LONGEST: Final = 32_767
"""The maximum number of characters in a cell."""
MOST_LINKS: Final = 60_000
"""The maximum of linked rows per sheet: spreadsheet programs allow no more than 65,530 links."""
_FONT: Final = "Arial"
_PLAIN: Final = Font(name=_FONT, size=9)
_STRONG: Final = Font(name=_FONT, size=9, bold=True)
_HEAD: Final = Font(name=_FONT, size=9, bold=True, color="FFFFFF")
_TITLE: Final = Font(name=_FONT, size=16, bold=True, color=DEEP)
_PART: Final = Font(name=_FONT, size=11, bold=True, color=DEEP)
_SOFT: Final = Font(name=_FONT, size=9, color=SOFT)
_LINK: Final = Font(name=_FONT, size=9, color="0563C1", underline="single")
_GROUND: Final = PatternFill("solid", fgColor=DEEP)
_HAIR: Final = Border(bottom=Side(style="hair", color="8AA4BD"))
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_CENTRE: Final = Alignment(vertical="center", wrap_text=True)
_FILLED: Final = 1.05
"""Characters of the small letters of a line in each of its width, as words are not broken."""
_LINE: Final = 12.5
_HIGHEST: Final = 400.0
"""The height of a line, and of a row at most, in points."""
_FRONT: Final = (46, 60, 14, 14, 14)
"""Widths of the columns of the first sheet, in characters."""


def xlsx(document: Document) -> bytes:
    """Return the document as a workbook; what begins with = + - or @ stays text."""
    workbook = Workbook(write_only=True)
    writer = _SheetWriter(workbook, document)
    writer.front()
    for sheet in document.sheets:
        for part in _parts(sheet):
            writer.sheet(part)
    properties = workbook.properties
    properties.title = remove_illegal(f"{document.cover.kind}: {document.cover.title}")
    properties.creator = properties.lastModifiedBy = document.program
    properties.language = document.language
    properties.created = properties.modified = document.made.astimezone(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    workbook.save(out)
    return sealed(out.getvalue(), document.made)


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """Add the sheet, or several if it has more rows than fit."""
    room = LAST_ROW - 1
    for number, first in enumerate(range(0, max(len(sheet.rows), 1), room), start=1):
        name = sheet.name if number == 1 else f"{sheet.name} {number}"
        yield Sheet(
            key=sheet.key,
            name=name,
            title=sheet.title,
            columns=sheet.columns,
            rows=sheet.rows[first : first + room],
            leads=sheet.leads,
        )


class _SheetWriter:
    """Writes sheets row by row."""

    __slots__ = ("book", "document", "page")

    def __init__(self, book: Workbook, document: Document) -> None:
        self.book = book
        self.document = document
        self.page: Any = None

    def front(self) -> None:
        """Write the first sheet: verdict, list of sheets, findings by agency, provenance."""
        document, cover, words = self.document, self.document.cover, self.document.words
        self._begin(words["summary"], _FRONT)
        self._row(cover.kind, font=_SOFT)
        self._row(cover.title, font=_TITLE)
        self._row(" · ".join(filter(None, (cover.government, cover.subtitle))), font=_SOFT)
        colour = MOODS[cover.mood][0] if cover.mood else DEEP
        self._row(cover.judgement, font=Font(name=_FONT, size=11, bold=True, color=colour))
        self._row(cover.verdict)
        self._row(cover.compared)
        if cover.cascade:
            self._row(cover.cascade)
        clipped = sum(map(_clipped, document.sheets))
        if clipped:
            key = "clipped.one" if clipped == 1 else "clipped"
            self._row(words[key].replace("{n}", str(clipped)), font=_SOFT)
        self._row()
        self._heads([words["sheet"], words["holds"], words["rows"]])
        for sheet in document.sheets:
            for part in _parts(sheet):
                name = self._cell(part.name, font=_LINK)
                name.hyperlink = Hyperlink(ref="", location=f"'{part.name}'!A1")
                self.page.append([name, self._cell(part.title), self._cell(len(part.rows))])
        for table in document.front:
            self._small(table)
        self._row()
        self._row(self.document.words["provenance"], font=_PART)
        for name, value in document.facts.pairs:
            self.page.append([self._cell(name, font=_SOFT), self._cell(plain(value))])

    def _small(self, table: Sheet) -> None:
        if not table.rows:
            return
        self._row()
        self._row(table.name, font=_PART)
        heads = [column.name for column in table.columns]
        is_wide = table.columns[1].kind != "number"  # its second column is text, and is wide
        self._heads(heads if is_wide else [heads[0], "", *heads[1:]])
        for number, values in enumerate(table.rows):
            is_sum = not is_wide and number == len(table.rows) - 1
            cells = [self._cell(one, font=_STRONG if is_sum else _PLAIN) for one in values]
            self.page.append(cells if is_wide else [cells[0], None, *cells[1:]])

    def sheet(self, sheet: Sheet) -> None:
        """Write one sheet of rows: frozen headings, filters, printed in landscape with headings."""
        self._begin(sheet.name, [column.width for column in sheet.columns])
        for number, column in enumerate(sheet.columns, start=1):
            if column.is_detail:
                dimension = self.page.column_dimensions[get_column_letter(number)]
                dimension.outlineLevel, dimension.hidden = 1, True
        self.page.freeze_panes = "A2"
        last = get_column_letter(len(sheet.columns))
        self.page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
        self.page.print_title_rows = "1:1"
        widths = [0 if column.is_detail else column.width for column in sheet.columns]
        names = [column.name for column in sheet.columns]
        self._set_height(1, names, widths)
        self._heads(names)
        index, key = sheet.leads or (0, "")
        places = self._places(key)
        for number, values in enumerate(sheet.rows):
            cells = self._values(sheet.columns, values)
            place = places.get(values[index]) if number < MOST_LINKS else None
            if place is not None:
                cells[index].font = _LINK
                cells[index].hyperlink = Hyperlink(ref="", location=place)
            self._set_height(number + 2, values, widths)
            self.page.append(cells)

    def _set_height(self, row: int, values: Iterable[Value], widths: Sequence[int]) -> None:
        """Make a row as high as its wrapped texts: not every program does that by itself."""
        lines = max(
            ceil(len(value) / (width * _FILLED))
            for value, width in zip(("x", *values), (1, *widths), strict=True)
            if width and isinstance(value, str)
        )
        self.page.row_dimensions[row].height = min(max(lines, 1) * _LINE, _HIGHEST)

    def _places(self, key: str) -> dict[Value, str]:
        """Return the row number of each row of the sheet ``key``, by its first value."""
        return {
            values[0]: f"'{sheet.name}'!A{row}"
            for sheet in self.document.sheets
            if sheet.key == key
            for row, values in enumerate(sheet.rows, start=2)
        }

    def _values(self, columns: Iterable[SheetColumn], values: Iterable[Value]) -> list[Any]:
        values = tuple(values)
        numbers = [value for value in values if isinstance(value, float)]
        return [
            None if value is None or value == "" else self._cell(value, beside=numbers)
            for _, value in zip(columns, values, strict=True)
        ]

    def _begin(self, name: str, widths: Iterable[int]) -> None:
        self.page = self.book.create_sheet(name)
        for number, width in enumerate(widths, start=1):
            self.page.column_dimensions[get_column_letter(number)].width = width
        self.page.page_setup.orientation = "landscape"
        self.page.page_setup.paperSize = 9
        self.page.page_setup.fitToWidth, self.page.page_setup.fitToHeight = 1, 0
        self.page.page_margins = PageMargins(0.4, 0.4, 0.75, 0.6, 0.3, 0.3)
        self.page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.page.oddFooter.right.text = f"{self.document.words['page']} &P/&N"
        self.page.oddFooter.left.text = self.document.cover.kind
        self.page.oddHeader.left.text = self.document.cover.subtitle.replace("&", "&&")
        self.page.oddHeader.right.text = name.replace("&", "&&")

    def _row(self, text: str = "", *, font: Font = _PLAIN) -> None:
        self.page.append([self._cell(text, font=font, wrap=False)] if text else [])

    def _heads(self, names: Iterable[str]) -> None:
        cells: list[Any] = []
        for name in names:
            cell = self._cell(name, font=_HEAD)
            cell.fill = _GROUND
            cell.alignment = _CENTRE
            cells.append(cell)
        self.page.append(cells)

    def _cell(
        self,
        value: Value,
        *,
        font: Font = _PLAIN,
        wrap: bool = True,
        beside: Iterable[Amount] = (),
    ) -> Any:
        cell: Any = WriteOnlyCell(self.page, value=None)
        if isinstance(value, float) and not isfinite(value):
            value = format_number(value, "en")
        if isinstance(value, str):
            text = remove_illegal(value)
            cell.value = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
        else:
            cell.value = value
            if isinstance(value, float):
                cell.number_format = cell_format(value, beside=beside)
        cell.font = font
        if wrap:
            cell.alignment = _WRAPPED
            cell.border = _HAIR
        return cell


def _clipped(sheet: Sheet) -> int:
    return sum(
        isinstance(value, str) and len(value) > LONGEST for row in sheet.rows for value in row
    )
