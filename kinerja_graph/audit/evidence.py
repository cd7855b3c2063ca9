"""Arrange an audit by the criteria of an evaluation sheet: evidence, never a score.

The sheet is data (``lke-88-2021.yaml``: PermenPANRB 88/2021 as paraphrased in public copies); a
region with a modified sheet supplies a file of its own with the same keys. The form ``lke`` has the
same criteria, with what ``count`` says is counted for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml

from kinerja_graph.audit.finding import Audit
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.plain import LOADER, as_list, as_mapping
from kinerja_graph.library.rules import Severity
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text, _

LKE: Final = Path(__file__).parent / "lke-88-2021.yaml"
Shown = Literal["partly", "no"]
_SHEET_KEYS: Final = frozenset({"name", "title", "source", "note", "aspects", "components"})
_COMPONENT_KEYS: Final = frozenset({"id", "name", "weight", "criteria"})
_CRITERION_KEYS: Final = frozenset({"id", "criterion"})
_MORE_OF_CRITERION: Final = frozenset({"rules", "not_shown", "count"})
_ASPECT_KEYS: Final = frozenset({"id", "name", "percent"})
_NOTHING_SHOWN: Final = _("Nothing of this is in the graph; look at the documents and ask.")
Count = Literal[
    "success-factors", "wording", "smart", "kept-iku", "targets", "cascading", "crosscutting",
    "units", "posts", "budget", "tasks", "reached", "watched-quarters", "improved", "definitions",
    "collection", "comparable", "reached-iku", "quarters-iku", "beside-target",
    "beside-last-target", "beside-year-before", "follow-up",
]  # fmt: skip
"""What may be counted for a criterion (``docs/how-to/formulir.md``)."""
COUNTS: Final[tuple[Count, ...]] = get_args(Count)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One third of every component, and its share of the component's weight in percent."""

    id: str
    name: Text
    percent: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion, the rules relevant to it, and what no graph can show about it.

    Attributes:
        count: what is counted for it in the form ``lke``; None: nothing, people answer it.
    """

    id: str
    criterion: Text
    rules: tuple[str, ...] = ()
    not_shown: Text = _NOTHING_SHOWN
    count: Count | None = None

    @property
    def shown(self) -> Shown:
        """``partly`` if a rule or a count speaks of it, else ``no``: no graph shows all of it."""
        return "partly" if self.rules or self.count is not None else "no"


@dataclass(frozen=True, slots=True)
class Component:
    """One component of the sheet, its weight out of 100, and its criteria."""

    id: str
    name: Text
    weight: float
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An evaluation sheet: ``source`` names its regulation, ``note`` says how certain it is."""

    name: str
    title: Text
    source: str
    note: Text
    aspects: tuple[Aspect, ...]
    components: tuple[Component, ...]


