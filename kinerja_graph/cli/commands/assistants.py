"""``mcp``: the read-only server for assistants, over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _

_SERVER: Final = "kinerja_api.mcp.server"
_SDK: Final = "mcp"
_FOR_PROGRAMS: Final = _(
    "This is a server for an assistant, which starts it by itself (docs/mcp.md). Ctrl-C ends it."
)


def serve_mcp(context: CommandContext) -> int:
    """Answer an assistant until it closes standard input."""
    if find_spec(_SDK) is None:
        raise UsageError(
            _("The library {name} is not installed."),
            mend=_("Install it: pip install 'kinerja-graph[{name}]'"),
            where="kinerja mcp",
            code="extra-missing",
            name=_SDK,
        )
    if sys.stdin.isatty():
        context.note(line(context.say(_FOR_PROGRAMS), "dim"))
    with suppress(KeyboardInterrupt):
        asyncio.run(import_module(_SERVER).serve_stdio(context.settings))
    return 0
