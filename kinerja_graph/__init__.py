"""kinerja_graph: a performance cascade as a graph, audited, aligned and drawn.

The names below are the public face; nothing else is promised. Each is loaded when it is first
used, so that importing a part costs that part alone. ``run_audit`` and ``draw`` are the use cases
``audit`` and ``render``, whose own names here are those of packages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kinerja_graph.analysis.alignment import Alignment
    from kinerja_graph.analysis.lineage import Trace
    from kinerja_graph.audit.finding import Audit, Finding
    from kinerja_graph.errors import KinerjaError
    from kinerja_graph.settings import Settings, read_settings
    from kinerja_graph.sources.reading import Reading
    from kinerja_graph.workflow.demo import demo
    from kinerja_graph.workflow.loading import check, load
    from kinerja_graph.workflow.opening import opened
    from kinerja_graph.workflow.pictures import render as draw
    from kinerja_graph.workflow.reading import Wish, validate
    from kinerja_graph.workflow.rules import rules_list, rules_show
    from kinerja_graph.workflow.snapshots import datasets, drop
    from kinerja_graph.workflow.views import Choice, align, query, trace
    from kinerja_graph.workflow.views import audit as run_audit

__all__ = [
    "Alignment",
    "Audit",
    "Choice",
    "Finding",
    "KinerjaError",
    "Reading",
    "Settings",
    "Trace",
    "Wish",
    "align",
    "check",
    "datasets",
    "demo",
    "draw",
    "drop",
    "load",
    "opened",
    "query",
    "read_settings",
    "rules_list",
    "rules_show",
    "run_audit",
    "trace",
    "validate",
]

_HOMES: Final = {
    "Alignment": "analysis.alignment",
    "Audit": "audit.finding",
    "Choice": "workflow.views",
    "Finding": "audit.finding",
    "KinerjaError": "errors",
    "Reading": "sources.reading",
    "Settings": "settings",
    "Trace": "analysis.lineage",
    "Wish": "workflow.reading",
    "align": "workflow.views",
    "check": "workflow.loading",
    "datasets": "workflow.snapshots",
    "demo": "workflow.demo",
    "draw": "workflow.pictures:render",
    "drop": "workflow.snapshots",
    "load": "workflow.loading",
    "opened": "workflow.opening",
    "query": "workflow.views",
    "read_settings": "settings",
    "rules_list": "workflow.rules",
    "rules_show": "workflow.rules",
    "run_audit": "workflow.views:audit",
    "trace": "workflow.views",
    "validate": "workflow.reading",
}


def __getattr__(name: str) -> Any:
    home, _, own_name = _HOMES.get(name, "").partition(":")
    if not home:
        message = f"module 'kinerja_graph' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"kinerja_graph.{home}"), own_name or name)


def __dir__() -> list[str]:
    return sorted(__all__)
