"""The words that differ by view: titles, columns, and the meaning of a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.words import WORDS
from kinerja_graph.texts import Text, _, pgettext

_TIERS: Final = 12
_ORGANISATION: Final = {
    "cascade": _("Organisation and posts"),
    "shown": pgettext("units and posts", "{n} of {all} boxes shown"),
    "apart": _("Without superior and unit"),
    "legend.tree": _("reports to, is part of"),
    "legend.cross": _("across agencies"),
    "value.pair": _("Auditor 2 · supervises = rung 2 of the ladder; higher rungs supervise"),
    "reading.columns": _(
        "Columns are tiers; a box reports to, or is part of, the one at its left and is as tall as "
        "all below it."
    ),
    "panel.up": _("Superior, unit above"),
    "panel.down": _("Subordinates, units below"),
    "panel.nothing.up": _("Nothing above it."),
    "panel.nothing.down": _("Nothing below it."),
    "panel.chain": _("Focus on this line of command"),
    "scope.chain": _("Line of command only: {name}"),
    "table.boxes": _("Units and posts"),
    "table.place": _("Kind, tier"),
    "table.value": _("Functional ladder"),
    "described": _(
        "{n} units and posts. {told}. A box reports to, or is part of, the one at its left."
    ),
}
VIEW_WORDS: Final[Mapping[str, Mapping[str, Text]]] = {
    "organisation": _ORGANISATION,
    "crosscutting": {
        "cascade": _("Crosscutting sheet"),
        "legend.cross": _("contributes across agencies"),
    },
    "matrix": {
        "cascade": _("Agencies and outcomes"),
    },
    "selection": {
        "apart": _("What is above is not in the selection"),
    },
    "findings": {
        "nothing": _("No box has an error or a warning."),
        "cascade": _("Findings and their surroundings"),
        "apart": _("Linked to no result of the top level"),
    },
    "diff": {
        "cascade": _("Changes between editions"),
        "findings": _("Changes"),
        "findings.all": _("All changes"),
        "findings.none": _("No changes"),
        "findings.next": _("Next change"),
        "findings.previous": _("Previous change"),
        "table.finding": _("Change"),
        "help.findings": _("N, P: next, previous change"),
        "matrix.cell": _("{agency}, {column}: {n} boxes, {m} changed"),
        "matrix.how": _(
            "Each cell: number of boxes, and Δ those that changed. Choose a cell to see its "
            "picture."
        ),
        "matrix.mark": pgettext("in both languages", "Δ"),
        "pane.errors": _("Changes that weigh most"),
        "pane.how": _("Number of boxes behind an outcome."),
        "pane.cell": _("{part}, {name}: {n} boxes"),
        "reading.lines": _(
            "Other contributions are drawn as lines when a box is chosen, also those of the older "
            "edition only: its details say so."
        ),
    },
    "evidence": {
        "cascade": _("Evidence for causal links"),
        "reading.columns": _(
            "Columns are levels; the sign of a box says what the years say of its link to the one "
            "at its left."
        ),
        "matrix.how": _(
            "Each cell: number of boxes, and ▼◇✓ those with a judged link. Choose a cell to see "
            "its picture."
        ),
        "matrix.mark": pgettext("in both languages", "▼◇✓"),
        "matrix.cell": _("{agency}, {column}: {n} boxes, {m} with a judged link"),
        "pane.errors": _("Links that the years speak against"),
        "pane.how": _("Number of boxes behind an outcome."),
        "pane.cell": _("{part}, {name}: {n} boxes"),
        "findings": _("Links"),
        "findings.all": _("All links"),
        "findings.none": _("No links of indicators"),
        "nothing": _(
            "No indicator in this plan is linked to another yet, so the years cannot be compared."
        ),
        "findings.next": _("Next link"),
        "findings.previous": _("Previous link"),
        "table.finding": _("Evidence"),
        "help.findings": _("N, P: next, previous link"),
    },
}


def words_for(view: str) -> Mapping[str, Text]:
    """Return the words of the page for a view."""
    tiers = {
        f"column.tier{n}": Text(id=f"Tingkat {n + 1}", en=f"Tier {n + 1}") for n in range(_TIERS)
    }
    return {**WORDS, **(tiers if view == "organisation" else {}), **VIEW_WORDS.get(view, {})}
