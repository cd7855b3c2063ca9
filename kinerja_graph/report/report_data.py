"""What a report is made from: the answers to every question it covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.comparison import Comparison
from kinerja_graph.analysis.documents import Documents
from kinerja_graph.analysis.evidence import Evidence
from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.analysis.targets import Targets
from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.words import count_severities
from kinerja_graph.model.origin import Place
from kinerja_graph.numbers import format_number
from kinerja_graph.report.audit_sentences import place_text
from kinerja_graph.report.document import Figure
from kinerja_graph.report.phrases import PHRASES
from kinerja_graph.report.readers import DEFAULT_READER, Annex, Reader
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Text

MOST_FINDINGS: Final = 50
"""The maximum number of findings of one rule listed one by one; the workbook has all."""
MOST_OUTCOMES: Final = 40
"""The maximum number of outcomes with a sheet of their own."""
MOST_SUMS: Final = 200
"""The maximum number of results with addends that are queried."""
MOST_PICTURES: Final = 30
"""The maximum number of pictures of the cascade."""
MOST_BOXES: Final = 3000
"""A plan with more results and tasks than this is reported without pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """The answers that a report presents, about one edition, in one language.

    Attributes:
        subject: the audit, and what it is about.
        book: its rules, and the language.
        made: the creation time shown in the report.
        alignments: who supports each outcome that has a sheet of its own.
        outcomes: how many cross-agency outcomes there are, with or without a sheet.
        figures: pictures by the id of the outcome that they show.
        matrix: agencies against outcomes.
        sums: results with addends, as far as shown; ``summed``: how many there are.
        evidence: what the years say about causal links.
        comparison: the differences from the edition compared with.
        documents: its documents held against each other; None if it has one alone.
        cascade: the plan in pictures, as many as fit; ``unseen``: how many more there are.
        undrawn: the number of results and tasks, if they are too many for pictures.
        mapless: whether the plan is not in pictures because this computer cannot draw them.
        most: how many findings of one rule are listed one by one.
        government: whose plan it is, or its province; empty if neither is known.
        reader: whom it is for.
        agencies: the agencies that are asked for, by id: those whose checklist it is, or that have
            a page of their own.
        annexes: those that it has, in their order.
        chains: the way up from each of the heaviest breaks, by the fingerprint of its finding.
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
    documents: Documents | None = None
    cascade: tuple[Figure, ...] = ()
    unseen: int = 0
    undrawn: int = 0
    mapless: bool = False
    most: int = MOST_FINDINGS
    government: str = ""
    reader: Reader = DEFAULT_READER
    agencies: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    chains: Mapping[str, Figure] = field(default_factory=dict[str, Figure])

    @property
    def has_cover(self) -> bool:
        """Whether the report has a page in front, with the verdict and the provenance."""
        return self.reader == "inspektur"

    def tell(self, text: Text, /, **facts: object) -> str:
        """Return ``text`` in the report's language, with numbers formatted."""
        values = {name: self.formatted(value) for name, value in facts.items()}
        return text.say(self.context.language, **values)

    def say(self, key: str, /, **facts: object) -> str:
        """Return the phrase or word ``key`` in the report's language, with numbers formatted."""
        return self.tell(PHRASES.get(key) or WORDS[key], **facts)

    def count(self, key: str, number: int, /, **facts: object) -> str:
        """Like ``say``, with ``number`` as the fact ``n``; one may have its own ``key.one``."""
        one = f"{key}.one"
        return self.say(one if number == 1 and one in PHRASES else key, n=number, **facts)

    def place(self, finding: Finding) -> str:
        """Return where people find a finding; empty if it is about the whole plan."""
        return place_text(finding, self.context.language)

    def row_text(self, finding: Finding, place: Place) -> str:
        """Say in which row or cell of its file a finding is, or below which row."""
        key = "place.cell" if place.row is None else "place.row"
        text = self.say(key, row=place.spot)
        is_row = finding.source is None and finding.belongs_below
        return self.say("place.below", place=text) if is_row else text

    def read_row(self, finding: Finding) -> str:
        """Return the row that was read, beside the planner's own cell; "" if there is no other."""
        if finding.source is None or finding.row is None:
            return ""
        return self.say("place.below", place=finding.row) if finding.belongs_below else finding.row

    def below(self, finding: Finding) -> str:
        """Say how much a finding cuts off, or of a circle how much leads into it."""
        return self.count("leads" if finding.is_circle else "cuts", finding.cut_off or 0)

    def severities(self, numbers: Mapping[str, int]) -> str:
        """Format counts such as "14 errors, 1 warning"; empty if all are zero."""
        return count_severities(numbers, self.context.language)

    def formatted(self, value: object) -> object:
        """Format a number for readers; leave everything else unchanged."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return format_number(value, self.context.language)
        return value
