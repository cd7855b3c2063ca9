"""A network of pyvis in a real browser: it asks for nothing, moves, tells, and runs no name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dialogs import dismiss
from playwright.sync_api import Browser, Page, Route
from pyvis.network import Network as PyvisNetwork

from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.render.map_places import map_places
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.pyvis_network import make_pyvis
from kinerja_graph.render.pyvis_page import save_network

HOSTILE = (
    "</script><script>console.log('ran')</script>",
    "<!--<script>console.log('ran')",
    "<a href=x><img src=x onerror=console.log('ran')></a>",
    "\"><img src=//example.org/x onerror=console.log('ran')>",
    "{{7*7}}{%raw%}{{nodes}}",
    "</title></style><svg onload=console.log('ran')>",
    "javascript:console.log('ran')",
    "\u202e\u2066kanan ke kiri\u2069",
    "a\u2028b\u2029c\r\nd",
    "<b>tebal</b> &lt;i&gt; *_`",
    "x" * 400,
    "__proto__",
    "lone \ud800 surrogate",
)
CENTRE = """(id) => {
  const box = network.getBoundingBox(id), frame = network.canvas.frame.getBoundingClientRect();
  const at = network.canvasToDOM({x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2});
  return [at.x + frame.left, at.y + frame.top];
}"""


@dataclass
class Opened:
    """An open page of pyvis, and what it asked for and said."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list[str])
    said: list[str] = field(default_factory=list[str])

    def at(self, name: str) -> tuple[float, float]:
        """The point of the window over the middle of a box."""
        x, y = self.page.evaluate(CENTRE, name)
        return x, y

    def place(self, name: str) -> dict[str, float]:
        found: dict[str, float] = self.page.evaluate("id => network.getPosition(id)", name)
        return found

    def selected(self) -> list[str]:
        return sorted(self.page.evaluate("() => network.getSelectedNodes()"))


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Generator[Open]:
    """Opens a saved network; at the end it must have asked for itself alone, and been silent."""
    pages: list[Opened] = []

    def open_net(net: PyvisNetwork, *, without_policy: bool = False) -> Opened:
        path = save_network(net, tmp_path / f"jaringan {len(pages)}.html")
        if without_policy:
            text = path.read_text("utf-8").replace("Content-Security-Policy", "X-Nothing")
            path.write_text(text, "utf-8")
        one = Opened(browser.new_page(viewport={"width": 1400, "height": 860}), path)
        pages.append(one)
        watch(one)
        one.page.goto(path.as_uri())
        one.page.evaluate(
            "() => new Promise(done => {network.once('afterDrawing', done); network.redraw()})"
        )
        return one

    yield open_net
    for one in pages:
        one.page.close()
        assert one.requests == [one.path.as_uri()]
        assert one.said == []


def watch(one: Opened) -> None:
    def record(route: Route) -> None:
        one.requests.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    one.page.route("**/*", record)
    one.page.on("console", lambda message: one.said.append(message.text))
    one.page.on("pageerror", lambda error: one.said.append(str(error)))
    one.page.on("dialog", partial(dismiss, one.said))


def test_boxes_stand_on_the_places_of_the_map(city: Callable[[int], Network], opened: Open) -> None:
    plan = city(240)
    one = opened(make_pyvis(plan, [], language="id"))
    boxes: dict[str, list[float]] = one.page.evaluate(
        """() => Object.fromEntries(nodes.getIds().map(id => {
          const shape = network.body.nodes[id].shape, at = network.getPosition(id);
          return [id, [at.x - shape.width / 2, at.y - shape.height / 2, shape.width, shape.height]];
        }))"""
    )
    for name, place in map_places(plan).items():
        drawn = boxes[name]
        wanted = [place.left, place.top, place.width, place.height]
        assert drawn == pytest.approx(wanted, abs=0.3), name  # no label makes its box larger
    notes = [box for name, box in boxes.items() if name.startswith("legend: ")]
    assert notes
    bottom = max(place.bottom for place in map_places(plan).values())
    assert all(top + high <= 0.5 or top >= bottom - 0.5 for _, top, _, high in notes)


