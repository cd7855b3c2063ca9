"""What a reader does with the picture, by mouse and by keyboard, in a real browser."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Callable
from typing import Any

import pytest

from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.render.layout import HEIGHT, WIDTH
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.picture import draw

CORNERS = ((3, 3), (WIDTH - 3, 3), (3, HEIGHT - 3), (WIDTH - 40, HEIGHT - 3))


@pytest.mark.parametrize("corner", CORNERS)
def test_a_click_on_any_corner_of_a_box_opens_its_panel(
    corner: tuple[int, int], traffic: Network, look: Callable[..., Any]
) -> None:
    sight = look(traffic)
    _, tree, layout = draw(traffic, [])
    for box in (0, 1, 4):
        sight.click(layout.left[box] + corner[0], layout.top[box] + corner[1])
        assert sight.title() == tree.boxes[box].name
    sight.click(layout.left[0] - 14, layout.top[0] + 5)
    assert sight.title() == ""


def test_every_box_stands_where_the_layout_put_it(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    plan = city(300)
    sight = look(plan, state="#all=1", size=(1400, 860))
    _, tree, layout = draw(plan, [])
    assert sight.root("data-boxes") == "300"
    for box in range(5, 300, 23):
        node = tree.boxes[box].id
        sight.page.fill("#search", node)
        sight.page.press("#search", "Enter")
        away = math.inf
        for _ in range(40):  # what the page tells and where it scrolled to may be a frame apart
            left, top = (float(part) for part in sight.stage("data-at").split())
            x, y = sight.point(layout.left[box], layout.top[box])
            frame = sight.page.locator("#stage").bounding_box()
            away = max(abs(frame["x"] + left - x), abs(frame["y"] + top - y))
            if away < 1:
                break
            sight.page.wait_for_timeout(50)
        assert away < 1


def test_walking_the_tree_by_keyboard_alone(traffic: Network, look: Callable[..., Any]) -> None:
    sight = look(traffic)
    keys = sight.page.keyboard
    for _ in range(30):
        keys.press("Tab")
        if sight.page.evaluate("document.activeElement.id") == "stage":
            break
    assert sight.page.evaluate("document.activeElement.id") == "stage"
    keys.press("ArrowRight")
    assert sight.stage("data-selected") == "LALIN"
    keys.press("ArrowRight")
    assert sight.stage("data-selected") == "IKU-01"
    keys.press("ArrowDown")
    assert sight.stage("data-selected") == "IKU-02"
    assert "Dinas Perhubungan" in sight.page.text_content("#live")
    keys.press("Enter")
    assert sight.title() == "% angkutan umum yang memiliki izin sesuai dengan ketentuan"
    keys.press("Escape")
    assert sight.title() == ""
    assert sight.page.evaluate("document.activeElement.id") == "stage"
    keys.press("ArrowLeft")
    keys.press("Space")
    assert sight.root("data-boxes") == "1"
    assert "8 di bawahnya, tertutup" in sight.page.text_content("#live")
    keys.press("Space")
    assert sight.root("data-boxes") == "9"
    keys.press("?")
    assert sight.page.is_visible("#help")
    keys.press("Escape")
    assert not sight.page.is_visible("#help")


def test_opening_and_closing_keeps_the_box_in_its_place(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    sight = look(city(300))
    sight.page.focus("#stage")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        sight.page.keyboard.press(key)
    before, boxes = sight.stage("data-at"), sight.root("data-boxes")
    assert before
    for _ in range(2):
        sight.page.keyboard.press("Space")
        assert sight.stage("data-at") == before
    assert sight.root("data-boxes") == boxes


def test_search_lands_in_the_picture_and_goes_round(
    traffic: Network, look: Callable[..., Any]
) -> None:
    sight = look(traffic)
    sight.page.keyboard.press("/")
    assert sight.page.evaluate("document.activeElement.id") == "search"
    sight.page.keyboard.type("jalan")
    assert sight.page.inner_text("#matches") == "3"
    found = []
    for _ in range(4):
        sight.page.keyboard.press("Enter")
        found.append(sight.stage("data-selected"))
        x, y = (float(part) for part in sight.stage("data-at").split())
        assert 0 <= x < 1400 - WIDTH
        assert 0 <= y < 860 - HEIGHT
    assert found == ["IKU-01", "IKU-06", "IKU-03", "IKU-01"]
    assert sight.page.inner_text("#matches") == "1/3"
    sight.page.keyboard.press("Shift+Enter")
    assert sight.stage("data-selected") == "IKU-03"
    sight.page.fill("#search", "polisi pamong")
    assert sight.page.inner_text("#matches") == "3"
    sight.page.fill("#search", "tidak ada yang begini")
    assert sight.page.inner_text("#matches") == "tidak ada"


def test_search_opens_what_is_folded(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    sight = look(city(1200), state="#view=picture")
    assert int(sight.root("data-boxes")) <= 150
    sight.page.fill("#search", "IKU-01199")
    sight.page.press("#search", "Enter")
    assert sight.stage("data-selected") == "IKU-01199"
    assert sight.stage("data-at")


def test_findings_one_after_the_other(
    traffic: Network, mark: Callable[..., Mark], look: Callable[..., Any]
) -> None:
    marks = [
        mark("IKU-08", "missing-measure-unit"),
        mark("IKU-04", "output-at-strategic-level"),
        mark("salindia", "missing-formula", "warning"),
        mark("IKU-01", "unstated-logic", "info", "LALIN"),
    ]
    sight = look(traffic, marks)
    assert sight.page.inner_text("#summary").split("\n") == [
        "▲ Galat 2",
        "◆ Peringatan 1",
        "● Info 1",
    ]
    told = []
    for _ in range(5):
        sight.page.keyboard.press("n")
        told.append((sight.page.inner_text("#finding"), sight.page.inner_text("#panel .finding p")))
    assert [place for place, _ in told] == ["1/4", "2/4", "3/4", "4/4", "1/4"]
    assert [message for _, message in told[:4]] == [
        "Pesan tentang IKU-08",
        "Pesan tentang IKU-04",
        "Pesan tentang salindia",
        "Pesan tentang IKU-01",
    ]
    assert "▲ Galat · Judul missing-measure-unit" in sight.page.inner_text("#panel")
    assert "Perbaiki sumbernya" in sight.page.inner_text("#panel")
    sight.page.keyboard.press("p")
    assert sight.page.inner_text("#finding") == "4/4"
    sight.page.select_option("#filter", "output-at-strategic-level")
    assert sight.page.inner_text("#finding") == "1/1"
    assert sight.stage("data-selected") == "IKU-04"


def test_focus_shows_one_chain_and_gives_all_back(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    plan = city(300)
    sight = look(plan)
    sight.page.fill("#search", "IKU-00050")
    sight.page.press("#search", "Enter")
    before = sight.root("data-boxes")
    sight.page.focus("#stage")
    sight.page.keyboard.press("f")
    assert sight.page.is_visible("#scope")
    chain = reach(plan, "IKU-00050")
    assert sight.root("data-boxes") == str(len(chain))
    assert "focus=1" in sight.page.url
    sight.page.keyboard.press("Escape")
    assert not sight.page.is_visible("#scope")
    assert sight.root("data-boxes") == before
    assert sight.stage("data-selected") == "IKU-00050"


def reach(plan: Network, start: str) -> set[str]:
    found = set()
    for up in (True, False):
        seen, stack = {start}, [start]
        while stack:
            here = stack.pop()
            for edge in plan.edges:
                one, two = (edge.source, edge.target) if up else (edge.target, edge.source)
                if one == here and two not in seen:
                    seen.add(two)
                    stack.append(two)
        found |= seen
    return found


def test_several_parents_are_told_and_can_be_walked(
    traffic: Network, look: Callable[..., Any]
) -> None:
    second = dataclasses.replace(traffic.nodes[0], id="TERTIB", name="Terwujudnya ketertiban umum")
    edge = NetworkEdge(type="CONTRIBUTES_TO", source="IKU-05", target="TERTIB", rationale="Karena.")
    plan = dataclasses.replace(
        traffic, nodes=(*traffic.nodes, second), edges=(*traffic.edges, edge)
    )
    sight = look(plan, state="#node=IKU-05")
    text = sight.page.inner_text("#panel")
    assert "Berkontribusi pada (2)" in text
    assert "lintas instansi" in text
    assert "Karena." in text
    sight.page.click("#panel .tie:has-text('ketertiban umum')")
    assert sight.stage("data-selected") == "TERTIB"
    assert "Didukung oleh (1)" in sight.page.inner_text("#panel")


def test_who_stands_behind_and_who_is_missing(
    traffic: Network, mark: Callable[..., Mark], look: Callable[..., Any]
) -> None:
    plan = dataclasses.replace(
        traffic,
        nodes=traffic.nodes[:-1],
        edges=(
            *traffic.edges[:-1],
            NetworkEdge(type="EXPECTS", source="LALIN", target="polri"),
        ),
    )
    sight = look(plan, [mark("LALIN", "missing-agency", "error", "polri")], state="#node=LALIN")
    text = sight.page.inner_text("#panel")
    behind = re.search(r"Instansi penopangnya\s(.*?)Instansi|Instansi penopangnya\s(.*?)Didukung",
                       text, re.DOTALL)  # fmt: skip
    assert behind is not None
    assert "SATPOLPP Satuan Polisi Pamong Praja (3)" in text
    assert "DISHUB Dinas Perhubungan (2)" in text
    assert "POLRI Kepolisian" in text
    assert sight.root("data-boxes") == "8"


def test_the_language_switches_everything(
    traffic: Network, mark: Callable[..., Mark], look: Callable[..., Any]
) -> None:
    sight = look(traffic, [mark("IKU-01")], state="#node=IKU-01")
    assert sight.root("lang") == "id"
    sight.page.select_option("#language", "en")
    assert sight.root("lang") == "en"
    assert "▲ Error · Title orphan-indicator" in sight.page.inner_text("#panel")
    assert sight.page.inner_text("#summary") == "▲ Error 1"
    assert sight.page.get_attribute("#search", "placeholder").startswith("Search")
    assert sight.page.inner_text("#columns span >> nth=0") == "0 · Government outcome"
    sight.page.click("[data-view-tab=table]")
    assert "Message about IKU-01" in sight.page.inner_text("#table")
    assert "lang=en" in sight.page.url
    for word in json.loads(sight.page.text_content("#data"))["words"]["id"].values():
        if len(word) > 24 and "{" not in word:
            assert word not in sight.page.inner_text("body")


def test_a_link_opens_the_same_sight_and_back_works(
    traffic: Network, look: Callable[..., Any]
) -> None:
    sight = look(traffic, state="#node=IKU-03")
    assert sight.title() == "Panjang ruas jalan yang bebas dari PKL"
    sight.page.click("#panel .tie")
    assert sight.title() == traffic.nodes[0].name
    assert sight.page.url.endswith("#node=LALIN")
    sight.page.go_back()
    assert sight.title() == "Panjang ruas jalan yang bebas dari PKL"
    again = look(traffic, state="#node=LALIN&focus=1&lang=en&view=picture")
    assert again.page.is_visible("#scope")
    assert again.root("lang") == "en"
    unknown = look(traffic, state="#node=TIDAK-ADA&view=apa&lang=xx")
    assert unknown.title() == ""
    assert unknown.root("lang") == "id"


def test_the_overview_comes_first_when_there_are_many(
    city: Callable[[int], Network], mark: Callable[..., Mark], look: Callable[..., Any]
) -> None:
    plan = city(600)
    broken = [node for node in plan.nodes if node.level == 2][:5]
    sight = look(plan, [mark(node.id) for node in broken])
    assert sight.root("data-view") == "matrix"
    cells = sight.page.locator("#matrix tbody tr:last-child td button")
    levels = [sum(n.level == at and n.label != "Task" for n in plan.nodes) for at in range(5)]
    tasks = sum(node.label == "Task" for node in plan.nodes)
    counts = [cell.split(" ▲ ")[0] for cell in cells.all_inner_texts()]
    assert counts == [str(count) for count in [*levels, tasks, 600] if count]
    assert "▲ 5" in cells.nth(2).inner_text()
    row = sight.page.locator("#matrix tbody tr", has_text="Dinas Nomor 3")
    row.locator("td button").nth(1).click()
    assert sight.root("data-view") == "picture"
    assert sight.page.is_visible("#scope")
    assert int(sight.root("data-boxes")) <= 150
    assert look(city(500)).root("data-view") == "picture"
