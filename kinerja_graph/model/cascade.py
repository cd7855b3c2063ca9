"""All records and edges of one plan, as read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja_graph.model.edges import Contribution, Link
from kinerja_graph.model.nodes import (
    Indicator,
    Label,
    Objective,
    Position,
    Programme,
    Record,
    Task,
    Unit,
    reference,
)
from kinerja_graph.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Identifies a plan: one edition of one dataset, and the years that it covers.

    ``digest`` is the SHA-256 of the input: of the file itself, or, of a folder, of the lines
    ``<sha256>  <file name>`` of its tables sorted by name. ``headings`` are what the planner calls
    the columns (``model/headings.py``), None where that is what the contract calls them.
    ``values_origin`` is where the table ``values`` stands, None if it has several places or none.
    ``document`` is the code of a document beside the plan, None for the plan itself.
    """

    dataset: str
    edition: str
    name: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    as_of: int | None = None
    digest: str = ""
    headings: str | None = None
    values_origin: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """One plan, read and checked, ready to be loaded into the graph.

    Ids are unique across all records but programmes, and among those; both ends of every edge
    are records in here.
    ``problems`` holds the errors kept by a lenient read, and is empty after a strict one.
    """

    plan: Plan
    units: tuple[Unit, ...] = ()
    positions: tuple[Position, ...] = ()
    objectives: tuple[Objective, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    programmes: tuple[Programme, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()

    def records(self) -> Iterator[tuple[Label, Record]]:
        """Yield every record with its label, in the order of the tables and of the input."""
        for unit in self.units:
            yield "Unit", unit
        for position in self.positions:
            yield "Position", position
        for objective in self.objectives:
            yield "Objective", objective
        for indicator in self.indicators:
            yield "Indicator", indicator
        for task in self.tasks:
            yield "Task", task
        for programme in self.programmes:
            yield "Programme", programme

    def labels(self) -> dict[str, Label]:
        """Return the label of every record, by what names it among all (``reference``)."""
        return {reference(label, record.id): label for label, record in self.records()}
