"""The rules of the heading "Evidence over the years"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kinerja_graph.model.nodes import Indicator, YearValue
from oracle.facts import Facts, Rule
from oracle.verdict import Verdict, judged, told
from oracle.year_facts import achievements, number


def _years(facts: Facts, offending: Callable[[Indicator], list[int]]) -> Verdict:
    pairs = ((item.id, offending(item)) for item in facts.cascade.indicators)
    found = (told(("Indicator", node), years=years) for node, years in pairs if years)
    return judged(len(facts.cascade.indicators), found, applies=facts.years.any_value)


def missing_realisation(facts: Facts) -> Verdict:
    def due(item: Indicator) -> list[YearValue]:
        return [
            value
            for value in item.values
            if value.target is not None and facts.years.closed(value.year)
        ]

    def absent(item: Indicator) -> list[int]:
        return sorted(
            value.year
            for value in due(item)
            if value.realisation is None
            and not facts.unread.year(item.id, "realisation", value.year)
        )

    every = sum(1 for item in facts.cascade.indicators if due(item))
    return replace(_years(facts, absent), every=every)


def extreme_achievement(facts: Facts) -> Verdict:
    def extreme(item: Indicator) -> list[int]:
        return [year for year, one in achievements(item).items() if one < 0 or one > 200]

    return _years(facts, extreme)


def always_exactly_100(facts: Facts) -> Verdict:
    def wrong(item: Indicator) -> bool:
        pairs = [
            (target, value.realisation)
            for value in item.values
            if (target := number(value)) is not None and value.realisation is not None
        ]
        return len(pairs) >= 3 and all(target == realised for target, realised in pairs)

    found = (told(("Indicator", i.id)) for i in facts.cascade.indicators if wrong(i))
    return judged(len(facts.cascade.indicators), found, applies=facts.years.any_value)


def contributing_indicators(facts: Facts, indicator: str) -> set[str]:
    """Indicators that, or whose objectives, contribute to the indicator or to its objective."""
    chain = facts.chain
    upper = {indicator, chain.objective_of.get(indicator, indicator)}
    givers = {
        edge.source
        for node in upper
        for edge in chain.receiving.get(node, ())
        if edge.source != node
    }
    return {
        other
        for other in chain.indicators
        if other != indicator and (other in givers or chain.objective_of.get(other) in givers)
    }


def unsupported_claim(facts: Facts) -> Verdict:
    reached = {item.id: achievements(item) for item in facts.cascade.indicators}

    def wrong(node: str) -> bool:
        last = list(reached[node])[-2:]
        if len(last) < 2 or any(reached[node][year] >= 100 for year in last):
            return False
        known = [
            [reached[giver][year] for year in last]
            for giver in contributing_indicators(facts, node)
            if all(year in reached[giver] for year in last)
        ]
        return bool(known) and all(one >= 100 for pair in known for one in pair)

    found = (told(("Indicator", node)) for node in reached if wrong(node))
    return judged(len(reached), found, applies=facts.years.any_value)


def untested_link(facts: Facts) -> Verdict:
    reached = {item.id: achievements(item).keys() for item in facts.cascade.indicators}
    edges = facts.chain.between_indicators()
    found = (
        told(("Indicator", edge.source), ("Indicator", edge.target))
        for edge in edges
        if len(reached[edge.source] & reached[edge.target]) < 3
    )
    return judged(len(edges), found, applies=facts.years.any_value)


RULES: dict[str, Rule] = {
    "missing-realisation": missing_realisation,
    "extreme-achievement": extreme_achievement,
    "always-exactly-100": always_exactly_100,
    "unsupported-claim": unsupported_claim,
    "untested-link": untested_link,
}
