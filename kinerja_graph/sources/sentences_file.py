"""Messages about a whole file or a heading for planners, in both languages: what, and how to fix.

The key is the code of the contract, with its case after a colon if needed.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences
from kinerja_graph.texts import _

FILE_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-file": (
        _("There is no file or folder {path}."),
        _("Check the spelling and the folder in which the command runs."),
    ),
    "missing-file:no-table": (
        _("{path} contains no known table; it contains: {found}."),
        _(
            "Name the CSV files, sheets or lists after their tables: {tables}. "
            "If it is a matrix of your own: kinerja import {typed}"
        ),
    ),
    "missing-file:other-format": (
        _("The folder {path} contains no CSV file of a known table; it contains: {found}."),
        _("Give the file itself: {path}/{inner}."),
    ),
    "missing-file:ending": (
        _("The folder {path} contains no CSV file of a known table; it contains: {found}."),
        _("The name of a CSV file must end in .csv: save {inner} as {stem}.csv."),
    ),
    "missing-file:deeper": (
        _("The folder {path} contains no CSV file of a known table; it contains: {found}."),
        _("If the tables are in that folder, give {path}/{inner}."),
    ),
    "missing-file:top": (
        _("{path} contains {why}, not an object of tables."),
        _(
            'Write the list of rows under the name of its table: {{"units": [{{"id": "A1", "name": '
            '"…"}}]}}.'
        ),
    ),
    "missing-file:empty": (
        _("{path} is empty: there is no table in it."),
        _(
            "Fill it with CSV files, sheets or lists of these names: {tables}. "
            "kinerja template OUT.xlsx writes a workbook to fill in."
        ),
    ),
    "missing-file:format": (
        _("{path} is not a file that can be read as a plan."),
        _(
            "Give a folder of {table_ending} files, one {workbook_ending} workbook, or one "
            "{document_ending} document."
        ),
    ),
    "missing-file:save-workbook": (
        _("{path} is a {ending} file, from which plans are not read."),
        _(
            "Open it in a spreadsheet program and save it as {stem}.xlsx. If it is a matrix of "
            "your own: kinerja import {typed}"
        ),
    ),
    "missing-file:save-table": (
        _("{path} is a {ending} file, from which plans are not read."),
        _(
            'Open it in a spreadsheet program and save it as {stem}.csv ("CSV UTF-8"). If it is a '
            "matrix of your own: kinerja import {typed}"
        ),
    ),
    "missing-file:matrix": (
        _("{path} is not a matrix that can be imported."),
        _("Give one workbook ({workbook_ending}) or one file ({table_ending})."),
    ),
    "missing-file:sheet": (
        _("The workbook has no single sheet that the map means; it has: {found}."),
        _("Write sheet: with the title of the sheet to be imported."),
    ),
    "missing-value:rows": (
        _("There is no filled row below the headings (row {row})."),
        _("Check sheet, headings and rows of the map, and whether the matrix is empty."),
    ),
    "missing-value:nothing": (
        _("The map does not read a single record from the matrix."),
        _("Check the columns and rows that the map names; --guess proposes a map."),
    ),
    "missing-value:shapes": (
        _("No box with text is drawn on the sheet {value}."),
        _("Choose the sheet with the drawing, or the form for what its cells hold."),
    ),
    "missing-value:lines": (
        _("{number} boxes with text are drawn on the sheet {value}, but no line joins them."),
        _(
            "Join each box to the one that it contributes to with a connector (Insert, Shapes, "
            "Lines)."
        ),
    ),
    "missing-value:ends": (
        _(
            "{number} of the {of} lines on the sheet {value} do not lead from one box to another: "
            "{cells}."
        ),
        _(
            "Drag both ends of each line onto the boxes that it joins, until they are glued; a "
            "line from box to box, or lines that meet below one box that is above all others."
        ),
    ),
    "missing-value:pictures": (
        _("The sheet {value} contains only pictures or SmartArt ({number}); they cannot be read."),
        _(
            "Convert SmartArt to shapes; where it is a picture, draw the boxes and the connectors "
            "between them, or write a table."
        ),
    ),
    "missing-value:open-document": (
        _(
            "The sheet {value} seems to hold a tree that is drawn ({number:box|boxes}); drawings "
            "are not read from .ods."
        ),
        _(
            "Save the file as .xlsx (File, Save As), check that the lines are still there, then "
            "import that."
        ),
    ),
    "missing-value:joined": (
        _("None of the {number} boxes with text on the sheet {value} is a result."),
        _(
            "Join the boxes of results, each below the one that it contributes to; boxes of posts, "
            "inputs and processes are not read."
        ),
    ),
    "missing-value:direction": (
        _(
            "The drawing on the sheet {value} does not show which boxes are above: its lines run "
            "down and to the side."
        ),
        _("Move the boxes so that each stands clearly below the one that it contributes to."),
    ),
    "missing-heading:matrix": (
        _('The heading "{wanted}" that the map names (line {line}) is missing; perhaps: {near}.'),
        _("Write it as the matrix has it, check headings, or write optional: true."),
    ),
    "missing-heading:letter": (
        _('The heading "{wanted}" that the map names (line {line}) is missing.'),
        _(
            "If the letter of a column is meant, write {{letter: {wanted}}}; if a heading, write "
            "it as the matrix has it."
        ),
    ),
    "missing-heading:several": (
        _(
            'The heading "{wanted}" that the map names (line {line}) is above '
            "several columns: {near}."
        ),
        _("Write it with the heading above it (A > B), with after, or with letter."),
    ),
    "missing-heading:blank": (
        _("The matrix is empty: there is not a single heading of a column."),
        _("Fill in the matrix, or give the file that contains it."),
    ),
    "missing-heading:guess": (
        _("No heading of a column is known; found: {found}."),
        _(
            "Write a heading above each column, in one row, such as Sasaran, Indikator, Satuan, "
            "Target 2026, or write the map yourself: docs/import.md shows every form and names "
            "every key."
        ),
    ),
    "missing-heading:drawn": (
        _(
            "No heading of a column is known; the sheet looks like a tree drawn in cells: posts "
            "stand in the rows {rows}."
        ),
        _(
            "Write a map with form: drawn, which names the rows of each tier (docs/import.md shows "
            "one), or write the tree as a list: one row for each result, with the columns Level, "
            "Kondisi, Indikator, Satuan, Target 2026."
        ),
    ),
    "missing-heading:form": (
        _("No map can be proposed by the headings in row {rows}: {why} Found: {found}."),
        _(
            "Give that column its usual heading in the sheet, or write the map yourself: "
            "docs/import.md names every key."
        ),
    ),
    "unreadable-file": (
        _("The file cannot be opened: {why}."),
        _("Check the read permission and that it is an ordinary, whole file, then try again."),
    ),
    "unreadable-file:changed": (
        _("The file changed while it was read."),
        _("Wait until it is saved, close the program that writes it, then try again."),
    ),
    "unreadable-file:folder": (
        _("This is a folder or a special file, not an ordinary file."),
        _("Replace it by an ordinary file, or rename it."),
    ),
    "unreadable-file:quote": (
        _(
            "The quotation mark opened in row {line} (line {at} of the text) is never closed: the "
            "rest becomes one cell."
        ),
        _('Close it; write a quotation mark inside a cell twice ("").'),
    ),
    "unreadable-file:stray-quote": (
        _(
            "The quotation mark opened in row {line} (line {at} of the text) is closed only some "
            "lines below, amid another cell."
        ),
        _('Close the quotation in the same cell; write a quotation mark inside a cell twice ("").'),
    ),
    "unreadable-file:encrypted": (
        _("The workbook is protected by a password, or saved in the old .xls format."),
        _("Open it in a spreadsheet program, remove the password, and save it as .xlsx."),
    ),
    "unreadable-file:password": (
        _("The workbook is protected by a password."),
        _("Open it in a spreadsheet program, remove the password, and save it again."),
    ),
    "unreadable-file:workbook": (
        _("The workbook is broken: {why}."),
        _(
            "Open it in a spreadsheet program and save it again as .xlsx; if it does not open, "
            "copy or download it again."
        ),
    ),
    "unreadable-file:document": (
        _("The document cannot be read: {why}."),
        _("Correct it there; check commas, brackets, indents and quotation marks nearby."),
    ),
    "unreadable-file:doubled": (
        _('The key "{key}" appears twice in one object{place}.'),
        _("Remove one of the two, or make it an object of its own; join two lists of one table."),
    ),
    "unreadable-file:shape": (
        _("Table {table} must be a list of rows of headings and values, not {why}."),
        _('Write it like: "{table}": [{{"id": "A1", "name": "…"}}].'),
    ),
    "not-utf8": (
        _("The file is not UTF-8 text (line {line} of the text, byte {at})."),
        _(
            'Save it again from a spreadsheet program as "CSV UTF-8", or from a text editor with '
            "the encoding UTF-8."
        ),
    ),
    "not-utf8:nul": (
        _(
            "The file contains a zero byte (NUL; line {line} of the text, byte "
            "{at}), as UTF-16 text and damaged files do."
        ),
        _(
            'Open it, remove a strange character of that line if there is one, and save it as "CSV '
            'UTF-8", or from a text editor with the encoding UTF-8.'
        ),
    ),
    "not-utf8:character": (
        _("A text in row {line} contains a character that cannot be stored ({character})."),
        _("Remove that character from the text."),
    ),
    "too-large:file": (
        _("The file has {size} bytes; the limit is {limit}."),
        _("Split the plan, or raise KINERJA_MAX_FILE_BYTES."),
    ),
    "too-large:aliases": (
        _("YAML aliases (*name) expand the document to more than {limit} cells."),
        _("Write it without aliases, or split the plan."),
    ),
    "too-large:unpacked": (
        _("The workbook unpacks to {size} bytes; the limit is {limit}."),
        _("Split the workbook, or raise KINERJA_MAX_UNPACKED_BYTES."),
    ),
    "too-large:repeated": (
        _("The workbook repeats filled cells more than {limit} times."),
        _("Delete the filled rows and columns behind the matrix, and save it again."),
    ),
    "too-large:ratio": (
        _("The workbook unpacks to {ratio} times its size; the limit is {limit}."),
        _("Remove sheets and pictures that are not needed, or raise KINERJA_MAX_UNPACKED_RATIO."),
    ),
    "too-large:cell": (
        _("A cell in row {line} is longer than {limit} characters."),
        _("Shorten it; if no cell is that long, look for a quotation mark that is not closed."),
    ),
    "too-large:text": (
        _("A text in row {line} is longer than {limit} characters."),
        _("Shorten it."),
    ),
    "too-large:shapes": (
        _("More than {limit} shapes are drawn on one sheet."),
        _("Keep only the boxes and lines of the tree on the sheet."),
    ),
    "too-large:nesting": (
        _("The document is nested deeper than {limit} levels."),
        _("Write each table as a plain list of rows."),
    ),
    "missing-heading": (
        _("Table {table} has no column {heading}."),
        _("Add the heading {heading} (or: {aliases}) in row 1."),
    ),
    "missing-heading:none": (
        _("Table {table} has no column {heading}: row 1 contains no known heading."),
        _(
            "Write the headings in row 1, such as {heading} (or: {aliases}); if row "
            "1 already contains data, insert a row for the headings above it."
        ),
    ),
    "missing-heading:quoted": (
        _("Row 1 of table {table} is a single cell, so {heading} is not found."),
        _("Remove the quotation marks around whole lines, so that {sign} separates the cells."),
    ),
    "missing-heading:sep": (
        _("Table {table} has no column {heading} in row 1, since sep= is there."),
        _("Remove the line sep= in a text editor; spreadsheet programs hide it."),
    ),
    "missing-heading:separator": (
        _('The columns of table {table} are separated by "{sign}", so {heading} is not found.'),
        _("Separate the columns by comma, semicolon or tab, and save it again."),
    ),
    "missing-heading:lower": (
        _("Table {table} has no column {heading} in row 1; its headings seem to be in row {at}."),
        _("Delete the rows above row {at}, so that the headings are in row 1."),
    ),
    "unknown-heading": (
        _('The heading "{value}" is not known in table {table}; its column is not read.'),
        _("Use a known heading{near}, or leave it if the column is not needed."),
    ),
    "unknown-heading:second": (
        _('The heading "{value}" is a second column {heading} in table {table}; it is not read.'),
        _("Join the two columns, or remove one."),
    ),
    "unknown-heading:beside": (
        _('The cell "{value}" is in a column without a heading, so it is not read.'),
        _("Give its column a heading in row 1, or empty the cell if it is not needed."),
    ),
    "unknown-heading:none": (
        _('The cell "{value}" is outside the columns with a heading, so it is not read.'),
        _(
            "Give its column a heading in row 1, or put a cell that contains the "
            "separator in quotes."
        ),
    ),
}
