"""``evidence``: what the measured years say about causal links."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.texts import _
from kinerja_graph.views.spec import Parameter, Route, Subject, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="evidence",
    about="What the measured years say of each causal link, or of those into a result.",
    ask="analysis.evidence:evidence",
    answer="analysis.evidence:Evidence",
    table=Table(
        "links",
        ("from", "to", "pairs", "agree", "against", "verdict"),
        ("links.from", "links.to"),
    ),
    subject=Subject(
        labels=RESULTS,
        about="Id of an objective or an indicator, or a selector.",
        help=_("id of the objective or indicator whose contributors are weighed (default: all)"),
        required=False,
    ),
    parameters=(
        Parameter(
            name="lag",
            kind=int,
            default=0,
            help=_(
                "read the result this many years after its contributor (default: the same years)"
            ),
            about="The result is read so many years after its contributor.",
            value="N",
            min=0,
            served_max=100,
        ),
    ),
    command=_("What the measured years say for and against each causal link."),
    blocks="report.answers.evidence:evidence_blocks",
    route=Route(
        about="What the measured years say of the links into a result.",
        about_whole="What the measured years say of every causal link.",
        heavy=True,
    ),
    place=70,
)
