"""The words used only in still pictures; the rest are shared with the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import Text, _

_STILL: Final[Mapping[str, Text]] = {
    "legend.links.left": _("Other parents are left out: there are too many."),
    "described": _("{n} results and tasks. {told}. A box contributes to the one at its left."),
    "sheet.column.results": _("Results"),
    "sheet.column.tasks": _("Tasks"),
    "sheet.column.direct": _("Contribute directly"),
    "sheet.behind": _("{n} agencies stand behind this outcome: {names}."),
    "sheet.behind.one": _("1 agency stands behind this outcome: {names}."),
    "sheet.behind.none": _("No agency stands behind this outcome yet."),
    "sheet.missing": _("Expected, not contributing yet: {names}."),
    "sheet.silo": _("Silo: fewer than two agencies."),
    "sheet.results": _("{n} results"),
    "sheet.results.one": _("1 result"),
    "sheet.tasks": _("{n} tasks"),
    "sheet.tasks.one": _("1 task"),
    "sheet.sole": _("the only support of {n} results"),
    "sheet.sole.one": _("the only support of 1 result"),
    "sheet.rest": _("and {n} more results and tasks"),
    "sheet.rest.one": _("and 1 more result or task"),
    "sheet.expected": _("expected, missing"),
    "sheet.matrix.how": _(
        "Each cell: results and tasks of the agency that reach the outcome; the bar is as long "
        "as their number."
    ),
    "sheet.matrix.none": _(
        "This plan has no result of level 0, so there is no outcome to compare "
        "with its agencies yet."
    ),
    "sheet.matrix.gap": _("{unit} is expected behind {outcome}, and contributes nothing yet."),
    "sheet.matrix.described": _(
        "{agencies} agencies and {outcomes} outcomes; {idle} agencies stand behind none, {gaps} "
        "expected contributions are missing."
    ),
    "slice.deeper": _("{name}: {column}"),
    "chain.nothing": _("No result of the top level"),
    "chain.gap": _("Cut off: contributes to no result above it"),
    "chain.lacks": _("Missing here"),
    "chain.between": _("… {n} more levels …"),
    "chain.between.one": _("… 1 more level …"),
    "chain.cut": _("{n} results and tasks below it are cut off"),
    "chain.cut.one": _("1 result or task below it is cut off"),
    "chain.under": _("{n} results and tasks below it"),
    "chain.under.one": _("1 result or task below it"),
    "map.title": _("Map {page}/{pages}: {name}"),
    "map.again": _("continued"),
    "map.rest": _("+ {n} more (map {page}): {names}"),
}


def still_words(view: str) -> Mapping[str, Text]:
    """Return the words of a still picture of ``view``."""
    return {**_STILL, **words_for(view)}
