"""An audit as JSON (contract §3), as CSV and as rows of a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final, Literal

from kinerja_graph.audit.finding import Audit, ComparedWith, Finding, RuleRun, Thing
from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.library.rules import SEVERITIES
from kinerja_graph.numbers import finite
from kinerja_graph.texts import Language, _

FailOn = Literal["error", "warning", "info", "never"]
FAIL_ON: Final[tuple[FailOn, ...]] = (*SEVERITIES, "never")
CSV_HEADINGS: Final = (
    "rule", "severity", "status", "fingerprint", "subject_label", "subject_id", "subject_name",
    "other_label", "other_id", "other_name", "agency", "cut_off", "message", "remediation", "path",
    "origin", "references", "data", "compared_with",
)  # fmt: skip
TABLE_HEADINGS: Final = (
    _("Severity"),
    _("Rule"),
    _("Agency"),
    _("Finding"),
    _("Origin"),
)
SEVERITY_WORDS: Final = {
    "error": _("error"),
    "warning": _("warning"),
    "info": _("info"),
}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def as_json(audit: Audit, language: Language) -> dict[str, Any]:
    """The audit in the shape of contract §3, sentences in ``language``."""
    return {
        "dataset": audit.dataset,
        "edition": audit.edition,
        "engine": {"name": audit.engine.name, "version": audit.engine.version},
        "rules": [_rule(run, language) for run in audit.rules],
        "findings": [finding_json(finding, language) for finding in audit.findings],
        "resolved": [dict(entry) for entry in audit.resolved],
        "summary": audit.summary(),
        "compared_with": compared_json(audit.compared_with),
        **({} if audit.waivers is None else {"waivers": waivers_json(audit.waivers)}),
    } | ({"parameters": dict(audit.parameters)} if audit.parameters else {})


def compared_json(beside: ComparedWith | None) -> dict[str, str | None] | None:
    """With what findings were compared: ``edition``, or ``baseline``, its ``date``, who set it."""
    if beside is None:
        return None
    return {
        "edition": beside.edition,
        "baseline": beside.baseline,
        "date": beside.day,
        "set_by": beside.by,
    }


def waivers_json(uses: Iterable[WaiverUse]) -> list[dict[str, Any]]:
    """What became of each waiver, in the order of their file."""
    return [
        {
            "rule": use.waiver.rule,
            "dataset": use.waiver.dataset,
            "subject": use.waiver.subject,
            "other": use.waiver.other,
            "fingerprint": use.waiver.fingerprint,
            **_waiver(use.waiver),
            "line": use.waiver.line,
            "status": use.state,
            "findings": use.findings,
        }
        for use in uses
    ]


def json_text(audit: Audit, language: Language) -> str:
    """``as_json`` as text: two blanks of indent, characters as they are, one final line break."""
    return json.dumps(as_json(audit, language), ensure_ascii=False, indent=2) + "\n"


def csv_text(audit: Audit, language: Language) -> str:
    """The findings as CSV: a heading row, comma, CRLF, lists joined by ``;``, data as JSON.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. The last column
    tells with what the findings were compared.
    """
    return _csv(CSV_HEADINGS, _csv_rows(audit, language))


def csv_text_of_all(audits: Iterable[Audit], language: Language) -> str:
    """The findings of several audits as one CSV: ``csv_text`` after dataset and edition."""
    rows = (
        [audit.dataset, audit.edition, *row]
        for audit in audits
        for row in _csv_rows(audit, language)
    )
    return _csv(("dataset", "edition", *CSV_HEADINGS), rows)


def table_headings(language: Language) -> list[str]:
    """The headings of the table of findings."""
    return [heading.say(language) for heading in TABLE_HEADINGS]


def table_rows(audit: Audit, language: Language) -> Iterator[list[str]]:
    """The findings as rows under ``table_headings``; plain text, no markup."""
    for finding in audit.findings:
        yield [
            SEVERITY_WORDS[finding.severity].say(language),
            finding.rule,
            finding.agency or "",
            finding.message.say(language),
            finding.place or "",
        ]


def exceeds(audit: Audit, fail_on: FailOn) -> bool:
    """Whether a finding at or above ``fail_on`` counts.

    Waived ones never count; with a baseline only new ones do.
    A rule that failed is no matter of this: see ``Audit.failed``.
    """
    if fail_on == "never":
        return False
    counted = ("new",) if audit.with_baseline else ("new", "existing")
    limit = SEVERITIES.index(fail_on)
    return any(
        finding.status in counted and SEVERITIES.index(finding.severity) <= limit
        for finding in audit.findings
    )


def _rule(run: RuleRun, language: Language) -> dict[str, Any]:
    return {
        "id": run.id,
        "severity": run.severity,
        "population": run.population,
        "findings": run.findings,
        "milliseconds": run.milliseconds,
        "status": run.status,
        "why": None if run.why is None else run.why.say(language),
    } | ({} if run.changed is None else {"changed": asdict(run.changed)})


def finding_json(finding: Finding, language: Language) -> dict[str, Any]:
    """One finding in the shape of contract §3, sentences in ``language``."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "subject": _thing(finding.subject),
        "other": None if finding.other is None else _thing(finding.other),
        "agency": finding.agency,
        "cut_off": finding.cut_off,
        "message": finding.message.say(language),
        "remediation": finding.remediation.say(language),
        "path": list(finding.path),
        "origin": finding.origin,
        "source": finding.source,
        "references": list(finding.references),
        "data": finite(finding.data),
        **({} if finding.waiver is None else {"waiver": _waiver(finding.waiver)}),
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    until = None if waiver.until is None else waiver.until.isoformat()
    return {"reason": waiver.reason, "until": until, "by": waiver.by}


def _thing(thing: Thing) -> dict[str, Any]:
    return {"label": thing.label, "id": thing.id, "name": thing.name}


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
