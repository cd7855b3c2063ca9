"""Reports as PDF, DOCX, XLSX and HTML: read back with the libraries that people's programs use."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, cast

import docx as word_files
import openpyxl
import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.alignment import Alignment, Pull, Share
from kinerja_graph.analysis.comparison import Change, Comparison, LinkChange, Renaming, Tie, Value
from kinerja_graph.analysis.evidence import Evidence, Link, Step
from kinerja_graph.analysis.matrix import Cell, Expectation, Matrix
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.audit.finding import Change as RuleChange
from kinerja_graph.audit.finding import ComparedWith, RuleRun
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.report.answers.evidence import VERDICT_WORDS
from kinerja_graph.report.contents import compose
from kinerja_graph.report.document import Document, Figure, Heading, Sheet, SheetColumn
from kinerja_graph.report.formats.registry import FORMATS, format_of
from kinerja_graph.report.moments import moment
from kinerja_graph.report.phrases import PHRASES
from kinerja_graph.report.readers import ANNEXES
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.sheet_words import SHEET_WORDS
from kinerja_graph.report.writers import own_page as own_page_
from kinerja_graph.report.writers.docx import docx
from kinerja_graph.report.writers.html import html
from kinerja_graph.report.writers.letters import Letters
from kinerja_graph.report.writers.own_page import own_page
from kinerja_graph.report.writers.own_paper import own_paper
from kinerja_graph.report.writers.pdf import breakable, pdf
from kinerja_graph.report.writers.template import Template
from kinerja_graph.report.writers.xlsx import xlsx
from kinerja_graph.texts import Language

MADE = datetime(2026, 11, 5, 9, 4, tzinfo=UTC)
LONG = "Meningkatnyakeselamatandanketertibanlalulintas" * 3
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="400" '
    'font-family="DejaVu Sans"><text x="9" y="40">Kotak</text></svg>'
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def a_node(name: str, text: str, level: int | None = 0) -> Described:
    return Described(
        label="Objective",
        id=name,
        name=text,
        level=level,
        origin=None,
        agencies=("dishub",),
        owners=("dishub",),
    )


def a_figure(*, wide: bool, text: str) -> Figure:
    across = 1200 if wide else 600
    svg = SVG.format(wide=across)
    return Figure(svg=svg, width=across, height=400, alt=text, caption=text, wide=wide)


def an_alignment(name: str, text: str) -> Alignment:
    share = Share(
        id="dishub",
        name=text,
        expected=True,
        results=("I-1", "I-2"),
        tasks=("T-1",),
        direct=("I-1",),
        sole_support=("I-2",),
        owners=("dishub",),
        chain=("I-1", "S-1"),
    )
    absent = replace(share, id="polri", results=(), tasks=(), direct=(), sole_support=(), chain=())
    return Alignment(
        dataset="kota",
        edition="2026-murni",
        subject=a_node(name, text),
        shares=(share, absent),
        behind=("dishub",),
        missing=("polri",),
        silo=True,
        requested=(("I-1", name),),
        rejected=(("I-2", name),),
        pulls=(Pull(id=name, raised_by=("I-1",), lowered_by=("I-2",)),),
        records={},
        names={"dishub": text, "polri": "Kepolisian", "I-1": text},
    )


def views(text: str) -> dict[str, Any]:
    """Answers of every view with ``text`` for each name."""
    top, agency = a_node("S-1", text), a_node("dishub", text, None)
    series = {
        "I-9": Series(measure_unit=text, targets={2026: 10.0}),
        "I-1": Series(targets={2026: 4.5}),
    }
    step = Step((2023, 2024), (90.0, 95.5), (101.0, 99.0), agrees=False)
    return {
        "matrix": Matrix(
            dataset="kota",
            edition="2026-murni",
            outcomes=(top,),
            agencies=(agency, a_node("pu", "Dinas PU", None)),
            cells=(Cell("dishub", "S-1", 2, 1),),
            expected=(Expectation("S-1", "pu", there=False),),
            highest=None,
            names={"pu": "Dinas PU"},
        ),
        "summed": 1,
        "sums": (
            Targets(
                dataset="kota",
                edition="2026-murni",
                subject=replace(a_node("I-9", text), label="Indicator"),
                contributors=("I-1",),
                summed=("I-1",),
                through=(),
                measures=(),
                years=(
                    YearOfTargets(year=2026, target=10.0, realisation=9.0, sum=4.5, gap=5.5),
                    YearOfTargets(
                        year=2027, target=(80.0, 90.0), realisation=None, sum=None, gap=None
                    ),
                ),
                series=series,
                records={},
            ),
        ),
        "evidence": Evidence(
            dataset="kota",
            edition="2026-murni",
            subject=None,
            lag=0,
            links=(Link("I-1", "I-9", "-", (step, step)), Link("I-2", "I-9", "+", (step,))),
            names={"I-1": text, "I-2": text, "I-9": text},
        ),
        "comparison": Comparison(
            dataset="kota",
            before="2025",
            after="2026-murni",
            added=("I-7",),
            removed=("I-8",),
            relabelled=(Renaming("I-6", "label", "Objective", "Indicator"),),
            renamed=(Renaming("I-1", "name", "Dulu", text),),
            moves=(Tie("I-1", "CONTRIBUTES_TO", ("S-2",), ("S-1",)),),
            reowned=(),
            retargeted=(Value("I-1", 2026, None, (80.0, 90.0)),),
            realised=(),
            reorganised=(),
            redefined=(
                Change("I-1", "volume", 2600.0, after=True),
                Change("I-1", "polarity", "up", "down"),
            ),
            relinked=(LinkChange("I-1", "S-1", "status", "requested", "accepted"),),
            labels={"I-7": "Indicator", "I-8": "Task", "I-1": "Indicator"},
            names={"I-1": text, "I-7": text, "I-8": text},
        ),
    }


Make = Callable[..., Document]


@pytest.fixture
def made(
    subject: Callable[..., Audited], told: Callable[[Language], ReportContext], hostile: str
) -> Make:
    def make(language: Language = "id", text: str | None = None, **more: Any) -> Document:
        name = hostile if text is None else text
        about = subject(memory=True)
        audit = replace(about.audit, compared_with=ComparedWith(edition="2025"))
        data = ReportData(
            subject=replace(about, audit=audit),
            context=told(language),
            made=MADE,
            alignments=(an_alignment("S-1", name),),
            outcomes=2,
            figures={"S-1": (a_figure(wide=True, text=name),)},
            cascade=(
                a_figure(wide=False, text="(1/2)"),
                a_figure(wide=True, text=name),
                a_figure(wide=True, text="(2/2)"),
            ),
            unseen=3,
            annexes=tuple(ANNEXES),
            **views(name),
        )
        return compose(replace(data, **more))

    return make


def plain(text: str) -> str:
    """Text out of a PDF, without its breaks."""
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def outline(items: list[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, list):
            yield from outline(item)
        else:
            yield str(item.title)


def elements(reader: pypdf.PdfReader) -> Iterator[dict[str, Any]]:
    """Every element of the tree of tags."""
    root = reader.root_object
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            if "/K" in one:
                waiting.append(one["/K"])


def test_an_annex_begins_a_page_and_its_empty_sections_none(made: Make) -> None:
    def fresh(document: Document) -> dict[str, bool]:
        heads = (one for one in document.blocks if isinstance(one, Heading) and one.level <= 2)
        return {one.anchor: one.fresh for one in heads if one.anchor}

    full = made("id", "Nama")
    empty = made("id", "Nama", outcomes=0, alignments=(), matrix=None, evidence=None)
    assert all(fresh(full)[f"annex-{name}"] for name in ANNEXES)
    assert fresh(full)["matrix"]
    assert not fresh(full)["targets"]
    assert "matrix" not in fresh(empty)
    sheets = [
        one for one in full.blocks if isinstance(one, Heading) and one.anchor == "outcome-S-1"
    ]
    assert [one.fresh for one in sheets] == [False]
    many = made("id", "Nama", outcomes=9, alignments=(an_alignment("S-1", "Nama"),) * 9)
    first = next(
        one for one in many.blocks if isinstance(one, Heading) and one.anchor == "outcome-S-1"
    )
    assert first.fresh


def test_changed_properties_are_told_in_words(made: Make) -> None:
    told = {
        language: " ".join(str(each) for sheet in made(language).sheets for each in sheet.rows)
        for language in ("id", "en")
    }
    for words in ("arah", "naik lebih baik", "turun lebih baik", "diminta", "diterima", "sasaran"):
        assert f"'{words}'" in told["id"]
    for raw in ("polarity", "requested", "measure_unit", "Objective", "Indicator"):
        assert f"'{raw}'" not in told["id"]
    assert "'higher is better'" in told["en"]
    for sheet in made("id").sheets:
        names = [column.name for column in sheet.columns]
        assert len(set(names)) == len(names), sheet.name


def _written(document: Document) -> Iterator[tuple[str, str]]:
    """The text of ``document`` in each format, by the format's name."""
    pages = pypdf.PdfReader(io.BytesIO(pdf(document))).pages
    yield "pdf", plain(" ".join(page.extract_text() for page in pages))
    word = word_files.Document(io.BytesIO(docx(document)))
    body: Any = word.element.body
    yield "docx", "".join(one.text or "" for one in body.xpath(".//w:t"))
    book = openpyxl.load_workbook(io.BytesIO(xlsx(document)))
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    yield "xlsx", " ".join(str(cell) for row in rows for cell in row)
    yield "html", plain(re.sub(r"<[^>]*>", "", html(document).decode()))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_format_tells_what_was_decided_of_a_rule(
    made: Make, subject: Callable[..., Audited], language: Language
) -> None:
    about = subject()
    regraded, off, *others = about.audit.rules
    runs = (
        replace(regraded, severity="info", changed=RuleChange("error", off=False, reason="pusat")),
        RuleRun(
            id=off.id,
            severity=off.severity,
            status="not-applicable",
            changed=RuleChange(off.severity, off=True, reason="belum"),
        ),
    )
    changed = replace(about, audit=replace(about.audit, rules=(*runs, *others)))
    said = {
        "id": ["Tingkat info, bukan galat: pusat", "Dimatikan: belum"],
        "en": ["Severity info instead of error: pusat", "Switched off: belum"],
    }[language]
    document = made(language, text="Nama", subject=changed)
    told = {name: [text.count(sentence) for sentence in said] for name, text in _written(document)}
    assert told == {name: [1, 1] for name in ("pdf", "docx", "xlsx", "html")}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_pdf_is_tagged_and_told_to_those_who_do_not_see_it(
    made: Make, language: Language
) -> None:
    document = made(language)
    content = pdf(document)
    assert language == "en" or pdf(document) == content
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]).startswith(language)
    assert b"pdfuaid:part" in content
    headings = [one for one in document.blocks if isinstance(one, Heading)]
    titles = [plain(title) for title in outline(reader.outline)]
    chapters = [plain(one.full) for one in headings if one.level == 1]
    assert chapters == [title for title in titles if title in {*chapters}]
    texts = [page.extract_text() for page in reader.pages]
    whole = plain(" ".join(texts))
    for word in ("Kepolisian", "I-4", "kerja.xlsx", VERDICT_WORDS["against"].say(language)):
        assert word in whole, word
    assert f"{len(texts)}/{len(texts)}" in plain(texts[-1])
    assert any(page.mediabox.width > page.mediabox.height for page in reader.pages)
    alts = [str(one["/Alt"]) for one in elements(reader) if "/Alt" in one]
    figures = [one for one in document.blocks if isinstance(one, Figure)]
    assert len(alts) == len(figures)
    kinds = {str(one.get("/S")) for one in elements(reader)}
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/H3", "/Figure", "/Caption"} <= kinds


