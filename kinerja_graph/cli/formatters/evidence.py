"""``audit --evidence``: the criteria of an evaluation sheet, with what the audit says to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.audit.finding import Audit
from kinerja_graph.cli.formatters.findings import decisions, verdict
from kinerja_graph.cli.formatters.words import STYLES, line, under
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.tellings import share
from kinerja_graph.texts import Language, _

_NONE: Final = "○"
"""Nothing found: no praise, since a rule may have had little to look at."""
_WEIGHT: Final = _("weight {weight}")
_WAIVED: Final = _("{number} waived")
_NOT_SHOWN: Final = _("Not shown by a graph: ")
_NOTHING: Final = _("this plan has nothing of its kind")
_NOT_RUN: Final = _("not run")
_NOT_APPLICABLE: Final = _("does not apply: {why}")
_FAILED: Final = _("failed: {why}")


def evidence_parts(
    audit: Audit, evidence: Mapping[str, Any], language: Language
) -> Iterator[RenderableType]:
    """The sheet as people read it; ``evidence`` is its JSON answer."""
    yield line(f"{evidence['title']} ({evidence['source']})", "bold")
    yield verdict(audit, language)
    for told in decisions(audit, language):
        yield line(told, "dim")
    yield line(evidence["note"], "dim")
    for component in evidence["components"]:
        yield Line()
        weight = _WEIGHT.say(language, weight=component["weight"])
        parts = " · ".join(
            f"{one['name']} {format_number(one['weight'], language)}"
            for one in component["aspects"]
        )
        yield line(f"{component['name']}, {weight} ({parts})", "bold")
        for criterion in component["criteria"]:
            yield under(line(criterion["criterion"]), 2)
            for rule in criterion["rules"]:
                yield under(_rule(rule, language), 4)
            missing = _NOT_SHOWN.say(language) + criterion["not_shown"]
            yield under(line(missing, "dim"), 4)


def _rule(rule: Mapping[str, Any], language: Language) -> Line:
    if rule["status"] == "ran" and not rule["population"]:
        return line(f"– {rule['id']}: {_NOTHING.say(language)}", "dim")
    if rule["status"] == "ran":
        number, population = rule["affected"], rule["population"]
        told = [share(number, population, language)]
        if rule["waived"]:
            told.append(_WAIVED.say(language, number=rule["waived"]))
        severity = rule["severity"] if number else ""
        return Line.assemble(
            (f"{SIGNS[severity] if number else _NONE} ", STYLES[severity]),
            line(f"{rule['id']}: "),
            line(", ".join(told)),
        )
    text = {"not-run": _NOT_RUN, "failed": _FAILED}.get(rule["status"], _NOT_APPLICABLE)
    return line(f"– {rule['id']}: {text.say(language, why=rule['why'] or '')}", "dim")
