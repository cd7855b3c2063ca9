"""Make a network of pyvis: boxes on the places of the map, ready to be changed and saved.

It is a stock ``pyvis.network.Network``: everything that pyvis offers works on it. Its own
``write_html`` loads scripts from other hosts; ``pyvis_page`` writes it without.
"""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.caption import marks_in_picture, title
from kinerja_graph.render.map_places import COLUMN_GAP, GAP, Rectangle, map_places
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes, is_name, natural_sort_key
from kinerja_graph.render.palette import assign_tints
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.status_colours import ORDER, SIGNS, is_loud
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clean, clip_text, wrap_text
from kinerja_graph.render.still.themes import THEMES, Theme, ThemeName
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.table import sort_marks, value
from kinerja_graph.render.tree import (
    FORMER,
    MISSING,
    Tree,
    build_tree,
    is_cross_agency,
    objectives_of_several_agencies,
)
from kinerja_graph.texts import Language

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork  # type: ignore[import-untyped]

LEGEND: Final = "Legend"
"""The ``kind`` of the nodes that are no record: headings of columns, and the legend."""
MANY_LINKS: Final = 150
"""Above this number of contributions beside the tree, they are hidden."""
MANY_BOXES: Final = 500
"""Above this number of boxes no lines are drawn while the picture is moved."""
FACE: Final = "DejaVu Sans, Arial, Helvetica, sans-serif"
HEIGHT: Final = "750px"
PAD: Final = 4
"""From the upper and lower edge of a box to its words, in pixels at zoom 1."""
_SIDE: Final = 0.3
"""The same from the left and right edge, as a share of the letters."""
_SMALLEST: Final = 9.0
_LARGEST_SHARE: Final = 1 / 50
"""The largest letters as a share of the height of the map: about 14 pixels where it fits."""
_LARGEST_OF_FEW: Final = 1 / 34
"""The same for maps of few, high rows."""
_STEP: Final = 0.85
"""From one size of letters to the next smaller one: few sizes look calmer."""
_RESERVE: Final = 0.98
"""The share of a line that is filled: letters are a little wider in some browsers."""
_LEGEND_SHARE: Final = 1 / 62
"""The letters of headings and legend as a share of the height of the map."""
_TITLE_LETTERS: Final = 72
_MOST_MARKS: Final = 4
_FAINTEST: Final = 4
"""Letters are drawn from this size on the screen, in pixels: paler the smaller they are."""
_LOUD: Final = 3
"""The width of the border of a box with a finding, in pixels of the screen."""
_BORDERS: Final = {"warning": 2}
"""The same where it is another."""
_LEGEND_COLUMNS: Final = 4
_LEGEND_MARGIN: Final = 0.08
"""The share of the width left free beside the agencies, where the navigation buttons are."""


def make_pyvis(
    network: Network,
    marks: Sequence[Mark],
    *,
    language: Language,
    theme: ThemeName = "light",
    legend: bool = True,
) -> PyvisNetwork:
    """Return ``network`` with its findings as a stock network of pyvis.

    Every box is a node with the id of its record and, besides what pyvis reads, ``kind``,
    ``level`` (the column), ``agencies`` and ``severity`` (of its worst finding, or None). Edges
    point upward; they have ``type`` and, where known, ``kind``, ``sign``, ``status``. With
    ``legend`` there are nodes of kind ``Legend`` too: headings of columns, agencies, signs.
    """
    # loaded late: it loads IPython, half a second
    from pyvis.network import Network as Stock  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    look = THEMES[theme]
    picture = _Picture(network, marks, language, look)
    net: Any = Stock(
        height=HEIGHT,
        directed=True,
        bgcolor=look.ground,
        font_color=look.ink,  # pyright: ignore[reportArgumentType] - False or a colour
        cdn_resources="in_line",
    )
    nodes = [*picture.nodes(), *(picture.legend() if legend else ())]
    edges = picture.edges()
    # add_node and add_edge look through all that is there: quadratic
    net.nodes.extend(nodes)
    net.node_ids.extend(node["id"] for node in nodes)
    net.node_map.update((node["id"], node) for node in nodes)
    net.edges.extend(edges)
    _set_options(net, len(picture.tree.boxes))
    return net


