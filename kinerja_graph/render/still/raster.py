"""Render a still picture as PNG with our fonts only, so it is the same on every machine."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Final

import resvg_py

from kinerja_graph.errors import UsageError
from kinerja_graph.render.still.fonts import files
from kinerja_graph.texts import _

DPI: Final = 192
"""Dots an inch of a PNG: two for each pixel of the picture."""
PIXELS: Final = 96
"""Pixels of a picture in an inch."""
MAX_PIXELS: Final = 160_000_000
"""The largest picture to render, in pixels: it takes 640 MB while it is drawn."""
_HEAD: Final = 33
"""Bytes of the signature of a PNG and its first chunk."""
_SIZE: Final = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')


def png(svg: str, dpi: int = DPI) -> bytes:
    """Render ``svg``, one of ours, with ``dpi`` dots an inch; the same text gives the same bytes.

    The file says how many dots an inch it has, so a document shows it in its own size.

    Raises:
        UsageError: it would have more than ``MAX_PIXELS``.
        RenderError: the fonts are missing.
    """
    found = _SIZE.search(svg)
    across, down = (float(part) * dpi / PIXELS for part in found.groups()) if found else (0.0, 0.0)
    if across * down > MAX_PIXELS:
        raise UsageError(
            _("A picture of {across} × {down} pixels is too large for a PNG."),
            mend=_(
                "Write .svg or .html, choose a part of the plan by an id, or give --width or a "
                "smaller --dpi."
            ),
            where="--out",
            code="picture-too-large",
            across=round(across),
            down=round(down),
        )
    content = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=dpi / PIXELS,
        skip_system_fonts=True,
        font_files=files(),
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
    )
    return content[:_HEAD] + _resolution(dpi) + content[_HEAD:]


def _resolution(dpi: int) -> bytes:
    """Return the chunk of a PNG that holds its dots a metre."""
    metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", metre, metre, 1)
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
