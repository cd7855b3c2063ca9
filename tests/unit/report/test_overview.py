"""The page before the pages of several audits, as text; ``tests/browser`` opens it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.report.overview import Entry, overview_page
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.texts import LANGUAGES, Language
from kinerja_graph.workflow.reporting import file_names

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MakeSubject = Callable[..., Audited]
MakeBook = Callable[[Language], ReportContext]


def entries(subject: MakeSubject, *, memory: bool = False) -> list[Entry]:
    """Two that were audited, the second without failures or findings, and one that was not."""
    made = subject(memory=memory)
    clean = replace(made.audit, rules=made.audit.rules[:2], findings=(), gone=())
    broken = replace(made.edition, dataset="rusak", name=None)
    return [
        Entry(edition=made.edition, audit=made.audit, href="kota.html"),
        Entry(
            edition=replace(made.edition, dataset="desa", name="Desa"),
            audit=clean,
            href="desa.html",
        ),
        Entry(edition=broken, audit=None, why="Basis data rusak."),
    ]


def text_of(page: str) -> str:
    """What stands in the body, tags left out."""
    return " ".join(re.sub("<[^>]*>", " ", page[page.index("<body>") :]).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_is_of_all_and_tells_what_lacks(
    subject: MakeSubject, told: MakeBook, language: Language
) -> None:
    text = text_of(overview_page(entries(subject), None, told(language), made=MADE))
    said = {
        "id": (
            "1 himpunan data tidak dapat diaudit: rusak.",
            "Auditnya tidak lengkap (1): kota.",
            "1 galat, 2 peringatan, 1 info",
            "3 himpunan data, 1 di antaranya dengan temuan.",
        ),
        "en": (
            "1 dataset could not be audited: rusak.",
            "The audit is incomplete (1): kota.",
            "1 error, 2 warnings, 1 info",
            "3 datasets, 1 of them with findings.",
        ),
    }[language]
    places = [text.index(sentence) for sentence in said]
    assert places == sorted(places)


def test_each_dataset_has_a_line_and_its_page(subject: MakeSubject, told: MakeBook) -> None:
    page = overview_page(entries(subject), None, told("en"), made=MADE)
    assert re.findall(r'href="([^"]*)"', page) == ["kota.html", "desa.html"]
    text = text_of(page)
    assert "2026-murni 1 2 1 4" in text
    assert "Desa desa 2026-murni 0 0 0 0" in text
    assert "rusak rusak ✖ Basis data rusak. 2026-murni not audited" in text
    assert "Sum 1 2 1 4" in text
    assert "resolved" not in text


def test_what_is_remembered_has_its_columns(subject: MakeSubject, told: MakeBook) -> None:
    waivers = [WaiverUse(Waiver(rule="x", subject="S", until=date(2027, 1, 1)), "not-run", 0)]
    page = overview_page(entries(subject, memory=True), waivers, told("en"), made=MADE)
    text = text_of(page)
    assert "info new existing resolved waived Sum" in text
    assert "Compared with the baseline garis.yaml of 2026-01-02." in text
    assert "its rule was not run" in text


def test_names_are_text_and_nothing_else(
    subject: MakeSubject, told: MakeBook, hostile: str
) -> None:
    many = entries(subject)
    many[2] = replace(many[2], why=hostile)
    page = overview_page(many, None, told("id"), made=MADE)
    assert "<script" not in page
    assert page.count("&lt;/script&gt;&lt;script&gt;alert(1)") == 2
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("datasets", "names"),
    [
        (["kota", "desa"], ["kota.json", "desa.json"]),
        (["Kota/../A", "kota-a", "KOTA A"], ["kota-a.json", "kota-a-2.json", "kota-a-3.json"]),
        (["index"], ["index-2.json"]),
        (["a-2", "a", "A"], ["a-2.json", "a.json", "a-3.json"]),
    ],
)
def test_file_names_are_safe_and_differ(datasets: Sequence[str], names: list[str]) -> None:
    assert file_names(datasets, "json") == names
