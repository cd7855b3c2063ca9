"""What a scene is drawn for, and what it gives: a view, and marks to paint."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from kinerja_graph.texts import Language

ShapeName = Literal["rect", "frame", "hatch", "text", "path", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneView:
    """What of a plan is shown, and how large; lengths in pixels.

    Attributes:
        width: of the picture, and ``height`` with the headings of its columns.
        language: the language of its words.
        z: the height of a row; None: everything fits.
        top: how far it is scrolled down.
        left: how far a picture that is too narrow for its columns is scrolled to the right.
        keep: numbers of the boxes that keep their height while others are squeezed; None: all.
        chosen: number of the box whose chain is drawn with lines; None: none.
        strips: the most strips side by side.
        rows: a range of rows (the first, and the one after the last); None: all.
        most: the most pages of paper to draw, the others are only counted; None: all.
    """

    width: float
    height: float
    language: Language
    z: float | None = None
    top: float | None = None
    left: float | None = None
    keep: tuple[int, ...] | None = None
    chosen: int | None = None
    strips: int | None = None
    rows: tuple[int, int] | None = None
    most: int | None = None

    def as_json(self) -> str:
        """Return it as the scene reads it."""
        return json.dumps({key: it for key, it in asdict(self).items() if it is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneMark:
    """One thing to paint; which attributes are set depends on its shape.

    Attributes:
        shape: ``rect`` (filled), ``frame`` (an outline), ``hatch`` (a rectangle with slanting
            lines), ``text``, ``path`` (a line through points), ``area`` (a filled polygon).
        x: left edge; of a text where it begins, or ends if ``end``.
        y: upper edge; of a text its baseline.
        w: width, ``h`` height.
        fill: the name of a colour, ``stroke`` that of a line.
        line: the width of a line; ``dashed`` if it is.
        text: the words; ``size`` of the letters, ``bold`` or not.
        points: x and y of each point in turn.
        box: the number of the box that it belongs to; None: none.
    """

    shape: ShapeName
    x: float = 0
    y: float = 0
    w: float = 0
    h: float = 0
    fill: str = ""
    stroke: str = ""
    line: float = 0
    dashed: bool = False
    text: str = ""
    size: float = 0
    bold: bool = False
    end: bool = False
    points: tuple[float, ...] = ()
    box: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePage:
    """One page of a map for paper.

    Attributes:
        marks: what to paint.
        height: its height with the headings of its columns, in pixels.
        boxes: numbers of the boxes that are on no page before, in reading order.
        roots: numbers of the results of the first column that it belongs to; none: it shows boxes
            without parent.
        is_continued: whether an earlier page shows how its first result begins.
    """

    marks: tuple[SceneMark, ...]
    height: float
    boxes: tuple[int, ...]
    roots: tuple[int, ...]
    is_continued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePaper:
    """A map for paper: the pages that were drawn, and how many there are in ``total``."""

    pages: tuple[ScenePage, ...]
    total: int
