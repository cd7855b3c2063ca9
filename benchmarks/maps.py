"""How much of a map is used and read at fit: cells, named emptiness, words, whole names.

``python -m benchmarks.maps PLAN…`` loads each plan (a folder or workbook) into the database of
KINERJA_HOME and prints a line for each window: with the pane folded (1400 pixels) and open (1082).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.console import Console

from kinerja_graph import Plan, ReadOptions, connect
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene import draw_model
from kinerja_graph.render.scene_mark import SceneMark, SceneView
from kinerja_graph.render.scene_model import scene_model
from kinerja_graph.workflow.scenes import scene

HEADINGS: Final = (
    "plan                         width  boxes  cells  cells  named  words  whole first 3"
)
WINDOWS: Final = ((1384, 781), (1074, 781))
HEAD: Final = 24
"""The height of the headings, which are no part of the map."""
MOST_INSIDE: Final = 8
"""The most indicators that are lines inside the cell of their objective."""
LEGIBLE: Final = 9
"""The size of the smallest letters that are read, in pixels."""
TOP_COLUMNS: Final = 3
TICK: Final = 7
"""The width of a finding's tick in a patch, which is no cell."""


@dataclass(frozen=True, slots=True)
class Use:
    """Shares of a window, from 0 to 1.

    Attributes:
        boxes: the number of boxes, and ``cells`` that of cells.
        painted: the share of the area that is cells, ``told`` that of cells and named emptiness.
        words: the share of cells with words of at least 9 pixels, ``whole`` with the whole name,
            ``top`` the same of the first three columns.
    """

    boxes: int
    cells: int
    painted: float
    told: float
    words: float
    whole: float
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
    top = [cell for cell in cells if model["boxes"][cell]["column"] < TOP_COLUMNS]
    return Use(
        boxes=len(model["boxes"]),
        cells=len(cells),
        painted=sum(mark.w * mark.h for mark in drawn if _is_cell(mark)) / area,
        told=sum(mark.w * mark.h for mark in drawn if _is_cell(mark) or _is_empty(mark)) / area,
        words=len(worded) / len(cells),
        whole=len(whole) / len(cells),
        top=len(whole.intersection(top)) / max(1, len(top)),
    )


def _is_cell(mark: SceneMark) -> bool:
    is_patch = mark.fill.endswith(".patch") and mark.w > TICK
    return mark.shape == "rect" and (mark.box is not None or is_patch)


def _is_empty(mark: SceneMark) -> bool:
    return mark.shape == "hatch" or (mark.shape == "rect" and mark.fill == "band" and mark.y > 0)


def _is_whole(name: str, texts: Sequence[SceneMark]) -> bool:
    return " ".join(name.split()) in " ".join(mark.text.strip() for mark in texts)


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


def line(name: str, size: tuple[int, int], use: Use) -> str:
    """Return the figures of a plan as a line of text."""
    shares = (use.painted, use.told, use.words, use.whole, use.top)
    told = " ".join(f"{share:6.0%}" for share in shares)
    return f"{name[:28]:28} {size[0]:5} {use.boxes:6} {use.cells:6} {told}"


def main(paths: Sequence[str]) -> None:
    """Print the figures of plans."""
    console = Console(highlight=False, width=120)
    console.print(HEADINGS)
    for path in paths:
        plan = Plan.load(path, wish=ReadOptions(lenient=True))
        with connect(plan.settings) as store:
            shown = scene(store, plan.edition, None)
        for size in WINDOWS:
            console.print(line(path, size, measure(shown.network, shown.marks, size)))


if __name__ == "__main__":
    main(sys.argv[1:])
