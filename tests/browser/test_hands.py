"""How hands move the picture: drag, two fingers, wheel and double click, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.layout import COLUMN_GAP, WIDTH
from kinerja_graph.render.page import html
from kinerja_graph.render.picture import draw

Look = Callable[..., Any]


def view(sight: Any) -> tuple[float, ...]:
    """Left, top and size of the view, as the page tells them."""
    return tuple(float(part) for part in sight.stage("data-view").split())


def test_a_drag_moves_the_picture_and_is_no_click(traffic: Network, look: Look) -> None:
    sight = look(traffic)
    left, top, size = view(sight)
    mouse = sight.page.mouse
    mouse.move(*sight.point(60, 60))
    mouse.down()
    mouse.move(*sight.point(20, 0), steps=4)
    mouse.up()
    assert view(sight) == pytest.approx((left + 40, top + 60, size), abs=0.01)
    assert sight.title() == ""
    sight.click(60, 60)
    assert sight.title() == traffic.nodes[0].name


def test_a_drag_never_loses_the_picture(traffic: Network, look: Look) -> None:
    sight = look(traffic)
    mouse = sight.page.mouse
    for _ in range(3):
        mouse.move(1300, 700)
        mouse.down()
        mouse.move(10, 150, steps=3)
        mouse.up()
    left, top, _ = view(sight)
    assert left == WIDTH + COLUMN_GAP + WIDTH - 80
    assert top == 8 * 116 - 16 - 80


def test_ctrl_and_wheel_keep_the_point_under_the_pointer(traffic: Network, look: Look) -> None:
    sight = look(traffic)
    at = sight.point(200, 150)
    sight.page.mouse.move(*at)
    sight.page.keyboard.down("Control")
    sight.page.mouse.wheel(0, -200)
    sight.page.keyboard.up("Control")
    for _ in range(40):
        if view(sight)[2] > 1.2:
            break
        sight.page.wait_for_timeout(25)
    assert sight.point(200, 150) == pytest.approx(at, abs=0.5)


def test_a_double_click_folds_and_opens(traffic: Network, look: Look) -> None:
    sight = look(traffic)
    for boxes in ("1", "9"):
        sight.page.mouse.dblclick(*sight.point(100, 50))
        assert sight.root("data-boxes") == boxes


@pytest.fixture
def phone(browser: Browser, traffic: Network, tmp_path: Path) -> Generator[Page]:
    path = tmp_path / "gambar.html"
    path.write_text(html(traffic, [], language="id"), "utf-8")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    yield page
    context.close()


def test_two_fingers_make_the_picture_larger(phone: Page, traffic: Network) -> None:
    session = phone.context.new_cdp_session(phone)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    def size() -> float:
        return float((phone.get_attribute("#stage", "data-view") or "").split()[2])

    before = size()
    touch("touchStart", (150, 600), (250, 600))
    touch("touchMove", (100, 600), (300, 600))
    touch("touchEnd")
    assert size() == pytest.approx(before * 2, rel=0.05)
    assert not phone.is_visible("#panel")
    phone.reload()
    phone.wait_for_selector("html[data-ready='1']", state="attached")
    stage = phone.locator("#stage").bounding_box()
    assert stage is not None
    phone.touchscreen.tap(stage["x"] + 80, stage["y"] + 60)
    assert phone.inner_text("#panel h2") == traffic.nodes[0].name


def test_letters_are_as_sharp_as_the_screen(phone: Page) -> None:
    width, shown = phone.evaluate(
        "[document.querySelector('#stage canvas').width,"
        " document.querySelector('#stage').clientWidth]"
    )
    assert width == 2 * shown


def test_a_page_opens_as_wide_as_it_was_asked(
    browser: Browser, traffic: Network, tmp_path: Path
) -> None:
    path = tmp_path / "gambar.html"
    path.write_text(html(traffic, [], language="id", width=307), "utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    size = float((page.get_attribute("#stage", "data-view") or "").split()[2])
    assert size * (WIDTH + COLUMN_GAP + WIDTH) == pytest.approx(307, abs=0.5)
    page.close()


def test_a_parent_above_the_window_stays_in_sight_and_leads_back(
    city: Callable[[int], Network], look: Look
) -> None:
    plan = city(300)
    sight = look(plan, state="#all=1")
    _, tree, layout = draw(plan, [])
    assert sight.stage("data-pinned") == ""
    sight.page.mouse.move(700, 400)
    sight.page.mouse.wheel(0, 900)
    for _ in range(40):
        if sight.stage("data-pinned"):
            break
        sight.page.wait_for_timeout(25)
    shown = sight.stage("data-pinned").split()
    top = view(sight)[1]
    places = {node.id: box for box, node in enumerate(tree.boxes)}
    assert shown
    for id_ in shown:
        box = places[id_]
        assert layout.top[box] + layout.height[box] <= top
        below = [layout.top[child] for child in tree.children[box]]
        assert max(below) > top
    box = places[shown[0]]
    sight.click(layout.left[box] + 30, top + 40)
    assert sight.stage("data-selected") == shown[0]
    assert sight.title() == tree.boxes[box].name.strip()
    assert view(sight)[1] <= layout.top[box]
