"""``if_removed``: what would happen without some records."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.views.spec import Route, Subject, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="if_removed",
    about="What follows where records are removed together.",
    ask="analysis.consequences:remove",
    answer="analysis.consequences:Removal",
    table=Table("outcomes", ("id", "lost"), ("removed", "outcomes.id", "cut_off")),
    subject=Subject(
        labels=CHAINED, about="Ids of results, tasks, units or posts, and selectors.", several=True
    ),
    command="whatif",
    blocks="report.answers.consequences:removal_blocks",
    route=Route(path="/whatif/remove", name="read_removal", heavy=True),
    place=80,
)
