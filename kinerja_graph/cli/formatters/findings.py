"""``audit`` and ``check``: the answer on one screen, or the findings by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final, cast

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text as Line

from kinerja_graph.audit.causes import Cause, causes
from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.audit.wording import spoken
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.history import CLEAN, sum_parts
from kinerja_graph.cli.formatters.words import MEND, STYLES, line, marked, under
from kinerja_graph.cli.screen import make_safe
from kinerja_graph.library.rule import SEVERITIES, Rule
from kinerja_graph.library.words import (
    STATUS_NAMES,
    count_severities,
    severity_mark,
    worst_severity,
)
from kinerja_graph.model.edition import Edition
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.audit import Group
from kinerja_graph.report.answers.follow_ups import follow_up_line, follow_up_mood
from kinerja_graph.report.answers.shared import MORE
from kinerja_graph.report.audit_sentences import (
    MOST_NAMED,
    by_rule,
    cascade_sentences,
    comparison_sentence,
    findings_sentence,
    named,
    place_text,
    rules_sentence,
    share_of,
    told_with,
)
from kinerja_graph.report.document import Paragraph, Span, Table, joined
from kinerja_graph.report.report_context import Audited
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.auditing import Broken, Everything
from kinerja_graph.workflow.rules import general_mend

LINES: Final = 22
"""Lines of an answer: of a screen of 24, the command above and the prompt below need theirs."""
SHOWN: Final = 20
"""So many findings of each rule are listed."""
_MOST_SAID: Final = 2
"""Lines of the verdict, and of what it rests on."""
_SET: Final = _("Parameter {name} = {value}.")
_CUT_OFF: Final = _("cuts off {number} below")
_REST: Final = _(" (--limit N lists more, --format csv or json all)")
_TOLD_AT: Final = _("{number} more with what they come from: {rules}.")
_LISTED: Final = _("Listed are those of {agencies}: {number} of {all}.")


def answer_parts(groups: Iterable[Group], step: Line, columns: int) -> Iterator[RenderableType]:
    """Yield the answer on one screen: a line a thing; blank lines between groups if they fit.

    Args:
        groups: verdict, breaks, rules and agencies.
        step: the command that comes next.
        columns: those of the screen.
    """
    parts = [list(_lines(group, columns)) for group in groups]
    lines = [sum(height for _part, height in group) for group in parts]
    room = LINES - sum(lines) - step_lines(step, columns)
    for number, group in enumerate(parts):
        if number and room >= len(parts) - number:
            room -= 1
            yield Line()
        yield from (part for part, _height in group)
    if room > 0:
        yield Line()
    yield step


def step_lines(step: Line, columns: int) -> int:
    """Return how many lines the next steps take: a terminal wraps what is copied whole."""
    return sum(max(ceil(one.cell_len / columns), 1) for one in step.split(allow_blank=True))


def answer_parts_of_all(
    found: Everything, step: Callable[[Edition], Line], language: Language, columns: int
) -> Iterator[RenderableType]:
    """Yield all datasets on one screen: the sum, a line each (worst first), the next command.

    Datasets that could not be audited come before all others. ``step`` gets the worst edition
    that could be audited.
    """
    head = list(sum_parts(found, language))[: LINES // 3]
    ordered = sorted(found.outcomes, key=_worst_first)
    audited = [one for one in ordered if isinstance(one, Audited)]
    next_one = step(audited[0].edition) if audited else None
    room = LINES - len(head) - (0 if next_one is None else step_lines(next_one, columns))
    shown = ordered if len(ordered) <= room else ordered[: room - 1]
    yield from (_shortened(one, columns) for one in head)
    for one in shown:
        yield _shortened(_dataset(one, language), columns)
    if len(shown) < len(ordered):
        yield line(MORE.say(language, number=len(ordered) - len(shown)), "dim")
    if next_one is not None:
        yield next_one


def _worst_first(one: Audited | Broken) -> tuple[bool, tuple[int, ...], str]:
    if isinstance(one, Broken):
        return False, (), one.edition.dataset
    summary = one.audit.summary()
    return True, tuple(-summary[level] for level in SEVERITIES), one.edition.dataset


def _dataset(one: Audited | Broken, language: Language) -> Line:
    name = f"{one.edition.dataset} {one.edition.edition}"
    if isinstance(one, Broken):
        return marked("error", f"{name}: {one.error.what.say(language)}")
    if one.audit.failed:
        failed = ", ".join(run.id for run in one.audit.failed)
        return marked("error", f"{name}: {WORDS['run.failed'].say(language)}: {failed}")
    summary = one.audit.summary()
    numbers = count_severities(summary, language) or CLEAN.say(language)
    return marked(worst_severity(summary) or "good", f"{name}: {numbers}")


def _shortened(part: RenderableType, columns: int) -> RenderableType:
    if isinstance(part, Line):
        part.truncate(columns, overflow="ellipsis")
    return part


def _lines(group: Group, columns: int) -> Iterator[tuple[RenderableType, int]]:
    """Yield the blocks with the lines that each takes; paragraphs take at most two in all."""
    held: list[Line] = []
    for block in group:
        if isinstance(block, Paragraph):
            left = _MOST_SAID - len(held)
            briefs = [span.brief for span in block.line if span.brief]
            if left:
                held += _at_most(block, left, columns)
            elif briefs:
                held[-1] = _ended(held[-1], briefs, columns)
        elif isinstance(block, Table):
            for part in block_parts([block], columns):
                yield part, len(block.rows)
    yield from ((one, 1) for one in held)


def _ended(text: Line, briefs: Sequence[str], columns: int) -> Line:
    """Return a line with sentences at its end, cut before them as far as it must be.

    Where they leave less than a third of the line, the last of them has to do, or none.
    """
    for ending in (" ".join(briefs), briefs[-1]):
        room = columns - cell_len(ending) - 1
        if room >= columns // 3:
            shortened = text.copy()
            shortened.truncate(room, overflow="ellipsis")
            return Line().append_text(shortened).append(f" {ending}")
    return text


def _at_most(paragraph: Paragraph, lines: int, columns: int) -> Iterator[Line]:
    """Yield a paragraph in at most so many lines: without the sentences that have no room.

    Each span of a note is a sentence; one with ``brief`` is always there. If there is none such,
    the first is, cut if it is longer by itself.
    """

    def fits(spans: Iterable[Span]) -> bool:
        line = joined(spans, " ")
        return len(_wrapped(replace(paragraph, line=line), columns)) <= lines

    sentences = [one for one in paragraph.line if one.text.strip()]
    kept: Sequence[Span] = paragraph.line
    if paragraph.role == "note":
        kept = ()
        needed = [replace(one, text=one.brief) for one in sentences if one.brief]
        for sentence in sentences:
            if sentence.brief:
                needed = needed[1:]
                is_room = fits([*kept, sentence, *needed])
                kept = [*kept, sentence if is_room else replace(sentence, text=sentence.brief)]
            elif fits([*kept, sentence, *needed]) or not (kept or needed):
                kept = [*kept, sentence]
        kept = joined(kept, " ")
    whole = _wrapped(replace(paragraph, line=tuple(kept)), columns)
    if len(whole) <= lines:
        yield from whole
        return
    yield from whole[: lines - 1]
    rest = Line(" ").join(whole[lines - 1 :])
    rest.truncate(columns, overflow="ellipsis")
    yield rest


def _wrapped(paragraph: Paragraph, columns: int) -> list[Line]:
    (text,) = block_parts([paragraph], columns)
    wrapped = list(cast("Line", text).wrap(Console(width=columns), columns))
    for one in wrapped:
        one.rstrip()
    return wrapped


def finding_parts(
    subject: Audited,
    rules: Sequence[Rule],
    language: Language,
    *,
    most: int | None = None,
    named: int = MOST_NAMED,
) -> Iterator[RenderableType]:
    """Yield the audit for people to read.

    Args:
        subject: what was found, and the names of its agencies.
        rules: the rules that ran, for their titles and remedies.
        language: the language of the answer.
        most: how many findings of each rule are shown; None: all.
        named: how many of the findings that are told with a cause are named.

    The counts of a rule include findings that are not listed.
    """
    audit = subject.audit
    yield verdict(audit, language)
    yield line(rules_sentence(audit, language, brief=True), "dim")
    links = cascade_sentences(audit, language)
    if links:
        yield line(links)
    for decision in decisions(audit, language):
        yield line(decision, "dim")
    for run in audit.failed:
        texts = [one.say(language) for one in (WORDS["run.failed"], run.why) if one is not None]
        yield marked("error", f"{run.id} · {': '.join(texts)}")
    if audit.with_baseline:
        yield line(comparison_sentence(audit, language), "dim")
    listed = [finding for finding in audit.listed if finding.status != "waived"]
    if audit.listed_agencies:
        counted = sum(finding.status != "waived" for finding in audit.findings)
        agencies, numbers = ", ".join(audit.listed_agencies), (len(listed), counted)
        number, total = (format_number(one, language) for one in numbers)
        yield line(_LISTED.say(language, agencies=agencies, number=number, all=total))
    titles = {rule.id: rule.title.say(language) for rule in rules}
    yield from _by_rule(_Shown(subject, titles, language, most, named), listed, rules)


def _by_rule(
    shown: _Shown, listed: Sequence[Finding], rules: Sequence[Rule]
) -> Iterator[RenderableType]:
    """Yield the rules, each with the causes that it found, worst first, and how to fix them."""
    audit, language = shown.subject.audit, shown.language
    known = {rule.id: replace(rule, mend=audit.mends.get(rule.id, rule.mend)) for rule in rules}
    runs = {run.id: run for run in audit.rules}
    every = by_rule(audit)
    told = {id(one.head): one for one in causes(listed)}
    came_from = {id(one): each.head.rule for each in told.values() for one in each.findings}
    for rule_id, worst_first in audit.rules_worst_first(listed).items():
        share = share_of(known[rule_id], runs[rule_id], every[rule_id], language)
        heads = [told[id(one)] for one in worst_first if id(one) in told]
        others = [came_from[id(one)] for one in worst_first if id(one) not in told]
        yield Line()
        yield from shown.rule_parts(known[rule_id], share, heads)
        yield from shown.told_elsewhere([one for one in others if one != rule_id])
        remedy = make_safe(_remedy(known[rule_id], worst_first, language))
        yield under(Line.assemble((MEND.say(language), "green"), remedy), 2)


def verdict(audit: Audit, language: Language) -> Line:
    """Return the number of findings, in the colour of the gravest."""
    return marked(worst_severity(audit.summary()) or "good", findings_sentence(audit, language))


def decisions(audit: Audit, language: Language) -> Iterator[str]:
    """Yield what the user set, a line each: parameters, severities, disabled rules."""
    for name, value in audit.parameters.items():
        yield _SET.say(language, name=name, value=str(value))
    for run in audit.rules:
        if run.decision is not None:
            yield f"{run.id} · {run.decision.say(language)}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """How the findings of a rule are written: of an audit, in a language, so many.

    Attributes:
        titles: the titles of the rules, by their ids.
        named: so many findings that are told with a cause are named.
    """

    subject: Audited
    titles: Mapping[str, str]
    language: Language
    most: int | None
    named: int

    def rule_parts(
        self, rule: Rule, share: str, found: Sequence[Cause]
    ) -> Iterator[RenderableType]:
        """Yield a rule, its counts, and the causes that it found, with what they bring along."""
        language = self.language
        yield Line.assemble(
            (f"{severity_mark(rule.severity, language)}  ", STYLES[rule.severity]),
            (f"{rule.title.say(language)}  ", "bold"),
            (rule.id, "dim"),
        )
        yield under(line(share, "dim"), 2)
        shown = found if self.most is None else found[: self.most]
        for cause in shown:
            finding = cause.head
            yield under(line(finding.message.say(language)), 2)
            place = _place(rule, finding, self.subject, language)
            if place:
                yield under(line(place, "dim"), 4)
            for sentence in told_with(cause, self.titles, language, self.named):
                yield under(line(sentence), 4)
            if finding.follow_up is not None:
                mood = follow_up_mood(finding.follow_up)
                yield under(line(follow_up_line(finding.follow_up, language), STYLES[mood]), 4)
        if len(shown) < len(found):
            rest = MORE.say(language, number=len(found) - len(shown)) + _REST.say(language)
            yield under(line(rest, "dim"), 2)

    def told_elsewhere(self, rules: Sequence[str]) -> Iterator[RenderableType]:
        """Yield how many findings are told with causes that other ``rules`` found."""
        if rules:
            number = format_number(len(rules), self.language)
            names = spoken([self.titles[one] for one in dict.fromkeys(rules)], self.language)
            text = _TOLD_AT.say(self.language, number=number, rules=names)
            yield under(line(text, "dim"), 2)


def _place(rule: Rule, finding: Finding, subject: Audited, language: Language) -> str:
    known = STATUS_NAMES["existing"].say(language) if finding.status == "existing" else ""
    agency = ", ".join(named(subject, one) for one in finding.agencies)
    parts = [known, place_text(finding, language), agency]
    if finding.cut_off and rule.below is None:  # else the sentence of the finding says it
        parts.append(_CUT_OFF.say(language, number=finding.cut_off))
    return " · ".join(part for part in parts if part)


def _remedy(rule: Rule, findings: Sequence[Finding], language: Language) -> str:
    """Return how to fix them: the finding's own sentence if there is one, else the rule's."""
    own = {finding.remediation.say(language) for finding in findings}
    if len(own) == 1:
        return own.pop()
    return general_mend(rule, rule.mend, language)
