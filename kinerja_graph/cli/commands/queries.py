"""``query``."""

from __future__ import annotations

from kinerja_graph.cli.arguments import Asked
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.tables import query_parts
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow import views as use
from kinerja_graph.workflow.connection import connect


def query(context: CommandContext, what: Asked, which: EditionArguments) -> int:
    """Answers a reading query."""
    with connect(context.settings) as store:
        edition = use.queried_edition(what.text, which, lambda: find_edition(store, which))
        found = use.query(store, what.text, edition, settings=context.settings)
    if context.json:
        context.data(found)
        return 0
    context.answer(*query_parts(found.answer, context.language))
    return 0
