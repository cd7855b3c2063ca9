"""What is decided of the rules, and how an audit tells it."""

from dataclasses import dataclass, field
from typing import Any

from kinerja_graph.audit.finding import Change
from kinerja_graph.audit.rule_set import Regrade, RuleSet, run_rule_set
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import EngineInfo, Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json

RULES = {rule.id: rule for rule in load_rules()}
TWO = (RULES["crowded-objective"], RULES["detached-task"])
ENGINE = EngineInfo("neo4j", "5")
EDITION = Edition(dataset="d", edition="1", scope="s")


@dataclass
class OneOfEach:
    """A plan in which every rule finds one thing."""

    asked: list[str] = field(default_factory=list[str])
    values: dict[str, object] = field(default_factory=dict[str, object])

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        assert seconds is None
        self.asked.append(statement.name)
        self.values |= values
        if "population" in statement.columns:
            return [{"population": 3}]
        if statement.name == "agencies-above":
            return []
        if "keys" in values:
            known = {"name": "n", "level": None, "origin": "c!2", "source": None, "line": 2}
            known |= {"agencies": [], "owners": []}
            return [{"id": "T"} | known]
        return [{name: "T" if kind == "str" else 7 for name, kind in statement.columns.items()}]


def test_nothing_decided_is_an_audit_as_always() -> None:
    audit = run_rule_set(OneOfEach(), EDITION, RuleSet(rules=TWO), ENGINE)
    assert [run.changed for run in audit.rules] == [None, None]
    answer = as_json(audit, "en")
    assert "parameters" not in answer
    assert all("changed" not in rule for rule in answer["rules"])


def test_a_parameter_reaches_the_rules_that_have_it() -> None:
    reader = OneOfEach()
    rule_set = RuleSet(rules=TWO, parameters={"max_indicators": 6, "leap_ratio": 3.0})
    audit = run_rule_set(reader, EDITION, rule_set, ENGINE)
    assert reader.values["max_indicators"] == 6
    assert "leap_ratio" not in reader.values
    assert as_json(audit, "en")["parameters"] == {"max_indicators": 6, "leap_ratio": 3.0}


def test_another_severity_counts_and_is_told_with_its_reason() -> None:
    rule_set = RuleSet(rules=TWO, regraded={"crowded-objective": Regrade("error", "sedikit saja")})
    audit = run_rule_set(OneOfEach(), EDITION, rule_set, ENGINE)
    assert audit.findings[0].rule == "crowded-objective"
    assert audit.findings[0].severity == "error"
    assert audit.summary()["error"] == 1
    told = as_json(audit, "en")["rules"][0]
    assert told["severity"] == "error"
    assert told["changed"] == {"severity": "info", "off": False, "reason": "sedikit saja"}


def test_a_rule_that_is_off_asks_nothing_and_stands_in_the_report() -> None:
    reader = OneOfEach()
    rule_set = RuleSet(
        rules=TWO,
        off={"detached-task": "belum ada SOP"},
        regraded={"detached-task": Regrade("info", "tidak terpakai")},
    )
    audit = run_rule_set(reader, EDITION, rule_set, ENGINE)
    assert "detached-task" not in reader.asked
    told = as_json(audit, "id")["rules"][1]
    assert told == {
        "id": "detached-task",
        "severity": "info",
        "population": 0,
        "findings": 0,
        "milliseconds": 0.0,
        "status": "not-applicable",
        "why": "Dimatikan: belum ada SOP",
        "changed": {"severity": "warning", "off": True, "reason": "belum ada SOP"},
    }
    assert rule_set.change(TWO[1]) == Change("warning", off=True, reason="belum ada SOP")
