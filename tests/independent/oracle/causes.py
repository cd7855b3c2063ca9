"""The answers of ``evidence`` and ``whatif`` (contract, part 4), worked out in plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from oracle.chain_facts import distances
from oracle.facts import Facts
from oracle.year_facts import achievements

Answer = dict[str, Any]


def evidence(facts: Facts, subject: str | None = None, lag: int = 0) -> Answer:
    """Each link between indicators, and what the years say of it."""
    chain = facts.chain
    ends = chain.indicators if subject is None else chain.itself(subject)
    pairs = (
        (low, high)
        for high in chain.indicators
        if high in ends
        for low in chain.indicators
        if low != high
    )
    links = [_link(facts, low, high, lag) for low, high in sorted(pairs) if _ways(facts, low, high)]
    return {"links": links}


def _ways(facts: Facts, low: str, high: str) -> list[str | None]:
    """The signs of the contributions by which one indicator, or its objective, helps the other.

    What an objective contributes to itself helps none of its indicators.
    """
    objective_of = facts.chain.objective_of
    below, above = {low, objective_of.get(low)}, {high, objective_of.get(high)}
    return [
        edge.sign
        for edge in facts.chain.edges
        if edge.source in below and edge.target in above and edge.source != edge.target
    ]


def _link(facts: Facts, low: str, high: str, lag: int) -> Answer:
    lowers = set(_ways(facts, low, high)) == {"-"}
    cause = achievements(facts.chain.indicators[low])
    later = achievements(facts.chain.indicators[high])
    effect = {year - lag: value for year, value in later.items()}
    years = sorted(cause.keys() & effect.keys())
    agree = against = 0
    for first, last in pairwise(years):
        moved = (_direction(cause, first, last), _direction(effect, first, last))
        if 0 in moved:
            continue
        if (moved[0] == moved[1]) != lowers:
            agree += 1
        else:
            against += 1
    return {
        "from": low,
        "to": high,
        "pairs": agree + against,
        "agree": agree,
        "against": against,
        "verdict": _verdict(agree, agree + against),
    }


def _direction(series: dict[int, float], first: int, last: int) -> int:
    return (series[last] > series[first]) - (series[last] < series[first])


def _verdict(agree: int, pairs: int) -> str:
    if pairs < 2:
        return "too-few"
    share = Fraction(agree, pairs)
    if share >= Fraction(2, 3):
        return "supports"
    return "against" if share <= Fraction(1, 3) else "mixed"


def remove(facts: Facts, names: Iterable[str]) -> Answer:
    """What goes, which outcomes lose how much, what hangs in the air, and whose that is."""
    asked = set(names)
    gone = _gone(facts, asked)
    chain = facts.chain
    left = {
        low: {high for high in highs if high not in gone}
        for low, highs in chain.upward.items()
        if low not in gone
    }
    back: dict[str, set[str]] = {}
    for low, highs in left.items():
        for high in highs:
            back.setdefault(high, set()).add(low)
    everything = {*chain.results, *chain.tasks}
    tops = {name for name in chain.results if chain.level(name) == 0}
    cut_off = [
        name
        for name in everything - gone
        if chain.above(name) & tops and not distances(name, left).keys() & tops
    ]
    return {
        "removed": sorted(asked | gone),
        "outcomes": [
            {"id": top, "before": len(chain.behind(top)), "after": after, "lost": after == 0}
            for top in sorted(top for top in tops if chain.below(top) & gone)
            for after in (
                0 if top in gone else len(distances(top, back).keys() - chain.itself(top)),
            )
        ],
        "cut_off": sorted(cut_off),
        "owners": sorted({owner for name in cut_off for owner in _holders(facts, name)}),
    }


def miss(facts: Facts, names: Iterable[str]) -> Answer:
    """Which outcomes anything missed reaches, and what of it."""
    missed = _gone(facts, set(names))
    chain = facts.chain
    tops = sorted(name for name in chain.results if chain.level(name) == 0)
    reaching = {top: sorted(chain.below(top) & missed) for top in tops}
    return {"outcomes": [{"id": top, "at_risk": ids} for top, ids in reaching.items() if ids]}


def _gone(facts: Facts, asked: set[str]) -> set[str]:
    """The results and tasks asked for, and those that nobody else holds."""
    offices = facts.offices
    hands = {name for name in asked if name in offices.positions}
    for name in asked & offices.units.keys():
        hands |= offices.within(name)
    everything = {*facts.chain.results, *facts.chain.tasks}
    return {
        name
        for name in everything
        if name in asked or (_holders(facts, name) and _holders(facts, name) <= hands)
    }


def _holders(facts: Facts, name: str) -> set[str]:
    offices = facts.offices
    return offices.owners.get(name, set()) | offices.performers.get(name, set())


def weakest(facts: Facts, subject: str) -> Answer:
    """Every record is taken away in turn: what else does not reach the subject any more?"""
    below = facts.chain.below(subject)
    points: list[Answer] = []
    for point in sorted(below - {subject}):
        ties = {
            high: {low for low in lows if low != point}
            for high, lows in facts.chain.downward.items()
            if high != point
        }
        cut_off = sorted(below - distances(subject, ties).keys() - {point})
        if cut_off:
            points.append({"id": point, "load": len(cut_off), "cut_off": cut_off})
    return {"points": sorted(points, key=lambda one: (-one["load"], one["id"]))}
