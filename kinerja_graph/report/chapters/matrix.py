"""Write the agencies against the outcomes: who supports what, and who is absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.report.answers.matrix import matrix_blocks
from kinerja_graph.report.answers.shared import Amount, Part
from kinerja_graph.report.document import Block, Heading, on_paper
from kinerja_graph.report.phrases import PHRASES
from kinerja_graph.report.report_data import ReportData

MATRIX: Final = "matrix"
ACROSS: Final = 6
"""The number of outcomes per table; the next ones go in the next table."""
MOST_ACROSS: Final = 24
MOST_DOWN: Final = 60
"""The maximum number of outcomes and agencies shown; the workbook has all."""


def matrix(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: tables of some outcomes each, with their names below, and the problems."""
    answer = data.matrix
    if answer is None:
        return
    fresh = bool(answer.outcomes and answer.agencies)
    yield Heading(text=data.say("matrix"), level=1, anchor=MATRIX, fresh=fresh)
    yield from on_paper(
        matrix_blocks(
            answer,
            data.context.language,
            Amount(data.most),
            part=Part(
                most=MOST_ACROSS,
                beside=MOST_DOWN,
                across=ACROSS,
                cut=PHRASES["matrix.left"],
            ),
        )
    )
