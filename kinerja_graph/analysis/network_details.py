"""Read facts about the boxes of a picture from the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from kinerja_graph.analysis.network import Detail
from kinerja_graph.analysis.nodes import key_of
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition

_STATEMENTS: Final = {
    "Objective": "network-objectives",
    "Indicator": "network-indicators",
    "Task": "network-tasks",
}
_SERIES: Final = frozenset(
    {
        "target_years",
        "targets",
        "range_years",
        "range_lows",
        "range_highs",
        "realisation_years",
        "realisations",
    }
)
_BATCH: Final = 10_000


def details(
    reader: Reader, edition: Edition, labels: Mapping[str, str]
) -> dict[str, dict[str, Detail]]:
    """Return what is known about each record of ``labels`` (label by id), without unknowns."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for name, label in labels.items():
        wanted[label].append(key_of(edition, name))
    known: dict[str, dict[str, Detail]] = {}
    for label, keys in sorted(wanted.items()):
        for start in range(0, len(keys), _BATCH):
            batch = sorted(keys)[start : start + _BATCH]
            for row in reader.read(named(_STATEMENTS[label]), keys=batch):
                known[row["id"]] = facts(row)
    return known


def facts(row: Mapping[str, Any]) -> dict[str, Detail]:
    """Return the known facts of one row: tags as one text, values of the latest year alone."""
    plain = {
        name: "; ".join(value) if name == "tags" else value
        for name, value in row.items()
        if name != "id" and name not in _SERIES and value is not None
    }
    return plain | _target(row) | _realisation(row)


def _target(row: Mapping[str, Any]) -> dict[str, Detail]:
    years: list[int] = row.get("target_years") or []
    ranges: list[int] = row.get("range_years") or []
    if not years and not ranges:
        return {}
    if years and (not ranges or years[-1] > ranges[-1]):
        return {"target": row["targets"][-1], "target_year": years[-1]}
    return {
        "target_low": row["range_lows"][-1],
        "target_high": row["range_highs"][-1],
        "target_year": ranges[-1],
    }


def _realisation(row: Mapping[str, Any]) -> dict[str, Detail]:
    years: list[int] = row.get("realisation_years") or []
    if not years:
        return {}
    return {"realisation": row["realisations"][-1], "realisation_year": years[-1]}
