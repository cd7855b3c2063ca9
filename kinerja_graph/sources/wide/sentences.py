"""Messages about cells of a matrix that could not be imported as they are."""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences
from kinerja_graph.texts import Text, _

NOTES: Final[dict[str, Sentences]] = {
    "bad-number": (
        _('"{value}" cannot be read as a number; it is kept as written, and load refuses it.'),
        _(
            "Write one number in the cell. In the map: amounts: with-unit for 1 Dokumen, empty for "
            "-."
        ),
    ),
    "bad-number:ambiguous": (
        _('"{value}" can be read in two ways; it is kept as written.'),
        _("Write decimal: comma or decimal: dot in the map."),
    ),
    "bad-number:word": (
        _('"{value}" is not a number; it is kept as written, and load refuses it.'),
        _(
            'For a grade, write its score (such as 72.5). Put a sign for "unknown" '
            "into empty of the map."
        ),
    ),
    "bad-number:limit": (
        _('"{value}" is a limit, not a number; it is kept as written, and load refuses it.'),
        _("Write the number alone; whether more or less is better goes into {polarity}."),
    ),
    "bad-number:several": (
        _('"{value}" contains more than one number; it is kept as written, and load refuses it.'),
        _("Write one number. Two outputs: make two indicators of them. A range: 80-85."),
    ),
    "bad-number:range": (
        _(
            '"{value}" is a range; it is kept as written, and load accepts it only '
            "as a target of an indicator whose polarity is range."
        ),
        _("Write one number; or write rentang into {polarity} of the indicator."),
    ),
    "bad-number:date": (
        _('"{value}" is a date; it is kept as written, and load refuses it.'),
        _(
            "Spreadsheets turn 5-10 or 2/3 into dates: format the cell as text, then write the "
            "number again."
        ),
    ),
    "bad-number:uncached": (
        _("The formula in this cell has no stored result; #N/A is written, and load refuses it."),
        _("Open the matrix in a spreadsheet program and save it, or write the number."),
    ),
    "percent": (
        _(
            "The cell contains a percentage, but the unit of its indicator is "
            '"{unit}"; read as {value}.'
        ),
        _("Make the units equal, or change the format of the cell."),
    ),
    "fraction": (
        _(
            '{value} has the unit "{unit}": where {hundredfold} is meant, the number is stored as '
            "a fraction."
        ),
        _(
            "Format the cell as a percentage, or write {hundredfold}. If it really "
            "is that small, leave it."
        ),
    ),
    "other-unit": (
        _('The unit "{value}" is not that of its indicator, "{unit}"; it is kept as written.'),
        _("Make the units equal in the matrix."),
    ),
    "missing-value:name": (
        _("The row has values, but its indicator has no name."),
        _("Give the indicator a name, or empty the values."),
    ),
    "bad-choice:period": (
        _('The row has values, but "{value}" is no part of a year; they are not used.'),
        _("Write TW I to TW IV, S1 or S2, the name of a month, or nothing for the year."),
    ),
    "missing-value:year": (
        _('The row has values, but no year that can be read ("{value}"); they are not used.'),
        _(
            "Give the year in four digits; where it is left blank because it is the same, write "
            "above: true."
        ),
    ),
    "missing-value:formula": (
        _(
            "The formula in this cell has no stored result, or an error ({value}); "
            "it is left blank."
        ),
        _("Correct the formula, save the matrix in a spreadsheet program, or write the text."),
    ),
    "left-out:depth": (
        _(
            'The code "{value}" has no level in depths ({parts} parts); the row and its indicator '
            "are left out."
        ),
        _("Add {parts} to depths of the map, or correct the code."),
    ),
    "number-code": (
        _("The code {value} is stored as a number; zeros at its end are lost (2.10 becomes 2.1)."),
        _("Format the column of codes as text, then write the code again."),
    ),
    "total": (
        _('"{value}" looks like a row of totals, but is read as a record of the plan.'),
        _("Write its first words into skip of the map."),
    ),
    "missing-statement": (
        _("The indicator has no goal, objective or programme above it."),
        _("Fill the columns above it, or check levels of the map."),
    ),
    "alone": (
        _('"{value}" is alone in its row, without an indicator and with nothing below it.'),
        _("If it is a note, write stop or rows into the map."),
    ),
    "dangling-reference:parent": (
        _('The parent "{value}" is not in this matrix; the reference is kept as written.'),
        _("Correct the reference, or add the row of the parent."),
    ),
    "ambiguous-parent": (
        _('"{value}" is the name of {number} rows; it is not linked.'),
        _("Name the parent or superior by its code."),
    ),
    "parent-circle": (
        _('The parent "{value}" is itself below this row; the link is kept nevertheless.'),
        _("Correct the parent; the audit reports it as a circle."),
    ),
    "own-parent": (
        _('"{value}" is its own parent: read as a root.'),
        _("Empty the parent where it is a root."),
    ),
    "bad-level": (
        _('The level "{value}" is not in the map; it is kept as written.'),
        _("Add the word to words of the level in the map."),
    ),
    "encoding": (
        _("The text is neither UTF-8 nor UTF-16; it is read as {value}."),
        _(
            "Look at names with accents or special signs; where they are wrong, save the matrix as "
            '"CSV UTF-8".'
        ),
    ),
    "hidden:sheet": (
        _("A sheet that is hidden in the workbook is read: {value}."),
        _("If it is not part of the plan, remove it from sheet of the map."),
    ),
    "hidden:rows": (
        _("Rows that are hidden in the sheet are read: {rows}."),
        _("If they are not part of the plan, remove them, or write rows or skip into the map."),
    ),
    "hidden:columns": (
        _("Columns that are hidden in the sheet are read: {columns}."),
        _("If they are not part of the plan, remove them from the map or from the matrix."),
    ),
    "order-skip": (
        _('Level {value} is directly below "{above}" (level {up}); it is linked to it.'),
        _("Check its level, and that the row is below its parent."),
    ),
    "order-above": (
        _("Above this row of level {value} there is no row of a higher level; it is not linked."),
        _("Move the row below its parent, or add a column of parents."),
    ),
    "order-unclear": (
        _(
            "The rows are listed level after level, so their order does not show the "
            "parents: {number:row|rows} from here on are not linked."
        ),
        _("Put each row right below its parent, or add a column of parents and name it in parent."),
    ),
    "order-level": (
        _('"{value}" has no level; it is not linked.'),
        _("Fill in its level; where it is a second indicator of the row above, empty its name."),
    ),
    "second-value": (
        _('A second value of {id} for {year}: "{value}"; the first, "{first}", is kept.'),
        _("Remove one of them from the matrix, or make the indicators distinct."),
    ),
    "other-text": (
        _('"{value}" differs from the earlier value for {id}, "{first}"; the earlier one is kept.'),
        _("Make the two equal in the matrix."),
    ),
    "same-id": (
        _("The code {value} already means something else ({first}); here it becomes {id}."),
        _("Check the code, or use within or unit in the map."),
    ),
    "unequal-parts": (
        _("The cell contains {number} parts for {wanted} indicators; it is not used."),
        _("Make the numbers equal, one line for each indicator."),
    ),
    "number-name": (
        _('"{value}" was read as a name, but it is a number, a code or a bullet.'),
        _(
            "Name the column that holds the names in the map; leave this row out with rows or "
            "skip, or write a name into the cell."
        ),
    ),
    "merged-rows": (
        _(
            "Rows {first} and {row} would become one record, because their names are equal; "
            'column {column} ("{heading}") tells them apart: "{value}".'
        ),
        _(
            "Name the column that tells them apart in code of the level, or make the names "
            "distinct in the sheet."
        ),
    ),
    "merged-rows:number": (
        _(
            "Rows {first} and {row} would become one record: both have the code {code}, stored as "
            'a number, but the names "{earlier}" and "{value}".'
        ),
        _(
            "As a number 2.10 becomes 2.1: format the column of codes as text, then write the "
            "codes again."
        ),
    ),
    "merged-rows:values": (
        _(
            'The indicator "{value}" stands in rows {first} and {row} under the same result, but '
            "{place} differs: they would become one record."
        ),
        _(
            "Make the names distinct in the sheet, name the level that tells them apart in the "
            "map, or remove one of the rows."
        ),
    ),
    "unread-rows": (
        _(
            "{number} of {of} rows between the headings and the end of the table would be in no "
            "table: rows {rows}."
        ),
        _(
            "Name the columns that they are in in the map; where they are no part of the plan, "
            "leave them out with skip, stop or rows."
        ),
    ),
    "no-parents": (
        _(
            "None of the {number:result|results} of level {level} has a result above it, "
            'the first being "{value}".'
        ),
        _(
            "Name the column of the level above, of the codes or of the parents in the map, or "
            "correct the levels."
        ),
    ),
    "dangling-reference:superior": (
        _('There is no post "{value}" in this list; it is kept as written.'),
        _("Correct the name of the superior, or add the post."),
    ),
    "missing-number": (
        _('The number "{value}" is not among those of the superior; the indicator is not linked.'),
        _("Check the number to the left of the indicator."),
    ),
    "no-number": (
        _("The indicator has no number; it is not linked to the superior."),
        _("Write the number of the superior's indicator to its left."),
    ),
    "loose-line": (
        _(
            "The line is not glued to its boxes; it is read by where it ends: {lower} "
            "contributes to {upper}."
        ),
        _("If that is wrong, drag the ends of the line onto the boxes until they are glued."),
    ),
    "junction-line": (
        _("Lines that meet are followed by where they lie: {lower} contributes to {upper}."),
        _("If that is wrong, draw a connector from box to box, glued at both ends."),
    ),
    "arrow-turned": (
        _(
            "The arrow points the other way than most arrows of the drawing; the boxes are read as "
            "they stand: {lower} contributes to {upper}."
        ),
        _("Turn the arrow, or move the box, if it is the other way round."),
    ),
    "arrow-aside": (
        _("Two boxes stand side by side; as the arrow points, {lower} contributes to {upper}."),
        _("Move the lower box down to make it plain."),
    ),
    "line-junction": (
        _(
            "The line meets others, and they do not show one box above all others; it is not used "
            "({first} – {second})."
        ),
        _("Draw a connector from each box to the one that it contributes to, glued at both ends."),
    ),
    "line-end": (
        _("The line ends at no box; it is not used ({first} – {second})."),
        _("Drag both ends of the line onto the boxes that it joins until they are glued."),
    ),
    "line-between": (
        _("The line ends where two boxes lie close together; it is not used ({first} – {second})."),
        _("Drag both ends of the line onto the boxes that it joins until they are glued."),
    ),
    "line-same": (
        _("Both ends of the line lie at one box, {first}; it is not used."),
        _("Remove the line, or drag its ends onto the two boxes that it joins."),
    ),
    "line-glue": (
        _("The line is glued to something without text; it is not used ({first} – {second})."),
        _("Drag both ends of the line onto boxes with text."),
    ),
    "line-level": (
        _("{first} and {second} are side by side, so the line does not show which is above."),
        _("Move one of the boxes, or correct direction in the map."),
    ),
    "touching": (
        _(
            "Boxes that hang below the box that they touch, without a line: {number}. The first: "
            "{lower} contributes to {upper}."
        ),
        _("If that is wrong, write touching: no in the map."),
    ),
    "box-lines": (
        _("The lines of this box could be one indicator or several; they are kept as one: {value}"),
        _("Number the indicators in the box (1. 2. 3.), or draw a box for each."),
    ),
    "box-unclear": (
        _('"{value}" is joined only to boxes beside it; it is set aside.'),
        _("Move the box below the one that it contributes to, or remove the line."),
    ),
    "box-alone": (
        _('No line leads to "{value}"; it is set aside.'),
        _("Draw a line to the box that it contributes to, if it is a result."),
    ),
    "box-again": (
        _('"{value}" stands in {first} too; the two boxes are one.'),
        _("If they are two, write repeated: no in the map, or make their texts distinct."),
    ),
    "box-apart": (
        _('"{value}" stands in {first} too, but stays a record of its own: {why}.'),
        _("If they are one, draw it once, or make the drawings agree."),
    ),
    "box-unfound": (
        _('"{value}" goes on from another sheet, but no box there has its text.'),
        _("Write the same text in both boxes."),
    ),
    "box-row": (
        _('No line leads to "{value}" from above; it has the level of its row, {level}.'),
        _("Draw the line to the box that it contributes to."),
    ),
    "box-level": (
        _('"{value}" hangs on no box, and no box of its row has a level.'),
        _("Draw the line to the box that it contributes to, or write its level."),
    ),
    "box-depth": (
        _('"{value}" is {step} steps below the top; the levels of the map end before.'),
        _("Add a level to levels of the map: one for each step, the first for the top."),
    ),
    "two-results": (
        _('"{value}" is below several results; it measures the first, {first}.'),
        _("Join the indicator to one result."),
    ),
    "no-year": (
        _(
            "Targets inside the texts of boxes: {number}. The map gives no year, so the texts are "
            "kept whole."
        ),
        _("Write year under shapes in the map."),
    ),
    "amount-unread": (
        _('The target "{amount}" cannot be read as one number; it stays in the text: {value}'),
        _("Write one number with its unit behind the =, such as = 98 %."),
    ),
    "amount-unread:ambiguous": (
        _('The target "{amount}" can be read in two ways; it stays in the text: {value}'),
        _("Write decimal: comma or decimal: dot in the map."),
    ),
    "amount-year": (
        _("The text names a year that is not that of the map, so it stays whole: {value}"),
        _("Write the target of the year of the map in the box, without another year."),
    ),
    "amount-unsure": (
        _("The text ends in a number that no = marks as the target; it stays in the text: {value}"),
        _("If it is the target, write = before it."),
    ),
    "amount-blank": (
        _("There is no number before the unit: {value}"),
        _("Write the target in the box, or later in the table values."),
    ),
    "arrows": (
        _("Arrows drawn as shapes, not as lines, are not read: {number}."),
        _("Join the boxes with connectors (Insert, Shapes, Lines)."),
    ),
    "diagrams": (
        _("SmartArt diagrams on the sheet are not read: {number}."),
        _("Convert the diagram to shapes in the spreadsheet program."),
    ),
}
WARNINGS: Final = frozenset(
    {
        "loose-line",
        "junction-line",
        "arrow-turned",
        "arrow-aside",
        "line-same",
        "touching",
        "box-alone",
        "box-again",
        "box-apart",
        "box-row",
        "two-results",
        "no-year",
        "amount-unread",
        "amount-unread:ambiguous",
        "amount-unsure",
        "amount-year",
        "amount-blank",
        "arrows",
        "diagrams",
        "encoding",
        "hidden:columns",
        "hidden:rows",
        "hidden:sheet",
        "order-skip",
        "alone",
        "own-parent",
        "second-value",
        "other-text",
        "same-id",
        "missing-number",
        "no-number",
        "percent",
        "fraction",
        "left-out:depth",
        "number-code",
        "total",
    }
)
LEFT: Final[dict[str, Text]] = {
    "above": _("above the headings"),
    "outside": _("outside the rows of the map"),
    "skip": _("rows that the map skips"),
    "stop": _("below the end that the map names"),
    "headings": _("rows that repeat the headings"),
    "numbers": _("rows of column numbers"),
    "empty": _("signs of an empty cell"),
    "column": _("columns that the map does not name"),
    "depth": _("codes outside depths"),
    "group": _("headings of groups, with sums and without an indicator"),
    "heading": _("rows with a name and nothing else, as headings of groups"),
    "cell": _("cells that went into no table"),
    "box-post": _("boxes that name posts"),
    "box-post-line": _("posts inside boxes of the tree"),
    "box-label": _("boxes at the side that only head a row"),
    "box-process": _("boxes about inputs and processes"),
    "box-alone": _("boxes that no line joins"),
    "box-empty": _("boxes and frames without text"),
    "box-hidden": _("hidden boxes"),
    "box-unclear": _("boxes that are joined only to what is beside them"),
}
"""Why a part of a matrix is in no table."""