def test_a_pdf_says_nothing_suspect_by_saying_nothing(made: Make) -> None:
    content = pdf(made("id"))
    assert b"/MarkInfo<</Marked true>>" in content
    assert b"/Suspects" not in content
    assert pypdf.PdfReader(io.BytesIO(content), strict=True).pages


def test_every_font_of_a_pdf_is_inside_it(made: Make) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(made("id"))))
    fonts: dict[str, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            known = font.get_object()
            fonts[str(known["/BaseFont"])] = known
    assert fonts
    for font in fonts.values():
        descendant: Any = font["/DescendantFonts"][0].get_object()
        described = descendant["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_letters_that_the_font_lacks_are_shown_and_told(made: Make) -> None:
    content = pdf(made("id", text="Jalan 中文 \u202e kota"))
    text = plain(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    )
    assert "Jalan �� kota" in text
    assert "huruf tidak tersedia" in text
    letters = Letters()
    assert letters("a\x00b\u202ec\ud800") == "abc�"
    assert breakable("a" * 40).replace("\u200b", "") == "a" * 40
    assert max(map(len, breakable("a" * 90).split("\u200b"))) <= 16


@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(min_size=1, max_size=60))
@example("\x85")  # no letter that can be shown
def test_any_name_can_be_written_in_every_form(made: Make, text: str) -> None:
    document = made("en", text=text)
    assert pdf(document).startswith(b"%PDF")
    assert zipfile.is_zipfile(io.BytesIO(docx(replace(document, blocks=_few(document)))))
    assert zipfile.is_zipfile(io.BytesIO(xlsx(document)))
    assert html(document).startswith(b"<!doctype html>")


def _few(document: Document) -> tuple[Any, ...]:
    """The blocks without pictures, which cost time."""
    return tuple(block for block in document.blocks if not isinstance(block, Figure))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_word_document_has_headings_heads_alts_and_its_language(
    made: Make, language: Language
) -> None:
    document = made(language)
    content = docx(document)
    assert language == "en" or docx(document) == content
    word = word_files.Document(io.BytesIO(content))
    headings = [one for one in document.blocks if isinstance(one, Heading)]
    styled = [
        paragraph
        for paragraph in word.paragraphs
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading ")
    ]
    assert [one.style.name for one in styled if one.style] == [
        f"Heading {one.level}" for one in headings
    ]
    body: Any = word.element.body
    heads = body.xpath(".//w:tbl[w:tr[1]/w:trPr/w:tblHeader]")
    tables = sum(type(block).__name__ == "Table" for block in document.blocks)
    assert len(heads) == tables
    described = [one.get("descr") for one in body.xpath(".//wp:docPr")]
    figures = [one for one in document.blocks if isinstance(one, Figure)]
    assert len(described) == len(figures)
    assert all(described)
    styles: Any = word.styles.element
    regions = {one.get(f"{WORD}val") for one in styles.xpath(".//w:lang")}
    assert regions == {"id-ID" if language == "id" else "en-GB"}
    assert 'TOC \\o "1-2"' in "".join(one.text or "" for one in body.xpath(".//w:instrText"))
    marks = {one.get(f"{WORD}name") for one in body.xpath(".//w:bookmarkStart")}
    ends = {one.get(f"{WORD}anchor") for one in body.xpath(".//w:hyperlink")}
    assert ends <= marks
    across = [one.orientation for one in word.sections]
    assert [int(one) for one in across].count(1) == 2
    footer = word.sections[0].footer.paragraphs[0].paragraph_format.element.getparent()
    assert footer.xpath("count(.//w:instrText[contains(., 'NUMPAGES')])") == 1


def test_a_word_template_gives_its_letterhead_and_styles_and_not_its_text(
    made: Make, tmp_path: Path
) -> None:
    own = word_files.Document()
    own.add_paragraph("Isi templat")
    own.sections[0].header.paragraphs[0].text = "PEMERINTAH KOTA CONTOH"
    own.sections[0].footer.paragraphs[0].text = "Jalan Merdeka 1"
    own.styles["Heading 1"].font.name = "Bookman"  # type: ignore[attr-defined]  # a paragraph style
    own.styles.element.remove(own.styles["Caption"].element)
    path = tmp_path / "kop.docx"
    own.save(str(path))
    template = FORMATS["docx"].read_template(path)
    word = word_files.Document(io.BytesIO(FORMATS["docx"].write_document(made("id"), template)))
    assert word.sections[-1].header.paragraphs[0].text == "PEMERINTAH KOTA CONTOH"
    assert word.sections[0].footer.paragraphs[0].text == "Jalan Merdeka 1"
    assert word.styles["Heading 1"].font.name == "Bookman"  # type: ignore[attr-defined]  # the same
    assert "Caption" in [style.name for style in word.styles]
    assert "Isi templat" not in [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_has_typed_filtered_sheets_and_no_formula(
    made: Make, language: Language
) -> None:
    document = made(language, text='=HYPERLINK("http://x")')
    content = xlsx(document)
    assert xlsx(document) == content
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = [SHEET_WORDS[f"sheet.{sheet.key}"].say(language) for sheet in document.sheets]
    assert book.sheetnames[1:] == names
    keys = {sheet.key for sheet in document.sheets}
    assert keys >= {"findings", "crosscutting", "matrix", "targets", "evidence", "changes", "rules"}
    first: Any = book.worksheets[0]
    links = [cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in names]
    formulas = 0
    for page, sheet in zip(book.worksheets[1:], document.sheets, strict=True):
        found: Any = page
        assert found.freeze_panes == "A2"
        assert found.auto_filter.ref == found.dimensions
        rows = list(found.iter_rows(min_row=2, values_only=True))
        assert len(rows) == len(sheet.rows)
        for (number, column), row in product(enumerate(sheet.columns), rows):
            if column.kind == "number" and row[number] is not None:
                assert isinstance(row[number], int | float)
        cells = [cell for row in found.iter_rows() for cell in row]
        formulas += sum(cell.data_type == "f" for cell in cells)
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix
    assert formulas == 0


def test_the_rule_of_a_finding_leads_to_its_row_among_the_rules(made: Make) -> None:
    document = made("id")
    book = openpyxl.load_workbook(io.BytesIO(xlsx(document)))
    names = {sheet.key: sheet.name for sheet in document.sheets}
    page: Any = book[names["findings"]]
    seen = 0
    for row in page.iter_rows(min_row=2):
        rule = row[2]
        sheet, _, place = str(rule.hyperlink.location).rpartition("!")
        assert sheet == f"'{names['rules']}'"
        assert cast("Any", book[names["rules"]][place]).value == rule.value
        seen += 1
    assert seen
    assert all(cell.hyperlink is None for row in book[names["rules"]].iter_rows() for cell in row)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_sheet_tells_what_was_compared(made: Make, language: Language) -> None:
    document = made(language)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(document)))
    first: Any = book.worksheets[0]
    rows = [str(row[0]) for row in first.iter_rows(values_only=True)]
    assert document.cover.compared in rows
    assert document.cover.compared in html(document).decode()


