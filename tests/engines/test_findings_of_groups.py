"""Circles and records that are alike: every one of them is told, with its agency and its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.audit.finding import Finding
from kinerja_graph.report.audit_sentences import place_text
from kinerja_graph.report.report_context import Audited
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.annotating import CheckedInput, annotate
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

ORDER = AuditOptions(default_rule_set(), read_history())
SHEETS = {
    "units": [["id", "name", "kind"], ["pu", "Dinas PU", "opd"], ["dishub", "Dishub", "opd"]],
    "indicators": [
        ["id", "name", "level", "owner", "contributes_to", "measure_unit"],
        ["A", "Jalan mantap", 1, "pu", "B", "persen"],
        ["B", "Simpang lancar", 1, "dishub", "", "persen"],
        ["C", "Dokumen", 2, "pu", "A", "buah"],
        ["D", "dokumen", 2, "dishub", "B", "buah"],
    ],
    "contributions": [["from", "to"], ["B", "A"]],
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def audited(store: Store, settings: Settings, plan: Path) -> Audited:
    cascade = read(plan, settings=settings).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=settings) as snapshot:
        return audit_loaded(store, snapshot.edition, ORDER)


def of(found: Audited, rule: str) -> Finding:
    (finding,) = [one for one in found.audit.findings if one.rule == rule]
    return finding


def test_each_of_a_circle_is_told_with_its_agency_and_the_row_of_its_link(
    store: Store, settings: Settings, plan: Path
) -> None:
    circle = of(audited(store, settings, plan), "contribution-cycle")
    assert circle.path == ("A", "B")
    assert as_json(circle, "en")["group"] == [
        {"id": "B", "name": "Simpang lancar", "agency": "dishub",
         "origin": "plan.xlsx!contributions!2", "source": None}
    ]  # fmt: skip
    assert place_text(circle, "en") == "plan.xlsx!indicators!2; plan.xlsx!contributions!2"
    assert circle.agencies == ("pu", "dishub")
    assert all(circle.is_of(one) for one in circle.agencies)


def test_each_of_equal_indicators_is_told(store: Store, settings: Settings, plan: Path) -> None:
    found = audited(store, settings, plan)
    equal = of(found, "duplicate-indicator")
    assert place_text(equal, "en") == "plan.xlsx!indicators!4; plan.xlsx!indicators!5"
    assert equal.agencies == ("pu", "dishub")
    alone = [one for one in found.audit.findings if len(one.path) == 1]
    assert alone
    assert not any("group" in as_json(one, "en") for one in alone)


def test_all_their_cells_are_marked(
    store: Store, settings: Settings, plan: Path, tmp_path: Path
) -> None:
    found = audited(store, settings, plan)
    reading = read(plan, settings=settings)
    rules = ORDER.rule_set.library
    annotate(
        CheckedInput(plan, reading, found.audit, rules),
        tmp_path / "out.xlsx",
        settings=settings,
        language="en",
    )
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    notes = {
        f"{title}!{cell.coordinate}": cell.comment.text
        for title in SHEETS
        for row in book[title].iter_rows()
        for cell in row
        if cell.comment is not None
    }
    circle = [cell for cell, text in notes.items() if "contribution-cycle" in text]
    equal = [cell for cell, text in notes.items() if "duplicate-indicator" in text]
    assert circle == ["indicators!E2", "contributions!A2"]
    assert equal == ["indicators!B4", "indicators!B5"]
