"""Messages about a cell for planners: what is wrong, and how to fix it, in both languages.

The key is the code of the contract, with its case after a colon if needed.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences
from kinerja_graph.texts import _

_FORMULA: Final = (
    _("The formula in {heading} has no stored result."),
    _("Open the workbook in a spreadsheet program and save it, or write the value."),
)
_ERROR: Final = (
    _('{heading} contains the formula error "{value}".'),
    _("Correct the formula or write the value{blank}."),
)
_ENDLESS: Final = (
    _('{heading} contains "{value}", which is not a value.'),
    _("Write the value{blank}."),
)
_LEVELS: Final = _(
    "Write 0 (the government), 1 (agency), 2 (programme), 3 (activity), 4 (sub-activity) or 5 "
    "(task and individual)."
)

CELL_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-value": (
        _("{heading} is required, but empty."),
        _("Fill in {heading} in this row."),
    ),
    "missing-value:merged": (
        _(
            "{heading} is required; this cell is merged with one above it, and the value is read "
            "in the first row alone."
        ),
        _("Unmerge the cells and write {heading} in each row."),
    ),
    "missing-value:merged-id": (
        _(
            "{heading} is required; this cell is merged with one above it, and the value is read "
            "in the first row alone."
        ),
        _(
            "Unmerge the cells and give each row an id of its own; delete this row if it belongs "
            "to the one above."
        ),
    ),
    "missing-value:levels": (_("{heading} is required, but empty."), _LEVELS),
    "missing-value:level": (
        _("This indicator measures no objective and has no level."),
        _(
            "Fill in {written[objective]} with the id of an objective, or {written[level]} with "
            "0–5."
        ),
    ),
    "missing-value:duration_unit": (
        _("A duration is given without its unit."),
        _("Fill in {heading} with minute, hour or day."),
    ),
    "missing-value:formula": _FORMULA,
    "missing-value:error": _ERROR,
    "duplicate-id": (
        _('The id "{value}" is already used in {first}.'),
        _("Give this row another id, or remove it if it says the same."),
    ),
    "duplicate-id:value": (
        _("Indicator {indicator} already has values of {year} in {first}."),
        _("Join the two rows into one."),
    ),
    "duplicate-id:budget": (
        _("Programme {programme} already has a budget of {year} in {first}."),
        _("Join the two rows into one."),
    ),
    "duplicate-id:contribution": (
        _("The contribution from {source} to {target} is already in {first}."),
        _("Join the two rows into one."),
    ),
    "duplicate-id:dataset": (
        _("Table dataset has more than one row."),
        _("Keep one row; other editions are loaded from other files."),
    ),
    "dangling-reference": (
        _('The id "{value}" does not exist; the id of {wanted} is needed here.'),
        _("Correct the id{near}, or add its row."),
    ),
    "dangling-reference:withheld": (
        _('The id "{value}" does not exist; the id of {wanted} is needed here.'),
        _(
            "If {first} is meant, or another row whose id is empty or wrong: correct "
            "the id there, and this reference is right. If not, correct the id "
            "here{near}, or add its row."
        ),
    ),
    "dangling-reference:unseen": (
        _(
            'The id "{value}" does not exist; the one in {first} looks the same, but has other '
            "characters ({signs})."
        ),
        _("Type the id again in both places, with letters, digits and hyphens."),
    ),
    "dangling-reference:no-rows": (
        _('The id "{value}" does not exist, since there is no table {tables}, or it is empty.'),
        _("Add that table, with the headings {headings} and a row for this id."),
    ),
    "dangling-reference:name": (
        _('"{value}" is a name; the id of {wanted} is needed here.'),
        _('Write its id: "{meant}".'),
    ),
    "dangling-reference:comma": (
        _('The id "{value}" does not exist, but its parts are ids.'),
        _('Lists are split at semicolons: write "{parted}".'),
    ),
    "dangling-reference:kind": (
        _('"{value}" is the id of {actual}; the id of {wanted} is needed here.'),
        _("Write the id of {wanted}."),
    ),
    "bad-number": (
        _('"{value}" is not a number.'),
        _("Write the number alone, such as 87.5 or 1,250.5{unit}; leave it empty if unknown."),
    ),
    "bad-number:ambiguous": (
        _('"{value}" may mean thousands or a fraction.'),
        _(
            "Write {whole} for thousands, {fraction} for a fraction. For all numbers at once: fill "
            "in decimal in table dataset with the decimal sign, comma or dot; or use --decimal "
            "comma or --decimal dot."
        ),
    ),
    "bad-number:formula": _FORMULA,
    "bad-number:error": _ERROR,
    "bad-number:endless": _ENDLESS,
    "bad-level:formula": _FORMULA,
    "bad-level:error": _ERROR,
    "bad-level:endless": _ENDLESS,
    "bad-choice:endless": _ENDLESS,
    "bad-number:infinite": (_('"{value}" is too large for a number.'), _("Check its digits.")),
    "bad-number:range": (
        _('"{value}" is not a range; a target of polarity range is two numbers.'),
        _(
            "Write the low and the high number, such as 80-90 or 80..90; if the target is one "
            "number, write up, down or hold as {polarity} in {first}."
        ),
    ),
    "bad-number:reversed": (
        _('The range "{value}" has the high number first.'),
        _("Write the low number first, such as 80-90."),
    ),
    "bad-number:not-range": (
        _('"{value}" is a range, but the polarity of its indicator is not range.'),
        _("Write one number, or write range as {polarity} in {first}."),
    ),
    "bad-number:negative": (
        _('"{value}" is below 0.'),
        _("Write an amount in rupiah, 0 or more; leave it empty if unknown."),
    ),
    "bad-number:year": (
        _('"{value}" is not a year.'),
        _("Write the year in four digits, such as 2026."),
    ),
    "bad-number:whole": (
        _('"{value}" is not a whole number of at least 1.'),
        _("Write 1 for the highest rung, 2 for the next, and so on."),
    ),
    "bad-number:cell": (
        _("{heading} contains {what}, not a number."),
        _("Format the cell as a number and write its value."),
    ),
    "bad-number:cell-range": (
        _("{heading} contains {what}, not a range."),
        _("Format the cell as text, then write both numbers, such as 80..90."),
    ),
    "bad-choice": (_('"{value}" is not a choice for {heading}.'), _("Choose one of: {choices}.")),
    "bad-choice:second": (
        _('This row has two periods: "{value}" stands under {second} too.'),
        _("Leave one of the two cells empty."),
    ),
    "bad-choice:id": (
        _("{heading} was read as {what} ({value}), not as text."),
        _("Format the column as text, then write the id again."),
    ),
    "bad-choice:text": (_("{heading} contains {what}, not text."), _("Write plain text.")),
    "bad-choice:list": (
        _("{heading} contains a list, not one word."),
        _("Write one alone, without brackets: {choices}."),
    ),
    "bad-choice:control": (
        _("{heading} contains an invisible character (a control character)."),
        _("Write it again with letters, digits and hyphens, such as kota-contoh."),
    ),
    "bad-choice:document": (
        _('"{value}" is no code of a document.'),
        _(
            "Write it with letters, digits and hyphens: rpjmd, renstra, rkpd, renja, iku, pk, "
            "renaksi, dpa, or a code of your own."
        ),
    ),
    "bad-choice:plan": (
        _("The plan is not stated as a document."),
        _("Leave {heading} empty; a file without a document is the plan."),
    ),
    "bad-choice:role": (
        _('"{value}" is no role of an objective of level 0.'),
        _(
            "A success factor or a condition has the level of what stands directly below it, at "
            "least 1: correct level or role."
        ),
    ),
    "bad-choice:supervised": (
        _('Another post of the ladder "{ladder}" answers {heading} otherwise ({first}).'),
        _("Make {heading} of all posts of the ladder equal, or leave all but the first empty."),
    ),
    "bad-level": (_('"{value}" is not a level.'), _LEVELS),
    "bad-level:cell": (_("{heading} contains {what}, not a number."), _LEVELS),
    "bad-level:objective": (
        _("Level {value} differs from level {level} of objective {objective}, which it measures."),
        _("Leave {heading} of the indicator empty, or make it equal to that of the objective."),
    ),
    "self-reference": (
        _('"{value}" refers to itself.'),
        _("Write the id of {wanted} other than this one, or leave it empty."),
    ),
    "self-reference:contribution": (
        _('This contribution leads from "{value}" to "{value}" itself.'),
        _("Correct {written[from]} or {written[to]}, or remove the row."),
    ),
    "unit-cycle": (
        _("These units are parents of one another: {circle}."),
        _("Correct {heading} of one of them; the topmost unit has none."),
    ),
    "redundant-link": (
        _('This indicator already measures objective "{value}"; this contribution is not loaded.'),
        _('Remove "{value}" from {heading} in this row.'),
    ),
    "redundant-link:contribution": (
        _('"{source}" already measures objective "{value}"; this contribution is not loaded.'),
        _("Remove this row."),
    ),
    "unit-cycle:programme": (
        _("These programmes are parents of one another: {circle}."),
        _("Correct {heading} of one of them; the topmost programme has none."),
    ),
    "self-parent:programme": (
        _('Programme "{value}" is its own parent, so it is read as a topmost programme.'),
        _("Leave {heading} empty for a topmost programme."),
    ),
    "self-parent": (
        _('Unit "{value}" is its own parent, so it is read as a topmost unit.'),
        _("Leave {heading} empty for a topmost unit."),
    ),
}
