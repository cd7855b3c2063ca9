"""Programmes and budgets, from the input to selectors, comparisons, backups and exports."""

from __future__ import annotations

from typing import Any

import pytest
from plans import cascade_of

from kinerja_graph.analysis.chain import read_chain_of
from kinerja_graph.analysis.comparison import Change, Tie, compare
from kinerja_graph.errors import UsageError
from kinerja_graph.export.archive import LABELS
from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.store.snapshots import counts
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set
from kinerja_graph.workflow.selecting import select

PROGRAMMES = Statement(
    "programmes",
    "MATCH (p:Programme {scope: $scope}) RETURN p.key AS key, properties(p) AS properties",
)
TIES = Statement(
    "ties",
    "MATCH (p:Programme {scope: $scope})-[e]->(y)"
    " RETURN p.id AS low, type(e) AS type, labels(y)[0] AS label, y.id AS high",
)
ORDER = AuditOptions(default_rule_set(), read_history())


def plan(*programmes: dict[str, Any], budgets: list[dict[str, Any]] | None = None) -> Any:
    return {
        "dataset": [{"dataset": "kota", "edition": "1"}],
        "units": [{"id": "dinkes", "name": "Dinas Kesehatan", "kind": "opd"}],
        "objectives": [{"id": "1.02", "name": "Sehat", "level": 0, "owner": "dinkes"}],
        "indicators": [{"id": "I1", "name": "Harapan hidup", "objective": "1.02"}],
        **({"programmes": list(programmes)} if programmes else {}),
        **({} if budgets is None else {"budgets": budgets}),
    }


HEALTH = {"id": "1.02", "name": "Kesehatan", "kind": "program", "unit": "dinkes"}
FOOD = {"id": "1.02.01", "name": "Gizi", "parent": "1.02", "serves": "1.02; I1"}
MONEY = [
    {"programme": "1.02", "year": 2026, "budget": 1500000000, "spent": 0},
    {"programme": "1.02", "year": 2025, "budget": 7.5},
]


def test_a_programme_may_have_the_id_of_a_result(store: Store, settings: Settings) -> None:
    cascade = cascade_of(plan(HEALTH, FOOD, budgets=MONEY), settings)
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        scope = loaded.edition.scope
        rows = store.read(PROGRAMMES, scope=scope)
        found = {row["properties"]["id"]: row["properties"] for row in rows}
        ties = {tuple(row.values()) for row in store.read(TIES, scope=scope)}
        told = counts(store, loaded.edition)
    assert loaded.counts["Programme"] == told["Programme"] == 2
    assert {row["key"] for row in rows} == {f"{scope}/programme:1.02", f"{scope}/programme:1.02.01"}
    health = found["1.02"]
    assert (health["kind"], health["name_key"]) == ("program", "kesehatan")
    assert (health["budget_years"], health["budgets"]) == ([2025, 2026], [7.5, 1500000000])
    assert (health["spent_years"], health["spents"]) == ([2026], [0])
    assert found["1.02.01"].keys().isdisjoint({"kind", "budget_years", "budgets", "spents"})
    assert ties == {
        ("1.02", "IN_UNIT", "Unit", "dinkes"),
        ("1.02.01", "PART_OF", "Programme", "1.02"),
        ("1.02.01", "SERVES", "Objective", "1.02"),
        ("1.02.01", "SERVES", "Indicator", "I1"),
    }


def test_a_plan_without_programmes_says_nothing_of_them(store: Store, settings: Settings) -> None:
    with temporary_snapshot(store, cascade_of(plan(), settings), settings=settings) as loaded:
        assert "Programme" not in loaded.counts
        assert "Programme" not in counts(store, loaded.edition)
        assert Snapshot(store, loaded.edition).labels() == LABELS[:5] + LABELS[6:]


def test_no_finding_comes_or_goes_with_programmes_that_serve(
    store: Store, settings: Settings
) -> None:
    told: list[set[tuple[str, str]]] = []
    for tables in (plan(), plan(HEALTH, FOOD, budgets=MONEY)):
        with temporary_snapshot(store, cascade_of(tables, settings), settings=settings) as loaded:
            findings = audit_loaded(store, loaded.edition, ORDER).audit.findings
            told.append({(one.rule, one.subject.id) for one in findings})
    assert told[0] == told[1] != set()


@pytest.mark.parametrize(
    ("selector", "labels"),
    [
        ("label:programme", {"programme:1.02": "Programme", "programme:1.02.01": "Programme"}),
        ("label:program", {"programme:1.02": "Programme", "programme:1.02.01": "Programme"}),
        ("programme:1.02", {"programme:1.02": "Programme"}),
        ("program:1.02.01 1.02", {"programme:1.02.01": "Programme", "1.02": "Objective"}),
        ("1.02", {"1.02": "Objective"}),
    ],
)
def test_programmes_are_selected_by_their_codes(
    store: Store, settings: Settings, selector: str, labels: dict[str, str]
) -> None:
    cascade = cascade_of(plan(HEALTH, FOOD), settings)
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        assert select(store, loaded.edition, selector).labels == labels


def test_no_chain_leads_to_a_programme(store: Store, settings: Settings) -> None:
    with temporary_snapshot(store, cascade_of(plan(HEALTH), settings), settings=settings) as loaded:
        with pytest.raises(UsageError) as refused:
            read_chain_of(store, loaded.edition, "programme:1.02", "up")
        with pytest.raises(UsageError) as unknown:
            read_chain_of(store, loaded.edition, "programme:1.03", "up")
    assert (refused.value.code, unknown.value.code) == ("no-chain", "unknown-id")


def test_programmes_are_compared(store: Store, settings: Settings) -> None:
    first = cascade_of(plan(HEALTH, FOOD, budgets=MONEY), settings)
    later = cascade_of(
        plan(
            HEALTH | {"kind": "kegiatan", "note": "baru"},
            {"id": "1.02.01", "name": "Gizi anak", "unit": "dinkes", "serves": "I1"},
            {"id": "I1", "name": "Sub"},
            budgets=[{"programme": "1.02", "year": 2026, "budget": 2}],
        ),
        settings,
    )
    with (
        temporary_snapshot(store, first, settings=settings) as before,
        temporary_snapshot(store, later, settings=settings) as after,
    ):
        told = compare(store, before.edition, after.edition)
    assert told.added == ("programme:I1",)
    assert [(one.id, one.after) for one in told.renamed] == [("programme:1.02.01", "Gizi anak")]
    assert told.redefined == (
        Change("programme:1.02", "budget 2025", 7.5, None),
        Change("programme:1.02", "budget 2026", 1500000000, 2),
        Change("programme:1.02", "kind", "program", "activity"),
        Change("programme:1.02", "note", None, "baru"),
        Change("programme:1.02", "spent 2026", 0, None),
        Change("programme:1.02.01", "serves", ["1.02", "I1"], ["I1"]),
    )
    assert told.reorganised == (
        Tie("programme:1.02.01", "PART_OF", ("programme:1.02",), ()),
        Tie("programme:1.02.01", "IN_UNIT", (), ("dinkes",)),
    )
