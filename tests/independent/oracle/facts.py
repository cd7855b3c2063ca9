"""All facts about one plan that the rules look at, and the parameters of the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kinerja_graph.model.cascade import Cascade
from oracle.chain_facts import Chain
from oracle.office_facts import Offices
from oracle.periods import filled
from oracle.unread import Unread
from oracle.verdict import Verdict
from oracle.year_facts import Years


@dataclass(frozen=True, slots=True)
class Limits:
    """The parameters that the words of the rules name, with their defaults."""

    max_indicators: int = 5
    leap_ratio: float = 2
    sum_tolerance: float = 0.005
    working_minutes: float = 75_000


@dataclass(frozen=True, slots=True)
class Facts:
    """One plan: a chain, an organisation, values over the years, and what was not read of it.

    ``cascade`` has the years that periods make; ``stated`` only those that rows state.
    """

    stated: Cascade
    cascade: Cascade
    chain: Chain
    offices: Offices
    years: Years
    unread: Unread
    limits: Limits


Rule = Callable[[Facts], Verdict]


def facts_of(cascade: Cascade, limits: Limits | None = None) -> Facts:
    """The facts of a plan, worked out here and not by the model's own derivations."""
    unread, stated = Unread(cascade), cascade
    indicators = tuple(filled(item, unread) for item in stated.indicators)
    cascade = replace(stated, indicators=indicators)
    return Facts(
        stated=stated,
        cascade=cascade,
        chain=Chain(cascade),
        offices=Offices(cascade),
        years=Years(cascade),
        unread=unread,
        limits=limits or Limits(),
    )
