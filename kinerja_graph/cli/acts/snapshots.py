"""``datasets`` and ``drop``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.acts.desk import Desk
from kinerja_graph.cli.arguments import Dropped
from kinerja_graph.cli.progress import load_progress
from kinerja_graph.cli.telling.tables import dataset_parts
from kinerja_graph.cli.telling.words import line
from kinerja_graph.texts import Text
from kinerja_graph.workflow import snapshots as use
from kinerja_graph.workflow.opening import opened

_DROPPED: Final = Text(id="✔ {dataset} {edition} dihapus.", en="✔ {dataset} {edition} is removed.")


def datasets(desk: Desk) -> int:
    """Tells which editions are loaded."""
    with opened(desk.settings) as store:
        answer = use.datasets_json(use.datasets(store))
    if desk.json:
        desk.data(answer)
    else:
        desk.answer(*dataset_parts(answer["datasets"], desk.language))
    return 0


def drop(desk: Desk, what: Dropped) -> int:
    """Removes an edition, or a dataset with all of them."""
    with opened(desk.settings) as store, load_progress(desk.language) as progress:
        gone = use.drop(
            store, what.dataset, what.edition, settings=desk.settings, progress=progress
        )
    if desk.json:
        removed = [{"dataset": one.dataset, "edition": one.edition} for one in gone]
        desk.data({"dropped": removed})
    else:
        told = (desk.say(_DROPPED, dataset=one.dataset, edition=one.edition) for one in gone)
        desk.answer(*(line(text) for text in told))
    return 0
