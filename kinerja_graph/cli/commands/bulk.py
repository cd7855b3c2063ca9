"""``load --bulk``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.problems import problem_parts, verdict
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.cli.progress import load_progress
from kinerja_graph.library.words import count_records
from kinerja_graph.texts import _
from kinerja_graph.workflow.bulk import (
    BulkOutcome,
    BulkReport,
    Input,
    InputsRefused,
    load_bulk,
)
from kinerja_graph.workflow.reading import ReadOptions

REFUSED: Final = 3
_LOADED: Final = _("✔ Loaded: {number:edition|editions}, {records}.")
_MOVED: Final = _(
    "The local Neo4j now answers at {uri}, since another program took its earlier port."
)


def load_many(context: CommandContext, paths: list[Path], read_options: ReadOptions) -> int:
    """Load every input as a snapshot of its own into an empty local Neo4j."""
    try:
        with load_progress(context.language) as progress:
            done = load_bulk(
                paths, settings=context.settings, options=read_options, progress=progress
            )
    except InputsRefused as refusal:
        return _refused(context, refusal.inputs)
    _tell(context, done)
    if done.moved:  # last, where a long list of problems does not hide it
        context.note(line(context.say(_MOVED, uri=done.moved), "bold"))
    return 0


def _tell(context: CommandContext, done: BulkOutcome) -> None:
    if context.json:
        context.data(done.report)
        return
    for item in done.inputs:
        if item.problems:
            parts = problem_parts(item.problems, context.language, taken=True)
            context.note(line(str(item.path), "bold"), *parts)
    text = context.say(
        _LOADED, number=len(done.editions), records=count_records(done.counts, context.language)
    )
    context.answer(line(text, GOOD_STYLE))


def _refused(context: CommandContext, inputs: tuple[Input, ...]) -> int:
    if context.json:
        context.data(BulkReport(inputs))
        return REFUSED
    for item in inputs:
        if item.problems:
            context.note(
                verdict(item.path, item.problems, None, context.language),
                *problem_parts(item.problems, context.language),
            )
    return REFUSED
