"""Write an audit as CSV, and decide whether it exceeds what a command tolerates."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from kinerja_graph.audit.finding import Audit, Finding, Thing
from kinerja_graph.library.rules import SEVERITIES
from kinerja_graph.numbers import finite
from kinerja_graph.texts import Language

FailOn = Literal["error", "warning", "info", "never"]
FAIL_ON: Final[tuple[FailOn, ...]] = (*SEVERITIES, "never")
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


def exceeds(audit: Audit, fail_on: FailOn) -> bool:
    """Return whether there is a finding at or above ``fail_on`` that counts.

    Waived findings never count; with a baseline only new ones do. Rules that failed are not
    considered here: see ``Audit.failed``.
    """
    if fail_on == "never":
        return False
    counted = ("new",) if audit.with_baseline else ("new", "existing")
    limit = SEVERITIES.index(fail_on)
    return any(
        finding.status in counted and SEVERITIES.index(finding.severity) <= limit
        for finding in audit.findings
    )


def _csv_rows(audit: Audit, language: Language) -> Iterator[list[object]]:
    beside = "" if audit.compared_with is None else audit.compared_with.called.say(language)
    for finding in audit.findings:
        yield [*_csv_row(finding, language), beside]


def _csv_row(finding: Finding, language: Language) -> list[object]:
    other = finding.other or Thing(None, "", None)
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
