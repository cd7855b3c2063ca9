"""``demo``: the whole job on the example."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.cli.arguments import DemoOptions
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.amount import ALL_IN_JSON
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.words import line, under
from kinerja_graph.cli.progress import stages
from kinerja_graph.cli.screen import width
from kinerja_graph.library.words import count_records, count_severities
from kinerja_graph.report.answers.align import align_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.texts import _
from kinerja_graph.workflow import demo as demo_use
from kinerja_graph.workflow.demo import DemoOutcome

_LOADED: Final = _("1. Loaded from {source}: {records}.")
_AUDITED: Final = _("2. Audited: {numbers}. The rules hit most:")
_ALIGNED: Final = _("3. Who stands behind the shared outcome:")
_PICTURE: Final = _("4. Picture: open {picture} in a browser.")
_NEXT: Final = _("Next:")
_COMMANDS: Final = (
    ("kinerja audit --dataset {dataset}", _("all findings")),
    (
        "kinerja trace {task} --dataset {dataset}",
        _("from a task to the outcome"),
    ),
    ("kinerja validate PATH", _("check files of your own")),
    ("kinerja drop {dataset}", _("remove this example")),
)
_TOP: Final = 3


def demo(context: CommandContext, place: DemoOptions) -> int:
    """Load, audit, align and draw the example."""
    with stages(context.language) as stage:
        done = demo_use.demo(
            place.out, settings=context.settings, language=context.language, stage=stage
        )
    if context.json:
        context.data(done)
    else:
        context.answer(*_parts(context, done))
    return 0


def _parts(context: CommandContext, done: DemoOutcome) -> Iterator[RenderableType]:
    records = count_records(done.loaded.counts, context.language)
    yield line(context.say(_LOADED, source=done.source, records=records))
    numbers = count_severities(done.audit.summary(), context.language)
    yield line(context.say(_AUDITED, numbers=numbers))
    hits = Counter({run.id: run.findings for run in done.audit.rules if run.findings})
    for rule, number in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:_TOP]:
        yield under(line(f"{number} × {rule}"), 3)
    yield Line()
    yield line(context.say(_ALIGNED))
    blocks = align_blocks(done.outcome, context.language, Amount(rest=ALL_IN_JSON))
    yield from block_parts(blocks, width(sys.stdout))
    yield Line()
    yield line(context.say(_PICTURE, picture=done.picture), "bold")
    yield Line()
    yield line(context.say(_NEXT))
    for command, text in _COMMANDS:
        typed = command.format(dataset=done.audit.dataset, task=done.task or "ID")
        yield under(Line.assemble((typed, "bold"), f"  {context.say(text)}"), 2)
