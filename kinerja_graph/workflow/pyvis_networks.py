"""Make networks of pyvis: how many boxes they take, and what to ask for where there are more."""

from __future__ import annotations

from collections import Counter
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.analysis.selector import Term
from kinerja_graph.errors import UsageError
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.render.caption import title
from kinerja_graph.render.names import natural_sort_key
from kinerja_graph.render.pyvis_network import make_pyvis
from kinerja_graph.render.pyvis_page import pyvis_html
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.tree import build_tree
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.scenes import Scene

MAX_BOXES: Final = 500
"""Up to this number of boxes a network of pyvis moves without delay."""
FEWER_BOXES: Final = _(
    "Take a part, for example plan.to_pyvis('{example}'), or plan.draw(), which takes any number "
    "of boxes; max_boxes=None allows all, however slow."
)
_WHOLE_WINDOW: Final = "calc(100vh - 20px)"


def draw_pyvis(scene: Scene, style: PictureStyle) -> bytes:
    """Draw a scene as a page with a network of pyvis, which asks no other host for anything.

    Raises:
        UsageError: it has no boxes and lines, or too many boxes.
    """
    if scene.matrix is not None:
        raise UsageError(
            _("The view matrix is a table: pyvis draws boxes and lines."),
            mend=_("Leave out --renderer, or choose another view."),
            where="--renderer",
        )
    check_boxes(
        scene.network,
        MAX_BOXES,
        mend=_(
            "Draw a part, for example kinerja render '{example}' --renderer pyvis, or leave out "
            "--renderer: the self-contained page takes any number of boxes."
        ),
        where="--renderer",
    )
    net = make_pyvis(scene.network, scene.marks, language=style.language, theme=style.still_theme)
    net.height = _WHOLE_WINDOW
    if style.width is not None:
        net.width = f"{style.width}px"
    name = title(scene.network, style.language)
    return pyvis_html(net, title=name, language=style.language).encode()


def check_boxes(network: Network, limit: int, *, mend: Text, where: str) -> None:
    """Refuse a network of more than ``limit`` boxes; ``mend`` may name an ``{example}`` of a part.

    Raises:
        UsageError: it has more (``too-many-boxes``).
    """
    boxes = len(build_tree(network).boxes)
    if boxes > limit:
        raise UsageError(
            _("This would be {boxes} boxes; a network of pyvis takes {limit}."),
            mend=mend,
            where=where,
            code="too-many-boxes",
            boxes=boxes,
            limit=limit,
            example=_example(network, limit),
        )


def _example(network: Network, limit: int) -> str:
    """Return a selector of a part that can be drawn: top levels, a chain, or an agency."""
    if network.focus is not None:
        return str(Term("id", network.focus, below=2))
    if network.view == "cascade":
        levels = Counter(
            node.level for node in network.nodes if node.label in RESULTS and node.level is not None
        )
        taken: list[str] = []
        boxes = 0
        for level in sorted(levels):
            boxes += levels[level]
            if boxes > limit:
                break
            taken.append(str(Term("level", str(level))))
        if taken:
            return " ".join(taken)
    agencies = Counter(agency for node in network.nodes for agency in node.agencies)
    fitting = sorted(
        (agency for agency, boxes in agencies.items() if boxes <= limit),
        key=lambda agency: (-agencies[agency], natural_sort_key(agency)),
    )
    return str(Term("agency", fitting[0]) if fitting else Term("level", "0"))
