"""Facts computed once, before a snapshot becomes visible (rules.md, Words)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final

import rustworkx as rx

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.nodes import (
    PROGRAMME,
    Polarity,
    Target,
    UnitKind,
    id_of,
    reference,
)

_AT_ONCE: Final = 100_000
"""Edges added to a graph at once."""
AGENCY_KINDS: frozenset[UnitKind] = frozenset({"opd", "external"})


def fold(text: str | None) -> str | None:
    """Return the key by which names, measure units and ladders are compared; None for no text.

    >>> fold("  Jumlah   Dokumen ")
    'jumlah dokumen'
    """
    if text is None:
        return None
    return " ".join(text.split()).casefold() or None


def achievement(
    polarity: Polarity | None, target: Target | None, realisation: float | None
) -> float | None:
    """Return the achievement (capaian) in percent, unrounded; None if it is unknown.

    Formulas of rules.md: ``up`` R/T·100, ``down`` (2T−R)/T·100, ``hold`` 100 − |R−T|/T·100.

    >>> achievement("down", 10.0, 12.0)
    80.0
    """
    if realisation is None or not isinstance(target, float | int) or target <= 0:
        return None
    if polarity == "up":
        return realisation / target * 100
    if polarity == "down":
        return (2 * target - realisation) / target * 100
    if polarity == "hold":
        return 100 - abs(realisation - target) / target * 100
    return None


def unit_agencies(cascade: Cascade) -> dict[str, str | None]:
    """Return the agency of each unit: the nearest unit at or above it of kind opd or external."""
    return agencies_of(
        {unit.id: unit.kind for unit in cascade.units},
        {link.source: link.target for link in cascade.links if link.type == "PART_OF"},
    )


def agencies_of(kinds: Mapping[str, object], parents: Mapping[str, str]) -> dict[str, str | None]:
    """Return the agency of each unit, given the kind of each and the parents of those with one.

    >>> agencies_of({"kota": "pemda", "dishub": "opd", "bidang": None}, {"bidang": "dishub"})
    {'kota': None, 'dishub': 'dishub', 'bidang': 'dishub'}
    """
    agencies: dict[str, str | None] = {}
    for start in kinds:
        trail: list[str] = []
        unit: str | None = start
        while unit is not None and unit not in agencies and kinds[unit] not in AGENCY_KINDS:
            trail.append(unit)
            unit = parents.get(unit)
        found = None if unit is None else agencies.get(unit, unit)
        if unit is not None:
            agencies[unit] = found
        agencies.update(dict.fromkeys(trail, found))
    return agencies


def position_units(cascade: Cascade) -> dict[str, str]:
    """Return the unit of each position, by position id."""
    return {link.source: link.target for link in cascade.links if link.type == "IN_UNIT"}


def chain_circles(cascade: Cascade) -> dict[str, str]:
    """Return the smallest id of its cycle for each result on a cycle of the chain."""
    results = {record.id for record in (*cascade.objectives, *cascade.indicators)}
    contributing = (
        (edge.source, edge.target)
        for edge in cascade.contributions
        if edge.type == "CONTRIBUTES_TO" and edge.source in results
    )
    measuring = ((link.source, link.target) for link in cascade.links if link.type == "MEASURES")
    return circles(chain(contributing, measuring))


def reporting_circles(cascade: Cascade) -> dict[str, str]:
    """Return the smallest id of its cycle for each position on a REPORTS_TO cycle."""
    return circles(
        (link.source, link.target) for link in cascade.links if link.type == "REPORTS_TO"
    )


def budgeted_programmes(cascade: Cascade) -> frozenset[str]:
    """Return the codes of the programmes with a budget above 0 in some year.

    A year without a budget of its own has the sum of those of the programmes right below.
    """
    own = {
        one.id: {each.year: each.budget for each in one.budgets if each.budget is not None}
        for one in cascade.programmes
    }
    parents = {
        id_of(PROGRAMME, link.source): id_of(PROGRAMME, link.target)
        for link in cascade.links
        if link.type == "PART_OF" and link.source.startswith(reference(PROGRAMME, ""))
    }
    found: set[tuple[str, int]] = set()
    for start, years in own.items():
        for year in (year for year, amount in years.items() if amount > 0):
            code: str | None = start
            while code is not None and (code, year) not in found:
                if code != start and year in own[code]:
                    break
                found.add((code, year))
                code = parents.get(code)
    return frozenset(code for code, _ in found)


def circles(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find the strongly connected components of more than one node or with a self-edge.

    Return the smallest member id (by code point) for each member; other nodes are absent.

    >>> sorted(circles([("b", "a"), ("a", "b"), ("a", "c"), ("d", "d")]).items())
    [('a', 'a'), ('b', 'a'), ('d', 'd')]
    """
    numbers: dict[str, int] = {}
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    selves: set[int] = set()
    remaining = iter(edges)
    while some := [
        (numbers.setdefault(low, len(numbers)), numbers.setdefault(high, len(numbers)))
        for low, high in islice(remaining, _AT_ONCE)
    ]:
        graph.extend_from_edge_list(some)
        selves.update(low for low, high in some if low == high)
    if rx.is_directed_acyclic_graph(graph):
        return {}
    names = list(numbers)
    found: dict[str, str] = {}
    for component in rx.strongly_connected_components(graph):
        if len(component) > 1 or component[0] in selves:
            members = [names[number] for number in component]
            found.update(dict.fromkeys(members, min(members)))
    return found


def ladder_supervision(cascade: Cascade) -> Mapping[str, bool]:
    """Return whether higher rungs supervise, by folded ladder: the first answer in file order."""
    answers: dict[str, bool] = {}
    for position in cascade.positions:
        key = fold(position.ladder)
        if key is not None and position.supervised is not None:
            answers.setdefault(key, position.supervised)
    return answers
