"""The result of an audit: findings, the outcome of each rule, and a summary."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal, Self

from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.library.rules import SEVERITIES, ParameterValue, Severity
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.library.words import SEVERITY_NAMES
from kinerja_graph.model.completeness import Completeness
from kinerja_graph.model.origin import describe_place
from kinerja_graph.numbers import finite
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text, _

FindingStatus = Literal["new", "existing", "waived"]
RunStatus = Literal["ran", "not-applicable", "failed"]
FollowUpState = Literal["open", "in-progress", "done"]
FollowUpOutcome = Literal["still-found", "waived", "gone", "removed", "not-checked"]
FINGERPRINT_LENGTH: Final = 24
MOST_BREAKS: Final = 5
CIRCLE: Final = "contribution-cycle"
"""The rule whose ``cut_off`` counts what leads into a circle: nothing is cut off by it."""
_EDITION: Final = _("edition {edition}")
_BASELINE: Final = _("the baseline")
_OF_FILE: Final = _("{value}")
_OF_DAY: Final = _("of {value}")
_SET_BY: Final = _("set by {value}")
_OFF: Final = _("Switched off: {reason}")
_REGRADED: Final = _("Severity {now} instead of {own}: {reason}")
SortKey = tuple[int, str, str, tuple[bool, str], str]


@json_keys("label", "id", "name", name="Thing")
@dataclass(frozen=True, slots=True)
class FindingSubject:
    """What a finding is about: a record, the ``Dataset``, or (label None) an unknown id."""

    label: str | None
    id: str
    name: str | None

    @property
    def is_dataset(self) -> bool:
        """Whether it is the dataset rather than a record."""
        return self.label == "Dataset"


@json_keys("id", "name", "agency", "origin", "source")
@dataclass(frozen=True, slots=True)
class GroupMember:
    """One of several records that are at fault together.

    Attributes:
        agency: smallest id of its agencies, or None.
        origin: the row to correct: that of its contribution within the group if that stands in
            another row than the record, else the record's.
        source: the place that it was imported from; None if its source is not a place.
    """

    id: str
    name: str | None
    agency: str | None
    origin: str | None
    source: str | None

    @property
    def place(self) -> str | None:
        """Where people find it: the planner's own cell, then the row that was read."""
        return describe_place(self.origin, self.source)


