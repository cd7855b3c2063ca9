"""``trace``, ``align``, ``query``."""

from __future__ import annotations

import sys

from kinerja_graph.analysis.alignment import align_json
from kinerja_graph.analysis.lineage import trace_json
from kinerja_graph.cli.arguments import Aligned, Asked, Traced
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.chains import extra_columns, trace_parts
from kinerja_graph.cli.formatters.drawing import drawn
from kinerja_graph.cli.formatters.several import each
from kinerja_graph.cli.formatters.support import align_parts
from kinerja_graph.cli.formatters.tables import query_parts
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.screen import coloured, put, width
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _
from kinerja_graph.workflow import views as use
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.selecting import answers_json


def trace(context: CommandContext, what: Traced, which: EditionArguments) -> int:
    """Shows the chain of records."""
    if what.up and what.down:
        raise UsageError(
            _("--up and --down together."),
            mend=_("Choose one direction."),
            where="kinerja trace",
        )
    with use.asked(context.settings, use.EditionRef(which.dataset, which.edition)) as (
        store,
        choice,
    ):
        told = use.traces(
            store,
            what.id,
            choice,
            direction="down" if what.down else "up",
            depth=what.depth,
            ruling=read_rule_set(context.settings),
        )
    if context.json:
        context.data(answers_json(told, trace_json))
        return 0
    columns = width(sys.stdout) + max(map(extra_columns, told.answers), default=0)
    parts = each(told, lambda one: trace_parts(one, context.language), context.language)
    put(drawn(*parts, colour=coloured(sys.stdout), columns=columns), sys.stdout)
    return 0


def align(context: CommandContext, what: Aligned, which: EditionArguments) -> int:
    """Shows who stands behind results."""
    with use.asked(context.settings, use.EditionRef(which.dataset, which.edition)) as (
        store,
        choice,
    ):
        told = use.aligns(store, what.id, choice, ruling=read_rule_set(context.settings))
    if context.json:
        context.data(answers_json(told, align_json))
        return 0
    context.answer(*each(told, lambda one: align_parts(one, context.language), context.language))
    return 0


def query(context: CommandContext, what: Asked, which: EditionArguments) -> int:
    """Answers a reading query."""
    with connect(context.settings) as store:
        choice = use.EditionRef(which.dataset, which.edition)
        answer = use.query_json(use.query(store, what.text, choice, settings=context.settings))
    if context.json:
        context.data(answer)
        return 0
    context.answer(*query_parts(answer, context.language))
    return 0
