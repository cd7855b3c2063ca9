"""Write the appendix: rules that did not run, waivers, every rule, and the sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kinerja_graph.audit.finding import RuleRun
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.library.completeness_sentences import COMPLETENESS, completeness_line
from kinerja_graph.library.rule import CATEGORIES
from kinerja_graph.library.words import SIGNS
from kinerja_graph.report.audit_sentences import grouped, is_off, notes, provenance, share_of
from kinerja_graph.report.chapters.summary import severity
from kinerja_graph.report.document import (
    Block,
    Column,
    Facts,
    Heading,
    Line,
    Paragraph,
    Row,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
    strong,
)
from kinerja_graph.report.moments import moment, read_moment
from kinerja_graph.report.report_context import state_of
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

RULES: Final = "rules"
SIGN: Final = "sign"
_IN_CODE: Final = ("digest", "rules_digest")
_ON_COVER: Final = (
    "dataset", "edition", "years", "as_of", "loaded", "made", "parameters", "engine", "program",
    "digest", "rules_digest",
)  # fmt: skip
_IDENTIFYING: Final = ("loaded", "digest", "rules_digest", "program", "made")
_SIGN_OFF: Final = _("Sign-off")
_SIGNED: Final = _(
    "Signed is what was found in the plan and by the rules whose SHA-256 values are at the front "
    "of this report; with them it can be made again and checked."
)


def not_run(data: ReportData) -> Iterator[Block]:
    """List the rules that did not apply, are switched off, or failed, and why; then waivers."""
    runs = [run for run in data.subject.audit.rules if run.status != "ran"]
    fresh = bool(runs or data.subject.audit.waivers)
    yield Heading(text=data.say("not_run"), level=1, anchor="not-run", fresh=fresh)
    if not runs:
        yield Paragraph(line=line(data.say("not_run.none")))
    else:
        yield Paragraph(line=line(data.say("not_run.how")), keep=True)
        order = ("failed", "off", "not-applicable")
        runs.sort(key=lambda run: (order.index(run_state(run)), run.id))
        yield skipped_table(data, runs, data.say("not_run"))
    yield from _waivers(data)


def run_state(run: RuleRun) -> str:
    """Return the state of a rule, ``off`` if the user switched it off."""
    return "off" if is_off(run) else run.status


def skipped_table(data: ReportData, runs: Sequence[RuleRun], title: str) -> Table:
    """Return the table of rules with their state and the reason for it."""
    return Table(
        title=title,
        columns=(
            Column(data.say("rules.rule"), 4),
            Column(data.say("rules.result"), 1.6),
            Column(data.say("reason"), 5),
        ),
        rows=tuple(_skipped(data, run) for run in runs),
    )


def _skipped(data: ReportData, run: RuleRun) -> Row:
    state = run_state(run)
    result = data.say(f"run.{state}")
    return row(
        _rule_name(data, run.id),
        cell(f"{SIGNS['error']} {result}", mood="error") if state == "failed" else cell(result),
        notes(data.context, run),
    )


def _rule_name(data: ReportData, name: str) -> Line:
    title = data.context.say(data.context.by_id[name].title)
    return line(f"{title} ", code(name))


def _waivers(data: ReportData) -> Iterator[Block]:
    uses = data.subject.audit.waivers
    if not uses:
        return
    yield Heading(text=data.say("waivers"), level=2)
    yield Paragraph(line=line(data.say("waivers.how")), keep=True)
    yield waiver_table(data, uses)


def waiver_table(data: ReportData, uses: Sequence[WaiverUse]) -> Table:
    """Return the table of waivers and their states."""
    return Table(
        title=data.say("waivers"),
        columns=(
            Column(data.say("rules.rule"), 2.4, "code"),
            Column(data.say("waiver.subject"), 2, "code"),
            Column(data.say("waiver.reason"), 4),
            Column(data.say("waiver.by"), 2),
            Column(data.say("waiver.until"), 1.6),
            Column(data.say("waiver.state"), 2.2),
        ),
        rows=tuple(
            row(
                code(use.waiver.rule),
                code(use.waiver.about),
                use.waiver.reason or "–",
                use.waiver.by or "–",
                "–" if use.waiver.until is None else str(use.waiver.until),
                state_of(use, data.context.language),
            )
            for use in uses
        ),
    )


def all_rules(data: ReportData) -> Iterator[Block]:
    """List every rule by category: what it checks, its basis, its limits, its results."""
    yield Heading(text=data.say("appendix.rules"), level=1, anchor=RULES, fresh=True)
    yield Paragraph(line=line(data.say("appendix.rules.how")))
    found = dict(grouped(data.subject.audit.findings))
    by_id = data.context.by_id
    for category in CATEGORIES:
        runs = [run for run in data.subject.audit.rules if by_id[run.id].category == category]
        if not runs:
            continue
        yield Heading(text=data.say(f"category.{category}"), level=2)
        for run in runs:
            rule = by_id[run.id]
            level = severity(data, run.severity)
            yield Heading(text=data.context.say(rule.title), level=3, anchor=f"rule-{run.id}")
            result = (
                share_of(rule, run, found.get(run.id, ()), data.context.language)
                if run.status == "ran"
                else data.say(f"run.{run_state(run)}")
            )
            yield Paragraph(
                line=line(code(run.id), f" · {level} · {result}"), role="note", keep=True
            )
            if run.decision is not None and not is_off(run):  # off: under what did not run
                yield Paragraph(line=line(data.context.say(run.decision)), role="note", keep=True)
            yield Paragraph(line=line(data.context.say(rule.what)))
            yield Paragraph(line=_sources(data, run.id))


def _sources(data: ReportData, name: str) -> Line:
    rule = data.context.by_id[name]
    names = " ".join(
        f"{data.context.say(source.name)}: {_dotted(data.context.say(source.about))}"
        for source in rule.sources
    )
    return line(
        strong(f"{data.say('sources')}. "),
        f"{names} ",
        strong(f"{data.say('limits')}. "),
        data.context.say(rule.limits),
    )


def _dotted(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def origin(data: ReportData) -> Iterator[Block]:
    """Give the signature fields; what is signed is identified at the front."""
    yield Heading(text=data.tell(_SIGN_OFF), level=1, anchor=SIGN)
    yield Paragraph(line=line(data.tell(_SIGNED)), keep=True)
    yield from signature(data)


def sign_off(data: ReportData) -> Iterator[Block]:
    """Give what identifies the plan, and the signature fields, in little room."""
    yield Heading(text=data.tell(_SIGN_OFF), level=1, anchor=SIGN)
    yield replace(facts(data, only=_IDENTIFYING), keep=True)
    yield from signature(data)


def signature(data: ReportData) -> Iterator[Block]:
    """Yield the fields that are filled in by hand."""
    yield Paragraph(line=line(quiet(data.say("sign.how"))), role="note", keep=True)
    blank = line("\u2002")
    names = (data.say(f"sign.{key}") for key in ("name", "place", "hand"))
    yield Facts(tuple((name, blank) for name in names), is_form=True)


def facts(data: ReportData, *, brief: bool = False, only: Sequence[str] = ()) -> Facts:
    """Return the provenance, or ``only`` some of it.

    ``brief``: what a cover shows, how much is whole before it.
    """
    known = provenance(data.subject, data.context, data.made)
    pairs: list[tuple[str, Line]] = []
    whole = data.subject.audit.completeness
    if brief and whole is not None:
        text = completeness_line(whole, data.context.language)
        pairs.append((COMPLETENESS.say(data.context.language), line(text)))
    for key, value in known.items():
        if (brief and key not in _ON_COVER) or (only and key not in only):
            continue
        text = str(value)
        if key == "loaded":
            text = read_moment(text, data.context.language)
        elif key == "made":
            text = moment(data.made, data.context.language)
        pairs.append((data.say(key), line(code(text) if key in _IN_CODE else text)))
    return Facts(tuple(pairs))
