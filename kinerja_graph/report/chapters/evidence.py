"""Write what the measured years say for or against causal links; never called proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.analysis.evidence import VERDICTS
from kinerja_graph.report.answers.evidence import evidence_blocks
from kinerja_graph.report.answers.shared import Amount, note
from kinerja_graph.report.document import Block, Heading, on_paper
from kinerja_graph.report.phrases import PHRASES
from kinerja_graph.report.report_data import ReportData

EVIDENCE: Final = "evidence"
TOLD: Final = ("against", "mixed")
"""The verdicts whose links are listed one by one: those to review."""


def evidence(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: how many links have which verdict, then those to review."""
    answer = data.evidence
    if answer is None:
        return
    counts = answer.counts()
    fresh = any(counts[verdict] for verdict in TOLD)
    yield Heading(text=data.say("evidence"), level=1, anchor=EVIDENCE, fresh=fresh)
    amount = Amount(data.most, PHRASES["evidence.more"])
    yield from on_paper(evidence_blocks(answer, data.context.language, amount, detailed=TOLD))
    if any(counts[verdict] for verdict in VERDICTS if verdict not in TOLD):
        yield note(data.say("evidence.rest"))
