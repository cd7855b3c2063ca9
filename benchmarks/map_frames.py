"""How quickly a page draws a map: first frames of 250, 2,000 and 5,000 boxes, and further frames.

``python -m benchmarks.map_frames [LOADS]``. Times are those of headless Chromium without a graphics
card: from the start of navigation to the second animation frame after the first one painted; of a
further frame, what drawing the scene and painting it take.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from benchmarks.pictures import CHROMIUM, sample
from kinerja_graph.render.embed import scene_script, script_json
from kinerja_graph.render.scene_model import scene_colours, scene_model

SIZES: Final = (250, 2_000, 5_000)
WINDOW: Final = {"width": 1400, "height": 900}
LIMIT: Final = 0.4
"""Seconds until the first frame of 5,000 boxes, in nine of ten loads."""
_PAGE: Final = """<!doctype html><meta charset="utf-8"><title>map</title>
<style>body{margin:0}</style><canvas width="1400" height="836"></canvas>
<script id="data" type="application/json">%s</script>
<script>
%s
const { model, colours } = JSON.parse(document.getElementById("data").textContent);
const brush = document.querySelector("canvas").getContext("2d", { alpha: false });
const usual = { width: 1400, height: 836, language: "id" };
window.show = (view) => {
  brush.fillStyle = colours.ground;
  brush.fillRect(0, 0, 1400, 836);
  cascade.paint(brush, cascade.scene(model, { ...usual, ...view }), colours);
};
requestAnimationFrame(() => {
  window.show({});
  requestAnimationFrame(() => requestAnimationFrame(() => { window.first = performance.now(); }));
});
</script>"""
_FRAMES: Final = """
(zoomed) => Array.from({ length: 30 }, (_, at) => {
  const start = performance.now();
  window.show(zoomed ? { z: 26, top: at * 40 } : {});
  return performance.now() - start;
})
"""


def measure(browser: Browser, folder: Path, boxes: int, loads: int) -> str:
    """Return the figures of a plan of so many boxes as a line of text."""
    data = {"model": scene_model(sample(boxes), []), "colours": scene_colours("light")}
    page = folder / f"{boxes}.html"
    page.write_text(_PAGE % (script_json(data), scene_script(with_painter=True)), "utf-8")
    firsts: list[float] = []
    at_fit: list[float] = []
    zoomed: list[float] = []
    for _ in range(loads):
        tab = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
        tab.goto(page.as_uri())
        tab.wait_for_function("window.first !== undefined")
        firsts.append(tab.evaluate("window.first") / 1000)
        at_fit += tab.evaluate(_FRAMES, False)  # noqa: FBT003 - a JSON value
        zoomed += tab.evaluate(_FRAMES, True)  # noqa: FBT003 - a JSON value
        tab.close()
    soon = sum(first <= LIMIT for first in firsts)
    return (
        f"{boxes:6} {page.stat().st_size // 1000:6} {statistics.median(firsts):8.2f} "
        f"{max(firsts):8.2f} {soon:4}/{loads} {statistics.median(at_fit):8.1f} "
        f"{statistics.median(zoomed):8.1f}"
    )


def main(loads: int) -> None:
    """Print the figures of all sizes."""
    console = Console(highlight=False, width=120)
    console.print(" boxes     kB  first s  worst s  ≤0.4 s   fit ms  zoom ms")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for boxes in SIZES:
            console.print(measure(browser, Path(folder), boxes, loads))
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
