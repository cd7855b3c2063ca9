"""Draw a box of a still picture: agency as tint and code word, numbers, label, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import NetworkNode
from kinerja_graph.render.layout import HEIGHT, SHORT_LETTERS, STRIP, WIDTH
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import box_label
from kinerja_graph.render.status_colours import SIGNS, is_loud
from kinerja_graph.render.still.canvas import DASHES, Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import SHORT_STEPS, STEPS, clip_text, fit_text
from kinerja_graph.render.still.themes import Theme, Tone
from kinerja_graph.render.table import value
from kinerja_graph.render.tree import MISSING
from kinerja_graph.texts import Language, Text

PILL: Final = Area(0, 0, 34, 20)
INSET: Final = 14
"""From the left edge of a box to its label."""
TEXT_WIDTH: Final = WIDTH - 26
_MAX_CODES: Final = 2
_MAX_COUNT: Final = 999
_LONG: Final = 4


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


@dataclass(frozen=True, slots=True)
class Sketch:
    """A box to draw: its record, its place, its marks by urgency, and how many boxes it hides."""

    node: NetworkNode
    area: Area
    marks: tuple[Mark, ...] = ()
    folded: int = 0

    @property
    def loud(self) -> tuple[Mark, ...]:
        """Return the marks shown in its strip."""
        return tuple(mark for mark in self.marks if is_loud(mark.severity))

    @property
    def is_gone(self) -> bool:
        """Tell whether it is no longer in the plan."""
        return any(mark.severity == "removed" and not mark.other_id for mark in self.marks)


def draw_box(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer) -> None:
    """Draw a box with its title for screen readers."""
    canvas.begin(_describe_box(sketch, renderer), sketch.node.id)
    if sketch.node.label == MISSING:
        _draw_missing(canvas, sketch, renderer)
    else:
        _draw_ground(canvas, sketch, renderer)
        _draw_head(canvas, sketch, renderer)
        _draw_label(canvas, sketch, renderer)
        if sketch.folded:
            _draw_pill(canvas, sketch, renderer)
    canvas.end()


def agency_code_words(node: NetworkNode, renderer: BoxRenderer) -> str:
    """Return the code words of the agencies of a box; its kind if it has none."""
    if not node.agencies:
        return renderer.say(f"kind.{node.label}").upper()
    words = [renderer.codes.get(agency, agency) for agency in node.agencies]
    rest = len(words) - _MAX_CODES
    return " + ".join(words[:_MAX_CODES]) + (f" +{rest}" if rest > 0 else "")


def tint_index(node: NetworkNode, renderer: BoxRenderer) -> int:
    """Return the index of its tint: that of its first agency with one, else the last."""
    known = (renderer.tints[agency] for agency in node.agencies if agency in renderer.tints)
    return next(known, len(renderer.theme.tints) - 1)


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


def _describe_box(sketch: Sketch, renderer: BoxRenderer) -> str:
    node = sketch.node
    parts = [f"{node.id}: {node.name}", renderer.say(f"kind.{node.label}")]
    if node.level is not None and node.label != MISSING:
        parts[1] += f", {renderer.say('level', n=node.level)}"
    parts += [", ".join(renderer.codes.get(one, one) for one in node.agencies)]
    parts += [value(node, renderer.language)]
    parts += [
        f"{SIGNS[mark.severity].shape} {renderer.say(f'severity.{mark.severity}')}: "
        f"{mark.title.say(renderer.language)}"
        for mark in sketch.marks
    ]
    return ". ".join(part for part in parts if part)


def _draw_ground(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer) -> None:
    theme, area = renderer.theme, sketch.area
    tint = theme.tints[tint_index(sketch.node, renderer)]
    loud = sketch.loud
    tone = renderer.tone(loud[0].severity) if loud else None
    canvas.rect(area, theme.ground if sketch.is_gone else tint.ground, radius=7)
    left, top, bottom = area.left, area.top, area.bottom
    if tone is not None:
        y, right = bottom - STRIP, area.right
        corner = ("A", 7, 7, "0 0 1")
        canvas.path(
            (
                "M",
                left,
                y,
                "H",
                right,
                "V",
                bottom - 7,
                *corner,
                right - 7,
                bottom,
                "H",
                left + 7,
                *corner,
                left,
                bottom - 7,
                "Z",
            ),
            fill=tone.ground,
        )
    turn = ("A", 7, 7, "0 0")
    canvas.path(
        (
            "M",
            left + 5,
            top + 0.3,
            *turn,
            "0",
            left,
            top + 7,
            "V",
            bottom - 7,
            *turn,
            "0",
            left + 5,
            bottom - 0.3,
            "Z",
        ),
        fill=tint.bar,
    )
    pen = Pen(tone.line if tone else theme.edge, 1.75 if tone else 1, DASHES * sketch.is_gone)
    canvas.rect(area, pen=pen, radius=7)
    if tone is not None:
        _draw_strip(canvas, sketch, renderer, tone)


def _draw_strip(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer, tone: Tone) -> None:
    first, *others = sketch.loud
    tail = f"  +{len(others)}" if others else ""
    head = f"{SIGNS[first.severity].shape} "
    room = WIDTH - 28 - width(head + tail, 11, bold=True)
    title = clip_text(first.title.say(renderer.language), 11, room, bold=True)
    place = sketch.area
    canvas.text(
        place.left + INSET, place.bottom - 6, head + title + tail, Type(tone.ink, 11, bold=True)
    )


def _draw_head(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer) -> None:
    node, area, theme = sketch.node, sketch.area, renderer.theme
    draw_glyph(canvas, node.label, area.left + INSET, area.top + 10, theme.muted)
    infos = sum(not is_loud(mark.severity) for mark in sketch.marks)
    own = WIDTH - 48 - (30 if infos else 0)
    least = 168 if node.label == "Position" else 132
    beside = own - width(agency_code_words(node, renderer), 10.5, bold=True)
    told = numbers(node, renderer.language, 10.5, max(least, beside))
    y = area.top + 20
    canvas.text(area.right - 10, y, told, Type(theme.muted, 10.5, anchor="end"))
    room = own - width(told, 10.5)
    code = clip_text(agency_code_words(node, renderer), 10.5, room, bold=True)
    canvas.text(area.left + 30, y, code, Type(theme.ink, 10.5, bold=True))
    if infos:
        x = area.left + 38 + width(code, 10.5, bold=True)
        sign = f"{SIGNS['info'].shape} {infos}"
        canvas.text(x, y, sign, Type(renderer.tone("info").ink, 10.5, bold=True))


def _draw_label(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer) -> None:
    node, area = sketch.node, sketch.area
    label = box_label(node.name)
    inside = node.label == MISSING or (bool(sketch.loud) and len(label) <= SHORT_LETTERS)
    bold = node.label == "Objective"
    text = fit_text(label, TEXT_WIDTH, SHORT_STEPS if inside else STEPS, bold=bold)
    y = area.top + 30 + text.step.size * 0.93
    for line in text.lines:
        canvas.text(area.left + INSET, y, line, Type(renderer.theme.ink, text.step.size, bold=bold))
        y += text.step.line


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


def _draw_missing(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer) -> None:
    """Draw a placeholder for an agency that is expected but has no part in the objective."""
    area, tone = sketch.area, renderer.tone("error")
    canvas.rect(area, renderer.theme.ground, Pen(tone.line, 1.75, DASHES), radius=7)
    bar = renderer.theme.tints[tint_index(sketch.node, renderer)].bar
    canvas.rect(Area(area.left + INSET, area.top + 11, 9, 9), bar)
    code = clip_text(agency_code_words(sketch.node, renderer), 10.5, WIDTH - 48, bold=True)
    canvas.text(area.left + 30, area.top + 20, code, Type(renderer.theme.ink, 10.5, bold=True))
    _draw_label(canvas, sketch, renderer)
    words = clip_text(
        f"{SIGNS['error'].shape} {renderer.say('missing')}", 11, TEXT_WIDTH, bold=True
    )
    canvas.text(area.left + INSET, area.top + HEIGHT - 11, words, Type(tone.ink, 11, bold=True))


def _draw_pill(canvas: Canvas, sketch: Sketch, renderer: BoxRenderer) -> None:
    """Draw how many boxes below this one are not in the picture."""
    x, y = sketch.area.right - 9, sketch.area.top + HEIGHT - PILL.height - 6
    colour = renderer.theme.accent
    canvas.rect(Area(x, y, PILL.width, PILL.height), colour, radius=PILL.height / 2)
    count = str(sketch.folded) if sketch.folded <= _MAX_COUNT else f"{_MAX_COUNT}…"
    size = 8.5 if len(count) >= _LONG else 11
    type_ = Type(renderer.theme.ground, size, bold=True, anchor="middle")
    canvas.text(x + PILL.width / 2, y + PILL.height / 2 + size * 0.36, f"+{count}", type_)
