"""Draw a cascade as a still picture (SVG): title, map, legend, provenance, all by the scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import marks_in_picture
from kinerja_graph.render.kept import Boxes
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.scene import draw_still
from kinerja_graph.render.scene_model import model_of
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import build_tree
from kinerja_graph.render.view_words import words_for


def map_svg(
    network: Network,
    marks: Sequence[Mark],
    style: PictureStyle,
    sight: Sight | None = None,
) -> str:
    """Draw ``network`` with its findings as an SVG file, like a page of the same sight.

    The same network and marks, in any order, give the same text. ``sight`` is the part that is
    drawn; None: everything.

    Raises:
        UsageError: ``sight`` names something that is not in the picture.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    tree = build_tree(network)
    boxes = Boxes(
        network=network,
        tree=tree,
        marks=marks,
        words=words_for(network.view),
        language=style.language,
    )
    model = model_of(network, tree, marks, style.rules_digest)
    return draw_still(model, _wish(sight or Sight(), boxes), style.still_theme, style.width)


def _wish(sight: Sight, boxes: Boxes) -> dict[str, Any]:
    """Return what the scene is asked for (``Wish`` in ``assets/js/scene/types.d.ts``)."""
    wish: dict[str, Any] = {
        "language": boxes.language,
        "width": sight.across,
        "height": sight.down,
        "z": sight.z,
        "row": sight.row,
        "left": sight.left,
        "chosen": None if sight.node is None else boxes.number(sight.node),
    }
    if sight.only is not None:
        wish["keep"], wish["scope"] = boxes.kept(sight.only)
    return {key: value for key, value in wish.items() if value is not None}
