"""Statements of ``cypher/schema`` written for one label or type, applied to others.

Such a file is a whole statement for ``Unit`` (nodes) or for ``(:Indicator)-[:MEASURES]->
(:Objective)`` (edges); here the names of ``model/schema.py`` take the place of those.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kinerja_graph.library.queries import schema
from kinerja_graph.library.statement import Statement


@cache
def for_label(name: str, label: str) -> Statement:
    """The statement ``cypher/schema/<name>.cypher``, written for Unit, for ``label``.

    >>> for_label("node-keys", "Task").text.splitlines()[0]
    'MATCH (n:Task {scope: $scope})'
    """
    return _renamed(name, {"Unit": label})


@cache
def for_edge(name: str, edge_type: str, low: str, high: str) -> Statement:
    """The statement, written for MEASURES, for ``edge_type`` from label ``low`` to ``high``."""
    return _renamed(name, {"MEASURES": edge_type, "Indicator": low, "Objective": high})


def _renamed(name: str, names: dict[str, str]) -> Statement:
    original = schema(name)
    pattern = re.compile(r"(?<=[:_])(" + "|".join(names) + r")\b")
    text = pattern.sub(lambda match: names[match.group()], original.text)
    return replace(original, name=f"{name} {' '.join(names.values())}", text=text)
