"""Draw a cascade as a map for print: columns are levels, a parent is as tall as what hangs on it.

``tree_map(network, marks, language=...)`` takes what ``slices`` takes and returns pages in reading
order; each is an A4 landscape figure (``svg``, ``width``, ``height``, ``alt``, ``title``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import marks_in_picture
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import box_label
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.status_colours import SIGNS, is_loud
from kinerja_graph.render.still.boxes import BoxRenderer, agency_code_words
from kinerja_graph.render.still.canvas import Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clip_text, wrap_text
from kinerja_graph.render.still.map_cells import Cells, make_cells
from kinerja_graph.render.still.map_layout import (
    BAR,
    HEIGHT,
    PAD,
    SETTINGS,
    SMALLEST,
    WIDTH,
    PlacedCell,
    Setting,
    Sizer,
    Strip,
)
from kinerja_graph.render.still.map_pages import GAP, PagePlan, Planner, strip_width
from kinerja_graph.render.still.picture import create_renderer, wrap_svg
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import Tree, build_tree
from kinerja_graph.texts import Language

_MARGIN: Final = 6
_TITLE: Final = 26
"""Height of the line with the title of a page."""
_HEADS: Final = 18
"""Height of the headings of the columns."""
_STRETCH: Final = 2.4
"""A page with few cells is filled to at most so many times the height that they need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One page of a map.

    Attributes:
        root: the id of the result of the first column it belongs to; None: boxes without a parent.
        title: ``Map 1/3: `` and the name of that result.
        page: its number, from 1, of ``pages``.
        boxes: the ids of the boxes it shows, in reading order, without those repeated as headings.
        counted: the ids of the boxes that its cells ``+ N`` count; later pages show them.
        smallest: the size of its smallest letters, in points at its own size.
        alt: a sentence that describes it, for those who cannot see it.
        svg: the figure.
        width: its width in pixels at zoom 1, ``height`` its height.
    """

    root: str | None
    title: str
    page: int
    pages: int
    boxes: tuple[str, ...]
    counted: tuple[str, ...]
    smallest: float
    alt: str
    svg: str
    width: int
    height: int


def tree_map(
    network: Network,
    marks: Sequence[Mark],
    *,
    language: Language,
    theme: ThemeName = "light",
) -> list[MapPage]:
    """Draw ``network`` as pages, outcomes first; every box is on exactly one of them.

    A page shows a result of the first column with everything below it. Where that is too much for
    letters of 7 points, it shows the levels that fit, with cells ``+ N`` that count what is left
    out, and further pages show that. The same network and marks, in any order, give the same text.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    tree = build_tree(network)
    renderer = create_renderer(network, tree, language, theme)
    cells = make_cells(tree)
    sizer = Sizer(cells, _named_agencies(tree))
    plans = [*Planner(cells, sizer).pages()]
    by_box: dict[str, list[Mark]] = {}
    for mark in marks:
        by_box.setdefault(mark.node_id, []).append(mark)
    first_page = {
        item.cell: number
        for number, plan in enumerate(plans, 1)
        for strip in plan.strips
        for top in strip.items
        for item in top.all()
        if not item.is_repeated
    }
    painter = _Painter(cells, sizer, renderer, by_box, first_page)
    return [painter.paint(plan, number, len(plans)) for number, plan in enumerate(plans, 1)]


