"""The answers of ``evidence``, ``whatif`` and ``compare``: contract §4 as response models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from kinerja_api.schemas import FindingOut, NodeOut, Out, Paged, SelectedOut

TargetOut = float | list[float] | None
"""A target: a number, or the low and the high end of a range; null where there is none."""


class StepOut(Out):
    """Two neighbouring years: achievements of both ends in percent, and whether they agree.

    An achievement is null where no number is so large or so small.
    """

    years: list[int]
    source: list[float | None] = Field(alias="from")
    target: list[float | None] = Field(alias="to")
    agrees: bool | None


class LinkOut(Out):
    """One causal link and what the years say of it."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    from_name: str
    to_name: str
    sign: Literal["+", "-"]
    pairs: int
    agree: int
    against: int
    verdict: Literal["supports", "mixed", "against", "too-few"]
    steps: list[StepOut]


class EvidenceOut(Paged):
    """What the measured years say for and against causal links; never a proof."""

    dataset: str
    edition: str
    subject: NodeOut | None
    lag: int
    links: list[LinkOut]
    summary: dict[str, int]


class LossOut(Out):
    """An outcome, and how many results and tasks reach it before and after."""

    id: str
    before: int
    after: int
    lost: bool


class EffectsOut(Out):
    """What a removal does to the highest results of a plan that has none of level 0."""

    level: int
    outcomes: list[LossOut]
    cut_off: list[str]
    owners: list[str]


class RemovalOut(Paged):
    """What follows where something is removed."""

    dataset: str
    edition: str
    asked: list[str]
    removed: list[str]
    outcomes: list[LossOut]
    cut_off: list[str]
    owners: list[str]
    highest: EffectsOut | None
    nodes: list[NodeOut]


class RiskOut(Out):
    """An outcome, and what of the missed reaches it."""

    id: str
    at_risk: list[str]


class RisksOut(Out):
    """Which of the highest results of a plan that has none of level 0 are at risk."""

    level: int
    outcomes: list[RiskOut]
    owners: list[str]


class MissOut(Paged):
    """Which outcomes are at risk where targets are missed."""

    dataset: str
    edition: str
    asked: list[str]
    missed: list[str]
    outcomes: list[RiskOut]
    owners: list[str]
    highest: RisksOut | None
    nodes: list[NodeOut]


class WeakPointOut(NodeOut):
    """A record that alone carries others up to the subject."""

    load: int
    cut_off: list[str]
    measures_subject: bool


class WeakestOut(Paged):
    """The single points on which a result hangs, most load first."""

    dataset: str
    edition: str
    subject: NodeOut
    reaching: int
    points: list[WeakPointOut]


class ChangeOut(Out):
    """A name or a kind of record, before and after."""

    id: str
    before: str | None = Field(alias="from")
    after: str | None = Field(alias="to")


class RedefinedOut(Out):
    """Another property of a record, before and after."""

    id: str
    property: str
    before: Any = Field(alias="from")
    after: Any = Field(alias="to")


class EndsOut(Out):
    """Owners or performers, before and after."""

    id: str
    before: list[str] = Field(alias="from")
    after: list[str] = Field(alias="to")


class TieChangeOut(EndsOut):
    """The other ends of one kind of edge, before and after."""

    type: str


class ValueOut(Out):
    """A target or a realisation of a year, before and after."""

    id: str
    year: int
    before: TargetOut = Field(alias="from")
    after: TargetOut = Field(alias="to")


class RelinkedOut(Out):
    """A property of a contribution, before and after."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    property: str
    before: Any
    after: Any


class NewFindingOut(FindingOut):
    """A finding that the later edition alone has."""

    record_added: bool


class GoneFindingOut(FindingOut):
    """A finding that the earlier edition alone has."""

    record_removed: bool


class CompareOut(Paged):
    """What is otherwise in the later edition; ``findings_…`` absent where none were asked for."""

    dataset: str
    edition: str
    editions: list[str]
    added: list[str]
    removed: list[str]
    renamed: list[ChangeOut]
    moved: list[str]
    reowned: list[EndsOut]
    retargeted: list[ValueOut]
    moves: list[TieChangeOut]
    realised: list[ValueOut]
    reorganised: list[TieChangeOut]
    redefined: list[RedefinedOut]
    relabelled: list[ChangeOut]
    relinked: list[RelinkedOut]
    findings_new: list[NewFindingOut] | None = None
    findings_gone: list[GoneFindingOut] | None = None


class EvidencesOut(SelectedOut):
    """What the years say of the links into each result that a selector means."""

    answers: list[EvidenceOut]


class WeakestOfOut(SelectedOut):
    """The single points on which each result that a selector means hangs."""

    answers: list[WeakestOut]
