"""Known findings: a file designed for diffs, sorted, with one finding per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

import yaml

from kinerja_graph.audit.entries import NO_DAY, Entry, EntryFile, is_null, line_of, quoted
from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, Resolved, fingerprint
from kinerja_graph.audit.waiver import DATASET
from kinerja_graph.texts import _, pgettext

VERSION: Final = "1"
_KEYS: Final = ("rule", "label", "subject", "name", "other_label", "other", "other_name")
_SHAPE: Final = _("a file written by kinerja audit --baseline … --update-baseline (version: 1)")
_HEAD: Final = (
    "# Temuan yang sudah diketahui; ditulis ulang oleh kinerja audit --update-baseline.\n"
    "# Findings that are known; kinerja audit --update-baseline writes this file anew.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A known finding.

    ``years``: those in which it is missing everywhere; None unless it is on the dataset and has
    years.
    """

    dataset: str
    rule: str
    subject: FindingSubject
    other: FindingSubject | None = None
    years: tuple[int, ...] | None = None

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the finding."""
        other = None if self.other is None else self.other.id
        return fingerprint(
            self.rule, self.dataset, self.subject.id, other, is_dataset=self.is_whole
        )

    @property
    def is_whole(self) -> bool:
        """Whether it is an aggregate finding: something is missing everywhere."""
        return self.subject.is_dataset

    @property
    def sort_key(self) -> tuple[str, ...]:
        """Dataset, rule, subject, other (absent first), by code point."""
        other = "" if self.other is None else self.other.id
        ends = (self.dataset, self.rule, self.subject.id, other, self.subject.label or "")
        return (*ends, *map(str, self.years or ()))


def known_of(audit: Audit) -> tuple[Known, ...]:
    """Return the findings of an audit that are not waived."""
    return tuple(
        _known_of(audit.dataset, finding)
        for finding in audit.findings
        if finding.status != "waived"
    )


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """The contents of a baseline file: the known findings of every dataset in it, sorted.

    ``day`` is when its entries last changed, such as 2026-11-25; None if the file does not say.
    """

    known: tuple[Known, ...]
    day: str | None = None


def read_baseline(path: Path, text: str | None = None) -> tuple[Known, ...]:
    """Read the known findings of a baseline file: ``read_baseline_file`` without the day."""
    return read_baseline_file(path, text).known


def read_baseline_file(path: Path, text: str | None = None) -> BaselineFile:
    """Read a baseline file.

    Args:
        path: the file.
        text: its contents, if they are known already.

    Raises:
        UsageError: it cannot be read, or is not a baseline; with file and line.
    """
    file = EntryFile(path, pgettext("of an audit", "baseline"), "--baseline", "bad-baseline", text)
    root = file.root()
    parts = {} if root is None else dict(file.items(root, _SHAPE))
    version, datasets = parts.get("version"), parts.get("datasets")
    if not isinstance(version, yaml.ScalarNode) or version.value != VERSION or datasets is None:
        raise file.fault(1, _SHAPE)
    if set(parts) - {"version", "date", "datasets"}:
        raise file.fault(1, _SHAPE)
    day = _day(file, parts.get("date"))
    found = [
        _known(file, dataset, entry)
        for dataset, node in file.items(datasets, _SHAPE)
        for entry in file.entries(
            node, (*_KEYS, "fingerprint"), ("rule", "subject"), _SHAPE, lists=("years",)
        )
    ]
    return BaselineFile(tuple(sorted(found, key=lambda item: item.sort_key)), day)


def baseline_text(known: Iterable[Known], day: str | None = None) -> str:
    """Return the text of a baseline file, which does not depend on the order of ``known``."""
    ordered = sorted(set(known), key=lambda item: item.sort_key)
    lines = [_HEAD, f"version: {VERSION}\n"]
    lines += [] if day is None else [f"date: {quoted(day)}\n"]
    lines.append("datasets:\n" if ordered else "datasets: {}\n")
    for dataset, group in groupby(ordered, key=lambda item: item.dataset):
        lines.append(f"  {quoted(dataset)}:\n")
        lines.extend(f"  - {{{', '.join(_written(item))}}}\n" for item in group)
    return "".join(lines)


def updated(before: Iterable[Known], audits: Iterable[Audit]) -> tuple[Known, ...]:
    """Return what is known after ``audits``: their findings, and entries that they did not check.

    Entries of other datasets, and of rules that were not run, are off or failed, are kept. Waived
    findings are not added: when the waiver ends, they are new again.
    """
    kept = list(before)
    for audit in audits:
        looked = looked_at(audit)
        kept = [item for item in kept if item.dataset != audit.dataset or item.rule not in looked]
        kept.extend(item for item in known_of(audit) if item.rule in looked)
    return tuple(sorted(kept, key=lambda item: item.sort_key))


def looked_at(audit: Audit) -> frozenset[str]:
    """Return the rules with complete findings: those that ran, or had nothing to check."""
    return frozenset(
        run.id
        for run in audit.rules
        if run.status != "failed" and not (run.changed is not None and run.changed.off)
    )


def resolved_of(item: Known, severity: str | None) -> Resolved:
    """Return an entry that is gone as a resolved finding of an audit."""
    return Resolved(
        rule=item.rule,
        severity=severity,
        fingerprint=item.fingerprint,
        subject=item.subject,
        other=item.other,
    )


def _known_of(dataset: str, finding: Finding) -> Known:
    known = Known(dataset=dataset, rule=finding.rule, subject=finding.subject, other=finding.other)
    years = finding.data.get("years")
    return replace(known, years=tuple(years)) if known.is_whole and years else known


def _known(file: EntryFile, dataset: str, entry: Entry) -> Known:
    known = entry.values
    other: FindingSubject | None = None
    if "other" in known:
        other = FindingSubject(known.get("other_label"), known["other"], known.get("other_name"))
    subject = FindingSubject(known.get("label"), known["subject"], known.get("name"))
    item = Known(dataset=dataset, rule=known["rule"], subject=subject, other=other)
    years = entry.lists.get("years", ())
    given = known.get("fingerprint")
    on_dataset = replace(item, subject=FindingSubject("Dataset", dataset, subject.name))
    if subject.id in (dataset, DATASET) and (
        subject.is_dataset or (subject.label is None and given in (None, on_dataset.fingerprint))
    ):
        item = on_dataset
    # earlier, a record with the id of the dataset had the dataset's fingerprint
    older = on_dataset.fingerprint if subject.id == dataset else item.fingerprint
    if given not in (None, item.fingerprint, older) or (
        years and not (item.is_whole and all(map(str.isdecimal, years)))
    ):
        raise file.fault(entry.line, _SHAPE)
    return replace(item, years=tuple(map(int, years))) if years else item


def _day(file: EntryFile, node: yaml.Node | None) -> str | None:
    """Return the date of the file, if it has one."""
    if node is None or is_null(node):
        return None
    value = str(node.value)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise file.fault(line_of(node), _SHAPE, NO_DAY.filled(key="date", value=value)) from error


def _written(item: Known) -> Iterator[str]:
    other = item.other or FindingSubject(None, "", None)
    values = (
        ("rule", item.rule),
        ("label", item.subject.label),
        ("subject", item.subject.id),
        ("name", item.subject.name),
        ("other_label", other.label),
        ("other", None if item.other is None else other.id),
        ("other_name", other.name),
        ("fingerprint", item.fingerprint),
    )
    yield from (f"{key}: {quoted(value)}" for key, value in values if value is not None)
    if item.years is not None:
        yield f"years: [{', '.join(map(str, item.years))}]"
