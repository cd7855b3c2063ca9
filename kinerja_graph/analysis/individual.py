"""``individual``: what a post is responsible for, and what it contributes to (contract §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kinerja_graph.analysis.posts import Ladder, Post
from kinerja_graph.library.describe import Described
from kinerja_graph.model.nodes import Target
from kinerja_graph.shapes import Unbounded, json_keys


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target amount and its unit; a range is low and high, None is unknown.

    Attributes:
        quantity: the amount; low and high for a range.
    """

    quantity: Target | None
    unit: str | None


@json_keys(
    "source", "id", "name", "target", "year", "duration_minutes", "volume", "chain", "outcomes",
    "ends", "intervenes=intervened",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of a post: an SOP step that it performs, or an indicator that it owns.

    Attributes:
        source: whether it is an SOP step or an indicator.
        id: the id of the step or the indicator.
        name: likewise its name; None only after a lenient load.
        quantity, unit: its target. For a task, the output of one execution, never its duration;
            for an indicator, the target of ``year`` in its measure unit. None if unknown.
        year: for an indicator, the year of the target: the one requested, else the first plan
            year that is not closed and has a target, else the last with one; None for tasks.
        activity: for a task, the kegiatan that it belongs to.
        duration_minutes: for a task, the standard duration of one execution.
        volume: for a task, the number of executions per year.
        objective: for an indicator, the objective that it measures.
        chain: a shortest chain from it to a result of level 0, including both; empty if none.
        outcomes: the results of level 0 that it reaches, sorted.
        ends: if it reaches none: the results that it reaches and that lead no further, sorted.
        intervenes: the results of the post's superiors that it reaches, with the distance in
            edges, nearest first.
    """

    source: Literal["task", "indicator"]
    id: str
    name: str | None
    quantity: Target | None
    unit: str | None
    year: int | None = None
    activity: str | None = None
    duration_minutes: float | None = None
    volume: float | None = None
    objective: str | None = None
    chain: tuple[str, ...]
    outcomes: tuple[str, ...]
    ends: tuple[str, ...]
    intervenes: tuple[tuple[str, int], ...]

    @property
    def target(self) -> Quantity:
        """Its target and unit."""
        return Quantity(self.quantity, self.unit)

    @property
    def intervened(self) -> tuple[str, ...]:
        """The results of the post's superiors that it reaches, sorted."""
        return tuple(sorted(one for one, _ in self.intervenes))

    @property
    def nearest(self) -> tuple[str, ...]:
        """The superiors' results nearest to it."""
        least = min((distance for _, distance in self.intervenes), default=0)
        return tuple(one for one, distance in self.intervenes if distance == least)


@json_keys(
    "position", "superiors", "subordinates", "ladder", "measures", "workload_minutes", "untimed"
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What one post is measured by.

    Attributes:
        position: the post.
        post: its place in the organisation.
        superiors, subordinates: ids of posts, sorted.
        ladder: its place on a functional ladder; None if it is not on one.
        measures: sorted by id.
        workload_minutes: minutes per year of the tasks with known duration and volume; null in
            JSON if out of range.
        untimed: the tasks for which one of the two is unknown, sorted.
    """

    position: Described
    post: Post
    superiors: tuple[str, ...]
    subordinates: tuple[str, ...]
    ladder: Ladder | None
    measures: tuple[Measure, ...]
    workload_minutes: Unbounded
    untimed: tuple[str, ...]


@json_keys("dataset", "edition", "*person")
@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """What one post of an edition is measured by.

    Attributes:
        names: names of everything mentioned, by id.
    """

    dataset: str
    edition: str
    person: Person
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Role:
    """A member's part in one result of a leader: ids of its tasks and results, sorted.

    Attributes:
        result: id of the leader's result.
        roles: ids of the member's tasks and results that contribute to it.
    """

    result: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A row of a role matrix: a post that supports a leader.

    Attributes:
        post: id of the member.
        subordinate: whether it reports to the leader; otherwise it is from elsewhere and
            contributes directly to one of the leader's results.
        cells: the results that it supports, sorted; empty if there are none.
    """

    post: str
    subordinate: bool
    cells: tuple[Role, ...]


@json_keys("leader", "results", "members", "uncovered")
@dataclass(frozen=True, slots=True)
class RoleMatrix:
    """A *matriks peran hasil*: a leader's results as columns, the members as rows.

    An indicator that measures another of the leader's results has no column of its own; likewise
    in the cells, a member's objective represents the indicators that measure it.

    Attributes:
        leader: the leader.
        results: the leader's results.
        members: the members, each with their roles.
    """

    leader: str
    results: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The results that no subordinate supports."""
        helped = {cell.result for row in self.members if row.subordinate for cell in row.cells}
        return tuple(result for result in self.results if result not in helped)


@json_keys("dataset", "edition", "individuals=people", "role_matrices=matrices")
@dataclass(frozen=True, slots=True, kw_only=True)
class Individuals:
    """Every post of an edition, and the role matrices of its leaders.

    Attributes:
        name: the name of the edition.
        year: the year requested; None: the current one of each indicator.
        people: sorted by id of the post.
        matrices: sorted by id of the leader.
        names: names of everything mentioned, by id.
        objectives: the objective that an indicator measures, by id of the indicator.
        headings: what the planner calls the columns, for hints.
    """

    dataset: str
    edition: str
    name: str | None
    year: int | None
    people: tuple[Person, ...]
    matrices: tuple[RoleMatrix, ...]
    names: Mapping[str, str]
    objectives: Mapping[str, str]
    headings: str | None = field(default=None, compare=False)


def names_of(records: Iterable[Described]) -> dict[str, str]:
    """Return names by id; the id itself if a lenient load could not read the name."""
    return {record.id: record.name or record.id for record in records}
