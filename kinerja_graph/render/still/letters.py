"""Break text into lines that fit, using the widths of our own fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kinerja_graph.render.still.fonts import width

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Characters that XML forbids, and those that change the direction of the text after them."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way to set a label: font size, line height, maximum lines; pixels."""

    size: float
    line: float
    most: int


@dataclass(frozen=True, slots=True)
class FittedLabel:
    """A label split into lines, and the step at which it fits."""

    step: Step
    lines: tuple[str, ...]


def clean(text: str) -> str:
    """Remove what XML forbids or what would change the direction of the text around it."""
    return _INVISIBLE.sub("\ufffd", text)


def fit_text(
    text: str, across: float, steps: tuple[Step, ...], *, bold: bool = False
) -> FittedLabel:
    """Fit ``text`` at the largest of ``steps`` where it is whole, else cut at the last (``…``)."""
    lines: list[str] = []
    for step in steps:
        lines = wrap_text(text, step.size, across, bold=bold)
        if len(lines) <= step.most:
            return FittedLabel(step, tuple(lines))
    last = steps[-1]
    kept = lines[: last.most]
    kept[-1] = clip_text(f"{kept[-1]}……", last.size, across, bold=bold)
    return FittedLabel(last, tuple(kept))


def wrap_text(text: str, size: float, across: float, *, bold: bool = False) -> list[str]:
    """Wrap ``text`` to lines of at most ``across`` pixels, at spaces if there are any."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split():
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= across:
            line = longer
            continue
        if line:
            lines.append(line)
        pieces = _pieces(word, size, across, bold=bold)
        lines += pieces[:-1]
        line = pieces[-1]
    lines.append(line)
    return lines


def wrap_lines(
    text: str, size: float, across: float, most: int, *, bold: bool = False
) -> list[str]:
    """Wrap ``text`` to at most ``most`` lines; the last is filled and truncated with ``…``."""
    lines = wrap_text(text, size, across, bold=bold)
    if len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    return [*lines[: most - 1], clip_text(rest, size, across, bold=bold)]


def clip_text(text: str, size: float, across: float, *, bold: bool = False) -> str:
    """Return ``text``, truncated with ``…`` if it does not fit ``across`` pixels."""
    text = clean(text)
    if width(text, size, bold=bold) <= across:
        return text
    room = across - width("…", size, bold=bold)
    kept = 0
    for letter in text:
        room -= width(letter, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…"


def _pieces(word: str, size: float, across: float, *, bold: bool) -> list[str]:
    """Split a word into pieces that each fit a line; a word that fits is one piece."""
    pieces = [""]
    for letter in word:
        longer = pieces[-1] + letter
        if pieces[-1] and width(longer, size, bold=bold) > across:
            pieces.append(letter)
        else:
            pieces[-1] = longer
    return pieces
