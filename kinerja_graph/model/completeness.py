"""How much of a cascade is unbroken up to level 0 (forms §6 and §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from kinerja_graph.shapes import json_keys

Kind = Literal["task", "position", "indicator", "objective"]
Band = Literal["100", "<100", "<75", "<50", "0"]
"""The bands of criterion 1.c.2 of a regional kit of PermenPANRB 88/2021."""
Why = Literal["skip", "inversion", "dead-end", "item", "idle"]
KINDS: Final[Mapping[str, Kind]] = {
    "Task": "task", "Position": "position", "Indicator": "indicator", "Objective": "objective",
}  # fmt: skip
_BANDS: Final[tuple[tuple[int, Band], ...]] = ((100, "100"), (75, "<100"), (50, "<75"))


@json_keys("kind", "whole", "reached", "population", "share", "band")
@dataclass(frozen=True, slots=True)
class KindShare:
    """How many records of one kind are whole.

    Attributes:
        whole: those from which whole steps lead to level 0; None without any result of level 0.
        reached: those from which any chain does; None likewise.
        population: tasks, positions, or indicators or objectives below level 0.
        kind: the kind of record.
    """

    kind: Kind
    whole: int | None
    reached: int | None
    population: int

    @property
    def share(self) -> float | None:
        """``whole`` in percent of ``population``, unrounded; None if unknown or of nothing."""
        if self.whole is None or not self.population:
            return None
        return self.whole / self.population * 100

    @property
    def band(self) -> Band | None:
        """The band in which the share lies; None if there is no share."""
        if self.share is None:
            return None
        for least, band in _BANDS:
            if self.share >= least:
                return band
        return "<50" if self.share else "0"


@dataclass(frozen=True, slots=True)
class LevelShare:
    """How many objectives and indicators of one level are whole.

    Attributes:
        whole: how many of them are whole.
    """

    level: int
    whole: int
    population: int


@dataclass(frozen=True, slots=True)
class AgencyShare:
    """How many results below level 0 and tasks of one agency are whole; None: of no agency.

    Attributes:
        agency: id of the agency; None: of no agency.
        whole: how many of them are whole.
    """

    agency: str | None
    whole: int
    population: int


@json_keys("label", "id", "name", "agency", "at", "why")
@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that is not whole.

    Attributes:
        agency: the smallest id of its agencies; None if it has none.
        at: the record at which its whole steps end; of a position, its first record by id that
            is not whole; None if it has none.
        why: ``skip`` (a contribution from there passes over a level), ``inversion`` (it only leads
            down), ``dead-end``; of a position ``item``, or ``idle`` if it has nothing.
        agencies: all of its agencies, sorted.
    """

    label: str
    id: str
    name: str | None
    agencies: tuple[str, ...]
    at: str | None
    why: Why

    @property
    def agency(self) -> str | None:
        """The smallest id of its agencies; None if it has none."""
        return min(self.agencies, default=None)


@json_keys("kinds", "by_level", "by_agency", "broken")
@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How much of a cascade is whole, and what is not.

    Attributes:
        kinds: tasks, positions, indicators, objectives, in this order.
        by_level: levels with a population, ascending.
        by_agency: agencies with a population, by id; at the end what has no agency.
        broken: everything that is not whole, by id.
        names: the names of the agencies and of the records at which something breaks, by id.
    """

    kinds: tuple[KindShare, ...]
    by_level: tuple[LevelShare, ...] = ()
    by_agency: tuple[AgencyShare, ...] = ()
    broken: tuple[BrokenRecord, ...] = ()
    names: Mapping[str, str | None] = field(default_factory=dict[str, str | None])

    @property
    def has_outcome(self) -> bool:
        """Whether there is a result of level 0, without which nothing can be whole."""
        return all(one.whole is not None for one in self.kinds)

    @property
    def headline(self) -> KindShare:
        """What one sentence speaks of: the tasks, or the indicators where there is no task."""
        by_kind = {one.kind: one for one in self.kinds}
        return by_kind["task"] if by_kind["task"].population else by_kind["indicator"]

    def of_agency(self, agency: str) -> Completeness:
        """Return the same with ``by_agency`` and ``broken`` of one agency alone."""
        return replace(
            self,
            by_agency=tuple(one for one in self.by_agency if one.agency == agency),
            broken=tuple(one for one in self.broken if agency in one.agencies),
        )
