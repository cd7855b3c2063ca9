"""What a report is made of: the answers to every question that it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.comparison import Comparison
from kinerja_graph.analysis.evidence import Evidence
from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.analysis.targets import Targets
from kinerja_graph.library.words import count_severities
from kinerja_graph.numbers import format_number
from kinerja_graph.report.document import Figure
from kinerja_graph.report.phrases import PHRASES
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.words import WORDS

MOST_FINDINGS: Final = 50
"""So many findings of one rule are told one by one; the workbook has all."""
MOST_OUTCOMES: Final = 40
"""So many outcomes get a sheet of their own."""
MOST_SUMS: Final = 200
"""So many results to which others add up are asked for."""
MOST_PICTURES: Final = 30
"""So many pictures of the cascade are shown."""
MOST_BOXES: Final = 3000
"""A plan of more results and tasks is told without pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """The answers that a report tells, about one edition, in one language.

    Attributes:
        subject: the audit, and what it is about.
        book: its rules, and the language.
        made: the time that the report bears.
        alignments: who stands behind each outcome that gets a sheet of its own.
        outcomes: how many cross-agency outcomes there are, with a sheet or without.
        figures: pictures by the id of the outcome that they show.
        matrix: agencies against outcomes.
        sums: results to which others add up, as many as are told; ``summed``: how many there are.
        evidence: what the years say of causal links.
        comparison: what is otherwise than in the edition compared with.
        cascade: the plan in pictures, as many as there is room for; ``unseen``: how many more.
        undrawn: how many results and tasks there are, where they are too many for pictures.
        most: how many findings of one rule are told one by one.
    """

    subject: Audited
    context: ReportContext
    made: datetime
    alignments: tuple[Alignment, ...] = ()
    outcomes: int = 0
    figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict[str, tuple[Figure, ...]])
    matrix: Matrix | None = None
    sums: tuple[Targets, ...] = ()
    summed: int = 0
    evidence: Evidence | None = None
    comparison: Comparison | None = None
    cascade: tuple[Figure, ...] = ()
    unseen: int = 0
    undrawn: int = 0
    most: int = MOST_FINDINGS

    def say(self, key: str, /, **facts: object) -> str:
        """The phrase or word ``key`` in the language of the report; numbers are written out."""
        text = PHRASES.get(key) or WORDS[key]
        values = {name: self.formatted(value) for name, value in facts.items()}
        return text.say(self.context.language, **values)

    def count(self, key: str, number: int, /, **facts: object) -> str:
        """As ``say``, with ``number`` as the fact ``n``; for one there may be ``key.one``."""
        one = f"{key}.one"
        return self.say(one if number == 1 and one in PHRASES else key, n=number, **facts)

    def severities(self, numbers: Mapping[str, int]) -> str:
        """Such as "14 errors, 1 warning"; empty where all are zero."""
        return count_severities(numbers, self.context.language)

    def formatted(self, value: object) -> object:
        """A number as people write it; all else as it is."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return format_number(value, self.context.language)
        return value
