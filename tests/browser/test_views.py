"""Every view in a real browser: nothing that axe-core finds, one request, keyboard, address."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.analysis.matrix import Cell, Expectation, Matrix
from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.library.describe import Described
from kinerja_graph.render.crosscutting import crosscutting_page
from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.matrix import matrix_page
from kinerja_graph.render.notebook import iframe
from kinerja_graph.render.page import html
from kinerja_graph.render.scene import scene_of
from kinerja_graph.render.scene_mark import SceneView
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import THEMES, ThemeName
from kinerja_graph.render.views.parts import broken_parts
from kinerja_graph.texts import LANGUAGES, Language

Look_ = Callable[..., Any]


def violations(page: Page) -> list[str]:
    """What axe-core holds against the page; the policy is passed over to let it in."""
    found = Axe().run(page)
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def organisation() -> Network:
    posts = (("kepala", "Kepala Biro", "biro"), ("jf", "Perencana Ahli Muda", "kepala"))
    nodes = [NetworkNode(label="Unit", id="biro", name="Biro Perencanaan", level=0)]
    nodes += [
        NetworkNode(
            label="Position",
            id=id_,
            name=name,
            level=at + 1,
            agencies=("biro",),
            details={"ladder": "Perencana", "rung": at + 1, "supervised": False},
        )
        for at, (id_, name, _) in enumerate(posts)
    ]
    return Network(
        dataset="d", edition="1", loaded_at="2026", digest="ab", focus=None, nodes=tuple(nodes),
        edges=tuple(NetworkEdge(type="REPORTS_TO", source=i, target=up) for i, _, up in posts),
        agencies={"biro": "Biro Perencanaan"}, view="organisation",
    )  # fmt: skip


@pytest.mark.parametrize("view", ["cascade", "findings", "organisation"])
@pytest.mark.parametrize("state", ["", "#node={id}&lang=en", "#view=matrix", "#view=table"])
def test_axe_finds_nothing(
    view: str, state: str, traffic: Network, mark: Callable[..., Mark], look: Look_
) -> None:
    marks = [mark("IKU-02"), mark("IKU-04", "soft-target", "warning"), mark("LALIN", how="info")]
    plan = {
        "cascade": traffic,
        "findings": broken_parts(traffic, marks),
        "organisation": organisation(),
    }[view]
    first = "kepala" if view == "organisation" else "IKU-02"
    sight = look(plan, marks, state=state.format(id=first))
    assert violations(sight.page) == []


TOLD = {
    "diff": ("removed", "added", "moved", "changed"),
    "evidence": ("against", "supports", "mixed", "too-few"),
    "cascade": ("error", "warning", "info"),
}


Shown = tuple[str, str, ThemeName]
"""A view, the state in its address, and its colours."""


@pytest.mark.parametrize(
    "shown",
    [
        ("diff", "#node=IKU-02&lang=en", "light"),
        ("diff", "#view=table", "dark"),
        ("evidence", "#node=IKU-03", "light"),
        ("evidence", "#view=matrix", "dark"),
        ("cascade", "#node=IKU-02", "dark"),
        ("cascade", "#node=IKU-03", "print"),
    ],
    ids="-".join,
)
def test_axe_finds_nothing_in_other_tones_and_themes(
    shown: Shown, traffic: Network, mark: Callable[..., Mark], browser: Browser, tmp_path: Path
) -> None:
    view, state, theme = shown
    marks = [
        mark(f"IKU-0{place}", f"hal-{place}", tone, "LALIN" if place == 1 else None)
        for place, tone in enumerate(TOLD[view], 1)
    ]
    path = tmp_path / "gambar.html"
    plan = dataclasses.replace(traffic, view=view)
    path.write_text(html(plan, marks, language="id", theme=theme), "utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri() + state)
    page.wait_for_selector("html[data-ready='1']", state="attached")
    assert said == []
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("theme", get_args(ThemeName))
def test_axe_finds_nothing_in_the_matrix(
    theme: ThemeName, browser: Browser, tmp_path: Path
) -> None:
    def told(label: str, id_: str, level: int | None) -> Described:
        return Described(
            label=label, id=id_, name=f"Nama {id_}", level=level, origin=None, agencies=(),
            owners=(),
        )  # fmt: skip

    found = Matrix(
        dataset="d", edition="1", outcomes=(told("Objective", "LALIN", 0),),
        agencies=(told("Unit", "dishub", None), told("Unit", "polri", None)),
        cells=(Cell("dishub", "LALIN", 2, 1),),
        expected=(Expectation("LALIN", "polri", there=False),), highest=None, names={},
    )  # fmt: skip
    facts = Network(
        dataset="d", edition="1", loaded_at="2026", digest="ab", focus=None, nodes=(), edges=(),
        agencies={}, view="matrix",
    )  # fmt: skip
    path = tmp_path / "matriks.html"
    path.write_text(matrix_page(found, facts, PictureStyle(language="id", theme=theme)), "utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    assert violations(page) == []
    page.close()


def test_a_dark_page_prints_light(browser: Browser, tmp_path: Path, traffic: Network) -> None:
    path = tmp_path / "gelap.html"
    path.write_text(html(traffic, [], language="id", theme="dark"), "utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    corner = (
        "[...document.querySelector('{} canvas').getContext('2d').getImageData(2, 2, 1, 1).data]"
    )
    assert max(page.evaluate(corner.format("#stage"))[:3]) < 60
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    band = [int(THEMES["light"].band[at : at + 2], 16) for at in (1, 3, 5)]
    assert page.evaluate(corner.format("#sheets"))[:3] == band
    page.emulate_media(media="print")
    shown = page.evaluate("getComputedStyle(document.querySelector('#table')).color")
    assert shown == "rgb(27, 36, 48)"
    page.close()


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("theme", [None, "light", "dark"])
def test_a_page_is_dark_where_the_system_is_unless_it_was_told(
    theme: ThemeName | None, system: Any, browser: Browser, tmp_path: Path, traffic: Network
) -> None:
    path = tmp_path / "tema.html"
    path.write_text(html(traffic, [], language="id", theme=theme), "utf-8")
    page = browser.new_page(color_scheme=system)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    shown = theme or system
    dot = (
        "[...document.querySelector('#stage canvas').getContext('2d')"
        ".getImageData(2, 2, 1, 1).data]"
    )
    assert (max(page.evaluate(dot)[:3]) < 60) == (shown == "dark")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == {"light": "rgb(27, 36, 48)", "dark": "rgb(238, 242, 247)"}[shown]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(100)
    assert max(page.evaluate(dot)[:3]) < 60
    page.close()


def chains(count: int) -> Network:
    """Chains of six levels beside each other."""
    rows = [
        NetworkNode(
            label="Indicator", id=f"IKU-{n}-{level}", name="Persentase layanan", level=level,
            agencies=("dishub",),
        )
        for n in range(count)
        for level in range(6)
    ]  # fmt: skip
    ties = [
        NetworkEdge(type="CONTRIBUTES_TO", source=f"IKU-{n}-{level}", target=f"IKU-{n}-{level - 1}")
        for n in range(count)
        for level in range(1, 6)
    ]
    return Network(
        dataset="kota", edition="1", loaded_at="", digest="", focus=None, nodes=tuple(rows),
        edges=tuple(ties), agencies={"dishub": "Dinas Perhubungan"},
    )  # fmt: skip


def test_paper_has_readable_letters_and_every_box(
    browser: Browser, tmp_path: Path, mark: Callable[..., Mark]
) -> None:
    """A sheet is 1040 pixels wide (9 pixels are 6.7 points), and its rows have words."""
    plan, marks = chains(100), [mark("IKU-1-1")]
    path = tmp_path / "cetak.html"
    path.write_text(html(plan, marks, language="id"), "utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    sheets: list[dict[str, Any]] = page.evaluate(
        """[...document.querySelectorAll('#sheets figure')].map((figure) => {
          const canvas = figure.querySelector('canvas');
          return { width: canvas.width / 2.5, height: canvas.height / 2.5,
            caption: figure.innerText.trim(), label: canvas.getAttribute('aria-label') };
        })"""
    )
    page.close()
    count = len(sheets)
    assert count == 3
    assert {sheet["width"] for sheet in sheets} == {1040}
    heights = [round(sheet["height"]) for sheet in sheets]
    assert heights == [660, 660, 521]  # the legend is below the last
    assert [sheet["caption"] for sheet in sheets] == [
        f"Cascading kinerja · kota · 1 · {at}/{count}" for at in range(1, count + 1)
    ]
    assert sheets[0]["label"] == "Cascading kinerja · kota · 1 1/3"
    view = SceneView(width=1040, height=660, language="id", rows=(0, 34), strips=1)
    names = [each for each in scene_of(plan, marks, view) if each.text.endswith("layanan")]
    assert len(names) == 34 * 6
    assert min(name.size for name in names) >= 9


def test_a_picture_of_nothing_says_so(traffic: Network, look: Look_) -> None:
    plan = dataclasses.replace(traffic, nodes=(), edges=(), agencies={}, view="evidence")
    sight = look(plan)
    assert "Belum ada hubungan antarindikator" in sight.page.inner_text("#nothing")
    sight.page.emulate_media(media="print")
    assert sight.page.is_visible("#nothing")
    assert not look(traffic).page.is_visible("#nothing")


def alignment() -> Alignment:
    subject = Described(
        label="Objective", id="LALIN", name="Lalu lintas", level=0, origin=None, agencies=(),
        owners=(),
    )  # fmt: skip
    share = Share(
        id="dishub", name="Dinas Perhubungan", expected=True, results=("IKU-01", "IKU-02"),
        tasks=(), direct=("IKU-01", "IKU-02"), sole_support=(), owners=(),
        chain=("IKU-01", "LALIN"),
    )  # fmt: skip
    return Alignment(
        dataset="d", edition="1", subject=subject, shares=(share,), behind=("dishub",),
        missing=("polri",), silo=True, requested=(), rejected=(), pulls=(), names={}, records={},
    )  # fmt: skip


@pytest.fixture
def sheet(
    browser: Browser, tmp_path: Path, traffic: Network, mark: Callable[..., Mark]
) -> Generator[Page]:
    """The crosscutting sheet, open; it must have been silent and asked for nothing."""
    plan = dataclasses.replace(traffic, view="crosscutting", focus="LALIN")
    marks = [mark("IKU-02"), mark("LALIN", rule="<img src=x onerror=alert(1)>")]
    path = tmp_path / "lembar.html"
    path.write_text(
        crosscutting_page(alignment(), plan, marks, PictureStyle(language="id")), "utf-8"
    )
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    yield page
    assert said == []
    assert len(asked) == 1
    page.close()


def test_a_sheet_is_read_by_mouse_keyboard_and_address(sheet: Page) -> None:
    told = sheet.locator("#told")
    card = sheet.locator(".picture:not([hidden]) g[data-node='IKU-02'] rect").first.bounding_box()
    assert card is not None
    sheet.mouse.click(card["x"] + 4, card["y"] + card["height"] - 4)
    assert told.inner_text().startswith("IKU-02: ")
    assert sheet.evaluate("location.hash") == "#node=IKU-02"
    sheet.click("[data-language='en']")
    assert sheet.evaluate("document.documentElement.lang") == "en"
    assert "1 agency stands behind" in sheet.inner_text("body")
    assert sheet.evaluate("location.hash") == "#node=IKU-02&lang=en"
    sheet.focus(".picture:not([hidden])")
    sheet.keyboard.press("Escape")
    assert told.inner_text() == ""
    sheet.keyboard.press("ArrowDown")
    assert told.inner_text().startswith("LALIN: ")
    assert violations(sheet) == []


def test_a_sheet_prints_on_one_landscape_page_before_its_tables(sheet: Page) -> None:
    sheet.emulate_media(media="print")
    assert sheet.locator("header").is_hidden()
    assert sheet.locator(".picture svg").first.is_visible()
    assert len(sheet.pdf(prefer_css_page_size=True)) > 5_000
    assert "Diharapkan, belum berkontribusi: POLRI." in sheet.inner_text("body")


def test_in_a_notebook_the_page_is_sandboxed_and_whole(
    browser: Browser, tmp_path: Path, traffic: Network, mark: Callable[..., Mark]
) -> None:
    inside = html(traffic, [mark("IKU-02")], language="id")
    around = tmp_path / "buku.html"
    frame = iframe(inside, title='Kaskade "lalu lintas"', height=500)
    around.write_text(f"<!doctype html><title>x</title>{frame}", "utf-8")
    page = browser.new_page()
    page.goto(around.as_uri())
    content = page.frame_locator("iframe").locator("html[data-ready='1']")
    content.wait_for(state="attached")
    assert content.get_attribute("data-boxes") == "9"
    assert page.get_attribute("iframe", "sandbox") == "allow-scripts allow-downloads"
    assert page.get_attribute("iframe", "title") == 'Kaskade "lalu lintas"'
    page.close()


HARD: dict[str, float | str] = {
    "baseline": 99.9999,
    "target": 100.0,
    "realisation": 99.996,
    "achievement": 99.999,
    "measure_unit": "%",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_that_are_hard_to_show(language: Language, traffic: Network, look: Look_) -> None:
    """What is not zero is not 0, and what differs is not shown alike: picture, panel and table."""
    small = {"target": 0.00003, "realisation": 0.0000299}
    hard = {"IKU-01": HARD, "IKU-02": small, "IKU-03": {"target_low": 99.996, "target_high": 100.0}}
    nodes = tuple(
        dataclasses.replace(node, details=hard.get(node.id, {})) for node in traffic.nodes
    )
    plan = dataclasses.replace(traffic, nodes=nodes)
    sight = look(plan, language=language, state="#node=IKU-01")

    def told(text: str) -> str:
        return text.replace(".", ",") if language == "id" else text

    panel = sight.page.inner_text("#panel")
    for number in ("99.9999 %", "100 %", "99.996 %", "99.999 %"):
        assert told(number) in panel, panel
    sight.go(f"#view=table&lang={'en' if language == 'id' else 'id'}")
    sight.go(f"#view=table&lang={language}")
    twin = sight.page.inner_text("#twin")
    assert told("99.996 / 100 %") in twin
    assert told("0.0000299 / 0.00003") in twin
    assert told("99.996–100") in twin
    drawn = map_svg(plan, [], PictureStyle(language=language))
    for text in ("99.996 / 100 %", "0.0000299 / 0.00003", "99.996–100"):
        assert told(text) in drawn