def place_of(network: Network, name: str) -> dict[str, float]:
    place = map_places(network)[name]
    return {"x": place.left + place.width / 2, "y": place.top + place.height / 2}


def test_a_drag_moves_one_box(traffic: Network, opened: Open) -> None:
    one = opened(make_pyvis(traffic, [], language="id"))
    assert one.place("IKU-01") == pytest.approx(place_of(traffic, "IKU-01"), abs=1)
    before, other = one.place("IKU-01"), one.place("IKU-02")
    x, y = one.at("IKU-01")
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    one.page.mouse.move(x - 60, y + 40, steps=6)
    one.page.mouse.up()
    after = one.place("IKU-01")
    assert after["x"] < before["x"] - 30
    assert after["y"] > before["y"] + 20
    assert one.place("IKU-02") == other
    notes = one.page.evaluate("() => nodes.get().filter(n => n.kind == 'Legend').map(n => n.id)")
    still = one.place(notes[0])
    x, y = one.at(notes[0])
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    one.page.mouse.move(x + 60, y, steps=4)
    one.page.mouse.up()
    assert one.place(notes[0]) == still


def test_resting_on_a_box_tells_it_in_text(
    traffic: Network, mark: Callable[..., Mark], opened: Open
) -> None:
    net = make_pyvis(traffic, [mark("IKU-06")], language="id")
    one = opened(net)
    one.page.mouse.move(*one.at("IKU-06"))
    tip = one.page.locator(".vis-tooltip")
    tip.wait_for(state="visible")
    assert tip.inner_text() == net.get_node("IKU-06")["title"]
    assert tip.inner_text().splitlines() == [
        "Indikator · 1 · Hasil instansi",
        "% ruas jalan dalam keadaan baik",
        "Kode: IKU-06",
        "Instansi: Dinas Pekerjaan Umum",
        "Berkontribusi pada: LALIN",
        "✖ Galat: Judul orphan-indicator",
    ]


def test_several_boxes_are_selected_with_ctrl(traffic: Network, opened: Open) -> None:
    one = opened(make_pyvis(traffic, [], language="id"))
    one.page.mouse.click(*one.at("IKU-01"))
    one.page.keyboard.down("Control")
    one.page.mouse.click(*one.at("IKU-07"))
    one.page.keyboard.up("Control")
    one.page.wait_for_timeout(400)
    assert one.selected() == ["IKU-01", "IKU-07"]


def test_buttons_and_wheel_change_the_view(traffic: Network, opened: Open) -> None:
    one = opened(make_pyvis(traffic, [], language="id"))
    scale = one.page.evaluate("() => network.getScale()")
    one.page.mouse.move(700, 400)
    one.page.mouse.wheel(0, -300)
    assert one.page.evaluate("() => network.getScale()") > scale
    names = ("up", "down", "left", "right", "zoomIn", "zoomOut", "zoomExtends")
    assert all(one.page.locator(f".vis-button.vis-{name}").count() == 1 for name in names)


def test_what_a_user_changes_is_saved(traffic: Network, opened: Open) -> None:
    net = make_pyvis(traffic, [], language="id")
    net.get_node("IKU-01")["label"] = "Angkutan laik jalan"
    net.get_node("IKU-01")["color"] = "#ffd54f"
    net.add_node("BARU", label="Usul baru", shape="box", x=900, y=-200)
    net.add_edge("BARU", "LALIN")
    net.toggle_physics(status=True)
    one = opened(net)
    told = one.page.evaluate("() => [nodes.get('IKU-01').label, network.getConnectedNodes('BARU')]")
    assert told == ["Angkutan laik jalan", ["LALIN"]]
    box = net.get_node("IKU-03")
    moved = one.place("IKU-03")
    assert abs(moved["x"] - box["x"]) + abs(moved["y"] - box["y"]) > 50  # physics is on


