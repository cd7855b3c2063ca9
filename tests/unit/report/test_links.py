"""What share of the links is stated is one sentence, the same in every answer of an audit."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import docx as word_files
import openpyxl
import pypdf
import pytest

from kinerja_graph.audit.finding import LinkCounts
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.findings import finding_parts
from kinerja_graph.library.completeness_sentences import completeness_line
from kinerja_graph.model.completeness import Completeness, KindShare
from kinerja_graph.report.audit_sentences import links_sentence
from kinerja_graph.report.contents import compose
from kinerja_graph.report.page import audit_page
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.writers.docx import docx
from kinerja_graph.report.writers.html import html
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.report.writers.xlsx import xlsx
from kinerja_graph.texts import Language

MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SENTENCES: dict[Language, str] = {
    "id": "Dari 1.200 kontribusi, 33,33 % (400) dinyatakan dan 66,67 % (800) hanya susunan: kode, "
    "indentasi, atau sel gabungan pada lembar, yang bukan sebab-akibat.",
    "en": "Of 1,200 contributions, 33.33 % (400) are stated and 66.67 % (800) are only nesting: "
    "codes, indent or merged cells of a sheet, which are no cause.",
}
TOLD = {"id": "hanya susunan", "en": "only nesting"}
Told = Callable[[Language], ReportContext]


def texts(subject: Audited, context: ReportContext) -> Iterator[tuple[str, str]]:
    """What each answer for people says, white space folded, by its medium."""
    language = context.language
    parts = finding_parts(subject, context.rules, language)
    document = compose(ReportData(subject=subject, context=context, made=MADE))
    word = word_files.Document(io.BytesIO(docx(document)))
    book: Any = openpyxl.load_workbook(io.BytesIO(xlsx(document)))
    cells = (str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row)
    media = {
        "terminal": draw_text(*parts, colour=False, columns=80),
        "page": audit_page(subject, context, made=MADE),
        "html": html(document).decode(),
        "docx": " ".join(one.text for one in word.paragraphs),
        "xlsx": " ".join(cells),
        "pdf": " ".join(
            one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf(document))).pages
        ),
    }
    for medium, text in media.items():
        yield medium, re.sub(r"\s+", " ", text.replace("\u200b", ""))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_answer_says_what_share_is_only_nesting(
    subject: Callable[..., Audited], told: Told, language: Language
) -> None:
    made = subject()
    links = LinkCounts(stated=400, nesting=800)
    nested = replace(made, audit=replace(made.audit, links=links))
    assert links_sentence(nested.audit, language) == SENTENCES[language]
    for medium, text in texts(nested, told(language)):
        assert text.count(SENTENCES[language]) == 1, medium


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "59 dari 60 tugas utuh sampai hasil tingkat 0."),
        ("en", "59 of 60 tasks are whole up to level 0."),
    ],
)
def test_every_answer_says_how_much_is_whole(
    subject: Callable[..., Audited], told: Told, language: Language, sentence: str
) -> None:
    made = subject()
    shares = (KindShare("task", 59, 60, 60), KindShare("indicator", 1, 1, 1))
    whole = replace(made.audit, completeness=Completeness(kinds=shares))
    for medium, text in texts(replace(made, audit=whole), told(language)):
        assert text.count(sentence) == 1, medium
    for medium, text in texts(made, told(language)):
        assert sentence not in text, medium


def test_without_tasks_the_line_is_about_indicators() -> None:
    shares = (KindShare("task", 0, 0, 0), KindShare("indicator", 1, 2, 3))
    found = completeness_line(Completeness(kinds=shares), "en")
    assert found == "1 of 3 indicators are whole up to level 0"
    unknown = (KindShare("task", None, None, 2), KindShare("indicator", None, None, 3))
    told = completeness_line(Completeness(kinds=unknown), "id")
    assert told == "tidak berlaku: tidak ada hasil tingkat 0"


@pytest.mark.parametrize("links", [LinkCounts(), LinkCounts(stated=7)], ids=["none", "stated"])
def test_where_all_are_stated_nothing_is_said(
    subject: Callable[..., Audited], told: Told, links: LinkCounts
) -> None:
    made = subject()
    for language in ("id", "en"):
        context = told(language)
        for medium, text in texts(replace(made, audit=replace(made.audit, links=links)), context):
            assert TOLD[language] not in text, medium


def test_a_share_that_is_not_all_is_never_told_as_all(subject: Callable[..., Audited]) -> None:
    audit = replace(subject().audit, links=LinkCounts(stated=1, nesting=99_999))
    assert "0.001 % (1) are stated and 99.999 % (99,999)" in links_sentence(audit, "en")
    alone = replace(audit, links=LinkCounts(nesting=1))
    assert links_sentence(alone, "en").startswith(
        "Of 1 contribution, 0 % (0) are stated and 100 % (1)"
    )
