"""``follow-up``: one follow-up with its history, and notes on records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType

from kinerja_graph.accounts.notes import Note
from kinerja_graph.audit.follow_up import ends_of
from kinerja_graph.cli.formatters.words import STYLES, headed, line, short_time, under
from kinerja_graph.library.words import FOLLOW_UP_STATES
from kinerja_graph.numbers import UNKNOWN
from kinerja_graph.report.answers.follow_ups import (
    COLUMNS,
    due_text,
    follow_up_mood,
    marked_state,
)
from kinerja_graph.texts import Language, _, pgettext
from kinerja_graph.workflow.follow_ups import FollowUpHistory

_WHEN: Final = _("When (UTC)")
_BY: Final = _("By")
_NOTE: Final = pgettext("what somebody wrote", "Note")
_RECORD: Final = _("Record")
_NO_NOTES: Final = _("There are no notes yet. Write one: kinerja follow-up note ID TEXT")


def history_parts(found: FollowUpHistory, language: Language) -> Iterator[RenderableType]:
    """Yield the follow-up as it is now, then every state that was recorded, newest first."""
    one = found.follow_up
    mood = follow_up_mood(one.status)
    yield line(marked_state(one.status, found.edition, language), STYLES[mood] or "bold")
    named = " → ".join(f"{end.name} ({end.id})" if end.name else end.id for end in ends_of(one))
    yield under(line(f"{one.rule} · {named}"), 2)
    yield under(line(one.fingerprint, "dim"), 2)
    person, due, state = (COLUMNS[place].say(language) for place in (2, 3, 4))
    headings = (_WHEN.say(language), _BY.say(language), state, person, due, _NOTE.say(language))
    table = headed(headings, whole=(0, 4))
    for entry in found.history:
        table.add_row(
            line(short_time(entry.set_at)),
            line(entry.set_by),
            line(FOLLOW_UP_STATES[entry.state].say(language)),
            line(entry.person or UNKNOWN),
            line(due_text(entry.due)),
            line(entry.note or UNKNOWN),
        )
    yield table


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
