"""``audit`` and ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.text import Text as Line

from kinerja_graph.audit.answer import exceeds
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.cli.commands.audit_answers import (
    WRITTEN,
    AuditOutput,
    folder_of,
    form_of,
    text_of,
    text_of_all,
    write,
    write_each,
)
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.inputs import read_options, refused, warned
from kinerja_graph.cli.formatters.history import waiver_parts
from kinerja_graph.cli.formatters.words import NEXT, line, next_step
from kinerja_graph.cli.history_options import Breadth, HistoryArguments
from kinerja_graph.cli.options import (
    AuditArguments,
    CheckArguments,
    EditionArguments,
    InputPath,
    ReadArguments,
    typed,
)
from kinerja_graph.cli.progress import DATASETS, audit_progress
from kinerja_graph.cli.rule_options import RuleArguments
from kinerja_graph.errors import AuditError, UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.problem import Problem
from kinerja_graph.report.words import WORDS
from kinerja_graph.texts import _
from kinerja_graph.workflow import auditing
from kinerja_graph.workflow.annotating import CheckedInput, annotate, refuse_out
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.history import AuditHistory, read_history
from kinerja_graph.workflow.reading import InputRefused
from kinerja_graph.workflow.rule_sets import read_fail_on, read_rule_set
from kinerja_graph.workflow.views import open_checked_edition

_FOUND: Final = 1
_WITHOUT_WAIVERS: Final = ("csv", "sarif", "junit")
"""Forms that have no place for what became of waivers."""
_ANNOTATED: Final = _(
    "{cells:cell|cells} marked in {path}; its sheet {sheet} lists {findings:finding|findings}."
)
_WITHOUT_CELL: Final = _(
    "{number:finding has|findings have} no cell in {workbook}; the sheet lists them without a link."
)
_INCOMPLETE: Final = _("The audit is incomplete; rules failed: {rules}")
_READ_WITH: Final = _("{number:warning|warnings} on reading (kinerja validate).")
_NOT_AGAIN: Final = (
    "findings", "format", "out", "fail_on", "update_baseline", "all", "annotate",
)  # fmt: skip
"""What the command that comes next does not say again."""
_REPORT_FILE: Final = _("report.pdf")
_FOR_A_REPORT: Final = _("For a report:")
_NOT_KEPT: Final = _("The audit is incomplete, so {path} is not written.")


def audit(
    context: CommandContext,
    which: EditionArguments,
    breadth: Breadth,
    options: AuditArguments,
    about: RuleArguments,
    history: HistoryArguments,
) -> int:
    """Run the rules over a loaded edition, or over the newest one of every dataset."""
    form = form_of(context, options, about)
    if breadth.all:
        _refuse_narrowing(which, form, options, about)
    audit_options = _audit_options(context, options, about, history)
    output = AuditOutput(
        form=form,
        options=options,
        decided=audit_options.ruling,
        fail_on=read_fail_on(options.fail_on, audit_options.ruling),
        given=(*_url(context), *typed(which, options, about, history, leave_out=_NOT_AGAIN)),
        evidence=about.evidence,
    )
    if breadth.all:
        return _audit_all(context, audit_options, output)
    with (
        open_checked_edition(context.settings, which) as (store, edition),
        audit_progress(context.language) as progress,
    ):
        found = auditing.audit_loaded(store, edition, audit_options, progress=progress)
    report = _report_step(context, edition)
    write(context, text_of(context, found, output, lambda: report), options.out)
    code = _finish(context, [found.audit], output, audit_options.memory)
    every = replace(options, findings=False, limit=None, fail_on=[])
    is_plain = (every, about, history) == (
        AuditArguments(),
        RuleArguments(),
        HistoryArguments(),
    )
    if options.lists and is_plain and form == "table" and code in {0, _FOUND}:
        context.note(line(""), report)
    return code


def _report_step(context: CommandContext, edition: Edition) -> Line:
    """Return the command that makes the report of this edition."""
    names = ("--dataset", edition.dataset, "--edition", edition.edition)
    return next_step(
        context.say(_FOR_A_REPORT),
        "report",
        *(*_url(context), *names, "--out", context.say(_REPORT_FILE)),
    )


def _url(context: CommandContext) -> tuple[str, ...]:
    """Return the option for the database if the command line has it: the next command needs it."""
    return () if context.url is None else ("--url", context.url)


def check(
    context: CommandContext,
    at: InputPath,
    how: ReadArguments,
    options: CheckArguments,
    about: RuleArguments,
    history: HistoryArguments,
) -> int:
    """Read and audit an input without storing it."""
    form = form_of(context, options, about)
    audit_options = _audit_options(context, options, about, history)
    fail_on = read_fail_on(options.fail_on, audit_options.ruling)
    if options.annotate is not None:
        refuse_out(options.annotate)
    try:
        with audit_progress(context.language) as progress:
            reading, found = auditing.check_files(
                at.path,
                audit_options,
                settings=context.settings,
                wish=read_options(how),
                progress=progress,
            )
        if options.annotate is not None:
            checked = CheckedInput(at.path, reading, found.audit, audit_options.ruling.graded)
            _annotate(context, checked, options.annotate)
    except InputRefused as refusal:
        return refused(context, refusal.path, refusal.reading)
    output = AuditOutput(
        form=form,
        options=options,
        decided=audit_options.ruling,
        fail_on=fail_on,
        command="check",
        given=(
            *_url(context),
            *typed(at, how, options, about, history, leave_out=_NOT_AGAIN),
        ),
        evidence=about.evidence,
        path=at.path,
    )
    if output.is_answer:
        output = replace(output, beside=_beside(context, reading.problems))
    elif form == "table":
        warned(context, reading.problems)
    load = next_step(context.say(NEXT), "load", *_url(context), *typed(at, how))
    write(context, text_of(context, found, output, lambda: load), options.out)
    return _finish(context, [found.audit], output, audit_options.memory)


def _annotate(context: CommandContext, checked: CheckedInput, out: Path) -> None:
    """Give the planner's workbook back, and tell what was marked in it."""
    done = annotate(checked, out, settings=context.settings, language=context.language)
    facts = {"cells": done.cells, "findings": done.findings, "sheet": done.sheet}
    context.note(line(context.say(_ANNOTATED, path=out, **facts), "dim"))
    if done.elsewhere:
        name = done.workbook.name
        text = context.say(_WITHOUT_CELL, number=done.elsewhere, workbook=name)
        context.note(line(text, "dim"))


