"""``individuals``: what every post is measured by."""

from __future__ import annotations

from typing import Final

from kinerja_graph.views.spec import Parameter, Route, Table, ViewSpec

YEAR: Final = Parameter(
    name="year",
    kind=int | None,
    default=None,
    about="Of the indicators' targets; else the one that counts now.",
    min=1,
    served_max=9999,
)
VIEW: Final = ViewSpec(
    name="individuals",
    about="What every post is measured by, and the role matrices of the leaders.",
    ask="analysis.individual_reading:individuals",
    answer="analysis.individual:Individuals",
    table=Table(
        "individuals",
        ("position_id", "position_name"),
        ("individuals.measures.id", "individuals.measures.chain"),
    ),
    parameters=(YEAR,),
    command="individual",
    blocks="report.answers.individuals:individuals_blocks",
    route=Route(heavy=True),
    place=50,
)
