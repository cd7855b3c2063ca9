"""Draw the still picture of a cascade as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import marks_in_picture, provenance, title
from kinerja_graph.render.layout import WIDTH, Layout, preorder, split_roots
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes
from kinerja_graph.render.palette import assign_tints
from kinerja_graph.render.picture import add_missing_agencies, place_boxes
from kinerja_graph.render.status_colours import ORDER
from kinerja_graph.render.still import legend
from kinerja_graph.render.still.boxes import PILL, BoxRenderer, Sketch, draw_box
from kinerja_graph.render.still.canvas import Area, Canvas, Frame, Pen, Type, svg_text
from kinerja_graph.render.still.lines import MAX_LINKS, LineRenderer, Lines, build_lines
from kinerja_graph.render.still.themes import THEMES, ThemeName
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import FORMER, MISSING, Tree, objectives_of_several_agencies
from kinerja_graph.texts import Language

MARGIN: Final = 26
HEADS: Final = 30
"""Height of the column titles."""
MIN_WIDTH: Final = 720
"""The minimum width of title and legend, in pixels."""


def svg(
    network: Network,
    marks: Sequence[Mark],
    *,
    language: Language,
    theme: ThemeName = "light",
    width: int | None = None,
    rules_digest: str = "",
) -> str:
    """Draw ``network`` with every box open, title, legend and provenance.

    Boxes are where the page puts them. The same network and marks, in any order, give the same
    text. ``width`` is the display width in pixels; None: one pixel per unit.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    tree, layout = place_boxes(network, marks)
    renderer = create_renderer(network, tree, language, theme)
    lines = build_lines(tree, marks, objectives_of_several_agencies(network))
    body = Canvas()
    height = draw_tree(body, (tree, layout), (marks, lines), renderer)
    across = max(MIN_WIDTH, layout_width(layout))
    canvas = Canvas()
    top = _draw_head(canvas, network, marks, renderer, across)
    canvas.add(body, 0, top + HEADS)
    y = top + HEADS + height + 18
    canvas.path(("M", 0, y, "H", across), Pen(renderer.theme.edge))
    entries = legend.signs(
        renderer,
        [tone for tone in ORDER if any(mark.severity == tone for mark in marks)],
        links_hidden=len(lines.links) > MAX_LINKS,
        former=any(edge.type == FORMER for edge in network.edges),
    )
    y = legend.draw_entries(canvas, legend.agencies(network, renderer), across, y + 8)
    y = legend.draw_entries(canvas, entries, across, y + 2)
    y = legend.draw_entries(
        canvas, legend.provenance(provenance(network, rules_digest), renderer), across, y + 4
    )
    return wrap_svg(
        canvas,
        (across, y),
        renderer,
        (title(network, language), describe_tree(tree, marks, renderer)),
        width,
    )


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


def layout_width(layout: Layout) -> float:
    """Return the total width of the boxes, including the room for their pills."""
    return max((left for left in layout.left), default=0) + WIDTH + PILL.width - 8


def draw_tree(
    canvas: Canvas,
    placed_tree: tuple[Tree, Layout],
    marks_and_lines: tuple[Sequence[Mark], Lines],
    renderer: BoxRenderer,
    folded: Mapping[int, int] | None = None,
) -> float:
    """Draw column titles, lines and boxes; return the height of the boxes in pixels.

    ``folded`` gives for each box how many boxes below it are not in the picture.
    """
    tree, layout = placed_tree
    marks, lines = marks_and_lines
    bottoms = (top + high for top, high in zip(layout.top, layout.height, strict=True))
    height = max(bottoms, default=0)
    by_box: dict[str, list[Mark]] = {}
    for mark in marks:
        by_box.setdefault(mark.node_id, []).append(mark)
    legend.column_heads(canvas, tree.columns, layout, renderer, height + 10)
    LineRenderer(canvas, tree, layout, renderer).draw(lines)
    _draw_apart(canvas, tree, layout, renderer)
    for box in preorder(tree):
        area = Area(layout.left[box], layout.top[box], WIDTH, layout.height[box])
        node = tree.boxes[box]
        sketch = Sketch(node, area, tuple(by_box.get(node.id, ())), (folded or {}).get(box, 0))
        draw_box(canvas, sketch, renderer)
    return height


def describe_tree(tree: Tree, marks: Sequence[Mark], renderer: BoxRenderer) -> str:
    """Describe a picture in a sentence, for those who cannot see it."""
    real = [node for node in tree.boxes if node.label != MISSING]
    told = ", ".join(
        f"{renderer.say(f'severity.{tone}')} {number}"
        for tone in ORDER
        if (number := sum(mark.severity == tone for mark in marks))
    )
    return renderer.say("described", n=len(real), told=told or renderer.say("findings.none"))


def _draw_head(
    canvas: Canvas, network: Network, marks: Sequence[Mark], renderer: BoxRenderer, across: float
) -> float:
    theme = renderer.theme
    lines = [(title(network, renderer.language), Type(theme.ink, 18, bold=True))]
    if not network.nodes:
        lines.append((renderer.say("nothing"), Type(theme.muted, 13)))
    if network.focus is not None:
        names = {node.id: node.name for node in network.nodes}
        words = renderer.say(
            "scope.chain", name=f"{network.focus} · {names.get(network.focus, '')}"
        )
        lines.append((words, Type(theme.muted, 13)))
    y = legend.heading(canvas, lines, across)
    return legend.draw_entries(canvas, legend.counts(marks, renderer), across, y + 2)


def _draw_apart(canvas: Canvas, tree: Tree, layout: Layout, renderer: BoxRenderer) -> None:
    """Draw the heading above the boxes that have no parent."""
    main, others = split_roots(tree)
    if not others:
        return
    y = layout.top[others[0]]
    left = min(layout.left[box] for box in others)
    if main:
        canvas.path(("M", 0, y - 52, "H", layout_width(layout)), Pen(renderer.theme.line))
    canvas.text(
        left, y - 18, renderer.say("apart"), Type(renderer.tone("error").ink, 13, bold=True)
    )
