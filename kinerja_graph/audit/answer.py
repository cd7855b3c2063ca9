"""Write an audit as CSV, and decide whether it exceeds what a command tolerates."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, share_found
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


def exceeds(audit: Audit, fail_on: FailOn) -> bool:
    """Return whether the findings of ``audit`` that count are graver, or more, than ``fail_on``.

    Waived findings never count; with a baseline only new ones do. Of no findings there is no
    percentage: even 0 % needs one. Rules that failed are not considered here: see ``Audit.failed``.
    """
    counted = ("new",) if audit.with_baseline else ("new", "existing")
    found = [finding for finding in audit.findings if finding.status in counted]
    grave = () if fail_on.severity == "never" else SEVERITIES[: _rank(fail_on.severity)]
    return any(finding.severity in grave for finding in found) or any(
        _reaches([finding for finding in found if finding.rule == rule], audit, rule, percent)
        for rule, percent in fail_on.percents
    )


def _rank(severity: FailSeverity) -> int:
    return FAIL_SEVERITIES.index(severity) + 1


def _reaches(found: list[Finding], audit: Audit, rule: str, percent: Decimal) -> bool:
    population = next((run.population for run in audit.rules if run.id == rule), 0)
    return bool(found) and share_found(found, population) * 100 >= Fraction(percent)


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
