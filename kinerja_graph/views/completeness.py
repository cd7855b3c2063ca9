"""``completeness``: how much of the cascade is unbroken up to level 0."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import _
from kinerja_graph.views.spec import Parameter, Route, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="completeness",
    about="How much of the cascade is unbroken up to level 0, and where the rest breaks.",
    ask="analysis.completeness:completeness",
    answer="analysis.completeness:EditionCompleteness",
    table=Table("broken", ("label", "id", "name", "agency", "at", "why"), ("broken.id",)),
    parameters=(
        Parameter(
            name="agency",
            kind=str | None,
            default=None,
            help=_("list the share and the broken records of this agency only"),
            about="Id of an agency; by_agency and broken are then of this agency alone.",
            value="A",
        ),
    ),
    command=_("How much of the cascade is whole up to level 0, and where the rest breaks."),
    blocks="report.answers.completeness:completeness_blocks",
    route=Route(heavy=True),
    place=35,
)
