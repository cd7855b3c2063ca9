"""Pictures in a real browser: the first frame with every box, and panning, beside stock pyvis.

Times are those of headless Chromium without a graphics card: from the start of navigation to the
second animation frame after the first frame that holds all boxes.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network as Pyvis  # type: ignore[import-untyped]

from benchmarks.figure import Figure, timed
from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.page import html

CHROMIUM: Final = "/usr/bin/chromium"
WINDOW: Final = {"width": 1400, "height": 860}
FIRST: Final = {200: 0.3, 2_000: 0.6, 10_000: 1.2}
"""Seconds until the first frame that holds so many boxes, at most."""
BUILD: Final = 0.6
"""Seconds to build a page of 10,000 boxes, at most."""
SIZE: Final = 0.6
"""Megabytes of a page of 200 boxes, at most."""
FRAME: Final = 1 / 60
SLACK: Final = 1.1
"""Frames come when the screen is drawn anew; a tenth more than a sixtieth of a second is noise."""
_SHARES: Final = (0.005, 0.03, 0.12, 0.45, 1.0)
_WORDS: Final = "persentase layanan perizinan yang selesai tepat waktu menurut standar pelayanan"

_READY: Final = """
(() => {
  const look = () => {
    if (document.documentElement?.dataset.ready === "1") window.benchReady = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
_STOCK_READY: Final = """
(() => {
  let drawn = false;
  const look = () => {
    if (!drawn && window.network?.once) {
      drawn = true;
      window.network.once("afterDrawing", () => requestAnimationFrame(() =>
        requestAnimationFrame(() => { window.benchReady = performance.now(); })));
      window.network.redraw();
    }
    if (!drawn) setTimeout(look, 1);
  };
  look();
})();
"""
_PAN: Final = """
() => new Promise((done) => {
  const stage = document.getElementById("stage");
  const times = [];
  const step = (now) => {
    times.push(now);
    if (times.length > 90) {
      done(times.slice(2).map((time, at) => (time - times[at]) / 2));
      return;
    }
    stage.dispatchEvent(new WheelEvent("wheel", { deltaY: 24, bubbles: true, cancelable: true }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})
"""


def measure_pictures(rounds: int, *, stock_up_to: int = 2_000) -> Iterator[Figure]:
    """Measure first frames, panning, building and size; and stock pyvis if it ends in a minute."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for size, most in FIRST.items():
            yield from _figures(browser, Path(folder), size, most, rounds, stock_up_to)
        browser.close()


def _figures(
    browser: Browser, folder: Path, size: int, most: float, rounds: int, stock_up_to: int
) -> Iterator[Figure]:
    plan = sample(size)
    runs = [timed(lambda: html(plan, [], language="id")) for _ in range(rounds)]
    built, text = min(seconds for seconds, _ in runs), runs[0][1]
    page = folder / f"{size}.html"
    page.write_text(text, "utf-8")
    first = min(_shown(browser, page, _READY, "") for _ in range(rounds))
    name = "first frame, limit"
    yield Figure(name, "chromium", f"{size} boxes", first, most, 1, {"build": built})
    if size <= stock_up_to:
        other = folder / f"{size}-pyvis.html"
        other.write_text(_stock(plan), "utf-8")
        beside = _shown(browser, other, _STOCK_READY, "")
        yield Figure("first frame, pyvis", "chromium", f"{size} boxes", first, beside, 1, {})
    pan = statistics.median(_panned(browser, page))
    yield Figure("a frame of panning", "chromium", f"{size} boxes", pan, FRAME * SLACK, 1, {})
    if size == max(FIRST):
        yield Figure("build of a page", "-", f"{size} boxes", built, BUILD, 1, {})
    if size == min(FIRST):
        megabytes = page.stat().st_size / 1e6
        yield Figure("megabytes of a page", "-", f"{size} boxes", megabytes, SIZE, 1, {})


def _shown(browser: Browser, page: Path, script: str, state: str) -> float:
    """Return the seconds until the page shows all of its boxes."""
    tab = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
    tab.route("http**", lambda route: route.abort())
    tab.add_init_script(script)
    tab.goto(f"{page.as_uri()}{state}", wait_until="commit")
    seconds: float | None = None
    while seconds is None:
        tab.wait_for_timeout(20)
        seconds = tab.evaluate("window.benchReady ?? null")
    tab.close()
    return seconds / 1000


def _panned(browser: Browser, page: Path) -> list[float]:
    """Return the seconds of each frame while the picture is scrolled at reading size."""
    tab = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
    tab.goto(f"{page.as_uri()}#z=26&row=20")
    tab.wait_for_selector("html[data-ready='1']", state="attached")
    times: list[float] = tab.evaluate(_PAN)
    tab.close()
    return [time / 1000 for time in times]


def _stock(plan: Network) -> str:
    """Return the page of stock pyvis: its hierarchical layout, without physics."""
    picture = Pyvis(directed=True, layout=True, cdn_resources="in_line")
    levels = {node.id: node.level or 0 for node in plan.nodes}
    for node in plan.nodes:
        picture.add_node(node.id, label=node.name, level=levels[node.id], shape="box")
    for edge in plan.edges:
        picture.add_edge(edge.source, edge.target)
    picture.toggle_physics(status=False)
    return str(picture.generate_html())


def sample(size: int) -> Network:
    """Make a cascade of ``size`` indicators on five levels; 8 % have a second parent."""
    rnd = random.Random(size)  # noqa: S311 - a sample, no secret
    rows: list[list[str]] = [[] for _ in _SHARES]
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    for number in range(size):
        level = next(at for at, share in enumerate(_SHARES) if number < max(1, share * size))
        id_ = f"IKU-{number:05d}"
        name = f"{_WORDS} {number} {_WORDS[: rnd.randint(0, 60)]}".strip().capitalize()
        agencies = (f"dinas-{rnd.randrange(12)}",)
        details = {"target": 80.0, "realisation": 76.41, "measure_unit": "%"}
        nodes.append(
            NetworkNode(
                label="Indicator",
                id=id_,
                name=name,
                level=level,
                agencies=agencies,
                details=details,
            )
        )
        above = rows[level - 1] if level else []
        chosen = rnd.sample(above, min(len(above), 1 + (rnd.random() < 0.08)))  # noqa: PLR2004
        edges += [NetworkEdge(type="CONTRIBUTES_TO", source=id_, target=up) for up in chosen]
        rows[level].append(id_)
    return Network(
        dataset="kota-contoh", edition="2026", loaded_at="2026-01-01T00:00:00Z", digest="ab" * 32,
        focus=None, nodes=tuple(nodes), edges=tuple(edges),
        agencies={f"dinas-{n}": f"Dinas Nomor {n}" for n in range(12)},
    )  # fmt: skip
