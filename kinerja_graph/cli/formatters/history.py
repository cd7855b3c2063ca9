"""The history of an audit: what is resolved, what is waived, and what became of waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.audit.finding import Audit, Resolved
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.cli.formatters.words import GOOD_STYLE, STYLES, line, marked, under
from kinerja_graph.library.references import resolve
from kinerja_graph.library.rule import Rule
from kinerja_graph.library.words import SIGNS, count_severities, worst_severity
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import MORE
from kinerja_graph.report.audit_sentences import place_text
from kinerja_graph.report.report_context import accepted, state_of
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.auditing import Broken, Everything

if TYPE_CHECKING:
    from kinerja_graph.audit.changes import FindingChanges

_COMPARE: Final = "report.answers.compare"
_RESOLVED: Final = _("Resolved ({number})")
_CAME: Final = _("New ({number})")
_UNCHANGED: Final = _("No finding appeared or disappeared.")
_WAIVED: Final = _("Waived ({number})")
_IDLE: Final = _("Waivers that waive nothing")
_IN_ORDER: Final = frozenset({"used", "not-run"})
_WAIVER: Final = _("Line {line}: {rule}, {subject}: {state}")
_SUM: Final = _("{number:dataset|datasets}: {numbers}.")
CLEAN: Final = _("no findings")


def history_parts(
    audit: Audit, rules: Sequence[Rule], language: Language
) -> Iterator[RenderableType]:
    """Yield what follows the findings: resolved and waived ones, and idle waivers."""
    titles = {rule.id: rule.title.say(language) for rule in rules}
    if audit.gone:
        yield from _head(_RESOLVED.say(language, number=len(audit.gone)), GOOD_STYLE)
        for entry in audit.gone:
            yield under(line(f"{SIGNS['good']} {_entry(entry, titles)}"), 2)
    waived = [finding for finding in audit.findings if finding.status == "waived"]
    if waived:
        yield from _head(_WAIVED.say(language, number=len(waived)), "bold")
        for finding in waived:
            yield under(line(finding.message.say(language)), 2)
            if finding.waiver is not None:
                yield under(line(accepted(finding.waiver, language), "dim"), 4)
    yield from waiver_parts(audit.waivers or (), language)


def change_parts(
    changes: FindingChanges, language: Language, most: int
) -> Iterator[RenderableType]:
    """Yield the resolved and the new findings with their places, at most ``most`` of each."""
    if not changes.come and not changes.go:
        yield line(_UNCHANGED.say(language), "dim")
    for title, singly, findings, mood in (
        (_RESOLVED, f"{_COMPARE}:SINGLY_NOW", changes.go, "good"),
        (_CAME, f"{_COMPARE}:SINGLY_BEFORE", changes.come, None),
    ):
        if findings:
            number = format_number(len(findings), language)
            yield line(title.say(language, number=number), "bold")
        for finding in findings[:most]:
            yield under(marked(mood or finding.severity, finding.message.say(language)), 2)
            others = changes.singly.get(finding.fingerprint)
            if others is not None:
                shown = format_number(others, language)
                yield under(line(resolve(singly).say(language, number=shown), "dim"), 4)
            place = place_text(finding, language)
            if place:
                yield under(line(place, "dim"), 4)
        if len(findings) > most:
            rest = format_number(len(findings) - most, language)
            yield under(line(MORE.say(language, number=rest), "dim"), 2)


def waiver_parts(uses: Iterable[WaiverUse], language: Language) -> Iterator[RenderableType]:
    """Yield the waivers that waive nothing, each with the reason."""
    idle = [use for use in uses if use.state not in _IN_ORDER]
    if not idle:
        return
    yield from _head(f"{SIGNS['warning']} {_IDLE.say(language)}", STYLES["warning"])
    for use in idle:
        waiver = use.waiver
        state = state_of(use, language)
        text = _WAIVER.say(
            language, line=waiver.line, rule=waiver.rule, subject=waiver.about, state=state
        )
        yield under(line(text), 2)


def sum_parts(found: Everything, language: Language) -> Iterator[RenderableType]:
    """Yield a summary of all datasets, and those that could not be audited."""
    summary = found.summary()
    numbers = count_severities(summary, language) or CLEAN.say(language)
    text = _SUM.say(language, number=len(found.outcomes), numbers=numbers)
    yield marked(worst_severity(summary) or "good", text)
    if found.broken:
        names = ", ".join(one.edition.dataset for one in found.broken)
        text = WORDS["all.broken"].say(language, number=len(found.broken), names=names)
        yield marked("error", text)
    yield from waiver_parts(found.waivers or (), language)


def broken_parts(one: Broken, language: Language) -> Iterator[RenderableType]:
    """Yield why a dataset could not be audited."""
    yield marked("error", f"{one.edition.dataset} {one.edition.edition}")
    yield under(line(one.error.tell(language)), 2)


def _head(text: str, style: str) -> Iterator[RenderableType]:
    yield Line()
    yield line(text, style)


def _entry(entry: Resolved, titles: Mapping[str, str]) -> str:
    ends = [entry.subject, *([] if entry.other is None else [entry.other])]
    named = " → ".join(f"{end.name} ({end.id})" if end.name else end.id for end in ends)
    return f"{titles.get(entry.rule, entry.rule)}: {named}"
