"""Write how far the documents of an edition agree, in brief and as an annex."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.report.answers.documents import alignment_blocks, documents_blocks
from kinerja_graph.report.answers.shared import Amount, fill_line
from kinerja_graph.report.document import (
    Block,
    Heading,
    Paragraph,
    cite,
    line,
    on_paper,
)
from kinerja_graph.report.readers import annex_anchor
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

_MOST_COLUMNS: Final = 3
"""Documents that fit side by side on a page; what differs among more is listed."""
_HEADING: Final = _("Planning documents held together")
_ALONE: Final = _("The plan is the only document of this edition.")
_DETAILS: Final = _("What differs is listed with its cells in {annex}.")
_ON_REQUEST: Final = _("the annex of documents, on request")


def documents_in_brief(data: ReportData) -> Iterator[Block]:
    """Yield the chapter, if there are several documents: how much of each agrees with the plan."""
    if data.documents is None:
        return
    language = data.context.language
    yield Heading(text=data.tell(_HEADING), level=1)
    yield from alignment_blocks(data.documents, language)
    place = line(cite(annex_anchor("documents"), data.tell(_ON_REQUEST)))
    yield Paragraph(line=fill_line(_DETAILS, language, annex=place))


def documents(data: ReportData) -> Iterator[Block]:
    """Yield the annex: each disagreement with the cells of all documents, then what is in one."""
    yield Heading(text=data.tell(_HEADING), level=1)
    if data.documents is None:
        yield Paragraph(line=line(data.tell(_ALONE)))
        return
    yield from on_paper(
        documents_blocks(
            data.documents,
            data.context.language,
            Amount(data.most),
            is_wide=len(data.documents.documents) <= _MOST_COLUMNS,
        )
    )
