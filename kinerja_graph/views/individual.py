"""``individual``: what a post is measured by."""

from __future__ import annotations

from typing import Final

from kinerja_graph.views.individuals import YEAR
from kinerja_graph.views.spec import Subject, Table, ViewSpec

VIEW: Final = ViewSpec(
    name="individual",
    about="What one post is measured by.",
    ask="analysis.individual_reading:individual",
    answer="analysis.individual:Individual",
    table=Table("measures", ("source", "id", "name"), ("measures.id", "measures.chain")),
    subject=Subject(labels=("Position",), about="Id of a post, or a selector."),
    parameters=(YEAR,),
    command="individual",
    blocks="report.answers.individual:individual_blocks",
    place=60,
)
