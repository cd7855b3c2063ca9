"""Custom rules: proved, refused and run on both engines."""

from pathlib import Path

import pytest

from kinerja_graph.errors import LibraryError, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.loading import check
from kinerja_graph.workflow.proving import Proof, rules_new, rules_test
from kinerja_graph.workflow.rule_sets import read_rule_set

PLAN = """indicators:
  - {id: A, name: a, level: 1, source: Bidang Angkutan, contributes_to: S}
  - {id: B, name: b, level: 4, contributes_to: S}
objectives: [{id: S, name: s, level: 0}]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    rules_new("late-report", folder)
    return folder


def changed(folder: Path, ending: str, old: str, new: str) -> None:
    path = folder / f"late-report{ending}"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def messages(proof: Proof) -> list[str]:
    answer = as_json(proof, "en")
    return [
        item["message"]
        for rule in answer["rules"]
        for case in rule["cases"]
        for item in case["differences"]
    ]


def test_what_is_begun_holds_and_runs_beside_the_products(
    engine_settings: Settings, own: Path, tmp_path: Path
) -> None:
    proof = rules_test(own, settings=engine_settings)
    assert proof.holds
    assert as_json(proof, "en")["summary"] == {
        "rules": 1,
        "cases": 5,
        "failed": 0,
        "holds": True,
    }
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, "utf-8")
    decided = read_rule_set(engine_settings, folder=own, parameters=["lowest_level=4"])
    audit = check(plan, settings=engine_settings, rule_set=decided).audit
    assert [one.subject.id for one in audit.findings if one.rule == "late-report"] == ["B"]
    assert len(audit.rules) == 64


def test_a_case_that_does_not_hold_says_what_it_got(engine_settings: Settings, own: Path) -> None:
    changed(own, ".cypher", "<= $lowest_level", "< $lowest_level")
    changed(own, ".yaml", "population: 2", "population: 3")
    proof = rules_test(own, settings=engine_settings)
    assert not proof.holds
    assert messages(proof) == [
        "population: got 2, expected 3",
        "findings: got 0, expected 1",
    ]


def test_a_rule_that_looks_beyond_its_edition_differs(engine_settings: Settings, own: Path) -> None:
    changed(own, ".cypher", "MATCH (i:Indicator {scope: $scope})", "MATCH (i:Indicator)")
    changed(own, ".cypher", "WHERE i.source", "WHERE $scope IS NOT NULL AND i.source")
    assert not rules_test(own, settings=engine_settings).holds


def test_an_engine_that_cannot_read_a_rule_is_told_as_a_difference(
    engine_settings: Settings, own: Path
) -> None:
    changed(own, ".cypher", "i.level AS level", "toLower(i.level, 1) AS level")
    told = messages(rules_test(own, settings=engine_settings))
    assert any(one.startswith("status: got failed (") for one in told)


def test_a_kind_of_case_that_is_missing_is_told(embedded_settings: Settings, own: Path) -> None:
    text = (own / "late-report.yaml").read_text("utf-8")
    (own / "late-report.yaml").write_text(text[: text.index("fails:")], "utf-8")
    proof = rules_test(own, settings=embedded_settings)
    assert proof.rules[0].missing == ("fails",)
    assert not proof.holds
    (own / "late-report.yaml").unlink()
    assert rules_test(own, settings=embedded_settings).rules[0].missing == ("passes", "fails")


def test_cases_and_counting_queries_in_folders_of_their_own(
    embedded_settings: Settings, own: Path
) -> None:
    (own / "cases").mkdir()
    (own / "late-report.yaml").rename(own / "cases" / "late-report.yaml")
    (own / "queries").mkdir()
    (own / "queries" / "population-own.cypher").write_text(
        "// ---\n// name: population-own\n// what: indicators of the upper levels\n"
        "// columns: {population: int}\n// ---\n"
        "MATCH (i:Indicator {scope: $scope}) WHERE i.level < 2 RETURN count(i) AS population\n",
        "utf-8",
    )
    changed(own, ".cypher", "population-indicators", "population-own")
    told = messages(rules_test(own, settings=embedded_settings))
    assert "population: got 1, expected 2" in told


def test_what_cannot_be_proved_is_refused(embedded_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such folder"):
        rules_test(tmp_path / "none", settings=embedded_settings)
    with pytest.raises(LibraryError, match="no rule in"):
        rules_test(tmp_path, settings=embedded_settings)
    own = tmp_path / "own"
    rules_new("late-report", own)
    (own / "other.yaml").write_text("rule: other\npasses: [{name: a, graph: {}}]\n", "utf-8")
    with pytest.raises(LibraryError, match=r"other\.yaml has no rule"):
        rules_test(own, settings=embedded_settings)
    (own / "other.yaml").unlink()
    changed(own, ".yaml", "level: 2, source", "level: 9, source")
    with pytest.raises(LibraryError, match="nobody is named") as caught:
        rules_test(own, settings=embedded_settings)
    assert caught.value.code == "bad-case-file"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    paths = rules_new("late-report", tmp_path).files
    before = [path.read_bytes() for path in paths]
    with pytest.raises(UsageError, match="already exists"):
        rules_new("late-report", tmp_path)
    assert [path.read_bytes() for path in paths] == before