def test_long_cells_are_cut_and_counted(made: Make) -> None:
    sheet = Sheet(
        key="x",
        name="X",
        title="t",
        columns=(SheetColumn("A"),),
        rows=(("a" * 40_000,), ("\x00\ud800",)),
    )
    book = openpyxl.load_workbook(io.BytesIO(xlsx(replace(made("en"), sheets=(sheet,)))))
    page: Any = book["X"]
    assert len(page["A2"].value) == 32_767
    assert page["A3"].value == "��"
    first: Any = book.worksheets[0]
    assert any("cut off" in str(row[0]) for row in first.iter_rows(values_only=True))


def test_findings_beyond_the_limit_are_counted_in_words(made: Make) -> None:
    document = made("id", most=1)
    text = html(document).decode()
    assert "merinci paling banyak 1 temuan untuk setiap aturan" in text
    assert len(next(sheet for sheet in document.sheets if sheet.key == "findings").rows) == 4


def test_a_computer_that_cannot_draw_maps_says_so(made: Make) -> None:
    text = html(made("id", cascade=(), unseen=0, mapless=True)).decode()
    assert "komputer ini tidak dapat menggambarnya" in text
    assert "Mac berprosesor Intel" in text
    english = html(made("en", cascade=(), unseen=0, mapless=True)).decode()
    assert "The maps of the plan are missing" in english


