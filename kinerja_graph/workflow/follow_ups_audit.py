"""Hold the follow-ups of a dataset against an audit by their rules alone."""

from __future__ import annotations

from typing import Final

from kinerja_graph.accounts.database import AccountsDatabase
from kinerja_graph.audit.follow_up import FollowUpList
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.report_context import Audited
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.tabulating import columns_of, csv_text, rows_of
from kinerja_graph.workflow.waivers import history_of_dataset

_NAME: Final = "follow-ups"


def audit_follow_ups(
    store: Store, edition: Edition, settings: Settings, accounts: AccountsDatabase
) -> Audited:
    """Audit an edition by the rules of its follow-ups, with the waivers in the accounts database.

    A follow-up of a rule that does not exist any more stays unchecked.

    Raises:
        StoreError: the database failed.
    """
    history = history_of_dataset(accounts, edition.dataset)
    every = read_rule_set(settings)
    rules = {one.rule for one in history.follow_ups}
    known = [rule.id for rule in every.library if rule.id in rules]
    if not known:  # no rule would mean all of them
        known = [rule.id for rule in every.library[:1]]
    return audit_loaded(store, edition, AuditOptions(read_rule_set(settings, known), history))


def follow_up_rows(found: FollowUpList) -> str:
    """Return a list of follow-ups as CSV."""
    data = as_json(found)
    rows = rows_of(_NAME, data)
    columns = [one for one in columns_of(_NAME, data, rows) if one != "other"]
    return csv_text(columns, rows)
