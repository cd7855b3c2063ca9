"""``weakest``: the single points of failure of a result."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.views.spec import Route, Subject, Table, ViewSpec, node_columns

VIEW: Final = ViewSpec(
    name="weakest",
    about="The single points on which a result hangs.",
    ask="analysis.weak_points:weakest",
    answer="analysis.weak_points:WeakPoints",
    table=Table("points", node_columns("load"), ("subject.id", "points.id")),
    subject=Subject(labels=RESULTS, about="Id of an objective or an indicator, or a selector."),
    command="whatif",
    blocks="report.answers.weak_points:weakest_blocks",
    route=Route(path="/whatif/weakest", heavy=True),
    place=100,
)
