"""Read the state of an edition for comparison: its records, their values and their edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edges import ORDINARY
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.model.periods import period_realisations, period_targets

Target = float | tuple[float, float]
Ends = Mapping[str, frozenset[str]]

UPWARD: Final = ("CONTRIBUTES_TO", "MEASURES")
HELD: Final = ("OWNS", "PERFORMS")
ORGANISED: Final = ("PART_OF", "IN_UNIT", "REPORTS_TO", "EXPECTS")
_CONTRIBUTIONS: Final = ("CONTRIBUTES_TO", "REJECTED_CONTRIBUTION")
_OF_VALUES: Final = frozenset(
    {
        "target_years",
        "targets",
        "range_years",
        "range_lows",
        "range_highs",
        "realisation_years",
        "realisations",
        "period_target_codes",
        "period_targets",
        "period_range_codes",
        "period_range_lows",
        "period_range_highs",
        "period_realisation_codes",
        "period_realisations",
    }
)
_OF_BUDGETS: Final = frozenset({"budget_years", "budgets", "spent_years", "spents", "budgeted"})
_NOT_COMPARED: Final = _OF_VALUES | {
    "key",
    "id",
    "name",
    "name_key",
    "scope",
    "origin",
    "line",
    "source",
    "source_text",
    "value_years",
    "value_rows",
    "period_value_codes",
    "period_value_rows",
    "derived_target_years",
    "derived_realisation_years",
    "beside_target_years",
    "beside_targets",
    "agency",
    "circle",
    "measure_unit_key",
    "ladder_key",
    "tag_keys",
    "achievement_years",
    "achievements",
}
"""Properties compared separately, derived from others, or telling where a record was read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its label, name, compared properties, and values by year.

    The value of a period is a property such as ``period_target 2026Q1``.
    """

    label: str
    name: str | None
    properties: Mapping[str, Any]
    targets: Mapping[int, Target]
    realisations: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class State:
    """The state of one edition.

    Attributes:
        records: every record by what names it (``reference``).
        ends: by edge type and id of a record, the targets of its outgoing edges; for OWNS and
            PERFORMS the sources of its incoming edges.
        contributions: the properties of every contribution, including rejected ones, by its lower
            and upper end.
    """

    records: Mapping[str, Record]
    ends: Mapping[str, Ends]
    contributions: Mapping[tuple[str, str], Mapping[str, Any]]

    def tied(self, kind: str, name: str) -> frozenset[str]:
        """Return the other ends of a record's edges of type ``kind``."""
        return self.ends.get(kind, {}).get(name, frozenset())

    def holders(self, name: str) -> frozenset[str]:
        """Return the owners of the result, or the performers of the task, ``name``."""
        return self.tied("OWNS", name) | self.tied("PERFORMS", name)


def state(reader: Reader, edition: Edition) -> State:
    """Read everything of ``edition`` that is compared, in a few statements."""
    rows = reader.read(named("compare-records"), scope=edition.scope)
    records = {row["id"]: _record(row["label"], row["properties"]) for row in rows}
    programmes = reader.read(named("compare-programmes"), scope=edition.scope)
    ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    contributions: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in reader.read(named("compare-ties"), scope=edition.scope):
        low, high, kind = row["source"], row["target"], row["type"]
        near, far = (high, low) if kind in HELD else (low, high)
        ends[kind][near].add(far)
        if kind in _CONTRIBUTIONS:
            contributions[low, high] = {"basis": ORDINARY["basis"], **row["properties"]}
    served: dict[str, set[str]] = defaultdict(set)
    for row in (
        reader.read(named("compare-programme-ties"), scope=edition.scope) if programmes else ()
    ):
        name, far = reference(PROGRAMME, row["source"]), reference(row["label"], row["target"])
        (served if row["type"] == "SERVES" else ends[row["type"]])[name].add(far)
    for row in programmes:
        name = reference(PROGRAMME, row["id"])
        records[name] = _programme(row["properties"], sorted(served[name]))
    frozen = {
        kind: {name: frozenset(others) for name, others in found.items()}
        for kind, found in ends.items()
    }
    return State(records, frozen, contributions)


def _record(label: str, properties: Mapping[str, Any]) -> Record:
    return Record(
        label,
        properties.get("name"),
        {name: value for name, value in properties.items() if name not in _NOT_COMPARED}
        | _of_periods(properties),
        targets_of(properties),
        _by_year(properties, "realisation_years", "realisations"),
    )


def _programme(properties: Mapping[str, Any], serves: list[str]) -> Record:
    """Return a programme; each budget, and what it serves, is a property of its own."""
    plain = _record(PROGRAMME, properties)
    known = {name: value for name, value in plain.properties.items() if name not in _OF_BUDGETS}
    for kind in ("budget", "spent"):
        amounts = _by_year(properties, f"{kind}_years", f"{kind}s")
        known |= {f"{kind} {year}": amount for year, amount in amounts.items()}
    return replace(plain, properties=known | ({"serves": serves} if serves else {}))


def _of_periods(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of halves, quarters and months, each as a property of its own."""
    targets, reals = period_targets(properties), period_realisations(properties)
    return {f"period_target {code}": target for code, target in targets.items()} | {
        f"period_realisation {code}": real for code, real in reals.items()
    }


def targets_of(properties: Mapping[str, Any]) -> dict[int, Target]:
    """Return the targets by year; a range is a pair of its low and high end.

    >>> targets_of({"target_years": [2026], "targets": [5.0], "range_years": [2027],
    ...     "range_lows": [1.0], "range_highs": [2.0]})
    {2026: 5.0, 2027: (1.0, 2.0)}
    """
    lows = _by_year(properties, "range_years", "range_lows")
    highs = _by_year(properties, "range_years", "range_highs")
    found: dict[int, Target] = dict(_by_year(properties, "target_years", "targets"))
    return found | {year: (low, highs[year]) for year, low in lows.items()}


def _by_year(properties: Mapping[str, Any], years: str, values: str) -> dict[int, float]:
    return dict(zip(properties.get(years) or (), properties.get(values) or (), strict=True))
