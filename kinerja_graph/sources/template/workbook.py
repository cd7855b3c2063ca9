"""Write the template workbook: a sheet per table of the contract, preceded by guide and example."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja_graph.model.tables import TABLE_OF
from kinerja_graph.sources.choices import Choice
from kinerja_graph.sources.columns import TABLES, Heading, Kind, Table
from kinerja_graph.sources.template.descriptions import meaning
from kinerja_graph.sources.template.guide import write_example, write_guide
from kinerja_graph.texts import Language, _

LAST_ROW: Final = 1_048_576
"""The last row of a sheet: drop-downs apply to all of it."""
_TEXT_FORMAT: Final = "@"
_NUMBERS: Final = frozenset[Kind]({"number", "whole", "year", "level", "target"})
_WIDTHS: Final[dict[Kind, float]] = {
    "id": 16,
    "name": 44,
    "text": 24,
    "number": 14,
    "whole": 10,
    "year": 10,
    "level": 10,
    "choice": 18,
    "target": 14,
    "reference": 16,
    "list": 26,
    "tags": 26,
}
_REQUIRED: Final = PatternFill("solid", fgColor="1F4E79")
_OPTIONAL: Final = PatternFill("solid", fgColor="DDE7F0")
_LINE: Final = Border(
    bottom=Side(style="thin", color="8AA4BD"), right=Side(style="hair", color="8AA4BD")
)
_SOURCES: Final = TABLE_OF
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook's times have no zone
_WANTED: Final = _("Choose from the list.")
_LEVEL: Final = _("Give a whole number from 0 to 5.")
_YEAR: Final = _("Give a year, for example 2026.")
_NEEDED: Final = _("required")


def template_workbook(language: Language) -> bytes:
    """Return an empty workbook with everything a planner needs to fill it in, as a file's bytes.

    Row 1 of each sheet holds the canonical headings; their cells also show the Indonesian alias
    (by their number format, so that the value stays the heading), and a note in both languages
    says what belongs under them. ``language`` is that of drop-downs, guide and example.
    """
    book = Workbook()
    first: Any = book.active
    write_guide(first, language)
    write_example(book.create_sheet(), language)
    for table in TABLES:
        sheet: Any = book.create_sheet(table.name)
        _Sheet(sheet, table, language).fill()
    book.properties.creator = "kinerja"
    book.properties.title = "kinerja"
    book.properties.created = _MADE
    book.properties.modified = _MADE
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def offered(choice: Choice, language: Language) -> tuple[str, ...]:
    """Return the words of a choice that a drop-down offers, one for each meaning.

    >>> from kinerja_graph.sources.choices import POLARITY
    >>> offered(POLARITY, "id")
    ('naik', 'turun', 'tetap', 'rentang')
    """
    found: list[str] = []
    for meant in dict.fromkeys(choice.words.values()):
        others = [word for word, means in choice.words.items() if means == meant != word]
        translated = language == "id" and meant.isalpha() and others
        found.append(others[0] if translated else meant)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Write the sheet of one table."""

    sheet: Any
    table: Table
    language: Language

    def fill(self) -> None:
        """Write headings, notes, widths, formats and drop-downs."""
        for column, heading in enumerate(self.table.offered(), 1):
            self._head(column, heading)
            letter = get_column_letter(column)
            dimension = self.sheet.column_dimensions[letter]
            dimension.width = max(_WIDTHS[heading.kind], len(_shown(heading)) + 3)
            if heading.kind not in _NUMBERS:
                dimension.number_format = _TEXT_FORMAT
            self._validate(heading, f"{letter}2:{letter}{LAST_ROW}")
        self.sheet.freeze_panes = "C2" if self.table.label else "A2"
        self.sheet.row_dimensions[1].height = 30
        self.sheet.sheet_properties.tabColor = "1F4E79" if self.table.label else "8AA4BD"
        self.sheet.print_title_rows = "1:1"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def _head(self, column: int, heading: Heading) -> None:
        cell = self.sheet.cell(row=1, column=column, value=heading.name)
        needed = heading.required
        cell.number_format = f'@"{_shown(heading)[len(heading.name) :]}"'
        cell.fill = _REQUIRED if needed else _OPTIONAL
        cell.font = Font(bold=True, color="FFFFFF" if needed else "1F4E79")
        cell.border = _LINE
        cell.alignment = Alignment(vertical="center", wrap_text=False)
        cell.comment = self._note(heading)

    def _note(self, heading: Heading) -> Comment:
        told = meaning(self.table.name, heading.name)
        star = {one: f" ({_NEEDED.say(one)})" if heading.required else "" for one in ("id", "en")}
        lines = [
            f"{', '.join((*heading.aliases, heading.name))}{star['id']}: {told.id}",
            f"{heading.name}{star['en']}: {told.en}",
        ]
        if heading.choice is not None:
            lines.append(heading.choice.description)
        note = Comment("\n\n".join(lines), "kinerja")
        note.width, note.height = 340, 170
        return note

    def _validate(self, heading: Heading, cells: str) -> None:
        rule: DataValidation | None = None
        if heading.choice is not None:
            words = ",".join(offered(heading.choice, self.language))
            rule = _strict("list", f'"{words}"', _WANTED.say(self.language))
        elif heading.kind == "level":
            rule = _strict("list", '"0,1,2,3,4,5"', _LEVEL.say(self.language))
        elif heading.kind == "year":
            rule = _strict("whole", "1", _YEAR.say(self.language), "9999")
        elif heading.kind == "reference" and len(heading.labels) == 1:
            source = _SOURCES[next(iter(heading.labels))]
            rule = DataValidation(type="list", formula1=f"{source}!$A$2:$A$5000", allow_blank=True)
            rule.showErrorMessage = False
        if rule is not None:
            rule.sqref = MultiCellRange(cells)
            self.sheet.add_data_validation(rule)


def _strict(
    kind: Literal["list", "whole"], first: str, error: str, second: str | None = None
) -> DataValidation:
    rule = DataValidation(
        type=kind,
        formula1=first,
        formula2=second,
        operator="between" if second else None,
        allow_blank=True,
        showErrorMessage=True,
        error=error,
        errorTitle="kinerja",
    )
    rule.showDropDown = False
    return rule


def _shown(heading: Heading) -> str:
    """Return the heading as displayed: canonical, a star if required, the first alias."""
    star = "*" if heading.required else ""
    alias = heading.aliases[0] if heading.aliases else ""
    return f"{heading.name}{star}" + (f" · {alias}" if alias else "")
