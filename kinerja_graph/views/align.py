"""``align``: which agencies stand behind a result."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.texts import _
from kinerja_graph.views.spec import Route, Subject, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="align",
    about="Which agencies stand behind a result, with what, through whom.",
    ask="analysis.alignment:align",
    answer="analysis.alignment:Alignment",
    table=Table(
        "agencies",
        ("id", "name", "expected", "results", "tasks", "direct", "sole_support"),
        ("subject.id", "agencies.chain", "agencies.result_ids", "agencies.task_ids"),
    ),
    subject=Subject(
        labels=RESULTS,
        about="Id of an objective or an indicator, or a selector.",
        help=_("id of an objective or indicator, or a selector such as level:0"),
    ),
    command=_("Which agencies stand behind a result, with what, and who is missing."),
    blocks="report.answers.align:align_blocks",
    route=Route(about="Which agencies stand behind a result; of a selector, behind each."),
    place=20,
)
