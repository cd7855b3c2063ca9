"""``export`` and ``template``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line, next_step
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.output_options import ExportOptions, TemplateOptions
from kinerja_graph.data_frames import with_data_frames
from kinerja_graph.texts import _
from kinerja_graph.workflow import exporting as use
from kinerja_graph.workflow import templating
from kinerja_graph.workflow.views import open_edition

_DONE: Final = _("✔ {dataset} {edition} is exported to {out}: {files:file|files}.")
_DONE_ONE: Final = _("✔ {dataset} {edition} is exported to {out}: 1 file.")
_LOST: Final = _(
    "{number:problem|problems} of a lenient load could not be written into "
    "the table it belongs to; all are in the table problems, which is not "
    "loaded back."
)
_TEMPLATE: Final = _("✔ The template is written: {path}.")
_FILL_IT: Final = _("Fill it, then:")


def export(context: CommandContext, what: ExportOptions, edition_ref: EditionArguments) -> int:
    """Write a loaded edition out again."""
    if what.format == "parquet":
        with_data_frames()
    with open_edition(context.settings, edition_ref) as (
        store,
        edition,
    ):  # which sees that it is whole
        done = use.export(store, edition, format=what.format, out=what.out)
    if done.lost:
        context.note(line(context.say(_LOST, number=done.lost)))
    if context.json:
        context.data(done)
        return 0
    text = context.say(
        _DONE_ONE if len(done.files) == 1 else _DONE,
        dataset=done.edition.dataset,
        edition=done.edition.edition,
        out=done.out,
        files=len(done.files),
    )
    context.answer(line(text, GOOD_STYLE))
    return 0


def template(context: CommandContext, what: TemplateOptions) -> int:
    """Write an empty workbook to be filled in."""
    written = templating.write_template(what.out, context.language)
    if context.json:
        context.data(written)
    else:
        context.answer(
            line(context.say(_TEMPLATE, path=what.out), GOOD_STYLE),
            next_step(context.say(_FILL_IT), "validate", what.out),
        )
    return 0
