"""DOCX: for a word processor."""

from __future__ import annotations

from typing import Final

from kinerja_graph.report.formats.spec import DocumentFormat, Templates
from kinerja_graph.report.writers.template import MEND_WORD

FORMAT: Final = DocumentFormat(
    name="docx",
    title="Word (.docx)",
    endings=(".docx",),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write="report.writers.docx:docx",
    templates=Templates(
        endings=(".docx",),
        mend=MEND_WORD,
        fill="report.writers.docx:docx",
        check="report.writers.word_look:check_template",
    ),
    place=30,
)
