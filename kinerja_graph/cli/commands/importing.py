"""``import``: a wide matrix into the contract's tables, or a map proposed for it."""

from __future__ import annotations

import sys
from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.inputs import refused
from kinerja_graph.cli.formatters.importing import guess_parts, import_parts
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.cli.import_options import Importing
from kinerja_graph.cli.screen import put
from kinerja_graph.errors import UsageError
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import _
from kinerja_graph.workflow import importing
from kinerja_graph.workflow.reading import InputRefused

_BOTH: Final = _("--guess proposes a map and --map uses one; use only one of them.")
_ONE: Final = _("Leave out --map for a proposal, or --guess to import.")
_WRITTEN: Final = _(
    "✔ A map proposed for {matrix} is written: {out}. Check it, then: "
    "kinerja import {matrix} --map {out} --out OUT.xlsx"
)


def import_matrix(context: CommandContext, what: Importing) -> int:
    """Reads a matrix by its map and writes the contract's tables; or proposes a map."""
    try:
        if what.guess:
            return _guess(context, what)
        done = importing.import_matrix(
            what.matrix,
            map_name=what.map,
            out=what.out,
            settings=context.settings,
            language=context.language,
        )
    except InputRefused as refusal:
        return refused(context, what.matrix, refusal.reading)
    if context.json:
        context.data(as_json(done, context.language))
    else:
        context.answer(*import_parts(done, context.language))
    return 0


def _guess(context: CommandContext, what: Importing) -> int:
    """Proposes a map: the map alone on standard output, what was not understood beside it."""
    if what.map is not None:
        raise UsageError(_BOTH, mend=_ONE, where="--guess", code="extra-argument")
    done = importing.guess_map(
        what.matrix, out=what.out, settings=context.settings, language=context.language
    )
    if context.json:
        context.data(as_json(done, context.language))
        return 0
    if done.out is None:
        put(done.text, sys.stdout)
    else:
        context.answer(line(context.say(_WRITTEN, out=done.out, matrix=done.matrix), GOOD_STYLE))
    context.note(*guess_parts(done, context.language))
    return 0
