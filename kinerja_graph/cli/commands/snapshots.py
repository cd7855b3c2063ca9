"""``datasets``."""

from __future__ import annotations

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.tables import dataset_parts
from kinerja_graph.workflow import snapshots as use
from kinerja_graph.workflow.connection import connect


def datasets(desk: CommandContext) -> int:
    """Tells which editions are loaded."""
    with connect(desk.settings) as store:
        answer = use.datasets_json(use.datasets(store))
    if desk.json:
        desk.data(answer)
    else:
        desk.answer(*dataset_parts(answer["datasets"], desk.language))
    return 0
