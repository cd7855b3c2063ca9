"""``if_missed``: which outcomes are at risk if records miss their targets."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.views.spec import Route, Subject, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="if_missed",
    about="Which outcomes are at risk where records miss their targets.",
    ask="analysis.consequences:miss",
    answer="analysis.consequences:Miss",
    table=Table("outcomes", ("id", "at_risk"), ("missed", "outcomes.id")),
    subject=Subject(
        labels=CHAINED, about="Ids of results, tasks, units or posts, and selectors.", several=True
    ),
    command="whatif",
    blocks="report.answers.consequences:miss_blocks",
    route=Route(path="/whatif/miss", name="read_miss", heavy=True),
    place=90,
)