def test_a_plan_too_large_for_pictures_says_so(made: Make) -> None:
    text = html(made("id", cascade=(), unseen=0, undrawn=4210)).decode()
    assert "memuat 4.210 hasil dan tugas" in text
    assert "paling banyak 3.000" in text
    assert "kinerja render ID" in text
    assert "4.210" not in html(made("id")).decode()


def _page_template(text: str) -> Template:
    return Template(Path("kop.html"), text.encode())


def test_a_template_of_a_page_is_filled_in_a_sandbox(made: Make) -> None:
    document = made("id")
    kop = (
        '{% extends "laporan.html" %}'
        "{% block letterhead %}<p>KOP {{ document.cover.title }}</p>{% endblock %}"
    )
    page = own_page(document, _page_template(kop)).decode()
    assert "<p>KOP Kota &lt;/script&gt;" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert page.index("Content-Security-Policy") < page.index("<title>")
    for bad, line in (
        ("a\n{{ document.__class__.__mro__ }}", 2),
        ("a\n\n{{ nothing }}", 3),
        ("{% if %}", 1),
        ("a\n{% include '/etc/passwd' %}", 2),
        ("{{ document.cover.title.format.__globals__ }}", 1),
        ("{{ 1 / 0 }}", 1),
    ):
        with pytest.raises(UsageError) as fault:
            own_page(document, _page_template(bad))
        assert fault.value.where == f"kop.html:{line}", bad
        assert fault.value.code == "bad-template"


