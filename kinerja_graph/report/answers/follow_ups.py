"""Put follow-ups of findings into words: how many are where, and what each comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from kinerja_graph.audit.finding import FollowUp, FollowUpState, FollowUpStatus
from kinerja_graph.audit.follow_up import FollowUpCounts, FollowUpList, ends_of
from kinerja_graph.library.words import FOLLOW_UP_STATES, SIGNS
from kinerja_graph.numbers import UNKNOWN, format_number
from kinerja_graph.report.answers.shared import note, verdict
from kinerja_graph.report.document import (
    Column,
    Line,
    Mood,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
)
from kinerja_graph.texts import Language, Text, _, pgettext

FOLLOW_UPS: Final = _("Follow-up of findings")
COLUMNS: Final[tuple[Text, ...]] = (
    _("Finding"),
    _("Agency"),
    pgettext("who does it", "Person"),
    _("Due"),
    pgettext("of a follow-up", "State"),
)
COUNTS: Final[Mapping[str, Text]] = {
    "open": FOLLOW_UP_STATES["open"],
    "in_progress": FOLLOW_UP_STATES["in-progress"],
    "done": _("said to be done, not confirmed"),
    "confirmed": _("done and confirmed: gone from the audit"),
    "gone": _("gone from the audit, not said to be done or without their records"),
    "overdue": _("of these, overdue"),
}
_BY_STATE: Final = _("Follow-ups by state")
_NONE: Final = _("No follow-up is recorded for this dataset.")
NONE_CHOSEN: Final = _("No follow-up matches; {number:is|are} recorded.")
_NO_OVERDUE: Final = _("{number:follow-up|follow-ups}, none of them overdue.")
_OVERDUE: Final = _("{number:follow-up|follow-ups}, {overdue} of them overdue.")
_CONTRADICTED: Final = _("{number} said to be done, yet still found.")
_STILL: Final = _("done, still found")
_UNCHECKED: Final = _("{state}, not checked again yet")
_CONFIRMED: Final = _("done, confirmed: gone from the audit of edition {edition}")
_GONE: Final = _("gone from the audit of edition {edition}, not said to be done")
_REMOVED: Final = _(
    "{state}, not confirmed: its record is no longer in edition {edition}; is that right?"
)
_WAIVED: Final = _("{state}, waived")
_LATE: Final = _("overdue")
UNTIL: Final = _("due {due}")
_LINE: Final = _("Follow-up: {state}")
_MOODS: Final[Mapping[FollowUpState, Mood]] = {"open": "", "in-progress": "info", "done": "warning"}


def follow_up_state(status: FollowUpStatus, edition: str, language: Language) -> str:
    """Say what people say about a follow-up and what the audit of ``edition`` says about it."""
    state = FOLLOW_UP_STATES[status.state]
    match status.outcome:
        case "gone":
            text = _CONFIRMED if status.confirmed else _GONE
            return text.say(language, edition=edition)
        case "removed":
            return _REMOVED.say(language, state=state, edition=edition)
        case "waived":
            return _WAIVED.say(language, state=state)
        case "not-checked":
            return _UNCHECKED.say(language, state=state)
        case "still-found":
            return _STILL.say(language) if status.state == "done" else state.say(language)


def follow_up_mood(status: FollowUpStatus) -> Mood:
    """Return how a follow-up is marked: overdue ones as errors, confirmed ones as good."""
    if status.overdue:
        return "error"
    if status.outcome == "removed":
        return "warning"
    if status.outcome == "gone":
        return "good" if status.confirmed else "info"
    return _MOODS[status.state]


def marked_state(status: FollowUpStatus, edition: str, language: Language) -> str:
    """Return the state after the sign of its mood; with the word "overdue" where it is."""
    mood = follow_up_mood(status)
    sign = f"{SIGNS[mood]} " if mood else ""
    late = f"{_LATE.say(language)} · " if status.overdue else ""
    return f"{sign}{late}{follow_up_state(status, edition, language)}"


def follow_up_line(status: FollowUpStatus, language: Language) -> str:
    """Say how the follow-up of a finding that is still there stands, in one line."""
    parts = [marked_state(status, "", language), status.person or ""]
    if status.due is not None:
        parts.append(UNTIL.say(language, due=status.due.isoformat()))
    return _LINE.say(language, state=" · ".join(part for part in parts if part))


def counts_sentence(found: FollowUpList, language: Language) -> Paragraph:
    """Say how many follow-ups there are, how many are overdue, and what an audit contradicts."""
    total, late = found.summary.total, found.summary.overdue
    if not total:
        return note(_NONE.say(language))
    counted = _OVERDUE if late else _NO_OVERDUE
    text = counted.say(language, number=total, overdue=late)
    contradicted = sum(
        one.status.state == "done" and one.status.outcome == "still-found"
        for one in found.follow_ups
    )
    if contradicted:
        text = f"{text} {_CONTRADICTED.say(language, number=contradicted)}"
    calm: Mood = "warning" if contradicted else "good"
    return verdict("error" if late else calm, text)


def counts_table(counts: FollowUpCounts, language: Language) -> Table:
    """Return how many follow-ups there are in each state."""
    return Table(
        title=_BY_STATE.say(language),
        columns=(
            Column(COLUMNS[-1].say(language), 5),
            Column(_("Number").say(language), 1, "number"),
        ),
        rows=tuple(
            row(text.say(language), format_number(getattr(counts, name), language))
            for name, text in COUNTS.items()
        ),
        is_named=True,
    )


def follow_up_table(
    follow_ups: Sequence[FollowUp],
    edition: str,
    titles: Mapping[str, str],
    agencies: Mapping[str, str],
    language: Language,
    title: Text = FOLLOW_UPS,
) -> Table:
    """Return a table of follow-ups: the finding, its agency, who, until when, and the state."""
    widths = (4.2, 2, 2, 1.5, 3.2)
    return Table(
        title=title.say(language),
        columns=tuple(
            Column(name.say(language), width) for name, width in zip(COLUMNS, widths, strict=True)
        ),
        rows=tuple(_row(one, edition, titles, agencies, language) for one in follow_ups),
    )


def _row(
    one: FollowUp,
    edition: str,
    titles: Mapping[str, str],
    agencies: Mapping[str, str],
    language: Language,
) -> Row:
    status = one.status
    agency = UNKNOWN if one.agency is None else agencies.get(one.agency, one.agency)
    return row(
        cell(titles.get(one.rule, one.rule), *(_end(end.id, end.name) for end in ends_of(one))),
        agency,
        status.person or UNKNOWN,
        due_text(status.due),
        cell(
            marked_state(status, edition, language),
            quiet(status.note or ""),
            mood=follow_up_mood(status),
        ),
    )


def due_text(due: date | None) -> str:
    """Return a due date as it is written in tables."""
    return UNKNOWN if due is None else due.isoformat()


def _end(id_: str, name: str | None) -> Line:
    spans: list[str | Span] = [f"{name} "] if name and name != id_ else []
    return line(*spans, code(id_))