def _set_options(net: Any, boxes: int) -> None:
    """Set the options on pyvis' own object, so that its methods (``toggle_physics``) still work."""
    net.toggle_physics(status=False)
    net.options.edges.smooth.enabled = False
    net.options.edges.color.inherit = False
    net.options.edges.arrows = {"to": {"enabled": True, "scaleFactor": 0.5}}
    net.options.nodes = {
        "shapeProperties": {"borderRadius": 3},
        "borderWidthSelected": _LOUD,
        "scaling": {"label": {"drawThreshold": _FAINTEST}},
    }
    plain = {
        "hover": True,
        "multiselect": True,
        "navigationButtons": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "tooltipDelay": 120,
        "hideEdgesOnDrag": boxes > MANY_BOXES,
    }
    for name, setting in plain.items():
        setattr(net.options.interaction, name, setting)


@dataclass(frozen=True, slots=True)
class _Text:
    """A label with the letters in which it fits its box."""

    label: str
    size: float

    @property
    def pad(self) -> float:
        """Return the distance from the left and right edge of a box to its words."""
        return _side(self.size)


class _Picture:
    """Nodes and edges of one network, as pyvis reads them."""

    def __init__(
        self, network: Network, marks: Sequence[Mark], language: Language, theme: Theme
    ) -> None:
        self.language: Language = language
        self.theme = theme
        self.marks = sort_marks(marks_in_picture(network, marks))
        self.network = add_missing_agencies(network, self.marks)
        self.tree: Tree = build_tree(self.network)
        self.places = map_places(self.network)
        self.words = still_words(network.view)
        self.tints = assign_tints(self.network)
        self.on_box: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            self.on_box[mark.node_id].append(mark)
        self.right = max((place.right for place in self.places.values()), default=0.0)
        self.bottom = max((place.bottom for place in self.places.values()), default=0.0)

    def nodes(self) -> list[dict[str, Any]]:
        """Return a node for every box."""
        row = min((place.height for place in self.places.values()), default=0.0) + GAP
        largest = max(self.bottom * _LARGEST_SHARE, min(row / 4, self.bottom * _LARGEST_OF_FEW))
        found: list[dict[str, Any]] = []
        for number, box in enumerate(self.tree.boxes):
            place = self.places[box.id]
            marks = self.on_box[box.id]
            worst = marks[0].severity if marks else None
            sign = f"{SIGNS[worst].shape} " if worst is not None and is_loud(worst) else ""
            text = _fit_text(f"{sign}{box.name}", place, largest)
            found.append(
                {
                    "id": box.id,
                    **_box(place, text),
                    "font": self._font(text.size, self._ink(worst)),
                    "title": self._title(number, box, marks),
                    **self._colours(box, worst),
                    "kind": box.label,
                    "level": self.tree.column[number],
                    "agencies": list(box.agencies),
                    "severity": worst,
                }
            )
        return found

    def edges(self) -> list[dict[str, Any]]:
        """Return an edge for every line; many contributions beside the tree are hidden."""
        by_id = {box.id: box for box in self.tree.boxes}
        several = objectives_of_several_agencies(self.network)
        others = sum(
            len(edges) - (self.tree.parent[box] >= 0) for box, edges in enumerate(self.tree.edges)
        )
        found: list[dict[str, Any]] = []
        for number, edges in enumerate(self.tree.edges):
            for place, edge in enumerate(edges):
                ends = by_id[edge.source], by_id[edge.target]
                crossing = is_cross_agency(edge, *ends, several) or edge.type == MISSING
                in_tree = place == 0 and self.tree.parent[number] >= 0
                hidden = not in_tree and others > MANY_LINKS
                found.append(self._edge(edge, crossing=crossing, in_tree=in_tree, hidden=hidden))
        return found

    def legend(self) -> list[dict[str, Any]]:
        """Return nodes that name the picture, its columns, its agencies and its signs."""
        size = max(self.bottom * _LEGEND_SHARE, _SMALLEST)
        high = 2 * size
        found = [
            self._note(f"column {key}", text, Rectangle(left, -1.3 * high, across, high), size)
            for key, text, left, across in self._headings()
        ]
        name = title(self.network, self.language)
        counts = (
            f"{SIGNS[tone].shape} {self._say(f'severity.{tone}')} {number}"
            for tone, number in self._counts().items()
        )
        across = Rectangle(0, -2.7 * high, self.right, high)
        found.append(self._note("title", "   ".join((name, *counts)), across, 1.15 * size))
        return [*found, *self._agencies(size, high)]

    def _headings(self) -> Iterable[tuple[str, str, float, float]]:
        """Yield the key of each column of each strip, its heading, left edge and width."""
        for number, key in enumerate(self.tree.columns):
            areas = sorted(
                (self.places[box.id].left, self.places[box.id].right)
                for box, column in zip(self.tree.boxes, self.tree.column, strict=True)
                if column == number
            )
            strips: list[tuple[float, float]] = []
            for left, right in areas:
                if strips and left - strips[-1][1] < COLUMN_GAP:
                    strips[-1] = (strips[-1][0], max(right, strips[-1][1]))
                else:
                    strips.append((left, right))
            for strip, (left, right) in enumerate(strips):
                yield f"{key} {strip}", self._say(f"column.{key}"), left, right - left

    def _agencies(self, size: float, high: float) -> list[dict[str, Any]]:
        """Return a coloured node for every agency that has a colour of its own."""
        used = {agency for box in self.tree.boxes for agency in box.agencies}
        codes = agency_codes(self.network.agencies, used)
        left = self.right * _LEGEND_MARGIN
        across = (self.right - 2 * left) / _LEGEND_COLUMNS
        top = self.bottom + high
        found: list[dict[str, Any]] = []
        shown = sorted(used.intersection(self.tints), key=natural_sort_key)
        for number, agency in enumerate(shown):
            row, column = divmod(number, _LEGEND_COLUMNS)
            name = self.network.agencies.get(agency, agency)
            text = name if is_name(codes[agency], name) else f"{codes[agency]} · {name}"
            place = Rectangle(
                left + column * across, top + row * 1.2 * high, across - 2 * PAD, high
            )
            tint = self.theme.tints[self.tints[agency]]
            node = self._note(f"agency {agency}", text, place, size)
            colour = {"background": tint.ground, "border": tint.bar}
            found.append({**node, "color": colour, "borderWidth": 1})
        return found

    def _note(self, key: str, text: str, place: Rectangle, size: float) -> dict[str, Any]:
        """Return a node of the legend; it cannot be chosen or dragged."""
        label = clip_text(text, size, place.width - 4 * _side(size)).replace(" ", "\u00a0")
        ground = self.theme.ground
        return {
            "id": f"legend: {key}",
            **_box(place, _Text(label, size)),
            "font": self._font(size, self.theme.ink),
            "color": {"background": ground, "border": ground},
            "borderWidth": 0,
            "chosen": False,
            "fixed": True,
            "physics": False,
            "kind": LEGEND,
        }

    def _edge(
        self, edge: NetworkEdge, *, crossing: bool, in_tree: bool, hidden: bool
    ) -> dict[str, Any]:
        theme = self.theme
        colour = theme.edge if in_tree and not crossing else theme.cross
        if edge.sign == "-":
            colour = theme.tones["red"].line
        facts = {"kind": edge.kind, "sign": edge.sign, "status": edge.status}
        return {
            "from": edge.source,
            "to": edge.target,
            "arrows": "to",
            "color": {"color": colour, "highlight": theme.accent, "hover": theme.accent},
            "width": 1 if in_tree else 1.5,
            "dashes": crossing or edge.type == FORMER,
            "hidden": hidden,
            "title": self._edge_title(edge, crossing=crossing),
            "type": edge.type,
            **{name: fact for name, fact in facts.items() if fact is not None},
        }

    def _edge_title(self, edge: NetworkEdge, *, crossing: bool) -> str:
        said = [f"{edge.source} → {edge.target}"]
        if crossing:
            said.append(self._say("link.cross"))
        if edge.sign == "-":
            said.append(self._say("link.negative"))
        if edge.status == "requested":
            said.append(self._say("link.requested"))
        return _plain_lines([" · ".join(said), edge.rationale or ""])

    def _title(self, number: int, box: NetworkNode, marks: Sequence[Mark]) -> str:
        """Return what is shown while the mouse rests on a box: plain text, in short lines."""
        names = self.network.agencies
        column = self._say(f"column.{self.tree.columns[self.tree.column[number]]}")
        lines = [f"{self._say(f'kind.{box.label}')} · {column}", box.name]
        if box.label == MISSING:
            lines.append(self._say("missing"))
        else:
            lines.append(f"{self._say('detail.id')}: {box.id}")
        agencies = ", ".join(names.get(agency, agency) for agency in box.agencies)
        above = ", ".join(dict.fromkeys(edge.target for edge in self.tree.edges[number]))
        facts = {
            "detail.agencies": agencies,
            "table.value": value(box, self.language),
            "panel.up": above,
        }
        lines += [f"{self._say(word)}: {fact}" for word, fact in facts.items() if fact]
        lines += [
            f"{SIGNS[mark.severity].shape} {self._say(f'severity.{mark.severity}')}: "
            f"{mark.title.say(self.language)}"
            for mark in marks[:_MOST_MARKS]
        ]
        if len(marks) > _MOST_MARKS:
            lines.append(self._say("more").replace("{n}", str(len(marks) - _MOST_MARKS)))
        return _plain_lines(lines)

    def _colours(self, box: NetworkNode, worst: str | None) -> dict[str, Any]:
        """Return fill and border: those of the agency; a loud finding has a wide border."""
        first = next((self.tints[a] for a in box.agencies if a in self.tints), -1)
        tint = self.theme.tints[first]
        loud = worst is not None and is_loud(worst)
        border = self.theme.tones[SIGNS[worst].colour].line if worst and loud else tint.bar
        accent = {"background": tint.ground, "border": self.theme.accent}
        found: dict[str, Any] = {
            "color": {
                "background": tint.ground,
                "border": border,
                "highlight": accent,
                "hover": {"background": tint.ground, "border": border},
            },
            "borderWidth": _BORDERS.get(worst or "", _LOUD) if loud else 1,
        }
        if box.label == MISSING:
            found["shapeProperties"] = {"borderRadius": 3, "borderDashes": [6, 4]}
        return found

    def _ink(self, worst: str | None) -> str:
        if worst is None or not is_loud(worst):
            return self.theme.ink
        return self.theme.tones[SIGNS[worst].colour].ink

    def _counts(self) -> Mapping[str, int]:
        """Count the loud findings by tone, the most urgent first."""
        found = [mark.severity for mark in self.marks if is_loud(mark.severity)]
        return {tone: found.count(tone) for tone in ORDER if tone in found}

    def _say(self, key: str) -> str:
        return self.words[key].say(self.language)

    def _font(self, size: float, colour: str) -> dict[str, Any]:
        return {"size": round(size, 1), "face": FACE, "align": "left", "color": colour}


