"""Draw what surrounds a still picture: title, column headings, legend, provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.layout import INDENT, WIDTH, Layout
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import natural_sort_key
from kinerja_graph.render.status_colours import ORDER, SIGNS
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, DOTS, Area, Canvas, Pen, Type
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


def counts(marks: Sequence[Mark], renderer: BoxRenderer) -> list[Entry]:
    """Make entries for how many marks of each tone there are."""
    entries: list[Entry] = []
    for tone in ORDER:
        number = sum(mark.severity == tone for mark in marks)
        if number:
            words = f"{SIGNS[tone].shape} {renderer.say(f'severity.{tone}')} {number}"
            entries.append(text_entry(words, Type(renderer.tone(tone).ink, 12, bold=True)))
    return entries


def text_entry(words: str, type_: Type) -> Entry:
    """Make an entry that has only words."""
    return Entry(
        width(words, type_.size, bold=type_.bold),
        lambda canvas, x, y: canvas.text(x, y, words, type_),
    )


def agencies(network: Network, renderer: BoxRenderer) -> list[Entry]:
    """Make entries with the tint, code word and name of every agency that has a box."""
    return [
        _swatch(
            renderer, code, network.agencies.get(agency, agency), renderer.tints.get(agency, -1)
        )
        for agency, code in sorted(
            renderer.codes.items(), key=lambda item: natural_sort_key(item[0])
        )
    ]


def _swatch(renderer: BoxRenderer, code: str, name: str, tint: int) -> Entry:
    tone = renderer.theme.tints[tint]
    told = "" if name.upper() == code else clip_text(name, 10.5, _LONGEST_NAME)
    across = 24 + width(code, 10.5, bold=True) + (6 + width(told, 10.5) if told else 0)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(Area(x, y - 10, 17, 13), tone.ground, Pen(renderer.theme.edge), radius=3)
        canvas.rect(Area(x, y - 10, 4, 13), tone.bar)
        canvas.text(x + 24, y, code, Type(renderer.theme.ink, 10.5, bold=True))
        canvas.text(x + across, y, told, Type(renderer.theme.muted, 10.5, anchor="end"))

    return Entry(across, draw)


def signs(
    renderer: BoxRenderer, tones: Iterable[str], *, links_hidden: bool, former: bool
) -> list[Entry]:
    """Explain how lines are drawn, and the shapes of the tones that occur."""
    theme = renderer.theme
    entries = [
        _line_entry(renderer, Pen(theme.line, 2), "legend.tree"),
        _line_entry(renderer, Pen(theme.cross, 2, DASHES), "legend.cross"),
    ]
    if former:
        entries.append(
            _line_entry(renderer, Pen(renderer.tone("removed").line, 2, DOTS), "legend.former")
        )
    for tone in tones:
        words = f"{SIGNS[tone].shape} {renderer.say(f'severity.{tone}')}"
        entries.append(text_entry(words, Type(renderer.tone(tone).ink, 10.5, bold=True)))
    entries.append(text_entry(renderer.say("value.pair"), Type(theme.muted, 10.5)))
    if links_hidden:
        entries.append(text_entry(renderer.say("legend.links.left"), Type(theme.muted, 10.5)))
    return entries


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


def column_heads(
    canvas: Canvas, keys: Sequence[str], layout: Layout, renderer: BoxRenderer, height: float
) -> None:
    """Draw the column titles above the boxes (baseline at -14), and shade every other column."""
    for at, column in enumerate(layout.columns):
        across = WIDTH + INDENT * column.indents
        if at % 2:
            canvas.rect(Area(column.left - 18, -34, across + 36, height + 34), renderer.theme.band)
        words = clip_text(renderer.say(f"column.{keys[at]}"), 12, across, bold=True)
        canvas.text(column.left, -14, words, Type(renderer.theme.muted, 12, bold=True))
