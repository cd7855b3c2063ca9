"""What each reader of a report is given, in how many pages, whatever the plan."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import docx as word_files
import openpyxl
import pypdf
import pytest
from made_audits import a_finding

from kinerja_graph.audit.finding import (
    Finding,
    FindingSubject,
    FollowUp,
    FollowUpOutcome,
    FollowUpStatus,
    LinkCounts,
    Resolved,
    RuleRun,
)
from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.errors import UsageError
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.completeness import AgencyShare, Completeness, KindShare
from kinerja_graph.report.chapters.room import lengths, short_remedy
from kinerja_graph.report.chapters.summary import judgement, summary
from kinerja_graph.report.contents import compose
from kinerja_graph.report.document import (
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Table,
    line,
    plain,
    row,
)
from kinerja_graph.report.readers import read_annexes, read_reader
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.writers.docx import docx
from kinerja_graph.report.writers.html import html
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.report.writers.xlsx import xlsx
from kinerja_graph.texts import Language, Text

MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
LONG = "Meningkatnya keterpaduan perencanaan, penganggaran, dan pengendalian pembangunan " * 5
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="260"><text y="20">a</text></svg>'
Told = Callable[[Language], ReportContext]


def whole(subject: Callable[..., Audited], told: Told, language: Language = "en") -> ReportData:
    return ReportData(subject=subject(memory=True), context=told(language), made=MADE)


def crowded(about: Audited) -> Audited:
    """An audit in which every rule found much, at 120 agencies, with names of 400 characters."""
    rules = load_rules()
    ran = rules[:40]
    findings: list[Finding] = [
        replace(
            a_finding(rule.id, f"I-{rule.id}-{number}", agency=f"opd-{number}", name=LONG),
            cut_off=1000 - number,
            message=Text(id=f"Pesan {LONG}", en=f"Message {LONG}"),
            remediation=Text(id=f"Perbaiki {LONG}", en=f"Mend {LONG}"),
        )
        for rule in ran
        for number in range(120 if rule is ran[0] else 5)
    ]
    runs = [
        RuleRun(id=one.id, severity=one.severity, status="ran", population=4000, findings=5)
        if one in ran
        else RuleRun(
            id=one.id,
            severity=one.severity,
            status="not-applicable",
            why=Text(id=LONG[:160], en=LONG[:160]),
        )
        for one in rules
    ]
    gone = tuple(
        Resolved(
            rule=ran[0].id,
            severity="error",
            fingerprint=f"f{number}",
            subject=FindingSubject("Indicator", f"G-{number}", LONG),
            other=None,
        )
        for number in range(30)
    )
    waiver = Waiver(rule=ran[0].id, subject="X", reason=LONG[:160], until=date(2020, 1, 1), by="b")
    audit = replace(
        about.audit,
        rules=tuple(runs),
        findings=tuple(sorted(findings, key=lambda one: one.sort_key)),
        gone=gone,
        waivers=(WaiverUse(waiver, "expired", 0),) * 30,
        follow_ups=tuple(_follow_up(number) for number in range(90)),
        links=LinkCounts(stated=400, nesting=800),
        completeness=Completeness(
            kinds=(
                KindShare("task", 59, 60, 90),
                KindShare("position", 5, 6, 70),
                KindShare("indicator", 1, 2, 4000),
                KindShare("objective", 1, 2, 900),
            ),
            by_agency=tuple(AgencyShare(f"opd-{number}", 1, 9) for number in range(120)),
        ),
    )
    names = {f"opd-{number}": f"Dinas {number} {LONG}" for number in range(120)}
    return replace(
        about, audit=audit, agencies=names, edition=replace(about.edition, name=f"Rencana {LONG}")
    )


def _follow_up(number: int) -> FollowUp:
    """A follow-up: a third are overdue, a third are gone, a third wait."""
    outcomes: tuple[FollowUpOutcome, ...] = ("not-checked", "gone", "not-checked")
    return FollowUp(
        fingerprint=f"u{number}",
        rule=load_rules()[0].id,
        subject=FindingSubject("Indicator", f"U-{number}", LONG),
        other=None,
        agency=f"opd-{number}",
        status=FollowUpStatus(
            state="open",
            note=LONG,
            set_by="a",
            set_at="2026-12-01T00:00:00",
            outcome=outcomes[number % 3],
            overdue=number % 3 == 0,
        ),
        dataset="kota",
        found_in="1",
        found_at="2026-12-01T00:00:00",
        found_scope="s",
    )


@pytest.fixture
def crowded_data(subject: Callable[..., Audited], told: Told) -> Callable[..., ReportData]:
    def make(language: Language, **more: Any) -> ReportData:
        about = crowded(subject(memory=True))
        figure = Figure(svg=SVG, width=480, height=260, alt="a", caption="a")
        chains = {one.fingerprint: figure for one in about.audit.overview.breaks}
        data = ReportData(subject=about, context=told(language), made=MADE, chains=chains)
        return replace(data, **more)

    return make


def pages(document: Document) -> list[str]:
    read = pypdf.PdfReader(io.BytesIO(pdf(document))).pages
    return [re.sub(r"\s+", " ", one.extract_text().replace("\u200b", "")) for one in read]


SIGNED: dict[Language, tuple[str, ...]] = {
    "id": ("Pengesahan", "Nama dan jabatan", "Tempat dan tanggal", "Tanda tangan"),
    "en": ("Sign-off", "Name and post", "Place and date", "Signature"),
}


def pdf_text(document: Document) -> str:
    return " ".join(pages(document)).replace(" ", " ")


def html_text(document: Document) -> str:
    return re.sub(r"\s+", " ", html(document).decode())


def docx_text(document: Document) -> str:
    word = word_files.Document(io.BytesIO(docx(document)))
    texts = [one.text for one in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join(texts)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("reader", "most"), [("pimpinan", 2), ("inspektur", 10)])
def test_the_pages_of_a_reader_hold_whatever_the_plan(
    crowded_data: Callable[..., ReportData], language: Language, reader: Any, most: int
) -> None:
    found = pages(compose(crowded_data(language, reader=reader)))
    assert len(found) <= most
    assert all(one in found[-1] for one in SIGNED[language])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_signature_is_on_the_page_of_the_limits(
    subject: Callable[..., Audited], told: Told, language: Language
) -> None:
    limits = {"id": "Yang tidak dinyatakan temuan", "en": "What the findings do not say"}
    for number in (0, 4, 8, 10, 12, 16):
        found = [a_finding("copy-down", f"I-{at}", f"P-{at}") for at in range(number)]
        data = ReportData(subject=subject(*found), context=told(language), made=MADE)
        last = pages(compose(data))[-1]
        assert all(one in last for one in (*SIGNED[language], limits[language])), number


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_small_plan_with_long_names_and_remedies_has_two_pages_for_the_leadership(
    crowded_data: Callable[..., ReportData], language: Language, number: int
) -> None:
    crowd = crowded_data(language, reader="pimpinan")
    audit = crowd.subject.audit
    long = Text(id=f"Rencana tidak memuat tingkat 0. Isi {LONG}", en=f"No level 0. Fill {LONG}")
    few = [replace(one, remediation=long) for one in audit.findings if one.cut_off][:number]
    small = replace(
        audit, findings=tuple(few), gone=(), waivers=None, follow_ups=(), compared_with=None
    )
    data = replace(crowd, subject=replace(crowd.subject, audit=small))
    found = pages(compose(data))
    assert len(found) <= 2
    assert all(one in found[-1] for one in SIGNED[language])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("reader", "most"), [("pimpinan", 2), ("inspektur", 10)])
def test_one_cause_of_the_breaks_is_said_once_to_every_reader(
    crowded_data: Callable[..., ReportData], language: Language, reader: Any, most: int
) -> None:
    document = compose(without_level_0(crowded_data(language, reader=reader)))
    said = [plain(one.line) for one in document.blocks if isinstance(one, Paragraph)]
    nowhere = {"id": "5 hasil tertinggi rencana ini", "en": "The 5 highest results of the plan"}
    assert sum(one.startswith(nowhere[language]) for one in said) == 1
    listed = [one for one in document.blocks if isinstance(one, Table)]
    assert not any("Mend 0" in str(one.rows) or "Perbaiki 0" in str(one.rows) for one in listed)
    found = pages(document)
    assert len(found) <= most
    assert all(one in found[-1] for one in SIGNED[language])


def test_a_list_of_breaks_leaves_room_for_findings(
    crowded_data: Callable[..., ReportData],
) -> None:
    crowd = crowded_data("id")
    assert lengths(without_level_0(crowd)).lines >= lengths(crowd).lines + 10


def without_level_0(crowd: ReportData) -> ReportData:
    """A crowded plan that has no result of level 0: all of its breaks have one cause."""
    audit = crowd.subject.audit
    top = [
        replace(
            a_finding("orphan-indicator", f"T-{number}", agency=f"opd-{number}", name=LONG),
            cut_off=9000 - number,
            lacks_top=True,
            message=Text(id=f"Pesan {LONG}", en=f"Message {LONG}"),
            remediation=Text(id=f"Perbaiki 0 {LONG}", en=f"Mend 0 {LONG}"),
        )
        for number in range(5)
    ]
    whole = replace(
        audit,
        findings=tuple(sorted([*top, *audit.findings], key=lambda one: one.sort_key)),
        completeness=Completeness(kinds=(KindShare("indicator", None, None, 4000),)),
    )
    return replace(crowd, subject=replace(crowd.subject, audit=whole))


@pytest.mark.parametrize("number", [1, 6, 12, 18, 20, 22, 24, 26, 28, 30])
def test_the_signature_block_is_on_one_page_however_long_a_checklist_is(
    subject: Callable[..., Audited], told: Told, number: int
) -> None:
    found = [a_finding("copy-down", f"I-{at}", f"P-{at}", agency="dishub") for at in range(number)]
    data = ReportData(
        subject=subject(*found),
        context=told("id"),
        made=MADE,
        reader="opd",
        agencies=("dishub",),
    )
    last = pages(compose(data))[-1]
    assert all(one in last for one in (*SIGNED["id"], "SHA-256 masukan"))


@pytest.mark.parametrize("form", [pdf_text, html_text, docx_text])
def test_verdict_and_provenance_are_said_once(
    subject: Callable[..., Audited], told: Told, form: Callable[[Document], str]
) -> None:
    text = form(compose(whole(subject, told)))
    assert len(re.findall(r"\d+ findings in kota 2026-murni", text)) == 1
    assert text.count("ab" * 32) == 1


def test_a_number_that_word_processors_count_again_looks_like_the_text_beside_it(
    subject: Callable[..., Audited], told: Told
) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(compose(whole(subject, told))))) as package:
        names = [one for one in package.namelist() if re.search(r"(document|footer\d*)\.xml$", one)]
        parts = [package.read(one).decode() for one in names]
    kinds = ("PAGE", "NUMPAGES", "SEQ")
    found = [
        (kind, re.findall(r"<w:rPr>(.*?)</w:rPr>|<w:r>(?!<w:rPr>)", one))
        for part in parts
        for one, kind in re.findall(
            r'(<w:r>(?:(?!<w:r>).)*fldCharType="begin"/>(?:(?!"end").)*?> (\w+) .*?"end")', part
        )
        if kind in kinds
    ]
    assert {kind for kind, _ in found} == set(kinds)
    assert all(len(set(looks)) == 1 and looks[0] for _, looks in found)


def test_the_contents_of_a_word_file_are_links_without_unknown_page_numbers(
    subject: Callable[..., Audited], told: Told
) -> None:
    document = compose(whole(subject, told))
    with zipfile.ZipFile(io.BytesIO(docx(document))) as package:
        markup = package.read("word/document.xml").decode()
    heads = [one.full for one in document.blocks if isinstance(one, Heading) and one.level <= 2]
    start = markup.index(" TOC ")
    contents = markup[start : markup.index("<w:pStyle", start)]
    links = re.findall(r'<w:hyperlink w:anchor="(\w+)".*?<w:t[^>]*>(.*?)</w:t>', contents)
    assert [text for _name, text in links] == heads
    assert all(f'w:name="{name}"' in markup for name, _text in links)
    assert "…" not in contents
    assert "PAGEREF" not in markup
    assert "w:dirty" not in markup


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_leadership_reads_of_rules_and_of_what_is_overdue_in_two_pages(
    crowded_data: Callable[..., ReportData], language: Language
) -> None:
    document = compose(crowded_data(language, reader="pimpinan"))
    anchors = [one.anchor for one in document.blocks if isinstance(one, Heading)]
    assert {"by-rule", "follow-up", "by-agency", "breaks"} <= {*anchors}
    tables = {one.anchor for one in document.blocks if isinstance(one, Table)}
    assert "table-rules" in tables
    assert len(pages(document)) <= 2


BANDS: list[tuple[int, int, str]] = [
    (60, 60, "The cascade holds; "),
    (59, 60, "The cascade holds for the most part; "),
    (30, 60, "The cascade holds only in part; "),
    (29, 60, "The cascade is broken for the most part; "),
    (0, 60, "The cascade does not hold: nothing leads up to a final outcome; "),
]


@pytest.mark.parametrize(("number", "every", "state"), BANDS)
def test_the_front_of_every_format_judges_and_names_the_government(
    subject: Callable[..., Audited], told: Told, number: int, every: int, state: str
) -> None:
    data = whole(subject, told)
    kinds = (KindShare("task", number, every, every),)
    audit = replace(data.subject.audit, completeness=Completeness(kinds=kinds))
    document = compose(
        replace(
            data,
            subject=replace(data.subject, audit=audit),
            government="Pemerintah Kota Contoh",
        )
    )
    errors = audit.summary()["error"]
    wanted = f"{state}{errors} error{'s have' if errors > 1 else ' has'} to be fixed."
    assert errors
    assert document.cover.judgement == wanted
    page = html_text(document)
    word: Any = word_files.Document(io.BytesIO(docx(document)))
    front = " ".join(one.text for one in word.paragraphs[:6])
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(document))).worksheets[0]
    rows = " ".join(str(row[0]) for row in sheet.iter_rows(max_row=8, values_only=True))
    for text in (pages(document)[0], page[: page.index("<main>")], front, rows):
        assert wanted in text
        assert "Pemerintah Kota Contoh · " in text


def test_a_plan_without_outcome_or_without_errors_is_judged_so(
    subject: Callable[..., Audited], told: Told
) -> None:
    data = whole(subject, told)
    none = Completeness(kinds=(KindShare("task", None, None, 60),))
    for completeness, sentence in (
        (none, "The cascade does not hold: the plan has no final outcome; no error was found."),
        (None, "How much of the cascade holds is not known; no error was found."),
    ):
        audit = replace(data.subject.audit, completeness=completeness, findings=())
        judged = judgement(replace(data, subject=replace(data.subject, audit=audit)))
        assert judged == sentence


def test_a_long_name_does_not_cut_what_is_to_be_done(
    crowded_data: Callable[..., ReportData],
) -> None:
    found = replace(
        a_finding("orphan-indicator", "I-1", name=LONG),
        remediation=Text(id=f"Isi «{LONG}» dengan sebabnya.", en=f"Fill “{LONG}” with its cause."),
    )
    for language, last in (("id", "dengan sebabnya."), ("en", "with its cause.")):
        remedy = short_remedy(crowded_data(language), found)
        assert remedy.endswith(last)
        assert len(remedy) <= 170


def test_the_leadership_reads_whole_remedies(crowded_data: Callable[..., ReportData]) -> None:
    name = "Meningkatnya peran serta linmas kelurahan"
    text = (
        f"Isi contributes_to dari «{name}» (SPP-9), atau dari salah satu indikatornya, dengan "
        "hasil di atas yang disebabkannya."
    )
    found = a_finding("orphan-objective", "SPP-9", name=name)
    found = replace(found, remediation=Text(id=text, en=text))
    assert short_remedy(crowded_data("id", reader="pimpinan"), found) == text


def test_what_is_left_out_is_counted_and_its_annex_cited(
    crowded_data: Callable[..., ReportData],
) -> None:
    def notes(*annexes: Any) -> list[str]:
        document = compose(crowded_data("en", annexes=annexes))
        found = [plain(one.line) for one in document.blocks if isinstance(one, Paragraph)]
        return [one for one in found if one.startswith("… and ")]

    assert "… and 20 more (in this report as XLSX)" in notes()
    assert "… and 112 more (in this report as XLSX)" in notes()
    assert "… and 20 more (Annex B)" in notes("findings", "rules")


def test_numbers_are_the_same_in_every_format(
    crowded_data: Callable[..., ReportData],
) -> None:
    document = compose(crowded_data("en", annexes=("rules",)))
    numbers = [one.number for one in document.blocks if isinstance(one, Table | Figure)]
    heads = [one.full for one in document.blocks if isinstance(one, Heading) and one.level < 3]
    assert numbers[:2] == ["Table 1", "Figure 1"]
    assert len(set(numbers)) == len(numbers)
    word: Any = word_files.Document(io.BytesIO(docx(document)))
    captions = [one.text for one in word.paragraphs if one.style.name == "Caption"]
    assert [one.partition(".")[0] for one in captions] == numbers
    titles = [one.text for one in word.paragraphs if one.style.name in {"Heading 1", "Heading 2"}]
    assert titles == [re.sub(r"\s", " ", one) for one in heads]
    page = html(document).decode()
    assert re.findall(r"<b>((?:Table|Figure) \d+)\.</b>", page) == numbers
    text = " ".join(pages(document))
    assert all(f"{number}." in text for number in numbers)


def test_a_checklist_says_each_cause_once_above_its_records(
    subject: Callable[..., Audited], told: Told
) -> None:
    far = FindingSubject("Indicator", "I-7", "Kemacetan di kota")
    alike = FindingSubject("Indicator", "I-6", "Kemacetan")
    own = Text(id="Perbaiki sendiri", en="Mend it")
    found = (
        replace(a_finding("copy-down", "I-1", agency="dishub"), other=far),
        replace(a_finding("copy-down", "I-2", agency="dishub"), other=alike, cut_off=9),
        replace(a_finding("missing-annual-target", "I-3", agency="dishub"), years=(2026, 2027)),
        replace(a_finding("missing-annual-target", "I-4", agency="dishub"), years=(2028,)),
        replace(a_finding("soft-target", "I-5", agency="dishub"), remediation=own),
        replace(a_finding("soft-target", "I-6", agency="dishub"), remediation=own),
        replace(
            a_finding("duplicate-indicator", "I-7", agency="dishub"), path=("I-7", "I-8", "I-9")
        ),
        replace(a_finding("duplicate-indicator", "J-7", agency="dishub"), path=("J-7", "J-8")),
    )
    context = told("en")
    data = ReportData(
        subject=subject(*found), context=context, made=MADE, reader="opd", agencies=("dishub",)
    )
    (table,) = [one for one in compose(data).blocks if isinstance(one, Table)]
    rows = [["".join(map(plain, cell.lines)) for cell in row.cells] for row in table.rows]
    heads = [row[0] for row in rows if len(row) == 1]
    assert [re.sub("How to fix: .*", "", one) for one in heads] == [
        "✖ error: Missing annual target · 2 records",
        "▲ warning: Copied down · 2 records",
        "▲ warning: Duplicate indicator · 2 records",
        "▲ warning: Soft target · 2 records",
    ]
    assert "How to fix: " + context.mends["copy-down"] in heads[1]
    assert heads[3].endswith("How to fix: Mend it")
    assert [row[1] for row in rows if len(row) > 1] == [
        "Kemacetan I-3 · 2026 and 2027",
        "Kemacetan I-4 · 2028",
        "Kemacetan I-2 · → I-6Cuts off 9 results and tasks below it.",
        "Kemacetan I-1 · → Kemacetan di kota (I-7)",
        "Kemacetan I-7 · with I-8 and I-9",
        "Kemacetan J-7 · with J-8",
        "Message on Kemacetan (I-5)",
        "Message on Kemacetan (I-6)",
    ]
    assert all("…" not in one for one in heads)


def test_a_checklist_groups_by_cause_and_names_cell_and_remedy(
    subject: Callable[..., Audited], told: Told
) -> None:
    found = (
        a_finding("copy-down", "I-1", agency="dishub"),
        a_finding("orphan-indicator", "I-1", agency="dishub"),
        a_finding("copy-down", "I-0", agency="dishub", origin="indicators.csv!3"),
        a_finding("copy-down", "I-9", agency="bappeda"),
        a_finding("copy-down", "I-8", agency=None),
    )
    data = ReportData(
        subject=replace(subject(*found), agencies={"dishub": "Dishub", "bappeda": "Bappeda"}),
        context=told("en"),
        made=MADE,
        reader="opd",
        agencies=("dishub",),
    )
    document = compose(data)
    (table,) = [one for one in document.blocks if isinstance(one, Table)]
    rows = [["".join(map(plain, cell.lines)) for cell in row.cells] for row in table.rows]
    heads = [row[0] for row in rows if len(row) == 1]
    assert heads[0].startswith("✖ error: Orphan indicator")
    assert heads[0].endswith(": Mend I-1")
    assert heads[1].startswith("▲ warning: Copied down · 2 records")
    boxes = [row for row in rows if len(row) > 1]
    assert [row[0] for row in boxes] == ["☐"] * 3
    assert [row[2] for row in boxes] == ["indicators.csv!7", "indicators.csv!3", "indicators.csv!7"]
    text = " ".join(pages(document))
    assert "Bappeda" not in text
    assert "1 finding is at a record of no agency" in text
    sheets = {one.key: one for one in document.sheets}
    assert [row[0] for row in sheets["checklist"].rows] == ["☐"] * 3
    assert len(sheets["findings"].rows) == len(found)


def test_an_agency_without_findings_has_nothing_to_fix(
    subject: Callable[..., Audited], told: Told
) -> None:
    data = ReportData(
        subject=replace(subject(), agencies={"pu": "Dinas PU"}),
        context=told("en"),
        made=MADE,
        reader="opd",
        agencies=("pu",),
    )
    assert "Nothing is to be fixed" in pages(compose(data))[0]
    assert "Nothing is to be fixed" in pages(compose(replace(data, agencies=())))[0]


def test_each_agency_has_one_page_in_the_annex(crowded_data: Callable[..., ReportData]) -> None:
    asked = tuple(f"opd-{number}" for number in range(4))
    alone = len(pages(compose(crowded_data("id"))))
    found = pages(compose(crowded_data("id", annexes=("agencies",), agencies=asked)))
    assert len(found) == alone + len(asked)


def test_the_judgement_is_sentences_over_figures(
    subject: Callable[..., Audited], told: Told
) -> None:
    def told_of(kinds: KindShare) -> str:
        data = whole(subject, told)
        completeness = Completeness(kinds=(kinds, KindShare("indicator", 1, 1, 1)))
        audit = replace(data.subject.audit, completeness=completeness)
        blocks = summary(replace(data, subject=replace(data.subject, audit=audit)))
        items = next(one for one in blocks if isinstance(one, Items))
        return " ".join(map(plain, items.lines))

    bands = {
        60: "Every one of them leads up",
        59: "Most of them lead up",
        30: "Half of them or more",
        29: "Less than half of them",
        0: "None of them leads up",
    }
    for number, sentence in bands.items():
        assert sentence in told_of(KindShare("task", number, number, 60))
    unknown = told_of(KindShare("task", None, None, 60))
    assert "Without one, nothing in this plan can be traced" in unknown
    text = told_of(KindShare("task", 60, 60, 60))
    assert "Breaks. The chain breaks at 1 place; 1 has results or" in text
    assert "Crosscutting" not in text  # no figure, no sentence


@pytest.mark.parametrize("rows", [8, 9])
def test_small_tables_are_not_divided_between_pages(
    crowded_data: Callable[..., ReportData], rows: int
) -> None:
    document = compose(crowded_data("id"))
    table = Table(
        title="Kecil",
        columns=(Column("A", 1), Column("B", 1)),
        rows=tuple(row(f"baris{number}", "b") for number in range(rows)),
    )
    heading = Heading(text="Bab", level=1, anchor="bab")
    divided = 0
    for lines in range(30, 54, 2):  # the table begins lower and lower on its page
        filler = tuple(Paragraph(line=line(f"Kalimat {number}.")) for number in range(lines))
        read = pages(replace(document, blocks=(heading, *filler, table), is_brief=True))
        divided += sum(bool(re.search(r"baris\d", page)) for page in read) - 1
    assert (divided == 0) == (rows == 8)


def test_a_small_table_that_is_higher_than_a_page_is_whole(
    crowded_data: Callable[..., ReportData],
) -> None:
    text = " ".join(["panjang"] * 700)
    table = Table(
        title="Tinggi",
        columns=(Column("A", 1), Column("B", 1)),
        rows=tuple(row(f"baris{number}", text) for number in range(3)),
    )
    heading = Heading(text="Bab", level=1, anchor="bab")
    document = replace(compose(crowded_data("id")), blocks=(heading, table))
    read = " ".join(pages(document))
    assert read.count("panjang") == 2100


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_prints_on_a4(
    crowded_data: Callable[..., ReportData], language: Language
) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(xlsx(compose(crowded_data(language)))))
    for page in book.worksheets:
        setup = page.page_setup
        assert (setup.paperSize, setup.orientation) == (9, "landscape")
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        columns = [one for one in page.column_dimensions.values() if not one.hidden]
        assert sum(one.width for one in columns) <= 260, page.title  # at 9 points, 5 or more
    findings = book.worksheets[1]
    assert findings.print_title_rows == "$1:$1"
    assert sum(one.width for one in findings.column_dimensions.values() if not one.hidden) <= 200
    assert findings.row_dimensions[2].height > 100  # wrapped


def test_annexes_and_readers_are_read_from_words() -> None:
    assert read_annexes(["changes,findings", " rules "]) == ("findings", "rules", "changes")
    assert len(read_annexes(["all"])) == 7
    assert read_annexes([]) == read_annexes([""]) == ()
    assert read_reader("opd") == "opd"
    for read, text, code in (
        (read_reader, "bupati", "unknown-reader"),
        (lambda text: read_annexes([text]), "findings,peta", "unknown-annex"),
    ):
        with pytest.raises(UsageError) as fault:
            read(text)
        assert fault.value.code == code
