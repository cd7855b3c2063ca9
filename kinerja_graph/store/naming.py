"""Apply statements of ``cypher/schema``, written for one label or type, to other labels and types.

Such a file is a complete statement for ``Unit`` (nodes) or for ``(:Indicator)-[:MEASURES]->
(:Objective)`` (edges); these names are replaced by those of ``model/schema.py``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kinerja_graph.library.queries import schema
from kinerja_graph.library.statement import Statement


@cache
def for_label(name: str, label: str) -> Statement:
    """Return the statement ``cypher/schema/<name>.cypher``, written for Unit, for ``label``.

    >>> for_label("node-keys", "Task").text.splitlines()[0]
    'MATCH (n:Task {scope: $scope})'
    """
    return _renamed(name, {"Unit": label})


@cache
def for_edge(name: str, edge_type: str, low: str, high: str) -> Statement:
    """Return the statement, written for MEASURES, for ``edge_type`` from ``low`` to ``high``."""
    return _renamed(name, {"MEASURES": edge_type, "Indicator": low, "Objective": high})


def _renamed(name: str, names: dict[str, str]) -> Statement:
    original = schema(name)
    pattern = re.compile(r"(?<=[:_])(" + "|".join(names) + r")\b")
    text = pattern.sub(lambda match: names[match.group()], original.text)
    return replace(original, name=f"{name} {' '.join(names.values())}", text=text)
