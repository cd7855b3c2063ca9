"""Findings that somebody accepted: for what reason, until when, and on whose authority.

    waivers:
      - rule: silo-outcome
        subject: SAS-1
        reason: Kesepakatan dengan Kepolisian ditandatangani bulan depan
        until: 2027-03-31
        by: Inspektorat

``other`` limits a waiver to one link, ``dataset`` to one government. The subject ``@dataset`` is
the plan itself, the subject of aggregate findings; ``fingerprint`` names one finding, whatever its
subject is called. The file may also consist of the list alone, without the key ``waivers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

import yaml

from kinerja_graph.audit.entries import LACKING, NO_DAY, Entry, EntryFile, quoted
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _

WaiverState = Literal[
    "used",
    "without-reason",
    "without-until",
    "without-by",
    "expired",
    "ambiguous",
    "unmatched",
    "not-run",
    "unknown-rule",
]
DATASET: Final = "@dataset"
"""As a subject: the plan itself rather than a record."""
KEYS: Final = ("rule", "subject", "other", "fingerprint", "dataset", "reason", "until", "by")
_SHAPE: Final = _(
    "a list of entries with the keys rule, subject, reason, until (YYYY-MM-DD), by;"
    " other, fingerprint and dataset where needed"
)
_PRINT: Final = re.compile(r"[0-9a-f]{24}")

_NO_PRINT: Final = _("fingerprint “{value}” is not the 24 hexadecimal digits of a finding")
_STRANGE: Final = _("there is no key {key}")


@json_keys("reason", "until", "by")
@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One accepted finding, or several of one subject.

    Attributes:
        rule: the rule.
        subject: id of the subject, or ``@dataset``; None if the fingerprint identifies it. The
            dataset's own id, used by older files, stands for all findings of a rule with
            aggregate findings; if a record has that id too, it is ambiguous.
        other: id of the far end; None: any.
        fingerprint: that of one finding; None: every finding of rule, subject and other.
        dataset: the government; None: every one.
        reason: why; None if it is not given.
        until: the last day, such as 2026-11-25; likewise.
        by: who accepted it; likewise.
        line: its line in the file.
    """

    rule: str
    subject: str | None
    other: str | None = None
    fingerprint: str | None = None
    dataset: str | None = None
    reason: str | None = None
    until: date | None = None
    by: str | None = None
    line: int = 0

    def lapse(self, today: date) -> WaiverState | None:
        """Return why it is not valid ``today``; None if it is."""
        if self.reason is None:
            return "without-reason"
        if self.until is None:
            return "without-until"
        if self.by is None:
            return "without-by"
        return "expired" if self.until < today else None

    @property
    def about(self) -> str:
        """What it is about: the ids of subject and far end, or else the fingerprint."""
        ends = [end for end in (self.subject, self.other) if end is not None]
        return " → ".join(ends or [self.fingerprint or ""])


@json_keys(
    "rule=waiver.rule", "dataset=waiver.dataset", "subject=waiver.subject", "other=waiver.other",
    "fingerprint=waiver.fingerprint", "*waiver", "line=waiver.line", "status=state", "findings",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class WaiverUse:
    """A waiver and its state.

    Attributes:
        state: ``used`` if it waived something, else why not. ``unmatched`` only if its rule was
            checked: it is ``not-run`` if the rule was not selected, is off or failed, and
            ``unknown-rule`` if there is no such rule.
        findings: how many findings it covers, even if it has expired.
    """

    waiver: Waiver
    state: WaiverState
    findings: int


def read_waivers(path: Path, text: str | None = None) -> tuple[Waiver, ...]:
    """Return the waivers of a file, in order.

    Args:
        path: the file.
        text: its contents, if they are known already.

    Raises:
        UsageError: it cannot be read, or a line has an unknown key, no rule, neither subject nor
            fingerprint, or an invalid date; with file and line.
    """
    file = EntryFile(path, _("waivers"), "--waivers", "bad-waivers", text)
    root = file.root()
    if root is None:
        return ()
    node: yaml.Node = root
    if isinstance(root, yaml.MappingNode):
        for key, value in file.items(root, _SHAPE):
            if key != "waivers":
                raise file.fault(value.start_mark.line + 1, _SHAPE, _STRANGE.filled(key=key))
            node = value
    return tuple(_waiver(file, entry) for entry in file.entries(node, KEYS, ("rule",), _SHAPE))


def is_fingerprint(text: str) -> bool:
    """Return whether ``text`` looks like the fingerprint of a finding.

    >>> is_fingerprint("4b5662884ead7ef96c4ab7e4"), is_fingerprint("4B56")
    (True, False)
    """
    return _PRINT.fullmatch(text) is not None


def waivers_text(waivers: Iterable[Waiver]) -> str:
    """Return the text of a file of waivers, in order, for ``read_waivers``."""
    lines = ["waivers:\n"]
    for waiver in waivers:
        until = None if waiver.until is None else waiver.until.isoformat()
        values = [getattr(waiver, key) if key != "until" else until for key in KEYS]
        pairs = [(key, value) for key, value in zip(KEYS, values, strict=True) if value is not None]
        for place, (key, value) in enumerate(pairs):
            lines.append(f"  {'  ' if place else '- '}{key}: {quoted(value)}\n")
    return "".join(lines) if len(lines) > 1 else "waivers: []\n"


def _waiver(file: EntryFile, entry: Entry) -> Waiver:
    known = entry.values
    if "subject" not in known and "fingerprint" not in known:
        raise file.fault(entry.line, _SHAPE, LACKING.filled(key="subject"))
    given = known.get("fingerprint")
    if given is not None and not is_fingerprint(given):
        raise file.fault(entry.line, _SHAPE, _NO_PRINT.filled(value=given))
    until: date | None = None
    if "until" in known:
        try:
            until = date.fromisoformat(known["until"])
        except ValueError as error:
            why = NO_DAY.filled(key="until", value=known["until"])
            raise file.fault(entry.line, _SHAPE, why) from error
    return Waiver(
        rule=known["rule"],
        subject=known.get("subject"),
        other=known.get("other"),
        fingerprint=given,
        dataset=known.get("dataset"),
        reason=known.get("reason"),
        until=until,
        by=known.get("by"),
        line=entry.line,
    )
