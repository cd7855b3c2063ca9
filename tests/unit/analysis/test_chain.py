"""Distances on a chain, and edges made of rows."""

from typing import Any

from kinerja_graph.analysis.chain import Chain, ChainEdge, Direction, depths, edges_of, labels_of
from kinerja_graph.library.describe import Described


def row(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {
        "source": source,
        "source_label": "Indicator",
        "target": target,
        "target_label": "Objective",
        "type": "CONTRIBUTES_TO",
        "kind": "vertical",
        "sign": "+",
        "status": "accepted",
        "rationale": None,
        **more,
    }


def test_a_depth_is_the_shortest_distance() -> None:
    steps = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("x", "a")]
    assert depths("a", steps) == {"a": 0, "b": 1, "d": 1, "c": 2}


def test_a_circle_ends() -> None:
    assert depths("a", [("a", "b"), ("b", "a"), ("a", "a")]) == {"a": 0, "b": 1}


def test_wide_layers_take_no_enumeration_of_paths() -> None:
    steps = [
        (f"{layer}/{low}", f"{layer + 1}/{high}")
        for layer in range(60)
        for low in range(8)
        for high in range(8)
    ]
    found = depths("0/0", steps)
    assert len(found) == 1 + 60 * 8
    assert found["60/7"] == 60


def test_edges_are_sorted_by_from_to_type() -> None:
    rows = [
        row("b", "a"),
        row("a", "c"),
        row("a", "b", type="MEASURES", kind=None, sign=None, status=None),
        row("a", "b"),
    ]
    assert [edge.sort_key for edge in edges_of(rows)] == [
        ("a", "b", "CONTRIBUTES_TO"),
        ("a", "b", "MEASURES"),
        ("a", "c", "CONTRIBUTES_TO"),
        ("b", "a", "CONTRIBUTES_TO"),
    ]


def test_labels_come_from_both_ends() -> None:
    assert labels_of([row("a", "b")]) == {"a": "Indicator", "b": "Objective"}


def test_a_chain_walked_down_counts_from_above() -> None:
    edges = (
        ChainEdge(type="CONTRIBUTES_TO", source="low", target="mid"),
        ChainEdge(type="MEASURES", source="mid", target="top"),
    )
    records = {
        name: Described(
            label=label, id=name, name=name, level=None, origin=None, agencies=(), owners=()
        )
        for name, label in {"low": "Task", "mid": "Indicator", "top": "Objective"}.items()
    }

    def walked(subject: str, direction: Direction) -> dict[str, int]:
        return Chain(
            subject=subject, direction=direction, records=records, edges=edges, agencies={}
        ).depths()

    assert walked("top", "down") == {"top": 0, "mid": 1, "low": 2}
    assert walked("low", "up") == {"low": 0, "mid": 1, "top": 2}
