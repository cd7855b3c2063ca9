"""The scene of a picture, drawn by the same program as in a page.

``scene_of(network, marks, view)`` runs ``assets/js/scene`` in QuickJS and returns its marks: a flat
list of rectangles, texts and lines in drawing order, with names of colours. Painters
(``assets/js/scene/canvas.js`` on a screen, ``svg.js`` for still pictures, by ``draw_still``;
``still/scene.py`` for figures of reports) only know these.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, cast

from kinerja_graph.analysis.network import Network
from kinerja_graph.errors import RenderError
from kinerja_graph.render.embed import scene_script
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene_mark import SceneMark, ScenePage, ScenePaper, SceneView
from kinerja_graph.render.scene_model import scene_colours, scene_model
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.texts import _

_ENTRY: Final = """
function drawn(model, view, what) {
  return JSON.stringify(cascade[what](JSON.parse(model), JSON.parse(view)));
}
"""


def scene_of(network: Network, marks: Sequence[Mark], view: SceneView) -> tuple[SceneMark, ...]:
    """Draw ``network`` with its findings: the marks that a page draws for the same view.

    Threads may call it at the same time; they take turns.
    """
    return draw_model(scene_model(network, marks), view)


def draw_model(model: dict[str, Any], view: SceneView) -> tuple[SceneMark, ...]:
    """Draw a model of ``scene_model``."""
    drawn = json.loads(scene_json(model, view))
    return tuple(_mark(facts) for facts in drawn)


def scene_json(model: dict[str, Any], view: SceneView) -> str:
    """Return the marks of a model as the JSON text that the scene itself gives."""
    return _run("scene", model, view.as_json())


def draw_still(
    model: dict[str, Any], wish: dict[str, Any], theme: ThemeName, shown: int | None = None
) -> str:
    """Draw a still picture of a model as an SVG file: title, map, legend, provenance.

    ``wish`` says what of the plan is shown (``Wish`` in ``assets/js/scene/types.d.ts``), ``shown``
    the width in pixels at which it is displayed (None: as drawn).
    """
    how = {"wish": wish, "colours": scene_colours(theme), "shown": shown}
    return str(json.loads(_run("stillSvg", model, json.dumps(how))))


def draw_pages(model: dict[str, Any], view: SceneView) -> ScenePaper:
    """Draw a model of ``scene_model`` as pages for paper; ``view`` has the size of one."""
    paper = json.loads(_run("pagesOf", model, view.as_json()))
    pages = tuple(
        ScenePage(
            marks=tuple(_mark(facts) for facts in page["marks"]),
            height=page["height"],
            boxes=tuple(page["boxes"]),
            roots=tuple(page["roots"]),
            is_continued=page["continued"],
        )
        for page in paper["pages"]
    )
    return ScenePaper(pages=pages, total=paper["total"])


def has_quickjs() -> bool:
    """Tell whether this computer can draw a scene: Macs with an Intel processor cannot."""
    return find_spec("quickjs") is not None


def _run(what: str, model: dict[str, Any], view: str) -> str:
    return str(_program()(json.dumps(model), view, what))


def _mark(facts: dict[str, Any]) -> SceneMark:
    if "points" in facts:
        facts["points"] = tuple(facts["points"])
    return SceneMark(**facts)


@cache
def _program() -> Callable[[str, str, str], object]:
    """Return the scene as a function with a thread of its own, which QuickJS must not change.

    Raises:
        RenderError: QuickJS is not installed: it has no wheel for some computers.
    """
    try:
        quickjs = import_module("quickjs")
    except ImportError as error:
        raise RenderError(
            _("Maps cannot be drawn on this computer: QuickJS is missing."),
            mend=_(
                "There is no QuickJS for Macs with an Intel processor: write .html, a page that "
                "draws itself, or draw on another computer. Elsewhere install kinerja_graph again."
            ),
            code="quickjs-missing",
        ) from error
    script = scene_script(for_paper=True) + _ENTRY
    return cast(
        "Callable[[str, str, str], object]", quickjs.Function("drawn", script, own_executor=True)
    )


os.register_at_fork(after_in_child=_program.cache_clear)
