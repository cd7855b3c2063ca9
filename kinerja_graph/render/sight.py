"""What of a picture is in sight: the same words as in the address of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The part of a picture that is drawn; without any, everything, as tall as its names need.

    Attributes:
        only: what alone keeps its height while the rest is squeezed: ``chain:ID``, ``rule:RULE``,
            ``tone:error``, ``search:WORDS``, ``agency:ID``, ``level:COLUMN`` or
            ``level:COLUMN:AGENCY``.
        node: the id of the record whose chain is drawn with lines.
        z: the height of a row in pixels; None: everything fits.
        row: the row at the top, with ``z``; 12.5 is the middle of the row after the twelfth.
        left: how far a picture that is too narrow for its columns is scrolled, in pixels.
        across: the width of the map in pixels, as drawn; None: by the number of its columns.
        down: its height in pixels; None: as its names need, or with ``z`` that of a window.
    """

    only: str | None = None
    node: str | None = None
    z: float | None = None
    row: float | None = None
    left: float | None = None
    across: float | None = None
    down: float | None = None
