"""Follow-ups and notes as the person at this machine enters them: commands and Python."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from kinerja_graph.accounts.database import AccountsDatabase
from kinerja_graph.analysis.record import record as read_record
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.follow_up import FollowUpFilter, FollowUpList, list_follow_ups
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.report_context import Audited
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow import follow_ups as use
from kinerja_graph.workflow.access import accounts_database, operating_system_user
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.follow_ups import FollowUpChange, FollowUpHistory, Note, NoteList
from kinerja_graph.workflow.follow_ups_audit import audit_follow_ups
from kinerja_graph.workflow.history import only_follow_ups
from kinerja_graph.workflow.rule_sets import read_rule_set


@dataclass(frozen=True, slots=True)
class LocalFollowUps:
    """The accounts database of this machine, used by whoever is at it."""

    settings: Settings
    accounts: AccountsDatabase

    def held(self, store: Store, edition: Edition) -> Audited:
        """Return the audit of an edition by the rules of its follow-ups."""
        return audit_follow_ups(store, edition, self.settings, self.accounts)

    def list(self, store: Store, edition: Edition, chosen: FollowUpFilter) -> FollowUpList:
        """List follow-ups, overdue ones first."""
        return list_follow_ups(self.held(store, edition).audit, chosen)

    def history(self, store: Store, edition: Edition, fingerprint: str) -> FollowUpHistory:
        """Return the follow-up of a finding, and how it got there.

        Raises:
            UsageError: none is recorded of such a finding.
        """
        return use.follow_up_history(self.accounts, self.held(store, edition).audit, fingerprint)

    def enter(
        self,
        store: Store,
        edition: Edition,
        fingerprint: str,
        *,
        rule: str | None = None,
        **change: str | None,
    ) -> None:
        """Enter a change (the fields of ``FollowUpChange``) of the follow-up of a finding.

        ``rule`` is that of the finding, if it is known.

        Raises:
            UsageError: there is no such finding, or a value cannot be used.
        """
        use.set_follow_up(
            self.accounts,
            edition,
            fingerprint,
            FollowUpChange(**change),
            who=operating_system_user(),
            audit=lambda: self.audit(store, edition, rule),
        )

    def audit(self, store: Store, edition: Edition, rule: str | None = None) -> Audit:
        """Return the audit of an edition, by one rule or by all."""
        rules = read_rule_set(self.settings, () if rule is None else (rule,))
        return audit_loaded(store, edition, AuditOptions(rules, only_follow_ups(()))).audit

    def write_note(self, store: Store, edition: Edition, record: str, text: str) -> Note:
        """Write a note on a record.

        Raises:
            UsageError: there is no such record, or the note is empty or too long.
        """
        label = read_record(store, edition, record).record.label
        who = operating_system_user()
        return use.add_note(self.accounts, edition.dataset, label, record, text, who=who)

    def notes(self, store: Store, edition: Edition, record: str | None) -> NoteList:
        """Return the notes on a record, or on all records, newest first.

        Raises:
            UsageError: there is no such record.
        """
        label = None if record is None else read_record(store, edition, record).record.label
        found = use.notes_of(self.accounts, edition.dataset, label, record)
        return NoteList(edition.dataset, found)


@contextmanager
def local_follow_ups(settings: Settings) -> Generator[LocalFollowUps]:
    """Open the accounts database of this machine, creating it if needed.

    Raises:
        AccountsError: it cannot be used.
    """
    with accounts_database(settings) as accounts:
        yield LocalFollowUps(settings, accounts)
