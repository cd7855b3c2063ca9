"""``render``."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.arguments import RenderArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.errors import UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.texts import _
from kinerja_graph.workflow import pictures as use
from kinerja_graph.workflow.pyvis_networks import draw_pyvis
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import open_checked_edition

_WRITTEN: Final = _("Written: {path}")
_PAGES: Final = (".html", ".htm")
_MADE: Final = (*_PAGES, ".svg", ".png")


def render(context: CommandContext, what: RenderArguments, edition_ref: EditionArguments) -> int:
    """Draw an edition, or the chain of a record."""
    suffix = what.out.suffix.lower()
    if suffix not in _MADE:
        raise UsageError(
            _("Pictures are written as .html, .svg or .png, not {suffix}."),
            mend=_("Give a name that ends in .html, .svg or .png."),
            where="--out",
            suffix=what.out.suffix or what.out.name,
        )
    if what.renderer == "pyvis" and suffix not in _PAGES:
        raise UsageError(
            _("pyvis writes pages (.html), not {suffix}."),
            mend=_("Give a name that ends in .html, or leave out --renderer."),
            where="--out",
            suffix=what.out.suffix,
        )
    sight = use.Sight(only=what.only, node=what.node, z=what.z, row=what.row)
    if suffix in _PAGES and (sight != use.Sight() or what.dpi is not None):
        raise UsageError(
            _("A page has every part of the picture, so none is chosen here."),
            mend=_(
                "Write .svg or .png, or leave out --only, --node, --z, --row and --dpi: in a page "
                "they are in its address."
            ),
            where="--out",
        )
    decided = read_rule_set(context.settings)
    options = use.PictureOptions(view=what.view, against=what.against)
    with open_checked_edition(context.settings, edition_ref) as (store, edition):
        scene = use.scene(store, edition, what.id, options, rule_set=decided)
    style = use.PictureStyle(language=context.language, theme=what.theme, width=what.width)
    if what.renderer == "pyvis":
        content = draw_pyvis(scene, style)
    else:
        content = use.draw_scene(scene, suffix, style, sight=sight, dpi=what.dpi)
    written = write_whole(what.out, content)
    if context.json:
        context.data(written)
    else:
        context.answer(line(context.say(_WRITTEN, path=what.out)))
    return 0
