"""Draw a cascade as a map for print: columns are levels, a parent is as tall as what hangs on it.

``tree_map(network, marks, language=...)`` returns pages in reading order; each is an A4 landscape
figure with ``svg``, ``width``, ``height``, ``alt`` and ``title``. The cells come from the scene
(``assets/js/scene/paper.js``); here they get a title and a legend. Letters are as large as its size
in pixels says, so it is not to be made smaller than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene import draw_pages
from kinerja_graph.render.scene_mark import ScenePage, SceneView
from kinerja_graph.render.scene_model import scene_colours, scene_model
from kinerja_graph.render.status_colours import ORDER, SIGNS, is_loud
from kinerja_graph.render.still.canvas import Canvas, Frame, Type, svg_text
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clip_text
from kinerja_graph.render.still.scene import paint_scene
from kinerja_graph.render.still.themes import THEMES, ThemeName
from kinerja_graph.render.still.words import still_words
from kinerja_graph.texts import Language, Text

WIDTH: Final = 968
"""The width of a page in pixels: what A4 landscape holds without making it smaller."""
SMALLEST: Final = 7.1
"""The size of the smallest letters, in points."""
_MOST: Final = 626
"""The maximum height of a page in pixels."""
_SCENE_SMALLEST: Final = 9
"""The size of the smallest letters of the scene, in its pixels."""
_POINTS: Final = 0.75
"""Points in a pixel."""
_SCALE: Final = SMALLEST / _POINTS / _SCENE_SMALLEST
"""Pixels of a page in a pixel of the scene."""
_MARGIN: Final = 6
_TITLE: Final = 14
_TOP: Final = 18
"""From the upper edge of a page to the headings of its columns."""
_LEGEND: Final = 18
_SMALL: Final = 9.5
_SPACE: Final = 20
_ACROSS: Final = WIDTH / _SCALE - 2 * _MARGIN
_DOWN: Final = _MOST / _SCALE - 2 * _MARGIN - _TOP - _LEGEND


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One page of a map.

    Attributes:
        roots: the ids of the results of the first column that it belongs to; none: it shows boxes
            without a parent.
        title: ``Map 1/3: `` and their names.
        page: its number, from 1, of ``pages``.
        boxes: the ids of the boxes it shows, in reading order, without those repeated as headings.
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
    most: int | None = None,
) -> list[MapPage]:
    """Draw ``network`` as pages, outcomes first; every box is new on exactly one of them.

    Small results of the first column share a page; a large one has several, on which its parents
    are repeated, pale. Of more than ``most`` pages only the first are drawn. The same network and
    marks, in any order, give the same text.

    Raises:
        RenderError: this computer has no QuickJS.
    """
    model = scene_model(network, marks)
    paper = draw_pages(model, page_view(language, most))
    painter = _Painter(model, still_words(network.view), language, theme)
    return [painter.paint(page, number, paper.total) for number, page in enumerate(paper.pages, 1)]


def page_view(language: Language, most: int | None = None) -> SceneView:
    """Return the view of a page, without its title and legend."""
    return SceneView(width=_ACROSS, height=_DOWN, language=language, most=most)


@dataclass(frozen=True, slots=True)
class _Painter:
    """Makes pages of what the scene gives."""

    model: dict[str, Any]
    words: Mapping[str, Text]
    language: Language
    theme: ThemeName

    def paint(self, page: ScenePage, number: int, total: int) -> MapPage:
        """Put title and legend around one page."""
        look = THEMES[self.theme]
        canvas = Canvas()
        title = self._title(page, number, total)
        clipped = self._title(page, number, total, clipped=True)
        canvas.text(0, _TITLE, clipped, Type(look.ink, _TITLE, bold=True))
        canvas.add(paint_scene(page.marks, scene_colours(self.theme)), 0, _TOP)
        bottom = _TOP + page.height
        self._legend(canvas, page, bottom + _LEGEND - 4)
        ids = tuple(self.model["boxes"][box]["id"] for box in page.boxes)
        alt = f"{title}. {self._describe(page)}"
        whole = Canvas()
        whole.add(canvas, _MARGIN, _MARGIN)
        across = _ACROSS + 2 * _MARGIN
        down = bottom + _LEGEND + 2 * _MARGIN
        frame = Frame(
            width=across,
            height=down,
            shown=WIDTH,
            ground=look.ground,
            language=self.language,
            title=title,
            description=alt,
        )
        return MapPage(
            roots=tuple(self.model["boxes"][root]["id"] for root in page.roots),
            title=title,
            page=number,
            pages=total,
            boxes=ids,
            smallest=SMALLEST,
            alt=alt,
            svg=svg_text(frame, whole),
            width=WIDTH,
            height=round(down * WIDTH / across),
        )

    def _say(self, key: str, **facts: object) -> str:
        return self.words[key].say(self.language, **facts)

    def _title(self, page: ScenePage, number: int, total: int, *, clipped: bool = False) -> str:
        """Name a page: its first result, how many more share it, and whether it is continued.

        Of a title that is ``clipped`` to the width of the page, only the name is shortened.
        """

        def around(name: str) -> str:
            others = len(page.roots) - 1
            name = self._say("map.others", name=name, n=others) if others > 0 else name
            name = self._say("map.continued", name=name) if page.is_continued else name
            return self._say("map.title", page=number, pages=total, name=name)

        name = self.model["boxes"][page.roots[0]]["name"] if page.roots else self._say("apart")
        if clipped:
            room = _ACROSS - width(around(""), _TITLE, bold=True)
            name = clip_text(name, _TITLE, room, bold=True)
        return around(name)

    def _counted(self, page: ScenePage) -> dict[str, int]:
        """Count the findings of the boxes of a page by tone, the most urgent first."""
        boxes = (self.model["boxes"][box] for box in page.boxes)
        counted = Counter(tone for box in boxes for tone, _ in box["marks"])
        return {ORDER[tone]: counted[tone] for tone in sorted(counted)}

    def _describe(self, page: ScenePage) -> str:
        """Describe a page in words: how many boxes with which findings."""
        told = ", ".join(
            f"{self._say(f'severity.{tone}')} {number}"
            for tone, number in self._counted(page).items()
        )
        return self._say("described", n=len(page.boxes), told=told or self._say("findings.none"))

    def _legend(self, canvas: Canvas, page: ScenePage, y: float) -> None:
        """Explain the signs that a page uses."""
        look = THEMES[self.theme]
        entries = [
            (
                f"{SIGNS[tone].shape} {self._say(f'severity.{tone}')} {number}",
                Type(look.tones[SIGNS[tone].colour].ink, _SMALL, bold=True),
            )
            for tone, number in self._counted(page).items()
            if is_loud(tone)
        ]
        keys = ["map.white"]
        if any(mark.fill == "faint.ground" for mark in page.marks):
            keys.append("map.pale")
        entries += [(self._say(key), Type(look.muted, _SMALL)) for key in keys]
        x = 0.0
        for words, type_ in entries:
            canvas.text(x, y, words, type_)
            x += width(words, type_.size, bold=type_.bold) + _SPACE
