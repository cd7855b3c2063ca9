"""Every dataset at once, on both engines: as each alone, and the same on both."""

from collections.abc import Callable, Generator
from dataclasses import replace

import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow.auditing import AuditOptions, audit_all, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

PlanOf = Callable[..., Cascade]


@pytest.fixture
def several(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> Generator[tuple[str, ...]]:
    names = tuple(f"{dataset}-{number}" for number in range(6))
    for number, name in enumerate(names):
        plan = plan_of(number + 2, edition="1")
        named = replace(plan, plan=replace(plan.plan, dataset=name))
        load(store, named, settings=settings)
    yield names
    for name in names:
        drop(store, name, settings=settings)


def test_all_at_once_are_as_each_alone(store: Store, several: tuple[str, ...]) -> None:
    order = AuditOptions(default_rule_set(), read_history())
    together = {
        one.edition.dataset: one.audit
        for one in audit_all(store, order).audited
        if one.edition.dataset in several
    }
    assert tuple(together) == several
    for name, audit in together.items():
        alone = audit_loaded(store, find_edition(store, EditionRef(name)), order).audit
        assert as_json(audit, "id")["findings"] == as_json(alone, "id")["findings"]
        assert not audit.failed
