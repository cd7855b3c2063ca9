"""Write how this edition differs from the previous one."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.document import Block, Heading, on_paper
from kinerja_graph.report.phrases import MORE_CHANGES
from kinerja_graph.report.report_data import ReportData


def editions(data: ReportData) -> Iterator[Block]:
    """Yield the number of changes of each kind, then the changes themselves."""
    if data.comparison is not None:
        yield Heading(text=data.say("editions"), level=2)
        amount = Amount(data.most, MORE_CHANGES)
        yield from on_paper(compare_blocks(data.comparison, data.context.language, amount, level=3))
