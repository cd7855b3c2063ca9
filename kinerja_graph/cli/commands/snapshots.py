"""``datasets``."""

from __future__ import annotations

from kinerja_graph.cli.commands.command_context import Desk
from kinerja_graph.cli.formatters.tables import dataset_parts
from kinerja_graph.workflow import snapshots as use
from kinerja_graph.workflow.connection import opened


def datasets(desk: Desk) -> int:
    """Tells which editions are loaded."""
    with opened(desk.settings) as store:
        answer = use.datasets_json(use.datasets(store))
    if desk.json:
        desk.data(answer)
    else:
        desk.answer(*dataset_parts(answer["datasets"], desk.language))
    return 0
