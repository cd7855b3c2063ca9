"""The answers of ``matrix``, ``targets`` and ``individual`` (contract, part 4), in plain Python."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kinerja_graph.model.nodes import Indicator, Position
from oracle.alignment_rules import absent_units
from oracle.chain_facts import distances, folded
from oracle.facts import Facts
from oracle.views import node

Answer = dict[str, Any]


def matrix(facts: Facts) -> Answer:
    """Agencies against outcomes: how many results and tasks of each reach each."""
    chain, offices = facts.chain, facts.offices
    outcomes = sorted(
        one for one in chain.results if chain.level(one) == 0 and one not in chain.objective_of
    )
    agencies = sorted(
        one for one, unit in offices.units.items() if unit.kind in {"opd", "external"}
    )
    cells: list[Answer] = []
    for agency in agencies:
        for outcome in outcomes:
            mine = {one for one in chain.behind(outcome) if agency in offices.agencies(one)}
            if mine:
                cells.append(
                    {
                        "agency": agency,
                        "outcome": outcome,
                        "results": len(mine & chain.results.keys()),
                        "tasks": len(mine & chain.tasks.keys()),
                    }
                )
    return {
        "outcomes": [node(facts, one) for one in outcomes],
        "agencies": [node(facts, one) for one in agencies],
        "cells": cells,
        "gaps": [
            {"outcome": outcome, "unit": unit}
            for outcome in outcomes
            for unit in sorted(absent_units(facts, outcome))
        ],
    }


def targets(facts: Facts, subject: str) -> Answer:
    """A result's targets beside those of the indicators that contribute to it, year by year."""
    chain = facts.chain
    edges = [edge for edge in chain.receiving.get(subject, ()) if edge.source in chain.indicators]
    contributors = sorted(edge.source for edge in edges)
    summed = [edge.source for edge in edges if edge.mode == "sum"]
    own = [subject] if subject in chain.indicators else []
    years = {
        value.year
        for one in (*contributors, *own)
        for value in chain.indicators[one].values
        if value.target is not None or value.realisation is not None
    }
    return {
        "subject": node(facts, subject),
        "years": [_year(facts, subject, contributors, summed, year) for year in sorted(years)],
    }


def _year(
    facts: Facts, subject: str, contributors: list[str], summed: list[str], year: int
) -> Answer:
    indicators = facts.chain.indicators
    own = _values(indicators[subject], year) if subject in indicators else _nothing()
    parts = [_values(indicators[one], year)["target"] for one in summed]
    added: float | None = None
    if parts and all(isinstance(part, float | int) for part in parts):
        added = float(sum(Decimal(repr(float(part))) for part in parts))
    gap: float | None = None
    if added is not None and isinstance(own["target"], float | int):
        gap = float(Decimal(repr(float(own["target"]))) - Decimal(repr(added)))
    return {
        "year": year,
        **own,
        "sum": added,
        "gap": gap,
        "contributors": [{"id": one, **_values(indicators[one], year)} for one in contributors],
    }


def _nothing() -> Answer:
    return {"target": None, "realisation": None}


def _values(indicator: Indicator, year: int) -> Answer:
    for value in indicator.values:
        if value.year == year:
            target = list(value.target) if isinstance(value.target, tuple) else value.target
            return {"target": target, "realisation": value.realisation}
    return _nothing()


def individual(facts: Facts, name: str, year: int | None = None) -> Answer:
    """What a post is measured by, where it stands, and how much time that takes."""
    offices, tasks = facts.offices, facts.chain.tasks
    performed = offices.performed.get(name, set())
    owned = {one for one in offices.owned.get(name, ()) if one in facts.chain.indicators}
    times = [(tasks[one].duration_minutes, tasks[one].volume) for one in performed]
    return {
        "position": node(facts, name),
        "superiors": sorted(offices.superiors.get(name, ())),
        "subordinates": sorted(offices.subordinates.get(name, ())),
        "ladder": _ladder(facts, offices.positions[name]),
        "measures": [_measure(facts, one, year) for one in sorted(performed | owned)],
        "workload_minutes": float(
            sum(
                Decimal(repr(float(minutes))) * Decimal(repr(float(times_a_year)))
                for minutes, times_a_year in times
                if minutes is not None and times_a_year is not None
            )
        ),
    }


def _ladder(facts: Facts, post: Position) -> Answer | None:
    ladder = folded(post.ladder)
    if ladder is None:
        return None
    every = facts.offices.positions.values()
    same = [one for one in every if folded(one.ladder) == ladder]
    told = [one.supervised for one in same if one.supervised is not None]
    agency = facts.offices.agency(post.id)
    rungs = {
        one.id: one.rung
        for one in same
        if one.rung is not None and agency is not None and facts.offices.agency(one.id) == agency
    }
    answer: Answer = {"above": [], "below": []}
    if post.rung is not None and agency is not None:
        higher = [rung for rung in rungs.values() if rung < post.rung]
        lower = [rung for rung in rungs.values() if rung > post.rung]
        if higher:
            answer["above"] = sorted(one for one, rung in rungs.items() if rung == max(higher))
        if lower:
            answer["below"] = sorted(one for one, rung in rungs.items() if rung == min(lower))
    supervised = told[0] if told else None
    return answer | {"name": post.ladder, "supervised": supervised, "rung": post.rung}


def _measure(facts: Facts, name: str, year: int | None) -> Answer:
    chain = facts.chain
    depths = distances(name, chain.upward)
    outcomes = sorted(one for one in depths if one in chain.results and chain.level(one) == 0)
    answer: Answer = {
        "id": name,
        "chain": _shortest(facts, name, set(outcomes)),
        "outcomes": outcomes,
    }
    if name in chain.tasks:
        task = chain.tasks[name]
        return answer | {
            "source": "task",
            "name": task.name,
            "target": {"quantity": task.output_quantity, "unit": task.output_unit},
            "duration_minutes": task.duration_minutes,
        }
    indicator = chain.indicators[name]
    chosen = _current(facts, indicator) if year is None else year
    quantity = None if chosen is None else _values(indicator, chosen)["target"]
    return answer | {
        "source": "indicator",
        "name": indicator.name,
        "target": {"quantity": quantity, "unit": indicator.measure_unit},
        "duration_minutes": None,
    }


def _current(facts: Facts, indicator: Indicator) -> int | None:
    """The first plan year that is not closed and has a target, else the last with one."""
    known = {value.year for value in indicator.values if value.target is not None}
    years = [year for year in facts.years.plan_years() if year in known]
    for year in years:
        if not facts.years.closed(year):
            return year
    return years[-1] if years else None


def _shortest(facts: Facts, name: str, ends: set[str]) -> list[str]:
    """All chains of the same length grow side by side; the smallest that arrives is taken."""
    chains = {name: [name]}
    seen = {name}
    while chains:
        arrived = [chain for end, chain in chains.items() if end in ends]
        if arrived:
            return min(arrived)
        ahead: dict[str, list[str]] = {}
        for end, chain in chains.items():
            for higher in facts.chain.upward.get(end, set()) - seen:
                longer = [*chain, higher]
                ahead[higher] = min(longer, ahead.get(higher, longer))
        seen |= ahead.keys()
        chains = ahead
    return []
