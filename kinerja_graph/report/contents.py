"""Assemble a dossier into a document: the cover, the chapters in order, and the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kinerja_graph.report.audit_sentences import verdict
from kinerja_graph.report.chapters.appendix import all_rules, facts, not_run, origin
from kinerja_graph.report.chapters.changes import changes
from kinerja_graph.report.chapters.crosscutting import crosscutting
from kinerja_graph.report.chapters.evidence import evidence
from kinerja_graph.report.chapters.findings import findings
from kinerja_graph.report.chapters.follow_up import follow_up
from kinerja_graph.report.chapters.matrix import matrix
from kinerja_graph.report.chapters.pictures import pictures
from kinerja_graph.report.chapters.summary import mood_of, summary, verdict_line
from kinerja_graph.report.chapters.sums import sums
from kinerja_graph.report.document import Block, Cover, Document
from kinerja_graph.report.report_context import PRODUCT, product_version
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.sheets import front, sheets

CHAPTERS: Final[tuple[Callable[[ReportData], Iterator[Block]], ...]] = (
    summary,
    findings,
    follow_up,
    crosscutting,
    matrix,
    sums,
    evidence,
    pictures,
    changes,
    not_run,
    all_rules,
    origin,
)
_WRITERS: Final = (
    "contents", "page", "table", "figure", "glyphs", "glyphs.one", "sheet", "holds", "rows",
    "summary", "provenance", "skip",
    "clipped", "clipped.one",
)  # fmt: skip


def compose(data: ReportData) -> Document:
    """Return the document of a dossier: the same dossier gives the same document."""
    edition = data.subject.edition
    opening = verdict(data.subject.audit, data.context)
    return Document(
        language=data.context.language,
        cover=Cover(
            kind=data.say("report"),
            title=edition.name or edition.dataset,
            subtitle=f"{edition.dataset} · {edition.edition}",
            verdict=verdict_line(data),
            mood=mood_of(opening.worst),
            compared=opening.compared,
            cascade=opening.cascade,
            facts=facts(data, brief=True),
        ),
        blocks=tuple(block for chapter in CHAPTERS for block in chapter(data)),
        facts=facts(data),
        front=tuple(front(data)),
        sheets=tuple(sheets(data)),
        made=data.made,
        program=f"{PRODUCT} {product_version()}",
        words={key: data.say(key, n="{n}") for key in _WRITERS},
    )
