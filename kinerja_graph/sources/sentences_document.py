"""Messages about a JSON or YAML document, where those for sheets do not fit.

The keys are those of the other sentences; documents have rows and headings, but no columns.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences
from kinerja_graph.texts import EMPTY, Text, _

DOCUMENT_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-heading": (
        _("No row of table {table} has {heading}."),
        _("Add {heading} (or: {aliases}) to each row."),
    ),
    "unknown-heading": (
        _('The heading "{value}" is not known in table {table}; its values are not read.'),
        _("Use a known heading{near}, or leave it if the values are not needed."),
    ),
    "unknown-heading:second": (
        _('A row of table {table} has {heading} twice; "{value}" is not read there.'),
        _("Join the two values under one heading."),
    ),
    "unknown-heading:none": (
        _('The value "{value}" is under a blank heading, so it is not read.'),
        _("Give it a heading, or remove it if it is not needed."),
    ),
    "bad-number": (
        _('"{value}" is not a number.'),
        _("Write the number alone, such as 87.5; its unit does not belong here."),
    ),
    "bad-number:cell": (
        _("{heading} contains {what}, not a number."),
        _("Write the number alone, such as 87.5."),
    ),
    "bad-choice:id": (
        _("{heading} was read as {what} ({value}), not as text."),
        _('Put the id in quotation marks, such as "A1".'),
    ),
}

CAUSES: Final[dict[str, Sentences]] = {
    "decimal-comma": (_("a number with a decimal comma"), _("write {number}")),
    "either-comma": (
        _("a number with a comma"),
        _("write {thousands} for thousands, {number} for decimals"),
    ),
    "leading-zero": (_("a number begins with 0"), _('put it in "…" or drop the 0')),
    "dots": (_("a number with several dots"), _('put a code in "…"; write thousands without dots')),
    "open-text": (
        _("the text is not closed by the end of the line"),
        _('write the closing " there'),
    ),
    "quotes": (
        _("the quotation mark {sign} is not used in JSON"),
        _('write " at both ends of the text'),
    ),
    "word": (_("a word without quotes"), _('write "{word}"')),
    "word-or": (_("a word without quotes"), _('write "{word}", or {plain}')),
    "escape": (_("an unknown escape sequence with \\"), _("write each \\ as \\\\")),
    "tab": (_("a tab in the indent"), _("use spaces")),
    "tab-between": (_("there is a tab"), _("use spaces")),
    "colon-or-indent": (
        _("a text without quotes contains a colon, or this line is indented too far"),
        _('put the text in "…", or indent the line like the others'),
    ),
    "colon": (_("a colon is missing"), _('write ": " after the heading')),
    "blank": (_('a space is missing after "{sign}"'), _('write "{sign} "')),
    "sign": (_("a text begins with {sign}"), _('put the text in "…"')),
    "alias": (
        _("a text begins with *, or an alias without its anchor"),
        _('put the text in "…", or write the anchor (&name)'),
    ),
    "list": (_("a list begins on the line of its heading"), _("begin it on the next line")),
    "character": (_("it contains the character {sign}"), _("remove it")),
    "row": (
        EMPTY,
        _('if a new record begins there, begin it with "- "'),
    ),
}
"""Why a text is not a document, and how to fix it; the location goes between the two."""


def cause(case: str, where: Text, **facts: object) -> Text:
    """Return a cause as the end of a sentence: what is wrong, ``where``, and how to fix it."""
    what, mend = (text.filled(**facts) for text in CAUSES[case])
    return Text(
        id=f"{what.id}{where.id}; {mend.id}",
        en=f"{what.en}{where.en}; {mend.en}",
    )
