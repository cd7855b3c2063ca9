"""The layout: nothing overlaps, no line of the tree crosses, order does not matter."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.layout import (
    COLUMN_GAP,
    HEIGHT,
    INDENT,
    WIDTH,
    Layout,
    lay_out,
    preorder,
    split_roots,
)
from kinerja_graph.render.tree import Tree, build_tree

Segment = tuple[int, int, int, int]
Make = Callable[[list[tuple[str, str, int | None, str]], list[tuple[str, str, str]]], Network]


@st.composite
def networks(draw: st.DrawFn, largest: int = 24) -> Network:
    """Any plan: circles, inversions, sideways ties, unknown levels, several parents."""
    size = draw(st.integers(1, largest))
    labels = st.sampled_from(["Objective", "Indicator", "Task"])
    nodes = []
    for number in range(size):
        label = draw(labels)
        level = None if label == "Task" else draw(st.one_of(st.none(), st.integers(0, 5)))
        agency = draw(st.sampled_from(["", "a", "b"]))
        nodes.append(
            NetworkNode(
                label=label,
                id=f"N-{number}",
                name=f"N {number}",
                level=level,
                agencies=(agency,) if agency else (),
            )
        )
    ends = st.integers(0, size - 1)
    types = st.sampled_from(["CONTRIBUTES_TO", "CONTRIBUTES_TO", "MEASURES"])
    edges = draw(st.lists(st.tuples(types, ends, ends), max_size=2 * size, unique=True))
    return Network(
        dataset="d",
        edition="e",
        loaded_at="",
        digest="",
        focus=None,
        nodes=tuple(nodes),
        edges=tuple(
            NetworkEdge(type=type_, source=f"N-{low}", target=f"N-{up}") for type_, low, up in edges
        ),
        agencies={},
    )


def placed(network: Network) -> tuple[Tree, Layout]:
    tree = build_tree(network)
    return tree, lay_out(tree, lambda box: box % 3 == 0)


@given(networks())
@settings(max_examples=60, deadline=None)
def test_boxes_never_overlap(network: Network) -> None:
    tree, layout = placed(network)
    for one, two in combinations(range(len(tree.boxes)), 2):
        apart_across = abs(layout.left[one] - layout.left[two]) >= WIDTH
        upper, lower = sorted((one, two), key=lambda box: layout.top[box])
        assert apart_across or layout.top[upper] + layout.height[upper] < layout.top[lower]


@given(networks())
@settings(max_examples=60, deadline=None)
def test_every_box_hangs_in_one_tree_and_no_edge_is_lost(network: Network) -> None:
    tree, _ = placed(network)
    assert sorted(preorder(tree)) == list(range(len(network.nodes)))
    kept = [(e.type, e.source, e.target) for edges in tree.edges for e in edges]
    given_ = [(e.type, e.source, e.target) for e in network.edges if e.source != e.target]
    assert sorted(kept) == sorted(given_)
    for box, above in enumerate(tree.parent):
        assert above < 0 or tree.column[above] <= tree.column[box]
        assert (above < 0) == (tree.hangs[box] == 0)


def connectors(tree: Tree, layout: Layout, parent: int) -> list[Segment]:
    """The lines from a parent to its children, as the page draws them: (x1, y1, x2, y2)."""
    left, top = layout.left[parent], layout.top[parent]
    column = layout.columns[tree.column[parent]]
    trunk = column.left + WIDTH + INDENT * column.indents + 34
    segments: list[Segment] = []
    beside = [c for c in tree.children[parent] if tree.column[c] != tree.column[parent]]
    port = top + HEIGHT // 2
    if beside:
        lowest = max(layout.top[child] for child in beside) + HEIGHT // 2
        segments += [(left + WIDTH, port, trunk, port), (trunk, port, trunk, lowest)]
    for child in tree.children[parent]:
        y = layout.top[child] + HEIGHT // 2
        if child in beside:
            segments.append((trunk, y, layout.left[child], y))
        elif layout.left[child] > left:
            x = left + INDENT // 2
            segments += [(x, top + layout.height[parent], x, y), (x, y, layout.left[child], y)]
    return segments


def cross(one: Segment, two: Segment) -> bool:
    """Whether two upright or level segments cross in their inner parts, or lie on each other."""
    (a, b, c, d), (e, f, g, h) = one, two
    if (a == c) == (e == g):
        if a == c:
            return a == e and max(b, f) < min(d, h)
        return b == f and max(min(a, c), min(e, g)) < min(max(a, c), max(e, g))
    upright, level = (one, two) if a == c else (two, one)
    x, y = upright[0], level[1]
    return min(level[0], level[2]) < x < max(level[0], level[2]) and min(
        upright[1], upright[3]
    ) < y < max(upright[1], upright[3])


@given(networks())
@settings(max_examples=80, deadline=None)
def test_the_lines_of_the_tree_never_cross(network: Network) -> None:
    tree, layout = placed(network)
    lines = [connectors(tree, layout, box) for box in range(len(tree.boxes))]
    for one, two in combinations(range(len(lines)), 2):
        crossing = [(s, t) for s in lines[one] for t in lines[two] if cross(s, t)]
        assert not crossing, (tree.boxes[one].id, tree.boxes[two].id)


@given(networks())
@settings(max_examples=50, deadline=None)
def test_no_line_of_the_tree_runs_through_a_box(network: Network) -> None:
    tree, layout = placed(network)
    for parent in range(len(tree.boxes)):
        for x1, y1, x2, y2 in connectors(tree, layout, parent):
            for box in range(len(tree.boxes)):
                left, top = layout.left[box], layout.top[box]
                across = min(x1, x2) < left + WIDTH and max(x1, x2) > left
                down = min(y1, y2) < top + layout.height[box] and max(y1, y2) > top
                assert not (across and down), (tree.boxes[parent].id, tree.boxes[box].id)


@given(networks(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_does_not_matter(network: Network, rnd: random.Random) -> None:
    nodes, edges = list(network.nodes), list(network.edges)
    rnd.shuffle(nodes)
    rnd.shuffle(edges)
    shuffled = dataclasses.replace(network, nodes=tuple(nodes), edges=tuple(edges))
    assert placed(network) == placed(shuffled)


def test_parents_stand_beside_their_first_child(traffic: Network) -> None:
    tree, layout = placed(traffic)
    outcome = tree.roots[0]
    first = tree.children[outcome][0]
    assert layout.top[outcome] == layout.top[first] == 0
    assert layout.left[first] == WIDTH + COLUMN_GAP
    tops = [layout.top[child] for child in tree.children[outcome]]
    assert all(lower - upper >= HEIGHT for upper, lower in pairwise(tops))


def test_an_indicator_stands_in_under_the_objective_that_it_measures(network: Make) -> None:
    plan = network(
        [("Objective", "S", 0, ""), ("Indicator", "I", 0, ""), ("Indicator", "J", 1, "a")],
        [("MEASURES", "I", "S"), ("CONTRIBUTES_TO", "J", "S")],
    )
    tree, layout = placed(plan)
    at = {node.id: number for number, node in enumerate(tree.boxes)}
    assert layout.left[at["I"]] - layout.left[at["S"]] == INDENT
    assert layout.top[at["I"]] > layout.top[at["S"]]
    assert layout.top[at["J"]] == layout.top[at["S"]]


def test_what_hangs_on_nothing_comes_last(network: Make) -> None:
    plan = network(
        [("Indicator", "A-LOOSE", 2, "a"), ("Objective", "Z", 0, ""), ("Task", "T", None, "a")], []
    )
    tree, layout = placed(plan)
    main, others = split_roots(tree)
    assert [tree.boxes[box].id for box in main] == ["Z"]
    assert [tree.boxes[box].id for box in others] == ["A-LOOSE", "T"]
    assert layout.top[others[0]] > layout.top[main[0]] + HEIGHT


def test_tasks_stand_right_of_all_levels_and_outcomes_left(network: Make) -> None:
    plan = network(
        [("Task", "T", None, ""), ("Indicator", "U", None, ""), ("Indicator", "I", 5, ""),
         ("Objective", "S", 0, "")],
        [],
    )  # fmt: skip
    assert build_tree(plan).columns == ("0", "5", "unknown", "task")


def test_a_box_hangs_first_on_what_it_measures_then_on_its_own_agency(network: Make) -> None:
    plan = network(
        [("Objective", "O", 1, "b"), ("Objective", "P", 1, "a"), ("Indicator", "C", 2, "a"),
         ("Indicator", "M", 1, "a")],
        [("CONTRIBUTES_TO", "C", "O"), ("CONTRIBUTES_TO", "C", "P"), ("MEASURES", "M", "O"),
         ("CONTRIBUTES_TO", "M", "P")],
    )  # fmt: skip
    tree = build_tree(plan)
    at = {node.id: number for number, node in enumerate(tree.boxes)}
    assert tree.boxes[tree.parent[at["C"]]].id == "P"
    assert tree.boxes[tree.parent[at["M"]]].id == "O"


def city(size: int, seed: int = 5) -> Network:
    rnd = random.Random(seed)  # noqa: S311 - a sample, no secret
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    for number in range(size):
        level = min(4, 1 + number * 5 // size) if number else 0
        nodes.append(
            NetworkNode(
                label="Indicator",
                id=f"IKU-{number}",
                name="x",
                level=level,
                agencies=(rnd.choice("abc"),) if level else (),
            )
        )
        above = [node for node in nodes if node.level == level - 1]
        if above:
            edges.append(
                NetworkEdge(
                    type="CONTRIBUTES_TO", source=f"IKU-{number}", target=rnd.choice(above).id
                )
            )
    return Network(
        dataset="d",
        edition="e",
        loaded_at="",
        digest="",
        focus=None,
        nodes=tuple(nodes),
        edges=tuple(edges),
        agencies={},
    )


def test_a_change_of_the_plan_reorders_no_siblings() -> None:
    plan = city(600)
    gone = {f"IKU-{number}" for number in range(200, 600, 33)}
    left = [node for node in plan.nodes if node.id not in gone]
    later = dataclasses.replace(plan, nodes=tuple(left))

    def siblings(network: Network) -> dict[str, list[str]]:
        tree = build_tree(network)
        return {
            tree.boxes[box].id: [tree.boxes[child].id for child in tree.children[box]]
            for box in range(len(tree.boxes))
        }

    before, after = siblings(plan), siblings(later)
    for id_, below in after.items():
        assert below == [child for child in before[id_] if child not in gone]
