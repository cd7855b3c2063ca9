"""The skeleton of a rule: it passes the gate from the first moment."""

from pathlib import Path

import pytest

from kinerja_graph.audit.cases import read_cases
from kinerja_graph.errors import UsageError
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.new import skeleton
from kinerja_graph.library.rules import load_rules, read_rules


def test_the_template_itself_is_a_rule() -> None:
    assert [rule.id for rule in read_rules(library_folder("template"))] == ["new-rule"]


def test_a_skeleton_passes_the_gate_beside_the_products_rules(tmp_path: Path) -> None:
    files = skeleton("late-report", (rule.id for rule in load_rules()))
    assert sorted(files) == ["late-report.cypher", "late-report.yaml"]
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
        assert "new-rule" not in text
    assert "late-report" in {rule.id for rule in load_rules(tmp_path)}
    cases = read_cases(tmp_path / "late-report.yaml")
    assert {case.expectation for case in cases} == {"passes", "fails"}


@pytest.mark.parametrize(
    "name", ["Late", "late_report", "late-", "-late", "1late", "la te", "", "ü"]
)
def test_what_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        skeleton(name, ())
    assert caught.value.code == "bad-rule-id"


def test_an_id_that_is_taken_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        skeleton("detached-task", (rule.id for rule in load_rules()))
    assert caught.value.code == "rule-id-taken"
