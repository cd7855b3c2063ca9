"""What a selector means, worked out in plain Python from its parts and not from its text."""

from __future__ import annotations

from dataclasses import dataclass

from oracle.chain_facts import distances, folded
from oracle.facts import Facts
from oracle.rules import verdict

STEPS = (0, 1, 2, 3, None)
LABELS = ("Unit", "Position", "Objective", "Indicator", "Task")


@dataclass(frozen=True, slots=True)
class Part:
    """One choice, and how many steps to go down and up from it (None: as far as it goes)."""

    method: str
    value: str
    below: int | None
    above: int | None

    @property
    def text(self) -> str:
        """The part as a user types it, every value in quotes."""
        before = "+" if self.below is None else f"{self.below}+" * (self.below > 0)
        after = "+" if self.above is None else f"+{self.above}" * (self.above > 0)
        whose = "" if self.method == "id" else f"{self.method}:"
        quoted = '"' + self.value.replace('"', '""') + '"'
        return f"{before}{whose}{quoted}{after}"


def typed(either: list[list[Part]]) -> str:
    """A whole selector as a user types it."""
    return " ".join(",".join(part.text for part in both) for both in either)


def meant(facts: Facts, either: list[list[Part]]) -> set[str]:
    """The ids that it means."""
    return {
        one for both in either for one in set.intersection(*(_part(facts, part) for part in both))
    }


def _part(facts: Facts, part: Part) -> set[str]:
    chosen = _chosen(facts, part)
    found = set(chosen)
    for steps, ties in ((part.below, facts.chain.downward), (part.above, facts.chain.upward)):
        for start in chosen:
            away = distances(start, ties)
            found |= {one for one, far in away.items() if steps is None or far <= steps}
    return found


def _stating(facts: Facts, part: Part) -> set[str]:
    plan = facts.cascade
    if part.method == "role":
        return {one.id for one in plan.objectives if one.role == part.value}
    tagged = (*plan.objectives, *plan.indicators, *plan.tasks)
    return {one.id for one in tagged if folded(part.value) in map(folded, one.tags)}


def _chosen(facts: Facts, part: Part) -> set[str]:
    chain, offices = facts.chain, facts.offices
    if part.method == "id":
        return {part.value}
    if part.method == "level":
        return {one for one in chain.results if chain.level(one) == int(part.value)}
    if part.method in {"role", "tag"}:
        return _stating(facts, part)
    if part.method == "label":
        return {one.id for label, one in facts.cascade.records() if label.lower() == part.value}
    if part.method == "rule":
        found = verdict(part.value, facts).findings
        return {one.subject[1] for one in found if one.subject[0] in LABELS}
    standing = {
        one for one in (*chain.results, *chain.tasks) if part.value in offices.agencies(one)
    }
    posts = {post.id for post in facts.cascade.positions}
    return standing | {
        one for one in posts | offices.units.keys() if offices.agency(one) == part.value
    }
