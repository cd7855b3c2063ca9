"""Contributions as columns, one per pair (contract §2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import gt
from typing import Any, Final

from kinerja_graph.model.derive import circles
from kinerja_graph.model.edges import ORDINARY
from kinerja_graph.model.nodes import Label
from kinerja_graph.sources.columnar.sheet import NotPlain, Sheet, read_sheet
from kinerja_graph.sources.columns import CONTRIBUTION_TABLE, LOWER_ENDS, RESULTS
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.relationships import LINKS

Pair = tuple[str, str]
_CHAINED: Final = frozenset({"Objective", "Indicator"})


@dataclass(slots=True)
class Relationships:
    """Edges of one type.

    Attributes:
        sources, targets: ids of their lower and upper ends.
        properties: their values by name; None if absent.
    """

    sources: list[str] = field(default_factory=list[str])
    targets: list[str] = field(default_factory=list[str])
    properties: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])

    def share(self, share: slice) -> Relationships:
        """Return some of the edges."""
        properties = {name: values[share] for name, values in self.properties.items()}
        return Relationships(self.sources[share], self.targets[share], properties)


@dataclass(frozen=True, slots=True)
class Chain:
    """All edges of objectives, indicators and tasks, by type; and the members of cycles."""

    ties: dict[str, Relationships]
    circles: Mapping[str, str]


def chain_of(
    state: ReadState, sheets: Sequence[Sheet], labels: Mapping[str, Label | None]
) -> Chain:
    """Collect the edges of all records of ``sheets``: objectives, indicators and tasks.

    Raises:
        NotPlain: a contribution that is redundant, duplicated, a self-reference, or dangling.
    """
    ties = dict(_links(sheets))
    _, indicators, _ = sheets
    measured = {
        low: high
        for low, high in zip(indicators.column("id"), indicators.column("objective"), strict=True)
        if high is not None
    }
    ties |= _contributions(sheets, _described(state, labels, measured), measured)
    return Chain(ties, _find_cycles(ties, labels))


def _links(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Relationships]]:
    """Collect the edges without properties of their own, by type."""
    by_table = dict(zip(("objectives", "indicators", "tasks"), sheets, strict=True))
    found: dict[str, Relationships] = {}
    for table, heading, kind, way in LINKS:
        if table not in by_table or heading not in by_table[table].fields:
            continue
        sheet = by_table[table]
        tie = found.setdefault(kind, Relationships(properties={"origin": []}))
        for own, given, origin in zip(
            sheet.column("id"), sheet.fields[heading], sheet.origins, strict=True
        ):
            for other in (given,) if isinstance(given, str) else given or ():
                low, high = (own, other) if way == "up" else (other, own)
                tie.sources.append(low)
                tie.targets.append(high)
                tie.properties["origin"].append(origin)
    yield from found.items()


def _described(
    state: ReadState, labels: Mapping[str, Label | None], measured: Mapping[str, str]
) -> dict[Pair, dict[str, Any]]:
    """Return what the table ``contributions`` says about each pair."""
    sheet = read_sheet(state, CONTRIBUTION_TABLE)
    found: dict[Pair, dict[str, Any]] = {}
    names = [name for name in sheet.fields if name not in {"from", "to"}]
    columns = [sheet.fields[name] for name in names]
    for low, high, origin, *told in zip(
        sheet.column("from"), sheet.column("to"), sheet.origins, *columns, strict=True
    ):
        pair = (low, high)
        if (
            pair in found
            or low == high
            or labels.get(low) not in LOWER_ENDS
            or labels.get(high) not in RESULTS
            or measured.get(low) == high
        ):
            raise NotPlain
        found[pair] = {"origin": origin, **dict(zip(names, told, strict=True))}
    return found


def _contributions(
    sheets: Sequence[Sheet], described: dict[Pair, dict[str, Any]], measured: Mapping[str, str]
) -> dict[str, Relationships]:
    """Yield the contributions named in lists, then the table's others; rejected ones separately."""
    sources: list[str] = []
    targets: list[str] = []
    origins: list[str] = []
    for sheet in sheets:
        given = sheet.fields.get("contributes_to", ())
        for own, items, origin in zip(sheet.column("id"), given, sheet.origins, strict=False):
            if not items:
                continue
            if measured and measured.get(own) in items:
                raise NotPlain
            for target in items:
                sources.append(own)
                targets.append(target)
                origins.append(origin)
    if not described:
        return {"CONTRIBUTES_TO": _ordinary(sources, targets, origins)}
    return _detailed(sources, targets, origins, described)


def _ordinary(sources: list[str], targets: list[str], origins: list[str]) -> Relationships:
    """Make contributions without any details."""
    many = len(sources)
    told = {name: [value] * many for name, value in ORDINARY.items()}
    return Relationships(sources, targets, {**told, "origin": origins})


_DETAILS: Final = ("basis", "kind", "sign", "mode", "weight", "rationale", "reason", "status")


def _detailed(
    sources: list[str],
    targets: list[str],
    origins: list[str],
    described: dict[Pair, dict[str, Any]],
) -> dict[str, Relationships]:
    """Make contributions with the details and the places of their table rows, if they have one."""
    found: dict[str, Relationships] = {}
    named = [
        (low, high, origin, described.pop((low, high), {}))
        for low, high, origin in zip(sources, targets, origins, strict=True)
    ]
    others = [(low, high, told["origin"], told) for (low, high), told in described.items()]
    for low, high, origin, told in chain(named, others):
        rejected = told.get("status") == "rejected"
        kind = "REJECTED_CONTRIBUTION" if rejected else "CONTRIBUTES_TO"
        tie = found.setdefault(
            kind, Relationships(properties={name: [] for name in (*_DETAILS, "origin")})
        )
        tie.sources.append(low)
        tie.targets.append(high)
        tie.properties["origin"].append(told.get("origin", origin))
        for name in _DETAILS:
            value = told.get(name)
            tie.properties[name].append(ORDINARY.get(name) if value is None else value)
    return found


def _find_cycles(
    ties: Mapping[str, Relationships], labels: Mapping[str, Label | None]
) -> Mapping[str, str]:
    """Map each result in a cycle of the chain to the smallest id of its cycle.

    If every edge leads to a record further up in the files, there is none.
    """
    none = Relationships()
    over, under = ties.get("CONTRIBUTES_TO", none), ties.get("MEASURES", none)
    place = {id_: number for number, id_ in enumerate(labels)}
    if all(
        all(map(gt, map(place.__getitem__, tie.sources), map(place.__getitem__, tie.targets)))
        for tie in (over, under)
    ):
        return {}
    chained = (
        pair for pair in zip(over.sources, over.targets, strict=True) if labels[pair[0]] in _CHAINED
    )
    return circles(chain(chained, zip(under.sources, under.targets, strict=True)))
