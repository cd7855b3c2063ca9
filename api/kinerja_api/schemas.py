"""The answers of the service: contract §3 and §4 as response models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Out(BaseModel):
    """An answer, or a part of one; nothing that is not named here leaves the service."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PageOut(Out):
    """Which rows of the list ``of`` an answer holds; ``next``: the address of those after them."""

    of: str
    offset: int
    limit: int | None
    total: int
    next: str | None


class Paged(Out):
    """An answer of which a page may be asked; ``truncated`` and ``limit`` where a limit cut it."""

    truncated: bool = False
    limit: int | None = None
    page: PageOut | None = None


class EngineOut(Out):
    """The engine that answers."""

    name: str
    version: str


class NodeOut(Out):
    """A record as every view tells it."""

    label: str
    id: str
    name: str | None
    level: int | None
    agencies: list[str]
    owners: list[str]


class TraceNodeOut(NodeOut):
    """A node of a chain and its shortest distance from the subject."""

    depth: int


class EdgeOut(Out):
    """One edge of a chain."""

    type: str
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    kind: str | None


class TraceOut(Paged):
    """The chain of one record; ``truncated`` and ``limit`` where a depth cut it."""

    dataset: str
    edition: str
    direction: Literal["up", "down"]
    subject: NodeOut
    nodes: list[TraceNodeOut]
    edges: list[EdgeOut]
    roots: list[str]
    breaks: list[str]


class ShareOut(Out):
    """What one agency, or one expected unit, has behind a result."""

    id: str
    name: str | None
    expected: bool
    results: int
    tasks: int
    direct: list[str]
    sole_support: list[str]
    result_ids: list[str]
    task_ids: list[str]
    owners: list[str]
    distance: int | None
    chain: list[str]


class TieOut(Out):
    """From which record to which."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")


class PullOut(Out):
    """A result that receives contributions of both signs, and from whom."""

    id: str
    raised_by: list[str]
    lowered_by: list[str]


class AlignOut(Paged):
    """Who stands behind a result."""

    dataset: str
    edition: str
    subject: NodeOut
    agencies: list[ShareOut]
    missing: list[str]
    silo: bool
    requested: list[TieOut]
    rejected: list[TieOut]
    conflicting: list[str]
    pulls: list[PullOut]


class SelectedOut(Paged):
    """That a selector was asked, and how many records it means; at most 500 are answered."""

    dataset: str
    edition: str
    selector: str
    selected: int


class TracesOut(SelectedOut):
    """The chain of each record that a selector means."""

    answers: list[TraceOut]


class AlignsOut(SelectedOut):
    """Who stands behind each result that a selector means."""

    answers: list[AlignOut]


class CellOut(Out):
    """How many results and tasks of an agency reach an outcome."""

    agency: str
    outcome: str
    results: int
    tasks: int


class GapOut(Out):
    """A unit that an outcome expects and of which nothing reaches it."""

    outcome: str
    unit: str


class ExpectationOut(GapOut):
    """A unit that an outcome expects, and whether something of it reaches the outcome."""

    there: bool


class MatrixOut(Paged):
    """Agencies against outcomes; empty cells are left out."""

    dataset: str
    edition: str
    outcomes: list[NodeOut]
    agencies: list[NodeOut]
    cells: list[CellOut]
    expected: list[ExpectationOut]
    gaps: list[GapOut]
    idle: list[str]


class ThingOut(Out):
    """What a finding is about."""

    label: str | None
    id: str
    name: str | None


class ChangedOut(Out):
    """What a user decided of a rule: another severity (here is its own), or that it is off."""

    severity: str
    off: bool
    reason: str


class RuleRunOut(Out):
    """How one rule went; ``changed`` only where somebody decided something of it."""

    id: str
    severity: str
    population: int
    findings: int
    milliseconds: float
    status: Literal["ran", "not-applicable", "failed"]
    why: str | None
    changed: ChangedOut | None = None


class WaiverOut(Out):
    """Why a finding is accepted, until when and by whom."""

    reason: str | None
    until: str | None
    by: str | None


class WaiverUseOut(WaiverOut):
    """A waiver of the file, and what became of it."""

    rule: str
    dataset: str | None
    subject: str | None
    other: str | None
    fingerprint: str | None
    line: int
    status: str
    findings: int


class KnownOut(Out):
    """A finding that was known and is gone; ``severity`` null where its rule is not known."""

    rule: str
    severity: str | None
    fingerprint: str
    subject: ThingOut
    other: ThingOut | None


class FindingOut(Out):
    """One fault in the plan; ``waiver`` only where it is waived."""

    rule: str
    severity: str
    fingerprint: str
    status: str
    subject: ThingOut
    other: ThingOut | None
    agency: str | None
    cut_off: int | None
    message: str
    remediation: str
    path: list[str]
    origin: str | None
    source: str | None
    references: list[str]
    data: dict[str, Any]
    waiver: WaiverOut | None = None


class ComparedWithOut(Out):
    """With what findings were compared: an edition, or a baseline."""

    edition: str | None = Field(description="Null: a baseline.")
    baseline: str | None = Field(description="The file; null for the one that the service keeps.")
    date: str | None = Field(description="Since when the baseline says what it says.")
    set_by: str | None


class AuditOut(Paged):
    """All rules over one edition; the last two only where waivers or parameters were given.

    ``compared_with`` is null where every finding counts as new.
    """

    dataset: str
    edition: str
    engine: EngineOut
    rules: list[RuleRunOut]
    findings: list[FindingOut]
    resolved: list[KnownOut]
    summary: dict[str, int]
    compared_with: ComparedWithOut | None
    waivers: list[WaiverUseOut] | None = None
    parameters: dict[str, int | float | str | bool] | None = None
