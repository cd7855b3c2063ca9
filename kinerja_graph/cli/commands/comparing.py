"""``compare``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from kinerja_graph.cli.cause_options import CompareArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.inputs import decimal_of, refused, warned
from kinerja_graph.cli.formatters.amount import ALL_IN_JSON, most_shown
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.progress import audit_progress
from kinerja_graph.cli.screen import width
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.workflow import comparing as use
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.reading import InputRefused, ReadOptions
from kinerja_graph.workflow.rule_sets import read_rule_set


def compare(context: CommandContext, sides: CompareArguments) -> int:
    """Show what is different in the later edition, or what a file would change."""
    decided = read_rule_set(context.settings)
    try:
        with (
            connect_and_list(context.settings) as (store, found),
            audit_progress(context.language) as progress,
        ):
            before = EditionRef(sides.dataset, sides.before)
            after: EditionRef | use.PlanFile = EditionRef(sides.dataset, sides.after)
            later = sides.after
            if use.names_file(found, before, sides.after):
                path = Path(sides.after)
                how = ReadOptions(lenient=sides.lenient, decimal=decimal_of(sides.decimal))
                after, later = use.PlanFile(path, how, context.settings), path.name
            answer = use.compare(
                store,
                (before, after),
                rule_set=decided,
                audited=not sides.no_findings,
                found=found,
                progress=progress,
            )
    except InputRefused as refusal:
        return refused(context, Path(sides.after), refusal.reading)
    if context.json:
        context.data(answer)
        return 0
    warned(context, answer.problems)
    blocks = compare_blocks(
        replace(answer.changes, after=later),
        context.language,
        Amount(most_shown(), ALL_IN_JSON),
        findings=answer.findings,
        titles={rule.id: rule.title for rule in decided.graded},
    )
    context.answer(*block_parts(blocks, width(sys.stdout)))
    return 0
