"""The answers of ``trace`` and ``align`` (contract, part 4), worked out in plain Python."""

from __future__ import annotations

from typing import Any

from oracle.alignment_rules import absent_units, agencies_behind
from oracle.chain_facts import distances
from oracle.facts import Facts

Answer = dict[str, Any]


def node(facts: Facts, name: str) -> Answer:
    """The *node* of the contract for any record."""
    records = {record.id: (label, record) for label, record in facts.cascade.records()}
    label, record = records[name]
    agencies, owners = facts.offices.agencies(name), set[str]()
    level: int | None = None
    if label in {"Unit", "Position"}:
        agency = facts.offices.agency(name)
        agencies = set[str]() if agency is None else {agency}
    elif label == "Task":
        owners = facts.offices.performers.get(name, set())
    else:
        level, owners = facts.chain.level(name), facts.offices.owners.get(name, set())
    return {
        "label": label,
        "id": name,
        "name": record.name,
        "level": level,
        "agencies": sorted(agencies),
        "owners": sorted(owners),
    }


def trace_up(facts: Facts, subject: str) -> Answer:
    """All that the subject reaches, with the results where the chain ends."""
    chain = facts.chain
    depths = distances(subject, chain.upward)
    answer = _traced(facts, subject, depths)
    levels = {one: chain.level(one) for one in depths if one in chain.results}
    answer["roots"] = sorted(one for one, level in levels.items() if level == 0)
    answer["breaks"] = sorted(
        one for one, level in levels.items() if level and one not in chain.upward
    )
    return answer


def trace_down(facts: Facts, subject: str) -> Answer:
    """All that reaches the subject."""
    return _traced(facts, subject, distances(subject, facts.chain.downward))


def _traced(facts: Facts, subject: str, depths: dict[str, int]) -> Answer:
    chain = facts.chain
    edges: list[Answer] = [
        {"type": "CONTRIBUTES_TO", "from": edge.source, "to": edge.target, "kind": edge.kind}
        for edge in chain.edges
    ]
    edges.extend(
        {"type": "MEASURES", "from": low, "to": high, "kind": None}
        for low, high in chain.objective_of.items()
    )
    inside = [edge for edge in edges if edge["from"] in depths and edge["to"] in depths]
    return {
        "subject": node(facts, subject),
        "nodes": [{**node(facts, one), "depth": depths[one]} for one in sorted(depths)],
        "edges": sorted(inside, key=lambda edge: (edge["from"], edge["to"], edge["type"])),
        "roots": [],
        "breaks": [],
    }


def align(facts: Facts, subject: str) -> Answer:
    """Which agencies stand behind a result, with what, and who is expected and absent."""
    behind = agencies_behind(facts, subject)
    expected = facts.offices.expected.get(subject, set())
    return {
        "subject": node(facts, subject),
        "agencies": [
            {**_share(facts, subject, unit), "expected": unit in expected}
            for unit in sorted(behind | expected)
        ],
        "missing": sorted(absent_units(facts, subject)),
        "silo": len(behind) < 2,
        **_disputes(facts, subject),
    }


def _disputes(facts: Facts, subject: str) -> Answer:
    """Contributions below the subject that wait for an answer, were rejected, or pull apart."""
    chain = facts.chain
    below = chain.below(subject)
    into = [edge for edge in chain.every_edge if edge.target in below]
    asked: dict[str, list[Answer]] = {"requested": [], "rejected": []}
    for edge in sorted(into, key=lambda edge: (edge.source, edge.target)):
        if edge.status in asked and edge.source != edge.target:
            asked[edge.status].append({"from": edge.source, "to": edge.target})
    pulls: list[Answer] = []
    for one in sorted(below):
        given = chain.receiving.get(one, ())
        raised = sorted(edge.source for edge in given if edge.sign == "+")
        lowered = sorted(edge.source for edge in given if edge.sign == "-")
        if raised and lowered:
            pulls.append({"id": one, "raised_by": raised, "lowered_by": lowered})
    return {**asked, "conflicting": [pull["id"] for pull in pulls], "pulls": pulls}


def _nearest(facts: Facts, subject: str, mine: set[str]) -> list[str]:
    """Of all shortest chains from one of ``mine``, the first by its ids."""
    best: dict[str, list[str]] = {subject: [subject]}
    edge = [subject]
    while edge and not mine & best.keys():
        ahead = {low for one in edge for low in facts.chain.downward.get(one, ())} - best.keys()
        best |= {
            low: min([low, *best[one]] for one in edge if one in facts.chain.upward[low])
            for low in ahead
        }
        edge = list(ahead)
    found = [best[one] for one in mine & best.keys()]
    return min(found) if found else []


def _share(facts: Facts, subject: str, unit: str) -> Answer:
    chain, offices = facts.chain, facts.offices
    is_agency = offices.agency(unit) == unit
    held = offices.held_within(unit)
    mine = {
        one
        for one in chain.behind(subject)
        if (unit in offices.agencies(one) if is_agency else one in held)
    }
    nearest = _nearest(facts, subject, mine)
    return {
        "id": unit,
        "chain": nearest,
        "distance": len(nearest) - 1 if nearest else None,
        "name": offices.units[unit].name,
        "results": len(mine & chain.results.keys()),
        "tasks": len(mine & chain.tasks.keys()),
        "direct": sorted(mine & chain.contributors(subject)),
        "sole_support": _held_up(facts, subject, unit) if is_agency else [],
    }


def _held_up(facts: Facts, subject: str, agency: str) -> list[str]:
    """Results below the subject that something feeds, and behind which only this agency stands."""
    chain = facts.chain
    return sorted(
        one
        for one in chain.below(subject) & chain.results.keys()
        if one in chain.receiving and agencies_behind(facts, one) == {agency}
    )
