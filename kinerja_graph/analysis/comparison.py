"""``compare``: the differences between two editions of a dataset (contract §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kinerja_graph.analysis.state import (
    ORGANISED,
    UPWARD,
    Record,
    State,
    Target,
    state,
)
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys

_ON_CONTRIBUTIONS: Final = (
    "basis", "kind", "sign", "mode", "weight", "rationale", "reason", "status",
)  # fmt: skip


@json_keys("id", "property", "from=before", "to=after", name="PropertyChange")
@dataclass(frozen=True, slots=True)
class Change:
    """One property of a record, before and after; None if it is unknown."""

    id: str
    property: str
    before: Any
    after: Any


@json_keys("id", "from=before", "to=after")
@dataclass(frozen=True, slots=True)
class Renaming(Change):
    """The name or the kind of a record, before and after."""

    before: str | None
    after: str | None


@json_keys("id", "type", "from=before", "to=after", name="TieChange")
@dataclass(frozen=True, slots=True)
class Tie:
    """The other ends of a record's edges of one type, before and after, sorted.

    Attributes:
        type: the relationship.
    """

    id: str
    type: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@json_keys("id", "from=before", "to=after")
@dataclass(frozen=True, slots=True)
class Reowning(Tie):
    """The owners or performers of a record, before and after, sorted."""


@json_keys("id", "year", "from=before", "to=after", name="ValueChange")
@dataclass(frozen=True, slots=True)
class Value:
    """A target or realisation for a year, before and after; None if there is none."""

    id: str
    year: int
    before: Target | None
    after: Target | None


@json_keys("from=source", "to=target", "property", "before", "after")
@dataclass(frozen=True, slots=True)
class LinkChange:
    """One property of a contribution that is in both editions, before and after."""

    source: str
    target: str
    property: str
    before: Any
    after: Any


@json_keys(
    "dataset", "edition=after", "editions", "added", "removed", "renamed", "moved", "reowned",
    "retargeted", "moves", "realised", "reorganised", "redefined", "relabelled", "relinked",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The differences of the edition ``after`` from ``before``; lists are sorted by id.

    Attributes:
        added: ids of records that only the later edition has.
        removed: ids of records that only the earlier edition has.
        relabelled: ids that are now a different kind of record; only their names are compared.
        renamed: names, before and after.
        moves: upper ends of CONTRIBUTES_TO or MEASURES.
        reowned: owners of results, performers of tasks (OWNS and PERFORMS as type ``holders``).
        retargeted: targets by year.
        realised: realisations by year.
        reorganised: units, superiors and expected agencies (PART_OF, IN_UNIT, REPORTS_TO, EXPECTS).
        redefined: all other properties.
        relinked: properties of contributions that are in both.
        labels, names: of every record of either edition; ``after`` takes precedence.
        units: measure units of indicators, likewise.
    """

    dataset: str
    before: str
    after: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    relabelled: tuple[Renaming, ...]
    renamed: tuple[Renaming, ...]
    moves: tuple[Tie, ...]
    reowned: tuple[Reowning, ...]
    retargeted: tuple[Value, ...]
    realised: tuple[Value, ...]
    reorganised: tuple[Tie, ...]
    redefined: tuple[Change, ...]
    relinked: tuple[LinkChange, ...]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def editions(self) -> tuple[str, str]:
        """The earlier and the later edition."""
        return (self.before, self.after)

    @property
    def moved(self) -> tuple[str, ...]:
        """Ids of the records that now contribute to or measure something else, sorted."""
        return tuple(sorted({move.id for move in self.moves}))


def compare(reader: Reader, before: Edition, after: Edition) -> Comparison:
    """Return the differences of ``after`` from ``before``, two editions of one dataset."""
    old, new = state(reader, before), state(reader, after)
    common = sorted(old.records.keys() & new.records.keys())
    alike = [one for one in common if old.records[one].label == new.records[one].label]
    both = {one: (old.records[one], new.records[one]) for one in common}
    known = {**old.records, **new.records}
    return Comparison(
        dataset=after.dataset,
        before=before.edition,
        after=after.edition,
        added=tuple(sorted(new.records.keys() - old.records.keys())),
        removed=tuple(sorted(old.records.keys() - new.records.keys())),
        relabelled=tuple(
            Renaming(one, "label", was.label, now.label)
            for one, (was, now) in both.items()
            if was.label != now.label
        ),
        renamed=tuple(
            Renaming(one, "name", was.name, now.name)
            for one, (was, now) in both.items()
            if was.name != now.name
        ),
        moves=tuple(_ties(old, new, common, UPWARD)),
        reowned=tuple(_reowned(old, new, common)),
        retargeted=tuple(
            value
            for one, (was, now) in both.items()
            for value in _values(one, was.targets, now.targets)
        ),
        realised=tuple(
            value
            for one, (was, now) in both.items()
            for value in _values(one, was.realisations, now.realisations)
        ),
        reorganised=tuple(_ties(old, new, common, ORGANISED)),
        redefined=tuple(change for one in alike for change in _changes(one, *both[one])),
        relinked=tuple(_relinked(old, new)),
        labels={one: record.label for one, record in known.items()},
        names={one: record.name or one for one, record in known.items()},
        units={
            one: unit
            for one, record in known.items()
            if (unit := record.properties.get("measure_unit")) is not None
        },
    )


def _ties(old: State, new: State, common: list[str], kinds: tuple[str, ...]) -> Iterator[Tie]:
    for one in common:
        for kind in kinds:
            was, now = old.tied(kind, one), new.tied(kind, one)
            if was != now:
                yield Tie(one, kind, tuple(sorted(was)), tuple(sorted(now)))


def _reowned(old: State, new: State, common: list[str]) -> Iterator[Reowning]:
    for one in common:
        was, now = old.holders(one), new.holders(one)
        if was != now:
            yield Reowning(one, "holders", tuple(sorted(was)), tuple(sorted(now)))


def _values(name: str, was: Mapping[int, Target], now: Mapping[int, Target]) -> Iterator[Value]:
    for year in sorted(was.keys() | now.keys()):
        if was.get(year) != now.get(year):
            yield Value(name, year, was.get(year), now.get(year))


def _changes(name: str, was: Record, now: Record) -> Iterator[Change]:
    for key in sorted(was.properties.keys() | now.properties.keys()):
        before, after = was.properties.get(key), now.properties.get(key)
        if before != after:
            yield Change(name, key, before, after)


def _relinked(old: State, new: State) -> Iterator[LinkChange]:
    for low, high in sorted(old.contributions.keys() & new.contributions.keys()):
        was, now = old.contributions[low, high], new.contributions[low, high]
        for key in _ON_CONTRIBUTIONS:
            if was.get(key) != now.get(key):
                yield LinkChange(low, high, key, was.get(key), now.get(key))
