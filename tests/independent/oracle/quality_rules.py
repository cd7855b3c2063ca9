"""The rules of the heading "Indicator quality"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

from kinerja_graph.model.edges import Contribution
from kinerja_graph.model.nodes import Indicator
from oracle.chain_facts import folded
from oracle.facts import Facts, Rule
from oracle.periods import parts
from oracle.verdict import Finding, Verdict, judged, told
from oracle.year_facts import steps, targets


def _each(facts: Facts, wrong: Callable[[Indicator], bool]) -> Verdict:
    found = (told(("Indicator", i.id)) for i in facts.cascade.indicators if wrong(i))
    return judged(len(facts.cascade.indicators), found)


def _lacking(facts: Facts, heading: str, lacks: Callable[[Indicator], bool]) -> Verdict:
    """Indicators that lack something, but for those of which the very cell was not read."""
    return _each(facts, lambda item: lacks(item) and not facts.unread.cell(item.id, heading))


def missing_measure_unit(facts: Facts) -> Verdict:
    return _lacking(facts, "measure_unit", lambda item: not item.measure_unit)


def missing_polarity(facts: Facts) -> Verdict:
    return _lacking(facts, "polarity", lambda item: item.polarity is None)


def missing_formula(facts: Facts) -> Verdict:
    return _lacking(facts, "formula", lambda item: not item.formula)


def missing_definition(facts: Facts) -> Verdict:
    everything = facts.cascade.indicators
    high = [item for item in everything if item.level is not None and item.level <= 1]
    return judged(
        len(high),
        (
            told(("Indicator", item.id))
            for item in high
            if not item.definition and not facts.unread.cell(item.id, "definition")
        ),
        applies=any(item.definition for item in everything),
    )


def missing_data_source(facts: Facts) -> Verdict:
    return _lacking(facts, "data_source", lambda item: not item.data_source)


def missing_baseline(facts: Facts) -> Verdict:
    return _lacking(facts, "baseline", lambda item: item.baseline is None)


def missing_annual_target(facts: Facts) -> Verdict:
    found: list[Finding] = []
    for item in facts.cascade.indicators:
        known = {value.year for value in item.values if value.target is not None}
        absent = [
            year
            for year in facts.years.plan_years()
            if year not in known and not facts.unread.year(item.id, "target", year)
        ]
        if absent:
            found.append(told(("Indicator", item.id), years=absent))
    return judged(len(facts.cascade.indicators), found, applies=bool(facts.years.target_years))


def target_against_polarity(facts: Facts) -> Verdict:
    def wrong(item: Indicator) -> bool:
        if item.polarity == "up":
            return any(later < earlier for earlier, later in steps(item))
        return item.polarity == "down" and any(later > earlier for earlier, later in steps(item))

    return _each(facts, wrong)


def soft_target(facts: Facts) -> Verdict:
    def wrong(item: Indicator) -> bool:
        numbers = list(targets(item).values())
        if item.baseline is None or not numbers:
            return False
        if item.polarity == "up":
            return numbers[-1] <= item.baseline
        return item.polarity == "down" and numbers[-1] >= item.baseline

    return _each(facts, wrong)


def target_leap(facts: Facts) -> Verdict:
    ratio = Fraction(str(facts.limits.leap_ratio))

    def wrong(item: Indicator) -> bool:
        written = ([Fraction(str(target)) for target in step] for step in steps(item))
        return any(min(step) > 0 and max(step) > ratio * min(step) for step in written)

    return _each(facts, wrong)


def _sums(facts: Facts) -> dict[str, list[str]]:
    """Indicators that receive contributions of mode ``sum``, with the givers."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for edge in facts.chain.edges:
        ends = {edge.source, edge.target}
        if edge.mode == "sum" and ends <= facts.chain.indicators.keys() and len(ends) > 1:
            found[edge.target].append(edge.source)
    return dict(found)


def targets_do_not_add_up(facts: Facts) -> Verdict:
    receivers = _sums(facts)
    found: list[Finding] = []
    for receiver, givers in receivers.items():
        years = _years_off(facts, receiver, givers)
        if years:
            found.append(told(("Indicator", receiver), years=years))
    return judged(len(receivers), found, applies=bool(receivers))


def _years_off(facts: Facts, receiver: str, givers: list[str]) -> list[int]:
    own = targets(facts.chain.indicators[receiver])
    parts = [targets(facts.chain.indicators[giver]) for giver in givers]
    return [
        year
        for year, target in own.items()
        if all(year in part for part in parts)
        and abs(sum(part[year] for part in parts) - target)
        > facts.limits.sum_tolerance * abs(target)
    ]


def period_target_disagrees(facts: Facts) -> Verdict:
    found: list[Finding] = []
    compared = 0
    for item in facts.stated.indicators:
        beside = parts(item).beside()
        compared += bool(beside)
        years = [
            year
            for year, (stated, made) in beside.items()
            if abs(Fraction(str(made)) - Fraction(str(stated)))
            > Fraction(str(facts.limits.sum_tolerance)) * abs(Fraction(str(stated)))
            and not facts.unread.year(item.id, "target", year)
        ]
        if years:
            found.append(told(("Indicator", item.id), years=years))
    return judged(compared, found, applies=bool(compared))


def sum_of_different_units(facts: Facts) -> Verdict:
    chain = facts.chain
    edges = [edge for edge in chain.between_indicators() if edge.mode == "sum"]

    def wrong(edge: Contribution) -> bool:
        low, high = (
            folded(chain.indicators[end].measure_unit) for end in (edge.source, edge.target)
        )
        return low is not None and high is not None and low != high

    found = (told(chain.end(e.source), chain.end(e.target)) for e in edges if wrong(e))
    return judged(len(edges), found, applies=bool(edges))


def groups(facts: Facts) -> list[list[str]]:
    """Ids of same-named indicators of the same unit, after those that feed another of them."""
    alike: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for item in facts.cascade.indicators:
        name = folded(item.name)
        if name is not None:
            alike[name, folded(item.measure_unit)].add(item.id)
    left = (
        sorted(member for member in members if not _feeds(facts, member, members - {member}))
        for members in alike.values()
    )
    return [members for members in left if len(members) > 1]


def _feeds(facts: Facts, member: str, others: set[str]) -> bool:
    return any(edge.target in others for edge in facts.chain.giving.get(member, ()))


def claimed_twice(facts: Facts, group: list[str]) -> bool:
    """Whether all members are outputs, and two have known, unequal sets of agencies."""
    kinds = {facts.chain.indicators[member].kind for member in group}
    known = {frozenset(facts.offices.agencies(member)) for member in group} - {frozenset()}
    return kinds == {"output"} and len(known) > 1


def duplicate_indicator(facts: Facts) -> Verdict:
    found = (
        told(("Indicator", group[0]), path=group)
        for group in groups(facts)
        if not claimed_twice(facts, group)
    )
    return judged(len(facts.cascade.indicators), found)


RULES: dict[str, Rule] = {
    "missing-measure-unit": missing_measure_unit,
    "missing-polarity": missing_polarity,
    "missing-definition": missing_definition,
    "missing-formula": missing_formula,
    "missing-data-source": missing_data_source,
    "missing-baseline": missing_baseline,
    "missing-annual-target": missing_annual_target,
    "target-against-polarity": target_against_polarity,
    "soft-target": soft_target,
    "target-leap": target_leap,
    "targets-do-not-add-up": targets_do_not_add_up,
    "period-target-disagrees": period_target_disagrees,
    "sum-of-different-units": sum_of_different_units,
    "duplicate-indicator": duplicate_indicator,
}
