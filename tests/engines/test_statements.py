"""How many transactions and statements a check of a plan takes: none for each record."""

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.auditing import measured_audit

PlanOf = Callable[..., Cascade]
CITY = Path(__file__).parent.parent.parent / "examples" / "city" / "2026-murni"
RENEWED = "lease-renew"
RECORDS = Statement(
    "records",
    "MATCH (n {scope: $scope}) WHERE n.id IS NOT NULL RETURN count(n) AS found",
)
ANYTHING = Statement("anything", "MATCH (n {scope: $scope}) RETURN count(n) AS found")


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Generator[Counter[str]]:
    """Counts transactions that write, and statements by name; but not those that renew a lease."""
    seen: Counter[str] = Counter()
    reads, changes, runs = Store.read, Store.change, Transaction.run

    def read_once(self: Store, statement: Statement, /, **named: Any) -> Any:
        seen[statement.name] += 1
        return reads(self, statement, **named)

    def change_once(self: Store, work: Any, *, name: str, **named: Any) -> Any:
        seen["transactions"] += name != RENEWED
        return changes(self, work, name=name, **named)

    def run_once(self: Transaction, statement: Statement, /, **named: Any) -> Any:
        seen[statement.name] += statement.name != RENEWED
        return runs(self, statement, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "read", read_once)
        patch.setattr(Store, "change", change_once)
        patch.setattr(Transaction, "run", run_once)
        yield seen


def checked(
    store: Store, cascade: Cascade, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Counter[str]:
    with (
        counted(monkeypatch) as seen,
        temporary_snapshot(store, cascade, settings=settings) as loaded,
    ):
        measured_audit(store, loaded.edition, RuleSet(rules=load_rules()))
    return seen


def test_a_check_takes_as_many_statements_however_large_the_plan(
    store: Store, settings: Settings, plan_of: PlanOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (checked(store, plan_of(size), settings, monkeypatch) for size in (20, 400))
    assert many == few


def test_a_small_plan_is_written_in_one_transaction_and_removed_in_one(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cascade = read(CITY, settings=settings).cascade
    assert cascade is not None
    with (
        counted(monkeypatch) as seen,
        temporary_snapshot(store, cascade, settings=settings) as loaded,
    ):
        scope = loaded.edition.scope
        assert store.read(RECORDS, scope=scope) == [{"found": sum(loaded.counts.values())}]
    assert seen["transactions"] == 3, "one takes the lease, one writes, one removes and gives back"
    removing = Counter({name: seen[name] for name in seen if name.startswith(("node-", "remove-"))})
    labels = [label for label, number in loaded.counts.items() if number]
    assert removing == Counter(f"remove-scope {label}" for label in labels)
    assert store.read(ANYTHING, scope=scope) == [{"found": 0}], "no lease or note of it stays"


def test_a_plan_larger_than_a_batch_is_written_in_several_transactions(
    store: Store, settings: Settings, plan_of: PlanOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = settings.model_copy(update={"batch_rows": 10})
    with (
        counted(monkeypatch) as seen,
        temporary_snapshot(store, plan_of(25), settings=small) as loaded,
    ):
        pass
    rows = sum(loaded.counts.values())
    assert seen["transactions"] >= 2 + rows // 10
