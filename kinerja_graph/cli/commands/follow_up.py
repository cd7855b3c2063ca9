"""``follow-up``: what is done about findings, and notes on records."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from kinerja_graph.analysis.nodes import require_agencies
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
from kinerja_graph.cli.formatters.follow_up import history_parts, list_parts, note_parts
from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.errors import UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import _
from kinerja_graph.workflow.follow_ups import FollowUpHistory, NoteList, find_finding
from kinerja_graph.workflow.follow_ups_audit import follow_up_rows
from kinerja_graph.workflow.local_follow_ups import LocalFollowUps, local_follow_ups
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import open_checked_edition

_NOTED: Final = _("The note on {id} is written.")


def follow_up_set(
    context: CommandContext, what: FollowUpArguments, edition_ref: EditionArguments
) -> int:
    """Enter what is done about a finding, and show how it stands in the audit."""
    _refuse_unclear(what)
    with _open_follow_ups(context, edition_ref) as (store, edition, accounts):
        name = what.fingerprint
        if name is None:
            audit = accounts.audit(store, edition, what.rule)
            name = find_finding(audit, subject=what.subject, other=what.other).fingerprint
        accounts.enter(
            store,
            edition,
            name,
            rule=what.rule,
            state=what.state,
            person=what.person,
            due=what.due,
            note=what.note,
        )
        found = accounts.history(store, edition, name)
    _show_history(context, found)
    return 0


def follow_up_list(
    context: CommandContext, chosen: FollowUpListOptions, edition_ref: EditionArguments
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
    with _open_follow_ups(context, edition_ref) as (store, edition, accounts):
        require_agencies(store, [edition], wanted.agencies)
        held = accounts.held(store, edition)
    found = list_follow_ups(held.audit, wanted)
    if chosen.out is not None:
        write_whole(chosen.out, follow_up_rows(found))
        context.note(line(context.say(WRITTEN, path=chosen.out), "dim"))
    if context.json:
        context.data(found)
    elif chosen.out is None:
        language = context.language
        rules = read_rule_set(context.settings).library
        titles = {rule.id: rule.title.say(language) for rule in rules}
        context.answer(*list_parts(found, titles, held.agencies, language))
    return 0


def follow_up_show(
    context: CommandContext, what: FollowUpArgument, edition_ref: EditionArguments
) -> int:
    """Show the follow-up of one finding and everything that was entered of it."""
    with _open_follow_ups(context, edition_ref) as (store, edition, accounts):
        found = accounts.history(store, edition, what.fingerprint)
    _show_history(context, found)
    return 0


def follow_up_note(
    context: CommandContext, what: NoteArguments, edition_ref: EditionArguments
) -> int:
    """Write a note on a record."""
    with _open_follow_ups(context, edition_ref) as (store, edition, accounts):
        note = accounts.write_note(store, edition, what.id, what.text)
    if context.json:
        context.data(NoteList(edition.dataset, (note,)))
    else:
        context.answer(marked("good", context.say(_NOTED, id=what.id)))
    return 0


def follow_up_notes(
    context: CommandContext, what: NotesArgument, edition_ref: EditionArguments
) -> int:
    """Show the notes on a record, or on all records of a dataset, newest first."""
    with _open_follow_ups(context, edition_ref) as (store, edition, accounts):
        found = accounts.notes(store, edition, what.id)
    if context.json:
        context.data(found)
    else:
        context.answer(*note_parts(found.notes, context.language))
    return 0


@contextmanager
def _open_follow_ups(
    context: CommandContext, edition_ref: EditionArguments
) -> Generator[tuple[Store, Edition, LocalFollowUps]]:
    """Open the edition, and the follow-ups of its dataset in the accounts database."""
    with (
        open_checked_edition(context.settings, edition_ref) as (store, edition),
        local_follow_ups(context.settings) as accounts,
    ):
        yield store, edition, accounts


def _show_history(context: CommandContext, found: FollowUpHistory) -> None:
    if context.json:
        context.data(found)
    else:
        context.answer(*history_parts(found, context.language))


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
