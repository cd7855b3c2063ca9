"""Draw a cascade as a map for print: columns are levels, a parent is as tall as what hangs on it.

``tree_map(network, marks, language=...)`` takes what ``slices`` takes and returns pages in reading
order; each is an A4 landscape figure with ``svg``, ``width``, ``height``, ``alt`` and ``title``.
Letters are as large as its size in pixels says, so it is not to be made smaller than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import marks_in_picture
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.status_colours import SIGNS, is_loud
from kinerja_graph.render.still import legend
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clip_text, wrap_lines
from kinerja_graph.render.still.map_cells import Cells, Place, make_cells
from kinerja_graph.render.still.map_layout import (
    END,
    GAP,
    HEIGHT,
    PAD,
    SETTINGS,
    SMALLEST,
    WIDTH,
    Setting,
    Sizer,
    Strip,
    page_widths,
    share_width,
)
from kinerja_graph.render.still.map_pages import PagePlan, Planner
from kinerja_graph.render.still.map_painter import CellPainter
from kinerja_graph.render.still.picture import create_renderer, wrap_svg
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import Tree, build_tree
from kinerja_graph.texts import Language

_MARGIN: Final = 6
_TITLE: Final = 15
_TITLE_BOTTOM: Final = 24
_HEAD_LINE: Final = 12
_LEGEND: Final = 18
_POINTS: Final = 0.75
"""Points in a pixel."""
_STRETCH: Final = 1.6
"""A page with few cells is filled to at most so many times the height that they need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One page of a map.

    Attributes:
        roots: the ids of the results of the first column that it belongs to; none: it shows boxes
            without a parent.
        title: ``Map 1/3: `` and their names.
        page: its number, from 1, of ``pages``.
        boxes: the ids of the boxes it shows, in reading order, without those repeated as headings.
        counted: the ids of the boxes that its cells ``+ N`` count; later pages show them.
        smallest: the size of its smallest letters, in points at its own size.
        alt: a sentence that describes it, for those who cannot see it.
        svg: the figure.
        width: its width in pixels at zoom 1, ``height`` its height.
    """

    roots: tuple[str, ...]
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

    A page shows a result of the first column with everything below it; small ones share a page.
    Where that is too much for letters of 7 points, it shows the levels that fit, with cells ``+ N``
    that count what is left out, and further pages show that. The same network and marks, in any
    order, give the same text.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    tree = build_tree(network)
    if not tree.boxes:
        return []
    renderer = create_renderer(network, tree, language, theme)
    cells = make_cells(tree)
    sizer = Sizer(cells, _name_agencies(tree))
    plans = [*Planner(cells, sizer).pages()]
    by_box: dict[str, list[Mark]] = {}
    for mark in marks:
        by_box.setdefault(mark.node_id, []).append(mark)
    page_of = {
        item.cell: number
        for number, plan in enumerate(plans, 1)
        for item in plan.items()
        if not item.is_repeated
    }
    cell_painter = CellPainter(
        cells, sizer.names_agency, renderer, network.agencies, by_box, page_of
    )
    painter = _PagePainter(cells, sizer, renderer, cell_painter)
    return [painter.paint(plan, number, len(plans)) for number, plan in enumerate(plans, 1)]


def _name_agencies(tree: Tree) -> tuple[bool, ...]:
    """Tell for each box whether its cell names its agencies: if they are not its parent's."""
    return tuple(
        bool(node.agencies) and (above < 0 or tree.boxes[above].agencies != node.agencies)
        for node, above in zip(tree.boxes, tree.parent, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _PagePainter:
    """Draws pages."""

    cells: Cells
    sizer: Sizer
    renderer: BoxRenderer
    painter: CellPainter

    def paint(self, plan: PagePlan, page: int, pages: int) -> MapPage:
        """Draw one page."""
        title = self._title(plan, page, pages)
        canvas = Canvas()
        type_ = Type(self.renderer.theme.ink, _TITLE, bold=True)
        canvas.text(0, _TITLE, self._title(plan, page, pages, clipped=True), type_)
        widths = page_widths(plan.strips)
        setting = self._setting(plan, widths)
        top = _TITLE_BOTTOM + self._heads_height(plan, widths)
        bottom = top
        x = 0.0
        for strip, across in zip(plan.strips, widths, strict=True):
            need = self.sizer.height(strip.items, setting, share_width(strip, across))
            area = Area(x, top, across, min(HEIGHT, need * _STRETCH))
            self._heads(canvas, strip, area)
            self._strip(canvas, strip, area, setting)
            bottom = max(bottom, area.bottom)
            x += across + GAP
        self._legend(canvas, plan, bottom)
        shown = [item.cell for item in plan.items() if not item.is_repeated]
        hidden = [cell for item in plan.items() for cell in self.cells.subtree(item.hidden)]
        ids = self._ids(shown)
        alt = f"{title}. {self._describe(shown, hidden)}"
        size = (WIDTH, bottom + _LEGEND)
        return MapPage(
            roots=tuple(self.cells.tree.boxes[root].id for root in plan.roots),
            title=title,
            page=page,
            pages=pages,
            boxes=ids,
            counted=self._ids(hidden),
            smallest=min(setting.size, SMALLEST) * _POINTS,
            alt=alt,
            svg=wrap_svg(canvas, size, self.renderer, (title, alt), margin=_MARGIN),
            width=round(size[0]) + 2 * _MARGIN,
            height=round(size[1]) + 2 * _MARGIN,
        )

    def _title(self, plan: PagePlan, page: int, pages: int, *, clipped: bool = False) -> str:
        """Name a page: its first result, how many more share it, and whether it is continued.

        Of a title that is ``clipped`` to the width of the page, only the name is shortened.
        """
        say = self.renderer.say

        def around(name: str) -> str:
            others = len(plan.roots) - 1
            name = say("map.others", name=name, n=others) if others > 0 else name
            name = say("map.continued", name=name) if plan.is_continued else name
            return say("map.title", page=page, pages=pages, name=name)

        name = self.cells.name(plan.roots[0]) if plan.roots else say("apart")
        if clipped:
            room = WIDTH - width(around(""), _TITLE, bold=True)
            name = clip_text(name, _TITLE, room, bold=True)
        return around(name)

    def _ids(self, cells: Sequence[int]) -> tuple[str, ...]:
        tree = self.cells.tree
        return tuple(tree.boxes[box].id for cell in cells for box in self.cells.boxes(cell))

    def _describe(self, shown: Sequence[int], hidden: Sequence[int]) -> str:
        """Describe a page in words: how many boxes with which findings, and how many it counts."""
        boxes = [box for cell in shown for box in self.cells.boxes(cell)]
        told = ", ".join(
            f"{self.renderer.say(f'severity.{tone}')} {number}"
            for tone, number in self.painter.count(boxes).items()
        )
        text = self.renderer.say(
            "described", n=len(boxes), told=told or self.renderer.say("findings.none")
        )
        number = sum(len(self.cells.boxes(cell)) for cell in hidden)
        return f"{text} {self.renderer.say('map.counted', n=number)}" if number else text

    def _setting(self, plan: PagePlan, widths: Sequence[float]) -> Setting:
        """Return the most comfortable setting in which all strips of a page fit."""
        shares = [share_width(*each) for each in zip(plan.strips, widths, strict=True)]
        for setting in SETTINGS:
            if all(
                self.sizer.height(strip.items, setting, share) <= HEIGHT
                for strip, share in zip(plan.strips, shares, strict=True)
            ):
                return setting
        return SETTINGS[-1]

    def _head(self, place: Place) -> str:
        if place == END:
            return "…"
        return self.renderer.say(f"column.{self.cells.tree.columns[place[0]]}")

    def _heads_height(self, plan: PagePlan, widths: Sequence[float]) -> float:
        """Return the height of the headings of the columns: of one line if all fit it."""
        lines = max(
            len(self._head_lines(place, across))
            for strip, total in zip(plan.strips, widths, strict=True)
            for place, across in share_width(strip, total).items()
        )
        return lines * _HEAD_LINE + 4

    def _head_lines(self, place: Place, across: float) -> list[str]:
        return wrap_lines(self._head(place), SMALLEST, across - 2 * PAD, 2, bold=True)

    def _heads(self, canvas: Canvas, strip: Strip, area: Area) -> None:
        """Draw the headings of the columns of a strip above ``area``."""
        type_ = Type(self.renderer.theme.muted, SMALLEST, bold=True)
        x = area.left
        for place, across in share_width(strip, area.width).items():
            lines = self._head_lines(place, across)
            for number, line in enumerate(lines):
                y = area.top - 5 - _HEAD_LINE * (len(lines) - 1 - number)
                canvas.text(x + PAD, y, line, type_)
            x += across

    def _strip(self, canvas: Canvas, strip: Strip, area: Area, setting: Setting) -> None:
        """Draw the cells of a strip; where a level is skipped, a line leads to the cell."""
        theme = self.renderer.theme
        canvas.rect(area, theme.band, Pen(theme.edge))
        placed = self.sizer.place_strip(strip, setting, area)
        spots = {id(one.item): one.area for one in placed if not one.is_rest}
        for one in placed:
            for item in one.item.beside if not one.is_rest else ():
                spot = spots[id(item)]
                if spot.left > one.area.right + 1:
                    y = spot.top + PAD + setting.size * 0.6
                    canvas.path(("M", one.area.right, y, "H", spot.left), Pen(theme.line, 1, "3 3"))
        for one in placed:
            self.painter.draw(canvas, one, setting)
        for item in strip.items[1:] if strip.items[0].is_top else ():
            canvas.path(("M", area.left, spots[id(item)].top, "h", area.width), Pen(theme.muted, 2))

    def _legend(self, canvas: Canvas, plan: PagePlan, y: float) -> None:
        """Explain the signs that a page uses."""
        shown = [item for item in plan.items() if not item.is_repeated]
        boxes = [box for item in shown for box in self.cells.boxes(item.cell)]
        muted = Type(self.renderer.theme.muted, SMALLEST)
        entries = [
            legend.text_entry(
                f"{SIGNS[tone].shape} {self.renderer.say(f'severity.{tone}')} {number}",
                Type(self.renderer.tone(tone).ink, SMALLEST, bold=True),
            )
            for tone, number in self.painter.count(boxes).items()
            if is_loud(tone)
        ]
        texts = ["map.white"]
        if any(self.cells.inside[item.cell] for item in shown):
            texts.append("map.bullet")
        if any(item.hidden for item in plan.items()):
            texts.append("map.dashed")
        entries += [legend.text_entry(self.renderer.say(text), muted) for text in texts]
        legend.draw_entries(canvas, entries, WIDTH, y + 3)
