"""``query``."""

from __future__ import annotations

from kinerja_graph.cli.arguments import QueryArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.tables import query_parts
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.store.snapshots import chosen, refuse_others
from kinerja_graph.workflow import views as use
from kinerja_graph.workflow.connection import connect_and_list


def query(context: CommandContext, what: QueryArguments, edition_ref: EditionArguments) -> int:
    """Answer a read-only query."""
    with connect_and_list(context.settings) as (store, editions):
        edition = use.queried_edition(
            what.text, edition_ref, lambda: chosen(refuse_others(editions), edition_ref)
        )
        found = use.query(store, what.text, edition, settings=context.settings)
    if context.json:
        context.data(found)
        return 0
    context.answer(*query_parts(found.answer, context.language))
    return 0
