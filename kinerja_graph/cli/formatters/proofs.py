"""``rules test`` and ``rules new``: which cases hold, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType

from kinerja_graph.audit.cases import Expectation
from kinerja_graph.cli.formatters.words import GOOD_STYLE, STYLES, line, marked, under
from kinerja_graph.library.words import SIGNS
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.proving import CaseProof, Proof

_HOLDS: Final = _("{rules:rule|rules}, {cases:case|cases}: all hold ({engine}).")
_BREAKS: Final = _("{failed} of {cases:case|cases} failed ({engine}).")
_LACKS: Final = _("no case {kind}")
_KINDS: Final[dict[Expectation, Text]] = {
    "passes": _("that passes"),
    "fails": _("that fails"),
    "not_applicable": _("that does not apply"),
}


def proof_parts(proof: Proof, language: Language) -> Iterator[RenderableType]:
    """Yield the verdict, then each rule with its cases and where a case differs."""
    cases = [case for rule in proof.rules for case in rule.cases]
    failed = sum(bool(case.differences) for case in cases)
    verdict = (_HOLDS if proof.holds else _BREAKS).say(
        language,
        rules=len(proof.rules),
        cases=len(cases),
        failed=failed,
        engine=f"{proof.engine.name} {proof.engine.version}",
    )
    mark, style = _mark(holds=proof.holds)
    yield line(f"{mark} {verdict}", style)
    for rule in proof.rules:
        mark, style = _mark(holds=rule.holds)
        yield line(f"{mark} {rule.rule}", style)
        for kind in rule.missing:
            text = _LACKS.say(language, kind=_KINDS[kind].say(language))
            yield under(marked("error", text), 2)
        for case in rule.cases:
            yield from _case(case, language)


def _case(proof: CaseProof, language: Language) -> Iterator[RenderableType]:
    mark, style = _mark(holds=not proof.differences)
    yield under(line(f"{mark} {proof.case.expectation}: {proof.case.name}", style), 2)
    for difference in proof.differences:
        yield under(line(difference.tell(language)), 6)


def _mark(*, holds: bool) -> tuple[str, str]:
    return (SIGNS["good"], GOOD_STYLE) if holds else (SIGNS["error"], STYLES["error"])
