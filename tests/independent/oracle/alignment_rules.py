"""The rules of the heading "Cross-agency alignment"."""

from __future__ import annotations

from oracle.facts import Facts, Rule
from oracle.quality_rules import claimed_twice, groups
from oracle.verdict import Verdict, judged, told


def agencies_behind(facts: Facts, result: str) -> set[str]:
    """The agencies of the results and tasks that stand behind a result."""
    return {
        agency for node in facts.chain.behind(result) for agency in facts.offices.agencies(node)
    }


def silo_outcome(facts: Facts) -> Verdict:
    marked = [item.id for item in facts.cascade.objectives if item.cross_agency]
    wrong = (node for node in marked if len(agencies_behind(facts, node)) < 2)
    found = (told(("Objective", node)) for node in wrong)
    return judged(len(marked), found, applies=bool(marked))


def absent_units(facts: Facts, objective: str) -> set[str]:
    """The expected units of which nothing reaches the objective."""
    below = facts.chain.below(objective)
    expected = facts.offices.expected.get(objective, set())
    return {unit for unit in expected if below.isdisjoint(facts.offices.held_within(unit))}


def missing_agency(facts: Facts) -> Verdict:
    expected = facts.offices.expected
    pairs = sum(len(units) for units in expected.values())
    found = (
        told(("Objective", node), ("Unit", unit))
        for node in expected
        for unit in absent_units(facts, node)
    )
    return judged(pairs, found, applies=bool(pairs))


def unaccepted_contribution(facts: Facts) -> Verdict:
    chain = facts.chain
    edges = [
        edge
        for edge in chain.every_edge
        if edge.kind == "crosscutting" and edge.source != edge.target
    ]
    wrong = (edge for edge in edges if edge.status == "requested")
    return judged(len(edges), (told(chain.end(e.source), chain.end(e.target)) for e in wrong))


def rejected_contribution(facts: Facts) -> Verdict:
    chain = facts.chain
    edges = [edge for edge in chain.every_edge if edge.source != edge.target]
    wrong = (edge for edge in edges if edge.status == "rejected")
    return judged(len(edges), (told(chain.end(e.source), chain.end(e.target)) for e in wrong))


def conflicting_pull(facts: Facts) -> Verdict:
    chain = facts.chain
    signs = {node: {edge.sign for edge in edges} for node, edges in chain.receiving.items()}
    wrong = (node for node, found in signs.items() if found == {"+", "-"})
    return judged(len(chain.results), (told(chain.end(node)) for node in wrong))


def double_claimed_output(facts: Facts) -> Verdict:
    outputs = sum(1 for item in facts.cascade.indicators if item.kind == "output")
    found = (
        told(("Indicator", group[0]), path=group)
        for group in groups(facts)
        if claimed_twice(facts, group)
    )
    return judged(outputs, found)


RULES: dict[str, Rule] = {
    "silo-outcome": silo_outcome,
    "missing-agency": missing_agency,
    "unaccepted-contribution": unaccepted_contribution,
    "rejected-contribution": rejected_contribution,
    "conflicting-pull": conflicting_pull,
    "double-claimed-output": double_claimed_output,
}
