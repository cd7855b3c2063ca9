"""``targets``: the targets by year, and whether they add up."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.texts import _
from kinerja_graph.views.spec import Subject, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="targets",
    about="The targets of a result and of what contributes to it, by year.",
    ask="analysis.targets:targets",
    answer="analysis.targets:Targets",
    table=Table(
        "years",
        ("year", "target", "realisation", "sum", "gap"),
        ("subject.id", "contributors.id"),
    ),
    subject=Subject(
        labels=RESULTS,
        about="Id of an objective or an indicator, or a selector.",
        help=_("id of an objective or indicator"),
    ),
    command=_("Targets of a result and of what contributes to it by year, and the gap."),
    blocks="report.answers.targets:targets_blocks",
    place=40,
)
