"""The tree of a plan as forms draw it: each result below one main parent, in the order of a walk.

An objective stands for the indicators that measure it; an indicator without objective for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kinerja_graph.forms.facts import Facts


@dataclass(frozen=True)
class Tree:
    """The objectives of a plan and its indicators without objective, each below its main parent."""

    facts: Facts

    def stem(self, result: str) -> str:
        """Return the objective of an indicator; of another result the result itself."""
        return self.facts.objective_of.get(result, result)

    @cached_property
    def stems(self) -> Sequence[str]:
        """All objectives, and the indicators without one, by id."""
        alone = (one for one in self.facts.of("Indicator") if self.stem(one) == one)
        return sorted((*self.facts.of("Objective"), *alone))

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The main parent of each; what has none is absent."""
        uppers: dict[str, set[str]] = defaultdict(set)
        for edge in self.facts.contributions:
            if edge.properties.get("kind") == "vertical" and edge.source_label != "Task":
                uppers[self.stem(edge.source)].add(self.stem(edge.target))
        found = {one: self._main(one, uppers[one]) for one in self.stems if one in uppers}
        return {one: parent for one, parent in found.items() if parent is not None}

    @cached_property
    def children(self) -> Mapping[str, Sequence[str]]:
        """What has each as its main parent, by id."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.stems:
            if one in self.parents:
                found[self.parents[one]].append(one)
        return found

    def ancestors(self, result: str) -> Iterator[str]:
        """Yield the main parents of a result, the nearest first; in a circle each once."""
        at = self.stem(result)
        seen = {at}
        while at in self.parents and self.parents[at] not in seen:
            at = self.parents[at]
            seen.add(at)
            yield at

    @cached_property
    def walk(self) -> Sequence[tuple[str, bool]]:
        """Objectives and indicators without objective in pre-order, and whether they are connected.

        Below level 0 first; then what that walk does not meet: from results without main parent,
        and what is left, by id.
        """
        found: dict[str, bool] = {}
        tops = [one for one in self.stems if one not in self.parents]
        self._visit((one for one in tops if self.level(one) == 0), found, is_connected=True)
        self._visit((one for one in tops if one not in found), found, is_connected=False)
        self._visit((one for one in self.stems if one not in found), found, is_connected=False)
        return list(found.items())

    def level(self, result: str) -> int | None:
        """Return the level of a result."""
        return self.facts.records[result].level

    def _visit(self, tops: Iterable[str], found: dict[str, bool], *, is_connected: bool) -> None:
        for top in tops:
            waiting = [top]
            while waiting:
                one = waiting.pop()
                if one not in found:
                    found[one] = is_connected
                    waiting.extend(reversed(self.children.get(one, ())))

    def _main(self, one: str, uppers: Iterable[str]) -> str | None:
        """Return the nearest result above, of the same level only where there is no other."""
        own = self.level(one)
        known = {
            upper: level
            for upper in uppers
            if upper != one and (level := self.level(upper)) is not None
        }
        able = [
            (level == own, -level, upper)
            for upper, level in known.items()
            if own is not None and level <= own
        ]
        return min(able)[2] if able else None
