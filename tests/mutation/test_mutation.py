"""Every rule, broken in small ways: its case file sees it, or the change is named as equivalent.

Each run breaks each rule once; ``KINERJA_TEST_MUTANTS=all`` breaks it in every way (nightly).
"""

import os
from zlib import crc32

import pytest

from kinerja_graph.library.rules import Rule, load_rules
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.proving import loaded_cases
from mutants import mutants
from survival import cases_of, caught_by, equivalents, living, survivors

RULES = load_rules()
ALL = os.environ.get("KINERJA_TEST_MUTANTS") == "all"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_one_mutant_is_caught(
    embedded_store: Store, embedded_settings: Settings, rule: Rule
) -> None:
    """Cases are placed one after the other until one sees it: a sample has to be quick."""
    found = [one for one in living(rule) if one.kind != "scope dropped"]
    mutant = found[crc32(rule.id.encode()) % len(found)]
    for case in cases_of(rule):
        with loaded_cases(embedded_store, [case], embedded_settings) as there:
            if caught_by(embedded_store, rule, mutant, there):
                return
    pytest.fail(f"no case of {rule.id} sees {mutant.change}")


@pytest.mark.skipif(not ALL, reason="KINERJA_TEST_MUTANTS=all breaks every rule in every way")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_mutant_is_caught_or_equivalent(
    embedded_store: Store, embedded_settings: Settings, rule: Rule
) -> None:
    """All cases stand in the graph at once, so that a dropped scope reads the other editions."""
    with loaded_cases(embedded_store, cases_of(rule), embedded_settings) as there:
        lived = survivors(embedded_store, rule, mutants(rule.statement.text), there)
    assert sorted(lived) == sorted(equivalents().get(rule.id, {}))


def test_equivalents_are_mutants_of_rules_and_have_reasons() -> None:
    rules = {rule.id: rule for rule in RULES}
    for name, reasons in equivalents().items():
        made = {one.change for one in mutants(rules[name].statement.text)}
        assert set(reasons) <= made
        assert all(len(reason) > 20 for reason in reasons.values())
