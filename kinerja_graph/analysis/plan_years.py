"""Determine the years of a plan, and which of them are closed (rules.md, Words)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The first and last year of a plan, and its last closed year; each None if unknown."""

    first: int | None
    last: int | None
    closed: int | None

    def current(self, known: Iterable[int]) -> int | None:
        """Return the current plan year: of those with a target, the first open or else the last.

        >>> PlanYears(2024, 2028, 2025).current([2024, 2025, 2026, 2027])
        2026
        >>> PlanYears(2024, 2028, 2028).current([2024, 2025, 2030])
        2025
        """
        if self.first is None or self.last is None:
            return None
        inside = sorted(year for year in known if self.first <= year <= self.last)
        ahead = [year for year in inside if self.closed is None or year > self.closed]
        return next(iter(ahead or inside[::-1]), None)


def plan_years(reader: Reader, edition: Edition) -> PlanYears:
    """Return the years of ``edition``; a bound missing from the plan is derived from its values."""
    given = (edition.first_year, edition.last_year, edition.as_of)
    if None not in given:
        return PlanYears(*given)
    rows = reader.read(named("plan-years"), scope=edition.scope)
    found = {row["what"]: (row["first"], row["last"]) for row in rows}
    first, last = found.get("target", (None, None))
    _, measured = found.get("realisation", (None, None))
    return PlanYears(
        first if edition.first_year is None else edition.first_year,
        last if edition.last_year is None else edition.last_year,
        measured if edition.as_of is None else edition.as_of,
    )
