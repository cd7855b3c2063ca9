"""What stands around a still picture: title, column heads, legend, provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.layout import INDENT, WIDTH, Layout
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import natural
from kinerja_graph.render.status_colours import ORDER, SIGNS
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, DOTS, Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clipped, wrapped

_ROW: Final = 19
_SPACE: Final = 22
_LONGEST_NAME: Final = 300

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a legend: how wide it is, and how it is drawn with its letters on y."""

    width: float
    draw: Draw


def flow(ink: Canvas, entries: Iterable[Entry], across: float, top: float) -> float:
    """Draws ``entries`` in rows of at most ``across`` pixels from ``top`` on; gives their end."""
    x, y = 0.0, top
    for entry in entries:
        if x and x + entry.width > across:
            x, y = 0.0, y + _ROW
        entry.draw(ink, x, y + 13)
        x += entry.width + _SPACE
    return y + _ROW if x else top


def heading(ink: Canvas, lines: Sequence[tuple[str, Type]], across: float) -> float:
    """Draws ``lines``, each wrapped to ``across`` pixels, from the top; gives their end."""
    y = 0.0
    for words, type_ in lines:
        for line in wrapped(words, type_.size, across, bold=type_.bold):
            y += type_.size * 1.35
            ink.text(0, y - type_.size * 0.3, line, type_)
    return y


def counts(marks: Sequence[Mark], hand: BoxRenderer) -> list[Entry]:
    """How many marks of each tone there are."""
    entries: list[Entry] = []
    for tone in ORDER:
        number = sum(mark.severity == tone for mark in marks)
        if number:
            words = f"{SIGNS[tone].shape} {hand.say(f'severity.{tone}')} {number}"
            entries.append(worded(words, Type(hand.tone(tone).ink, 12, bold=True)))
    return entries


def worded(words: str, type_: Type) -> Entry:
    """An entry of words alone."""
    return Entry(
        width(words, type_.size, bold=type_.bold),
        lambda ink, x, y: ink.text(x, y, words, type_),
    )


def agencies(network: Network, hand: BoxRenderer) -> list[Entry]:
    """The tint, code word and name of every agency that has a box."""
    return [
        _swatch(hand, code, network.agencies.get(agency, agency), hand.tints.get(agency, -1))
        for agency, code in sorted(hand.codes.items(), key=lambda item: natural(item[0]))
    ]


def _swatch(hand: BoxRenderer, code: str, name: str, tint: int) -> Entry:
    tone = hand.theme.tints[tint]
    told = "" if name.upper() == code else clipped(name, 10.5, _LONGEST_NAME)
    across = 24 + width(code, 10.5, bold=True) + (6 + width(told, 10.5) if told else 0)

    def draw(ink: Canvas, x: float, y: float) -> None:
        ink.rect(Area(x, y - 10, 17, 13), tone.ground, Pen(hand.theme.edge), radius=3)
        ink.rect(Area(x, y - 10, 4, 13), tone.bar)
        ink.text(x + 24, y, code, Type(hand.theme.ink, 10.5, bold=True))
        ink.text(x + across, y, told, Type(hand.theme.muted, 10.5, anchor="end"))

    return Entry(across, draw)


def signs(
    hand: BoxRenderer, tones: Iterable[str], *, links_hidden: bool, former: bool
) -> list[Entry]:
    """How lines are drawn, and the shapes of the tones that occur."""
    theme = hand.theme
    entries = [
        _lined(hand, Pen(theme.line, 2), "legend.tree"),
        _lined(hand, Pen(theme.cross, 2, DASHES), "legend.cross"),
    ]
    if former:
        entries.append(_lined(hand, Pen(hand.tone("removed").line, 2, DOTS), "legend.former"))
    for tone in tones:
        words = f"{SIGNS[tone].shape} {hand.say(f'severity.{tone}')}"
        entries.append(worded(words, Type(hand.tone(tone).ink, 10.5, bold=True)))
    entries.append(worded(hand.say("value.pair"), Type(theme.muted, 10.5)))
    if links_hidden:
        entries.append(worded(hand.say("legend.links.left"), Type(theme.muted, 10.5)))
    return entries


def _lined(hand: BoxRenderer, pen: Pen, key: str) -> Entry:
    words = hand.say(key)

    def draw(ink: Canvas, x: float, y: float) -> None:
        ink.path(("M", x, y - 3.5, "h26"), pen)
        ink.text(x + 33, y, words, Type(hand.theme.ink, 10.5))

    return Entry(33 + width(words, 10.5), draw)


def provenance(facts: Mapping[str, str], hand: BoxRenderer) -> list[Entry]:
    """Where the facts of the picture come from."""
    entries: list[Entry] = []
    for key, fact in facts.items():
        words = f"{hand.say(f'provenance.{key}')}: {fact}"
        entries.append(worded(clipped(words, 9.5, 640), Type(hand.theme.muted, 9.5)))
    return entries


def column_heads(
    ink: Canvas, keys: Sequence[str], layout: Layout, hand: BoxRenderer, height: float
) -> None:
    """The titles of the columns above the boxes (letters end at -14), and every other ground."""
    for at, column in enumerate(layout.columns):
        across = WIDTH + INDENT * column.indents
        if at % 2:
            ink.rect(Area(column.left - 18, -34, across + 36, height + 34), hand.theme.band)
        words = clipped(hand.say(f"column.{keys[at]}"), 12, across, bold=True)
        ink.text(column.left, -14, words, Type(hand.theme.muted, 12, bold=True))
