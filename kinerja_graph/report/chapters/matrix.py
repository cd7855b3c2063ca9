"""Agencies against outcomes: who stands behind what, and who is absent."""

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
"""So many outcomes stand in one table; the next ones in the next."""
MOST_ACROSS: Final = 24
MOST_DOWN: Final = 60
"""So many outcomes and agencies are told; the workbook has all."""


def matrix(data: ReportData) -> Iterator[Block]:
    """The chapter: a table for some outcomes each, with their names below it, and what is amiss."""
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
