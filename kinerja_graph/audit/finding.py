"""What an audit gives: findings, how each rule ran, and the sum of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.library.rules import SEVERITIES, ParameterValue, Severity
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.origin import told_place
from kinerja_graph.numbers import finite
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text, _

FindingStatus = Literal["new", "existing", "waived"]
RunStatus = Literal["ran", "not-applicable", "failed"]
FINGERPRINT_LENGTH: Final = 24
_EDITION: Final = _("edition {edition}")
_BASELINE: Final = _("the baseline")
_OF_FILE: Final = _("{value}")
_OF_DAY: Final = _("of {value}")
_SET_BY: Final = _("set by {value}")
SortKey = tuple[int, str, str, tuple[bool, str], str]


@json_keys("label", "id", "name")
@dataclass(frozen=True, slots=True)
class Thing:
    """What a finding is about: a record, the ``Dataset``, or (label None) an id of no record."""

    label: str | None
    id: str
    name: str | None

    @property
    def is_dataset(self) -> bool:
        """Whether it is the dataset, and no record."""
        return self.label == "Dataset"


@json_keys(
    "rule", "severity", "fingerprint", "status", "subject", "other", "agency", "cut_off", "message",
    "remediation", "path", "origin", "source", "references", "data=facts", optional=("waiver",),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault in one plan.

    Attributes:
        rule: what found it.
        severity: how grave it is.
        fingerprint: the same for the same fault in every edition, after a rename or a reload.
        status: ``new`` unless a baseline or a waiver knows it.
        subject: the thing at fault.
        other: the far end, where it is about a link; else None.
        agency: smallest id of the subject's agencies, or None.
        cut_off: results and tasks that hang below the break; None for rules that count none.
        message: what is wrong, its facts filled in.
        remediation: what to do about it, likewise.
        path: ids to show: subject, then other; for circles and groups all, sorted.
        origin: place of the subject in the input, or of the cell at fault where a lenient load
            kept it; None for the dataset.
        source: the place that the subject was imported from; None where its source is no place.
        line: the line of the file on which the row of ``origin`` begins; None where unknown.
        references: what the rule stands on.
        data: further facts by name.
        members: of the finding that says that something is absent altogether, the ids (subject,
            other) of all that lack it; else none.
        waiver: who accepted it, why and until when; None unless ``status`` is ``waived``.

    >>> from kinerja_graph import Plan
    >>> finding = Plan.load("examples/slides").audit("missing-polarity").answer.findings[0]
    >>> finding.subject.label, finding.severity, finding.status
    ('Dataset', 'error', 'new')
    """

    rule: str
    severity: Severity
    fingerprint: str
    subject: Thing
    other: Thing | None
    agency: str | None
    cut_off: int | None
    message: Text
    remediation: Text
    path: tuple[str, ...]
    origin: str | None
    references: tuple[str, ...]
    data: Mapping[str, Any]
    members: tuple[tuple[str, str | None], ...] = ()
    status: FindingStatus = "new"
    waiver: Waiver | None = None
    source: str | None = None
    line: int | None = None

    @property
    def facts(self) -> Mapping[str, Any]:
        """Further facts by name; a number that JSON lacks is null."""
        found: Mapping[str, Any] = finite(self.data)
        return found

    @property
    def place(self) -> str | None:
        """Where people find it: the planner's own cell, then the row that was read."""
        return told_place(self.origin, self.source)

    @property
    def affected(self) -> int:
        """How many things are at fault: one, or all that lack what is absent altogether."""
        return len(self.members) or 1

    @property
    def sort_key(self) -> SortKey:
        """Severity (error first), rule, subject id, other id (absent first), by code point.

        The label settles what is left: an id of no record may be that of a record elsewhere.
        """
        other = self.other
        return (
            SEVERITIES.index(self.severity),
            self.rule,
            self.subject.id,
            (other is not None, "" if other is None else other.id),
            self.subject.label or "",
        )


@json_keys("severity", "off", "reason", name="RuleChange")
@dataclass(frozen=True, slots=True)
class Change:
    """What a user decided of a rule: another severity, or that it is off; and why.

    Attributes:
        severity: the rule's own, before the change.
    """

    severity: Severity
    off: bool
    reason: str


