"""Configure the rules of an audit: parameters, severities and rules switched off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kinerja_graph.audit.finding import Audit, Change, RuleRun
from kinerja_graph.audit.matched import NO_DOCUMENTS, MatchedDocuments
from kinerja_graph.audit.run import AuditProgress, run
from kinerja_graph.errors import AuditError
from kinerja_graph.library.rules import ParameterValue, Rule, Severity
from kinerja_graph.library.statement import EngineInfo, Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True)
class Regrade:
    """A different severity for a rule, and the reason."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The configuration of the rules of an audit.

    Attributes:
        rules: the selected rules, with the severities of their files.
        parameters: values of rule parameters, by name; checked.
        regraded: different severities, by rule id.
        off: reasons why rules are switched off, by rule id.
        library: every available rule, including custom ones.
    """

    rules: tuple[Rule, ...]
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict[str, ParameterValue])
    regraded: Mapping[str, Regrade] = field(default_factory=dict[str, Regrade])
    off: Mapping[str, str] = field(default_factory=dict[str, str])
    library: tuple[Rule, ...] = ()

    @property
    def graded(self) -> tuple[Rule, ...]:
        """The rules with the severities that apply in this audit."""
        return tuple(
            replace(rule, severity=self.regraded[rule.id].severity)
            if rule.id in self.regraded
            else rule
            for rule in self.rules
        )

    def change(self, rule: Rule) -> Change | None:
        """Return what was decided about ``rule``; being off takes precedence over a severity."""
        if rule.id in self.off:
            return Change(rule.severity, off=True, reason=self.off[rule.id])
        regrade = self.regraded.get(rule.id)
        return None if regrade is None else Change(rule.severity, off=False, reason=regrade.reason)


def run_rule_set(
    reader: Reader,
    edition: Edition,
    rule_set: RuleSet,
    engine: EngineInfo,
    *,
    documents: MatchedDocuments = NO_DOCUMENTS,
    progress: AuditProgress | None = None,
) -> Audit:
    """Audit ``edition`` with the rule set ``rule_set``.

    A rule that is off runs no query; it is listed as not applicable, with the user's reason.
    ``documents`` are those of the edition, for the rules about them.

    Raises:
        Unavailable: the engine no longer answers.
    """
    graded = rule_set.graded
    wanted = [rule for rule in graded if rule.id not in rule_set.off]
    names = {name for rule in wanted for name in rule.parameters}
    values = {name: value for name, value in rule_set.parameters.items() if name in names}
    audit = run(
        reader, edition, wanted, engine,
        parameters=values, documents=documents, progress=progress,
    )  # fmt: skip
    changes = {rule.id: rule_set.change(rule) for rule in rule_set.rules}
    runs = [replace(one, changed=changes[one.id]) for one in audit.rules]
    runs += [_off(rule, changes[rule.id]) for rule in graded if rule.id in rule_set.off]
    return replace(
        audit, rules=tuple(sorted(runs, key=lambda one: one.id)), parameters=rule_set.parameters
    )


def complete(found: Audit) -> Audit:
    """Return ``found`` if every rule ran or had nothing to check.

    Raises:
        AuditError: a rule failed.
    """
    if not found.failed:
        return found
    raise AuditError(
        _("The audit is incomplete; rules failed: {rules}."),
        mend=_("Try again; if it keeps failing, report why the rule failed."),
        where=f"{found.dataset} {found.edition}",
        rules=", ".join(run.id for run in found.failed),
    )


def _off(rule: Rule, change: Change | None) -> RuleRun:
    run = RuleRun(id=rule.id, severity=rule.severity, status="not-applicable", changed=change)
    return replace(run, why=run.decision)
