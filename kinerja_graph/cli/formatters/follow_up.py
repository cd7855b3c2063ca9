"""``follow-up``: the list, one follow-up with its history, and notes on records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.console import RenderableType

from kinerja_graph.accounts.notes import Note
from kinerja_graph.audit.finding import FollowUp, FollowUpStatus
from kinerja_graph.audit.follow_up import FollowUpList, ends_of
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.words import STYLES, headed, line, short_time, under
from kinerja_graph.library.words import FOLLOW_UP_STATES
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.follow_ups import (
    NONE_CHOSEN,
    UNTIL,
    counts_sentence,
    follow_up_mood,
    marked_state,
)
from kinerja_graph.texts import Language, _, pgettext
from kinerja_graph.workflow.follow_ups import FollowUpHistory

_WHEN: Final = _("When (UTC)")
_BY: Final = _("By")
_NOTE: Final = pgettext("what somebody wrote", "Note")
_SET_BY: Final = _("by {name}")
_RECORD: Final = _("Record")
_NO_NOTES: Final = _("There are no notes yet. Write one: kinerja follow-up note ID TEXT")


def list_parts(
    found: FollowUpList, titles: Mapping[str, str], agencies: Mapping[str, str], language: Language
) -> Iterator[RenderableType]:
    """Yield how many there are, and those that were asked for, a few lines each.

    Lines, and no table: its columns would be a word wide on a narrow screen.

    Args:
        found: the follow-ups, overdue ones first.
        titles: titles of rules, by id.
        agencies: names of agencies, by id.
        language: the language of every sentence.
    """
    yield from block_parts([counts_sentence(found, language)], 0)
    if not found.follow_ups and found.summary.total:
        number = format_number(found.summary.total, language)
        yield line(NONE_CHOSEN.say(language, number=number), "dim")
    for one in found.follow_ups:
        yield line("")
        yield _state(one.status, found.edition, language)
        agency = "" if one.agency is None else agencies.get(one.agency, one.agency)
        rule = titles.get(one.rule, one.rule)
        yield under(line(" · ".join(part for part in (rule, _named(one), agency) if part)), 2)
        if one.status.note:
            yield under(line(one.status.note), 2)
        yield under(line(one.fingerprint, "dim"), 2)


def history_parts(found: FollowUpHistory, language: Language) -> Iterator[RenderableType]:
    """Yield the follow-up as it is now, then every state that was recorded, newest first."""
    one = found.follow_up
    yield _state(one.status, found.edition, language)
    yield under(line(f"{one.rule} · {_named(one)}"), 2)
    yield under(line(one.fingerprint, "dim"), 2)
    for entry in found.history:
        parts = (
            f"{short_time(entry.set_at)} UTC",
            FOLLOW_UP_STATES[entry.state].say(language),
            None if entry.due is None else UNTIL.say(language, due=entry.due.isoformat()),
            entry.person,
            _SET_BY.say(language, name=entry.set_by),
        )
        yield line("")
        yield line(" · ".join(part for part in parts if part))
        if entry.note:
            yield under(line(entry.note), 2)


def _state(status: FollowUpStatus, edition: str, language: Language) -> RenderableType:
    """Return how a follow-up stands, who does it and until when."""
    due = "" if status.due is None else UNTIL.say(language, due=status.due.isoformat())
    parts = (marked_state(status, edition, language), due, status.person or "")
    return line(
        " · ".join(part for part in parts if part), STYLES[follow_up_mood(status)] or "bold"
    )


def _named(one: FollowUp) -> str:
    ends = ends_of(one)
    return " → ".join(f"{end.name} ({end.id})" if end.name else end.id for end in ends)


def note_parts(notes: Sequence[Note], language: Language) -> Iterator[RenderableType]:
    """Yield notes, newest first."""
    if not notes:
        yield line(_NO_NOTES.say(language))
        return
    headings = (one.say(language) for one in (_RECORD, _WHEN, _BY, _NOTE))
    table = headed(headings, whole=(0, 1))
    for note in notes:
        table.add_row(
            line(note.id, "bold"),
            line(short_time(note.written_at)),
            line(note.author),
            line(note.text),
        )
    yield table
