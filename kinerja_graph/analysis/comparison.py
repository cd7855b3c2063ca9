"""``compare``: what is otherwise in one edition of a dataset than in another (contract §4)."""

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

_ON_CONTRIBUTIONS: Final = ("kind", "sign", "mode", "weight", "rationale", "reason", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """One property of a record, before and after; None where it is unknown."""

    id: str
    property: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Tie:
    """The other ends of one kind of edge of a record, before and after, sorted."""

    id: str
    type: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A target or a realisation of a year, before and after; None where there is none."""

    id: str
    year: int
    before: Target | None
    after: Target | None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One property of a contribution that stands in both editions, before and after."""

    source: str
    target: str
    property: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is otherwise in the edition ``after`` than in ``before``; lists are sorted by id.

    Attributes:
        added, removed: ids of records that only one of the editions has.
        relabelled: ids that are another kind of record now; of these only names are compared.
        renamed: names.
        moves: other ends of CONTRIBUTES_TO or MEASURES, upward.
        reowned: owners of results, performers of tasks (type OWNS and PERFORMS as ``holders``).
        retargeted, realised: targets and realisations of a year.
        reorganised: units, superiors and expected agencies (PART_OF, IN_UNIT, REPORTS_TO, EXPECTS).
        redefined: every other property.
        relinked: properties of contributions that stand in both.
        labels, names: of every record of either edition, those of ``after`` first.
        units: measure units of indicators, likewise.
    """

    dataset: str
    before: str
    after: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    relabelled: tuple[Change, ...]
    renamed: tuple[Change, ...]
    moves: tuple[Tie, ...]
    reowned: tuple[Tie, ...]
    retargeted: tuple[Value, ...]
    realised: tuple[Value, ...]
    reorganised: tuple[Tie, ...]
    redefined: tuple[Change, ...]
    relinked: tuple[LinkChange, ...]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def moved(self) -> tuple[str, ...]:
        """Ids of the records that hang elsewhere now, sorted."""
        return tuple(sorted({move.id for move in self.moves}))


def compare(reader: Reader, before: Edition, after: Edition) -> Comparison:
    """What is otherwise in ``after`` than in ``before``; both are editions of one dataset."""
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
            Change(one, "label", was.label, now.label)
            for one, (was, now) in both.items()
            if was.label != now.label
        ),
        renamed=tuple(
            Change(one, "name", was.name, now.name)
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


def _reowned(old: State, new: State, common: list[str]) -> Iterator[Tie]:
    for one in common:
        was, now = old.holders(one), new.holders(one)
        if was != now:
            yield Tie(one, "holders", tuple(sorted(was)), tuple(sorted(now)))


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


def comparison_json(answer: Comparison) -> dict[str, Any]:
    """The answer of ``compare --json`` (contract §4) but for the findings, and what else changed.

    ``edition`` is the later one; ``editions`` names both.
    """
    return {
        "dataset": answer.dataset,
        "edition": answer.after,
        "editions": [answer.before, answer.after],
        "added": list(answer.added),
        "removed": list(answer.removed),
        "renamed": [_change_json(one) for one in answer.renamed],
        "moved": list(answer.moved),
        "reowned": [{"id": one.id, **_ends_json(one)} for one in answer.reowned],
        "retargeted": [_value_json(one) for one in answer.retargeted],
        "moves": [{"id": one.id, "type": one.type, **_ends_json(one)} for one in answer.moves],
        "realised": [_value_json(one) for one in answer.realised],
        "reorganised": [
            {"id": one.id, "type": one.type, **_ends_json(one)} for one in answer.reorganised
        ],
        "redefined": [
            {"id": one.id, "property": one.property, "from": one.before, "to": one.after}
            for one in answer.redefined
        ],
        "relabelled": [_change_json(one) for one in answer.relabelled],
        "relinked": [
            {
                "from": one.source,
                "to": one.target,
                "property": one.property,
                "before": one.before,
                "after": one.after,
            }
            for one in answer.relinked
        ],
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {"id": change.id, "from": change.before, "to": change.after}


def _ends_json(tie: Tie) -> dict[str, Any]:
    return {"from": list(tie.before), "to": list(tie.after)}


def _value_json(value: Value) -> dict[str, Any]:
    return {
        "id": value.id,
        "year": value.year,
        "from": _target_json(value.before),
        "to": _target_json(value.after),
    }


def _target_json(target: Target | None) -> Any:
    return list(target) if isinstance(target, tuple) else target