def _box(place: Rectangle, text: _Text) -> dict[str, Any]:
    """Return the place of a box and its label, as vis-network reads them."""
    inner = round(place.width - 2 * text.pad, 1)
    return {
        "label": text.label,
        "shape": "box",
        "x": round(place.left + place.width / 2, 1),
        "y": round(place.top + place.height / 2, 1),
        "widthConstraint": {"minimum": inner, "maximum": inner},
        "heightConstraint": {"minimum": round(place.height - 2 * PAD, 1), "valign": "top"},
        "margin": {"top": PAD, "right": text.pad, "bottom": PAD, "left": text.pad},
    }


def _side(size: float) -> float:
    return round(max(PAD, size * _SIDE), 1)


def _fit_text(name: str, place: Rectangle, largest: float) -> _Text:
    """Fit a name into a box in letters as large as possible; an overlong one ends in ``…``."""
    high = place.height - 2 * PAD
    words = clean(name).split()
    widths = [width(word, 1) for word in words]
    size = largest
    while size > _SMALLEST:
        across = _words_width(place, size)
        # a long word is broken only where whole words would be less than half as large
        whole = max(widths, default=0) * size <= across or size < largest / 2
        if whole and _count_lines(widths, across / size) * size <= high:
            return _Text(_break_words(words, size, across), size)
        size = max(size * _STEP, _SMALLEST)
    across = _words_width(place, size)
    most = max(int(high / size), 1)
    if _count_lines(widths, across / size) > most:
        words = _shorten(" ".join(words), size, across, most).split()
    return _Text(_break_words(words, size, across), size)


