"""How many pages a report has: ten at most to sign, two for the leadership, whatever the plan."""

from __future__ import annotations

import io
import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pypdf
import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.document import Document, Figure, Heading, Paragraph, Table, plain
from kinerja_graph.report.readers import Reader
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.texts import LANGUAGES, Language
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.reports import ReportOptions, report
from kinerja_graph.workflow.rule_sets import default_rule_set
from make_city import CITY

ALL: Final = os.environ.get("KINERJA_TEST_PAGES") == "all"
MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
REAL = CITY.parent / "real"
MOST: Final[dict[Reader, int]] = {"pimpinan": 2, "inspektur": 10}
AGENCIES: Final = 60
INDICATORS: Final = 2000
LONG = (
    "Persentase keterpaduan perencanaan, penganggaran, pelaksanaan, pengendalian, pelaporan, dan "
    "evaluasi kinerja perangkat daerah serta unit pelaksana teknis di wilayah pesisir, "
    "perbatasan, dan kepulauan terluar yang memenuhi standar pelayanan minimal"
)


def large_plan(edition: int) -> dict[str, Any]:
    """Tables of 2,000 indicators of 60 agencies, with long names and much that is wrong."""
    agencies = [f"opd-{number:02}" for number in range(AGENCIES)]
    indicators = [_indicator(number, agencies, edition) for number in range(INDICATORS)]
    return {
        "units": [
            {"id": "pemda", "name": f"Pemerintah Provinsi {LONG}", "kind": "pemda"},
            *(
                {"id": one, "name": f"Dinas {one} {LONG}", "kind": "opd", "parent": "pemda"}
                for one in agencies
            ),
        ],
        "positions": [
            {"id": f"jab-{one}", "name": f"Kepala {one}", "unit": one} for one in agencies
        ],
        "objectives": [
            {
                "id": f"S{number}",
                "name": f"Meningkatnya {LONG} {number}",
                "level": 0,
                "cross_agency": "yes",
                "expected_agencies": [agencies[number], agencies[number + 1]],
            }
            for number in range(30)
        ],
        "indicators": indicators,
        "tasks": [
            {"id": f"T{number}", "name": f"Menyusun dokumen {number}", "performer": "jab-opd-03"}
            for number in range(60)
        ],
        "values": [
            {"indicator": one["id"], "year": year, "target": 10 + year - 2025 + edition}
            for one in indicators[::3]
            for year in range(2025, 2030)
        ],
    }


def _indicator(number: int, agencies: list[str], edition: int) -> dict[str, Any]:
    """An indicator: of each hundred, the first leads nowhere and the others lead to it."""
    head = number - number % 100
    row: dict[str, Any] = {
        "id": f"I{number}",
        "name": f"{LONG} {number} {edition if number % 5 == 0 else ''}".strip(),
        "level": 1 if number == head else 2 + number % 3,
        "owner": agencies[number % len(agencies)] if number % 11 else None,
        "measure_unit": "persen" if number % 4 else None,
        "polarity": "up" if number % 6 else None,
    }
    if number != head:
        row["contributes_to"] = [f"I{head}" if number % 2 else f"I{number - 1}"]
    return {name: value for name, value in row.items() if value is not None}


def a_cascade(
    plan: dict[str, Any] | Path, settings: Settings, dataset: str, edition: str | None = None
) -> Cascade:
    found = (
        read(plan, settings=settings, dataset=dataset, edition=edition)
        if isinstance(plan, Path)
        else read_document(
            plan, name="rencana.yaml", settings=settings, dataset=dataset, edition=edition
        )
    )
    assert found.cascade is not None, [item.message.en for item in found.problems][:3]
    return found.cascade


@contextmanager
def loaded(store: Store, settings: Settings, *cascades: Cascade) -> Generator[Edition]:
    """Load editions of one dataset; the last one is reported."""
    editions = [load(store, cascade, settings=settings).edition for cascade in cascades]
    try:
        yield editions[-1]
    finally:
        drop(store, editions[-1].dataset, settings=settings)


