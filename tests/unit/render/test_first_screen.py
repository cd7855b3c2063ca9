"""What stands beside a map: the sentences of the audit, the worst breaks, outcomes and agencies."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from cascades import plan

from kinerja_graph.analysis.network import Network
from kinerja_graph.model.completeness import Completeness, KindShare
from kinerja_graph.render.first_screen import (
    MOST_OF_A_RULE,
    MOST_OUTCOMES,
    first_screen,
    outcome_matrix,
    weightiest,
    worst_breaks,
)
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import ToneName
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import build_tree

Make = Callable[..., Network]
Says = Callable[..., Mark]


def shown(network: Network, marks: list[Mark] | None = None, **more: Any) -> dict[str, Any]:
    return first_screen(network, sort_marks(marks or []), build_tree(network), **more)


def matrix(network: Network, marks: list[Mark] | None = None) -> dict[str, Any]:
    found = outcome_matrix(network, marks or [], build_tree(network))
    assert found is not None
    return found


def named(network: Network, found: dict[str, Any]) -> dict[str, tuple[int, list[list[Any]]]]:
    """The rows of a matrix by the id of their outcome."""
    boxes = build_tree(network).boxes
    return {"" if box < 0 else boxes[box].id: (size, cells) for box, size, cells in found["rows"]}


@pytest.fixture
def forked(network: Make) -> Network:
    """Two outcomes, one measured; a result of two agencies behind both; a task, and a loose one."""
    made = network(
        [
            ("Objective", "S-1", 0, ""), ("Objective", "S-2", 0, "dinas-a"),
            ("Indicator", "I-1", 0, "dinas-a"), ("Objective", "P-1", 1, "dinas-b"),
            ("Task", "T-1", None, "dinas-b"), ("Objective", "L-1", 1, ""),
        ],
        [
            ("MEASURES", "I-1", "S-1"), ("CONTRIBUTES_TO", "P-1", "I-1"),
            ("CONTRIBUTES_TO", "P-1", "S-2"), ("CONTRIBUTES_TO", "T-1", "P-1"),
        ],
    )  # fmt: skip
    both = [
        dataclasses.replace(one, agencies=("dinas-a", "dinas-b")) if one.id == "P-1" else one
        for one in made.nodes
    ]
    return dataclasses.replace(made, nodes=tuple(both))


def test_the_verdict_is_a_sentence_in_both_languages(traffic: Network, mark: Says) -> None:
    said = shown(traffic, [mark("A1"), mark("A2", how="warning"), mark("A3", how="warning")])
    assert said["verdict"] == [
        "3 temuan pada kota-contoh 2026-murni: 1 galat, 2 peringatan.",
        "3 findings in kota-contoh 2026-murni: 1 error, 2 warnings.",
    ]
    assert shown(traffic)["verdict"][1] == "No findings in kota-contoh 2026-murni."
    part = dataclasses.replace(traffic, focus="LALIN")
    assert shown(part)["verdict"][1] == "No findings in kota-contoh 2026-murni · LALIN."


@pytest.mark.parametrize(
    ("view", "tones", "sentences", "listed"),
    [
        (
            "diff",
            ("added", "changed", "removed"),
            (
                "3 perubahan (1 dihapus, 1 berubah, 1 baru).",
                "3 changes (1 removed, 1 changed, 1 new).",
            ),
            ["A3", "A2", "A1"],
        ),
        ("diff", (), ("tidak ada yang berubah.", "nothing has changed."), []),
        (
            "evidence",
            ("supports", "against", "too-few"),
            (
                "3 hubungan dinilai (1 berlawanan, 1 mendukung, 1 belum cukup tahun).",
                "3 judged links (1 against, 1 supports, 1 with too few years).",
            ),
            ["A2"],
        ),
        ("evidence", (), ("belum ada hubungan yang dinilai.", "no link has been judged."), []),
    ],
)
def test_changes_and_judged_links_are_counted_and_listed_by_their_weight(
    traffic: Network,
    mark: Says,
    view: str,
    tones: Sequence[ToneName],
    sentences: tuple[str, str],
    listed: list[str],
) -> None:
    marks = sort_marks([mark(f"A{n}", rule=tone, how=tone) for n, tone in enumerate(tones, 1)])
    said = shown(dataclasses.replace(traffic, view=view), marks)
    assert said["verdict"] == [f"kota-contoh 2026-murni: {one}" for one in sentences]
    assert (said["audited"], said["breaks"]) == (False, [])
    assert [marks[at].node_id for at, *_ in said["others"]] == listed
    assert said["matrix"] is not None


def test_one_rule_has_the_list_for_itself(traffic: Network, mark: Says) -> None:
    marks = sort_marks([mark(f"A{n}", rule="against", how="against") for n in range(1, 5)])
    assert len(shown(dataclasses.replace(traffic, view="evidence"), marks)["others"]) == 4


def test_posts_and_units_have_no_matrix(traffic: Network) -> None:
    assert shown(dataclasses.replace(traffic, view="organisation"))["matrix"] is None


def test_what_is_whole_is_said_where_it_was_measured(traffic: Network) -> None:
    kinds = [KindShare("task", 0, 0, 0), KindShare("indicator", 3, 4, 5)]
    whole = Completeness(kinds=tuple(kinds))
    assert shown(traffic)["whole"] is None
    told = shown(traffic, completeness=whole)["whole"]
    assert told[1] == "3 of 5 indicators are whole up to level 0."


def test_the_breaks_are_those_that_cut_off_most(traffic: Network, mark: Says) -> None:
    cuts = {"A1": 3, "A2": 9, "A3": None, "A4": 9, "A5": 1, "LALIN": 2, "elsewhere": 50}
    marks = sort_marks(
        [dataclasses.replace(mark(id_, rule="r"), cut_off=number) for id_, number in cuts.items()]
    )
    tree = build_tree(traffic)
    found = worst_breaks(marks, tree)
    assert [(marks[at].node_id, cut) for at, _, cut in found] == [
        ("A2", 9), ("A4", 9), ("A1", 3), ("LALIN", 2), ("A5", 1),
    ]  # fmt: skip
    assert all(tree.boxes[box].id == marks[at].node_id for at, box, _ in found)


def test_other_errors_fill_up_to_five_with_two_of_a_rule(traffic: Network, mark: Says) -> None:
    marks = sort_marks(
        [
            *(mark(f"A{n}", rule="unit") for n in range(1, 6)),
            mark("LALIN", rule="bare"),
            mark("A1", rule="soft", how="warning"),
            dataclasses.replace(mark("A2", rule="cut"), cut_off=4),
        ]
    )
    others = weightiest(marks, build_tree(traffic), 4, ("error",))
    told = [(marks[at].node_id, marks[at].rule, below, times) for at, _, below, times in others]
    assert told == [("LALIN", "bare", 5, 1), ("A1", "unit", 0, 5), ("A2", "unit", 0, 5)]
    assert MOST_OF_A_RULE == 2
    said = shown(traffic, marks)
    assert len(said["breaks"]) == 1
    assert len(said["others"]) == 3
    assert weightiest(marks, build_tree(traffic), 1, ("error",)) == others[:1]


def test_a_cell_counts_what_an_agency_has_behind_an_outcome(forked: Network, mark: Says) -> None:
    found = matrix(forked, [mark("T-1"), mark("P-1", how="warning")])
    assert found["by"] == "agency"
    assert found["rest"] == []
    assert named(forked, found) == {
        "S-1": (2, [["dinas-a", 1, 0], ["dinas-b", 2, 1]]),
        "S-2": (2, [["dinas-a", 1, 0], ["dinas-b", 2, 1]]),
        "": (1, [["", 1, 0]]),
    }


def test_levels_stand_in_columns_where_there_is_one_agency(network: Make) -> None:
    nodes = [("Objective", "S", 0, "a"), ("Objective", "P", 1, "a"), ("Task", "T", None, "a")]
    plan_ = network(nodes, [("CONTRIBUTES_TO", "P", "S"), ("CONTRIBUTES_TO", "T", "P")])
    found = matrix(plan_)
    assert found["by"] == "level"
    assert named(plan_, found) == {"S": (2, [["1", 1, 0], ["task", 1, 0]])}


def test_without_outcomes_the_highest_results_have_rows(network: Make) -> None:
    nodes = [("Objective", "P-1", 2, "a"), ("Objective", "P-2", 2, "b"), ("Indicator", "K", 3, "b")]
    plan_ = network(nodes, [("CONTRIBUTES_TO", "K", "P-2")])
    assert named(plan_, matrix(plan_)) == {"P-1": (0, []), "P-2": (1, [["b", 1, 0]])}


def test_without_results_or_boxes_there_is_no_matrix(network: Make) -> None:
    for nodes in ([], [("Task", "T", None, "a")], [("Objective", "S", None, "a")]):
        said = shown(network(nodes, []))
        assert said["matrix"] is None
        assert (said["breaks"], said["others"]) == ([], [])
        assert said["verdict"]


def test_of_very_many_outcomes_the_largest_have_rows(network: Make) -> None:
    number = MOST_OUTCOMES + 5
    nodes = [("Objective", f"S-{n}", 0, "a") for n in range(number)]
    nodes += [("Objective", f"P-{n}", 1, "b") for n in range(5, number)]
    plan_ = network(nodes, [("CONTRIBUTES_TO", f"P-{n}", f"S-{n}") for n in range(5, number)])
    found = matrix(plan_)
    assert len(found["rows"]) == MOST_OUTCOMES
    boxes = build_tree(plan_).boxes
    assert {boxes[box].id for box in found["rest"]} == {f"S-{n}" for n in range(5)}


def test_a_cycle_has_its_place_too(network: Make) -> None:
    nodes = [("Objective", "S", 0, "a"), ("Objective", "P", 1, "a"), ("Objective", "Q", 1, "b")]
    ties = [("P", "Q"), ("Q", "P"), ("P", "S")]
    plan_ = network(nodes, [("CONTRIBUTES_TO", low, high) for low, high in ties])
    assert named(plan_, matrix(plan_)) == {"S": (2, [["a", 1, 0], ["b", 1, 0]])}


def test_boxes_and_findings_in_any_order_say_the_same() -> None:
    network, marks = plan(120, seed=7)
    turned = dataclasses.replace(network, nodes=network.nodes[::-1], edges=network.edges[::-1])
    assert shown(network, list(marks)) == shown(turned, list(marks[::-1]))