def test_menus_and_settings_of_pyvis_work_under_the_policy(traffic: Network, opened: Open) -> None:
    net = PyvisNetwork(select_menu=True, filter_menu=True, heading="Rencana & usul")
    net.add_node("<b>satu</b>", title="<a href='//example.org'>x</a>")
    net.add_node("dua", shape="image", image="https://example.org/gambar.png")
    net.add_edge("<b>satu</b>", "dua")
    net.show_buttons(filter_=["physics"])
    one = opened(net)
    one.page.evaluate("() => selectNode(['<b>satu</b>'])")
    assert one.selected() == ["<b>satu</b>"]
    one.page.click("text=Reset Selection >> nth=0")
    one.page.locator("#select-menu .ts-control").click()
    one.page.locator("#select-menu .option", has_text="<b>satu</b>").click()
    assert one.page.evaluate("() => highlightActive") is True
    assert one.page.locator("h1").all_inner_texts() == ["Rencana & usul"]
    assert one.page.locator(".vis-configuration-wrapper").count() == 1
    assert one.page.title() == "Rencana & usul"
    one.said.clear()  # the picture of another host was refused, and said so
    one.requests[:] = [url for url in one.requests if url.startswith("file:")]
    del traffic


def hostile(traffic: Network, mark: Callable[..., Mark]) -> tuple[Network, list[Mark]]:
    """Each hostile text as id, name, agency, fact, reason and finding."""
    first = traffic.nodes[0]
    boxes = [
        dataclasses.replace(
            traffic.nodes[1],
            id=f"{number}{text}" if text != "__proto__" else text,
            name=text,
            agencies=(text,),
            details={"measure_unit": text, "target": 1.0},
        )
        for number, text in enumerate(HOSTILE)
    ]
    edges = [
        NetworkEdge(type="CONTRIBUTES_TO", source=box.id, target=first.id, rationale=box.name)
        for box in boxes
    ]
    marks = [mark(box.id, rule=box.name) for box in boxes]
    plan = dataclasses.replace(
        traffic,
        dataset=HOSTILE[0],
        edition=HOSTILE[1],
        nodes=(first, *boxes),
        edges=tuple(edges),
        agencies={text: text for text in HOSTILE},
    )
    return plan, marks


@pytest.mark.parametrize("without_policy", [False, True])
def test_hostile_names_run_nothing(
    without_policy: bool,  # noqa: FBT001 - a parameter of the test
    traffic: Network,
    mark: Callable[..., Mark],
    opened: Open,
) -> None:
    plan, marks = hostile(traffic, mark)
    net = make_pyvis(plan, marks, language="id")
    net.heading = HOSTILE[2]
    net.select_menu = True
    options: Any = net.options
    options.nodes["font"] = {"face": HOSTILE[0]}
    for node in net.nodes:
        node["title"] = f"{node.get('title', '')}\n<a href=x>{HOSTILE[2]}</a>"
    one = opened(net, without_policy=without_policy)
    for box in plan.nodes:
        shown: dict[str, Any] = one.page.evaluate("id => nodes.get(id)", box.id)
        assert shown["id"] == box.id
        one.page.mouse.move(5, 5)
        one.page.mouse.move(*one.at(box.id))
        one.page.wait_for_timeout(250)
    tip = one.page.locator(".vis-tooltip")
    assert tip.locator("*:not(br)").count() == 0
    assert one.page.locator("svg, iframe, base, img").count() == 0
    assert one.page.locator("h1").inner_text() == HOSTILE[2]
    assert "49" not in one.page.locator("#select-menu").inner_text()


def test_the_page_of_pyvis_itself_would_run_them(
    browser: Browser, traffic: Network, mark: Callable[..., Mark], tmp_path: Path
) -> None:
    """What the tests above look for can be seen: pyvis' own page asks other hosts, and runs."""
    net = make_pyvis(*hostile(traffic, mark), language="id")
    net.heading = HOSTILE[0]
    path = tmp_path / "sendiri.html"
    path.write_text(net.generate_html(), "utf-8")
    one = Opened(browser.new_page(), path)
    watch(one)
    one.page.goto(path.as_uri())
    assert "ran" in one.said
    assert any("bootstrap" in url for url in one.requests)
    one.page.close()
