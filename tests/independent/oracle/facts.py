"""All facts about one plan that the rules look at, and the parameters of the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kinerja_graph.model.cascade import Cascade
from oracle.chain_facts import Chain
from oracle.office_facts import Offices
from oracle.verdict import Verdict
from oracle.year_facts import Years


@dataclass(frozen=True, slots=True)
class Limits:
    """The parameters that rules.md names, with their defaults."""

    max_indicators: int = 5
    leap_ratio: float = 2
    sum_tolerance: float = 0.005
    working_minutes: float = 75_000


@dataclass(frozen=True, slots=True)
class Facts:
    """One plan, seen as a chain, as an organisation and as values over the years."""

    cascade: Cascade
    chain: Chain
    offices: Offices
    years: Years
    limits: Limits


Rule = Callable[[Facts], Verdict]


def facts_of(cascade: Cascade, limits: Limits | None = None) -> Facts:
    """The facts of a plan, worked out here and not by the model's own derivations."""
    return Facts(cascade, Chain(cascade), Offices(cascade), Years(cascade), limits or Limits())
