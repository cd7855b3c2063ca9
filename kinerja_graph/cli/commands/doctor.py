"""``doctor``: what is installed, reachable and allowed."""

from __future__ import annotations

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.doctor_options import DoctorOptions
from kinerja_graph.cli.formatters.doctor import doctor_parts
from kinerja_graph.errors import StoreError
from kinerja_graph.workflow.health.examination import Examination
from kinerja_graph.workflow.health.examination import doctor as examine


def doctor(context: CommandContext, how: DoctorOptions) -> int:
    """Show what was examined; exit code 4 if something that is needed is broken."""
    found = Examination(examine(context.settings, start=how.start))
    if context.json:
        context.data(found)
    else:
        context.answer(*doctor_parts(found, context.language))
    return 0 if found.healthy else StoreError.exit_code
