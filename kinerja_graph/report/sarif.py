"""Write findings as SARIF 2.1.0 (OASIS), which code hosts and editors show next to the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from kinerja_graph.audit.finding import Audit, Finding, Resolved, RuleRun
from kinerja_graph.library.fields import TICK
from kinerja_graph.library.page import where_to_mend
from kinerja_graph.library.rule import Rule
from kinerja_graph.library.words import RULE_PARTS
from kinerja_graph.model.origin import place_of
from kinerja_graph.report.report_context import (
    PRODUCT,
    Audited,
    ReportContext,
    accepted,
    product_version,
)
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import _

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT: Final = "kinerja/v1"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_GONE: Final = _("No longer found: {id}")


def sarif_text(subjects: Iterable[Audited], context: ReportContext) -> str:
    """Write the log of one or several audits, a run for each; the text ends with a line break.

    A region is the physical line on which a row or item starts, if known, never its row number.
    Sheet, table and row are a logical location. A finding in imported data is at the planner's own
    location, and the row that was read is a related location. Baseline findings that are gone are
    ``absent``.
    """
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [_run(subject, context) for subject in subjects],
    }
    text = json.dumps(log, ensure_ascii=False, indent=2)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") + "\n"


def _run(subject: Audited, context: ReportContext) -> dict[str, Any]:
    audit = subject.audit
    numbers = {rule.id: number for number, rule in enumerate(context.rules)}
    results = [_result(subject, context, finding, numbers) for finding in audit.listed]
    results += [_absent(context, entry, numbers) for entry in audit.gone]
    return {
        "tool": {
            "driver": {
                "name": PRODUCT,
                "version": product_version(),
                "language": context.language,
                "rules": [_rule(rule, context) for rule in context.rules],
            }
        },
        "automationDetails": {"id": f"kinerja/{audit.dataset}/{audit.edition}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audit, context, numbers)],
        "results": results,
        "properties": {
            "dataset": audit.dataset,
            "edition": audit.edition,
            "engine": {"name": audit.engine.name, "version": audit.engine.version},
            "inputDigest": subject.edition.digest,
            "rulesDigest": context.digest,
            "summary": audit.summary(),
            "comparedWith": None if audit.compared_with is None else as_json(audit.compared_with),
        },
    }


def _rule(rule: Rule, context: ReportContext) -> dict[str, Any]:
    what, why, mend = context.say(rule.what), context.say(rule.why), context.mends[rule.id]
    sources = [
        f"{context.say(source.name)}: {context.say(source.about)}" for source in rule.sources
    ]
    where = where_to_mend(rule, context.language)
    places = ((RULE_PARTS["where"], [where]),) if where else ()
    sections = (
        (RULE_PARTS["why"], [why]),
        (RULE_PARTS["mend"], [mend]),
        *places,
        (RULE_PARTS["sources"], sources),
    )
    plain = "\n\n".join(f"{context.say(head)}: {'; '.join(texts)}" for head, texts in sections)
    marked = "\n\n".join(f"**{context.say(head)}.** {'; '.join(texts)}" for head, texts in sections)
    return {
        "id": rule.id,
        "shortDescription": {"text": context.say(rule.title)},
        "fullDescription": {"text": what},
        "help": {"text": f"{what}\n\n{plain}".replace(TICK, ""), "markdown": f"{what}\n\n{marked}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"category": rule.category, "tags": [rule.category]},
    }


def _invocation(audit: Audit, context: ReportContext, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Report that all rules ran, which did not apply, and which failed and why."""
    notices = [_notice(run, context, numbers) for run in audit.rules if run.why is not None]
    return {"executionSuccessful": not audit.failed, "toolExecutionNotifications": notices}


def _notice(run: RuleRun, context: ReportContext, numbers: Mapping[str, int]) -> dict[str, Any]:
    why = "" if run.why is None else context.say(run.why)
    return {
        "level": "error" if run.status == "failed" else "note",
        "message": {"text": why or run.status},
        "associatedRule": _reference(run.id, numbers),
        "properties": {"status": run.status},
    }


def _reference(rule: str, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {"id": rule} | ({"index": numbers[rule]} if rule in numbers else {})


def _result(
    subject: Audited, context: ReportContext, finding: Finding, numbers: Mapping[str, int]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": context.say(finding.message)},
        **_locations(subject, finding),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if subject.audit.with_baseline:
        result["baselineState"] = "new" if finding.status == "new" else "unchanged"
    if finding.waiver is not None:
        result["suppressions"] = [_suppression(finding, context)]
    result["properties"] = {
        "status": finding.status,
        "agency": finding.agency,
        "cutOff": finding.cut_off,
        "path": list(finding.path),
        "remediation": context.say(finding.remediation),
        "references": list(finding.references),
        "data": dict(finding.data),
    }
    return result


def _suppression(finding: Finding, context: ReportContext) -> dict[str, Any]:
    waiver = finding.waiver
    why = "" if waiver is None else accepted(waiver, context.language)
    return {"kind": "external", "status": "accepted", "justification": why}


def _locations(subject: Audited, finding: Finding) -> dict[str, Any]:
    """Return a result's location: the planner's own, if any, with the row as related location."""
    audit = subject.audit
    label = finding.subject.label or "Record"
    names = [audit.dataset, audit.edition, label, finding.subject.id]
    record = {"name": finding.subject.id, "fullyQualifiedName": "/".join(names), "kind": label}
    row = _location(subject, finding.origin, finding.line)
    if finding.source is None:
        return {"locations": [_with(record, row)]}
    own = _location(subject, finding.source, None)
    related = {"relatedLocations": [row | {"message": {"text": finding.origin}}]} if row else {}
    return {"locations": [_with(record, own)], **related}


def _with(record: Mapping[str, Any], location: Mapping[str, Any]) -> dict[str, Any]:
    """Return a location that starts with the name of the record."""
    return {**location, "logicalLocations": [record, *location.get("logicalLocations", ())]}


def _location(subject: Audited, origin: str | None, line: int | None) -> dict[str, Any]:
    """Return a location in the input; empty if it is none."""
    place = place_of(origin)
    if place is None:
        return {}
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(subject.path_of(place.file))}}
    if line is not None:
        physical["region"] = {"startLine": line}
        if place.sheet is None:
            return {"physicalLocation": physical}
    name = place.spot if place.sheet is None else f"{place.sheet}!{place.spot}"
    kind = "row" if place.row is not None else "cell"
    logical = {"name": name, "fullyQualifiedName": origin, "kind": kind}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _uri(path: str) -> str:
    """Convert a path to a relative reference of RFC 3986.

    >>> _uri("plans/2026/data 1.csv")
    'plans/2026/data%201.csv'
    """
    return quote(path, safe="/-._~!$&'()*+,;=@", errors="replace")


def _absent(context: ReportContext, entry: Resolved, numbers: Mapping[str, int]) -> dict[str, Any]:
    name = entry.subject.id
    return {
        "ruleId": entry.rule,
        **({"ruleIndex": numbers[entry.rule]} if entry.rule in numbers else {}),
        "kind": "pass",
        "level": "none",
        "message": {"text": context.say(_GONE, id=name)},
        "locations": [{"logicalLocations": [{"name": name}]}],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
        "baselineState": "absent",
    }
