"""On whose checklist a finding stands: of whom it is, whom it names, whom its result serves."""

from __future__ import annotations

from typing import Any

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

PLAN: dict[str, Any] = {
    "units": [
        {"id": "kota", "name": "Kota", "kind": "pemda"},
        {"id": "pu", "name": "Dinas PU", "kind": "opd", "parent": "kota"},
        {"id": "dinkes", "name": "Dinas Kesehatan", "kind": "opd", "parent": "kota"},
    ],
    "positions": [{"id": "kepala", "name": "Kepala Dinas", "unit": "dinkes"}],
    "objectives": [
        {
            "id": "S-0",
            "name": "Warga sehat",
            "level": 0,
            "owner": "kota",
            "expected_agencies": ["pu"],
        },
        {
            "id": "S-1",
            "name": "Gizi membaik",
            "level": 1,
            "owner": "kepala",
            "contributes_to": ["S-0"],
        },
    ],
    "indicators": [{"id": "I-1", "name": "Balita gizi baik", "objective": "S-1"}],
    "tasks": [
        {"id": "T-1", "name": "Menimbang balita", "contributes_to": ["S-1"]},
        {"id": "T-2", "name": "Menyusun laporan"},
    ],
}


def test_a_finding_is_on_the_list_of_those_it_names_and_those_it_serves(
    store: Store, settings: Settings, dataset: str
) -> None:
    found = read_document(PLAN, name="rencana.yaml", settings=settings, dataset=dataset)
    assert found.cascade is not None
    with temporary_snapshot(store, found.cascade, settings=settings) as loaded:
        order = AuditOptions(default_rule_set(), read_history())
        audited = audit_loaded(store, loaded.edition, order)
    lists = {
        (one.rule, one.subject.id): (one.agency, one.concerned) for one in audited.audit.findings
    }
    assert lists["missing-agency", "S-0"] == (None, ("pu",))
    assert lists["task-without-performer", "T-1"] == (None, ("dinkes",))
    assert lists["task-without-performer", "T-2"] == (None, ())
    assert audited.agencies["pu"] == "Dinas PU"