def test_a_template_that_never_ends_is_ended(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_page_, "SECONDS", 3)
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(UsageError) as fault:
        own_page(made("id"), _page_template(endless))
    assert "> 3 s" in fault.value.tell("id")


def test_a_template_that_fills_the_memory_is_ended(made: Make) -> None:
    large = "a\n{{ 'x' * 3000000000 }}"
    with pytest.raises(UsageError) as fault:
        own_page(made("id"), _page_template(large))
    assert fault.value.code == "bad-template"
    assert fault.value.where == "kop.html:2"


def test_a_template_of_paper_reads_its_folder_alone(made: Make, tmp_path: Path) -> None:
    document = made("id", text="Nama")
    folder = tmp_path / "kop"
    folder.mkdir()
    (folder / "logo.svg").write_text(SVG.format(wide=100))
    (tmp_path / "rahasia.txt").write_text("rahasia")
    (folder / "rahasia.txt").write_text("rahasia")
    template = folder / "kop.typ"
    good = (
        '#import "laporan.typ": *\n#show: laporan\n#set page(header: [KOP SURAT])\n'
        '#image("logo.svg", alt: "logo")\n#cover\n#chapters\n'
    )
    reader = pypdf.PdfReader(io.BytesIO(own_paper(document, Template(template, good.encode()))))
    assert "KOP SURAT" in reader.pages[0].extract_text()
    for bad in (
        '\n#read("../rahasia.txt")',
        '\n#read("rahasia.txt")',
        '\n#read("/etc/passwd")',
        '\n#import "@preview/cetz:0.3.4"',
        "\n#nothing",
    ):
        with pytest.raises(UsageError) as fault:
            own_paper(document, Template(template, bad.encode()))
        assert fault.value.where in {"kop.typ:2", "kop.typ"}, bad
        assert "rahasia" not in fault.value.tell("id").replace("rahasia.txt", "")


