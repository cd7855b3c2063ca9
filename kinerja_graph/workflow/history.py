"""What an audit is compared with: a baseline, another edition, waivers; and updating them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from kinerja_graph.audit.baseline import (
    BaselineFile,
    Known,
    baseline_text,
    known_of,
    read_baseline_file,
    updated,
)
from kinerja_graph.audit.finding import Audit, ComparedWith, FollowUp
from kinerja_graph.audit.follow_up import followed_up
from kinerja_graph.audit.history import A_BASELINE, compared, may_mean_the_dataset, waived
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.waiver import Waiver, read_waivers
from kinerja_graph.errors import AuditError, UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.library.queries import named
from kinerja_graph.library.references import resolve
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.tables import TABLE_OF
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import editions_beside, every_edition, named_beside
from kinerja_graph.texts import _
from kinerja_graph.workflow.document_rules import documents_of_audit, run_rule_set
from kinerja_graph.workflow.edition_cache import checking_editions

_IS_ID: Final = "analysis.selection:is_id"
_LABELS: Final = "analysis.selection:labels_of"
_LEAVE: Final = _("Leave one of them out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHistory:
    """The history for an audit, read before any query is run.

    Attributes:
        known: the entries of the baseline; None if there is none.
        beside: the baseline, as named in answers.
        waivers: None if none were given.
        today: the day on which waivers must be valid.
        since: the name of another edition of the dataset, whose findings count as known.
        other: that edition itself, if it was found already.
        baseline: the baseline file.
        update: whether to rewrite that file from this audit.
        follow_ups: what is done about findings, of this dataset and of others.
    """

    known: tuple[Known, ...] | None
    waivers: tuple[Waiver, ...] | None
    today: date
    beside: ComparedWith = A_BASELINE
    since: str | None = None
    other: Edition | None = None
    baseline: Path | None = None
    update: bool = False
    follow_ups: tuple[FollowUp, ...] = ()

    def resolve(self, store: Store, edition: Edition) -> AuditHistory:
        """Return a copy with the other edition resolved, if one is named.

        Raises:
            UsageError: the dataset of ``edition`` has no such edition.
            StoreError: the database failed.
        """
        if self.other is not None or self.since is None:
            return self
        beside = editions_beside(store, edition)
        other = named_beside(beside, edition, self.since, option="--since")
        return replace(self, other=other)

    def apply(
        self,
        store: Store,
        edition: Edition,
        audit: Audit,
        rule_set: RuleSet,
        *,
        audit_of: Callable[[Edition], Audit] | None = None,
    ) -> Audit:
        """Return the ``audit`` of ``edition``, compared with the history.

        Args:
            store: the graph.
            edition: the audited edition.
            audit: its audit by the rules of ``rule_set``, not compared with anything.
            rule_set: the rules by which the other edition is audited as well.
            audit_of: returns such an audit of an edition, if it exists already.

        Raises:
            UsageError: the dataset has no such other edition.
            AuditError: a rule failed for the other edition, so that nothing can be called new.
            StoreError: the database failed.
        """
        known, beside, other = self.known, self.beside, self.resolve(store, edition).other
        if other is not None:
            with checking_editions(store, other):
                made = (
                    audit_of(other)
                    if audit_of
                    else run_rule_set(store, other, rule_set, store.engine)
                )
            known, beside = known_of(_require_complete(made)), ComparedWith(edition=other.edition)
        if known is not None:
            audit = compared(audit, known, beside)
        if self.waivers is not None:
            rules = {rule.id: rule for rule in (*rule_set.library, *rule_set.rules)}.values()
            namesake = bool(may_mean_the_dataset(audit, self.waivers, rules)) and resolve(_IS_ID)(
                store, edition, edition.dataset
            )
            audit = waived(audit, self.waivers, rules, today=self.today, namesake=namesake)
        if self.follow_ups:
            audit = followed_up(
                audit,
                self.follow_ups,
                today=self.today,
                is_later=_later_than_found(store, edition),
                is_unread=_unread_where_found(store, edition, rule_set),
                is_removed=_removed_from(store, edition, self.follow_ups),
            )
        return audit

    def write_baseline(self, audits: Iterable[Audit]) -> Path | None:
        """Rewrite the baseline if requested; return its path.

        Incomplete audits are not stored. A file whose entries do not change keeps its date.

        Raises:
            UsageError: the file cannot be written.
        """
        told = list(audits)
        path = self.baseline
        if path is None or not self.update or any(audit.failed for audit in told):
            return None
        known = updated(self.known or (), told)
        day = self.beside.day if known == self.known else self.today.isoformat()
        write_whole(path, baseline_text(known, day))
        return path


def only_follow_ups(follow_ups: tuple[FollowUp, ...]) -> AuditHistory:
    """Return a history that holds nothing but follow-ups."""
    today = date.today()  # noqa: DTZ011  # the day where the user is
    return AuditHistory(known=None, waivers=None, today=today, follow_ups=follow_ups)


def _later_than_found(store: Store, edition: Edition) -> Callable[[FollowUp], bool]:
    """Return whether ``edition`` is later than the state in which a follow-up was recorded.

    It is if it is another load of the same edition, or an edition that was first loaded after that
    one; if that one was removed, an edition loaded since.
    """

    @cache
    def first_loads() -> dict[str, int]:
        beside = (one for one in every_edition(store) if one.dataset == edition.dataset)
        return {one.edition: one.first_loaded for one in beside}

    def is_later(one: FollowUp) -> bool:
        if one.found_in != edition.edition and one.found_in in first_loads():
            return edition.first_loaded > first_loads()[one.found_in]
        return edition.scope != one.found_scope and edition.loaded_at >= one.found_at

    return is_later


def _unread_where_found(
    store: Store, edition: Edition, rule_set: RuleSet
) -> Callable[[FollowUp], bool]:
    """Return whether a column that the rule of a follow-up asks for could not be read there."""

    @cache
    def unread() -> frozenset[tuple[object, object]]:
        rows = store.read(named("unread-cells"), scope=edition.scope)
        return frozenset((row["id"], row["heading"]) for row in rows)

    fields = {rule.id: rule.fields for rule in (*rule_set.library, *rule_set.rules)}

    def is_unread(one: FollowUp) -> bool:
        asked = fields.get(one.rule, ())
        return any((one.subject.id, column.name) in unread() for column in asked)

    return is_unread


def _removed_from(
    store: Store, edition: Edition, follow_ups: Iterable[FollowUp]
) -> Callable[[FollowUp], bool]:
    """Return whether ``edition`` no longer has the record that a follow-up is about."""

    @cache
    def kept() -> frozenset[tuple[str, str]]:
        mine = (one for one in follow_ups if one.dataset == edition.dataset)
        ids = {one.subject.id for one in mine}
        places = documents_of_audit(store, edition) or (edition,)
        labels: list[dict[str, str]] = [resolve(_LABELS)(store, one, ids) for one in places]
        return frozenset((label, id_) for one in labels for id_, label in one.items())

    def is_removed(one: FollowUp) -> bool:
        label = one.subject.label
        return label in TABLE_OF and (label, one.subject.id) not in kept()

    return is_removed


def _require_complete(other: Audit) -> Audit:
    """Return the audit of the other edition, which must be complete."""
    if other.failed:
        raise AuditError(
            _(
                "The audit of edition {edition}, to compare with, is incomplete; rules failed:"
                " {rules}."
            ),
            mend=_("Run kinerja audit --edition {edition} to see why."),
            where="--since",
            edition=other.edition,
            rules=", ".join(run.id for run in other.failed),
        )
    return other


def read_history(
    *,
    baseline: Path | None = None,
    update: bool = False,
    waivers: Path | None = None,
    since: str | None = None,
    today: date | None = None,
) -> AuditHistory:
    """Read the history from files; a baseline that will be written need not exist yet.

    Args:
        baseline: the baseline file.
        update: whether to rewrite that file from the audit.
        waivers: the file of waivers.
        since: another edition of the dataset, whose findings count as known.
        today: the day on which waivers must be valid.

    Raises:
        UsageError: options contradict each other, or a file is invalid.
    """
    if update and baseline is None:
        raise UsageError(
            _("--update-baseline does not name a file."),
            mend=_("Name it: --baseline F --update-baseline"),
            where="--update-baseline",
            code="baseline-needed",
        )
    if since is not None and baseline is not None:
        raise UsageError(
            _("--since and --baseline cannot be used together."),
            mend=_LEAVE,
            where="--since",
        )
    file: BaselineFile | None = None
    if baseline is not None and (not update or baseline.exists()):
        file = read_baseline_file(baseline)
    return AuditHistory(
        known=None if file is None else file.known,
        beside=ComparedWith(
            baseline=None if baseline is None else baseline.name,
            day=None if file is None else file.day,
        ),
        waivers=None if waivers is None else read_waivers(waivers),
        today=today or date.today(),  # noqa: DTZ011  # the day where the user is
        since=since,
        baseline=baseline,
        update=update,
    )
