"""What sheets and figures say of a box: code words of agencies, numbers that fit, its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import NetworkNode
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.canvas import Area, Canvas, Pen
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clip_text
from kinerja_graph.render.still.themes import Theme, Tone
from kinerja_graph.render.table import value
from kinerja_graph.texts import Language, Text

_MAX_CODES: Final = 2


@dataclass(frozen=True, slots=True)
class BoxRenderer:
    """What all boxes of a picture share."""

    theme: Theme
    language: Language
    words: Mapping[str, Text]
    codes: Mapping[str, str]
    tints: Mapping[str, int]

    def say(self, key: str, **facts: object) -> str:
        """Return the word for ``key`` in the picture's language."""
        return self.words[key].say(self.language, **facts)

    def count(self, key: str, number: int, **facts: object) -> str:
        """Like ``say``, with ``number`` as the fact ``n``; for one it uses ``key.one``."""
        return self.say(f"{key}.one" if number == 1 else key, n=number, **facts)

    def tone(self, name: str) -> Tone:
        """Return the colours of a tone."""
        return self.theme.tones[SIGNS[name].colour]


def agency_code_words(node: NetworkNode, renderer: BoxRenderer) -> str:
    """Return the code words of the agencies of a box; its kind if it has none."""
    if not node.agencies:
        return renderer.say(f"kind.{node.label}").upper()
    words = [renderer.codes.get(agency, agency) for agency in node.agencies]
    rest = len(words) - _MAX_CODES
    return " + ".join(words[:_MAX_CODES]) + (f" +{rest}" if rest > 0 else "")


def numbers(node: NetworkNode, language: Language, size: float, across: float) -> str:
    """Format the numbers of a box in ``across`` pixels: words may be cut, a number never is.

    A truncated unit ends with a whole word if one fits (``jiwa per…``, never ``jiwa per 10…``). The
    result is empty if even the numbers do not fit.
    """
    whole, alone = (value(node, language, units=units) for units in (True, False))
    if node.label == "Position" or width(whole, size) <= across:
        return clip_text(whole, size, across)
    if width(f"{alone} …", size) > across:
        return alone if width(alone, size) <= across else ""
    has_time = node.label == "Task" and " · " in whole
    output, dot, time = whole.rpartition(" · ") if has_time else (whole, "", "")
    room = across - width(dot + time, size)
    return _cut_after(alone.removesuffix(dot + time), clip_text(output, size, room)) + dot + time


def _cut_after(numeral: str, cut: str) -> str:
    """Return ``cut``, which starts with ``numeral``, without a partial word or a dangling mark."""
    blank = cut.rfind(" ")
    if cut == f"{numeral}…":
        return numeral
    return f"{cut[:blank]}…" if blank > len(numeral) and cut.endswith("…") else cut


def draw_glyph(canvas: Canvas, kind: str, x: float, y: float, colour: str) -> None:
    """Draw a small symbol: rings for an objective, bars for an indicator, else a tick."""
    pen = Pen(colour, 1.4)
    if kind == "Objective":
        canvas.circle(x + 5, y + 5, 4.6, "none", pen)
        canvas.circle(x + 5, y + 5, 1.8, colour)
    elif kind == "Indicator":
        canvas.path(
            (
                "M",
                x,
                y + 5,
                "h2.6v5h-2.6z",
                "M",
                x + 3.8,
                y + 2,
                "h2.6v8h-2.6z",
                "M",
                x + 7.6,
                y,
                "h2.6v10h-2.6z",
            ),
            fill=colour,
        )
    elif kind == "Unit":
        canvas.path(("M", x, y + 10, "v-7l5-3l5 3v7z"), pen)
    elif kind == "Position":
        canvas.circle(x + 5, y + 3, 2.6, "none", pen)
        canvas.path(("M", x + 0.7, y + 10, "c0-5.4 8.6-5.4 8.6 0"), pen)
    else:
        canvas.rect(Area(x + 0.7, y + 0.7, 8.6, 8.6), pen=pen)
        canvas.path(("M", x + 2.6, y + 5, "l2 2.2l3.2-4.4"), pen)
