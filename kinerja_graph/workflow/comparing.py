"""``compare``: two editions, or an edition and a file, with the findings that come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kinerja_graph.analysis.comparison import Comparison
from kinerja_graph.analysis.comparison import compare as compare_editions
from kinerja_graph.audit.changes import FindingChanges, came_and_went
from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.errors import AuditError
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.model.problem import Problem
from kinerja_graph.report.change_classes import ChangeClasses, classify
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Progress, silent, temporary_snapshot
from kinerja_graph.store.snapshots import chosen, every_edition, refuse_others
from kinerja_graph.texts import _
from kinerja_graph.workflow.document_rules import run_rule_set
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.reading import ReadOptions, read_accepted
from kinerja_graph.workflow.rule_sets import default_rule_set


@json_keys("*finding", "record_added")
@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding that only the later edition has.

    Attributes:
        record_added: whether its subject was added in that edition.
    """

    finding: Finding
    record_added: bool


@json_keys("*finding", "status", "record_removed")
@dataclass(frozen=True, slots=True)
class GoneFinding:
    """A finding that only the earlier edition has.

    Attributes:
        record_removed: whether its subject was removed in the later edition.
        status: always ``resolved``.
    """

    finding: Finding
    record_removed: bool
    status: Literal["resolved"] = "resolved"


@json_keys("*changes", optional=("findings_new", "findings_gone", "findings", "classes"))
@dataclass(frozen=True, slots=True)
class Compared:
    """The differences of the later edition; findings and classes only with an audit of both.

    Attributes:
        problems: what is wrong with a file that took the place of the later edition.
        findings: the findings that come and go; None without an audit of both.
    """

    changes: Comparison
    findings: FindingChanges | None
    problems: tuple[Problem, ...] = ()

    @property
    def classes(self) -> ChangeClasses | None:
        """What the changes do to each record."""
        if self.findings is None:
            return None
        return classify(self.changes, self.findings.broken, self.findings.fixed)

    @property
    def findings_new(self) -> tuple[NewFinding, ...] | None:
        """The findings that only the later edition has."""
        if self.findings is None:
            return None
        added = self.changes.added
        return tuple(NewFinding(one, one.subject.id in added) for one in self.findings.come)

    @property
    def findings_gone(self) -> tuple[GoneFinding, ...] | None:
        """The findings that only the earlier edition has."""
        if self.findings is None:
            return None
        removed = self.changes.removed
        return tuple(GoneFinding(one, one.subject.id in removed) for one in self.findings.go)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file, in place of the later edition.

    Attributes:
        path: where it is.
        how: how it is read; its dataset is that of the earlier edition, whatever is given here.
        settings: the limits of what is read.
        progress: called while it is put into its snapshot.
    """

    path: Path
    how: ReadOptions
    settings: Settings
    progress: Progress = silent


def compare(
    store: Store,
    sides: tuple[EditionRef, EditionRef | PlanFile],
    *,
    rule_set: RuleSet | None = None,
    audited: bool = True,
    found: Iterable[Edition] | None = None,
    progress: AuditProgress | None = None,
) -> Compared:
    """Compare two editions of one dataset, or an edition with a file, of which nothing is kept.

    Args:
        store: the graph.
        sides: the earlier edition, and the later one or a file.
        rule_set: the rules by which both are audited; None for the built-in rules.
        audited: whether to audit them at all.
        found: all editions, if they were read already.
        progress: called before each rule.

    Raises:
        InputRefused: the file has errors.
        UsageError: there is no such dataset or edition.
        EditionGone: one of them was removed while it was read.
        StoreError: the database failed.
        AuditError: a rule failed, so that new findings cannot be told.
    """
    listed = refuse_others(every_edition(store) if found is None else found)
    before, after = sides
    old = chosen(listed, before, option="E1")
    if isinstance(after, EditionRef):
        new = chosen(listed, after, option="E2")
        with checking_editions(store, old, new):
            return compare_found(
                store, (old, new), rule_set=rule_set, audited=audited, progress=progress
            )
    how = replace(after.how, dataset=old.dataset)
    reading, cascade = read_accepted(after.path, after.settings, how)
    with (
        temporary_snapshot(
            store, cascade, settings=after.settings, progress=after.progress
        ) as snapshot,
        checking_editions(store, old),
    ):
        both = (old, snapshot.edition)
        answer = compare_found(store, both, rule_set=rule_set, audited=audited, progress=progress)
    return replace(answer, problems=reading.problems)


def names_file(found: Iterable[Edition], before: EditionRef, name: str) -> bool:
    """Return whether ``name`` means a file to compare with: no edition beside ``before`` has it.

    A name that is neither that of an edition nor a path is that of a missing edition.

    Raises:
        UsageError: there is no edition ``before``.
    """
    listed = refuse_others(found)
    old = chosen(listed, before, option="E1")
    if any(item.dataset == old.dataset and item.edition == name for item in listed):
        return False
    return Path(name).name != name or name.startswith("./") or Path(name).exists()


def compare_found(
    store: Store,
    found: tuple[Edition, Edition],
    *,
    rule_set: RuleSet | None = None,
    audited: bool = True,
    audit_of: Callable[[Edition], Audit] | None = None,
    progress: AuditProgress | None = None,
) -> Compared:
    """Do the same as ``compare`` for two editions that were read already, the earlier first.

    ``audit_of`` returns an existing audit of an edition, made by ``rule_set``.

    Raises:
        StoreError: the database failed.
        AuditError: a rule failed, so that new findings cannot be told.
    """
    changes = compare_editions(store, *found)
    if not audited:
        return Compared(changes, None)
    decided = rule_set or default_rule_set()

    def run_audit(edition: Edition) -> Audit:
        if audit_of is not None:
            return audit_of(edition)
        return run_rule_set(store, edition, decided, store.engine, progress=progress)

    audits = [_require_complete(run_audit(one), one) for one in found]
    return Compared(changes, came_and_went(*audits))


def _require_complete(audit: Audit, edition: Edition) -> Audit:
    if audit.failed:
        raise AuditError(
            _("Findings cannot be compared; rules failed: {rules}."),
            mend=_("Try again, or compare without findings: --no-findings"),
            where=f"{edition.dataset} {edition.edition}",
            rules=", ".join(run.id for run in audit.failed),
        )
    return audit
