"""Everything that ``kinerja doctor`` looks at, in one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language
from kinerja_graph.workflow.health.check import Check
from kinerja_graph.workflow.health.graph import graph_checks
from kinerja_graph.workflow.health.installed import installed_checks
from kinerja_graph.workflow.health.machine import machine_checks

__all__ = ["Check", "doctor", "doctor_json"]


def doctor(settings: Settings, *, start: bool = False) -> tuple[Check, ...]:
    """What is installed, reachable and allowed; starts no engine unless ``start`` says so.

    Nothing of ours is written, in files or in the graph.
    """
    return (
        *installed_checks(),
        *machine_checks(settings),
        *graph_checks(settings, start=start),
    )


def doctor_json(checks: Iterable[Check], language: Language) -> dict[str, Any]:
    """The answer of ``doctor --json``."""
    told = [check.as_json(language) for check in checks]
    numbers = Counter(one["status"] for one in told)
    names = ("ok", "warning", "error", "skipped")
    return {
        "healthy": not numbers["error"],
        "checks": told,
        "summary": {name: numbers[name] for name in names},
    }
