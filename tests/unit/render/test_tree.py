"""The tree of a picture: every box hangs once, order does not matter, siblings keep theirs."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.tree import build_tree, preorder, split_roots

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


@given(networks())
@settings(max_examples=60, deadline=None)
def test_every_box_hangs_in_one_tree_and_no_edge_is_lost(network: Network) -> None:
    tree = build_tree(network)
    assert sorted(preorder(tree)) == list(range(len(network.nodes)))
    kept = [(e.type, e.source, e.target) for edges in tree.edges for e in edges]
    given_ = [(e.type, e.source, e.target) for e in network.edges if e.source != e.target]
    assert sorted(kept) == sorted(given_)
    for box, above in enumerate(tree.parent):
        assert above < 0 or tree.column[above] <= tree.column[box]
        assert (above < 0) == (tree.hangs[box] == 0)


@given(networks(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_does_not_matter(network: Network, rnd: random.Random) -> None:
    nodes, edges = list(network.nodes), list(network.edges)
    rnd.shuffle(nodes)
    rnd.shuffle(edges)
    shuffled = dataclasses.replace(network, nodes=tuple(nodes), edges=tuple(edges))
    assert build_tree(network) == build_tree(shuffled)


def test_what_hangs_on_nothing_comes_last(network: Make) -> None:
    plan = network(
        [("Indicator", "A-LOOSE", 2, "a"), ("Objective", "Z", 0, ""), ("Task", "T", None, "a")], []
    )
    tree = build_tree(plan)
    main, others = split_roots(tree)
    assert [tree.boxes[box].id for box in main] == ["Z"]
    assert [tree.boxes[box].id for box in others] == ["A-LOOSE", "T"]
    assert preorder(tree) == [*main, *others]


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
