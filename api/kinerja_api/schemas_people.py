"""The answers of ``targets`` and ``individual``: contract §4 as response models."""

from __future__ import annotations

from typing import Literal

from kinerja_api.schemas import NodeOut, Out, Paged, SelectedOut


class ValuesOut(Out):
    """A target (a range: low and high) and a realisation."""

    target: float | list[float] | None
    realisation: float | None


class ContributorValuesOut(ValuesOut):
    """Those of one contributing indicator in one year."""

    id: str


class YearValuesOut(ValuesOut):
    """Those of one year."""

    year: int


class YearOfTargetsOut(YearValuesOut):
    """One year of a result, beside what contributes to it."""

    sum: float | None
    gap: float | None
    contributors: list[ContributorValuesOut]


class ContributorOut(Out):
    """An indicator that contributes to a result; ``summed`` where its mode is sum."""

    id: str
    name: str | None
    measure_unit: str | None
    summed: bool


class SeriesOut(Out):
    """An indicator with its values by year."""

    id: str
    name: str | None
    measure_unit: str | None
    years: list[YearValuesOut]


class TargetsOut(Paged):
    """A result's targets and those of what contributes to it, by year."""

    dataset: str
    edition: str
    subject: NodeOut
    measure_unit: str | None
    years: list[YearOfTargetsOut]
    contributors: list[ContributorOut]
    through: list[SeriesOut]
    measures: list[SeriesOut]


class LadderOut(Out):
    """Where a post stands on its functional ladder."""

    name: str
    supervised: bool | None
    rung: int | None
    above: list[str]
    below: list[str]


class TargetOut(Out):
    """The target of a measure, and its unit."""

    quantity: float | list[float] | None
    unit: str | None


class MeasureOut(Out):
    """One thing by which a post is measured, and the way up from it."""

    source: Literal["task", "indicator"]
    id: str
    name: str | None
    target: TargetOut
    year: int | None
    duration_minutes: float | None
    volume: float | None
    chain: list[str]
    outcomes: list[str]
    ends: list[str]
    intervenes: list[str]


class PersonOut(Out):
    """What a post is measured by; ``workload_minutes`` is null where no number is so large."""

    position: NodeOut
    superiors: list[str]
    subordinates: list[str]
    ladder: LadderOut | None
    measures: list[MeasureOut]
    workload_minutes: float | None
    untimed: list[str]


class IndividualOut(PersonOut, Paged):
    """What one post of an edition is measured by."""

    dataset: str
    edition: str


class RoleOut(Out):
    """What a member does for one result of a leader."""

    result: str
    roles: list[str]


class MemberOut(Out):
    """A row of a role matrix."""

    post: str
    subordinate: bool
    cells: list[RoleOut]


class RoleMatrixOut(Out):
    """A leader's results against the members who help."""

    leader: str
    results: list[str]
    members: list[MemberOut]
    uncovered: list[str]


class IndividualsOut(Paged):
    """Every post, and the role matrices of the leaders."""

    dataset: str
    edition: str
    individuals: list[PersonOut]
    role_matrices: list[RoleMatrixOut]


class TargetsOfOut(SelectedOut):
    """The targets of each result that a selector means."""

    answers: list[TargetsOut]


class IndividualsOfOut(SelectedOut):
    """What each post that a selector means is measured by."""

    answers: list[IndividualOut]