@pytest.mark.parametrize(
    ("form", "name", "content", "where"),
    [
        ("xlsx", "t.xlsx", b"", "--template"),
        ("pdf", "t.html", b"", "--template"),
        ("docx", "t.docx", b"no archive", "t.docx"),
        ("html", "t.html", b"a\n\xff", "t.html:2"),
    ],
)
def test_a_template_that_does_not_fit_is_told(
    form: Any, name: str, content: bytes, where: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError) as fault:
        FORMATS[form].read_template(path)
    assert (fault.value.code, fault.value.where) == ("bad-template", where)


def test_a_template_that_is_not_there_is_looked_for_and_not_mended(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as fault:
        FORMATS["html"].read_template(tmp_path / "t.html")
    assert fault.value.mend.en.startswith("Check --template")
    (tmp_path / "t.docx").write_bytes(b"no archive")
    with pytest.raises(UsageError) as fault:
        FORMATS["docx"].read_template(tmp_path / "t.docx")
    assert "itu bukan dokumen Word" in fault.value.what.id


def test_the_ending_chooses_the_form() -> None:
    assert [format_of(Path(name)).name for name in ("a.HTM", "a.pdf", "a.docx", "a.xlsx")] == [
        "html",
        "pdf",
        "docx",
        "xlsx",
    ]
    with pytest.raises(UsageError):
        format_of(Path("laporan.odt"))


def test_times_are_written_as_people_write_them() -> None:
    assert moment(MADE, "en") == "5 November 2026 at 09:04 UTC"


def test_every_phrase_of_a_report_is_used() -> None:
    folder = Path(__file__).parents[3] / "kinerja_graph" / "report"
    source = "".join(
        path.read_text("utf-8")
        for path in folder.rglob("*.py")
        if path.name not in {"phrases.py", "words.py", "sheet_words.py"}
    ) + "".join(path.read_text("utf-8") for path in (folder / "assets").glob("report.*"))
    families = ("change.", "evidence.", "short.", "tie.", "changes.", "compared.", "place.", "run.")
    for key in PHRASES:
        stem = key.removesuffix(".one")
        said = (f'"{stem}"', f"'{stem}'", f".{stem}")
        assert stem.startswith(families) or any(one in source for one in said), key
