"""The example of a rule, held to a plan of its case file."""

from dataclasses import replace

import pytest

from kinerja_graph.audit.cases import Case
from kinerja_graph.audit.example import mended
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.cells import text_of
from kinerja_graph.library.rules import Rule, load_rules

RULES = {rule.id: rule for rule in load_rules()}


def case_of(rule: Rule, row: dict[str, object]) -> Case:
    return Case(
        rule=rule.id,
        name="one",
        expectation="fails",
        graph={"tasks": [row, {"id": "T-9", "name": "x"}]},
        findings=({"subject": "T-3"},),
        population=2,
        is_example=True,
    )


def test_the_cells_are_mended_and_nothing_else() -> None:
    rule = RULES["detached-task"]
    case = case_of(rule, {"id": "T-3", "name": "y"})
    after = mended(case, rule)
    assert after.expectation == "passes"
    assert after.findings == ()
    assert after.population is None
    assert after.graph["tasks"] == [
        {"id": "T-3", "name": "y", "contributes_to": "IKK-1"},
        {"id": "T-9", "name": "x"},
    ]
    assert case.graph["tasks"][0] == {"id": "T-3", "name": "y"}


@pytest.mark.parametrize(
    "row",
    [
        {"id": "T-4", "name": "no such row"},
        {"id": "T-3", "name": "another cell before", "contributes_to": "IKK-2"},
        {"id": "T-9", "name": "twice"},
    ],
)
def test_an_example_that_does_not_fit_its_case(row: dict[str, object]) -> None:
    rule = RULES["detached-task"]
    with pytest.raises(LibraryError, match=r"tasks\.contributes_to T-3") as caught:
        mended(case_of(rule, row), rule)
    assert caught.value.where == "detached-task.yaml"


def test_rows_that_have_no_id_are_known_by_what_tells_them_apart() -> None:
    rule = RULES["target-leap"]
    values = [{"indicator": "IKU-1", "year": year, "target": 120} for year in (2026, 2027)]
    case = replace(case_of(rule, {}), graph={"values": values})
    assert [row["target"] for row in mended(case, rule).graph["values"]] == [120, "12"]


def test_the_one_row_of_the_dataset_is_kept_however_it_is_written() -> None:
    rule = RULES["detached-task"]
    case = case_of(rule, {"id": "T-3", "name": "y"})
    case = replace(case, graph={**case.graph, "dataset": {"as_of": 2025}})
    assert mended(case, rule).graph["dataset"] == [{"as_of": 2025}]


def test_a_list_is_the_same_however_it_is_written() -> None:
    assert text_of(["a", "b"]) == text_of("a;b") == text_of(" a ; b ") == "a; b"
    assert text_of(None) == text_of("") == ""
    assert text_of(100) == "100"
