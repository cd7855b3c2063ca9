"""Compute what each record of a whole edition reaches, and read who owns or performs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import rustworkx as rx

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Upward:
    """All results and tasks of an edition.

    Attributes:
        labels: the label of each, by id.
        above: the upper ends of its chain edges, by id; a record without any is absent.
    """

    labels: Mapping[str, str]
    above: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the units and posts of one agency own or perform themselves.

    Attributes:
        agency: their agency; None if they have none.
        holders, held: parallel lists: the id of a unit or post, and of what it owns or performs.
    """

    agency: str | None
    holders: Sequence[str]
    held: Sequence[str]


def holdings(reader: Reader, edition: Edition) -> tuple[Holdings, ...]:
    """Read what all units and posts of ``edition`` own or perform, in one statement."""
    rows = reader.read(named("holders"), scope=edition.scope)
    return tuple(Holdings(row["agency"], row["holders"], row["held"]) for row in rows)


def reached(chain: Upward, ends: Sequence[str]) -> dict[str, int]:
    """Return which of ``ends`` each record reaches, itself included, as bits by index in ``ends``.

    The members of a cycle reach the same ends, so cycles are contracted first; then every edge is
    visited once, from the top down.

    >>> reached(Upward({}, {"t": ["a"], "a": ["b", "z"], "b": ["a"]}), ["b", "z"])["t"]
    3
    """
    own = {end: 1 << place for place, end in enumerate(ends)}
    reach: dict[str, int] = {}
    for circle in from_top_down(chain):
        bits = 0
        for record in circle:
            bits |= own.get(record, 0)
            for higher in chain.above.get(record, ()):
                bits |= reach.get(higher, 0)
        reach.update(dict.fromkeys(circle, bits))
    return reach


def places_of(bits: int) -> Iterator[int]:
    """Yield the indexes whose bits are set, ascending.

    >>> list(places_of(0b101))
    [0, 2]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def from_top_down(chain: Upward) -> Iterable[Sequence[str]]:
    """Yield the records in cycles (mostly of one record), each after everything above it."""
    names = list(
        dict.fromkeys((*chain.labels, *chain.above, *(o for a in chain.above.values() for o in a)))
    )
    numbers = {name: number for number, name in enumerate(names)}
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    graph.add_nodes_from([None] * len(names))
    graph.add_edges_from_no_data(
        [(numbers[low], numbers[high]) for low, highs in chain.above.items() for high in highs]
    )
    try:
        order = rx.topological_sort(graph)
    except rx.DAGHasCycle:
        yield from ([names[one] for one in circle] for circle in _circles(graph))
    else:
        yield from ([names[one]] for one in reversed(order))


def _circles(graph: rx.PyDiGraph[None, None]) -> Iterable[Sequence[int]]:
    """Return the strongly connected components, each after everything above it."""
    circles = rx.strongly_connected_components(graph)
    circle_of = [0] * graph.num_nodes()
    for place, members in enumerate(circles):
        for member in members:
            circle_of[member] = place
    drawn: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    drawn.add_nodes_from([None] * len(circles))
    ties = ((circle_of[low], circle_of[high]) for low, high in graph.edge_list())
    drawn.add_edges_from_no_data([(low, high) for low, high in ties if low != high])
    return (circles[place] for place in reversed(rx.topological_sort(drawn)))