def the_report(store: Store, edition: Edition, language: Language = "id", **more: Any) -> Document:
    order = AuditOptions(default_rule_set(), read_history())
    how = ReportOptions(audit_options=order, language=language, made=MADE, **more)
    return report(store, edition, how).document


def pages(document: Document) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf(document))).pages)


def held(store: Store, edition: Edition, languages: tuple[Language, ...] = LANGUAGES) -> None:
    """Hold a report to the pages that each reader is given, in each of these languages."""
    for language in languages:
        for reader, most in MOST.items():
            document = the_report(store, edition, language, reader=reader)
            assert pages(document) <= most, (reader, language)


def chapters(document: Document) -> list[str]:
    return [one.full for one in document.blocks if isinstance(one, Heading) and one.level == 1]


def test_the_city_is_reported_in_ten_pages(store: Store, settings: Settings, dataset: str) -> None:
    plans = (CITY / "2026-murni", CITY / "2026-perubahan.xlsx")
    cascades = [a_cascade(plan, settings, dataset) for plan in plans]
    with loaded(store, settings, *cascades) as edition:
        held(store, edition)
        assert chapters(the_report(store, edition, annexes=("findings", "changes"))) == [
            "1 Penilaian",
            "2 Rantai putus yang paling berdampak",
            "3 Temuan menurut aturan",
            "4 Temuan menurut instansi",
            "5 Temuan satu per satu",
            "6 Yang berubah",
            "7 Metode dan keterbatasan",
            "8 Pengesahan",
            "Lampiran A. Setiap temuan, menurut instansi",
            "Lampiran B. Setiap perubahan",
        ]


@pytest.mark.parametrize("name", ["renstra-2025-2029-mended", "biro-organisasi-mended"])
def test_a_real_plan_is_reported_in_ten_pages(
    store: Store, settings: Settings, dataset: str, name: str
) -> None:
    cascade = a_cascade(REAL / name, settings, dataset, "1")
    with loaded(store, settings, cascade) as edition:
        held(store, edition)
        document = the_report(store, edition)
        drawn = [one for one in document.blocks if isinstance(one, Figure)]
        assert len(drawn) == 1  # one cause: no result of level 0


def test_a_computer_that_cannot_draw_maps_writes_a_report_that_says_so(
    store: Store, settings: Settings, dataset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cascade = a_cascade(CITY / "2026-murni", settings, dataset, "1")
    with loaded(store, settings, cascade) as edition:
        with_maps = the_report(store, edition, "en", annexes=("trees",))
        monkeypatch.setattr("kinerja_graph.workflow.reports.has_quickjs", lambda: False)
        without = the_report(store, edition, "en", annexes=("trees",))
    wide = [one for one in with_maps.blocks if isinstance(one, Figure) and one.wide]
    assert len(wide) == 6
    assert not [one for one in without.blocks if isinstance(one, Figure) and one.wide]
    missing = "The maps of the plan are missing"
    assert any(text.startswith(missing) for text in _notes(without))
    assert not any(text.startswith(missing) for text in _notes(with_maps))


def test_a_large_plan_with_long_names_is_reported_in_ten_pages(
    store: Store, settings: Settings, dataset: str, engine_name: str
) -> None:
    """By night in both languages on both engines: what it is written from is the same on both."""
    if engine_name == "neo4j" and not ALL:
        pytest.skip("long: make nightly, or KINERJA_TEST_PAGES=all")
    cascades = [a_cascade(large_plan(number), settings, dataset, str(number)) for number in (1, 2)]
    with loaded(store, settings, *cascades) as edition:
        held(store, edition, LANGUAGES if ALL else ("id",))
        document = the_report(store, edition, "en")
        tables = {one.anchor: one for one in document.blocks if isinstance(one, Table)}
        assert len(tables["table-agencies"].rows) < AGENCIES
        left = [text for text in _notes(document) if text.startswith("… and ")]
        assert "… and 52 more (in this report as XLSX)" in left
        with_annex = the_report(store, edition, "en", annexes=("agencies",))
        assert "… and 52 more (Annex A)" in _notes(with_annex)


def _notes(document: Document) -> list[str]:
    return [plain(one.line) for one in document.blocks if isinstance(one, Paragraph)]
