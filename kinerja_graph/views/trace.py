"""``trace``: the chain of a record, up to outcomes or down to tasks."""

from __future__ import annotations

from typing import Final, Literal

from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.texts import _
from kinerja_graph.views.spec import Parameter, Route, Subject, Table, ViewSpec, node_columns

VIEW: Final = ViewSpec(
    name="trace",
    about="The chain from a record up to outcomes, or down to tasks.",
    ask="analysis.lineage:trace",
    answer="analysis.lineage:Trace",
    table=Table("nodes", node_columns("depth"), ("nodes.id",)),
    subject=Subject(
        labels=CHAINED,
        about="Id of a task or a result, or a selector.",
        help=_("id of a task or a result, or a selector such as +IKU-07"),
    ),
    parameters=(
        Parameter(
            name="direction",
            kind=Literal["up", "down"],
            default="up",
            flags={
                "up": _("up to the outcomes (default)"),
                "down": _("down to the tasks"),
            },
            about="Up to the outcomes, or down to the tasks.",
            choose=_("Choose one direction."),
        ),
        Parameter(
            name="depth",
            kind=int | None,
            default=None,
            help=_("only up to this distance"),
            about="Steps from it.",
            value="N",
            min=0,
            served_max=10**9,
        ),
    ),
    command=_("The chain from a task to the outcome, or everything below a result."),
    blocks="report.answers.trace:trace_blocks",
    route=Route(
        about="The chain from a record up to outcomes, or down to tasks; of a selector, of each.",
        one_statement=True,
    ),
    place=10,
)
