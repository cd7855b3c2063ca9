"""Follow-ups of findings and notes on records: record them, list them, and show their history."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from kinerja_graph.accounts import follow_ups as kept
from kinerja_graph.accounts import notes as kept_notes
from kinerja_graph.accounts.database import AccountsDatabase
from kinerja_graph.accounts.notes import Note
from kinerja_graph.accounts.notes import found as notes_of
from kinerja_graph.audit.finding import (
    Audit,
    Finding,
    FindingSubject,
    FollowUp,
    FollowUpState,
    FollowUpStatus,
)
from kinerja_graph.audit.follow_up import (
    STATES,
    FollowUpFilter,
    FollowUpList,
    list_follow_ups,
    new_follow_up,
)
from kinerja_graph.audit.waiver import is_fingerprint
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import _

__all__ = [
    "FollowUpChange",
    "FollowUpEntry",
    "FollowUpFilter",
    "FollowUpHistory",
    "FollowUpList",
    "Note",
    "NoteList",
    "add_note",
    "find_finding",
    "follow_up_history",
    "follow_ups_of",
    "list_follow_ups",
    "notes_of",
    "recorded_entries",
    "set_follow_up",
]

LONGEST: Final = 4000
"""The maximum length of a note."""
LONGEST_PERSON: Final = 200
_NEAREST: Final = 3
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_STATES: Final[Mapping[str, FollowUpState]] = {one: one for one in STATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpChange:
    """What is to be recorded of a follow-up: None keeps what there is, an empty text removes it.

    Attributes:
        state: ``open`` (of a new one unless given), ``in-progress`` or ``done``.
        person: who does it.
        due: until when, such as 2027-03-31; it may be past.
        note: what is to be said about it.
    """

    state: str | None = None
    person: str | None = None
    due: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpEntry:
    """A recorded state of a follow-up, by whom and when (UTC).

    Attributes:
        person: who is to do it.
        due: until when, a date.
        note: what was said about it.
    """

    state: FollowUpState
    person: str | None
    due: date | None
    note: str | None
    set_by: str
    set_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpHistory:
    """The follow-up of one finding, held against the audit of an edition, and how it got there.

    Attributes:
        follow_up: as it is now.
        history: every state that was recorded, newest first.
    """

    dataset: str
    edition: str
    follow_up: FollowUp
    history: tuple[FollowUpEntry, ...]


@dataclass(frozen=True, slots=True)
class NoteList:
    """The notes on one record or on all records of a dataset, newest first.

    Attributes:
        notes: the notes.
    """

    dataset: str
    notes: tuple[Note, ...]


def follow_ups_of(accounts: AccountsDatabase, dataset: str | None = None) -> tuple[FollowUp, ...]:
    """Return the follow-ups of a dataset (None: of all), for an audit."""
    return tuple(_follow_up(one) for one in kept.current(accounts, dataset))


def set_follow_up(
    accounts: AccountsDatabase,
    edition: Edition,
    fingerprint: str,
    change: FollowUpChange,
    *,
    who: str,
    audit: Callable[[], Audit],
) -> FollowUp:
    """Record what is done about a finding; return the follow-up, not yet held against an audit.

    What would change nothing is not recorded.

    Args:
        accounts: the accounts database.
        edition: the edition in which the finding is looked for if nothing is recorded yet.
        fingerprint: that of the finding.
        change: what is recorded.
        who: who records it.
        audit: audits the edition; called only if nothing is recorded of the finding yet.

    Raises:
        UsageError: the state, date, name or note is not usable, or there is no such finding
            (``unknown-finding``).
    """
    entries = kept.history(accounts, edition.dataset, fingerprint)
    before = _status(entries[0]) if entries else None
    wanted = _checked(change, before)
    if entries:
        if _facts(wanted) == _facts(_status(entries[0])):
            return _follow_up(entries[0])
        finding = entries[0].finding
    else:
        found = find_finding(audit(), fingerprint)
        opened = new_follow_up(
            edition.dataset,
            found,
            wanted,
            found_in=edition.edition,
            found_at=edition.loaded_at,
            found_scope=edition.scope,
        )
        finding = _finding_facts(opened)
    made = kept.add(
        accounts,
        edition.dataset,
        fingerprint,
        finding,
        kept.Facts(
            state=wanted.state,
            person=wanted.person,
            due=None if wanted.due is None else wanted.due.isoformat(),
            note=wanted.note,
        ),
        who=who,
    )
    return _follow_up(made)


def find_finding(
    audit: Audit,
    fingerprint: str | None = None,
    *,
    subject: str | None = None,
    other: str | None = None,
) -> Finding:
    """Return one finding of an audit, by its fingerprint or by its ends.

    Args:
        audit: the audit; if the ends are given, of one rule alone.
        fingerprint: that of the finding.
        subject: the id of its subject, or ``@dataset``.
        other: the id of the far end; None for any.

    Raises:
        UsageError: there is no such finding (``unknown-finding``), or there are several.
    """
    if fingerprint is not None:
        found = [one for one in audit.findings if one.fingerprint == fingerprint]
        called = fingerprint
    else:
        found = [
            one
            for one in audit.findings
            if subject == ("@dataset" if one.subject.is_dataset else one.subject.id)
            and (other is None or (one.other is not None and one.other.id == other))
        ]
        called = " → ".join(end for end in (subject, other) if end is not None)
    if len(found) > 1:
        raise UsageError(
            _("There are {number} findings about {name}."),
            mend=_("Name the far end with --other, or give the fingerprint: {names}"),
            where=called,
            code="several-findings",
            number=len(found),
            name=called,
            names=", ".join(one.fingerprint for one in found),
        )
    if not found:
        raise _no_finding(audit, called, is_print=fingerprint is not None)
    return found[0]


def follow_up_history(
    accounts: AccountsDatabase, audit: Audit, fingerprint: str
) -> FollowUpHistory:
    """Return the follow-up of a finding with all that was recorded of it.

    Raises:
        UsageError: nothing is recorded of such a finding (``unknown-follow-up``).
    """
    found = next((one for one in audit.follow_ups if one.fingerprint == fingerprint), None)
    entries = kept.history(accounts, audit.dataset, fingerprint)
    if found is None or not entries:
        raise UsageError(
            _("No follow-up is recorded for finding {name}."),
            mend=_("Enter one: kinerja follow-up set {name} --state open"),
            where="FINGERPRINT",
            code="unknown-follow-up",
            name=fingerprint,
        )
    return FollowUpHistory(
        dataset=audit.dataset,
        edition=audit.edition,
        follow_up=found,
        history=tuple(_history_entry(one) for one in entries),
    )


def recorded_entries(
    accounts: AccountsDatabase, dataset: str, fingerprint: str
) -> tuple[FollowUpEntry, ...]:
    """Return every state that was recorded of the follow-up of a finding, newest first."""
    return tuple(_history_entry(one) for one in kept.history(accounts, dataset, fingerprint))


def _history_entry(entry: kept.Entry) -> FollowUpEntry:
    """Convert an entry of the accounts database."""
    status = _status(entry)
    return FollowUpEntry(
        state=status.state,
        person=status.person,
        due=status.due,
        note=status.note,
        set_by=status.set_by,
        set_at=status.set_at,
    )


def add_note(
    accounts: AccountsDatabase, dataset: str, label: str, record: str, text: str, *, who: str
) -> Note:
    """Write a note on a record, which the caller has found to exist.

    Raises:
        UsageError: the note is empty or too long.
    """
    return kept_notes.add(accounts, dataset, label, record, _text(text, "text"), who=who)


def _checked(change: FollowUpChange, before: FollowUpStatus | None) -> FollowUpStatus:
    """Return the state that ``change`` asks for, after ``before``."""
    state = _STATES.get(change.state or (before.state if before else "open"))
    if state is None:
        raise UsageError(
            _("“{state}” is not a state of a follow-up."),
            mend=_("Choose open, in-progress or done."),
            where="state",
            code="bad-value",
            state=change.state,
        )
    person, note = change.person, change.note
    return FollowUpStatus(
        state=state,
        person=(before.person if before else None) if person is None else _person(person),
        due=(before.due if before else None) if change.due is None else _day(change.due),
        note=(before.note if before else None)
        if note is None
        else (_text(note, "note") if note.strip() else None),
        set_by="",
        set_at="",
    )


def _person(text: str) -> str | None:
    name = " ".join(_plain(text).split())
    if len(name) > LONGEST_PERSON or not name.isprintable():
        raise UsageError(
            _("The name of the person cannot be used."),
            mend=_("Write it in at most {most} characters, on one line."),
            where="person",
            code="bad-value",
            most=LONGEST_PERSON,
        )
    return name or None


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            _("{text} is not a date."),
            mend=_("Write YYYY-MM-DD: 2027-03-31."),
            where="due",
            code="bad-date",
            text=text,
        ) from error


def _text(text: str, where: str) -> str:
    told = _plain(text).strip()
    if not told or len(told) > LONGEST:
        raise UsageError(
            _("The note is empty or too long."),
            mend=_("Write 1 to {most} characters."),
            where=where,
            code="bad-value",
            most=LONGEST,
        )
    return told


def _plain(text: str) -> str:
    """Return ``text`` with line ends as LF, without control characters and lone surrogates."""
    lines = _CONTROLS.sub("", "\n".join(text.splitlines()))
    return lines.encode("utf-8", "replace").decode("utf-8")


def _facts(status: FollowUpStatus) -> tuple[str, str | None, date | None, str | None]:
    return status.state, status.person, status.due, status.note


def _status(entry: kept.Entry) -> FollowUpStatus:
    facts = entry.facts
    return FollowUpStatus(
        state=_STATES[facts.state],
        person=facts.person,
        due=None if facts.due is None else date.fromisoformat(facts.due),
        note=facts.note,
        set_by=entry.set_by,
        set_at=entry.set_at,
    )


def _finding_facts(one: FollowUp) -> dict[str, Any]:
    """Return what is kept of the finding of a follow-up, as plain JSON values."""
    return {
        "rule": one.rule,
        "subject": as_json(one.subject),
        "other": None if one.other is None else as_json(one.other),
        "agency": one.agency,
        "years": None if one.years is None else list(one.years),
        "found_in": one.found_in,
        "found_at": one.found_at,
        "found_scope": one.found_scope,
    }


def _follow_up(entry: kept.Entry) -> FollowUp:
    facts = entry.finding
    years = facts["years"]
    return FollowUp(
        dataset=entry.dataset,
        fingerprint=entry.fingerprint,
        rule=facts["rule"],
        subject=_thing(facts["subject"]),
        other=None if facts["other"] is None else _thing(facts["other"]),
        agency=facts["agency"],
        years=None if years is None else tuple(years),
        found_in=facts["found_in"],
        found_at=facts["found_at"],
        found_scope=facts["found_scope"],
        status=_status(entry),
    )


def _thing(facts: Mapping[str, Any]) -> FindingSubject:
    return FindingSubject(facts["label"], facts["id"], facts["name"])


def _no_finding(audit: Audit, called: str, *, is_print: bool) -> UsageError:
    if is_print and not is_fingerprint(called):
        return UsageError(
            _("“{text}” is not the fingerprint of a finding."),
            mend=_("Copy it from the finding: 24 hexadecimal digits."),
            where="fingerprint",
            code="bad-value",
            text=called,
        )
    known = list(dict.fromkeys(_called(one) for one in audit.findings))
    near: Sequence[str] = [] if is_print else get_close_matches(called, known, _NEAREST, 0.4)
    return UsageError(
        _("The audit of edition {edition} has no such finding."),
        mend=_("See the findings: kinerja audit --findings, or --json for their fingerprints."),
        where=called,
        code="unknown-finding",
        edition=audit.edition,
        nearest=list(near),
    )


def _called(finding: Finding) -> str:
    return "@dataset" if finding.subject.is_dataset else finding.subject.id
