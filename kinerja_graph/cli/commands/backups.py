"""``backup`` and ``restore``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.cli.output_options import BackupArguments, RestoreArguments
from kinerja_graph.cli.progress import load_progress
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow import backups as use
from kinerja_graph.workflow.connection import connect

_SAVED: Final = _("✔ Saved to {path} ({size} kB): {editions:edition|editions}{accounts}.")
_BACK: Final = _("✔ Restored from {path}: {editions:edition|editions}{accounts}.")
_ACCOUNTS: Final = _(" and the accounts database")
_SECRET: Final = _("This file contains all plans and the digests of keys; keep it in a safe place.")

_CLOSED: Final = _("Still revoked, as they were after that backup was made: {names}")
_AS_THEN: Final = _(
    "Keys and roles are as they were when it was made ({made}); see kinerja "
    "keys list and kinerja users list"
)


def backup(context: CommandContext, what: BackupArguments) -> int:
    """Save everything into one file."""
    with connect(context.settings) as store, load_progress(context.language) as progress:
        done = use.backup(store, what.out, settings=context.settings, progress=progress)
    if context.json:
        context.data(done)
        return 0
    context.answer(line(_sentence(context, _SAVED, done), GOOD_STYLE))
    context.note(line(context.say(_SECRET), "dim"))
    return 0


def restore(context: CommandContext, what: RestoreArguments) -> int:
    """Restore everything from a backup."""
    use.check_readable(what.path)
    with connect(context.settings) as store, load_progress(context.language) as progress:
        done = use.restore(
            store, what.path, settings=context.settings, replace=what.replace, progress=progress
        )
    if context.json:
        context.data(done)
        return 0
    context.answer(line(_sentence(context, _BACK, done), GOOD_STYLE))
    if done.still_closed:
        context.note(line(context.say(_CLOSED, names="; ".join(done.still_closed))))
    if done.accounts:
        context.note(line(context.say(_AS_THEN, made=done.made), "dim"))
    return 0


def _sentence(context: CommandContext, text: Text, done: use.Backup) -> str:
    return context.say(
        text,
        editions=len(done.kept),
        accounts=context.say(_ACCOUNTS) if done.accounts else "",
        path=done.path,
        size=done.size / 1000,
    )
