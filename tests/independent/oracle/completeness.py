"""How much of a plan is whole (forms, parts 6 and 9): one walk from each record, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from oracle.chain_facts import distances
from oracle.facts import Facts

Answer = dict[str, Any]
TASK, UNKNOWN = 7, 6


def completeness(facts: Facts) -> Answer:
    """The answer of ``completeness`` without dataset and edition."""
    chain, offices = facts.chain, facts.offices
    level = {one: chain.level(one) for one in chain.results}
    tops = {one for one, known in level.items() if known == 0}
    below = [one for one, known in level.items() if known]
    steps = _steps(facts)
    ends = {one: set(distances(one, steps)) for one in (*chain.results, *chain.tasks)}
    whole = {one for one, far in ends.items() if far & tops}
    reached = {one for one in ends if chain.above(one) & tops} | whole
    held = {
        post: {one for one in ends if post in _holders(facts, one)} for post in offices.positions
    }
    populations: dict[str, set[str]] = {
        "task": set(chain.tasks),
        "position": set(held),
        "indicator": {one for one in below if one in chain.indicators},
        "objective": {one for one in below if one in chain.objectives},
    }
    posts = {
        "whole": {post for post, things in held.items() if things and things <= whole},
        "reached": {post for post, things in held.items() if things and things <= reached},
    }
    kinds = [
        _kind(kind, population, whole | posts["whole"], reached | posts["reached"])
        for kind, population in populations.items()
    ]
    if not tops:
        unknown = {"whole": None, "reached": None, "share": None, "band": None}
        return {
            "kinds": [{**one, **unknown} for one in kinds],
            "by_level": [],
            "by_agency": [],
            "broken": [],
            "paths": [],
        }
    counted = {*below, *chain.tasks}
    broken = [
        _broken(facts, one, *_end(facts, ends[one])) for one in sorted(counted) if one not in whole
    ]
    for post, things in held.items():
        if post not in posts["whole"]:
            at = min(things - whole, default=None)
            broken.append(_broken(facts, post, at, "item" if things else "idle"))
    return {
        "kinds": kinds,
        "by_level": [
            {
                "level": here,
                "whole": sum(level[one] == here for one in whole if one in level),
                "population": sum(level[one] == here for one in below),
            }
            for here in sorted({known for known in level.values() if known})
        ],
        "by_agency": list(_agencies(facts, counted, whole)),
        "broken": sorted(broken, key=lambda one: one["id"]),
        "paths": [
            {"id": one, "path": _shortest(one, tops, steps)}
            for one in sorted(whole)
            if one in chain.indicators
        ],
    }


def _shortest(one: str, tops: set[str], steps: dict[str, set[str]]) -> list[str]:
    """The first of the shortest ways to a result of level 0, by the ids on it."""
    ways = [[one]]
    while not any(way[-1] in tops for way in ways):
        ways = [[*way, high] for way in ways for high in steps.get(way[-1], ())]
        # of ways that meet, only the first by id can be the beginning of the first
        ways = [*{way[-1]: way for way in sorted(ways, reverse=True)}.values()]
    return min(way for way in ways if way[-1] in tops)


def _steps(facts: Facts) -> dict[str, set[str]]:
    """Whole steps, by their lower end."""
    chain = facts.chain
    steps: dict[str, set[str]] = defaultdict(set)
    for edge in chain.edges:
        low, high, reason = edge.source, edge.target, edge.reason is not None
        if low == high:
            continue
        there = chain.level(high)
        if low in chain.tasks:
            fits = reason or (there is not None and there >= 3)
        else:
            here = chain.level(low)
            climbs = None if here is None or there is None else here - there
            fits = climbs is not None and (climbs in {0, 1} or (climbs > 1 and reason))
        if fits:
            steps[low].add(high)
    for objective in chain.objectives:
        measuring = chain.measured_by.get(objective, set())
        giving = {one for one in measuring if one in chain.giving}
        if giving and objective not in chain.giving and (chain.level(objective) or 0) > 0:
            steps[objective] |= giving
        else:
            for one in measuring:
                steps[one].add(objective)
    return dict(steps)


def _end(facts: Facts, far: set[str]) -> tuple[str, str]:
    """Where whole steps end, and why."""
    chain = facts.chain

    def rank(one: str) -> int:
        if one in chain.tasks:
            return TASK
        known = chain.level(one)
        return UNKNOWN if known is None else known

    least = min(map(rank, far))
    highest = sorted((one not in chain.objectives, one) for one in far if rank(one) == least)
    why = "dead-end"
    for _, one in highest:
        here = chain.level(one) if one in chain.results else None
        for edge in chain.giving.get(one, ()):
            there = chain.level(edge.target)
            if there is None or edge.target == one:
                continue
            if one in chain.tasks:
                passes, falls = there < 3 and edge.reason is None, False
            elif here is None:
                continue
            else:
                passes, falls = here - there > 1 and edge.reason is None, there > here
            if passes:
                return highest[0][1], "skip"
            why = "inversion" if falls else why
    return highest[0][1], why


def _holders(facts: Facts, one: str) -> set[str]:
    offices = facts.offices
    return offices.owners.get(one, set()) | offices.performers.get(one, set())


def _kind(kind: str, population: set[str], whole: set[str], reached: set[str]) -> Answer:
    count = len(population & whole)
    share = count / len(population) * 100 if population else None
    bands = {100: "100", 75: "<100", 50: "<75"}
    band = None if share is None else "<50" if share > 0 else "0"
    if share is not None:
        band = next((text for least, text in bands.items() if share >= least), band)
    return {
        "kind": kind,
        "whole": count,
        "reached": len(population & reached),
        "population": len(population),
        "share": share,
        "band": band,
    }


def _agencies(facts: Facts, counted: set[str], whole: set[str]) -> Iterator[Answer]:
    own: dict[str | None, set[str]] = defaultdict(set)
    for one in counted:
        for agency in facts.offices.agencies(one) or {None}:
            own[agency].add(one)
    for agency in (*sorted(name for name in own if name is not None), None):
        if own.get(agency):
            yield {
                "agency": agency,
                "whole": len(own[agency] & whole),
                "population": len(own[agency]),
            }


def _broken(facts: Facts, one: str, at: str | None, why: str) -> Answer:
    offices = facts.offices
    names = {record.id: record.name for _, record in facts.cascade.records()}
    if one in offices.positions:
        label, agency = "Position", offices.agency(one)
    else:
        label, agency = facts.chain.label(one), min(offices.agencies(one), default=None)
    return {
        "label": label,
        "id": one,
        "name": names[one],
        "agency": agency,
        "at": at,
        "why": why,
    }
