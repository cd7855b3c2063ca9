"""Draw the cells of a printed map: what has no finding is white, what has one is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import ORDER, SIGNS, is_loud
from kinerja_graph.render.still.boxes import BoxRenderer, agency_code_words
from kinerja_graph.render.still.canvas import DASHES, Area, Canvas, Pen, Type
from kinerja_graph.render.still.letters import wrap_lines, wrap_text
from kinerja_graph.render.still.map_cells import Cells, Item
from kinerja_graph.render.still.map_layout import BAR, PAD, PlacedCell, Setting, words_width
from kinerja_graph.render.table import value
from kinerja_graph.render.tree import MISSING

_TICK: Final = 4
"""The distance of the ticks in the bar of a warning."""
_BULLET: Final = "▪"


@dataclass(slots=True)
class _Words:
    """The words of a cell, written line by line down to its bottom edge.

    ``y`` is the baseline of the next line, ``left`` the number of lines that still have room.
    """

    canvas: Canvas
    x: float
    y: float
    across: float
    left: int
    setting: Setting

    def write(self, words: str, colour: str, most: int, *, bold: bool = False) -> None:
        """Write ``words`` in at most ``most`` lines, cut with ``…``; nothing without room."""
        most = min(most, self.left)
        if most < 1 or not words:
            return
        size = self.setting.size
        for each in wrap_lines(words, size, self.across, most, bold=bold):
            self.canvas.text(self.x, self.y, each, Type(colour, size, bold=bold))
            self.y += self.setting.line
            self.left -= 1

    def area_of(self, rows: int) -> Area:
        """Return the area of the next ``rows`` lines, as wide as the cell."""
        line = self.setting.line
        top = self.y - self.setting.size * 0.93
        return Area(self.x - PAD + 0.5, top, self.across + 2 * PAD + BAR - 1, rows * line)

    def lines(self, words: str, *, bold: bool = False) -> int:
        """Return how many lines ``words`` need."""
        return len(wrap_text(words, self.setting.size, self.across, bold=bold))


@dataclass(frozen=True, slots=True)
class CellPainter:
    """Draws cells.

    Attributes:
        names_agency: for each cell whether its agencies have a line of their own.
        agencies: the name of every agency, by id.
        marks: the marks of each box, by its id.
        page_of: the page that shows a cell.
    """

    cells: Cells
    names_agency: Sequence[bool]
    renderer: BoxRenderer
    agencies: Mapping[str, str]
    marks: Mapping[str, Sequence[Mark]]
    page_of: Mapping[int, int]

    def count(self, boxes: Sequence[int]) -> dict[str, int]:
        """Count the marks of ``boxes`` by tone, the most urgent first."""
        marks = [m for box in boxes for m in self.marks.get(self.cells.tree.boxes[box].id, ())]
        counted = Counter[str](mark.severity for mark in marks)
        return {tone: counted[tone] for tone in ORDER if counted[tone]}

    def loud(self, box: int) -> list[Mark]:
        """Return the marks of a box that colour its cell, the most urgent first."""
        marks = self.marks.get(self.cells.tree.boxes[box].id, ())
        return [mark for mark in marks if is_loud(mark.severity)]

    def draw(self, canvas: Canvas, placed: PlacedCell, setting: Setting) -> None:
        """Draw one cell."""
        if placed.is_rest:
            self._rest(canvas, placed, setting)
            return
        node = self.cells.tree.boxes[placed.item.cell]
        canvas.begin(self._title(node), node.id)
        self._ground(canvas, placed)
        words = _words(canvas, placed.area, setting)
        if node.label == MISSING:
            words.write(
                self.cells.name(placed.item.cell), self.renderer.theme.ink, max(1, words.left - 1)
            )
            text = f"{SIGNS['error'].shape} {self.renderer.say('missing')}"
            words.write(text, self.renderer.tone("error").ink, words.left, bold=True)
            canvas.end()
            return
        if self.names_agency[placed.item.cell]:
            words.write(self._agency(node, words), self.renderer.theme.muted, 1, bold=True)
        if placed.item.is_repeated:
            self._name(words, placed.item, 1)
            again = self.renderer.say("map.again", page=self.page_of[placed.item.cell])
            words.write(again, self.renderer.theme.muted, 1)
        else:
            self._name(words, placed.item, len(self.cells.inside[placed.item.cell]))
            self._lines_inside(words, placed.item.cell)
            self._further(words, placed.item.cell)
        canvas.end()

    def _title(self, node: NetworkNode) -> str:
        titles = [
            f"{SIGNS[mark.severity].shape} {mark.title.say(self.renderer.language)}"
            for mark in self.marks.get(node.id, ())
        ]
        return ". ".join((f"{node.id}: {node.name}", *titles))

    def _ground(self, canvas: Canvas, placed: PlacedCell) -> None:
        """Draw the rectangle of a cell, and the bar of its worst finding."""
        theme, area = self.renderer.theme, placed.area
        loud = self.loud(placed.item.cell)
        if self.cells.tree.boxes[placed.item.cell].label == MISSING:
            tone = self.renderer.tone("error")
            canvas.rect(area, theme.ground, Pen(tone.line, 1.2, DASHES))
        elif placed.item.is_repeated or not loud:
            ground = theme.band if placed.item.is_repeated else theme.ground
            canvas.rect(area, ground, Pen(theme.edge))
        else:
            self._colour(canvas, area, loud[0].severity)
            canvas.rect(area, pen=Pen(theme.edge))

    def _colour(self, canvas: Canvas, area: Area, name: str) -> None:
        """Colour an area by a finding, with a bar at its right: ticks for all but an error."""
        tone = self.renderer.tone(name)
        canvas.rect(area, tone.ground)
        left, top, high = area.right - BAR, area.top + 0.5, area.height - 1
        if name == "error":
            canvas.rect(Area(left, top, BAR - 0.5, high), tone.line)
            return
        ticks = [
            ("M", left, top + 2 + _TICK * at, f"h{BAR - 0.5}") for at in range(int(high / _TICK))
        ]
        canvas.path([part for tick in ticks for part in tick], Pen(tone.line, 1.8))

    def _agency(self, node: NetworkNode, words: _Words) -> str:
        """Return the name of its agency if it fits a line, else the code words."""
        if len(node.agencies) == 1:
            name = self.agencies.get(node.agencies[0], "")
            if name and words.lines(name, bold=True) == 1:
                return name
        return agency_code_words(node, self.renderer)

    def _name(self, words: _Words, item: Item, lines_after: int) -> None:
        """Write the name of a cell, and leave so many lines for what follows it."""
        loud = self.loud(item.cell)
        sign = f"{SIGNS[loud[0].severity].shape} " if loud else ""
        colour = self.renderer.theme.ink
        most = max(1, words.left - lines_after)
        words.write(sign + self.cells.name(item.cell), colour, most, bold=item.is_top)

    def _lines_inside(self, words: _Words, cell: int) -> None:
        """Write the indicators of an objective; the room left is theirs from the first on."""
        inside = self.cells.inside[cell]
        for number, box in enumerate(inside):
            node = self.cells.tree.boxes[box]
            loud = self.loud(box)
            sign = SIGNS[loud[0].severity].shape if loud else _BULLET
            colour = self.renderer.tone(loud[0].severity).ink if loud else self.renderer.theme.muted
            text = f"{sign} {self.cells.name(box)}"
            numbers = value(node, self.renderer.language)
            longer = f"{text} ({numbers})" if numbers else text
            most = words.left - (len(inside) - number - 1)
            told = longer if words.lines(longer, bold=bool(loud)) <= most else text
            if loud and most > 0:
                rows = min(most, words.lines(told, bold=True))
                self._colour(words.canvas, words.area_of(rows), loud[0].severity)
            words.write(told, colour, most, bold=bool(loud))

    def _further(self, words: _Words, cell: int) -> None:
        """Write what there is room for: titles of findings, numbers, other parents."""
        tree = self.cells.tree
        for box in self.cells.boxes(cell):
            for mark in self.loud(box):
                title = mark.title.say(self.renderer.language)
                text = f"{SIGNS[mark.severity].shape} {title}"
                if words.lines(text, bold=True) <= words.left:
                    words.write(text, self.renderer.tone(mark.severity).ink, 3, bold=True)
        numbers = value(tree.boxes[cell], self.renderer.language)
        others = ", ".join(edge.target for edge in tree.edges[cell][1:])
        texts = [numbers, self.renderer.say("map.also", names=others) if others else ""]
        for text in texts:
            if text and words.lines(text) <= words.left:
                words.write(text, self.renderer.theme.muted, 3)

    def _rest(self, canvas: Canvas, placed: PlacedCell, setting: Setting) -> None:
        """Draw the cell ``+ N``: how many boxes it stands for, of which levels, with what signs."""
        theme = self.renderer.theme
        hidden = placed.item.hidden
        boxes = [box for cell in self.cells.subtree(hidden) for box in self.cells.boxes(cell)]
        counted = self.count(boxes)
        signs = " ".join(
            f"{SIGNS[tone].shape} {counted[tone]}" for tone in counted if is_loud(tone)
        )
        text = self.renderer.say("map.rest", n=len(boxes), page=self.page_of[hidden[0]])
        levels = ", ".join(self._levels(boxes))
        names = "; ".join(self.cells.name(cell) for cell in hidden)
        canvas.begin(f"{text}: {levels}")
        canvas.rect(placed.area, theme.band, Pen(theme.line, 1, "3 3"))
        words = _words(canvas, placed.area, setting)
        words.write(f"{text} {signs}".rstrip(), theme.ink, 2, bold=True)
        words.write(levels, theme.muted, words.left)
        words.write(names, theme.muted, words.left)
        canvas.end()

    def _levels(self, boxes: Sequence[int]) -> Iterator[str]:
        counted = Counter(self.cells.tree.column[box] for box in boxes)
        for column, number in sorted(counted.items()):
            head = self.renderer.say(f"column.{self.cells.tree.columns[column]}")
            yield f"{number} {head.partition(' · ')[2] or head}"


def _words(canvas: Canvas, area: Area, setting: Setting) -> _Words:
    """Begin the words of a cell."""
    left = int((area.height - 2 * PAD + 0.5 * PAD) // setting.line)
    return _Words(
        canvas,
        area.left + PAD,
        area.top + PAD + setting.size * 0.93,
        words_width(area.width),
        max(1, left),
        setting,
    )
