"""Read targets and realisations of indicators by year from the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.model.nodes import Target

_BATCH: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is known about one indicator over the years.

    Attributes:
        measure_unit: the unit of its numbers.
        targets: by year; a range is low and high.
        realisations: by year.
        measures: the objective that it measures.
    """

    measure_unit: str | None = None
    targets: Mapping[int, Target] = field(default_factory=dict[int, Target])
    realisations: Mapping[int, float] = field(default_factory=dict[int, float])
    measures: str | None = None

    def years(self) -> set[int]:
        """Return the years with a target or a realisation."""
        return {*self.targets, *self.realisations}

    def numbers(self) -> list[Target]:
        """Return its targets, then its realisations."""
        return [*self.targets.values(), *self.realisations.values()]


NOTHING: Final = Series()


def series_of(reader: Reader, edition: Edition, indicators: Iterable[str]) -> dict[str, Series]:
    """Return the series of the indicators with these ids, by id; one statement per 10,000."""
    keys = sorted({node_key(edition.scope, name) for name in indicators})
    found: dict[str, Series] = {}
    for start in range(0, len(keys), _BATCH):
        rows = reader.read(named("indicator-series"), keys=keys[start : start + _BATCH])
        found.update((row["id"], _series(row)) for row in rows)
    return found


def _series(row: Mapping[str, Any]) -> Series:
    targets: dict[int, Target] = {}
    targets.update(zip(row["target_years"] or (), row["targets"] or (), strict=True))
    ranges = zip(row["range_lows"] or (), row["range_highs"] or (), strict=True)
    targets.update(zip(row["range_years"] or (), ranges, strict=True))
    return Series(
        measure_unit=row["measure_unit"],
        targets=dict(sorted(targets.items())),
        realisations=dict(
            zip(row["realisation_years"] or (), row["realisations"] or (), strict=True)
        ),
        measures=row["objective"],
    )
