"""The second opinion itself: tiny graphs, and what the words of the rules say of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.cascade import Cascade
from oracle import documents
from oracle.facts import facts_of
from oracle.reading import read
from oracle.rules import RULES, verdict

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
NAMED = ("units", "positions", "objectives", "indicators", "tasks")


def cascade_of(case: dict[str, Any]) -> Cascade:
    """The cascade of a case, whose rows are named by their ids unless they say otherwise."""
    tables: dict[str, list[dict[str, Any]]] = {"dataset": [{"dataset": "kota", "edition": "1"}]}
    for table, rows in case["tables"].items():
        named = table in NAMED
        tables[table] = [{**({"name": row["id"]} if named else {}), **row} for row in rows]
    return read(tables, "kasus")


def title(case: dict[str, Any]) -> str:
    return f"{case['rule']}: {case['case']}"


@pytest.mark.parametrize("case", CASES, ids=title)
def test_a_rule_says_what_its_words_say(case: dict[str, Any]) -> None:
    found = verdict(case["rule"], facts_of(cascade_of(case)))
    assert found.status == case.get("status", "ran")
    assert found.population == case["population"]
    keys = [
        " -> ".join([one.subject[1], *([one.other[1]] if one.other else [])])
        for one in found.findings
    ]
    assert keys == list(case["findings"])
    for one, expected in zip(found.findings, case["findings"].values(), strict=True):
        told: dict[str, Any] = {
            "label": one.subject[0],
            "cut_off": one.cut_off,
            "path": list(one.path),
        }
        told["data"] = dict(one.data)
        assert {heading: told[heading] for heading in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=title)
def test_only_lenient_cases_hold_errors(case: dict[str, Any]) -> None:
    assert bool(cascade_of(case).problems) == case.get("lenient", False)


def test_every_rule_has_a_case_that_finds_something() -> None:
    of_one_plan = RULES.keys() - documents.RULES.keys()
    assert {case["rule"] for case in CASES if case["findings"]} == of_one_plan


def test_every_shipped_rule_has_a_second_opinion() -> None:
    """Written from the words of the rule, in the module of its category."""
    missing = {
        rule.id: f"write it in tests/independent/oracle/{rule.category}_rules.py"
        for rule in load_rules()
        if rule.id not in RULES
    }
    assert missing == {}
