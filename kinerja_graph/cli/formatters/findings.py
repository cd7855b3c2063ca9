"""``audit`` and ``check``: the verdict first, then the findings by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.audit.finding import Audit, Finding, RuleRun
from kinerja_graph.cli.formatters.words import MEND, STYLES, line, marked, under
from kinerja_graph.cli.screen import make_safe
from kinerja_graph.library.rule import Rule
from kinerja_graph.library.words import (
    STATUS_NAMES,
    severity_mark,
    worst_severity,
)
from kinerja_graph.report.answers.shared import MORE
from kinerja_graph.report.audit_sentences import (
    comparison_sentence,
    findings_sentence,
    links_sentence,
    rules_sentence,
    share_of,
)
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.rules import general_text

_SET: Final = _("Parameter {name} = {value}.")
_CUT_OFF: Final = _("cuts off {number} below")
_REST: Final = _(" (--format csv or json gives all)")


def finding_parts(
    audit: Audit, rules: Sequence[Rule], language: Language, *, most: int | None = None
) -> Iterator[RenderableType]:
    """The audit as people read it.

    Args:
        audit: what was found.
        rules: the rules that ran, for their titles and remedies.
        language: the language of the answer.
        most: so many findings of each rule are shown; None: all.
    """
    yield verdict(audit, language)
    yield line(rules_sentence(audit, language, brief=True), "dim")
    links = links_sentence(audit, language)
    if links:
        yield line(links)
    for decision in decisions(audit, language):
        yield line(decision, "dim")
    for run in audit.failed:
        texts = [one.say(language) for one in (WORDS["run.failed"], run.why) if one is not None]
        yield marked("error", f"{run.id} · {': '.join(texts)}")
    if audit.with_baseline:
        yield line(comparison_sentence(audit, language), "dim")
    known = {rule.id: replace(rule, mend=audit.mends.get(rule.id, rule.mend)) for rule in rules}
    runs = {run.id: run for run in audit.rules}
    told_one_by_one = (finding for finding in audit.findings if finding.status != "waived")
    for rule_id, group in groupby(told_one_by_one, key=lambda finding: finding.rule):
        yield Line()
        yield from _rule_parts(known[rule_id], runs[rule_id], list(group), language, most)


def verdict(audit: Audit, language: Language) -> Line:
    """How many findings there are, in the colour of the gravest."""
    return marked(worst_severity(audit.summary()) or "good", findings_sentence(audit, language))


def decisions(audit: Audit, language: Language) -> Iterator[str]:
    """What the user decided of the rules, a line each: parameters, severities, rules off."""
    for name, value in audit.parameters.items():
        yield _SET.say(language, name=name, value=str(value))
    for run in audit.rules:
        if run.decision is not None:
            yield f"{run.id} · {run.decision.say(language)}"


def _rule_parts(
    rule: Rule, run: RuleRun, findings: Sequence[Finding], language: Language, most: int | None
) -> Iterator[RenderableType]:
    yield Line.assemble(
        (
            f"{severity_mark(rule.severity, language)}  ",
            STYLES[rule.severity],
        ),
        (f"{rule.title.say(language)}  ", "bold"),
        (rule.id, "dim"),
    )
    yield under(line(share_of(rule, run, findings, language), "dim"), 2)
    shown = findings if most is None else findings[:most]
    for finding in shown:
        yield under(line(finding.message.say(language)), 2)
        place = _place(finding, language)
        if place:
            yield under(line(place, "dim"), 4)
    if len(shown) < len(findings):
        rest = MORE.say(language, number=len(findings) - len(shown)) + _REST.say(language)
        yield under(line(rest, "dim"), 2)
    remedy = _remedy(rule, findings, language)
    yield under(Line.assemble((MEND.say(language), "green"), make_safe(remedy)), 2)


def _place(finding: Finding, language: Language) -> str:
    known = STATUS_NAMES["existing"].say(language) if finding.status == "existing" else ""
    parts = [known, finding.place or "", finding.agency or ""]
    if finding.cut_off:
        parts.append(_CUT_OFF.say(language, number=finding.cut_off))
    return " · ".join(part for part in parts if part)


def _remedy(rule: Rule, findings: Sequence[Finding], language: Language) -> str:
    """How to fix them: the sentence of the finding if there is one, else that of the rule."""
    own = {finding.remediation.say(language) for finding in findings}
    if len(own) == 1:
        return own.pop()
    return general_text(rule, rule.mend, language)
