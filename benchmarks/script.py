"""What somebody would write in an afternoon: the same files, networkx, five of the checks.

One graph for each government; the five are of the chain and of the posts along it. Counts are
given by the ids of our rules, so that both sides can be seen to have found the same.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import networkx as nx

TABLES: Final = (
    "units",
    "positions",
    "objectives",
    "indicators",
    "values",
    "tasks",
    "contributions",
)
RECORDS: Final = ("objectives", "indicators", "tasks")
CHECKS: Final = (
    "detached-task",
    "orphan-indicator",
    "contribution-cycle",
    "unsupported-outcome",
    "subordinate-off-cascade",
)
STRATEGIC: Final = 2
Rows: TypeAlias = dict[str, list[dict[str, str]]]
Graph: TypeAlias = "nx.DiGraph[str]"


def read(folder: Path) -> Rows:
    """Read every table of a plan as rows."""
    tables: Rows = {}
    for table in TABLES:
        path = folder / f"{table}.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                separator = max(",;\t", key=file.readline().count)
                file.seek(0)
                tables[table] = list(csv.DictReader(file, delimiter=separator))
    return tables


def check(tables: Rows) -> Counter[str]:
    """Count the findings of each of the five checks in a plan."""
    plan = _Plan(tables)
    return Counter(dict(zip(CHECKS, plan.numbers(), strict=True)))


class _Plan:
    """The graph of one plan as such a script has it: rows as attributes of nodes and edges."""

    def __init__(self, tables: Rows) -> None:
        self.graph: Graph = nx.DiGraph()
        self.levels: dict[str, int] = {}
        self.measures: dict[str, list[str]] = defaultdict(list)
        self.measured: dict[str, str] = {}
        self.duties: dict[str, set[str]] = defaultdict(set)
        self.superiors: dict[str, set[str]] = {}
        for row in tables.get("positions", ()):
            self.superiors[row["id"]] = set(_items(row, "reports_to")) - {row["id"]}
        for kind in RECORDS:
            for row in tables.get(kind, ()):
                self._add(kind, row)
        for source, target, facts in _links(tables):
            self.graph.add_edge(source, target, **facts)
        self.up = {
            node: [far for far in self.graph.successors(node) if self.measured.get(node) != far]
            for node in self.graph
        }

    def _add(self, kind: str, row: Mapping[str, str]) -> None:
        name, objective = row["id"], row.get("objective", "")
        self.graph.add_node(name, kind=kind, **{k: v for k, v in row.items() if k != "kind"})
        if objective:
            self.measured[name] = objective
            self.measures[objective].append(name)
            self.graph.add_edge(name, objective)
        for owner in (*_items(row, "owner"), *_items(row, "performer")):
            self.duties[owner].add(name)
        level = row.get("level") or self.levels.get(objective)
        if level is not None:
            self.levels[name] = int(level)

    def numbers(self) -> tuple[int, ...]:
        """Return the counts in the order of ``CHECKS``."""
        kinds = {name: str(facts["kind"]) for name, facts in self.graph.nodes(data=True)}
        loose = [name for name, ends in self.up.items() if not ends]
        orphans = [name for name in loose if kinds[name] == "indicators" and self._alone(name)]
        components = nx.strongly_connected_components(self.graph)
        return (
            sum(kinds[name] == "tasks" for name in loose),
            len(orphans),
            sum(len(one) > 1 for one in components),
            self._unsupported(),
            self._off_cascade(),
        )

    def _alone(self, name: str) -> bool:
        objective = self.measured.get(name)
        if self.levels[name] == 0 or objective is None:
            return self.levels[name] > 0
        others = self.measures[objective]
        return not self.up[objective] and any(self.up[other] for other in others)

    def _unsupported(self) -> int:
        found = 0
        for name, level in self.levels.items():
            if level > STRATEGIC or name in self.measured:
                continue
            ends = {name, *self.measures[name]}
            below = (
                far for end in ends for far in self.graph.predecessors(end) if end in self.up[far]
            )
            found += not any(below)
        return found

    def _off_cascade(self) -> int:
        found = 0
        for post, superiors in self.superiors.items():
            aims = {name for one in superiors for name in self.duties[one] if name in self.levels}
            goals = aims | {self.measured[name] for name in aims if name in self.measured}
            if not aims or not self.duties[post]:
                continue
            reached = set(self.duties[post])
            for name in self.duties[post]:
                reached |= nx.descendants(self.graph, name)  # pyright: ignore[reportUnknownMemberType]  # its stub leaves it open
            found += not goals & reached
        return found


def _items(row: Mapping[str, str], heading: str) -> list[str]:
    return [item for item in map(str.strip, row.get(heading, "").split(";")) if item]


def _links(tables: Rows) -> Iterator[tuple[str, str, dict[str, str]]]:
    told = {(row["from"], row["to"]): row for row in tables.get("contributions", ())}
    for table in RECORDS:
        for row in tables.get(table, ()):
            for target in _items(row, "contributes_to"):
                told.setdefault((row["id"], target), {})
    for (source, target), row in told.items():
        if row.get("status") != "rejected":
            yield source, target, {k: v for k, v in row.items() if k not in ("from", "to")}
