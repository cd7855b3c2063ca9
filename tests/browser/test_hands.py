"""How hands move the picture: drag, two fingers, wheel and double click, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.page import html
from kinerja_graph.render.scene import draw_model
from kinerja_graph.render.scene_model import scene_model

Look = Callable[..., Any]


def view(sight: Any) -> tuple[float, ...]:
    """Left, top and size of the view, as the page tells them."""
    return tuple(float(part) for part in sight.stage("data-view").split())


def settled(sight: Any) -> tuple[float, ...]:
    """The view after a wheel, whose events come later."""
    before = view(sight)
    for _ in range(40):
        sight.page.wait_for_timeout(25)
        if view(sight) != before:
            break
    return view(sight)


def test_a_drag_moves_the_picture_and_is_no_click(
    city: Callable[[int], Network], look: Look
) -> None:
    sight = look(city(300), state="#z=30&row=20")
    left, top, size = view(sight)
    mouse = sight.page.mouse
    mouse.move(600, 500)
    mouse.down()
    mouse.move(560, 440, steps=4)
    mouse.up()
    assert view(sight) == pytest.approx((left, top + 60, size), abs=0.01)
    assert sight.title() == ""
    mouse.click(600, 500)
    assert sight.title() != ""


def test_a_drag_never_loses_the_picture(city: Callable[[int], Network], look: Look) -> None:
    sight = look(city(300), state="#z=30&row=20")
    mouse = sight.page.mouse
    for _ in range(30):
        mouse.move(600, 760)
        mouse.down()
        mouse.move(600, 130, steps=2)
        mouse.up()
    before = view(sight)
    assert before[1] > 3_000
    lowest = [each for each in sight.network.nodes if each.label == "Task"]
    assert lowest
    mouse.move(600, 760)
    mouse.down()
    mouse.move(600, 130, steps=2)
    mouse.up()
    assert view(sight) == before
    mouse.move(600, 400)
    for _ in range(30):
        mouse.wheel(0, -4_000)
    for _ in range(40):
        if view(sight)[1] == 0:
            break
        sight.page.wait_for_timeout(25)
    assert view(sight)[1] == 0


@pytest.mark.parametrize("state", ["", "#z=30&row=40"])
def test_ctrl_and_wheel_keep_the_row_under_the_pointer(
    state: str, city: Callable[[int], Network], look: Look
) -> None:
    plan = city(120)
    sight = look(plan, state=state)
    node = next(node.id for node in plan.nodes if node.level == 3 and has_area(sight, node.id))
    area = sight.area(node)
    at = area.x + area.w / 2, area.y + area.h / 2
    sight.page.mouse.move(*at)
    sight.page.keyboard.down("Control")
    sight.page.mouse.wheel(0, -200)
    settled(sight)
    sight.page.keyboard.up("Control")
    assert view(sight)[2] > 12
    area = sight.area(node)
    assert area.x <= at[0] <= area.x + area.w
    assert area.y - 1 <= at[1] <= area.y + area.h + 3
    share = (at[1] - area.y) / area.h
    assert share == pytest.approx(0.5, abs=0.2)  # a gap below the cell is part of its row


def has_area(sight: Any, id_: str) -> bool:
    """Whether a box is in the middle of the window."""
    try:
        area = sight.area(id_)
    except StopIteration:
        return False
    return bool(area.y > 250 and area.y + area.h < 600)


def test_a_wheel_at_fit_says_how_to_come_closer(traffic: Network, look: Look) -> None:
    sight = look(traffic)
    sight.page.mouse.move(600, 400)
    sight.page.mouse.wheel(0, 200)
    sight.page.locator("#hint").wait_for(state="visible")
    assert "Ctrl" in sight.page.inner_text("#hint")
    assert view(sight)[2] == 0


@pytest.mark.parametrize("how", ["again", "Escape", "fit"])
def test_a_double_click_dives_and_comes_back(
    how: str, city: Callable[[int], Network], look: Look
) -> None:
    plan = city(300)
    sight = look(plan)
    node = plan.nodes[4]
    area = sight.area(node.id)
    before = view(sight)
    sight.page.mouse.dblclick(area.x + 30, area.y + area.h / 2)
    sight.page.wait_for_timeout(400)
    assert sight.title() == ""
    dived = sight.chosen()
    assert dived is not None
    stage = sight.page.locator("#stage").bounding_box()
    assert stage is not None
    assert dived.h > 0.95 * (stage["height"] - 24) or view(sight)[2] == 26
    if how == "again":
        sight.page.mouse.dblclick(stage["x"] + dived.x + 30, stage["y"] + dived.y + 60)
    elif how == "Escape":
        sight.page.keyboard.press("Escape")
    else:
        sight.page.click("#fit")
    assert view(sight) == before
    assert sight.stage("data-selected") == node.id


def test_the_overview_beside_a_zoomed_picture_scrolls_it(
    city: Callable[[int], Network], look: Look
) -> None:
    sight = look(city(300))
    overview = sight.page.locator("#stage .overview")
    assert overview.is_hidden()
    sight.page.click("#zoom-in")
    sight.go("#z=26&row=0")
    assert overview.is_visible()
    box = overview.bounding_box()
    assert box is not None
    sight.page.mouse.click(box["x"] + 20, box["y"] + box["height"] * 0.9)
    assert view(sight)[1] > 2_000
    assert sight.title() == ""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_no_motion(
    motion: Any, city: Callable[[int], Network], look: Look
) -> None:
    sight = look(city(300), state="#z=30&row=20")
    sight.page.emulate_media(reduced_motion=motion)
    frames = sight.page.evaluate(
        """() => new Promise((done) => {
          const canvas = document.querySelector("#stage canvas");
          const brush = canvas.getContext("2d");
          const draw = brush.fillRect;
          let whole = 0;
          brush.fillRect = function fill(x, y, w, h) {
            if (x === 0 && y === 0 && h > 400) whole += 1;
            draw.call(this, x, y, w, h);
          };
          document.getElementById("zoom-in").click();
          setTimeout(() => done(whole), 600);
        })"""
    )
    assert frames == 1 if motion == "reduce" else frames > 2


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


def fingers(page: Page) -> Callable[..., None]:
    """Fingers on a page: what they do, and where they are."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    return touch


