"""All checks of ``kinerja doctor``, in one list."""

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
    """The results of all checks."""

    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether everything that is needed works."""
        return not self.summary["error"]

    @property
    def summary(self) -> Mapping[Verdict, int]:
        """The number of checks by verdict."""
        numbers = Counter(check.verdict for check in self.checks)
        return {verdict: numbers[verdict] for verdict in get_args(Verdict)}


def doctor(settings: Settings, *, start: bool = False) -> tuple[Check, ...]:
    """Check what is installed, reachable and allowed; start no engine unless ``start``.

    Nothing is written, neither to files nor to the graph.
    """
    return (
        *installed_checks(),
        *machine_checks(settings),
        *graph_checks(settings, start=start),
    )
