"""``compare``."""

from __future__ import annotations

import sys

from kinerja_graph.cli.cause_options import CompareArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.amount import ALL_IN_JSON, most_shown
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.progress import audit_progress
from kinerja_graph.cli.screen import width
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.workflow import comparing as use
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.rule_sets import read_rule_set


def compare(context: CommandContext, sides: CompareArguments) -> int:
    """Shows what is otherwise in the later edition."""
    decided = read_rule_set(context.settings)
    with (
        connect_and_list(context.settings) as (store, found),
        audit_progress(context.language) as progress,
    ):
        answer = use.compare(
            store,
            (EditionRef(sides.dataset, sides.before), EditionRef(sides.dataset, sides.after)),
            ruling=decided,
            audited=not sides.no_findings,
            found=found,
            progress=progress,
        )
    if context.json:
        context.data(answer)
        return 0
    blocks = compare_blocks(
        answer.changes,
        context.language,
        Amount(most_shown(), ALL_IN_JSON),
        findings=answer.sides,
        titles={rule.id: rule.title for rule in decided.graded},
    )
    context.answer(*block_parts(blocks, width(sys.stdout)))
    return 0
