"""Assemble a dossier into a document: the cover, the chapters in order, and the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kinerja_graph.library.words import one_line
from kinerja_graph.report.audit_sentences import named, verdict
from kinerja_graph.report.chapters.agencies import agencies
from kinerja_graph.report.chapters.appendix import all_rules, facts, not_run, origin, sign_off
from kinerja_graph.report.chapters.breaks import breaks, breaks_in_brief
from kinerja_graph.report.chapters.changes import changes
from kinerja_graph.report.chapters.checklist import checklist
from kinerja_graph.report.chapters.crosscutting import crosscutting
from kinerja_graph.report.chapters.documents import documents, documents_in_brief
from kinerja_graph.report.chapters.evidence import evidence
from kinerja_graph.report.chapters.findings import findings, one_by_one
from kinerja_graph.report.chapters.follow_up import follow_up, overdue_follow_ups
from kinerja_graph.report.chapters.matrix import matrix
from kinerja_graph.report.chapters.method import method
from kinerja_graph.report.chapters.pictures import pictures
from kinerja_graph.report.chapters.summary import judgement, mood_of, summary, verdict_line
from kinerja_graph.report.chapters.sums import sums
from kinerja_graph.report.chapters.totals import by_agency, by_rule
from kinerja_graph.report.chapters.what_changed import what_changed
from kinerja_graph.report.document import Block, Cover, Document, Heading
from kinerja_graph.report.numbering import number_blocks, refer_to_all
from kinerja_graph.report.readers import ANNEXES, READERS, Annex, Reader, annex_anchor
from kinerja_graph.report.report_context import PRODUCT, product_version
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.sheets import front, sheets
from kinerja_graph.texts import _

Chapter = Callable[[ReportData], Iterator[Block]]


CHAPTERS: Final[Mapping[Reader, tuple[Chapter, ...]]] = {
    "inspektur": (
        summary, breaks, by_rule, by_agency, one_by_one, what_changed, documents_in_brief,
        follow_up, method, origin,
    ),
    "pimpinan": (summary, breaks_in_brief, by_agency, by_rule, overdue_follow_ups, sign_off),
    "opd": (checklist, follow_up, sign_off),
}  # fmt: skip
"""What each reader is given."""
IN_ANNEXES: Final[Mapping[Annex, tuple[Chapter, ...]]] = {
    "findings": (findings,),
    "trees": (pictures,),
    "agencies": (agencies,),
    "crosscutting": (crosscutting, matrix, sums, evidence),
    "documents": (documents,),
    "rules": (all_rules, not_run),
    "changes": (changes,),
}
_WRITERS: Final = (
    "contents", "page", "table", "figure", "glyphs", "glyphs.one", "sheet", "holds", "rows",
    "summary", "provenance", "skip", "section", "annex",
    "clipped", "clipped.one",
)  # fmt: skip
_SEE: Final = _("The details are in {things}.")
_DEEPEST: Final = 3
_LONGEST: Final = {"inspektur": 200, "pimpinan": 120, "opd": 200}
"""The maximum number of characters of the name of a plan on the cover."""
_LONGEST_GOVERNMENT: Final = 80


def compose(data: ReportData) -> Document:
    """Return the document of a dossier: the same dossier gives the same document."""
    edition = data.subject.edition
    opening = verdict(data.subject.audit, data.context)
    words = {key: data.say(key, n="{n}") for key in _WRITERS}
    blocks = [block for chapter in CHAPTERS[data.reader] for block in chapter(data)]
    for name in data.annexes:
        blocks.extend(_annex(data, name))
    return Document(
        language=data.context.language,
        cover=Cover(
            kind=data.say("report"),
            title=one_line(_title(data), _LONGEST[data.reader]),
            subtitle=f"{edition.dataset} · {edition.edition}",
            government=one_line(data.government, _LONGEST_GOVERNMENT),
            reader=data.tell(READERS[data.reader]),
            judgement=judgement(data),
            verdict=verdict_line(data),
            mood=mood_of(opening.worst),
            compared=opening.compared,
            cascade=opening.cascade,
            facts=facts(data, brief=True),
        ),
        blocks=refer_to_all(number_blocks(blocks, words), data.tell(_SEE, things="{things}")),
        facts=facts(data),
        front=tuple(front(data)),
        sheets=tuple(sheets(data)),
        made=data.made,
        program=f"{PRODUCT} {product_version()}",
        words=words,
        is_brief=not data.has_cover,
    )


def _title(data: ReportData) -> str:
    """Return what a report is about: the plan, or the only agency whose checklist it is."""
    if data.reader == "opd" and len(data.agencies) == 1:
        return named(data.subject, data.agencies[0])
    return data.subject.edition.name or data.subject.edition.dataset


def _annex(data: ReportData, name: Annex) -> Iterator[Block]:
    """Yield an annex: its first chapter under the annex' heading, the others as its sections."""
    for at, chapter in enumerate(IN_ANNEXES[name]):
        for block in chapter(data):
            if not isinstance(block, Heading):
                yield block
            elif at:
                yield replace(block, level=min(block.level + 1, _DEEPEST))
            elif block.level == 1:
                yield replace(
                    block,
                    text=data.tell(ANNEXES[name]),
                    anchor=annex_anchor(name),
                    is_annex=True,
                    fresh=True,
                )
            else:
                yield block
