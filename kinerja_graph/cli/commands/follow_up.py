"""``follow-up``: what is done about findings, and notes on records."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from kinerja_graph.analysis.record import record
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.follow_up import FollowUpFilter, list_follow_ups
from kinerja_graph.cli.commands.audit_answers import WRITTEN
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.follow_up_options import (
    FollowUpArgument,
    FollowUpArguments,
    FollowUpListOptions,
    NoteArguments,
    NotesArgument,
)
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.follow_up import history_parts, note_parts
from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.screen import width
from kinerja_graph.errors import UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.answers.follow_ups import follow_up_blocks
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import _
from kinerja_graph.workflow import follow_ups as use
from kinerja_graph.workflow.access import accounts_database, operating_system_user
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded, refuse_unknown_agencies
from kinerja_graph.workflow.follow_ups_audit import audit_follow_ups, follow_up_rows
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import open_checked_edition

_NOTED: Final = _("The note on {id} is written.")


def follow_up_set(context: CommandContext, what: FollowUpArguments, which: EditionArguments) -> int:
    """Record what is done about a finding, and show how it stands in the audit."""
    _refuse_unclear(what)
    change = use.FollowUpChange(state=what.state, person=what.person, due=what.due, note=what.note)
    with (
        open_checked_edition(context.settings, which) as (store, edition),
        accounts_database(context.settings) as accounts,
    ):
        name = what.fingerprint or _fingerprint(context, store, edition, what)
        use.set_follow_up(
            accounts,
            edition,
            name,
            change,
            who=operating_system_user(),
            audit=lambda: _audit(
                context, store, edition, () if what.rule is None else (what.rule,)
            ),
        )
        held = audit_follow_ups(store, edition, context.settings, accounts).audit
        found = use.follow_up_history(accounts, held, name)
    if context.json:
        context.data(found)
    else:
        context.answer(*history_parts(found, context.language))
    return 0


def follow_up_list(
    context: CommandContext, chosen: FollowUpListOptions, which: EditionArguments
) -> int:
    """List the follow-ups of a dataset, overdue ones first, as the audit of an edition has them."""
    if chosen.out is not None and chosen.out.suffix.lower() != ".csv":
        raise UsageError(
            _("The list of follow-ups is written as CSV, not {name}."),
            mend=_("Give a name that ends in .csv."),
            where="--out",
            code="bad-value",
            name=chosen.out.name,
        )
    wanted = FollowUpFilter(
        overdue=chosen.overdue,
        agencies=tuple(chosen.agency),
        states=() if chosen.state is None else (chosen.state,),
    )
    with (
        open_checked_edition(context.settings, which) as (store, edition),
        accounts_database(context.settings) as accounts,
    ):
        refuse_unknown_agencies(store, [edition], wanted.agencies)
        held = audit_follow_ups(store, edition, context.settings, accounts)
    found = list_follow_ups(held.audit, wanted)
    if chosen.out is not None:
        write_whole(chosen.out, follow_up_rows(found))
        context.note(line(context.say(WRITTEN, path=chosen.out), "dim"))
    if context.json:
        context.data(found)
    elif chosen.out is None:
        language = context.language
        titles = {
            one.id: one.title.say(language) for one in read_rule_set(context.settings).library
        }
        blocks = follow_up_blocks(found, titles, held.agencies, language)
        context.answer(*block_parts(blocks, width(sys.stdout)))
    return 0


def follow_up_show(context: CommandContext, what: FollowUpArgument, which: EditionArguments) -> int:
    """Show the follow-up of one finding and everything that was recorded of it."""
    with (
        open_checked_edition(context.settings, which) as (store, edition),
        accounts_database(context.settings) as accounts,
    ):
        held = audit_follow_ups(store, edition, context.settings, accounts).audit
        found = use.follow_up_history(accounts, held, what.fingerprint)
    if context.json:
        context.data(found)
    else:
        context.answer(*history_parts(found, context.language))
    return 0


def follow_up_note(context: CommandContext, what: NoteArguments, which: EditionArguments) -> int:
    """Write a note on a record."""
    with (
        open_checked_edition(context.settings, which) as (store, edition),
        accounts_database(context.settings) as accounts,
    ):
        label = record(store, edition, what.id).record.label
        note = use.add_note(
            accounts, edition.dataset, label, what.id, what.text, who=operating_system_user()
        )
    if context.json:
        context.data(use.NoteList(edition.dataset, (note,)))
    else:
        context.answer(marked("good", context.say(_NOTED, id=what.id)))
    return 0


def follow_up_notes(context: CommandContext, what: NotesArgument, which: EditionArguments) -> int:
    """Show the notes on a record, or on all records of a dataset, newest first."""
    with (
        open_checked_edition(context.settings, which) as (store, edition),
        accounts_database(context.settings) as accounts,
    ):
        label = None if what.id is None else record(store, edition, what.id).record.label
        found = use.NoteList(
            edition.dataset, use.notes_of(accounts, edition.dataset, label, what.id)
        )
    if context.json:
        context.data(found)
    else:
        context.answer(*note_parts(found.notes, context.language))
    return 0


def _fingerprint(
    context: CommandContext, store: Store, edition: Edition, what: FollowUpArguments
) -> str:
    audit = _audit(context, store, edition, (what.rule or "",))
    return use.find_finding(audit, subject=what.subject, other=what.other).fingerprint


def _audit(context: CommandContext, store: Store, edition: Edition, rules: Sequence[str]) -> Audit:
    order = AuditOptions(read_rule_set(context.settings, rules), read_history())
    return audit_loaded(store, edition, order).audit


def _refuse_unclear(what: FollowUpArguments) -> None:
    """Refuse a finding that is named twice, or not at all."""
    by_ends = what.rule is not None and what.subject is not None
    given = [one for one in (what.rule, what.subject, what.other) if one is not None]
    if (what.fingerprint is None) is not by_ends or (what.fingerprint is not None and given):
        raise UsageError(
            _("It is not clear which finding is meant."),
            mend=_("Give its fingerprint, or else --rule R and --subject ID."),
            where="FINGERPRINT",
            code="finding-needed",
        )
