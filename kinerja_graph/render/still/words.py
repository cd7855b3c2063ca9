"""The words used only in still pictures; the rest are shared with the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.view_words import words_for
from kinerja_graph.texts import Text, _

_STILL: Final[Mapping[str, Text]] = {
    "apart": _("Cut off: linked to no result above"),
    "more": _("… {n} more"),
    "legend.tree": _("contributes to"),
    "legend.cross": _("across agencies"),
    "legend.former": _("contributed to before"),
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
    "chain.nothing": _("No result above is named"),
    "chain.no.top": _("This plan has no result of level 0"),
    "chain.levels": _("Levels 0–{last}"),
    "chain.gap": _("Cut off: contributes to no result above"),
    "chain.loop": _("A circle: each contributes to the other"),
    "chain.same": _("The same finding is about:"),
    "chain.others": _("and {n:more record|more records}"),
    "chain.no.indicator": _("An indicator that measures it"),
    "chain.no.support": _("A result or task that supports it"),
    "chain.lacks": _("Missing here"),
    "chain.between": _("{n:more result|more results} between"),
    "chain.cut": _("Cut off with it: {n:result or task|results and tasks} below"),
    "chain.circle": _("{n:result or task leads|results and tasks lead} into the circle"),
    "chain.under": _("{n:result or task|results and tasks} below it"),
    "map.title": _("Map {page}/{pages}: {name}"),
    "map.again": _("continued from map {page}"),
    "map.rest": _("+ {n} more (map {page})"),
    "map.others": _("{name} and {n:other result|other results}"),
    "map.continued": _("{name} (continued)"),
    "map.also": _("also contributes to {names}"),
    "map.counted": _("{n:more is|more are} counted, and shown on another map."),
    "map.white": _("A white cell has no error and no warning."),
    "map.bullet": _("▪ indicator of the objective"),
    "map.inside": _("+ {n} more"),
    "map.parentless": _("{n} boxes without parent"),
    "map.parentless.one": _("1 box without parent"),
    "map.ends": _("{n} end here"),
    "map.ends.one": _("ends here"),
    "map.dashed": _("+ N more: shown on another map"),
}


def still_words(view: str) -> Mapping[str, Text]:
    """Return the words of a still picture of ``view``."""
    return {**_STILL, **words_for(view)}
