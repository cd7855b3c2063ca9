"""``matrix``: agencies against outcomes."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import _
from kinerja_graph.views.spec import Route, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="matrix",
    about="Agencies against outcomes.",
    ask="analysis.matrix:matrix",
    answer="analysis.matrix:Matrix",
    table=Table("cells", ("agency", "outcome", "results", "tasks"), ("outcomes.id",)),
    command=_("Agencies × outcomes: who stands behind what, and who is missing."),
    blocks="report.answers.matrix:matrix_blocks",
    route=Route(heavy=True),
    place=30,
)
