"""PDF: for paper, tagged for screen readers."""

from __future__ import annotations

from typing import Final

from kinerja_graph.report.formats.spec import DocumentFormat, Templates
from kinerja_graph.report.writers.template import MEND_TYPST

FORMAT: Final = DocumentFormat(
    name="pdf",
    title="PDF",
    endings=(".pdf",),
    media_type="application/pdf",
    write="report.writers.pdf:pdf",
    templates=Templates(
        endings=(".typ",),
        mend=MEND_TYPST,
        fill="report.writers.own_paper:own_paper",
        check="report.writers.own_paper:template_text",
    ),
    place=20,
)
