"""What a lenient load met and could not read, as the problems that it kept tell it."""

from __future__ import annotations

from kinerja_graph.model.cascade import Cascade

YEARLY = frozenset({"target", "realisation", "period"})


class Unread:
    """Cells of records, and cells of the years of indicators, that were not read.

    A reference that leads nowhere counts as unread; a row without an id is no record's.
    """

    def __init__(self, cascade: Cascade) -> None:
        self._cells: set[tuple[str, str]] = set()
        self._years: set[tuple[str, str, int]] = set()
        for problem in cascade.problems:
            subject, heading = problem.subject_id, problem.column
            if problem.subject_label is None or subject is None or heading is None:
                continue
            if heading not in YEARLY:
                self._cells.add((subject, heading))
            elif problem.beside is not None:
                self._years.add((subject, heading, int(problem.beside)))

    def cell(self, record: str | None, *headings: str) -> bool:
        """Whether one of these cells of the record was not read."""
        return any((record, heading) in self._cells for heading in headings)

    def year(self, indicator: str, heading: str, year: int) -> bool:
        """Whether the target or the realisation of that year, or of a part of it, was not read."""
        return not {(indicator, heading, year), (indicator, "period", year)}.isdisjoint(self._years)
