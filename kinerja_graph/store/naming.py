"""Apply statements of ``cypher/schema``, written for one label or type, to other labels and types.

Such a file is a complete statement for ``Unit`` (nodes) or for ``(:Indicator)-[:MEASURES]->
(:Objective)`` (edges); these names are replaced by those of ``model/schema.py``. A map of one
property that is taken from a row, as ``{key: row.key}``, becomes that of all properties of the
label or type: what is created with its properties is written once, what is SET later is twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from kinerja_graph.library.queries import schema
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE, Property

_FROM_ROW: Final = re.compile(r"\{(\w+): (row[\w.]*)\.\1\}")


@cache
def for_label(name: str, label: str) -> Statement:
    """Return the statement ``cypher/schema/<name>.cypher``, written for Unit, for ``label``.

    >>> for_label("node-keys", "Task").text.splitlines()[0]
    'MATCH (n:Task {scope: $scope})'
    """
    return _renamed(name, {"Unit": label}, BY_LABEL[label].properties)


@cache
def for_edge(name: str, edge_type: str, low: str, high: str) -> Statement:
    """Return the statement, written for MEASURES, for ``edge_type`` from ``low`` to ``high``."""
    names = {"MEASURES": edge_type, "Indicator": low, "Objective": high}
    return _renamed(name, names, BY_TYPE[edge_type].properties)


def _renamed(name: str, names: dict[str, str], properties: Iterable[Property]) -> Statement:
    original = schema(name)
    pattern = re.compile(r"(?<=[:_])(" + "|".join(names) + r")\b")
    text = pattern.sub(lambda match: names[match.group()], original.text)
    text = _FROM_ROW.sub(lambda match: _all_of(match[2], properties), text)
    return replace(original, name=f"{name} {' '.join(names.values())}", text=text)


def _all_of(row: str, properties: Iterable[Property]) -> str:
    """Return the map of these properties, each taken from ``row``; absent ones are not stored."""
    return "{" + ", ".join(f"{one.name}: {row}.{one.name}" for one in properties) + "}"