@json_keys(
    "id", "severity", "population", "findings", "milliseconds", "status", "why",
    optional=("changed",),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRun:
    """How one rule went.

    Attributes:
        population: how many things were looked at; 0 where the rule did not apply or failed.
        findings: how many findings it gave.
        milliseconds: time of its statements.
        why: why it did not apply, or failed; None where it ran.
        changed: what the user decided of it; None where nothing.
    """

    id: str
    severity: Severity
    status: RunStatus
    population: int = 0
    findings: int = 0
    milliseconds: float = 0.0
    why: Text | None = None
    changed: Change | None = None


@json_keys("edition", "baseline", "date=day", "set_by=by")
@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWith:
    """What findings were compared with: another edition, or a baseline.

    Attributes:
        edition: the edition; None for a baseline.
        baseline: the name of the baseline's file; None for an edition, and for a baseline that the
            service keeps.
        day: since when the baseline says what it says, 2026-11-25; None for an edition, and where
            the file does not tell.
        by: who set the baseline of the service.
    """

    edition: str | None = None
    baseline: str | None = None
    day: str | None = None
    by: str | None = None

    @property
    def called(self) -> Text:
        """It, in the words of a sentence.

        >>> ComparedWith(edition="2026-murni").called.say("en")
        'edition 2026-murni'
        >>> ComparedWith(baseline="known.yaml", day="2026-11-25").called.say("en")
        'the baseline known.yaml of 2026-11-25'
        """
        if self.edition is not None:
            return _EDITION.filled(edition=self.edition)
        facts = (_OF_FILE, self.baseline), (_OF_DAY, self.day), (_SET_BY, self.by)
        parts = [
            _BASELINE,
            *(word.filled(value=value) for word, value in facts if value is not None),
        ]
        return Text(id=" ".join(part.id for part in parts), en=" ".join(part.en for part in parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A finding that was known and is gone.

    Attributes:
        severity: that of its rule; None where this is not known.
        subject: what it was about.
        other: the far end, where it was about a link; else None.
    """

    rule: str
    severity: str | None
    fingerprint: str
    subject: Thing
    other: Thing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCounts:
    """How many contributions of an edition the plan states, and how many are only nesting."""

    stated: int = 0
    nesting: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.stated + self.nesting


@dataclass(frozen=True, slots=True)
class Overview:
    """What an audit comes to.

    Attributes:
        links: on what the contributions stand that the audit walks.
    """

    links: LinkCounts


@json_keys(
    "dataset", "edition", "engine", "rules", "findings", "resolved=gone", "summary=counts",
    "overview", "compared_with", optional=("waivers", "parameters=parameters_set"),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """All rules over one edition.

    Where findings were compared, only new ones count for the exit code.

    Attributes:
        engine: which engine answered.
        rules: how each rule went, by id.
        findings: by severity, rule and subject (``sort_key``).
        links: contributions by what they stand on.
        gone: what was found in what the findings were compared with, and is gone.
        compared_with: with what the findings were compared; None where with nothing: all of them
            are new then.
        waivers: what became of each waiver, in the order of their file; None where none were given.
        parameters: the rule parameters that the user set, by name.

    >>> from kinerja_graph import Plan
    >>> audit = Plan.load("examples/slides").audit("orphan-indicator").answer
    >>> [(rule.id, rule.status) for rule in audit.rules], audit.failed
    ([('orphan-indicator', 'ran')], ())
    """

    dataset: str
    edition: str
    engine: EngineInfo
    rules: tuple[RuleRun, ...]
    findings: tuple[Finding, ...]
    links: LinkCounts = LinkCounts()
    gone: tuple[Resolved, ...] = ()
    compared_with: ComparedWith | None = None
    waivers: tuple[WaiverUse, ...] | None = None
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict[str, ParameterValue])

    @property
    def with_baseline(self) -> bool:
        """Whether the findings were compared, with a baseline or with another edition."""
        return self.compared_with is not None

    @property
    def parameters_set(self) -> Mapping[str, ParameterValue] | None:
        """The rule parameters that the user set, by name; None where there are none."""
        return self.parameters or None

    @property
    def overview(self) -> Overview:
        """What it comes to."""
        return Overview(self.links)

    @property
    def counts(self) -> Mapping[str, int]:
        """Findings by severity and status; what is waived counts only as waived."""
        return self.summary()

    def summary(self) -> dict[str, int]:
        """Findings by severity and status; what is waived counts only as ``waived``."""
        counted = [finding for finding in self.findings if finding.status != "waived"]
        severities = Counter(finding.severity for finding in counted)
        statuses = Counter(finding.status for finding in self.findings)
        return {severity: severities[severity] for severity in SEVERITIES} | {
            "new": statuses["new"],
            "existing": statuses["existing"],
            "resolved": len(self.gone),
            "waived": statuses["waived"],
        }

    @property
    def failed(self) -> tuple[RuleRun, ...]:
        """The rules that failed; any of them makes the audit no clean one."""
        return tuple(run for run in self.rules if run.status == "failed")


def fingerprint(
    rule: str,
    dataset: str,
    subject_id: str,
    other_id: str | None,
    *,
    is_dataset: bool = False,
) -> str:
    """What makes a finding the same finding next year: 24 hexadecimal digits of a SHA-256.

    The digest is taken over the JSON list of the four values in UTF-8, without white space; an
    absent ``other_id`` is null. A subject that has the dataset's id and is not the dataset
    (``is_dataset``) has one value more, ``"record"``. Decision 0031.

    >>> fingerprint("detached-task", "kota-contoh", "T-1", None)
    '4b5662884ead7ef96c4ab7e4'
    """
    values = [rule, dataset, subject_id, other_id]
    if subject_id == dataset and not is_dataset:
        values.append("record")
    canonical = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:FINGERPRINT_LENGTH]
