"""Steps from many records: right on any graph, and asked a number of times that is bounded."""

from collections.abc import Iterable
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.steps import ROUNDS, reached
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition

EDITION = Edition(dataset="kota", edition="1", scope="s")
EDGES = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=40)


class Steps:
    """Answers for a graph of numbers, and counts what it is asked and what it gives."""

    def __init__(self, edges: Iterable[tuple[int, int]]) -> None:
        self.edges = [(str(low), str(high)) for low, high in edges]
        self.asked = 0
        self.rows = 0

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: Any
    ) -> list[dict[str, Any]]:
        del seconds
        rows = self._rows(statement.name, values)
        self.asked += 1
        self.rows += len(rows)
        return rows

    def _rows(self, name: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        if name == "chain-steps":
            return [
                {"low": low, "high": high, "low_label": "Task", "high_label": "Task"}
                for low, high in self.edges
            ]
        near = {key.removeprefix("s/") for key in values["keys"]}
        pairs = self.edges if name == "step-above" else [(b, a) for a, b in self.edges]
        return [{"id": b, "label": "Task"} for b in sorted({b for a, b in pairs if a in near})]


@given(EDGES, st.sets(st.integers(0, 14)), st.sampled_from(["up", "down"]), st.integers(0, 4))
def test_all_within_so_many_steps(
    edges: list[tuple[int, int]], starts: set[int], direction: Direction, steps: int
) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(15))
    graph.add_edges_from(edges if direction == "up" else [(high, low) for low, high in edges])
    for limit in (steps, None):
        near = [nx.single_source_shortest_path_length(graph, one, limit) for one in starts]
        expected = {str(one) for found in near for one in found}
        asked = dict.fromkeys(map(str, starts), "Task")
        assert set(reached(Steps(edges), EDITION, asked, direction, limit)) == expected


def test_questions_are_bounded_by_the_longest_chain_and_rows_by_the_edges() -> None:
    for length in (10, 100, 1000):
        chain = Steps((number, number + 1) for number in range(length))
        found = reached(chain, EDITION, {"0": "Task"}, "up")
        assert len(found) == length + 1
        assert chain.asked <= min(length, ROUNDS) + 1
        assert chain.rows <= length + ROUNDS
        near = reached(chain, EDITION, {"0": "Task"}, "up", length - 1)
        assert len(near) == length


def test_a_circle_ends() -> None:
    circle = Steps((number, (number + 1) % 50) for number in range(50))
    assert len(reached(circle, EDITION, {"7": "Task"}, "down")) == 50