@json_keys(
    "state", "person", "due", "note", "set_by", "set_at", "outcome", "confirmed", "overdue",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpStatus:
    """What people say about a follow-up, and what an audit says about it.

    Attributes:
        state: as it was last recorded.
        person: who does it; None if nobody is named.
        due: until when; None if there is no date.
        note: what was last written about it.
        set_by: who recorded this, and when (``set_at``, UTC).
        outcome: ``still-found``; ``waived``: still found and accepted; ``gone`` from an audit later
            than the one it was recorded for; ``removed``: gone likewise, together with the record
            that it was about, which confirms nothing;
            ``not-checked`` by any such audit.
        overdue: whether it is past ``due`` and its finding is neither gone nor accepted.
    """

    state: FollowUpState
    person: str | None = None
    due: date | None = None
    note: str | None = None
    set_by: str
    set_at: str
    outcome: FollowUpOutcome = "not-checked"
    overdue: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether it was said to be done and the finding is gone."""
        return self.state == "done" and self.outcome == "gone"

    @property
    def is_settled(self) -> bool:
        """Whether its finding is gone from a later audit, with its record or without."""
        return self.outcome in ("gone", "removed")


@json_keys("fingerprint", "rule", "subject", "other", "agency", "*status")
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The follow-up of one finding, which survives new editions as its fingerprint does.

    Attributes:
        fingerprint: that of the finding.
        rule: its rule.
        subject: what it is about, as it was called when the follow-up was opened.
        other: the far end, if it is about a link; else None.
        agency: the agency of the finding, or None.
        dataset: the government.
        years: those in which something is missing everywhere; None for other findings.
        found_in: the edition in which it was found when the follow-up was opened, when that was
            loaded (``found_at``, UTC), and its ``found_scope``.
        status: state, person, date and note, and what the audit says.
    """

    fingerprint: str
    rule: str
    subject: FindingSubject
    other: FindingSubject | None
    agency: str | None
    status: FollowUpStatus
    dataset: str
    years: tuple[int, ...] | None = None
    found_in: str
    found_at: str
    found_scope: str

    @property
    def sort_key(self) -> tuple[bool, bool, date, str, str, str]:
        """Overdue ones first, then those with a finding, by date (none last), rule and ids."""
        other = "" if self.other is None else self.other.id
        settled = self.status.is_settled
        due = self.status.due or date.max
        return not self.status.overdue, settled, due, self.rule, self.subject.id, other


@json_keys(
    "rule", "severity", "fingerprint", "status", "subject", "other", "agency", "cut_off", "message",
    "remediation", "path", "origin", "source", "references", "data=facts",
    optional=("written_in", "group", "waiver", "follow_up"),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault in one plan.

    Attributes:
        rule: the rule that found it.
        severity: how grave it is.
        fingerprint: identifies the same fault in every edition, after a rename or a reload.
        status: ``new`` unless it is in a baseline or covered by a waiver.
        subject: the thing at fault.
        other: the far end, if it is about a link; else None.
        agency: smallest id of the subject's agencies, or None.
        concerned: the other agencies that have to know of it: those of the far end and of its
            ``group``, and where the subject has none, those that own the results right above it;
            by id.
        cut_off: results and tasks below the break; None for rules that do not count them.
        message: what is wrong, with its facts filled in.
        remediation: what to do about it, likewise.
        path: ids to show: subject, then other; for cycles and groups all, sorted.
        origin: the subject's place in the input, or that of the faulty cell if a lenient load
            kept it; None for the dataset.
        source: the place that the subject was imported from; None if its source is not a place.
        written_in: where the contribution or the value that is to be corrected is written, or the
            row below which a missing value is to be added, if that is another row than the
            subject's; else None.
        belongs_below: what is missing is a row to be added below the one of ``written_in``.
        line: the line of the file on which the row of ``origin`` begins; None if unknown.
        references: what the rule is based on.
        data: further facts by name.
        members: for an aggregate finding, the ids (subject, other) of everything that lacks
            something; else empty.
        group: the others of a circle, or of records that are alike, in the order of ``path``;
            None for a fault of one record or link.
        waiver: who accepted it, why and until when; None unless ``status`` is ``waived``.
        years: the years that it names, whether they are in ``data`` or in its sentences alone.
        lacks_top: it is about one of the highest results of a plan that has no level 0.
        document: the document in which its subject stands, of a rule about several documents.
        follow_up: what is done about it; None if nothing is recorded.
        stems_from: where it only follows if these lead nowhere: each result or task by its own id
            and by that of the objective that it measures.
        levels: those of the subject and of the far end; None where unknown, or no result.
        unread: the headings of what could not be read, each with the form of what stands there.

    >>> from kinerja_graph import Plan
    >>> finding = Plan.load("examples/slides").audit("missing-polarity").answer.findings[0]
    >>> finding.subject.label, finding.severity, finding.status
    ('Dataset', 'error', 'new')
    """

    rule: str
    severity: Severity
    fingerprint: str
    subject: FindingSubject
    other: FindingSubject | None
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
    follow_up: FollowUpStatus | None = None
    source: str | None = None
    written_in: str | None = None
    belongs_below: bool = False
    line: int | None = None
    years: tuple[int, ...] = ()
    concerned: tuple[str, ...] = ()
    group: tuple[GroupMember, ...] | None = None
    lacks_top: bool = False
    document: str | None = None
    stems_from: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    levels: tuple[int | None, int | None] = (None, None)

    @property
    def facts(self) -> Mapping[str, Any]:
        """Further facts by name; a number that JSON cannot represent is null."""
        found: Mapping[str, Any] = finite(self.data)
        return found

    @property
    def row(self) -> str | None:
        """The row to correct: that of the contribution or value, else the subject's."""
        return self.written_in or self.origin

    @property
    def place(self) -> str | None:
        """Where people find it: the planner's own cell, then the row that was read."""
        return describe_place(self.row, self.source)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Its own agency, then those of its group; empty if there are none."""
        named = [self.agency, *(one.agency for one in self.group or ())]
        return tuple(dict.fromkeys(one for one in named if one is not None))

    def is_of(self, agency: str) -> bool:
        """Whether it is on the list of ``agency``: it is theirs, or concerns them."""
        return agency == self.agency or agency in self.concerned

    @property
    def is_circle(self) -> bool:
        """Whether what is below it leads into a circle, and is not cut off."""
        return self.rule == CIRCLE

    @property
    def affected(self) -> int:
        """How many things are at fault: one, or all members of an aggregate finding."""
        return len(self.members) or 1

    @property
    def weight(self) -> tuple[int, int]:
        """Severity (error first), then what is below it, the most first."""
        return SEVERITIES.index(self.severity), -(self.cut_off or 0)

    @property
    def sort_key(self) -> SortKey:
        """Severity (error first), rule, subject id, other id (absent first), by code point.

        The label breaks remaining ties: an unknown id may be that of a record elsewhere.
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
    """What a user decided about a rule: another severity, or that it is off; and why.

    Attributes:
        severity: the rule's own, before the change.
        off: whether the rule is off.
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
    """The outcome of one rule.

    Attributes:
        population: how many things were checked; 0 if the rule did not apply or failed.
        findings: the number of findings.
        milliseconds: the time taken by its statements.
        why: why it did not apply, or failed; None if it ran.
        changed: what the user decided about it; None if nothing.
        status: ``ran``, ``not-applicable`` or ``failed``.
    """

    id: str
    severity: Severity
    status: RunStatus
    population: int = 0
    findings: int = 0
    milliseconds: float = 0.0
    why: Text | None = None
    changed: Change | None = None

    @property
    def decision(self) -> Text | None:
        """What the user decided of the rule, and why, in words; None where nothing.

        >>> change = Change("error", off=False, reason="still being drafted")
        >>> decision = RuleRun(id="a-rule", severity="info", status="ran", changed=change).decision
        >>> decision and decision.say("en")
        'Severity info instead of error: still being drafted'
        """
        if self.changed is None:
            return None
        if self.changed.off:
            return _OFF.filled(reason=self.changed.reason)
        own, now = SEVERITY_NAMES[self.changed.severity], SEVERITY_NAMES[self.severity]
        return _REGRADED.filled(own=own, now=now, reason=self.changed.reason)


@json_keys("edition", "baseline", "date=day", "set_by=by")
@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWith:
    """What findings were compared with: another edition, or a baseline.

    Attributes:
        edition: the edition; None for a baseline.
        baseline: the name of the baseline's file; None for an edition, and for a baseline stored
            by the service.
        day: when the baseline last changed, such as 2026-11-25; None for an edition, and if the
            file does not say.
        by: who set the baseline of the service.
    """

    edition: str | None = None
    baseline: str | None = None
    day: str | None = None
    by: str | None = None

    @property
    def called(self) -> Text:
        """Its name within a sentence.

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
        severity: that of its rule; None if unknown.
        subject: what it was about.
        other: the far end, if it was about a link; else None.
    """

    rule: str
    severity: str | None
    fingerprint: str
    subject: FindingSubject
    other: FindingSubject | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCounts:
    """How many contributions of an edition the plan states, and how many are only nesting.

    Attributes:
        stated: contributions that the plan states.
        nesting: contributions drawn from the nesting of an imported sheet.
    """

    stated: int = 0
    nesting: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.stated + self.nesting


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTotal:
    """What one rule comes to.

    Attributes:
        id: the rule.
        findings: how many, without waived ones.
        population: how many things were checked.
        share: findings / population, four decimals, at most 1; 1 if all is at fault.
        cut_off: the sum of theirs; None if the rule does not count them.
    """

    id: str
    findings: int
    population: int
    share: float
    cut_off: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTotal:
    """The findings of one agency by severity, without waived ones; ``id`` None: of no agency.

    Attributes:
        error: number of errors.
        warning: number of warnings.
        info: number of infos.
    """

    id: str | None
    error: int
    warning: int
    info: int


@json_keys("breaks=fingerprints", "links", "rules", "agencies")
@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What an audit comes to; waived findings are left out.

    Attributes:
        breaks: the findings that cut off most, the largest first; at most ``MOST_BREAKS``.
        cutting: how many findings cut something off.
        links: on what the contributions stand that the audit walks.
        rules: those with findings, by severity, what they cut off, and their share.
        agencies: those that findings name, the worst first; findings of none come last.
    """

    breaks: tuple[Finding, ...]
    cutting: int
    links: LinkCounts
    rules: tuple[RuleTotal, ...]
    agencies: tuple[AgencyTotal, ...]

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Fingerprints of the findings that cut off most, the largest first; at most five."""
        return tuple(finding.fingerprint for finding in self.breaks)

    @classmethod
    def of(cls, audit: Audit) -> Self:
        """Add up the findings of ``audit``."""
        counted = [finding for finding in audit.findings if finding.status != "waived"]
        cutting = [finding for finding in counted if finding.cut_off]
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        by_agency: dict[str | None, Counter[Severity]] = defaultdict(Counter)
        for finding in counted:
            by_rule[finding.rule].append(finding)
            by_agency[finding.agency][finding.severity] += 1
        populations = {run.id: run.population for run in audit.rules}
        totals = [_total(one, populations.get(one, 0), found) for one, found in by_rule.items()]
        return cls(
            breaks=tuple(sorted(cutting, key=_by_cut_off)[:MOST_BREAKS]),
            cutting=len(cutting),
            links=audit.links,
            rules=tuple(sorted(totals, key=lambda one: _by_weight(by_rule[one.id][0], one))),
            agencies=tuple(
                AgencyTotal(id=one, error=n["error"], warning=n["warning"], info=n["info"])
                for one, n in sorted(by_agency.items(), key=_by_severities)
            ),
        )


def share_found(found: Sequence[Finding], population: int) -> Fraction:
    """Return what share of a rule's population its findings ``found`` are, from 0 to 1, exactly.

    A finding on the dataset says that everything is at fault; so do findings of a rule that counts
    no population, which only a lenient load makes.
    """
    of_all = any(finding.subject.is_dataset for finding in found)
    return share_of(len(found), population, of_all=of_all)


def share_of(number: int, population: int, *, of_all: bool) -> Fraction:
    """Return what share ``number`` findings are, as ``share_found``; ``of_all``: one is on all."""
    if not number:
        return Fraction(0)
    if population == 0 or of_all:
        return Fraction(1)
    return min(Fraction(number, population), Fraction(1))


def _total(rule: str, population: int, found: Sequence[Finding]) -> RuleTotal:
    cut_off = [finding.cut_off for finding in found if finding.cut_off is not None]
    return RuleTotal(
        id=rule,
        findings=len(found),
        population=population,
        share=round(float(share_found(found, population)), 4),
        cut_off=sum(cut_off) if cut_off else None,
    )


def break_order(
    cut_off: int | None, rule: str, subject: str, other: str | None
) -> tuple[int, str, str, tuple[bool, str]]:
    """Return a sort key of breaks: the largest first, then rule, subject and other id."""
    return -(cut_off or 0), rule, subject, (other is not None, other or "")


def _by_cut_off(finding: Finding) -> tuple[tuple[int, str, str, tuple[bool, str]], str]:
    other = None if finding.other is None else finding.other.id
    order = break_order(finding.cut_off, finding.rule, finding.subject.id, other)
    return order, finding.subject.label or ""


def _by_weight(finding: Finding, total: RuleTotal) -> tuple[int, int, float, str]:
    severity = SEVERITIES.index(finding.severity)
    return severity, -(total.cut_off or 0), -total.share, total.id


def _by_severities(
    item: tuple[str | None, Counter[Severity]],
) -> tuple[bool, tuple[int, ...], str]:
    agency, numbers = item
    return agency is None, tuple(-numbers[severity] for severity in SEVERITIES), agency or ""


@json_keys(
    "dataset", "edition", "engine", "rules", "findings=listed", "resolved=gone", "summary=counts",
    "overview", "compared_with",
    optional=(
        "completeness", "waivers", "parameters=parameters_set", "listed_agencies=agencies_listed",
        "follow_ups=follow_ups_listed",
    ),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The result of all rules for one edition.

    If findings were compared, only new ones count for the exit code.

    Attributes:
        engine: the engine that answered.
        rules: the outcome of each rule, sorted by id.
        findings: sorted by severity, rule and subject (``sort_key``).
        links: contributions by basis.
        gone: findings of the earlier state that are no longer found.
        compared_with: what the findings were compared with; None if nothing: then all are new.
        waivers: the state of each waiver, in the order of their file; None if none were given.
        parameters: the rule parameters that the user set, by name.
        listed_agencies: the agencies whose findings answers list; empty: all findings. Summary,
            overview and exit code are those of the whole audit all the same.
        mends: how to fix the findings of a rule in general, with the planner's headings, by rule.
        completeness: how much of the cascade is whole; None if it was not measured.
        follow_ups: the follow-ups of the dataset, overdue ones first.

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
    mends: Mapping[str, Text] = field(default_factory=dict[str, Text])
    listed_agencies: tuple[str, ...] = ()
    completeness: Completeness | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def listed(self) -> tuple[Finding, ...]:
        """Sorted by severity, rule and subject: all, or those of the agencies chosen."""
        if not self.listed_agencies:
            return self.findings
        return tuple(one for one in self.findings if one.agency in self.listed_agencies)

    @property
    def follow_ups_listed(self) -> tuple[FollowUp, ...] | None:
        """The follow-ups of the dataset, overdue ones first; None if there are none."""
        if not self.listed_agencies:
            return self.follow_ups or None
        found = tuple(one for one in self.follow_ups if one.agency in self.listed_agencies)
        return found or None

    @property
    def agencies_listed(self) -> tuple[str, ...] | None:
        """The agencies whose findings are listed; None if all findings are."""
        return self.listed_agencies or None

    @property
    def with_baseline(self) -> bool:
        """Whether the findings were compared, with a baseline or with another edition."""
        return self.compared_with is not None

    @property
    def parameters_set(self) -> Mapping[str, ParameterValue] | None:
        """The rule parameters that the user set, by name; None if there are none."""
        return self.parameters or None

    @property
    def overview(self) -> Overview:
        """What the audit comes to."""
        return Overview.of(self)

    def worst_first(self, findings: Iterable[Finding]) -> list[Finding]:
        """Sort for people: by severity, what is below, and then as ``overview`` sorts the rules.

        Programs are given the order of ``findings``, in which two audits are compared.
        """
        order = self._order_of_rules()
        return sorted(findings, key=lambda one: (*one.weight, order(one), one.sort_key))

    def rules_worst_first(self, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
        """Group by rule, the rules as in ``overview``, and each of them ``worst_first``."""
        order = self._order_of_rules()
        groups: dict[str, list[Finding]] = {}
        for one in sorted(findings, key=lambda one: (order(one), one.weight, one.sort_key)):
            groups.setdefault(one.rule, []).append(one)
        return groups

    def _order_of_rules(self) -> Callable[[Finding], tuple[int, int, str]]:
        """Return the sort key of the rule of a finding: one whose findings are waived is last."""
        places = {total.id: place for place, total in enumerate(self.overview.rules)}
        last = len(places)
        return lambda one: (one.weight[0], places.get(one.rule, last), one.rule)

    @property
    def counts(self) -> Mapping[str, int]:
        """Findings by severity and status; waived ones count only as waived."""
        return self.summary()

    def summary(self) -> dict[str, int]:
        """Return findings by severity and status; waived ones count only as ``waived``."""
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
        """The rules that failed; with any of them the audit is not clean."""
        return tuple(run for run in self.rules if run.status == "failed")


def fingerprint(
    rule: str,
    dataset: str,
    subject_id: str,
    other_id: str | None,
    *,
    is_dataset: bool = False,
) -> str:
    """Return what identifies a finding across editions: 24 hexadecimal digits of a SHA-256.

    The digest is computed over the JSON list of the four values in UTF-8, without white space; an
    absent ``other_id`` is null. A subject that has the dataset's id but is not the dataset
    (``is_dataset``) adds a fifth value, ``"record"``. Decision 0031.

    >>> fingerprint("detached-task", "kota-contoh", "T-1", None)
    '4b5662884ead7ef96c4ab7e4'
    """
    values = [rule, dataset, subject_id, other_id]
    if subject_id == dataset and not is_dataset:
        values.append("record")
    canonical = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:FINGERPRINT_LENGTH]
