"""What stands beside the map, in a real browser: clicks, keys, windows, addresses, print."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from cascades import plan
from playwright.sync_api import Page

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark

Look = Callable[..., Any]
Says = Callable[..., Mark]
PHONE = (390, 844)


@pytest.fixture
def broken(traffic: Network, mark: Says) -> tuple[Network, list[Mark]]:
    """The slide with a result that cuts off, errors, a warning, and one more outcome."""
    health = NetworkNode(label="Objective", id="SEHAT", name="Warga sehat", level=0)
    clinics = NetworkNode(
        label="Indicator", id="IKU-09", name="% puskesmas siaga", level=1, agencies=("dishub",)
    )
    tie = NetworkEdge(type="CONTRIBUTES_TO", source="IKU-09", target="SEHAT")
    network = dataclasses.replace(
        traffic, nodes=(*traffic.nodes, health, clinics), edges=(*traffic.edges, tie)
    )
    marks = [
        dataclasses.replace(mark("LALIN", "cuts"), cut_off=8),
        mark("IKU-03", "unit"),
        mark("IKU-06", "owner", how="warning"),
        mark("salindia", "series", how="info"),
    ]
    return network, marks


def ready(page: Page) -> Page:
    page.wait_for_selector("#pane[data-filled]", state="attached")
    return page


def kept(page: Page) -> str:
    return page.get_attribute("html", "data-boxes") or ""


def test_the_first_screen_says_what_matters(look: Look, broken: Any) -> None:
    page = ready(look(*broken).page)
    assert page.inner_text("#pane .lead") == (
        "4 temuan pada salindia 1: 2 galat, 1 peringatan, 1 info."
    )
    breaks = page.locator("#pane li button")
    assert breaks.count() == 2
    assert "memutus 8" in breaks.nth(0).inner_text()
    assert "ujung rantai" in breaks.nth(1).inner_text()
    assert page.locator(".outcomes tbody tr").count() == 2
    page.select_option("#language", "en")
    assert page.inner_text("#pane .lead").startswith("4 findings in salindia 1")


def test_a_break_keeps_its_chain_alone_and_once_more_gives_all_back(
    look: Look, broken: Any
) -> None:
    sight = look(*broken)
    page = ready(sight.page)
    second = page.locator("#pane li button").nth(1)
    second.click()
    assert kept(page) == "2"
    assert sight.stage("data-selected") == "IKU-03" or "only=chain%3AIKU-03" in page.url
    assert second.get_attribute("aria-pressed") == "true"
    assert page.is_visible("#scope-end")
    assert second.evaluate("it => it === document.activeElement")
    second.click()
    assert kept(page) == "11"
    second.click()
    page.click("#scope-end")
    assert kept(page) == "11"
    assert second.get_attribute("aria-pressed") == "false"


def test_a_severity_keeps_its_boxes_alone(look: Look, broken: Any) -> None:
    page = ready(look(*broken).page)
    errors, warnings, infos = (page.locator("#summary button").nth(at) for at in range(3))
    errors.click()
    assert kept(page) == "2"
    assert errors.get_attribute("aria-pressed") == "true"
    warnings.click()
    assert kept(page) == "1"
    warnings.click()
    assert kept(page) == "11"
    assert infos.is_disabled()  # it is about the plan as a whole


def test_a_cell_keeps_what_an_agency_has_behind_an_outcome(look: Look, broken: Any) -> None:
    sight = look(*broken)
    page = ready(sight.page)
    for row, agency in (("Menurunnya", "Satuan Polisi"), ("Warga sehat", "Dinas Perhubungan")):
        cell = page.get_by_role("button", name=f"{agency}").and_(
            page.locator(f".outcomes tr:has-text('{row}') td button[title^='{agency}']")
        )
        number = int(cell.inner_text())
        cell.click()
        assert kept(page) == str(number + 1)  # with the outcome itself
        state = page.url.partition("#")[2]
        again = sight.go(f"#{state}").page
        assert kept(again) == str(number + 1)
        ready(again)
        pressed = page.locator(".outcomes td button[aria-pressed='true']")
        assert pressed.inner_text() == str(number)
        page.keyboard.press("Escape")


def test_a_row_dives_and_escape_leads_back(look: Look, city: Callable[[int], Network]) -> None:
    sight = look(city(200), state="#pane=1")
    page = ready(sight.page)
    page.locator(".outcomes tbody th button").nth(1).click()
    page.wait_for_timeout(400)
    assert float(sight.stage("data-view").split()[2]) > 0
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert float(sight.stage("data-view").split()[2]) == 0


def test_every_cell_counts_what_a_click_keeps(look: Look) -> None:
    network, marks = plan(120, seed=11)
    page = ready(look(network, list(marks), state="#pane=1").page)
    cells = page.locator(".outcomes td button")
    assert cells.count() > 8
    own = """(it) => {
      it.click();
      const text = decodeURIComponent(location.hash).match(/only=part:([^&]*)/);
      return text && text[1];
    }"""
    for at in range(0, cells.count(), 3):
        number = int(cells.nth(at).inner_text().replace(".", ""))
        assert cells.nth(at).evaluate(own) is not None
        assert int(kept(page)) >= number
        cells.nth(at).evaluate("it => it.click()")


def test_it_works_by_keyboard(look: Look, broken: Any) -> None:
    page = ready(look(*broken).page)
    page.focus("#pane li button")
    page.keyboard.press("Enter")
    assert kept(page) == "9"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert kept(page) == "2"
    assert page.locator("#pane li button").nth(1).get_attribute("aria-pressed") == "true"
    page.focus("#pane .fold")
    page.keyboard.press("Enter")
    assert not page.is_visible("#pane")
    assert page.evaluate("document.activeElement.id") == "pane-toggle"
    page.keyboard.press("Enter")
    assert page.is_visible("#pane")


def test_folded_or_open_is_in_the_address(look: Look, broken: Any) -> None:
    sight = look(*broken)
    page = ready(sight.page)
    toggle = page.locator("#pane-toggle")
    assert toggle.get_attribute("aria-expanded") == "true"
    wide = page.locator("#stage").evaluate("it => it.clientWidth")
    toggle.click()
    assert "pane=0" in page.url
    assert toggle.get_attribute("aria-expanded") == "false"
    assert page.locator("#stage").evaluate("it => it.clientWidth") == wide + 310
    sight.go("#pane=0")
    assert not page.is_visible("#pane")
    page.go_back()
    sight.go("#pane=1")
    assert page.is_visible("#pane")


def test_it_stays_folded_where_it_would_take_the_words(look: Look) -> None:
    network, marks = plan(200, seed=3)
    sight = look(network, [one for one in marks if one.severity == "error"], size=(1400, 900))
    assert sight.page.get_attribute("#pane-toggle", "aria-expanded") == "false"
    sight.page.click("#pane-toggle")
    assert sight.page.is_visible("#pane .lead")


def test_on_a_phone_it_covers_the_map_until_something_is_chosen(look: Look, broken: Any) -> None:
    page = look(*broken, size=PHONE).page
    assert not page.is_visible("#pane")
    page.click("#pane-toggle")
    ready(page)
    box = page.locator("#pane").bounding_box()
    assert box is not None
    assert box["width"] == PHONE[0]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    page.locator("#pane li button").nth(1).click()
    assert not page.is_visible("#pane")
    assert kept(page) == "2"


@pytest.mark.parametrize("size", [(1400, 900), (1024, 768), PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(look: Look, broken: Any, size: tuple[int, int], scheme: Any) -> None:
    sight = look(*broken, size=size, without_policy=True)
    sight.page.emulate_media(color_scheme=scheme)
    page = ready(sight.go("#pane=1").page)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_print_leaves_it_out(look: Look, broken: Any) -> None:
    page = ready(look(*broken).page)
    page.emulate_media(media="print")
    assert not page.is_visible("#pane")
    assert not page.is_visible("#pane-toggle")


def test_a_plan_without_outcomes_findings_and_agencies_has_one_too(look: Look) -> None:
    task = NetworkNode(label="Task", id="T", name="Menulis laporan", level=None)
    network = Network(
        dataset="kosong", edition="1", loaded_at="2026", digest="ab", focus=None, nodes=(task,),
        edges=(), agencies={},
    )  # fmt: skip
    sight = look(network)
    assert not sight.page.is_visible("#pane")  # it says no more than the numbers above the map
    page = ready(sight.go("#pane=1").page)
    assert page.inner_text("#pane .lead") == "Tidak ada temuan pada kosong 1."
    assert page.locator("#pane li, .outcomes").count() == 0
