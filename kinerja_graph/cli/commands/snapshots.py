"""``datasets``."""

from __future__ import annotations

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.tables import dataset_parts
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import snapshots as use
from kinerja_graph.workflow.connection import connect_and_list


def datasets(context: CommandContext) -> int:
    """Tells which editions are loaded."""
    with connect_and_list(context.settings) as (store, found):
        answer = as_json(use.DatasetList(use.datasets(store, found=found)))
    if context.json:
        context.data(answer)
    else:
        context.answer(*dataset_parts(answer["datasets"], context.language))
    return 0
