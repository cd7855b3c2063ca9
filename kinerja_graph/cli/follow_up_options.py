"""What ``follow-up`` takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import _

StateName = Literal["open", "in-progress", "done"]
_STATES: Final = "open|in-progress|done"
_PRINT: Final = _("fingerprint of the finding: 24 hexadecimal digits, as audit --json has it")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpArguments:
    """The finding that is followed up, and what is recorded of it."""

    fingerprint: Annotated[str | None, Argument("FINGERPRINT", _PRINT)] = None
    rule: Annotated[
        str | None,
        Option(
            "--rule",
            _("instead of the fingerprint: the rule of the finding, with --subject"),
            "R",
            suggests="rules",
        ),
    ] = None
    subject: Annotated[
        str | None,
        Option(
            "--subject",
            _("instead of the fingerprint: id of what the finding is about, or @dataset"),
            "ID",
        ),
    ] = None
    other: Annotated[
        str | None,
        Option(
            "--other",
            _("id of the far end, where the finding is about a link"),
            "ID",
        ),
    ] = None
    state: Annotated[
        StateName | None,
        Option(
            "--state",
            _("open, in-progress or done; else as it was, of a new one open"),
            _STATES,
        ),
    ] = None
    person: Annotated[
        str | None,
        Option(
            "--person",
            _('who does it; "" removes the name'),
            "NAME",
        ),
    ] = None
    due: Annotated[
        str | None,
        Option(
            "--due",
            _('until when, such as 2027-03-31; "" removes the date'),
            "DATE",
        ),
    ] = None
    note: Annotated[
        str | None,
        Option(
            "--note",
            _('what is to be said about it; "" removes the note'),
            "TEXT",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpListOptions:
    """Which follow-ups are listed, and where they go."""

    overdue: Annotated[
        bool,
        Option(
            "--overdue",
            _("only those that are overdue"),
        ),
    ] = False
    agency: Annotated[
        list[str],
        Option(
            "--agency",
            _("only findings of this agency (id); may be repeated"),
            "A",
        ),
    ] = field(default_factory=list[str])
    state: Annotated[
        StateName | None,
        Option(
            "--state",
            _("only those recorded as open, in-progress or done"),
            _STATES,
        ),
    ] = None
    out: Annotated[
        Path | None,
        Option(
            "--out",
            _("write the list to this CSV file"),
            "F.csv",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpArgument:
    """A follow-up that there is."""

    fingerprint: Annotated[str, Argument("FINGERPRINT", _PRINT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteArguments:
    """A record, and the note that is written on it."""

    id: Annotated[str, Argument("ID", _("id of a record"))]
    text: Annotated[str, Argument("TEXT", _("the note"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesArgument:
    """The record whose notes are shown."""

    id: Annotated[str | None, Argument("ID", _("id of a record; else all records"))] = None
