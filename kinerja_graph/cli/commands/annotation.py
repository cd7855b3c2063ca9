"""``check --annotate``: the planner's workbook with the findings at their cells."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.texts import _
from kinerja_graph.workflow.annotating import CheckedInput, annotate

_ANNOTATED: Final = _(
    "{cells:cell|cells} marked in {path}; its sheet {sheet} lists {findings:finding|findings}."
)
_WITHOUT_CELL: Final = _(
    "{number:finding has|findings have} no cell in {workbook}; the sheet lists them without a link."
)
_WAS_SIGNED: Final = _(
    "The digital signature of {workbook} does not hold for this copy; the original stays signed."
)


def annotate_input(context: CommandContext, checked: CheckedInput, out: Path) -> None:
    """Give the planner's workbook back, and tell what was marked in it."""
    done = annotate(checked, out, settings=context.settings, language=context.language)
    facts = {"cells": done.cells, "findings": done.findings, "sheet": done.sheet}
    context.note(line(context.say(_ANNOTATED, path=out, **facts), "dim"))
    name = done.workbook.name
    if done.was_signed:
        context.note(line(context.say(_WAS_SIGNED, workbook=name), "dim"))
    if done.elsewhere:
        text = context.say(_WITHOUT_CELL, number=done.elsewhere, workbook=name)
        context.note(line(text, "dim"))