def test_two_fingers_make_the_picture_larger(phone: Page, traffic: Network) -> None:
    def size() -> float:
        return float((phone.get_attribute("#stage", "data-view") or "").split()[2])

    def percent() -> int:
        return int((phone.text_content("#zoom") or "").split()[0])

    touch = fingers(phone)
    assert percent() == 100
    touch("touchStart", (150, 600), (250, 600))
    touch("touchMove", (100, 600), (300, 600))
    touch("touchEnd")
    assert percent() == pytest.approx(200, rel=0.05)
    assert size() > 0
    assert not phone.is_visible("#panel")
    phone.reload()
    phone.goto(phone.url.split("#")[0])
    phone.wait_for_selector("html[data-ready='1']", state="attached")
    stage = phone.locator("#stage").bounding_box()
    assert stage is not None
    phone.touchscreen.tap(stage["x"] + 60, stage["y"] + 80)
    assert phone.inner_text("#panel h2") == traffic.nodes[0].name


def test_a_finger_moves_columns_that_do_not_fit_a_phone(
    browser: Browser, city: Callable[[int], Network], tmp_path: Path
) -> None:
    path = tmp_path / "gambar.html"
    path.write_text(html(city(120), [], language="id"), "utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready='1']", state="attached")
    touch = fingers(page)
    touch("touchStart", (300, 500))
    for x in (250, 200, 150, 100):
        touch("touchMove", (x, 500))
    touch("touchEnd")
    left = float((page.get_attribute("#stage", "data-view") or "").split()[0])
    assert left > 120
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


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
    assert page.evaluate("document.querySelector('#stage canvas').clientWidth") == 307
    page.close()


def test_words_of_a_parent_stay_in_sight_and_lead_back(
    city: Callable[[int], Network], look: Look
) -> None:
    plan = city(300)
    sight = look(plan, state="#z=30&row=40")
    model = scene_model(plan, [])
    top = view(sight)[1]
    drawn = draw_model(model, sight.view())
    above = [
        mark for mark in drawn
        if mark.shape == "text" and mark.box is not None and mark.y < 120
        and model["boxes"][mark.box]["column"] <= 1
    ]  # fmt: skip
    assert above
    assert top > 0
    frame = sight.page.locator("#stage").bounding_box()
    assert frame is not None
    mark = above[0]
    assert mark.box is not None
    sight.page.mouse.click(frame["x"] + mark.x + 4, frame["y"] + mark.y - 3)
    assert sight.stage("data-selected") == model["boxes"][mark.box]["id"]
    assert view(sight)[1] == top
