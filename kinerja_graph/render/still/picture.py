"""What all still pictures share: their frame, and what is known of their boxes."""

from __future__ import annotations

from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.names import agency_codes
from kinerja_graph.render.palette import assign_tints
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import Canvas, Frame, svg_text
from kinerja_graph.render.still.themes import THEMES, ThemeName
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.tree import Tree
from kinerja_graph.texts import Language

MARGIN: Final = 26


def wrap_svg(
    canvas: Canvas,
    size: tuple[float, float],
    renderer: BoxRenderer,
    texts: tuple[str, str],
    shown: int | None = None,
    *,
    margin: int = MARGIN,
) -> str:
    """Return ``canvas`` (``size`` wide and high) as SVG with ``margin``, title, description."""
    page = Canvas()
    page.add(canvas, margin, margin)
    across, down = size
    frame = Frame(
        width=across + 2 * margin,
        height=down + 2 * margin,
        shown=shown,
        ground=renderer.theme.ground,
        language=renderer.language,
        title=texts[0],
        description=texts[1],
    )
    return svg_text(frame, page)


def create_renderer(
    network: Network, tree: Tree, language: Language, theme: ThemeName
) -> BoxRenderer:
    """Make the renderer that all boxes of a picture share."""
    used = {agency for node in tree.boxes for agency in node.agencies}
    return BoxRenderer(
        THEMES[theme],
        language,
        still_words(network.view),
        agency_codes(network.agencies, used),
        assign_tints(network),
    )
