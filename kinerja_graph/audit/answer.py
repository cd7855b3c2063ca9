"""Write an audit as CSV, and decide whether it exceeds what a command tolerates."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, share_of
from kinerja_graph.library.rules import SEVERITIES
from kinerja_graph.numbers import finite
from kinerja_graph.texts import Language

FailSeverity = Literal["error", "warning", "info", "never"]
FAIL_SEVERITIES: Final[tuple[FailSeverity, ...]] = (*SEVERITIES, "never")
CSV_HEADINGS: Final = (
    "rule", "severity", "status", "fingerprint", "subject_label", "subject_id", "subject_name",
    "other_label", "other_id", "other_name", "agency", "cut_off", "message", "remediation", "path",
    "origin", "references", "data", "compared_with",
)  # fmt: skip
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_text(audit: Audit, language: Language) -> str:
    """Return the findings as CSV: a heading row, comma, CRLF, lists joined by ``;``, data as JSON.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. The last column says
    what the findings were compared with.
    """
    return _csv(CSV_HEADINGS, _csv_rows(audit, language))


def csv_text_of_all(audits: Iterable[Audit], language: Language) -> str:
    """Return the findings of several audits as one CSV: ``csv_text`` after dataset and edition."""
    rows = (
        [audit.dataset, audit.edition, *row]
        for audit in audits
        for row in _csv_rows(audit, language)
    )
    return _csv(("dataset", "edition", *CSV_HEADINGS), rows)


@dataclass(frozen=True, slots=True)
class FailOn:
    """What an audit must not come to.

    Attributes:
        severity: no finding of this severity or a graver one; ``never``: whatever is found.
        percents: by rule, the percentage of its population from which its findings are too many.
    """

    severity: FailSeverity = "error"
    percents: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What of a finding decides whether it counts, wherever the finding itself is kept.

    Attributes:
        rule, severity: those of the finding.
        of_all: whether it is on the dataset rather than on a record.
    """

    rule: str
    severity: str
    of_all: bool


def exceeds(audit: Audit, fail_on: FailOn) -> bool:
    """Return whether the findings of ``audit`` that count are graver, or more, than ``fail_on``.

    Waived findings never count; with a baseline only new ones do. Of no findings there is no
    percentage: even 0 % needs one. Rules that failed are not considered here: see ``Audit.failed``.
    """
    counted = ("new",) if audit.with_baseline else ("new", "existing")
    found = [
        Counted(rule=one.rule, severity=one.severity, of_all=one.subject.is_dataset)
        for one in audit.findings
        if one.status in counted
    ]
    return counted_exceed(found, {run.id: run.population for run in audit.rules}, fail_on)


def counted_exceed(
    found: Iterable[Counted], populations: Mapping[str, int], fail_on: FailOn
) -> bool:
    """Return the same of findings that count, with the population of each rule."""
    listed = list(found)
    grave = () if fail_on.severity == "never" else SEVERITIES[: _rank(fail_on.severity)]
    return any(one.severity in grave for one in listed) or any(
        _reaches([one for one in listed if one.rule == rule], populations.get(rule, 0), percent)
        for rule, percent in fail_on.percents
    )


def _rank(severity: FailSeverity) -> int:
    return FAIL_SEVERITIES.index(severity) + 1


def _reaches(found: list[Counted], population: int, percent: Decimal) -> bool:
    of_all = any(one.of_all for one in found)
    share = share_of(len(found), population, of_all=of_all)
    return bool(found) and share * 100 >= Fraction(percent)


def _csv_rows(audit: Audit, language: Language) -> Iterator[list[object]]:
    beside = "" if audit.compared_with is None else audit.compared_with.called.say(language)
    for finding in audit.listed:
        yield [*_csv_row(finding, language), beside]


def _csv_row(finding: Finding, language: Language) -> list[object]:
    other = finding.other or FindingSubject(None, "", None)
    data = json.dumps(finite(finding.data), ensure_ascii=False, sort_keys=True)
    return [
        finding.rule,
        finding.severity,
        finding.status,
        finding.fingerprint,
        finding.subject.label,
        finding.subject.id,
        finding.subject.name,
        other.label,
        other.id,
        other.name,
        finding.agency,
        finding.cut_off,
        finding.message.say(language),
        finding.remediation.say(language),
        ";".join(finding.path),
        finding.place,
        ";".join(finding.references),
        data,
    ]


def _csv(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
