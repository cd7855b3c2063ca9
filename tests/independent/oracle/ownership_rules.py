"""The rules of the heading "Ownership and the organisation"."""

from __future__ import annotations

from oracle.chain_facts import circles
from oracle.facts import Facts, Rule
from oracle.verdict import Verdict, judged, told


def unowned_indicator(facts: Facts) -> Verdict:
    chain, owners = facts.chain, facts.offices.owners
    wrong = (
        node
        for node in chain.indicators
        for holders in ({node, chain.objective_of.get(node)},)
        if holders.isdisjoint(owners)
        and not any(facts.unread.cell(holder, "owner") for holder in holders)
    )
    return judged(len(chain.indicators), (told(chain.end(node)) for node in wrong))


def _owning_posts(facts: Facts, indicator: str) -> set[str]:
    return facts.offices.owners.get(indicator, set()) & facts.offices.positions.keys()


def shared_accountability(facts: Facts) -> Verdict:
    chain = facts.chain
    wrong = (node for node in chain.indicators if len(_owning_posts(facts, node)) > 1)
    found = (told(chain.end(node)) for node in wrong)
    return judged(len(chain.indicators), found, applies=bool(facts.offices.positions))


def _pairs(facts: Facts) -> list[tuple[str, str]]:
    return [(node, post) for node in facts.chain.indicators for post in _owning_posts(facts, node)]


def owner_outside_unit(facts: Facts) -> Verdict:
    offices, pairs = facts.offices, _pairs(facts)

    def wrong(node: str, post: str) -> bool:
        units = offices.owners[node] & offices.units.keys()
        seat = offices.seat.get(post)
        return seat is not None and bool(units) and units.isdisjoint(offices.line(seat))

    found = (
        told(("Indicator", node), ("Position", post)) for node, post in pairs if wrong(node, post)
    )
    return judged(len(pairs), found, applies=bool(offices.positions))


def idle_unit(facts: Facts) -> Verdict:
    offices = facts.offices
    looked = [unit for unit, item in offices.units.items() if item.kind in {"opd", "unit"}]
    idle = {unit for unit in looked if not offices.held_within(unit)}
    topmost = (unit for unit in idle if idle.isdisjoint(offices.line(unit)[1:]))
    return judged(
        len(looked), (told(("Unit", unit)) for unit in topmost), applies=_anything_held(facts)
    )


def _anything_held(facts: Facts) -> bool:
    return bool(facts.offices.owned or facts.offices.performed)


def idle_position(facts: Facts) -> Verdict:
    offices = facts.offices
    idle = (post for post in offices.positions if not offices.held(post))
    applies = _anything_held(facts) and bool(offices.positions)
    found = (told(("Position", post)) for post in idle)
    return judged(len(offices.positions), found, applies=applies)


def _with_objectives(facts: Facts, nodes: set[str]) -> set[str]:
    """The results, and the objectives which the indicators among them measure."""
    return nodes | {
        facts.chain.objective_of[node] for node in nodes if node in facts.chain.objective_of
    }


def _reached(facts: Facts, posts: set[str]) -> set[str]:
    """All that what the posts own or perform reaches."""
    held = {node for post in posts for node in facts.offices.held(post)}
    return {above for node in held for above in facts.chain.above(node)}


def subordinate_off_cascade(facts: Facts) -> Verdict:
    offices = facts.offices
    looked: dict[str, set[str]] = {}
    for post in offices.positions:
        wanted = {
            node for boss in offices.others_above(post) for node in offices.owned.get(boss, ())
        }
        if wanted and offices.held(post):
            looked[post] = _with_objectives(facts, wanted)
    off = (post for post, wanted in looked.items() if wanted.isdisjoint(_reached(facts, {post})))
    found = (told(("Position", post)) for post in off)
    return judged(len(looked), found, applies=bool(offices.positions))


def uncovered_leader_item(facts: Facts) -> Verdict:
    offices = facts.offices
    pairs = [(node, post) for node, post in _pairs(facts) if offices.others_under(post)]

    def covered(node: str, post: str) -> bool:
        reached = _reached(facts, offices.others_under(post))
        return not reached.isdisjoint(_with_objectives(facts, {node}))

    found = (
        told(("Indicator", node), ("Position", post))
        for node, post in pairs
        if not covered(node, post)
    )
    return judged(len(pairs), found, applies=bool(offices.positions))


def reporting_cycle(facts: Facts) -> Verdict:
    offices = facts.offices
    found = (told(("Position", members[0]), path=members) for members in circles(offices.superiors))
    return judged(len(offices.positions), found, applies=bool(offices.positions))


RULES: dict[str, Rule] = {
    "unowned-indicator": unowned_indicator,
    "shared-accountability": shared_accountability,
    "owner-outside-unit": owner_outside_unit,
    "idle-unit": idle_unit,
    "idle-position": idle_position,
    "subordinate-off-cascade": subordinate_off_cascade,
    "uncovered-leader-item": uncovered_leader_item,
    "reporting-cycle": reporting_cycle,
}
