"""Every case of every rule, on both engines, through the real reader, load and audit."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kinerja_graph.audit.cases import Case, find_cases, prove_case
from kinerja_graph.audit.example import mended
from kinerja_graph.audit.matched import MatchedDocuments
from kinerja_graph.library.rules import Rule, load_rules
from kinerja_graph.library.statement import EngineInfo, Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.proving import loaded_cases

CASES = find_cases(Path(__file__).parent.parent / "cases" / "rules")
RULES = {rule.id: rule for rule in load_rules()}


@contextmanager
def loaded(
    store: Store, case: Case
) -> Generator[tuple[Reader, Edition, EngineInfo, MatchedDocuments]]:
    with loaded_cases(store, [case], read_settings()) as there:
        ((_case, edition, documents),) = there
        yield store, edition, store.engine, documents


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_case_holds(store: Store, case: Case) -> None:
    assert prove_case(case, RULES[case.rule], lambda case: loaded(store, case)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_example_is_mended_by_its_cells(store: Store, rule: Rule) -> None:
    """Its cells before are among the cases that fail: they are proved above."""
    (example,) = (case for case in CASES if case.rule == rule.id and case.is_example)
    assert rule.example.cells
    assert prove_case(mended(example, rule), rule, lambda case: loaded(store, case)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_has_cases_that_pass_and_that_fail(rule: Rule) -> None:
    groups = {case.expectation for case in CASES if case.rule == rule.id}
    assert {"passes", "fails"} <= groups
    assert ("not_applicable" in groups) == bool(rule.needs)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_only_reads(store: Store, rule: Rule) -> None:
    """As a free query: by what the engine plans, or by its user that has no right to write."""
    for statement in (rule.statement, rule.population, *rule.needs):
        values: dict[str, object] = {**dict.fromkeys(statement.parameters)}
        values |= {name: one.default for name, one in rule.parameters.items()}
        values["scope"] = "nowhere"
        with store.free(statement.text, values, seconds=20, rows=10) as result:
            assert [dict(row) for row in result] in ([], [{"population": 0}])
