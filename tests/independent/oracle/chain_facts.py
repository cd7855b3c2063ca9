"""The chain of a plan: who contributes to what, who measures what, who reaches whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edges import Contribution
from kinerja_graph.model.nodes import Record


def folded(text: str | None) -> str | None:
    """The name key: white space folded, case folded; None where nothing is left."""
    return " ".join((text or "").split()).casefold() or None


class Chain:
    """Records, contributions and measures of one plan, looked up by id."""

    def __init__(self, cascade: Cascade) -> None:
        self.objectives = {item.id: item for item in cascade.objectives}
        self.indicators = {item.id: item for item in cascade.indicators}
        self.tasks = {item.id: item for item in cascade.tasks}
        self.results: dict[str, Record] = {**self.objectives, **self.indicators}
        self.every_edge = cascade.contributions
        self.edges = [edge for edge in cascade.contributions if edge.status != "rejected"]
        self.objective_of = {
            link.source: link.target for link in cascade.links if link.type == "MEASURES"
        }
        self.measured_by = _reversed(self.objective_of.items())
        self.giving = _listed((edge.source, edge) for edge in self.edges)
        self.receiving = _listed((edge.target, edge) for edge in self.edges)
        pairs = [(edge.source, edge.target) for edge in self.edges]
        pairs.extend(self.objective_of.items())
        self.upward = _reversed((high, low) for low, high in pairs)
        self.downward = _reversed(pairs)

    def label(self, node: str) -> str:
        """Objective, Indicator or Task."""
        if node in self.tasks:
            return "Task"
        return "Objective" if node in self.objectives else "Indicator"

    def end(self, node: str) -> tuple[str, str]:
        """Label and id of a result or task."""
        return (self.label(node), node)

    def level(self, result: str) -> int | None:
        """The level of a result: an indicator has that of the objective that it measures."""
        objective = self.objective_of.get(result, result)
        if objective in self.objectives:
            return self.objectives[objective].level
        return self.indicators[result].level if result in self.indicators else None

    def role(self, node: str) -> str | None:
        """What an objective says that it is; None of anything else."""
        return self.objectives[node].role if node in self.objectives else None

    def name_key(self, node: str) -> str | None:
        """The folded name of a result."""
        return folded(self.results[node].name)

    def between_results(self) -> list[Contribution]:
        """CONTRIBUTES_TO from a result to another result."""
        return [
            edge
            for edge in self.edges
            if edge.source in self.results and edge.source != edge.target
        ]

    def between_indicators(self) -> list[Contribution]:
        """CONTRIBUTES_TO from an indicator to another indicator."""
        return [
            edge
            for edge in self.between_results()
            if edge.source in self.indicators and edge.target in self.indicators
        ]

    def below(self, result: str) -> set[str]:
        """All that reaches the result, itself included."""
        return set(distances(result, self.downward))

    def above(self, node: str) -> set[str]:
        """All that the node reaches, itself included."""
        return set(distances(node, self.upward))

    def itself(self, result: str) -> set[str]:
        """What is left out of what reaches a result: itself, and what measures it."""
        return {result, *self.measured_by.get(result, ())}

    def behind(self, result: str) -> set[str]:
        """What reaches the result, with itself and what measures it left out."""
        return self.below(result) - self.itself(result)

    def contributors(self, result: str) -> set[str]:
        """Results and tasks that contribute to the result, or to what measures it."""
        return {
            edge.source for node in self.itself(result) for edge in self.receiving.get(node, ())
        }


def distances(start: str, ties: Mapping[str, set[str]]) -> dict[str, int]:
    """The fewest steps to everything that the ties lead to; 0 to the start itself."""
    found, edge = {start: 0}, [start]
    while edge:
        ahead = {far for near in edge for far in ties.get(near, ())} - found.keys()
        found.update(dict.fromkeys(ahead, found[edge[0]] + 1))
        edge = list(ahead)
    return found


def circles(ties: Mapping[str, set[str]]) -> list[list[str]]:
    """Sorted members of each component of several nodes, or of one node that leads to itself."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((near, far) for near, fars in ties.items() for far in fars)
    return [
        sorted(members)
        for members in nx.strongly_connected_components(graph)
        if len(members) > 1 or any(graph.has_edge(node, node) for node in members)
    ]


def _listed(pairs: Iterable[tuple[str, Contribution]]) -> Mapping[str, list[Contribution]]:
    lists: defaultdict[str, list[Contribution]] = defaultdict(list)
    for key, edge in pairs:
        lists[key].append(edge)
    return dict(lists)


def _reversed(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for low, high in pairs:
        lists[high].add(low)
    return dict(lists)
