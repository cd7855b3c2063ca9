"""``render``: draw a view of a loaded edition as a page or as a still picture."""

from __future__ import annotations

import dataclasses

from kinerja_graph.errors import UsageError
from kinerja_graph.render.crosscutting import crosscutting_page
from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.matrix import matrix_page
from kinerja_graph.render.page import html
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still.crosscutting import crosscutting, crosscutting_pages
from kinerja_graph.render.still.matrix import matrix_svg
from kinerja_graph.render.still.raster import DPI, png
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.texts import _
from kinerja_graph.workflow.scenes import (
    VIEWS,
    PictureOptions,
    Scene,
    View,
    marks,
    scene,
    with_older_edition,
)

__all__ = [
    "VIEWS",
    "PictureOptions",
    "PictureStyle",
    "Scene",
    "Sight",
    "ThemeName",
    "View",
    "draw_pages",
    "draw_scene",
    "marks",
    "scene",
    "with_older_edition",
]


def draw_scene(
    scene: Scene,
    suffix: str,
    style: PictureStyle,
    *,
    sight: Sight | None = None,
    dpi: int | None = None,
) -> bytes:
    """Draw a scene as a file with the extension ``suffix``: .svg, .png, otherwise a page.

    ``sight`` is the part of a still picture that is drawn (None: everything; a page has all parts),
    ``dpi`` the dots an inch of a PNG (None: 192).

    Raises:
        UsageError: a PNG would be too large, or ``sight`` names what is not in the picture or is
            given for a sheet or a matrix.
    """
    style = dataclasses.replace(style, rules_digest=scene.rules_digest)
    if suffix == ".png":
        return png(_draw_still(scene, style, sight), dpi or DPI)
    if suffix == ".svg":
        return _draw_still(scene, style, sight).encode()
    return _draw_page(scene, style).encode()


def draw_pages(shown: Scene, style: PictureStyle) -> tuple[str, ...]:
    """Draw a scene as still SVG pictures; a crosscutting sheet takes as many pages as needed."""
    style = dataclasses.replace(style, rules_digest=shown.rules_digest)
    if shown.alignment is None:
        return (_draw_still(shown, style),)
    return crosscutting_pages(shown.alignment, shown.network, shown.marks, style)


def _draw_page(shown: Scene, style: PictureStyle) -> str:
    if shown.alignment is not None:
        return crosscutting_page(shown.alignment, shown.network, shown.marks, style)
    if shown.matrix is not None:
        return matrix_page(shown.matrix, shown.network, style)
    return html(
        shown.network,
        shown.marks,
        language=style.language,
        theme=style.theme,
        width=style.width,
        rules_digest=shown.rules_digest,
        completeness=shown.completeness,
    )


def _draw_still(shown: Scene, style: PictureStyle, sight: Sight | None = None) -> str:
    is_map = shown.alignment is None and shown.matrix is None
    if sight is not None and sight != Sight() and not is_map:
        raise UsageError(
            _("Only a map can be drawn in part, not a sheet or a matrix."),
            mend=_("Leave out --only, --node, --z and --row, or choose another --view."),
            where="--view",
        )
    if shown.alignment is not None:
        return crosscutting(shown.alignment, shown.network, shown.marks, style)
    if shown.matrix is not None:
        return matrix_svg(shown.matrix, shown.network, style)
    return map_svg(shown.network, shown.marks, style, sight)
