"""Audits made by hand, with hostile names, for the documents of an audit."""

from dataclasses import replace
from datetime import date

from kinerja_graph.audit.finding import (
    Audit,
    ComparedWith,
    Finding,
    FindingSubject,
    Resolved,
    RuleRun,
    fingerprint,
)
from kinerja_graph.audit.waiver import Waiver, WaiverUse
from kinerja_graph.library.rules import Rule, load_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.report_context import Audited
from kinerja_graph.texts import Text

HOSTILE = "</script><script>alert(1)</script>&\"'\x00\x1b[2J\u202e\ud800\U0001f600]]>{{ 7*7 }}"
WAIVER = Waiver(
    rule="copy-down", subject="I-2", reason="Turunan wajib", until=date(2027, 1, 31), by="Bappeda"
)


def a_finding(
    rule: str = "copy-down",
    subject: str = "I-1",
    other: str | None = None,
    *,
    origin: str | None = "indicators.csv!7",
    agency: str | None = "dishub",
    name: str = "Kemacetan",
) -> Finding:
    known = next(one for one in load_rules() if one.id == rule)
    far = None if other is None else FindingSubject("Indicator", other, f"Nama {other}")
    return Finding(
        rule=rule,
        severity=known.severity,
        fingerprint=fingerprint(rule, "kota", subject, other),
        subject=FindingSubject("Indicator", subject, name),
        other=far,
        agency=agency,
        cut_off=3 if rule == "orphan-indicator" else None,
        message=Text(id=f"Pesan tentang {name} ({subject})", en=f"Message on {name} ({subject})"),
        remediation=Text(id=f"Perbaiki {subject}", en=f"Mend {subject}"),
        path=(subject,) if other is None else (subject, other),
        origin=origin,
        references=known.references,
        data={},
    )


def an_audit(*findings: Finding) -> Audit:
    ordered = tuple(sorted(findings, key=lambda one: one.sort_key))
    runs = [_run(rule, sum(one.rule == rule.id for one in ordered)) for rule in load_rules()]
    return Audit(
        dataset="kota",
        edition="2026-murni",
        engine=EngineInfo("neo4j", "5.26.30"),
        rules=tuple(runs),
        findings=ordered,
    )


def _run(rule: Rule, findings: int) -> RuleRun:
    about = RuleRun(id=rule.id, severity=rule.severity, status="ran", milliseconds=1.5)
    if rule.id == "detached-task":
        return replace(about, status="not-applicable", why=Text(id="tanpa tugas", en="no task"))
    if rule.id == "idle-unit":
        return replace(about, status="failed", why=Text(id="rusak", en="broken"))
    return replace(about, population=212, findings=findings)


def with_memory(audit: Audit) -> Audit:
    """The audit with one finding known, one waived and one resolved."""
    first, second, *rest = audit.findings
    findings = (
        replace(first, status="existing"),
        replace(second, status="waived", waiver=WAIVER),
        *rest,
    )
    gone = Resolved(
        rule="copy-down",
        severity="warning",
        fingerprint=fingerprint("copy-down", "kota", "I-9", None),
        subject=FindingSubject("Indicator", "I-9", "Dulu"),
        other=None,
    )
    expired = Waiver(rule="copy-down", subject="X", reason="r", until=date(2020, 1, 1), by="b")
    return replace(
        audit,
        findings=findings,
        gone=(gone,),
        compared_with=ComparedWith(baseline="garis.yaml", day="2026-01-02"),
        waivers=(WaiverUse(WAIVER, "used", 1), WaiverUse(expired, "expired", 0)),
    )


def a_subject(*findings: Finding, memory: bool = False, folder: str = "") -> Audited:
    """An audit to be reported; without ``findings`` of its own with four of different kinds."""
    found = findings or (
        replace(a_finding("orphan-indicator", "I-1"), line=9),
        a_finding("copy-down", "I-2", "I-3", origin="kerja.xlsx!Data 1!14", agency=None),
        replace(
            a_finding("copy-down", "I-4", origin="rencana.yaml!indicators!3", name=HOSTILE), line=12
        ),
        a_finding("unstated-logic", "I-5", origin=None),
    )
    audit = an_audit(*found)
    return Audited(
        audit=with_memory(audit) if memory else audit,
        edition=Edition(
            dataset="kota",
            edition="2026-murni",
            scope="s",
            name=f"Kota {HOSTILE}",
            first_year=2025,
            last_year=2029,
            loaded_at="2026-01-02T03:04:05Z",
            digest="ab" * 32,
        ),
        agencies={"dishub": "Dinas Perhubungan"},
        path_of=lambda file: f"{folder}{file}",
    )
