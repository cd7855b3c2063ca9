"""``datasets``."""

from __future__ import annotations

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.tables import dataset_parts
from kinerja_graph.workflow import snapshots as use
from kinerja_graph.workflow.connection import connect_and_list


def datasets(context: CommandContext) -> int:
    """List the editions that are loaded."""
    with connect_and_list(context.settings) as (store, editions):
        found = use.datasets(store, found=editions)
    if context.json:
        context.data(use.DatasetList(found))
    else:
        context.answer(*dataset_parts(found, context.language))
    return 0
