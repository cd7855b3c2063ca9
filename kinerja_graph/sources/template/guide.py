"""Write the two sheets that are not read: how to fill in the others, and the example as tables."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja_graph.sources.columns import TABLES, Table
from kinerja_graph.sources.companion_sheets import EXAMPLE_TITLE, TITLE
from kinerja_graph.sources.template.descriptions import TABLE_MEANINGS, meaning
from kinerja_graph.sources.template.example import EXAMPLE
from kinerja_graph.texts import Language, Text, _

_WELCOME: Final = _("Performance plan: how to fill it")
_STEPS: Final = (
    _("Fill the sheets that you need; none is required. One row is one record."),
    _("Leave the heading row as it is. Dark headings with * are required in every row."),
    _(
        "An id is unique in the whole workbook; other sheets refer to it. "
        "Several ids are separated by semicolons."
    ),
    _("An empty cell is unknown, not zero."),
    _("Check it: kinerja validate FILE.xlsx. Then load it: kinerja load FILE.xlsx"),
    _("This sheet and the sheet Example are not read; you may delete them."),
)
_HEADS: Final = (
    _("Sheet"),
    _("Heading"),
    _("Other names"),
    _("Required"),
    _("Meaning"),
    _("Choices"),
)
_ALL: Final = _("All headings")
_EXAMPLE: Final = _("A small example")
_YES: Final = _("yes")
_TITLE_FONT: Final = Font(bold=True, size=16, color="1F4E79")
_PART_FONT: Final = Font(bold=True, size=13, color="1F4E79")
_BOLD: Final = Font(bold=True, color="1F4E79")
_HEAD_FILL: Final = PatternFill("solid", fgColor="DDE7F0")
_LEFT: Final = Alignment(horizontal="left", vertical="top")
_WIDTHS: Final = (16, 22, 76, 10, 88, 84)
_EXAMPLE_WIDTHS: Final = (16, 34, *(18,) * 10)


def write_guide(sheet: Any, language: Language) -> None:
    """Write the guide in ``language`` into ``sheet``."""
    _begin(sheet, TITLE, _WIDTHS, _WELCOME, language)
    row = 3
    for number, step in enumerate(_STEPS, 1):
        sheet.cell(row, 1, f"{number}. {step.say(language)}")
        row += 1
    _headings(sheet, row + 1, language)


def write_example(sheet: Any, language: Language) -> None:
    """Write each table of the example under its name into ``sheet``."""
    _begin(sheet, EXAMPLE_TITLE, _EXAMPLE_WIDTHS, _EXAMPLE, language)
    row = 3
    for table in TABLES:
        rows = EXAMPLE[table.name]
        sheet.cell(row, 1, table.name).font = _BOLD
        sheet.cell(row, 2, TABLE_MEANINGS[table.name].say(language))
        row += 1
        used = [item.name for item in table.headings if any(item.name in line for line in rows)]
        for column, name in enumerate(used, 1):
            cell = sheet.cell(row, column, name)
            cell.font, cell.fill = _BOLD, _HEAD_FILL
        for line in rows:
            row += 1
            for column, name in enumerate(used, 1):
                value = line.get(name)
                told = value.say(language) if isinstance(value, Text) else value
                sheet.cell(row, column, told).alignment = _LEFT
        row += 2


def _begin(
    sheet: Any, title: Text, widths: tuple[int, ...], welcome: Text, language: Language
) -> None:
    sheet.title = title.say(language)
    for column, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + column)].width = width
    sheet.sheet_view.showGridLines = False
    sheet["A1"] = welcome.say(language)
    sheet["A1"].font = _TITLE_FONT
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _headings(sheet: Any, row: int, language: Language) -> None:
    sheet.cell(row, 1, _ALL.say(language)).font = _PART_FONT
    row += 1
    for column, head in enumerate(_HEADS, 1):
        cell = sheet.cell(row, column, head.say(language))
        cell.font, cell.fill = _BOLD, _HEAD_FILL
    for table in TABLES:
        row = _of_table(sheet, row, table, language)


def _of_table(sheet: Any, row: int, table: Table, language: Language) -> int:
    for heading in table.offered():
        row += 1
        told = (
            table.name,
            heading.name,
            ", ".join(heading.aliases),
            _YES.say(language) if heading.required else "",
            meaning(table.name, heading.name).say(language),
            "" if heading.choice is None else heading.choice.description,
        )
        for column, text in enumerate(told, 1):
            sheet.cell(row, column, text).alignment = _LEFT
    return row
