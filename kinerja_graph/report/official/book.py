"""Write a form as a workbook: a sheet for each of its tables, ready to fill in and to print."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja_graph.report.cells import put, put_head
from kinerja_graph.report.document import Tint
from kinerja_graph.report.legal import remove_illegal
from kinerja_graph.report.official import words
from kinerja_graph.report.official.layout import FormCell, FormRow, FormTable, LaidForm
from kinerja_graph.report.official.widths import fit
from kinerja_graph.report.report_context import PRODUCT, product_version
from kinerja_graph.report.writers.package import sealed

FILLS: Final[dict[Tint, PatternFill]] = {
    "person": PatternFill("solid", fgColor="FFF2CC"),
    "unknown": PatternFill("lightUp", fgColor="A6B0BA", bgColor="FFFFFF"),
}
"""How empty cells look; they differ without colour too."""
_FONT: Final = "Arial"
_SIZE: Final = 9
_PLAIN: Final = Font(name=_FONT, size=_SIZE)
_STRONG: Final = Font(name=_FONT, size=_SIZE, bold=True)
_HEAD: Final = Font(name=_FONT, size=_SIZE, bold=True, color="FFFFFF")
_TITLE: Final = Font(name=_FONT, size=14, bold=True)
_PART: Final = Font(name=_FONT, size=11, bold=True)
_SOFT: Final = Font(name=_FONT, size=8, color="5B6875")
_THIN: Final = Side(style="thin", color="8AA4BD")
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_UNIT: Final = 6.2
"""The width of a column of width 1 in points, with which letters are printed as large as fitted."""
_HINT_WIDTH: Final = 32.0
_ORIGIN_WIDTH: Final = 30.0
_LINE: Final = 12.5
"""The height of a line."""
_OPEN: Final = 3
"""Lines that are left for what is to be filled in on a card."""
_HIGHEST: Final = 400.0
_ROOM: Final = 4
"""Lines that are left for a signature."""
_LONGEST_NAME: Final = 31
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']+")


def form_book(laid: LaidForm, made: datetime) -> bytes:
    """Return a form as the bytes of a workbook."""
    book = Workbook()
    first: Any = book.active
    names: set[str] = set()
    for number, table in enumerate(laid.tables):
        sheet: Any = book.create_sheet() if number else first
        sheet.title = _name(table.title or laid.name, number, names)
        _FormSheet(sheet, laid, table, is_first=not number).write()
    properties = book.properties
    properties.title = remove_illegal(laid.title)
    properties.creator = properties.lastModifiedBy = f"{PRODUCT} {product_version()}"
    properties.language = laid.language
    properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue(), made)


def _name(title: str, number: int, taken: set[str]) -> str:
    """Return a name for a sheet, which no other one has."""
    name = " ".join(_NO_NAME.sub(" ", remove_illegal(title)).split())[:_LONGEST_NAME].strip()
    if not name or name.casefold() in taken:
        end = f" {number + 1}"
        name = f"{name[: _LONGEST_NAME - len(end)]}{end}".strip()
    taken.add(name.casefold())
    return name


class _FormSheet:
    """Writes one table with what is above and below it, row by row."""

    __slots__ = ("at", "hints", "is_first", "laid", "people", "printed", "sheet", "table", "widths")

    def __init__(self, sheet: Any, laid: LaidForm, table: FormTable, *, is_first: bool) -> None:
        self.sheet, self.laid, self.table, self.is_first = sheet, laid, table, is_first
        numbers = range(len(table.columns))
        self.printed = [one for one in numbers if not table.columns[one].is_hint]
        self.hints = [one for one in numbers if table.columns[one].is_hint]
        self.people: dict[str, list[str]] = {}
        self.at = 1
        rows = [_chosen(row, self.printed) for row in table.rows]
        columns = [table.columns[one] for one in self.printed]
        fitted = fit(columns, rows, across=laid.is_wide)
        scale = _SIZE / fitted.points / _UNIT
        self.widths = [one * scale for one in fitted.columns]
        self.widths += [_HINT_WIDTH for _ in self.hints]

    def write(self) -> None:
        """Write the sheet: only its table and what belongs to it is printed."""
        for number, width in enumerate([*self.widths, _ORIGIN_WIDTH], 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        if self.is_first:
            self._across(self.laid.title, font=_TITLE, centred=True)
        if self.laid.has_parts and self.table.title:
            self._across(self.table.title, font=_PART, centred=True)
        for text in self.table.text:
            self._across(text)
        self.at += 1
        self._heads()
        for row in self.table.rows:
            self._row(row)
        if not self.table.rows:
            self._across(words.NO_ROWS.say(self.laid.language))
        self.at += 1
        self._legend()
        for text in self.table.notes:
            self._across(text, font=_SOFT)
        self._signatures()
        self.at += 1
        for text in (self.laid.basis, self.laid.foot, *self.laid.digests):
            if text:
                self._across(text, font=_SOFT)
        self._for_paper()

    def _across(self, text: str, *, font: Font = _PLAIN, centred: bool = False) -> None:
        """Write a text over all printed columns."""
        self._over(1, len(self.printed), text, font=font, centred=centred)
        self.at += 1

    def _over(
        self, first: int, last: int, text: str, *, font: Font = _PLAIN, centred: bool = False
    ) -> Any:
        cell = put(self.sheet, self.at, first, text)
        cell.font = font
        cell.alignment = _MIDDLE if centred else _TOP
        if last > first:
            self.sheet.merge_cells(
                start_row=self.at, end_row=self.at, start_column=first, end_column=last
            )
        scale = _size(font) / _SIZE
        room = sum(self.widths[first - 1 : last]) / scale
        height = _lines(text.split("\n"), room) * _LINE * scale
        dimension = self.sheet.row_dimensions[self.at]
        dimension.height = min(max(height, dimension.height or 0), _HIGHEST)
        return cell

    def _heads(self) -> None:
        if self.hints:
            first, last = len(self.printed) + 1, len(self.printed) + len(self.hints)
            above = self._over(first, last, words.HINTS.say(self.laid.language), centred=True)
            above.font = _STRONG
            self.at += 1
        names = [self.table.columns[one] for one in (*self.printed, *self.hints)]
        texts = [f"{one.head}\n({one.note})" if one.note else one.head for one in names]
        texts.append(words.ORIGIN.say(self.laid.language))
        for column, text in enumerate(texts, 1):
            cell = put_head(self.sheet, self.at, column, text)
            cell.font, cell.alignment, cell.border = _HEAD, _MIDDLE, _GRID
        widths = [*self.widths, _ORIGIN_WIDTH]
        high = max(
            _lines(text.split("\n"), width * 0.9) for text, width in zip(texts, widths, strict=True)
        )
        self.sheet.row_dimensions[self.at].height = min(high * _LINE, _HIGHEST)
        self.sheet.print_title_rows = f"{self.at}:{self.at}"
        self.sheet.freeze_panes = self.sheet.cell(row=self.at + 1, column=1)
        self.at += 1

    def _row(self, row: FormRow) -> None:
        if row.heading:
            self._over(1, len(self.printed), row.heading, font=_STRONG).border = _GRID
            self.at += 1
            return
        is_open = self.table.has_cards and any(one.tint == "person" for one in row.cells)
        high = _OPEN if is_open else 1
        for column, number in enumerate((*self.printed, *self.hints), 1):
            cell = row.cells[number]
            person = cell.note or self.table.columns[number].note
            self._cell(column, cell, is_sum=row.is_sum, person=person)
            if cell.down == 1:
                high = max(high, _lines(cell.lines, self.widths[column - 1]))
        origin = put(self.sheet, self.at, len(self.widths) + 1, "\n".join(row.origins) or None)
        origin.font = _SOFT
        high = max(high, len(row.origins))
        self.sheet.row_dimensions[self.at].height = min(
            max(high * _LINE, self._rest(row)), _HIGHEST
        )
        self.at += 1

    def _rest(self, row: FormRow) -> float:
        """Return how high a row has to be so that what is merged from it downwards has room."""
        merged = (
            (row.cells[number], self.widths[column])
            for column, number in enumerate((*self.printed, *self.hints))
            if row.cells[number].down > 1
        )
        return max(
            (_lines(one.lines, width) * _LINE / one.down for one, width in merged), default=0
        )

    def _cell(self, column: int, cell: FormCell, *, is_sum: bool, person: str) -> None:
        value = cell.number if cell.number is not None else "\n".join(cell.lines) or None
        made = put(self.sheet, self.at, column, value if cell.down else None)
        made.font = _STRONG if is_sum else _PLAIN
        made.border = _GRID
        if cell.is_year:
            made.number_format = "0"
        if cell.tint:
            made.fill = FILLS[cell.tint]
        if cell.tint == "person":
            self.people.setdefault(person, []).append(made.coordinate)
        if cell.down > 1:
            self.sheet.merge_cells(
                start_row=self.at,
                end_row=self.at + cell.down - 1,
                start_column=column,
                end_column=column,
            )

    def _legend(self) -> None:
        told: list[tuple[Tint, str]] = []
        if self.table.by_people:
            told.append(("person", ", ".join(self.table.by_people)))
        if self.table.has_unknown:
            told.append(("unknown", words.NOT_IN_PLAN.say(self.laid.language)))
        for tint, text in told:
            mark = self.sheet.cell(row=self.at, column=1)
            mark.fill, mark.border = FILLS[tint], _GRID
            self._over(2, max(len(self.printed), 2), text, font=_SOFT)
            self.at += 1

    def _signatures(self) -> None:
        signers = self.table.signers
        if not any(signers):
            return
        self.at += 1
        language = self.laid.language
        half = _half(self.widths[: len(self.printed)])
        sides = ((1, half), (half + 1, max(len(self.printed), half + 1)))
        above, named = 1, max(map(len, signers))
        below = [*[""] * _ROOM, words.NAME.say(language), words.NIP.say(language)]
        note = words.FILLED_BY["pejabat"].say(language)
        for signer, (first, last) in zip(signers, sides, strict=True):
            if not signer:
                continue
            room = [""] * (named - len(signer))
            texts = (words.PLACE_AND_DATE.say(language), *signer, *room, *below, note)
            begin = self.at
            for number, text in enumerate(texts):
                is_name = above <= number < above + len(signer)
                cell = self._over(first, last, text, font=_STRONG if is_name else _PLAIN)
                cell.fill = FILLS["person"]
                self.people.setdefault(note, []).append(cell.coordinate)
                self.at += 1
            self.at = begin
        self.at += above + named + len(below) + 1

    def _for_paper(self) -> None:
        sheet, last = self.sheet, get_column_letter(len(self.printed))
        for note, cells in self.people.items():
            shown = DataValidation(showInputMessage=True, prompt=note)
            shown.sqref = " ".join(cells)
            sheet.add_data_validation(shown)
        sheet.print_area = f"A1:{last}{self.at - 1}"
        sheet.page_setup.orientation = "landscape" if self.laid.is_wide else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins = PageMargins(0.47, 0.47, 0.6, 0.6, 0.3, 0.3)
        sheet.oddFooter.left.text = self.laid.foot.replace("&", "&&")
        sheet.oddFooter.right.text = f"{words.PAGE.say(self.laid.language)} &P/&N"


def _chosen(row: FormRow, numbers: Sequence[int]) -> FormRow:
    if not row.cells:
        return row
    return FormRow(cells=tuple(row.cells[one] for one in numbers), is_sum=row.is_sum)


def _size(font: Any) -> float:
    """Return the size of a typeface in points; openpyxl does not type it."""
    return float(font.size)


def _lines(lines: Sequence[str], width: float) -> int:
    """Return how many lines a text takes in a column, as words are not broken."""
    return sum(max(ceil(len(one) / max(width, 1) * 1.1), 1) for one in lines)


def _half(widths: Sequence[float]) -> int:
    """Return how many columns make up the left half."""
    whole, sum_so_far = sum(widths), 0.0
    for number, width in enumerate(widths, 1):
        sum_so_far += width
        if sum_so_far >= whole / 2:
            return max(min(number, len(widths) - 1), 1)
    return 1
