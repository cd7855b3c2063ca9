"""A report of the example city: the same document on both engines, but for the engine's line."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kinerja_graph.model.edition import EditionRef
from kinerja_graph.report.document import Block, Document, Facts, Figure, Heading
from kinerja_graph.report.readers import ANNEXES
from kinerja_graph.report.writers.pdf import pdf
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.reports import ReportOptions, report
from kinerja_graph.workflow.rule_sets import default_rule_set
from make_city import CITY

MADE = datetime(2026, 11, 5, 9, 4, tzinfo=UTC)
PLANS = (CITY / "2026-murni", CITY / "2026-perubahan.xlsx")


def the_report(store: Store, dataset: str) -> Document:
    order = AuditOptions(default_rule_set(), read_history())
    how = ReportOptions(audit_options=order, language="id", made=MADE, annexes=tuple(ANNEXES))
    return report(store, find_edition(store, EditionRef(dataset)), how).document


@pytest.fixture
def documents(
    both_stores: dict[str, Store], settings: Settings, dataset: str
) -> Generator[dict[str, Document]]:
    for store in both_stores.values():
        for path in PLANS:
            cascade = read(path, settings=settings, dataset=dataset).cascade
            assert cascade is not None
            load(store, cascade, settings=settings)
    yield {name: the_report(store, dataset) for name, store in both_stores.items()}
    for store in both_stores.values():
        drop(store, dataset, settings=settings)


def without_times(document: Document) -> Document:
    """The document without what differs between loads: the engine, and the time of loading."""
    return replace(
        document,
        cover=replace(document.cover, facts=Facts(())),
        facts=Facts(()),
        blocks=tuple(_quiet(block) for block in document.blocks),
    )


def _quiet(block: Block) -> Block:
    if isinstance(block, Facts):
        return Facts(tuple(pair for pair in block.pairs if pair[0] not in {"Basis data", "Dibaca"}))
    return replace(block, svg="") if isinstance(block, Figure) else block


def test_both_engines_give_the_same_report(documents: dict[str, Document]) -> None:
    first, second = documents["embedded"], documents["neo4j"]
    assert without_times(first) == without_times(second)
    chapters = [
        block.text for block in first.blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert chapters == [
        "Penilaian",
        "Rantai putus yang paling berdampak",
        "Temuan menurut aturan",
        "Temuan menurut instansi",
        "Temuan satu per satu",
        "Yang berubah",
        "Metode dan keterbatasan",
        "Pengesahan",
        "Setiap temuan, menurut instansi",
        "Pohon kinerja dalam gambar",
        "Instansi demi instansi",
        "Hasil lintas instansi, target, dan bukti",
        "Dokumen demi dokumen, berdampingan",
        "Aturan-aturan",
        "Setiap perubahan",
    ]
    outcomes = [block for block in first.blocks if isinstance(block, Heading) and block.level == 2]
    assert "Terwujudnya lalu lintas yang aman, tertib, dan lancar" in [one.text for one in outcomes]
    assert "Perubahan rencana" in [one.text for one in outcomes]
    sheets = {sheet.key: sheet.rows for sheet in first.sheets}
    assert first.cover.subtitle.endswith(" · 2026-perubahan")
    assert len(sheets["rules"]) == len(default_rule_set().rules)
    assert {"findings", "crosscutting", "matrix", "targets", "evidence", "changes"} <= set(sheets)
    assert all(sheets[key] for key in ("findings", "matrix", "evidence", "changes"))
    assert pdf(first).startswith(b"%PDF")
