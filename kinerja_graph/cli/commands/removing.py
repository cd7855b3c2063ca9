"""``drop``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.accounts.rights import ALL
from kinerja_graph.cli.arguments import Dropped
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.progress import load_progress
from kinerja_graph.texts import Text
from kinerja_graph.workflow.access import ledger_at_hand, whoever_types
from kinerja_graph.workflow.administering import Administrator, remove_editions
from kinerja_graph.workflow.connection import connect

_DROPPED: Final = Text(id="✔ {dataset} {edition} dihapus.", en="✔ {dataset} {edition} is removed.")


def drop(desk: CommandContext, what: Dropped) -> int:
    """Removes an edition, or a dataset with all of them."""
    with (
        ledger_at_hand(desk.settings) as book,
        connect(desk.settings) as store,
        load_progress(desk.language) as progress,
    ):
        gone = remove_editions(
            store,
            what.dataset,
            what.edition,
            by=Administrator(whoever_types(), ALL, book),
            settings=desk.settings,
            progress=progress,
        )
    if desk.json:
        removed = [{"dataset": one.dataset, "edition": one.edition} for one in gone]
        desk.data({"dropped": removed})
    else:
        told = (desk.say(_DROPPED, dataset=one.dataset, edition=one.edition) for one in gone)
        desk.answer(*(line(text) for text in told))
    return 0
