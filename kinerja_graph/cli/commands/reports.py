"""``report``."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kinerja_graph.cli.commands.audit_answers import WRITTEN
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.progress import audit_progress
from kinerja_graph.cli.report_options import ReportArguments
from kinerja_graph.errors import AuditError
from kinerja_graph.report.formats.registry import format_of
from kinerja_graph.report.readers import read_annexes
from kinerja_graph.texts import _
from kinerja_graph.workflow import reports as use
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.recorded_follow_ups import recorded_follow_ups
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import open_checked_edition

_INCOMPLETE: Final = _("The report is incomplete; rules failed: {rules}")


def report(context: CommandContext, what: ReportArguments, edition_ref: EditionArguments) -> int:
    """Write the report of an edition; return 4 if a rule failed, since it is then incomplete."""
    template = format_of(what.out).read_template(what.template)
    annexes = read_annexes(what.annex)
    decided = read_rule_set(
        context.settings, what.rule, folder=what.rules, parameters=what.parameter
    )
    history = read_history(baseline=what.baseline, waivers=what.waivers, since=what.since)
    history = replace(history, follow_ups=recorded_follow_ups(context.settings))
    order = use.ReportOptions(
        audit_options=AuditOptions(decided, history),
        language=context.language,
        made=use.time_of_report(),
        reader=what.reader,
        agencies=tuple(what.agency),
        annexes=annexes,
    )
    with (
        open_checked_edition(context.settings, edition_ref) as (store, edition),
        audit_progress(context.language) as progress,
    ):
        found = use.report(store, edition, order, progress=progress)
    written = use.write_report(found, what.out, template=template)
    if context.json:
        context.data(written)
    else:
        context.answer(line(context.say(WRITTEN, path=what.out)), line(written.verdict, "bold"))
    if written.failed:
        context.note(line(context.say(_INCOMPLETE, rules=", ".join(written.failed))))
        return AuditError.exit_code
    return 0
