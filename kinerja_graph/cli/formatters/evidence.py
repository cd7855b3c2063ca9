"""``audit --evidence``: the criteria of an evaluation sheet, with what the audit found for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.audit.evidence import RuleEvidence, SheetEvidence
from kinerja_graph.audit.finding import Audit
from kinerja_graph.cli.formatters.findings import decisions, verdict
from kinerja_graph.cli.formatters.words import STYLES, line, under
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.audit_sentences import is_off, share
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language, _

_NONE: Final = "○"
"""Nothing found: no praise, since a rule may have had little to look at."""
_WEIGHT: Final = _("weight {weight}")
_WAIVED: Final = _("{number} waived")
_NOT_SHOWN: Final = _("Not shown by a graph: ")
_BY_PEOPLE: Final = _("people answer it")
_NOTHING: Final = _("this plan has nothing for it to check")


def evidence_parts(
    audit: Audit, evidence: SheetEvidence, language: Language
) -> Iterator[RenderableType]:
    """Yield the sheet for people to read."""
    sheet = evidence.sheet
    off = {run.id for run in audit.rules if is_off(run)}
    yield line(f"{sheet.title.say(language)} ({sheet.source})", "bold")
    yield verdict(audit, language)
    for decision in decisions(audit, language):
        yield line(decision, "dim")
    yield line(sheet.note.say(language), "dim")
    for part in evidence.components:
        yield Line()
        name, weight = (part.component.name.say(language), part.component.weight)
        weighed = " · ".join(
            f"{one.name.say(language)} {format_number(one.weight, language)}"
            for one in part.aspects
        )
        yield line(f"{name}, {_WEIGHT.say(language, weight=weight)} ({weighed})", "bold")
        for criterion in part.criteria:
            asked = criterion.asked
            title = f"{asked.id} {asked.criterion.say(language)}"
            if asked.shown == "no":
                yield under(line(f"{title}: {_BY_PEOPLE.say(language)}", "dim"), 2)
                continue
            yield under(line(title), 2)
            for rule in criterion.rules:
                yield under(_rule(rule, language, off=rule.id in off), 4)
            missing = _NOT_SHOWN.say(language) + asked.not_shown.say(language)
            yield under(line(missing, "dim"), 4)


def _rule(rule: RuleEvidence, language: Language, *, off: bool) -> Line:
    if rule.status != "ran":
        status = None if off else WORDS[f"run.{rule.status}"]  # off: the reason says so
        texts = [one.say(language) for one in (status, rule.why) if one is not None]
        return line(f"– {rule.id}: {': '.join(texts)}", "dim")
    if not rule.population:
        return line(f"– {rule.id}: {_NOTHING.say(language)}", "dim")
    found = [share(rule.affected, rule.population, language)]
    if rule.waived:
        found.append(_WAIVED.say(language, number=rule.waived))
    severity = rule.severity if rule.affected and rule.severity else ""
    return Line.assemble(
        (f"{SIGNS[severity] if severity else _NONE} ", STYLES[severity]),
        line(f"{rule.id}: "),
        line(", ".join(found)),
    )
