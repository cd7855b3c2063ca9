"""The rules of the heading "Chain", and the two rules of a lenient load."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kinerja_graph.model.edges import Contribution
from oracle.chain_facts import Chain, circles
from oracle.facts import Facts, Rule
from oracle.verdict import End, Finding, Verdict, judged, told


def orphan_indicator(facts: Facts) -> Verdict:
    chain = facts.chain
    lower = [node for node in chain.indicators if (chain.level(node) or 0) > 0]
    return judged(
        len(lower),
        (_break(chain, node) for node in lower if _left_alone(chain, node)),
    )


def _left_alone(chain: Chain, indicator: str) -> bool:
    if indicator in chain.giving:
        return False
    objective = chain.objective_of.get(indicator)
    if objective is None:
        return True
    siblings = chain.measured_by[objective] - {indicator}
    return objective not in chain.giving and any(one in chain.giving for one in siblings)


def _break(chain: Chain, node: str) -> Finding:
    return told(chain.end(node), cut_off=len(chain.below(node) - {node}))


def orphan_objective(facts: Facts) -> Verdict:
    chain = facts.chain
    lower = [node for node in chain.objectives if (chain.level(node) or 0) > 0]
    alone = [node for node in lower if not any(one in chain.giving for one in chain.itself(node))]
    return judged(len(lower), (_break(chain, node) for node in alone))


def detached_task(facts: Facts) -> Verdict:
    chain = facts.chain
    alone = (told(chain.end(node)) for node in chain.tasks if node not in chain.giving)
    return judged(len(chain.tasks), alone, applies=bool(chain.tasks))


def contribution_cycle(facts: Facts) -> Verdict:
    chain = facts.chain
    return judged(
        len(chain.results),
        (
            told(
                chain.end(members[0]),
                cut_off=len(chain.below(members[0]) - set(members)),
                path=members,
            )
            for members in circles(chain.upward)
        ),
    )


def unsupported_outcome(facts: Facts) -> Verdict:
    chain = facts.chain
    outcomes = [
        node
        for node in chain.results
        if (level := chain.level(node)) is not None
        and level <= 2
        and node not in chain.objective_of
    ]
    return judged(
        len(outcomes),
        (told(chain.end(node)) for node in outcomes if not chain.contributors(node)),
    )


def _climb(chain: Chain, edge: Contribution) -> int | None:
    low, high = chain.level(edge.source), chain.level(edge.target)
    return None if low is None or high is None else low - high


def _edge(chain: Chain, edge: Contribution) -> Finding:
    return told(chain.end(edge.source), chain.end(edge.target))


def level_inversion(facts: Facts) -> Verdict:
    chain, edges = facts.chain, facts.chain.between_results()
    wrong = (edge for edge in edges if (_climb(chain, edge) or 0) < 0)
    return judged(len(edges), (_edge(chain, edge) for edge in wrong))


def level_skip(facts: Facts) -> Verdict:
    chain, edges = facts.chain, facts.chain.between_results()
    wrong = (edge for edge in edges if (_climb(chain, edge) or 0) > 1 and not edge.reason)
    return judged(len(edges), (_edge(chain, edge) for edge in wrong))


def sideways_contribution(facts: Facts) -> Verdict:
    chain = facts.chain
    edges = [edge for edge in chain.between_results() if _climb(chain, edge) == 0]
    wrong = (
        edge
        for edge in edges
        if edge.kind != "crosscutting"
        and not any(chain.role(end) in {"csf", "condition"} for end in (edge.source, edge.target))
    )
    return judged(len(edges), (_edge(chain, edge) for edge in wrong))


def outcome_without_csf(facts: Facts) -> Verdict:
    chain = facts.chain
    factors = {node for node in chain.objectives if chain.role(node) == "csf"}
    outcomes = [node for node in chain.objectives if chain.level(node) == 0]
    alone = (node for node in outcomes if not chain.contributors(node) & factors)
    return judged(len(outcomes), (told(chain.end(node)) for node in alone), applies=bool(factors))


def copy_down(facts: Facts) -> Verdict:
    chain = facts.chain
    edges = [
        edge
        for edge in chain.between_results()
        if chain.label(edge.source) == chain.label(edge.target)
    ]
    wrong = (
        edge
        for edge in edges
        if (key := chain.name_key(edge.source)) is not None and key == chain.name_key(edge.target)
    )
    return judged(len(edges), (_edge(chain, edge) for edge in wrong))


def single_cause_outcome(facts: Facts) -> Verdict:
    chain = facts.chain
    outcomes = [node for node in chain.objectives if chain.level(node) == 0]
    return judged(
        len(outcomes),
        (
            told(chain.end(node))
            for node in outcomes
            if len(chain.contributors(node) - set(chain.tasks)) == 1
        ),
    )


def unstated_logic(facts: Facts) -> Verdict:
    chain, edges = facts.chain, facts.chain.between_results()
    return judged(len(edges), (_edge(chain, edge) for edge in edges if not edge.rationale))


def dangling_reference(facts: Facts) -> Verdict:
    ends = {
        ((problem.subject_label, problem.subject_id or ""), problem.missing_id or "")
        for problem in facts.cascade.problems
        if problem.code == "dangling-reference"
    }
    return judged(_records(facts), (told(subject, (None, missing)) for subject, missing in ends))


def unreadable_value(facts: Facts) -> Verdict:
    return judged(
        _records(facts),
        (told(end, cells=sorted(cells)) for end, cells in _unreadable(facts)),
    )


def _unreadable(facts: Facts) -> Iterator[tuple[End, set[str]]]:
    apart = {
        edge.source
        for edge in facts.cascade.contributions
        if edge.source == edge.target and edge.status == "rejected"
    }
    cells: defaultdict[End, set[str]] = defaultdict(set)
    for problem in facts.cascade.problems:
        walked = problem.column == "reports_to" or problem.subject_id not in apart
        told = problem.code == "dangling-reference"
        if told or (problem.code == "self-reference" and walked):
            continue
        if problem.severity == "error":
            subject = (problem.subject_label, problem.subject_id or "")
            cells[subject].add(problem.column or "")
    yield from cells.items()


def _records(facts: Facts) -> int:
    return sum(1 for _ in facts.cascade.records())


RULES: dict[str, Rule] = {
    "orphan-indicator": orphan_indicator,
    "orphan-objective": orphan_objective,
    "detached-task": detached_task,
    "contribution-cycle": contribution_cycle,
    "unsupported-outcome": unsupported_outcome,
    "level-inversion": level_inversion,
    "level-skip": level_skip,
    "sideways-contribution": sideways_contribution,
    "copy-down": copy_down,
    "single-cause-outcome": single_cause_outcome,
    "outcome-without-csf": outcome_without_csf,
    "unstated-logic": unstated_logic,
    "dangling-reference": dangling_reference,
    "unreadable-value": unreadable_value,
}
