"""What a reader does with the picture, by mouse and by keyboard, in a real browser."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene import draw_model
from kinerja_graph.render.scene_model import scene_model


@pytest.mark.parametrize("corner", [(6, 2), (0.94, 2), (6, 0.96), (0.94, 0.9)])
def test_a_click_on_any_corner_of_a_box_opens_its_panel(
    corner: tuple[float, float], traffic: Network, look: Callable[..., Any]
) -> None:
    sight = look(traffic)
    across, down = corner
    for node in (traffic.nodes[0], traffic.nodes[1], traffic.nodes[4]):
        sight.page.keyboard.press("Escape")
        area = sight.area(node.id)
        x = area.x + (across if across >= 1 else area.w * across)
        sight.page.mouse.click(x, area.y + (down if down >= 1 else area.h * down))
        assert sight.title() == node.name
        sight.page.wait_for_timeout(500)  # else the next click is the second of a double click
    sight.page.keyboard.press("Escape")
    sight.page.keyboard.press("Enter")
    assert sight.title() == traffic.nodes[4].name
    stage = sight.page.locator("#stage").bounding_box()
    sight.page.mouse.click(stage["x"] + 30, stage["y"] + 8)  # a heading
    assert sight.title() == ""


def test_every_box_stands_where_the_scene_put_it(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    plan = city(300)
    sight = look(plan, state="#z=26&row=40")
    assert sight.root("data-boxes") == "300"
    for node in plan.nodes[5:300:23]:
        sight.page.fill("#search", node.id)
        sight.page.press("#search", "Enter")
        sight.page.wait_for_timeout(300)
        area, told = sight.area(node.id), sight.chosen()
        frame = sight.page.locator("#stage").bounding_box()
        assert told is not None
        assert frame["x"] + told.x == pytest.approx(area.x, abs=1)
        assert frame["y"] + told.y == pytest.approx(area.y, abs=1)
        assert told.w == pytest.approx(area.w, abs=1)
        assert told.h == pytest.approx(area.h, abs=3)  # the gap below a cell


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
    assert sight.stage("data-selected") == "LALIN"
    assert "8 di bawahnya" in sight.page.text_content("#live")
    keys.press("?")
    assert sight.page.is_visible("#help")
    keys.press("Escape")
    assert not sight.page.is_visible("#help")


def test_space_dives_and_comes_back(traffic: Network, look: Callable[..., Any]) -> None:
    sight = look(traffic, state="#node=LALIN")
    keys = sight.page.keyboard
    keys.press("Escape")
    before = sight.stage("data-view")
    keys.press("ArrowRight")
    keys.press("Space")
    area = sight.chosen()
    assert area is not None
    assert area.h > 150
    keys.press("Space")
    assert sight.stage("data-view") == before


def test_a_dive_and_back_loses_no_place(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    sight = look(city(300), state="#z=26&row=30")
    sight.page.focus("#stage")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        sight.page.keyboard.press(key)
    before = sight.stage("data-view"), sight.stage("data-at")
    assert all(before)
    for back in ("Space", "Escape"):
        sight.page.keyboard.press("Space")
        assert sight.stage("data-view") != before[0]
        sight.page.keyboard.press(back)
        assert (sight.stage("data-view"), sight.stage("data-at")) == before
    sight.page.keyboard.press("Home")
    assert sight.stage("data-view").split()[2] == "0.00"


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
        area = sight.chosen()
        assert area is not None
        assert 0 <= area.x < 1400 - area.w
        assert 0 <= area.y < 860 - area.h
    assert found == ["IKU-01", "IKU-06", "IKU-03", "IKU-01"]
    assert sight.page.inner_text("#matches") == "1/3"
    sight.page.keyboard.press("Shift+Enter")
    assert sight.stage("data-selected") == "IKU-03"
    sight.page.fill("#search", "polisi pamong")
    assert sight.page.inner_text("#matches") == "3"
    sight.page.fill("#search", "tidak ada yang begini")
    assert sight.page.inner_text("#matches") == "tidak ada"


def test_search_brings_what_is_too_low_to_be_read(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    sight = look(city(1200))
    sight.page.fill("#search", "IKU-01199")
    sight.page.press("#search", "Enter")
    assert sight.stage("data-selected") == "IKU-01199"
    area = sight.chosen()
    assert area is not None
    assert area.h >= 12
    assert 0 < area.y < 700


def test_the_list_of_hits_is_walked_by_arrows_and_can_be_kept_alone(
    traffic: Network, look: Callable[..., Any]
) -> None:
    sight = look(traffic)
    sight.page.fill("#search", "jalan")
    rows = sight.page.locator("#hits li")
    assert rows.all_inner_texts()[0].split("\n") == [
        traffic.nodes[1].name,
        "DISHUB · Indikator, tingkat 1",
    ]
    assert rows.count() == 3
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        sight.page.press("#search", key)
    assert sight.page.get_attribute("#search", "aria-activedescendant") == "hit-1"
    assert rows.nth(1).get_attribute("aria-selected") == "true"
    sight.page.press("#search", "Enter")
    assert sight.stage("data-selected") == "IKU-06"
    assert not sight.page.is_visible("#hits")
    sight.page.click("#search")
    sight.page.click("#hits button")
    assert sight.root("data-boxes") == "3"
    assert "only=search%3Ajalan" in sight.page.url
    assert "“jalan”" in sight.page.inner_text("#scope")
    sight.page.click("#scope-end")
    assert sight.root("data-boxes") == "9"


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
        "✖ Galat 2",
        "▲ Peringatan 1",
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
    assert "✖ Galat · Judul missing-measure-unit" in sight.page.inner_text("#panel")
    assert "Perbaiki sumbernya" in sight.page.inner_text("#panel")
    sight.page.keyboard.press("p")
    assert sight.page.inner_text("#finding") == "4/4"
    sight.page.select_option("#filter", "rule:output-at-strategic-level")
    assert sight.root("data-boxes") == "1"
    assert sight.page.is_visible("#scope")
    sight.page.focus("#stage")
    sight.page.keyboard.press("n")
    assert sight.page.inner_text("#finding") == "1/1"
    assert sight.stage("data-selected") == "IKU-04"
    sight.page.select_option("#filter", "tone:error")
    assert sight.root("data-boxes") == "2"
    sight.page.select_option("#filter", "")
    assert sight.root("data-boxes") == "9"


def test_focus_shows_one_chain_and_gives_all_back(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    plan = city(300)
    sight = look(plan)
    sight.page.fill("#search", "IKU-00050")
    sight.page.press("#search", "Enter")
    before = sight.root("data-boxes")
    sight.page.focus("#stage")
    sight.page.keyboard.press("Home")
    sight.page.keyboard.press("f")
    assert sight.page.is_visible("#scope")
    chain = reach(plan, "IKU-00050")
    assert sight.root("data-boxes") == str(len(chain))
    assert "only=chain%3AIKU-00050" in sight.page.url
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
    assert "✖ Error · Title orphan-indicator" in sight.page.inner_text("#panel")
    assert sight.page.inner_text("#summary") == "✖ Error 1"
    assert sight.page.get_attribute("#search", "placeholder").startswith("Search")
    drawn = {mark.text for mark in draw_model(scene_model(traffic, sight.marks), sight.view())}
    assert "0 · Government outcome" in drawn
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


def test_back_and_forward_lead_through_what_was_seen(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    sight = look(city(300))
    sight.page.focus("#stage")
    sight.page.keyboard.press("ArrowRight")
    sight.page.keyboard.press("Space")
    dived = sight.stage("data-view")
    sight.page.wait_for_timeout(400)
    sight.page.keyboard.press("f")
    assert sight.page.is_visible("#scope")
    sight.page.go_back()
    assert not sight.page.is_visible("#scope")
    assert sight.stage("data-view").split()[2] == dived.split()[2]
    assert float(sight.stage("data-view").split()[1]) == pytest.approx(
        float(dived.split()[1]), abs=1
    )
    sight.page.go_forward()
    assert sight.page.is_visible("#scope")


def test_an_address_of_before_still_leads_to_its_chain(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    plan = city(300)
    chain = reach(plan, "IKU-00050")
    other = min(chain - {"IKU-00050"})
    sight = look(plan, state=f"#node={other}&focus=1&of=IKU-00050&all=1")
    assert sight.root("data-boxes") == str(len(chain))
    assert sight.stage("data-selected") == other


def test_the_overview_leads_to_an_agency_and_level(
    city: Callable[[int], Network], mark: Callable[..., Mark], look: Callable[..., Any]
) -> None:
    plan = city(600)
    broken = [node for node in plan.nodes if node.level == 2][:5]
    sight = look(plan, [mark(node.id) for node in broken])
    assert sight.root("data-view") == "picture"
    sight.page.click("[data-view-tab=matrix]")
    cells = sight.page.locator("#matrix tbody tr:last-child td button")
    levels = [sum(n.level == at and n.label != "Task" for n in plan.nodes) for at in range(5)]
    tasks = sum(node.label == "Task" for node in plan.nodes)
    counts = [cell.split(" ✖▲ ")[0] for cell in cells.all_inner_texts()]
    assert counts == [str(count) for count in [*levels, tasks, 600] if count]
    assert "✖▲ 5" in cells.nth(2).inner_text()
    row = sight.page.locator("#matrix tbody tr", has_text="Dinas Nomor 3")
    row.locator("td button").nth(1).click()
    assert sight.root("data-view") == "picture"
    assert sight.page.is_visible("#scope")
    own = {n.id for n in plan.nodes if n.level == 2 and n.agencies == ("dinas-3",)}
    assert len(own) < int(sight.root("data-boxes")) < 150


def test_an_agency_of_the_legend_is_kept_alone(traffic: Network, look: Callable[..., Any]) -> None:
    sight = look(traffic)
    button = sight.page.locator("#agencies button", has_text="SATPOLPP")
    button.click()
    assert sight.root("data-boxes") == "4"  # three of its own, and what they contribute to
    assert "Hanya SATPOLPP" in sight.page.inner_text("#scope")
    assert button.get_attribute("aria-pressed") == "true"
    sight.page.locator("#agencies button", has_text="SATPOLPP").click()
    assert sight.root("data-boxes") == "9"


def test_a_card_tells_the_whole_name_and_goes_with_escape(
    city: Callable[[int], Network], look: Callable[..., Any]
) -> None:
    plan = city(300)
    sight = look(plan)
    node = plan.nodes[30]
    area = sight.area(node.id)
    sight.page.mouse.move(area.x + 20, area.y + area.h / 2)
    card = sight.page.locator("#card")
    card.wait_for(state="visible")
    assert node.name.strip() in card.inner_text()
    assert "Dinas Nomor" in card.inner_text()
    box = card.bounding_box()
    assert box["x"] >= area.x + area.w or box["x"] + box["width"] <= area.x
    sight.page.mouse.move(box["x"] + 20, box["y"] + 10, steps=4)
    sight.page.wait_for_timeout(400)
    assert card.is_visible()
    sight.page.keyboard.press("Escape")
    assert not card.is_visible()


def test_the_panel_says_on_which_of_several_indicators_a_box_hangs(
    traffic: Network, look: Callable[..., Any]
) -> None:
    inner = [
        dataclasses.replace(traffic.nodes[1], id=id_, name=f"Indikator {id_}", level=0, agencies=())
        for id_ in ("N1", "N2")
    ]
    edges = [
        *(NetworkEdge(type="MEASURES", source=one.id, target="LALIN") for one in inner),
        NetworkEdge(type="CONTRIBUTES_TO", source="IKU-01", target="N2"),
        *traffic.edges[1:],
    ]
    plan = dataclasses.replace(traffic, nodes=(*traffic.nodes, *inner), edges=tuple(edges))
    sight = look(plan, state="#node=IKU-01")
    assert (
        "Bergantung pada salah satu dari 2 indikator "
        "“Menurunnya kemacetan dan kecelakaan lalu lintas”: Indikator N2"
    ) in sight.page.inner_text("#panel")
    assert "salah satu dari" not in look(plan, state="#node=IKU-02").page.inner_text("#panel")
