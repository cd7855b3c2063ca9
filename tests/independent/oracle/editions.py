"""The answer of ``compare`` (contract, part 4), worked out in plain Python."""

from __future__ import annotations

from typing import Any

from oracle.facts import Facts

Answer = dict[str, Any]


def compare(before: Facts, after: Facts) -> Answer:
    """What is otherwise in the second plan."""
    old, new = _records(before), _records(after)
    both = sorted(old.keys() & new.keys())
    return {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "renamed": [
            {"id": one, "from": old[one], "to": new[one]} for one in both if old[one] != new[one]
        ],
        "moved": [one for one in both if _aims(before, one) != _aims(after, one)],
        "reowned": [
            {"id": one, "from": was, "to": now}
            for one in both
            for was, now in [(_holders(before, one), _holders(after, one))]
            if was != now
        ],
        "retargeted": [
            {"id": one, "year": year, "from": was.get(year), "to": now.get(year)}
            for one in both
            for was, now in [(_targets(before, one), _targets(after, one))]
            for year in sorted(was.keys() | now.keys())
            if was.get(year) != now.get(year)
        ],
    }


def _records(facts: Facts) -> dict[str, str | None]:
    return {record.id: record.name for _, record in facts.cascade.records()}


def _aims(facts: Facts, name: str) -> tuple[set[str], str | None]:
    chain = facts.chain
    aims = {edge.target for edge in chain.giving.get(name, ())}
    return aims, chain.objective_of.get(name)


def _holders(facts: Facts, name: str) -> list[str]:
    offices = facts.offices
    return sorted(offices.owners.get(name, set()) | offices.performers.get(name, set()))


def _targets(facts: Facts, name: str) -> dict[int, Any]:
    indicator = facts.chain.indicators.get(name)
    return {
        value.year: list(value.target) if isinstance(value.target, tuple) else value.target
        for value in (indicator.values if indicator else ())
        if value.target is not None
    }
