"""Hold the chain of a whole edition in memory: what is above, below and reachable from what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kinerja_graph.library.describe import Described, describe
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS

Steps = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class WholeChain:
    """All chain edges of an edition, by record id; records without an edge are absent.

    Attributes:
        above: the upper ends of the edges out of a record.
        below: the lower ends of the edges into a record.
        measures: the indicators that measure an objective.
        outcomes: the results of level 0, or for a chain from ``from_highest``, those of ``level``.
    """

    above: Steps
    below: Steps
    measures: Steps
    outcomes: frozenset[str]
    level: int = 0

    def left_out(self, result: str) -> set[str]:
        """Return what does not count as reaching ``result``: itself and its indicators."""
        return {result, *self.measures.get(result, ())}

    def behind(self, result: str, *, without: Collection[str] = ()) -> set[str]:
        """Return what reaches ``result`` without passing ``without``, except its indicators."""
        return reach((result,), self.below, without=without) - self.left_out(result)


def whole_chain(reader: Reader, edition: Edition) -> WholeChain:
    """Read the chain of ``edition``, in two statements."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    measures: dict[str, list[str]] = defaultdict(list)
    for low, high, is_measure, _ in chain_edges(reader, edition):
        above[low].append(high)
        below[high].append(low)
        if is_measure:
            measures[high].append(low)
    tops = reader.read(named("chain-outcomes"), scope=edition.scope)
    return WholeChain(
        dict(above), dict(below), dict(measures), frozenset(row["id"] for row in tops)
    )


def chain_edges(reader: Reader, edition: Edition) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield every chain edge: lower end, upper end, if it is MEASURES, and if its sign is ``-``."""
    for row in reader.read(named("chain-edges"), scope=edition.scope):
        yield from zip(row["sources"], row["targets"], row["measures"], row["lowers"], strict=True)


def from_highest(reader: Reader, edition: Edition, chain: WholeChain) -> WholeChain | None:
    """Return ``chain`` with its highest results as outcomes, if none has level 0.

    None if it has outcomes, or if no level is known.
    """
    if chain.outcomes:
        return None
    levels = {
        row["id"]: row["level"] for row in reader.read(named("chain-levels"), scope=edition.scope)
    }
    if not levels:
        return None
    highest = min(levels.values())
    tops = frozenset(one for one, level in levels.items() if level == highest)
    return replace(chain, outcomes=tops, level=highest)


def reach(starts: Iterable[str], steps: Steps, *, without: Collection[str] = ()) -> set[str]:
    """Return everything reachable from ``starts`` by ``steps``, avoiding ``without``.

    ``starts`` that are not in ``without`` are included.

    >>> sorted(reach(["a"], {"a": ["b", "x"], "b": ["c", "a"], "x": ["y"]}, without={"x"}))
    ['a', 'b', 'c']
    """
    found = {start for start in starts if start not in without}
    waiting = list(found)
    while waiting:
        for there in steps.get(waiting.pop(), ()):
            if there not in found and there not in without:
                found.add(there)
                waiting.append(there)
    return found


def described(reader: Reader, edition: Edition, ids: Collection[str]) -> dict[str, Described]:
    """Describe the results and tasks among ``ids``, by id, whatever their labels."""
    known: dict[str, Described] = {}
    for label in (*RESULTS, "Task"):
        if len(known) < len(ids):
            known.update(describe(reader, edition.scope, label, set(ids) - known.keys()))
    return known