def _beside(context: CommandContext, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return notes on the warnings of reading, and on the errors that were passed over."""
    number = sum(problem.severity != "error" for problem in problems)
    return (context.say(_READ_WITH, number=number),) if number else ()


def _audit_options(
    context: CommandContext,
    options: AuditArguments,
    about: RuleArguments,
    history_options: HistoryArguments,
) -> AuditOptions:
    """Return the rules and the audit history that the command line asks for."""
    rules = read_rule_set(
        context.settings, options.rule, folder=about.rules, parameters=about.parameter
    )
    history = read_history(
        baseline=history_options.baseline,
        update=history_options.update_baseline,
        waivers=history_options.waivers,
        since=history_options.since,
    )
    return AuditOptions(rules, history, tuple(options.agency))


def _refuse_narrowing(
    which: EditionArguments, form: str, options: AuditArguments, about: RuleArguments
) -> None:
    """Refuse options about one dataset beside ``--all``."""
    given = {
        "--dataset": which.dataset is not None,
        "--edition": which.edition is not None,
        "--evidence": about.evidence is not None,
    }
    for option, is_given in given.items():
        if is_given:
            raise UsageError(
                _("--all and {option} cannot be used together."),
                mend=_("Leave one of them out."),
                where="--all",
                option=option,
            )
    if form == "html" and options.out is None:
        raise UsageError(
            _("The HTML report of all datasets is a page for each of them."),
            mend=_("Name their folder: --all --format html --out DIR"),
            where="--out",
            code="folder-needed",
        )


def _audit_all(context: CommandContext, audit_options: AuditOptions, output: AuditOutput) -> int:
    with (
        connect_and_list(context.settings) as (store, editions),
        audit_progress(context.language, DATASETS) as progress,
    ):
        found = auditing.audit_all(store, audit_options, found=editions, progress=progress)
    folder = folder_of(output)
    if folder is None:
        write(context, text_of_all(context, found, output), output.options.out)
    else:
        write_each(context, found, output, folder)
    if not found.broken:
        audits = [one.audit for one in found.audited]
        return _finish(context, audits, output, audit_options.memory, found.waivers)
    if folder is None and (output.form != "table" or output.to_file):
        names = ", ".join(one.edition.dataset for one in found.broken)
        text = context.say(WORDS["all.broken"], number=len(found.broken), names=names)
        context.note(line(text))
    _not_kept(context, audit_options.memory)
    return AuditError.exit_code


def _finish(
    context: CommandContext,
    audits: Sequence[Audit],
    output: AuditOutput,
    history: AuditHistory,
    waivers: Iterable[WaiverUse] | None = None,
) -> int:
    """Write the baseline where that was asked for; return the exit code."""
    if output.form in _WITHOUT_WAIVERS:
        uses = audits[0].waivers if waivers is None and audits else waivers
        context.note(*waiver_parts(uses or (), context.language))
    failed = sorted({run.id for found in audits for run in found.failed})
    if failed:
        if output.form != "table" or output.to_file:
            context.note(line(context.say(_INCOMPLETE, rules=", ".join(failed))))
        _not_kept(context, history)
        return AuditError.exit_code
    path = history.write_baseline(audits)
    if path is not None:
        context.note(line(context.say(WRITTEN, path=path), "dim"))
        return 0
    return _FOUND if any(exceeds(found, output.fail_on) for found in audits) else 0


def _not_kept(context: CommandContext, history: AuditHistory) -> None:
    if history.update and history.baseline is not None:
        context.note(line(context.say(_NOT_KEPT, path=history.baseline)))
