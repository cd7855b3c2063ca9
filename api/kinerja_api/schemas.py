"""The answers of the service: contract §3 and §4 as response models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Out(BaseModel):
    """An answer, or a part of one; nothing that is not named here leaves the service."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class EngineOut(Out):
    """The engine that answers."""

    name: str
    version: str


class HealthOut(Out):
    """That the service and its graph answer."""

    status: Literal["ok"]
    engine: EngineOut
    editions: int


class DatasetOut(Out):
    """One loaded edition, with its nodes by label."""

    dataset: str
    edition: str
    name: str | None
    loaded_at: str
    counts: dict[str, int]
    newest: bool


class DatasetsOut(Out):
    """What is loaded."""

    datasets: list[DatasetOut]


class NodeOut(Out):
    """The *node* of contract §4."""

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


class TraceOut(Out):
    """The chain of one record; ``truncated`` and ``limit`` where a depth cut it."""

    dataset: str
    edition: str
    direction: Literal["up", "down"]
    subject: NodeOut
    nodes: list[TraceNodeOut]
    edges: list[EdgeOut]
    roots: list[str]
    breaks: list[str]
    truncated: bool = False
    limit: int | None = None


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


class TieOut(Out):
    """From which record to which."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")


class AlignOut(Out):
    """Who stands behind a result."""

    dataset: str
    edition: str
    subject: NodeOut
    agencies: list[ShareOut]
    missing: list[str]
    silo: bool
    requested: list[TieOut]
    conflicting: list[str]


class ThingOut(Out):
    """What a finding is about."""

    label: str | None
    id: str
    name: str | None


class RuleRunOut(Out):
    """How one rule went."""

    id: str
    severity: str
    population: int
    findings: int
    milliseconds: float
    status: Literal["ran", "not-applicable"]
    why: str | None


class FindingOut(Out):
    """One fault in the plan."""

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
    references: list[str]
    data: dict[str, Any]


class AuditOut(Out):
    """All rules over one edition."""

    dataset: str
    edition: str
    engine: EngineOut
    rules: list[RuleRunOut]
    findings: list[FindingOut]
    resolved: list[dict[str, Any]]
    summary: dict[str, int]
