"""What everything reaches, all at once, and the way up from one record."""

import random

import networkx as nx
import pytest

from kinerja_graph.analysis.ascent import Ascent
from kinerja_graph.analysis.plan_years import PlanYears
from kinerja_graph.analysis.sums import difference, total
from kinerja_graph.analysis.upward import Upward, reached


def chain_of(graph: "nx.DiGraph[str]") -> Upward:
    above = {name: sorted(graph.successors(name)) for name in graph if graph.out_degree(name)}
    return Upward(dict.fromkeys(graph, "Indicator"), above)


def random_graph(seed: int) -> "nx.DiGraph[str]":
    """Up to 14 records with circles, self-edges and parts that are not tied."""
    chance = random.Random(seed)  # noqa: S311  # no secrets
    names = [f"r{number}" for number in range(chance.randint(1, 14))]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    for _ in range(chance.randint(0, 25)):
        graph.add_edge(chance.choice(names), chance.choice(names))
    return graph


@pytest.mark.parametrize("seed", range(60))
def test_bits_are_what_a_walk_finds(seed: int) -> None:
    graph = random_graph(seed)
    ends = sorted(graph)[::2]
    found = reached(chain_of(graph), ends)
    for name in graph:
        walked = nx.descendants(graph, name) | {name}
        assert {end for place, end in enumerate(ends) if found[name] >> place & 1} == (
            walked & set(ends)
        )


@pytest.mark.parametrize("seed", range(60))
def test_the_shortest_chain_is_the_smallest_of_the_shortest(seed: int) -> None:
    graph = random_graph(seed)
    ends = frozenset(sorted(graph)[:2])
    ascent = Ascent(chain_of(graph), ends)
    for name in graph:
        ways = [
            path
            for end in ends
            if nx.has_path(graph, name, end)
            for path in ([[name]] if name == end else nx.all_shortest_paths(graph, name, end))
        ]
        least = min(map(len, ways), default=0)
        expected = min((way for way in ways if len(way) == least), default=[])
        assert list(ascent.shortest(name)) == expected
        walked = nx.descendants(graph, name) | {name}
        assert ascent.reached(name) == tuple(sorted(ends & walked))
        assert ascent.distances(name) == nx.single_source_shortest_path_length(graph, name)


def test_a_long_chain_needs_no_deep_stack() -> None:
    names = [f"{number:06}" for number in range(20_000)]
    chain = Upward(
        dict.fromkeys(names, "Indicator"),
        {low: [high] for low, high in zip(names[1:], names, strict=False)},
    )
    assert reached(chain, names[:1])[names[-1]] == 1
    assert len(Ascent(chain, frozenset(names[:1])).shortest(names[-1])) == len(names)


def test_sums_are_those_of_decimal_numbers() -> None:
    assert total([0.1] * 3) == 0.3
    assert difference(0.3, 0.1) == 0.2
    assert total([1e15, 0.1]) == 1e15 + 0.1


@pytest.mark.parametrize(
    ("years", "known", "expected"),
    [
        ((None, 2026, None), [2025], None),
        ((2024, 2026, None), [2026, 2025], 2025),
        ((2024, 2026, 2025), [2025], 2025),
        ((2024, 2026, 2026), [2023, 2024, 2025], 2025),
        ((2024, 2026, 2023), [2023, 2027], None),
        ((2024, 2026, 2024), [], None),
    ],
)
def test_the_year_that_counts(
    years: tuple[int | None, int | None, int | None], known: list[int], expected: int | None
) -> None:
    assert PlanYears(*years).current(known) == expected