def read_sheet(path: Path = LKE) -> Sheet:
    """Read the evaluation sheet in the file ``path``.

    Raises:
        LibraryError: it cannot be read, is not YAML, or has unknown, missing or invalid keys.
    """
    try:
        content = as_mapping(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _fault(path, str(error)) from error
    sheet = _keys(path, content, _SHEET_KEYS)
    return Sheet(
        name=str(sheet["name"]),
        title=_text(path, sheet["title"]),
        source=str(sheet["source"]),
        note=_text(path, sheet["note"]),
        aspects=tuple(
            Aspect(str(one["id"]), _text(path, one["name"]), _number(path, one["percent"]))
            for one in _entries(path, sheet["aspects"], _ASPECT_KEYS)
        ),
        components=tuple(
            Component(
                str(one["id"]),
                _text(path, one["name"]),
                _number(path, one["weight"]),
                tuple(
                    _criterion(path, entry)
                    for entry in _entries(
                        path, one["criteria"], _CRITERION_KEYS, _MORE_OF_CRITERION
                    )
                ),
            )
            for one in _entries(path, sheet["components"], _COMPONENT_KEYS)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEvidence:
    """What the audit says about a criterion according to one rule.

    Attributes:
        id: the rule.
        severity: None if the audit did not include the rule.
        status: as in the audit, or ``not-run`` if it did not include the rule.
        findings: the number of findings, without waived ones.
        affected: the number of things they are about; all of them for an aggregate finding.
        population: out of how many.
        waived: the number of waived findings.
        why: why the rule did not run.
    """

    id: str
    severity: Severity | None = None
    status: str = "not-run"
    findings: int = 0
    affected: int = 0
    population: int = 0
    waived: int = 0
    why: Text | None = None


@json_keys("id=asked.id", "criterion=asked.criterion", "shown=asked.shown", "rules",
           "not_shown=asked.not_shown")  # fmt: skip
@dataclass(frozen=True, slots=True)
class CriterionEvidence:
    """A criterion, and what the audit says about it by each of its rules."""

    asked: Criterion
    rules: tuple[RuleEvidence, ...]


@dataclass(frozen=True, slots=True)
class WeighedAspect:
    """An aspect of a component, with its share of the component's weight."""

    id: str
    name: Text
    weight: float


@json_keys("id=component.id", "name=component.name", "weight=component.weight", "aspects",
           "criteria")  # fmt: skip
@dataclass(frozen=True, slots=True)
class ComponentEvidence:
    """A component, its weighed aspects, and the evidence for each of its criteria."""

    component: Component
    aspects: tuple[WeighedAspect, ...]
    criteria: tuple[CriterionEvidence, ...]


@json_keys("name=sheet.name", "title=sheet.title", "source=sheet.source", "note=sheet.note",
           "components")  # fmt: skip
@dataclass(frozen=True, slots=True)
class SheetEvidence:
    """The sheet with what an audit says about each criterion."""

    sheet: Sheet
    components: tuple[ComponentEvidence, ...]


@json_keys("*audit", optional=("evidence",))
@dataclass(frozen=True, slots=True)
class EvidencedAudit:
    """An audit, and its evidence if a sheet is requested."""

    audit: Audit
    evidence: SheetEvidence | None


def sheet_evidence(audit: Audit, sheet: Sheet) -> SheetEvidence:
    """Return the sheet with what ``audit`` says about each criterion."""
    said = _evidence_by_rule(audit)
    components = (
        ComponentEvidence(
            component,
            tuple(
                WeighedAspect(one.id, one.name, component.weight * one.percent / 100)
                for one in sheet.aspects
            ),
            tuple(
                CriterionEvidence(
                    one, tuple(said.get(name) or RuleEvidence(id=name) for name in one.rules)
                )
                for one in component.criteria
            ),
        )
        for component in sheet.components
    )
    return SheetEvidence(sheet, tuple(components))


def _counted(audit: Audit) -> dict[str, tuple[int, int, int]]:
    """Count by rule the findings that are not waived, the things affected, and waived findings."""
    counted: dict[str, tuple[int, int, int]] = {}
    for finding in audit.findings:
        number, affected, waived = counted.get(finding.rule, (0, 0, 0))
        if finding.status == "waived":
            counted[finding.rule] = (number, affected, waived + 1)
        else:
            counted[finding.rule] = (number + 1, affected + finding.affected, waived)
    return counted


def _evidence_by_rule(audit: Audit) -> dict[str, RuleEvidence]:
    """Return what each rule of ``audit`` says, by id."""
    counted = _counted(audit)
    said: dict[str, RuleEvidence] = {}
    for run in audit.rules:
        number, affected, waived = counted.get(run.id, (0, 0, 0))
        said[run.id] = RuleEvidence(
            id=run.id,
            severity=run.severity,
            status=run.status,
            findings=number,
            affected=affected,
            population=run.population,
            waived=waived,
            why=run.why,
        )
    return said


def _criterion(path: Path, entry: Mapping[str, Any]) -> Criterion:
    rules = as_list(entry.get("rules", []))
    if rules is None or not all(isinstance(rule, str) for rule in rules):
        raise _fault(path, f"{entry['id']}: rules: […]")
    count = entry.get("count")
    if count is not None and count not in COUNTS:
        raise _fault(path, f"{entry['id']}: count: {' | '.join(COUNTS)}")
    return Criterion(
        str(entry["id"]),
        _text(path, entry["criterion"]),
        tuple(str(rule) for rule in rules),
        _text(path, entry["not_shown"]) if "not_shown" in entry else _NOTHING_SHOWN,
        count,
    )


def _entries(
    path: Path, value: object, keys: frozenset[str], more: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    return [_keys(path, as_mapping(one), keys, more) for one in as_list(value) or []]


def _keys(
    path: Path,
    value: dict[str, Any] | None,
    keys: frozenset[str],
    more: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    if value is None or not keys <= value.keys() <= keys | more:
        raise _fault(path, ", ".join(sorted(keys | more)))
    return value


def _text(path: Path, value: object) -> Text:
    said = as_mapping(value) or {}
    if set(said) != {"id", "en"}:
        raise _fault(path, '{id: "…", en: "…"}')
    return Text(id=str(said["id"]).strip(), en=str(said["en"]).strip())


def _number(path: Path, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _fault(path, f"{value!r}: 0 … 100")
    return float(value)


def _fault(path: Path, shape: str) -> LibraryError:
    return LibraryError(
        _("Evaluation sheet {file} cannot be used."),
        mend=_("Expected: {shape}"),
        where=str(path),
        code="bad-sheet",
        file=path.name,
        shape=shape,
    )
