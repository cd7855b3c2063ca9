"""Draw what surrounds a sheet or matrix: title, legend, provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clip_text, wrap_text

_ROW: Final = 19
_SPACE: Final = 22
_LONGEST_NAME: Final = 300

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One legend entry: its width, and how to draw it with its baseline at y."""

    width: float
    draw: Draw


def draw_entries(canvas: Canvas, entries: Iterable[Entry], across: float, top: float) -> float:
    """Draw ``entries`` in rows of at most ``across`` pixels from ``top``; return their bottom."""
    x, y = 0.0, top
    for entry in entries:
        if x and x + entry.width > across:
            x, y = 0.0, y + _ROW
        entry.draw(canvas, x, y + 13)
        x += entry.width + _SPACE
    return y + _ROW if x else top


def heading(canvas: Canvas, lines: Sequence[tuple[str, Type]], across: float) -> float:
    """Draw ``lines``, each wrapped to ``across`` pixels, from the top; return their bottom."""
    y = 0.0
    for words, type_ in lines:
        for line in wrap_text(words, type_.size, across, bold=type_.bold):
            y += type_.size * 1.35
            canvas.text(0, y - type_.size * 0.3, line, type_)
    return y


def text_entry(words: str, type_: Type) -> Entry:
    """Make an entry that has only words."""
    return Entry(
        width(words, type_.size, bold=type_.bold),
        lambda canvas, x, y: canvas.text(x, y, words, type_),
    )


def signs(renderer: BoxRenderer, tones: Iterable[str]) -> list[Entry]:
    """Explain how a line between agencies is drawn, and the shapes of the tones that occur."""
    theme = renderer.theme
    entries = [_line_entry(renderer, Pen(theme.cross, 2, DASHES), "legend.cross")]
    for tone in tones:
        words = f"{SIGNS[tone].shape} {renderer.say(f'severity.{tone}')}"
        entries.append(text_entry(words, Type(renderer.tone(tone).ink, 10.5, bold=True)))
    return [*entries, text_entry(renderer.say("value.pair"), Type(theme.muted, 10.5))]


def _line_entry(renderer: BoxRenderer, pen: Pen, key: str) -> Entry:
    words = renderer.say(key)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.path(("M", x, y - 3.5, "h26"), pen)
        canvas.text(x + 33, y, words, Type(renderer.theme.ink, 10.5))

    return Entry(33 + width(words, 10.5), draw)


def provenance(facts: Mapping[str, str], renderer: BoxRenderer) -> list[Entry]:
    """Say where the facts of the picture come from."""
    entries: list[Entry] = []
    for key, fact in facts.items():
        words = f"{renderer.say(f'provenance.{key}')}: {fact}"
        entries.append(text_entry(clip_text(words, 9.5, 640), Type(renderer.theme.muted, 9.5)))
    return entries
