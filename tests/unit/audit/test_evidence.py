"""The criteria of the evaluation sheet, and what an audit says to each."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.audit.evidence import COUNTS, LKE, read_sheet, sheet_evidence
from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, RuleRun
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import LANGUAGES, Text

NOTHING = Text(id="a", en="b")


def finding(rule: str, label: str = "Indicator", **more: Any) -> Finding:
    made = Finding(
        rule=rule,
        severity="warning",
        fingerprint="f",
        subject=FindingSubject(label, "x", None),
        other=None,
        agency=None,
        cut_off=None,
        message=NOTHING,
        remediation=NOTHING,
        path=("x",),
        origin=None,
        references=(),
        data={},
    )
    return replace(made, **more)


def audit(*findings: Finding) -> Audit:
    runs = [
        RuleRun(id=rule.id, severity=rule.severity, status="ran", population=14)
        for rule in load_rules()
        if rule.id != "missing-baseline"
    ]
    runs[0] = replace(runs[0], status="not-applicable", why=NOTHING)
    return Audit(
        dataset="d",
        edition="1",
        engine=EngineInfo("neo4j", "5"),
        rules=tuple(runs),
        findings=findings,
    )


def said(*findings: Finding) -> dict[str, dict[str, Any]]:
    answer = as_json(sheet_evidence(audit(*findings), read_sheet()), "en")
    criteria = [one for part in answer["components"] for one in part["criteria"]]
    return {rule["id"]: rule for one in criteria for rule in one["rules"]}


def test_weights_are_those_of_the_regulation() -> None:
    sheet = read_sheet()
    assert [component.weight for component in sheet.components] == [30, 30, 15, 25]
    assert [aspect.percent for aspect in sheet.aspects] == [20, 30, 50]
    answer = as_json(sheet_evidence(audit(), sheet), "id")
    weights = [[one["weight"] for one in part["aspects"]] for part in answer["components"]]
    assert weights == [[6, 9, 15], [6, 9, 15], [3, 4.5, 7.5], [5, 7.5, 12.5]]


def test_every_rule_named_is_a_rule_and_none_twice_in_one_criterion() -> None:
    known = {rule.id for rule in load_rules()}
    for component in read_sheet().components:
        for criterion in component.criteria:
            assert set(criterion.rules) <= known
            assert len(set(criterion.rules)) == len(criterion.rules)


def test_what_no_graph_can_show_is_said_in_both_languages() -> None:
    for language in LANGUAGES:
        answer = as_json(sheet_evidence(audit(), read_sheet()), language)
        for component in answer["components"]:
            for criterion in component["criteria"]:
                assert criterion["not_shown"]
    every = [one for part in read_sheet().components for one in part.criteria]
    assert all(one.count is not None for one in every if one.rules)
    counted = [one.id for one in every if one.shown == "partly"]
    assert counted == [
        *(f"1.b.{n}" for n in range(3, 12)), *(f"1.c.{n}" for n in range(1, 7)), "2.a.2", "2.a.3",
        "2.b.2", "2.b.3", "2.b.4", "3.b.3", "3.b.4", "3.b.5", "4.c.1",
    ]  # fmt: skip


def test_there_are_eighty_criteria_in_twelve_parts() -> None:
    every = [one.id for part in read_sheet().components for one in part.criteria]
    parts = Counter(one.rpartition(".")[0] for one in every)
    assert list(parts.values()) == [6, 11, 8, 3, 7, 10, 6, 9, 7, 3, 5, 5]
    for part, number in parts.items():
        assert [one for one in every if one.rpartition(".")[0] == part] == [
            f"{part}.{n}" for n in range(1, number + 1)
        ]
    used = {one.count for part in read_sheet().components for one in part.criteria}
    assert used == {None, *COUNTS}, "whatever can be counted is counted somewhere"


def test_findings_are_counted_out_of_what_was_looked_at() -> None:
    rules = said(
        finding("soft-target"),
        finding("soft-target", status="existing"),
        finding("soft-target", status="waived"),
    )
    told = rules["soft-target"]
    assert (told["findings"], told["affected"], told["population"]) == (2, 2, 14)
    assert told["waived"] == 1


def test_one_finding_about_everything_affects_everything() -> None:
    for number in (14, 12):
        members = tuple((f"I{one}", None) for one in range(number))
        told = said(finding("missing-formula", "Dataset", members=members))["missing-formula"]
        assert (told["findings"], told["affected"], told["population"]) == (1, number, 14)


def test_a_rule_that_did_not_run_says_nothing() -> None:
    rules = said()
    assert rules["missing-baseline"]["status"] == "not-run"
    assert rules["missing-baseline"]["severity"] is None
    assert rules["activity-worded-objective"]["status"] == "not-applicable"
    assert rules["activity-worded-objective"]["why"] == "b"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 15", "weights: 15"),
        ("weight: 15", "weight: much"),
        ("rules: [missing-definition, missing-formula]", "rules: missing-formula"),
        ("count: wording", "count: words"),
        ("id: 1.a.1, criterion", "id: 1.a.1, criteria"),
        ("{id: Evaluasi internal, en: Internal evaluation}", "{id: Evaluasi internal}"),
        ("name: lke\n", ""),
        ("name: lke\n", "name: ["),
    ],
)
def test_what_is_no_sheet_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = LKE.read_text("utf-8")
    assert old in text
    path = tmp_path / "ours.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(LibraryError) as caught:
        read_sheet(path)
    assert caught.value.code == "bad-sheet"
    assert caught.value.where == str(path)


def test_a_sheet_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(LKE.read_text("utf-8").replace("weight: 25", "weight: 12.5"), "utf-8")
    assert read_sheet(path).components[-1].weight == 12.5
