"""``render``: draw a view of a loaded edition as a page or as a still picture."""

from __future__ import annotations

import dataclasses

from kinerja_graph.render.crosscutting import crosscutting_page
from kinerja_graph.render.matrix import matrix_page
from kinerja_graph.render.page import html
from kinerja_graph.render.still.crosscutting import crosscutting, crosscutting_pages
from kinerja_graph.render.still.look import Look
from kinerja_graph.render.still.matrix import matrix_svg
from kinerja_graph.render.still.picture import svg
from kinerja_graph.render.still.raster import png
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
    "Look",
    "PictureOptions",
    "Scene",
    "ThemeName",
    "View",
    "draw_pages",
    "draw_scene",
    "marks",
    "scene",
    "with_older_edition",
]


def draw_scene(scene: Scene, suffix: str, look: Look) -> bytes:
    """Draw a scene as a file with the extension ``suffix``: .svg, .png, otherwise a page.

    Raises:
        UsageError: a PNG would be too large.
    """
    look = dataclasses.replace(look, rules_digest=scene.rules_digest)
    if suffix == ".png":
        return png(_draw_still(scene, look))
    text = _draw_still(scene, look) if suffix == ".svg" else _draw_page(scene, look)
    return text.encode()


def draw_pages(shown: Scene, look: Look) -> tuple[str, ...]:
    """Draw a scene as still SVG pictures; a crosscutting sheet takes as many pages as needed."""
    look = dataclasses.replace(look, rules_digest=shown.rules_digest)
    if shown.alignment is None:
        return (_draw_still(shown, look),)
    return crosscutting_pages(shown.alignment, shown.network, shown.marks, look)


def _draw_page(shown: Scene, look: Look) -> str:
    if shown.alignment is not None:
        return crosscutting_page(shown.alignment, shown.network, shown.marks, look)
    if shown.matrix is not None:
        return matrix_page(shown.matrix, shown.network, look)
    return html(
        shown.network,
        shown.marks,
        language=look.language,
        theme=look.theme,
        width=look.width,
        rules_digest=shown.rules_digest,
    )


def _draw_still(shown: Scene, look: Look) -> str:
    if shown.alignment is not None:
        return crosscutting(shown.alignment, shown.network, shown.marks, look)
    if shown.matrix is not None:
        return matrix_svg(shown.matrix, shown.network, look)
    return svg(
        shown.network,
        shown.marks,
        language=look.language,
        theme=look.theme,
        width=look.width,
        rules_digest=shown.rules_digest,
    )
