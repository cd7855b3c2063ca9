"""``db start``, ``db stop``, ``db status``."""

from __future__ import annotations

from kinerja_graph.cli.arguments import Chosen
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.engines import engine_parts
from kinerja_graph.cli.progress import stages
from kinerja_graph.texts import Text
from kinerja_graph.workflow import engines as use
from kinerja_graph.workflow.engines import EngineStatus, engine_json


def start(desk: CommandContext, chosen: Chosen) -> int:
    """Starts an engine."""
    with stages(desk.language) as stage:
        stage(Text(id="Menyalakan mesin basis data …", en="Starting the database engine …"))
        state = use.start(desk.settings, chosen.engine)
    return _told(desk, state)


def stop(desk: CommandContext, chosen: Chosen) -> int:
    """Ends an engine."""
    return _told(desk, use.stop(desk.settings, chosen.engine))


def status(desk: CommandContext, chosen: Chosen) -> int:
    """Tells whether an engine runs."""
    return _told(desk, use.status(desk.settings, chosen.engine))


def _told(desk: CommandContext, state: EngineStatus) -> int:
    answer = engine_json(state)
    if desk.json:
        desk.data(answer)
    else:
        desk.answer(*engine_parts(answer, desk.language))
    return 0
