"""``render``: draw a view of a loaded edition as a page or as a still picture."""

from __future__ import annotations

import dataclasses

from kinerja_graph.render.crosscutting import crosscutting_page
from kinerja_graph.render.matrix import matrix_page
from kinerja_graph.render.page import html
from kinerja_graph.render.still.crosscutting import crosscutting, crosscutting_pages
from kinerja_graph.render.still.matrix import matrix_svg
from kinerja_graph.render.still.picture import svg
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import ThemeName
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
    "ThemeName",
    "View",
    "draw_pages",
    "draw_scene",
    "marks",
    "scene",
    "with_older_edition",
]


def draw_scene(scene: Scene, suffix: str, style: PictureStyle) -> bytes:
    """Draw a scene as a file with the extension ``suffix``: .svg, .png, otherwise a page.

    Raises:
        UsageError: a PNG would be too large.
    """
    style = dataclasses.replace(style, rules_digest=scene.rules_digest)
    if suffix == ".png":
        return png(_draw_still(scene, style))
    text = _draw_still(scene, style) if suffix == ".svg" else _draw_page(scene, style)
    return text.encode()


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
    )


def _draw_still(shown: Scene, style: PictureStyle) -> str:
    if shown.alignment is not None:
        return crosscutting(shown.alignment, shown.network, shown.marks, style)
    if shown.matrix is not None:
        return matrix_svg(shown.matrix, shown.network, style)
    return svg(
        shown.network,
        shown.marks,
        language=style.language,
        theme=style.still_theme,
        width=style.width,
        rules_digest=shown.rules_digest,
    )
