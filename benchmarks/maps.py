"""How much of a map is used and read at fit: cells, named emptiness, words, whole names.

``python -m benchmarks.maps PLAN…`` loads each plan (a folder or workbook) into the database of
KINERJA_HOME and prints a line for each window. What is measured is the state that a page opens in:
Chromium says whether the overview stands beside the map, and how large this is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from benchmarks.pictures import CHROMIUM
from kinerja_graph import Plan, ReadOptions, connect
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.render.scene import draw_model
from kinerja_graph.render.scene_mark import SceneMark, SceneView
from kinerja_graph.render.scene_model import scene_model
from kinerja_graph.workflow.scenes import Scene, scene

HEADINGS: Final = (
    "plan                         window    opens   map      boxes cells  cells  named  words  "
    "whole levels 0-2 first 3"
)
WINDOWS: Final = ((1400, 900), (1280, 720), (1024, 768))
HEAD: Final = 24
"""The height of the headings, which are no part of the map."""
MOST_INSIDE: Final = 8
"""The most indicators that are lines inside the cell of their objective."""
LEGIBLE: Final = 9
"""The size of the smallest letters that are read, in pixels."""
TOP_COLUMNS: Final = 3
TOP_LEVELS: Final = ("0", "1", "2")
TICK: Final = 7
"""The width of a finding's tick in a patch, which is no cell."""


@dataclass(frozen=True, slots=True)
class Use:
    """Shares of a window, from 0 to 1.

    Attributes:
        boxes: the number of boxes, and ``cells`` that of cells.
        painted: the share of the area that is cells, ``told`` that of cells and named emptiness.
        words: the share of cells with words of at least 9 pixels, ``whole`` with the whole name,
            ``levels`` the same of levels 0 to 2, ``top`` of the first three columns.
    """

    boxes: int
    cells: int
    painted: float
    told: float
    words: float
    whole: float
    levels: float
    top: float


def measure(network: Network, marks: Sequence[Mark], size: tuple[int, int]) -> Use:
    """Measure the map of a plan at fit in a window of ``size`` pixels."""
    model = scene_model(network, marks)
    drawn = draw_model(model, SceneView(width=size[0], height=size[1], language="id"))
    area = size[0] * (size[1] - HEAD)
    cells = _cells(model)
    texts: dict[int, list[SceneMark]] = {}
    for mark in drawn:
        if mark.shape == "text" and mark.box is not None:
            texts.setdefault(mark.box, []).append(mark)
    worded = {cell for cell in cells if any(mark.size >= LEGIBLE for mark in texts.get(cell, []))}
    whole = {cell for cell in worded if _is_whole(model["boxes"][cell]["name"], texts[cell])}
    column = {cell: model["boxes"][cell]["column"] for cell in cells}
    upper = [cell for cell in cells if model["columns"][column[cell]] in TOP_LEVELS]
    top = [cell for cell in cells if column[cell] < TOP_COLUMNS]
    return Use(
        boxes=len(model["boxes"]),
        cells=len(cells),
        painted=sum(mark.w * mark.h for mark in drawn if _is_cell(mark)) / area,
        told=sum(mark.w * mark.h for mark in drawn if _is_cell(mark) or _is_empty(mark)) / area,
        words=len(worded) / len(cells),
        whole=len(whole) / len(cells),
        levels=len(whole.intersection(upper)) / max(1, len(upper)),
        top=len(whole.intersection(top)) / max(1, len(top)),
    )


def _is_cell(mark: SceneMark) -> bool:
    is_patch = mark.fill.endswith(".patch") and mark.w > TICK
    return mark.shape == "rect" and (mark.box is not None or is_patch)


def _is_empty(mark: SceneMark) -> bool:
    return mark.shape == "hatch" or (mark.shape == "rect" and mark.fill == "band" and mark.y > 0)


def _is_whole(name: str, texts: Sequence[SceneMark]) -> bool:
    """Tell whether lines hold a name, which a line may end within a word, with a hyphen."""
    return _letters(name) in _letters("".join(mark.text for mark in texts))


def _letters(text: str) -> str:
    return "".join(text.replace("-", "").split())


def _cells(model: dict[str, Any]) -> list[int]:
    """Return the boxes that are cells: all but the indicators that are lines inside one."""
    inside: dict[int, list[int]] = {}
    for number, box in enumerate(model["boxes"]):
        above = model["boxes"][box["parent"]] if box["parent"] >= 0 else None
        measures = box["kind"] == "Indicator" and box["measures"]
        if above and measures and above["kind"] == "Objective" and above["column"] == box["column"]:
            inside.setdefault(box["parent"], []).append(number)
    lines = {line for each in inside.values() if len(each) <= MOST_INSIDE for line in each}
    return [number for number in range(len(model["boxes"])) if number not in lines]


@dataclass(frozen=True, slots=True)
class Opened:
    """How a page opens: whether the overview is beside the map, and the map's size in pixels."""

    is_beside: bool
    size: tuple[int, int]


def open_page(browser: Browser, page: Path, window: tuple[int, int]) -> Opened:
    """Open a page in a window and say what is seen first."""
    width, height = window
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(page.as_uri())
    tab.wait_for_selector("html[data-ready='1']", state="attached")
    size = tab.locator("#stage").evaluate("it => [it.clientWidth, it.clientHeight]")
    is_beside = tab.get_attribute("#pane-toggle", "aria-expanded") == "true"
    tab.close()
    return Opened(is_beside, (size[0], size[1]))


def line(name: str, window: tuple[int, int], opened: Opened, use: Use) -> str:
    """Return the figures of a plan as a line of text."""
    shares = (use.painted, use.told, use.words, use.whole, use.levels, use.top)
    told = " ".join(f"{share:6.0%}" for share in shares)
    opens = "beside" if opened.is_beside else "folded"
    sizes = f"{window[0]:4}x{window[1]:<4} {opens} {opened.size[0]:4}x{opened.size[1]:<4}"
    return f"{name[-28:]:28} {sizes} {use.boxes:6} {use.cells:5} {told}"


def main(paths: Sequence[str]) -> None:
    """Print the figures of plans."""
    console = Console(highlight=False, width=120)
    console.print(HEADINGS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for path in paths:
            plan = Plan.load(path, wish=ReadOptions(lenient=True))
            with connect(plan.settings) as store:
                shown = scene(store, plan.edition, None)
            print_plan(console, browser, Path(folder) / "page.html", path, shown)
        browser.close()


def print_plan(console: Console, browser: Browser, page: Path, name: str, shown: Scene) -> None:
    """Print the figures of a plan: a line for each window."""
    page.write_text(html(shown.network, shown.marks, language="id"), "utf-8")
    for window in WINDOWS:
        opened = open_page(browser, page, window)
        use = measure(shown.network, shown.marks, opened.size)
        console.print(line(name, window, opened, use))


if __name__ == "__main__":
    main(sys.argv[1:])
