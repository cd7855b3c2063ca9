"""``audit`` and ``check``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from rich.console import RenderableType
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
from kinerja_graph.cli.failures import failed
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.findings import SHOWN
from kinerja_graph.cli.formatters.history import change_parts, waiver_parts
from kinerja_graph.cli.formatters.words import NEXT, line, next_step
from kinerja_graph.cli.history_options import Breadth, HistoryArguments
from kinerja_graph.cli.options import (
    AuditArguments,
    CheckArguments,
    EditionArguments,
    ReadArguments,
    typed,
)
from kinerja_graph.cli.progress import DATASETS, audit_progress
from kinerja_graph.cli.rule_options import RuleArguments
from kinerja_graph.cli.screen import width
from kinerja_graph.errors import AuditError, KinerjaError, UsageError
from kinerja_graph.library.references import resolve
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.problem import Problem
from kinerja_graph.report.answers.audit import audit_groups
from kinerja_graph.report.report_context import Audited
from kinerja_graph.report.words import WORDS
from kinerja_graph.sources.reading import Reading
from kinerja_graph.texts import _
from kinerja_graph.workflow import auditing
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.history import AuditHistory, read_history
from kinerja_graph.workflow.reading import InputRefused, ReadOptions
from kinerja_graph.workflow.recorded_follow_ups import recorded_follow_ups
from kinerja_graph.workflow.reporting import report_context
from kinerja_graph.workflow.rule_sets import read_fail_on, read_rule_set
from kinerja_graph.workflow.views import open_edition_to_audit
from kinerja_graph.workflow.watching import input_state, wait_for_save

_FOUND: Final = 1
_WITHOUT_WAIVERS: Final = ("csv", "sarif", "junit")
"""Forms that have no place for what became of waivers."""
_REFUSE_OUT: Final = "workflow.annotating:refuse_out"
_CHECKED: Final = "workflow.annotating:CheckedInput"
_ANNOTATE: Final = "cli.commands.annotation:annotate_input"
_CAME_AND_WENT: Final = "audit.changes:came_and_went"
_INCOMPLETE: Final = _("The audit is incomplete; rules failed: {rules}")
_READ_WITH: Final = _("{number:warning|warnings} on reading (kinerja validate).")
_NOT_AGAIN: Final = (
    "findings", "format", "out", "fail_on", "update_baseline", "all", "annotate", "watch",
)  # fmt: skip
"""What the command that comes next does not say again."""
_REPORT_FILE: Final = _("report.pdf")
_FOR_A_REPORT: Final = _("For a report:")
_WAITING: Final = _("Waiting for the next save of {path}; Ctrl-C ends it.")
_SAVE_AGAIN: Final = _("This save was not checked; still waiting for the next one of {path}.")
_NOT_KEPT: Final = _("The audit is incomplete, so {path} is not written.")


def audit(
    context: CommandContext,
    edition_ref: EditionArguments,
    breadth: Breadth,
    options: AuditArguments,
    about: RuleArguments,
    history: HistoryArguments,
) -> int:
    """Run the rules over a loaded edition, or over the newest one of every dataset."""
    form = form_of(context, options, about)
    if breadth.all:
        _refuse_narrowing(edition_ref, form, options, about)
    audit_options = _audit_options(context, options, about, history)
    recorded = recorded_follow_ups(context.settings)
    audit_options = replace(
        audit_options, memory=replace(audit_options.memory, follow_ups=recorded)
    )
    output = AuditOutput(
        form=form,
        options=options,
        decided=audit_options.rule_set,
        fail_on=read_fail_on(options.fail_on, audit_options.rule_set),
        given=(*_url(context), *typed(edition_ref, options, about, history, leave_out=_NOT_AGAIN)),
        evidence=about.evidence,
    )
    if breadth.all:
        return _audit_all(context, audit_options, output)
    with (
        open_edition_to_audit(context.settings, edition_ref) as (store, edition, before),
        audit_progress(context.language) as progress,
    ):
        found = auditing.audit_loaded(store, edition, audit_options, progress=progress)
        is_compared = found.audit.with_baseline or history.update_baseline
        if output.is_answer and not is_compared and before is not None:
            output = replace(output, before=before.edition)
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
    at: CheckArguments,
    how: ReadArguments,
    options: AuditArguments,
    about: RuleArguments,
    history: HistoryArguments,
) -> int:
    """Read and audit an input without storing it."""
    if at.watch:
        _refuse_beside_watch(context, at, options, history)
    form = form_of(context, options, about)
    audit_options = _audit_options(context, options, about, history)
    if at.annotate is not None:
        resolve(_REFUSE_OUT)(at.annotate)
    output = AuditOutput(
        form=form,
        options=options,
        decided=audit_options.rule_set,
        fail_on=read_fail_on(options.fail_on, audit_options.rule_set),
        command="check",
        given=(
            *_url(context),
            *typed(at, how, options, about, history, leave_out=_NOT_AGAIN),
        ),
        evidence=about.evidence,
        path=at.path,
    )
    load = next_step(
        context.say(NEXT), "load", *_url(context), *typed(at, how, leave_out=_NOT_AGAIN)
    )
    once = _Check(context, at, read_options(how), audit_options, output, load)
    return _watch(once) if at.watch else once.answer()[0]


@dataclass(frozen=True, slots=True)
class _Check:
    """A check as it was typed, which can be done again and again.

    Attributes:
        at: the input, and what is done beside checking it.
        wish: how it is read.
        load: the command that comes next where nothing is found.
    """

    context: CommandContext
    at: CheckArguments
    wish: ReadOptions
    audit_options: AuditOptions
    output: AuditOutput
    load: Line

    def answer(
        self, before: Audit | None = None, head: Sequence[Line] = ()
    ) -> tuple[int, Audit | None]:
        """Check and show the answer; return the exit code, and the audit unless refused.

        With an audit ``before``, only the verdict and what came and went since are shown. ``head``
        stands before whatever is shown.
        """
        context, output = self.context, self.output
        try:
            reading, found = self._run()
            failure = self._annotate(reading, found)
        except InputRefused as refusal:
            context.note(*head)
            return refused(context, refusal.path, refusal.reading, "check"), None
        context.answer(*head)
        if before is not None:
            context.answer(*self._changes(before, found))
        else:
            if output.is_answer:
                output = replace(output, beside=_beside(context, reading.problems))
            elif output.form == "table":
                warned(context, reading.problems)
            text = text_of(context, found, output, lambda: self.load)
            write(context, text, output.options.out)
        code = _finish(context, [found.audit], output, self.audit_options.memory)
        if failure is not None:
            raise failure
        return code, found.audit

    def _annotate(self, reading: Reading, found: Audited) -> UsageError | None:
        """Give the workbook back if asked for; return why it cannot be written.

        What was found is shown all the same: an audit is not lost to a full disk.
        """
        if self.at.annotate is None:
            return None
        rules = self.audit_options.rule_set.graded
        checked = resolve(_CHECKED)(self.at.path, reading, found.audit, rules)
        try:
            resolve(_ANNOTATE)(self.context, checked, self.at.annotate)
        except UsageError as error:
            if error.code != "not-written":
                raise
            return error
        return None

    def _changes(self, before: Audit, found: Audited) -> Iterator[RenderableType]:
        language, rules = self.context.language, self.output.decided.graded
        verdict = next(audit_groups(found, report_context(rules, language)))[:1]
        yield from block_parts(verdict, width(sys.stdout))
        changes = resolve(_CAME_AND_WENT)(before, found.audit)
        yield from change_parts(changes, language, self.output.options.limit or SHOWN)

    def _run(self) -> tuple[Reading, Audited]:
        with audit_progress(self.context.language) as progress:
            return auditing.check_files(
                self.at.path,
                self.audit_options,
                settings=self.context.settings,
                wish=self.wish,
                progress=progress,
            )


def _watch(once: _Check) -> int:
    """Check, and check again after each save, until Ctrl-C; return the exit code of the last one.

    What comes and goes is told since the last audit that was complete.
    """
    context = once.context
    seen = input_state(once.at.path)
    code, found = once.answer()
    if found is None and not seen:
        return code
    with suppress(KeyboardInterrupt):
        last = _complete(found)
        context.note(line(context.say(_WAITING, path=once.at.path), "dim"))
        while True:
            seen = wait_for_save(once.at.path, seen)
            try:
                code, found = once.answer(last, _time())
            except KinerjaError as error:
                context.note(*_time())
                code = failed(error, context.language, as_json=False)
                context.note(line(context.say(_SAVE_AGAIN, path=once.at.path), "dim"))
            else:
                last = _complete(found) or last
    return code


def _complete(audit: Audit | None) -> Audit | None:
    return None if audit is None or audit.failed else audit


def _time() -> tuple[Line, Line]:
    """Return a blank line, then the local time."""
    return Line(), line(datetime.now().astimezone().strftime("%H:%M:%S"), "bold")


def _refuse_beside_watch(
    context: CommandContext,
    at: CheckArguments,
    options: AuditArguments,
    history: HistoryArguments,
) -> None:
    """Refuse what is about one answer alone beside ``--watch``."""
    given = {
        "--json": context.json,
        f"--format {options.format}": options.format not in (None, "table"),
        "--out": options.out is not None,
        "--update-baseline": history.update_baseline,
        "--annotate": at.annotate is not None,
    }
    for option, is_given in given.items():
        if is_given:
            raise UsageError(
                _("--watch and {option} cannot be used together."),
                mend=_("Leave one of them out."),
                where="--watch",
                option=option,
            )


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
    edition_ref: EditionArguments, form: str, options: AuditArguments, about: RuleArguments
) -> None:
    """Refuse options about one dataset beside ``--all``."""
    given = {
        "--dataset": edition_ref.dataset is not None,
        "--edition": edition_ref.edition is not None,
        "--document": edition_ref.document is not None,
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
    broken = sorted({run.id for found in audits for run in found.failed})
    if broken:
        if output.form != "table" or output.to_file:
            context.note(line(context.say(_INCOMPLETE, rules=", ".join(broken))))
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