def _words_width(place: Rectangle, size: float) -> float:
    return (place.width - 2 * _side(size)) * _RESERVE


def _count_lines(widths: Sequence[float], across: float) -> int:
    """Return how many lines vis-network makes of words of these widths.

    It counts every space between words three times, and so breaks lines early.
    """
    gap = 3 * width(" ", 1)
    lines, used = 0, 0.0
    for word in widths:
        if lines and used + gap + word <= across:
            used += gap + word
        else:
            lines += math.ceil(word / across) or 1
            used = min(word, across)
    return max(lines, 1)


def _shorten(text: str, size: float, across: float, most: int) -> str:
    """Return the longest beginning of ``text`` that fits so many lines, with ``…``."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        widths = [width(word, 1) for word in f"{text[:middle]}…".split()]
        if _count_lines(widths, across / size) <= most:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def _break_words(words: Iterable[str], size: float, across: float) -> str:
    """Join words; one wider than its box is broken here: vis-network breaks it a letter late."""
    return " ".join(
        word if width(word, size) <= across else "\n".join(wrap_text(word, size, across))
        for word in words
    )


def _plain_lines(lines: Iterable[str]) -> str:
    """Return text for a tooltip: lines of a readable length, without what pyvis takes for HTML.

    If the title of one node holds the word ``href``, pyvis' own page shows all titles as HTML:
    a word joiner inside that word keeps them text.
    """
    broken = (part for line in lines for part in textwrap.wrap(clean(line), _TITLE_LETTERS))
    return "\n".join(broken).replace("href", "hr\u2060ef")
