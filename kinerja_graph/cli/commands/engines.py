"""``db start``, ``db stop``, ``db status``."""

from __future__ import annotations

from kinerja_graph.cli.arguments import EngineOptions
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.engines import engine_parts
from kinerja_graph.cli.progress import stages
from kinerja_graph.store import running as use
from kinerja_graph.store.running import EngineStatus
from kinerja_graph.texts import _


def start(context: CommandContext, chosen: EngineOptions) -> int:
    """Start an engine."""
    with stages(context.language) as stage:
        stage(_("Starting the database engine …"))
        state = use.start(context.settings, chosen.engine)
    return _answer(context, state)


def stop(context: CommandContext, chosen: EngineOptions) -> int:
    """Stop an engine."""
    return _answer(context, use.stop(context.settings, chosen.engine))


def status(context: CommandContext, chosen: EngineOptions) -> int:
    """Show whether an engine runs."""
    return _answer(context, use.status(context.settings, chosen.engine))


def _answer(context: CommandContext, state: EngineStatus) -> int:
    if context.json:
        context.data(state)
    else:
        context.answer(*engine_parts(state, context.language))
    return 0
