"""Write findings as JUnit XML, which CI systems show among test results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kinerja_graph.audit.finding import Audit, Finding, RuleRun
from kinerja_graph.library.rule import CATEGORIES, Rule
from kinerja_graph.library.words import STATUS_NAMES
from kinerja_graph.report.legal import remove_illegal
from kinerja_graph.report.report_context import Audited, ReportContext, counts

_COUNTED: Final = ("tests", "failures", "errors", "skipped")


def junit_text(subjects: Iterable[Audited], context: ReportContext) -> str:
    """Write a test suite per category of rules, a test case per rule, a failure per finding.

    A rule that does not apply is skipped, one that failed is an error. Waived findings, and with a
    baseline known ones, are not failures; the output of the test case lists them.
    """
    suites = [suite for subject in subjects for suite in _suites(subject, context)]
    totals = {name: sum(suite.numbers[name] for suite in suites) for name in _COUNTED}
    seconds = sum(suite.seconds for suite in suites)
    head = f"<testsuites{_attributes(name='kinerja', **totals, time=_time(seconds))}>"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head]
    for suite in suites:
        lines.extend(suite.lines)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


class _Suite:
    """Write the rules of one category over one audit as lines of XML with their counts."""

    __slots__ = ("lines", "numbers", "seconds")

    def __init__(
        self, subject: Audited, context: ReportContext, category: str, runs: Sequence[RuleRun]
    ) -> None:
        audit = subject.audit
        by_rule = _by_rule(audit)
        self.seconds = sum(run.milliseconds for run in runs) / 1000
        name = f"{audit.dataset} {audit.edition}: {category}"
        cases: list[str] = []
        failures = 0
        for run in runs:
            found = by_rule.get(run.id, [])
            failures += any(counts(audit, finding) for finding in found)
            cases.extend(_case(context, category, run, found, audit))
        self.numbers = {
            "tests": len(runs),
            "failures": failures,
            "errors": sum(run.status == "failed" for run in runs),
            "skipped": sum(run.status == "not-applicable" for run in runs),
        }
        head = _attributes(name=name, **self.numbers, time=_time(self.seconds))
        self.lines = [f"  <testsuite{head}>", *_compared(audit, context), *cases, "  </testsuite>"]


def _compared(audit: Audit, context: ReportContext) -> Iterable[str]:
    """Write what the findings were compared with as a property of a suite."""
    if audit.compared_with is not None:
        attributes = _attributes(
            name="compared_with", value=context.say(audit.compared_with.called)
        )
        yield from ("    <properties>", f"      <property{attributes}/>", "    </properties>")


def _suites(subject: Audited, context: ReportContext) -> list[_Suite]:
    order = {name: number for number, name in enumerate(CATEGORIES)}
    runs = sorted(
        (run for run in subject.audit.rules if run.id in context.by_id),
        key=lambda run: (order[context.by_id[run.id].category], run.id),
    )
    return [
        _Suite(subject, context, category, list(group))
        for category, group in groupby(runs, key=lambda run: context.by_id[run.id].category)
    ]


def _by_rule(audit: Audit) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in audit.listed:
        found.setdefault(finding.rule, []).append(finding)
    return found


def _case(
    context: ReportContext, category: str, run: RuleRun, found: Sequence[Finding], audit: Audit
) -> list[str]:
    rule = context.by_id[run.id]
    attributes = _attributes(
        classname=f"kinerja.{category}", name=run.id, time=_time(run.milliseconds / 1000)
    )
    body = list(_body(context, rule, run, found, audit))
    if not body:
        return [f"    <testcase{attributes}/>"]
    return [f"    <testcase{attributes}>", *body, "    </testcase>"]


def _body(
    context: ReportContext, rule: Rule, run: RuleRun, found: Sequence[Finding], audit: Audit
) -> Iterable[str]:
    why = "" if run.why is None else context.say(run.why)
    if run.status == "failed":
        yield f"      <error{_attributes(message=why, type='rule-failed')}/>"
    elif run.status == "not-applicable":
        yield f"      <skipped{_attributes(message=why)}/>"
    passed = [finding for finding in found if not counts(audit, finding)]
    for finding in found:
        if counts(audit, finding):
            attributes = _attributes(message=context.say(finding.message), type=rule.severity)
            yield f"      <failure{attributes}>{_text(_failure_text(context, finding))}</failure>"
    if passed:
        lines = "\n".join(
            f"[{context.say(STATUS_NAMES[item.status])}] {context.say(item.message)}"
            for item in passed
        )
        yield f"      <system-out>{_text(lines)}</system-out>"


def _failure_text(context: ReportContext, finding: Finding) -> str:
    lines = (
        context.say(finding.message),
        finding.place or "",
        " > ".join(finding.path),
        context.say(finding.remediation),
        finding.fingerprint,
    )
    return "\n".join(line for line in lines if line)


def _attributes(**values: object) -> str:
    return "".join(
        f" {name}={quoteattr(remove_illegal(str(value)), _BREAKS)}"
        for name, value in values.items()
    )


_BREAKS: Final[Mapping[str, str]] = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def _text(text: str) -> str:
    return escape(remove_illegal(text), {"\r": "&#13;"})


def _time(seconds: float) -> str:
    return f"{seconds:.4f}"
