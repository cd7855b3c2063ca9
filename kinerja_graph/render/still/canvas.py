"""Write SVG elements as text; only presentation attributes, so no page policy blocks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.sax.saxutils import escape

from kinerja_graph.render.still.fonts import FAMILY
from kinerja_graph.render.still.letters import clean

DASHES: Final = "6 4"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its bottom edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Pen:
    """How an outline is drawn: its colour, width in pixels, and dashes (empty: none).

    ``gone`` is the dash offset in pixels: the length of dashes already drawn before it starts.
    """

    colour: str
    width: float = 1
    dashes: str = ""
    gone: float = 0


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: colour, font size in pixels, weight, and horizontal anchor."""

    colour: str
    size: float
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(slots=True)
class Canvas:
    """The elements of a picture, in drawing order."""

    parts: list[str] = field(default_factory=list[str])

    def rect(
        self, area: Area, fill: str = "none", pen: Pen | None = None, radius: float = 0
    ) -> None:
        """Draw a rectangle with corners rounded by ``radius``."""
        corner = f' rx="{short(radius)}"' if radius else ""
        self.parts.append(
            f'<rect x="{short(area.left)}" y="{short(area.top)}" width="{short(area.width)}" '
            f'height="{short(area.height)}"{corner} fill="{fill}"{_stroke(pen)}/>'
        )

    def path(
        self, commands: Sequence[str | float], pen: Pen | None = None, fill: str = "none"
    ) -> None:
        """Draw a path of commands and numbers: ``("M", 0, 0, "H", 10)``."""
        words = " ".join(part if isinstance(part, str) else short(part) for part in commands)
        self.parts.append(f'<path d="{words}" fill="{fill}"{_stroke(pen)}/>')

    def circle(self, x: float, y: float, radius: float, fill: str, pen: Pen | None = None) -> None:
        """Draw a circle around (x, y)."""
        self.parts.append(
            f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}" fill="{fill}"'
            f"{_stroke(pen)}/>"
        )

    def text(self, x: float, y: float, words: str, type_: Type) -> None:
        """Draw a line of text with its baseline at ``y``; nothing for an empty one."""
        if not words:
            return
        weight = ' font-weight="700"' if type_.bold else ""
        anchor = "" if type_.anchor == "start" else f' text-anchor="{type_.anchor}"'
        self.parts.append(
            f'<text x="{short(x)}" y="{short(y)}" font-size="{short(type_.size)}"{weight}{anchor} '
            f'fill="{type_.colour}">{escape_xml(words)}</text>'
        )

    def begin(self, title: str, node: str | None = None, *, opacity: float = 1) -> None:
        """Open a group labelled ``title``; ``node`` is the id of its record."""
        name = "" if node is None else f' data-node="{escape_xml(node)}"'
        faint = "" if opacity == 1 else f' opacity="{short(opacity)}"'
        self.parts.append(f"<g{name}{faint}><title>{escape_xml(title)}</title>")

    def end(self) -> None:
        """Close the group opened last."""
        self.parts.append("</g>")

    def add(self, other: Canvas, x: float, y: float) -> None:
        """Add the elements of ``other``, moved right by ``x`` and down by ``y``."""
        self.parts.append(f'<g transform="translate({short(x)} {short(y)})">')
        self.parts += other.parts
        self.parts.append("</g>")


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the elements of a picture.

    Attributes:
        width: its width in pixels, and ``height`` its height, as drawn.
        shown: the width at which it is displayed; None: as drawn. The height follows.
        ground: the background colour.
        language: its language.
        title: its name, and ``description`` what it shows in words.
    """

    width: float
    height: float
    shown: int | None
    ground: str
    language: str
    title: str
    description: str


def svg_text(frame: Frame, canvas: Canvas) -> str:
    """Return the complete SVG document."""
    scale = 1 if frame.shown is None else frame.shown / frame.width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{frame.language}" '
        f'width="{short(frame.width * scale)}" height="{short(frame.height * scale)}" '
        f'viewBox="0 0 {short(frame.width)} {short(frame.height)}" font-family="{FAMILY}">'
        f"<title>{escape_xml(frame.title)}</title><desc>{escape_xml(frame.description)}</desc>\n"
        f'<rect width="100%" height="100%" fill="{frame.ground}"/>\n'
        + "\n".join(canvas.parts)
        + "\n</svg>\n"
    )


def short(number: float) -> str:
    """Format a number as briefly as possible, with at most two decimals."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escape_xml(text: str) -> str:
    """Escape text for use between tags and in attributes."""
    return escape(clean(text), {'"': "&quot;"})


def _stroke(pen: Pen | None) -> str:
    if pen is None:
        return ""
    dashes = f' stroke-dasharray="{pen.dashes}"' if pen.dashes else ""
    if pen.gone:
        dashes += f' stroke-dashoffset="{short(pen.gone)}"'
    return f' stroke="{pen.colour}" stroke-width="{short(pen.width)}"{dashes}'
