"""Findings that somebody accepted: for which reason, until when, and who answers for it.

    waivers:
      - rule: silo-outcome
        subject: SAS-1
        reason: Kesepakatan dengan Kepolisian ditandatangani bulan depan
        until: 2027-03-31
        by: Inspektorat

``other`` narrows a waiver to one link, ``dataset`` to one government. The list may also stand in
the file by itself, without the key ``waivers``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

import yaml

from kinerja_graph.audit.entries import Entry, EntryFile, quoted
from kinerja_graph.texts import Text

WaiverState = Literal[
    "used",
    "without-reason",
    "without-until",
    "without-by",
    "expired",
    "unmatched",
    "not-run",
    "unknown-rule",
]
KEYS: Final = ("rule", "subject", "other", "dataset", "reason", "until", "by")
_NEEDED: Final = ("rule", "subject")
_SHAPE: Final = Text(
    id="daftar entri dengan kunci rule, subject, reason, until (TTTT-BB-HH), by;"
    " bila perlu other, dataset",
    en="a list of entries with the keys rule, subject, reason, until (YYYY-MM-DD), by;"
    " other and dataset where needed",
)

_NO_DAY: Final = Text(
    id="until “{value}” bukan tanggal seperti 2027-03-31",
    en="until “{value}” is no day such as 2027-03-31",
)
_STRANGE: Final = Text(id="kunci {key} tidak dikenal", en="there is no key {key}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One accepted finding, or several of one subject.

    Attributes:
        rule, subject: which rule, and the id of the subject; the dataset's own id stands for all
            findings of a rule that tells what is absent altogether.
        other: id of the far end; None: whatever it is.
        dataset: the government; None: every one.
        reason, until, by: why, through which day, and by whom; None where it is not written.
        line: its line in the file.
    """

    rule: str
    subject: str
    other: str | None = None
    dataset: str | None = None
    reason: str | None = None
    until: date | None = None
    by: str | None = None
    line: int = 0

    def lapse(self, today: date) -> WaiverState | None:
        """Why it waives nothing ``today``; None where it does."""
        if self.reason is None:
            return "without-reason"
        if self.until is None:
            return "without-until"
        if self.by is None:
            return "without-by"
        return "expired" if self.until < today else None

    def covers(
        self, dataset: str, rule: str, subject: str, other: str | None, whole: Collection[str]
    ) -> bool:
        """Whether it is about this finding; ``whole`` are rules that may be about a dataset."""
        if self.rule != rule or self.dataset not in (None, dataset):
            return False
        if self.subject == dataset and rule in whole:
            return True
        return self.subject == subject and self.other in (None, other)


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """What became of a waiver: ``used`` where it waived something, else why it did not.

    ``unmatched`` is said only where its rule was looked at: a rule that was not asked, is off or
    failed is ``not-run``, and one that is not among the rules at all is ``unknown-rule``.
    ``findings`` counts what it is about, also where it has lapsed.
    """

    waiver: Waiver
    state: WaiverState
    findings: int


def read_waivers(path: Path, text: str | None = None) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order.

    Args:
        path: the file.
        text: what stands in it, where that is known already.

    Raises:
        UsageError: it cannot be read, or a line has an unknown key, no rule, no subject, or a
            date that is none; with file and line.
    """
    file = EntryFile(path, Text(id="pengecualian", en="waivers"), "--waivers", "bad-waivers", text)
    root = file.root()
    if root is None:
        return ()
    node: yaml.Node = root
    if isinstance(root, yaml.MappingNode):
        for key, value in file.items(root, _SHAPE):
            if key != "waivers":
                raise file.fault(value.start_mark.line + 1, _SHAPE, _STRANGE.filled(key=key))
            node = value
    return tuple(_waiver(file, entry) for entry in file.entries(node, KEYS, _NEEDED, _SHAPE))


def waivers_text(waivers: Iterable[Waiver]) -> str:
    """A file of waivers, in their order, that ``read_waivers`` reads back."""
    lines = ["waivers:\n"]
    for waiver in waivers:
        until = None if waiver.until is None else waiver.until.isoformat()
        values = [getattr(waiver, key) if key != "until" else until for key in KEYS]
        told = [(key, value) for key, value in zip(KEYS, values, strict=True) if value is not None]
        for place, (key, value) in enumerate(told):
            lines.append(f"  {'  ' if place else '- '}{key}: {quoted(value)}\n")
    return "".join(lines) if len(lines) > 1 else "waivers: []\n"


def _waiver(file: EntryFile, entry: Entry) -> Waiver:
    known = entry.values
    until: date | None = None
    if "until" in known:
        try:
            until = date.fromisoformat(known["until"])
        except ValueError as error:
            why = _NO_DAY.filled(value=known["until"])
            raise file.fault(entry.line, _SHAPE, why) from error
    return Waiver(
        rule=known["rule"],
        subject=known["subject"],
        other=known.get("other"),
        dataset=known.get("dataset"),
        reason=known.get("reason"),
        until=until,
        by=known.get("by"),
        line=entry.line,
    )
