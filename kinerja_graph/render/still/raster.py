"""Render a still picture as PNG with our fonts only, so it is the same on every machine."""

from __future__ import annotations

import re
from typing import Final

import resvg_py

from kinerja_graph.errors import UsageError
from kinerja_graph.render.still.fonts import files
from kinerja_graph.texts import _

ZOOM: Final = 2
MAX_PIXELS: Final = 160_000_000
"""The largest picture to render, in pixels: it takes 640 MB while it is drawn."""
_SIZE: Final = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')


def png(svg: str) -> bytes:
    """Render ``svg``, one of ours, at twice its size; the same text gives the same bytes.

    Raises:
        UsageError: it would have more than ``MAX_PIXELS``.
        RenderError: the fonts are missing.
    """
    found = _SIZE.search(svg)
    across, down = (float(part) * ZOOM for part in found.groups()) if found else (0.0, 0.0)
    if across * down > MAX_PIXELS:
        raise UsageError(
            _("A picture of {across} × {down} pixels is too large for a PNG."),
            mend=_("Write .svg or .html, choose a part of the plan by an id, or give --width."),
            where="--out",
            code="picture-too-large",
            across=round(across),
            down=round(down),
        )
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=files(),
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
    )