def _named_agencies(tree: Tree) -> tuple[bool, ...]:
    """Tell for each box whether its agencies differ from its parent's, so that a cell names them."""
    return tuple(
        bool(node.agencies) and (above < 0 or tree.boxes[above].agencies != node.agencies)
        for node, above in zip(tree.boxes, tree.parent, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Painter:
    cells: Cells
    sizer: Sizer
    renderer: BoxRenderer
    marks: Mapping[str, Sequence[Mark]]
    page_of: Mapping[int, int]

    def paint(self, plan: PagePlan, page: int, pages: int) -> MapPage:
        """Draw one page."""
        root = None if plan.root < 0 else self.cells.tree.boxes[plan.root]
        name = self.renderer.say("apart") if root is None else box_label(root.name)
        title = self.renderer.say("map.title", page=page, pages=pages, name=name)
        canvas = Canvas()
        theme = self.renderer.theme
        shown = clip_text(title, 13, WIDTH, bold=True)
        canvas.text(0, 14, shown, Type(theme.ink, 13, bold=True))
        setting = self._setting(plan)
        high = 0.0
        x = 0.0
        for strip in plan.strips:
            across = (
                strip_width(len(strip.places)) if len(plan.strips) > 1 or root is None else WIDTH
            )
            if plan.is_continued:
                across = strip_width(len(strip.places))
            high = max(high, self._strip(canvas, strip, setting, (x, across)))
            x += across + GAP
        items = [i for strip in plan.strips for top in strip.items for i in top.all()]
        boxes = [b for i in items if not i.is_repeated for b in self.cells.boxes(i.cell)]
        counted = [
            box
            for i in items
            for cell in self.cells.subtree(i.hidden)
            for box in self.cells.boxes(cell)
        ]
        ids = tuple(self.cells.tree.boxes[box].id for box in boxes)
        alt = title
        size = (WIDTH, _TITLE + _HEADS + high)
        return MapPage(
            root=None if root is None else root.id,
            title=title,
            page=page,
            pages=pages,
            boxes=ids,
            counted=tuple(self.cells.tree.boxes[box].id for box in counted),
            smallest=SMALLEST * 0.75,
            alt=alt,
            svg=wrap_svg(canvas, size, self.renderer, (title, alt), margin=_MARGIN),
            width=round(size[0]) + 2 * _MARGIN,
            height=round(size[1]) + 2 * _MARGIN,
        )

    def _setting(self, plan: PagePlan) -> Setting:
        """Return the most comfortable setting in which all strips of a page fit."""
        for setting in SETTINGS:
            if all(self._need(plan, strip, setting) <= HEIGHT for strip in plan.strips):
                return setting
        return SETTINGS[-1]

    def _widths(self, strip: Strip, across: float) -> dict[tuple[int, int], float]:
        narrow = len(strip.items) == 1 and len(strip.places) > 2 and across == WIDTH
        return self.sizer.widths(strip.places, across, narrow=narrow)

    def _need(self, plan: PagePlan, strip: Strip, setting: Setting) -> float:
        across = strip_width(len(strip.places)) if plan.is_continued or plan.root < 0 else WIDTH
        return self.sizer.height(strip.items, setting, self._widths(strip, across))

    def _strip(
        self, canvas: Canvas, strip: Strip, setting: Setting, span: tuple[float, float]
    ) -> float:
        left, across = span
        widths = self._widths(strip, across)
        need = self.sizer.height(strip.items, setting, widths)
        high = min(HEIGHT, need * _STRETCH)
        x = left
        for place in strip.places:
            head = self.renderer.say(f"column.{self.cells.tree.columns[place[0]]}")
            words = clip_text(head, SMALLEST, widths[place] - PAD, bold=True)
            canvas.text(
                x + PAD, _TITLE + 11, words, Type(self.renderer.theme.muted, SMALLEST, bold=True)
            )
            x += widths[place]
        area = Area(left, _TITLE + _HEADS, across, high)
        for placed in self.sizer.place_strip(strip, setting, area, widths):
            self._cell(canvas, placed, setting)
        return high

    def _cell(self, canvas: Canvas, placed: PlacedCell, setting: Setting) -> None:
        theme, area, item = self.renderer.theme, placed.area, placed.item
        node = self.cells.tree.boxes[item.cell]
        if placed.is_rest:
            self._rest(canvas, placed, setting)
            return
        loud = [m for m in self.marks.get(node.id, ()) if is_loud(m.severity)]
        tone = self.renderer.tone(loud[0].severity) if loud else None
        canvas.begin(f"{node.id}: {node.name}", node.id)
        canvas.rect(area, tone.ground if tone else theme.ground, Pen(theme.edge))
        if tone:
            canvas.rect(Area(area.right - BAR + 1, area.top, BAR - 1, area.height), tone.line)
        y = area.top + PAD + setting.size
        x = area.left + PAD
        room = area.width - 2 * PAD - BAR
        bottom = area.bottom - PAD + 1
        if self.sizer.agency[item.cell]:
            words = clip_text(agency_code_words(node, self.renderer), setting.size, room, bold=True)
            canvas.text(x, y, words, Type(theme.muted, setting.size, bold=True))
            y += setting.line
        if item.is_repeated:
            words = clip_text(self.renderer.say("map.again"), setting.size, room)
            canvas.text(x, y, words, Type(theme.muted, setting.size))
            y += setting.line
        lines_below = 0 if item.is_repeated else len(self.cells.inside[item.cell])
        most = max(
            1, int((bottom - y + setting.line - lines_below * setting.line + 0.01) // setting.line)
        )
        sign = f"{SIGNS[loud[0].severity].shape} " if loud else ""
        lines = wrap_text(sign + box_label(node.name), setting.size, room)
        if len(lines) > most:
            lines = [*lines[: most - 1], clip_text(" ".join(lines[most - 1 :]), setting.size, room)]
        for line in lines:
            canvas.text(x, y, line, Type(theme.ink, setting.size))
            y += setting.line
        if not item.is_repeated:
            for box in self.cells.inside[item.cell]:
                words = clip_text(f"▪ {self.cells.tree.boxes[box].name}", setting.size, room)
                canvas.text(x, y, words, Type(theme.muted, setting.size))
                y += setting.line
        canvas.end()

    def _rest(self, canvas: Canvas, placed: PlacedCell, setting: Setting) -> None:
        theme, area = self.renderer.theme, placed.area
        hidden = [*self.cells.subtree(placed.item.hidden)]
        boxes = [box for cell in hidden for box in self.cells.boxes(cell)]
        counted = Counter(self.cells.tree.column[box] for box in boxes)
        levels = ", ".join(
            f"{number} {self.renderer.say(f'column.{self.cells.tree.columns[column]}')}"
            for column, number in sorted(counted.items())
        )
        page = self.page_of[placed.item.hidden[0]]
        words = self.renderer.say("map.rest", n=len(boxes), names=levels, page=page)
        canvas.rect(area, theme.band, Pen(theme.edge, 1, "3 3"))
        room = area.width - 2 * PAD
        most = max(1, int((area.height - 2 * PAD + 1) // setting.line))
        lines = wrap_text(words, setting.size, room)
        if len(lines) > most:
            lines = [*lines[: most - 1], clip_text(" ".join(lines[most - 1 :]), setting.size, room)]
        for at, line in enumerate(lines):
            y = area.top + PAD + setting.size + at * setting.line
            canvas.text(area.left + PAD, y, line, Type(theme.ink, setting.size, bold=not at))


def widest(words: str, size: float) -> float:
    """Return the width of a line."""
    return width(words, size)
