"""``import``: a wide matrix into the contract's tables, or a map proposed for it."""

from __future__ import annotations

from kinerja_graph.cli.acts.desk import Desk
from kinerja_graph.cli.acts.inputs import refused
from kinerja_graph.cli.import_options import Importing
from kinerja_graph.cli.telling.importing import import_parts
from kinerja_graph.workflow import importing
from kinerja_graph.workflow.reading import InputRefused


def import_matrix(desk: Desk, what: Importing) -> int:
    """Reads a matrix by its map and writes the contract's tables."""
    try:
        done = importing.import_matrix(
            what.matrix,
            map_name=what.map,
            out=what.out,
            settings=desk.settings,
            language=desk.language,
        )
    except InputRefused as refusal:
        return refused(desk, what.matrix, refusal.reading)
    if desk.json:
        desk.data(importing.import_json(done, desk.language))
    else:
        desk.answer(*import_parts(done, desk.language))
    return 0
