"""Everything that ``kinerja doctor`` looks at, in one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.workflow.health.check import Check, Verdict
from kinerja_graph.workflow.health.graph import graph_checks
from kinerja_graph.workflow.health.installed import installed_checks
from kinerja_graph.workflow.health.machine import machine_checks

__all__ = ["Check", "Examination", "doctor"]


@json_keys("healthy", "checks", "summary")
@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was looked at."""

    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing that is needed is broken."""
        return not self.summary["error"]

    @property
    def summary(self) -> Mapping[Verdict, int]:
        """How many checks have each verdict."""
        numbers = Counter(check.verdict for check in self.checks)
        return {verdict: numbers[verdict] for verdict in get_args(Verdict)}


def doctor(settings: Settings, *, start: bool = False) -> tuple[Check, ...]:
    """What is installed, reachable and allowed; starts no engine unless ``start`` says so.

    Nothing of ours is written, in files or in the graph.
    """
    return (
        *installed_checks(),
        *machine_checks(settings),
        *graph_checks(settings, start=start),
    )
