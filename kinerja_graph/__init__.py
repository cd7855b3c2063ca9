"""kinerja_graph: a performance cascade as a graph, audited, aligned and drawn.

The names below are the public API (docs/python.md); nothing else is stable. Each is imported when
it is first used, so that you only pay for what you use. ``Plan`` answers all questions about a
loaded edition; the other functions deal with files and with what is loaded. Functions that were
public here before ``Plan`` (``trace``, ``align``, ``query``, ``run_audit``, ``draw``, ``Choice``)
are still available.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kinerja_graph.analysis.alignment import Alignment
    from kinerja_graph.analysis.lineage import Trace
    from kinerja_graph.audit.finding import Audit, Finding
    from kinerja_graph.errors import KinerjaError
    from kinerja_graph.render.pyvis_page import save_network
    from kinerja_graph.settings import Settings, read_settings
    from kinerja_graph.sources.reading import Reading
    from kinerja_graph.store.load import drop
    from kinerja_graph.workflow.connection import connect
    from kinerja_graph.workflow.demo import demo, example
    from kinerja_graph.workflow.loading import check, load
    from kinerja_graph.workflow.plan import Plan
    from kinerja_graph.workflow.reading import ReadOptions, validate
    from kinerja_graph.workflow.rules import rules_list, rules_show
    from kinerja_graph.workflow.snapshots import datasets
    from kinerja_graph.workflow.view import Drawing, View

__all__ = [
    "Alignment",
    "Audit",
    "Drawing",
    "Finding",
    "KinerjaError",
    "Plan",
    "ReadOptions",
    "Reading",
    "Settings",
    "Trace",
    "View",
    "check",
    "connect",
    "datasets",
    "demo",
    "drop",
    "example",
    "load",
    "read_settings",
    "rules_list",
    "rules_show",
    "save_network",
    "validate",
]

_HOMES: Final = {
    "Alignment": "analysis.alignment",
    "Audit": "audit.finding",
    "Drawing": "workflow.view",
    "Finding": "audit.finding",
    "KinerjaError": "errors",
    "Plan": "workflow.plan",
    "ReadOptions": "workflow.reading",
    "Reading": "sources.reading",
    "Settings": "settings",
    "Trace": "analysis.lineage",
    "View": "workflow.view",
    "check": "workflow.loading",
    "connect": "workflow.connection",
    "datasets": "workflow.snapshots",
    "demo": "workflow.demo",
    "drop": "store.load",
    "example": "workflow.demo",
    "load": "workflow.loading",
    "read_settings": "settings",
    "rules_list": "workflow.rules",
    "rules_show": "workflow.rules",
    "save_network": "render.pyvis_page",
    "validate": "workflow.reading",
}
_EARLIER: Final = {
    "EditionRef": "model.edition",
    "align": "workflow.earlier",
    "draw": "workflow.earlier",
    "query": "workflow.earlier",
    "run_audit": "workflow.earlier",
    "trace": "workflow.earlier",
}
_RENAMED: Final = {"Choice": "EditionRef", "Wish": "ReadOptions", "opened": "connect"}
"""Deprecated names and their replacements; using one raises a warning."""


def __getattr__(name: str) -> Any:
    now = _RENAMED.get(name, name)
    home, _, own_name = (_HOMES | _EARLIER).get(now, "").partition(":")
    if not home:
        message = f"module 'kinerja_graph' has no attribute {name!r}"
        raise AttributeError(message)
    if name in _RENAMED:
        message = f"kinerja_graph.{name} is called {now} now; the old name goes next time"
        warnings.warn(message, DeprecationWarning, stacklevel=2)
    return getattr(import_module(f"kinerja_graph.{home}"), own_name or now)


def __dir__() -> list[str]:
    return sorted(__all__)
