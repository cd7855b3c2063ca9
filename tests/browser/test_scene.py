"""The scene in a real browser: the same marks as in Python, and painted on a canvas."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from cascades import plan
from playwright.sync_api import Browser, Page

from kinerja_graph.render.embed import scene_script, script_json
from kinerja_graph.render.scene import scene_json
from kinerja_graph.render.scene_mark import SceneView
from kinerja_graph.render.scene_model import scene_colours, scene_model
from kinerja_graph.render.still.themes import ThemeName

WIDTH, HEIGHT = 1400, 836
VIEWS = {
    "at fit": SceneView(width=WIDTH, height=HEIGHT, language="id"),
    "zoomed": SceneView(width=WIDTH, height=HEIGHT, language="en", z=37.5, top=1234.5),
    "a chain": SceneView(
        width=WIDTH, height=HEIGHT, language="id", keep=tuple(range(3, 60)), chosen=40
    ),
    "a phone": SceneView(width=390, height=700, language="en", left=120.0, z=18.0, top=40.0),
    "a range of rows for paper": SceneView(
        width=968, height=600, language="id", rows=(20, 90), strips=1
    ),
}
PAGE = """<!doctype html><meta charset="utf-8"><title>scene</title>
<style>body{margin:0}</style><canvas width="%d" height="%d"></canvas>
<script>%s
window.model = %s;
window.colours = %s;
window.draw = (view) => JSON.stringify(cascade.scene(window.model, view));
window.show = (view) => {
  const brush = document.querySelector("canvas").getContext("2d", { alpha: false });
  brush.fillStyle = window.colours.ground;
  brush.fillRect(0, 0, 1e4, 1e4);
  cascade.paint(brush, cascade.scene(window.model, view), window.colours);
};
window.dot = (x, y) => {
  const brush = document.querySelector("canvas").getContext("2d");
  const parts = [...brush.getImageData(x, y, 1, 1).data].slice(0, 3);
  return "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join("");
};
</script>"""


def opened(browser: Browser, folder: Path, boxes: int, theme: ThemeName = "light") -> Page:
    model = scene_model(*plan(boxes, seed=4))
    data = script_json(model), script_json(scene_colours(theme))
    path = folder / "scene.html"
    path.write_text(PAGE % (WIDTH, HEIGHT, scene_script(with_painter=True), *data), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    return page


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("boxes", [60, 300, 2_000])
def test_page_and_still_have_the_same_list(browser: Browser, tmp_path: Path, boxes: int) -> None:
    model = scene_model(*plan(boxes, seed=4))
    page = opened(browser, tmp_path, boxes)
    try:
        for name, view in VIEWS.items():
            drawn = page.evaluate("(view) => window.draw(view)", json.loads(view.as_json()))
            assert fingerprint(drawn) == fingerprint(scene_json(model, view)), name
            assert len(drawn) > 1_000
    finally:
        page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_canvas_shows_the_marks(browser: Browser, tmp_path: Path, theme: ThemeName) -> None:
    model = scene_model(*plan(60, seed=4))
    view = VIEWS["at fit"]
    colours = scene_colours(theme)
    page = opened(browser, tmp_path, 60, theme)
    try:
        page.evaluate("(view) => window.show(view)", json.loads(view.as_json()))
        bars = [
            mark
            for mark in json.loads(scene_json(model, view))
            if mark["shape"] == "rect" and mark["fill"].endswith(".bar") and mark["h"] > 20
        ]
        assert len(bars) > 5
        for bar in bars:
            x, y = int(bar["x"] + bar["w"] / 2), int(bar["y"] + bar["h"] / 2)
            assert page.evaluate("([x, y]) => window.dot(x, y)", [x, y]) == colours[bar["fill"]]
    finally:
        page.close()
