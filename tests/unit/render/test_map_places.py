"""The places of the map: columns are levels, a parent is as tall as what hangs on it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.map_places import COLUMN_GAP, GAP, Rectangle, map_places
from kinerja_graph.render.tree import build_tree

Node = tuple[str, str, int | None, str]
Make = Callable[[list[Node], list[tuple[str, str, str]]], Network]


def overlap(one: Rectangle, two: Rectangle) -> bool:
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return across > 1e-6 and down > 1e-6


def plan_of(size: int, make: Make) -> Network:
    """A plan of five levels with measured objectives, results of one level in chains, orphans."""
    rnd = random.Random(size)  # noqa: S311 - a sample, no secret
    nodes: list[Node] = []
    edges: list[tuple[str, str, str]] = []
    for number in range(size):
        level = min(rnd.randrange(6), number // 2)
        label = "Task" if level == 5 else rnd.choice(("Objective", "Indicator"))
        nodes.append((label, f"N{number}", None if level == 5 else level, f"a{number % 3}"))
        above = [node for node in nodes[:-1] if node[2] is not None and node[2] <= level]
        if above and rnd.random() < 0.9:
            chosen = rnd.choice(above)
            measures = label == "Indicator" and chosen[0] == "Objective" and chosen[2] == level
            type_ = "MEASURES" if measures else "CONTRIBUTES_TO"
            edges.append((type_, f"N{number}", chosen[1]))
    return make(nodes, edges)


@pytest.mark.parametrize("size", [1, 2, 7, 40, 150, 300])
def test_no_two_boxes_overlap_and_each_has_a_place(size: int, network: Make) -> None:
    plan = plan_of(size, network)
    places = map_places(plan)
    assert set(places) == {node.id for node in plan.nodes}
    areas = list(places.values())
    assert all(area.width > 0 and area.height > 0 for area in areas)
    for at, one in enumerate(areas):
        assert not any(overlap(one, two) for two in areas[at + 1 :])


@pytest.mark.parametrize("size", [7, 40, 150, 300])
def test_a_parent_covers_the_height_of_its_children(size: int, network: Make) -> None:
    plan = plan_of(size, network)
    tree, places = build_tree(plan), map_places(plan)
    spans: dict[int, tuple[float, float]] = {}
    for box, node in enumerate(tree.boxes):
        area = places[node.id]
        inner = [
            places[tree.boxes[child].id]
            for child in tree.children[box]
            if places[tree.boxes[child].id].left == area.left
        ]
        spans[box] = (area.top, max(one.bottom for one in [area, *inner]))
    for box, above in enumerate(tree.parent):
        if above < 0:
            continue
        own, parent = places[tree.boxes[box].id], places[tree.boxes[above].id]
        if own.left == parent.left:  # inside the cell
            assert own.top >= parent.bottom
            continue
        cell = above
        if (
            tree.parent[above] >= 0
            and places[tree.boxes[tree.parent[above]].id].left == parent.left
        ):
            cell = tree.parent[above]  # what hangs on an indicator stands right of its objective
        assert own.left >= parent.right
        assert spans[cell][0] - 1e-6 <= own.top
        assert own.bottom <= spans[cell][1] + 1e-6


def test_columns_are_levels_and_indicators_stand_in_their_objective(network: Make) -> None:
    plan = network(
        [
            ("Objective", "S0", 0, ""),
            ("Indicator", "I0", 0, ""),
            ("Objective", "S1", 1, "a"),
            ("Objective", "S2", 1, "b"),
        ],
        [("MEASURES", "I0", "S0"), ("CONTRIBUTES_TO", "S1", "I0"), ("CONTRIBUTES_TO", "S2", "S0")],
    )
    places = map_places(plan)
    assert places["S0"].left == places["I0"].left == 0
    assert places["I0"].top == pytest.approx(places["S0"].bottom + GAP)
    assert places["S1"].left == places["S2"].left == places["S0"].right + COLUMN_GAP + GAP
    assert {places["S1"].top, places["S2"].top} == {0, places["S1"].height + GAP}


def test_results_of_one_level_share_the_width_of_their_column(network: Make) -> None:
    plan = network(
        [("Objective", "A", 1, ""), ("Objective", "B", 1, ""), ("Objective", "C", 2, "")],
        [("CONTRIBUTES_TO", "B", "A"), ("CONTRIBUTES_TO", "C", "B")],
    )
    places = map_places(plan)
    assert places["A"].right < places["B"].left < places["B"].right < places["C"].left
    assert places["A"].top == places["B"].top == places["C"].top
    assert places["B"].right - places["A"].left == pytest.approx(places["C"].width)


def test_a_tall_map_is_folded_between_roots(network: Make) -> None:
    roots: list[Node] = [("Objective", f"R{n}", 0, "") for n in range(4)]
    leaves: list[Node] = [("Indicator", f"L{n}", 1, "") for n in range(120)]
    edges = [("CONTRIBUTES_TO", f"L{n}", f"R{n % 4}") for n in range(120)]
    places = map_places(network([*roots, *leaves], edges))
    assert len({places[f"R{n}"].left for n in range(4)}) == 2
    assert places["R0"].left == places["R1"].left < places["R2"].left == places["R3"].left
    flat = map_places(network([*roots, *leaves[:40]], edges[:40]))
    assert {flat[f"R{n}"].left for n in range(4)} == {0}


def test_a_map_of_nothing_has_no_places(network: Make) -> None:
    assert map_places(network([], [])) == {}
