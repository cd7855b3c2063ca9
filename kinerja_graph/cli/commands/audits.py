"""``audit`` and ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kinerja_graph.audit.answer import exceeds
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.cli.commands.audit_answers import (
    WRITTEN,
    Answer,
    folder_of,
    form_of,
    text_of,
    text_of_all,
    write,
    write_each,
)
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.inputs import refused, warned, wish
from kinerja_graph.cli.formatters.memory import waiver_parts
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.history_options import Breadth, HistoryArguments
from kinerja_graph.cli.options import AuditArguments, EditionArguments, HowToRead, InputPath
from kinerja_graph.cli.progress import DATASETS, audit_progress
from kinerja_graph.cli.rule_options import RuleArguments
from kinerja_graph.errors import AuditError, UsageError
from kinerja_graph.texts import _
from kinerja_graph.workflow import auditing
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.history import AuditHistory, read_history
from kinerja_graph.workflow.reading import InputRefused
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import asked

_FOUND: Final = 1
_WITHOUT_WAIVERS: Final = ("csv", "sarif", "junit")
"""Forms that have no place for what became of waivers."""
_INCOMPLETE: Final = _("The audit is incomplete; rules failed: {rules}")
_BROKEN: Final = _("Could not be audited: {names}")
_NOT_KEPT: Final = _("The audit is incomplete, so {path} is not written.")


def audit(
    context: CommandContext,
    which: EditionArguments,
    breadth: Breadth,
    options: AuditArguments,
    about: RuleArguments,
    memory: HistoryArguments,
) -> int:
    """Runs the rules over a loaded edition, or over the newest one of every dataset."""
    form = form_of(context, options, about)
    if breadth.all:
        _refuse_narrowing(which, form, options, about)
    order = _order(context, options, about, memory)
    how = Answer(form=form, options=options, decided=order.ruling, evidence=about.evidence)
    if breadth.all:
        return _audit_all(context, order, how)
    with (
        asked(context.settings, which) as (store, edition),
        audit_progress(context.language) as progress,
    ):
        found = auditing.audit_loaded(store, edition, order, progress=progress)
    write(context, text_of(context, found, how), options.out)
    return _told(context, [found.audit], how, order.memory)


def check(
    context: CommandContext,
    at: InputPath,
    how: HowToRead,
    options: AuditArguments,
    about: RuleArguments,
    memory: HistoryArguments,
) -> int:
    """Reads and audits an input and keeps nothing of it."""
    form = form_of(context, options, about)
    order = _order(context, options, about, memory)
    try:
        with audit_progress(context.language) as progress:
            reading, found = auditing.check_files(
                at.path, order, settings=context.settings, wish=wish(how), progress=progress
            )
    except InputRefused as refusal:
        return refused(context, at.path, refusal.reading)
    if form == "table":
        warned(context, reading.problems)
    answer = Answer(
        form=form,
        options=options,
        decided=order.ruling,
        evidence=about.evidence,
        path=at.path,
    )
    write(context, text_of(context, found, answer), options.out)
    return _told(context, [found.audit], answer, order.memory)


def _order(
    context: CommandContext,
    options: AuditArguments,
    about: RuleArguments,
    memory: HistoryArguments,
) -> AuditOptions:
    """The rules and the memory that the command line asks for."""
    ruling = read_rule_set(
        context.settings, options.rule, folder=about.rules, parameters=about.parameter
    )
    history = read_history(
        baseline=memory.baseline,
        update=memory.update_baseline,
        waivers=memory.waivers,
        since=memory.since,
    )
    return AuditOptions(ruling, history)


def _refuse_narrowing(
    which: EditionArguments, form: str, options: AuditArguments, about: RuleArguments
) -> None:
    """``--all`` tells every dataset; what is about one of them contradicts it."""
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


def _audit_all(context: CommandContext, order: AuditOptions, how: Answer) -> int:
    with (
        connect_and_list(context.settings) as (store, editions),
        audit_progress(context.language, DATASETS) as progress,
    ):
        found = auditing.audit_all(store, order, found=editions, progress=progress)
    folder = folder_of(how)
    if folder is None:
        write(context, text_of_all(context, found, how), how.options.out)
    else:
        write_each(context, found, how, folder)
    if not found.broken:
        audits = [one.audit for one in found.audited]
        return _told(context, audits, how, order.memory, found.waivers)
    if folder is None and (how.form != "table" or how.to_file):
        names = ", ".join(one.edition.dataset for one in found.broken)
        context.note(line(context.say(_BROKEN, names=names)))
    _not_kept(context, order.memory)
    return AuditError.exit_code


def _told(
    context: CommandContext,
    audits: Sequence[Audit],
    how: Answer,
    memory: AuditHistory,
    waivers: Iterable[WaiverUse] | None = None,
) -> int:
    """The exit code, after the baseline was kept where that was asked for."""
    if how.form in _WITHOUT_WAIVERS:
        uses = audits[0].waivers if waivers is None and audits else waivers
        context.note(*waiver_parts(uses or (), context.language))
    failed = sorted({run.id for found in audits for run in found.failed})
    if failed:
        if how.form != "table" or how.to_file:
            context.note(line(context.say(_INCOMPLETE, rules=", ".join(failed))))
        _not_kept(context, memory)
        return AuditError.exit_code
    kept = memory.keep(audits)
    if kept is not None:
        context.note(line(context.say(WRITTEN, path=kept), "dim"))
        return 0
    return _FOUND if any(exceeds(found, how.options.fail_on) for found in audits) else 0


def _not_kept(context: CommandContext, memory: AuditHistory) -> None:
    if memory.update and memory.baseline is not None:
        context.note(line(context.say(_NOT_KEPT, path=memory.baseline)))
