"""``drop``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.accounts.rights import ALL
from kinerja_graph.cli.arguments import DropArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.progress import load_progress
from kinerja_graph.texts import _
from kinerja_graph.workflow.access import existing_accounts_database, operating_system_user
from kinerja_graph.workflow.administration import (
    Administrator,
    DroppedEditions,
    remove_editions,
)
from kinerja_graph.workflow.connection import connect

_DROPPED: Final = _("✔ {edition} is removed.")


def drop(context: CommandContext, what: DropArguments) -> int:
    """Remove an edition, or a dataset with all of them."""
    with (
        existing_accounts_database(context.settings) as accounts,
        connect(context.settings) as store,
        load_progress(context.language) as progress,
    ):
        gone = remove_editions(
            store,
            what.dataset,
            what.edition,
            what.document,
            by=Administrator(operating_system_user(), ALL, accounts),
            settings=context.settings,
            progress=progress,
        )
    if context.json:
        context.data(DroppedEditions.of(gone))
    else:
        sentences = (context.say(_DROPPED, edition=one.title) for one in gone)
        context.answer(*(line(text) for text in sentences))
    return 0
