"""The workspace in a real browser: a choice in one of its three parts moves the other two."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from accessibility import assert_accessible
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, expect
from serving import BEARER, serve
from sites import small_city

from kinerja_graph.settings import Settings
from kinerja_graph.texts import LANGUAGES, Language

WIDE: Final = (1400, 900)
SIZES: Final = (WIDE, (1024, 768), (390, 844))


@dataclass
class Desk:
    """An open workspace, and what its browser said."""

    page: Page
    url: str
    dataset: str
    language: Language = "id"
    said: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def go(self, query: str = "", path: str = "/explore/workspace", *, sheet: bool = False) -> Desk:
        named = f"dataset={self.dataset}&edition=2026-murni&lang={self.language}"
        self.page.goto(f"{self.url}{path}?{named}{query}")
        if (
            self.page.locator("iframe").is_visible() and not sheet
        ):  # on a telephone the list comes first
            self.picture()
        self.page.evaluate("window.same = 1")
        return self

    def picture(self) -> Frame:
        """The frame of the picture, ready."""
        handle = self.page.locator("iframe").element_handle()
        frame = handle.content_frame()
        assert frame is not None
        frame.wait_for_selector("html[data-ready='1']", state="attached", timeout=60_000)
        return frame

    def state(self) -> dict[str, str]:
        query = {name: each[0] for name, each in parse_qs(urlsplit(self.page.url).query).items()}
        return {name: query[name] for name in query if name not in ("dataset", "edition", "lang")}

    def shows(self, id_: str) -> None:
        """The record, the picture and the address have it, and the page was not loaded again."""
        self.page.wait_for_url(re.compile(rf"[?&]id={re.escape(id_)}(&|$)"))
        record = self.page.locator("#record")
        expect(
            record.locator("dd", has_text=re.compile(rf"^{re.escape(id_)}$")).first
        ).to_be_attached()
        stage = self.page.frame_locator("#picture iframe").locator("#stage")
        expect(stage).to_have_attribute("data-selected", id_)
        assert self.page.evaluate("window.same") == 1

    def pick(self, id_: str) -> None:
        self.page.click(f".picks a[href*='id={id_}&'], .picks a[href$='id={id_}']")


Open = Callable[..., Desk]


@pytest.fixture(scope="module")
def town(embedded_settings: Settings) -> Iterator[tuple[str, str]]:
    with small_city(embedded_settings) as dataset, serve(embedded_settings) as url:
        yield url, dataset


@pytest.fixture
def at(browser: Browser, town: tuple[str, str]) -> Generator[Open]:
    contexts: list[BrowserContext] = []
    desks: list[Desk] = []

    def opened(
        size: tuple[int, int] = WIDE,
        language: Language = "id",
        color_scheme: Literal["light", "dark"] = "light",
    ) -> Desk:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            extra_http_headers=BEARER,
            color_scheme=color_scheme,
        )
        contexts.append(context)
        desks.append(Desk(context.new_page(), *town, language))
        return desks[-1]

    yield opened
    said = [one for desk in desks for one in desk.said]
    for context in contexts:
        context.close()
    assert said == []


def test_a_choice_in_the_list_moves_picture_and_record(at: Open) -> None:
    desk = at().go("&severity=error")
    desk.pick("SPP-9")
    desk.shows("SPP-9")
    assert desk.page.locator(".picks a[aria-current]").count() == 1
    desk.pick("BPD-9a")
    desk.shows("BPD-9a")
    assert desk.state()["severity"] == "error"
    desk.page.go_back()
    desk.shows("SPP-9")
    desk.page.go_back()
    desk.page.wait_for_function("() => !document.querySelector('#record h2')")
    assert "id" not in desk.state()
    desk.page.go_forward()
    desk.shows("SPP-9")


def test_a_choice_in_the_picture_moves_list_and_record(at: Open) -> None:
    desk = at().go("&list=records&id=KOTA-1")
    desk.shows("KOTA-1")
    stage = desk.page.frame_locator("#picture iframe").locator("#stage")
    stage.focus()
    stage.press("ArrowRight")
    desk.page.wait_for_function("() => !location.search.includes('id=KOTA-1&')")
    chosen = stage.get_attribute("data-selected") or ""
    assert chosen != "KOTA-1"
    desk.shows(chosen)
    before = desk.picture().evaluate("document.getElementById('stage').dataset.view")
    desk.page.go_back()
    desk.shows("KOTA-1")
    assert desk.picture().evaluate("history.length") <= 50
    assert before  # the picture was moved, and not loaded anew
    desk.page.wait_for_function("() => document.querySelector('.picks a[aria-current]')")
    current = desk.page.locator(".picks a[aria-current]").get_attribute("href") or ""
    assert "id=KOTA-1" in current


def test_a_choice_in_the_record_moves_list_and_picture(at: Open) -> None:
    desk = at(language="en").go("&list=records&kind=Indicator&id=KOTA-1")
    desk.page.locator("#record a", has_text="Kecepatan rata-rata").first.click()
    desk.shows("KOTA-1a")
    assert desk.page.locator(".picks a[aria-current]").count() == 1
    assert desk.page.inner_text("#said").startswith("Record: Kecepatan rata-rata")


def test_a_choice_in_a_sheet_moves_the_record_and_the_sheet_stays(at: Open) -> None:
    desk = at()
    desk.go("&id=KOTA-1&view=crosscutting", sheet=True)
    frame = desk.page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    frame.wait_for_selector(".picture:not([hidden]) g.chosen[data-node='KOTA-1']", state="attached")
    assert not frame.locator("header").is_visible()
    assert desk.page.evaluate("scrollY") == 0
    source = desk.page.get_attribute("iframe", "data-src")
    frame.locator(".picture:not([hidden], .piece)").focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.wait_for_url("**of=KOTA-1**")
    chosen = desk.state()["id"]
    assert chosen != "KOTA-1"
    expect(desk.page.locator("#record h2").first).to_be_visible()
    assert desk.page.get_attribute("iframe", "data-src") == source
    desk.page.go_back()
    frame.wait_for_selector(".picture:not([hidden]) g.chosen[data-node='KOTA-1']", state="attached")


def test_a_real_click_on_a_box_chooses_it(at: Open) -> None:
    desk = at().go("&list=records&id=KOTA-1")
    frame = desk.picture()
    frame.wait_for_selector("#stage[data-selected='KOTA-1']")
    place = frame.locator("#stage").bounding_box()
    assert place is not None
    found = ""
    for step in range(60):  # over the picture, until a box other than the first one is met
        x = place["x"] + 30 + (step % 6) * place["width"] / 6.5
        y = place["y"] + 30 + (step // 6) * place["height"] / 10.5
        desk.page.mouse.click(x, y)
        desk.page.wait_for_timeout(300)
        found = desk.state().get("id", "")
        if found not in ("", "KOTA-1"):
            break
    assert found not in ("", "KOTA-1")
    desk.shows(found)


def test_one_search_one_title_one_language(at: Open) -> None:
    desk = at(language="en").go("&id=KOTA-1")
    frame = desk.picture()
    for hidden in ("h1", "#language", "#search", "#panel"):
        assert not frame.locator(hidden).first.is_visible(), hidden
    assert desk.page.locator("h1").count() == 1
    frame.locator("#stage").press("/")
    desk.page.wait_for_function("() => document.activeElement.type === 'search'")
    desk.page.keyboard.type("trotoar")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**q=trotoar**")
    expect(desk.page.locator("#list [aria-current]").first).to_have_text("Search: trotoar")
    assert desk.page.evaluate("document.activeElement.type") == "search"
    assert desk.state()["id"] == "KOTA-1"
    desk.page.click("a[hreflang=id]")
    desk.page.wait_for_url("**lang=id**")
    assert desk.state()["q"] == "trotoar"


def test_another_view_is_a_step_back_and_forward(at: Open) -> None:
    desk = at().go("&id=KOTA-1")
    desk.page.select_option("#views select", "findings")
    desk.page.wait_for_url("**view=findings**")
    expect(desk.page.locator("#picture iframe")).to_have_attribute(
        "data-src", re.compile("/findings")
    )
    desk.page.go_back()
    expect(desk.page.locator("#picture iframe")).to_have_attribute(
        "data-src", re.compile("/cascade")
    )
    desk.shows("KOTA-1")
    desk.page.go_forward()
    expect(desk.page.locator("#views select")).to_have_value("findings")


def test_a_filter_keeps_the_record_and_the_focus(at: Open) -> None:
    desk = at().go("&id=KOTA-1")
    desk.page.focus("select[name=severity]")
    desk.page.keyboard.press("ArrowDown")
    desk.page.wait_for_url("**severity=error**")
    expect(desk.page.locator(".picks > li:not(.error)")).to_have_count(0)
    assert desk.page.evaluate("document.activeElement.name") == "severity"
    desk.shows("KOTA-1")


def test_a_keyboard_is_enough(at: Open) -> None:
    desk = at(language="en").go("&severity=error")
    desk.page.focus("#list")
    for _ in range(15):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("document.activeElement.matches('.picks a')"):
            break
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**finding=**")
    desk.page.wait_for_function("() => document.activeElement.matches('.picks a[aria-current]')")
    chosen = desk.state()["id"]
    desk.shows(chosen)


def test_another_site_can_neither_choose_nor_listen(at: Open) -> None:
    desk = at().go("&list=records&id=KOTA-1")
    desk.page.evaluate("window.postMessage({ chosen: 'KOTA-2' }, '*')")  # not from the frame
    desk.page.evaluate(
        """() => new Promise((done) => {
            const stranger = document.createElement("iframe");
            stranger.sandbox = "allow-scripts";
            stranger.onload = () => setTimeout(done, 300);
            stranger.src = document.querySelector("#picture iframe").dataset.src;
            document.body.append(stranger);
        })"""
    )
    stranger = desk.page.frames[-1]
    stranger.evaluate("parent.postMessage({ chosen: 'KOTA-2' }, '*')")
    desk.page.wait_for_timeout(500)
    assert desk.state()["id"] == "KOTA-1"
    # a frame that is not told that it stands in the workspace tells nobody anything
    desk.page.evaluate(
        "window.heard = []; addEventListener('message', (e) => heard.push(e.source === frames[1]))"
    )
    stranger.locator("#stage").press("ArrowRight")
    desk.page.wait_for_timeout(300)
    assert desk.page.evaluate("heard.includes(true)") is False


def test_it_is_whole_without_script(browser: Browser, town: tuple[str, str]) -> None:
    url, dataset = town
    with browser.new_context(java_script_enabled=False, extra_http_headers=BEARER) as context:
        page = context.new_page()
        page.goto(f"{url}/explore/workspace?dataset={dataset}&edition=2026-murni&lang=en")
        page.select_option("select[name=severity]", "error")
        with page.expect_navigation():
            page.click("#list form button")
        assert page.locator(".picks > li:not(.error)").count() == 0
        with page.expect_navigation():
            page.click(".picks a[href*='SPP-9']")
        assert page.locator("#record h2").first.is_visible()
        assert "severity=error" in page.url
        with page.expect_navigation():
            page.click("#record a[href*='workspace'] >> nth=1")
        expect(page.frame_locator("#picture iframe").locator("#twin")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_keeps_anybody_out(
    at: Open, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    """No fault that axe-core knows at three widths, light and dark, and nothing is cut off."""
    desk = at(size, LANGUAGES[size == WIDE], color_scheme=scheme)
    for query in ("", "&list=records&kind=Indicator&id=KOTA-1a", "&list=records&q=jalan"):
        desk.go(query)
        assert desk.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert_accessible(desk.page, query)


def test_on_a_phone_a_choice_brings_the_record(at: Open) -> None:
    desk = at((390, 844))
    desk.go("&severity=error")
    assert desk.page.locator("#list").is_visible()
    assert not desk.page.locator("#record").is_visible()
    desk.pick("SPP-9")
    desk.page.wait_for_url("**#record")
    assert desk.page.locator("#record h2").first.is_visible()
    assert not desk.page.locator("#list").is_visible()
    desk.page.click(".jump a[href='#picture']")
    frame = desk.picture()
    frame.wait_for_selector("#stage[data-selected='SPP-9']")
    drawn = frame.locator("#stage canvas").first.bounding_box()
    assert drawn is not None
    assert drawn["width"] > 300
    desk.page.go_back()
    assert desk.page.locator("#record h2").first.is_visible()
    desk.page.go_back()
    desk.page.wait_for_function("() => !location.search.includes('id=')")
    assert desk.page.locator("#list").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_details_of_a_box_lead_to_record_finding_and_cell(at: Open, language: Language) -> None:
    desk = at(language=language)
    for link, path, shows in (
        (0, "/explore/record/SPP-9", "h1"),
        (1, "/explore/findings", ".findings > li"),
        (2, "/explore/record/SPP-9", "#place"),
    ):
        desk.go("&id=SPP-9", "/explore/picture")
        frame = desk.picture()
        assert not frame.locator("h1").is_visible()
        assert not frame.locator("#language").is_visible()
        frame.focus("#stage")
        for _ in range(3):
            desk.page.keyboard.press("n")  # to the finding, which opens the details of its box
            if frame.locator("#panel h2").is_visible():
                break
        names = (
            ("Buka catatan", "Buka temuan")
            if language == "id"
            else ("Open the record", "Open the finding")
        )
        out = frame.locator("#panel .out", has_text=(*names, "objectives.csv!81")[link]).first
        out.focus()
        with desk.page.expect_navigation():
            desk.page.keyboard.press("Enter")
        assert urlsplit(desk.page.url).path == path
        assert f"lang={language}" in desk.page.url
        assert desk.page.locator(shows).first.is_visible()
        if link == 1:
            assert desk.state() == {"rule": "orphan-objective", "q": "SPP-9"}
            assert desk.page.locator(shows).count() == 1
        if link == 2:
            assert urlsplit(desk.page.url).fragment == "place"


@pytest.mark.parametrize("path", ["/explore/picture", "/explore/workspace"])
def test_a_link_copied_in_a_picture_opens_the_same_sight(at: Open, path: str) -> None:
    desk = at().go("&id=SPP-9" if path.endswith("workspace") else "", path)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = desk.picture()
    frame.click("#summary .warning")
    if path.endswith("picture"):
        frame.focus("#stage")
        desk.page.keyboard.press("n")
    kept = frame.get_attribute("html", "data-boxes")
    chosen = frame.get_attribute("#stage", "data-selected")
    frame.click("#take summary")
    frame.click("[data-take=link]")
    frame.wait_for_selector("#taken:not([hidden])")
    assert frame.inner_text("#taken") == "Tautan tersalin."
    link = desk.page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(link).path == path
    assert "only=tone%3Awarning" in link
    other = at()
    other.page.goto(link)
    again = other.picture()
    again.wait_for_selector(f"html[data-boxes='{kept}']", state="attached")
    assert again.get_attribute("#stage", "data-selected") == chosen


def test_the_record_beside_the_picture_gives_its_link(at: Open) -> None:
    desk = at().go("&id=SPP-9")
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.page.click("#record [data-address]")
    expect(desk.page.locator("#record [data-address]")).to_have_text("Tautan tersalin.")
    assert desk.page.evaluate("navigator.clipboard.readText()") == desk.page.url


def test_a_frame_leads_only_to_pages_of_records_and_findings(at: Open) -> None:
    desk = at().go("&id=SPP-9", "/explore/picture")
    frame, before = desk.picture(), desk.page.url
    for go in (
        "https://evil.example/",
        "//evil.example",
        "/sign-out",
        "javascript:alert(1)",
        "/explore/record/../../sign-in",
    ):
        frame.evaluate("go => parent.postMessage({ go }, '*')", go)
    frame.evaluate("parent.postMessage({ go: 5 }, '*')")
    desk.page.evaluate("window.postMessage({ go: '/explore/findings' }, '*')")  # no frame of ours
    desk.page.wait_for_timeout(500)
    assert desk.page.url == before


DARK: Final = (
    "/explore/edition", "/explore/findings?severity=warning", "/explore/matrix", "/explore/posts",
    "/explore/record/KOTA-1", "/explore/record/kadis-dishub", "/explore/waivers", "/explore/report",
    "/explore/search?q=jalan", "/explore/crosscutting/KOTA-1", "/explore/query", "/explore/upload",
    "/explore/follow-ups", "/explore/forms?form=iku", "/explore/access", "/docs", "/", "/sign-in",
)  # fmt: skip


def test_every_page_is_legible_in_the_dark(at: Open) -> None:
    desk = at(color_scheme="dark")
    for number, path in enumerate(DARK):
        joint = "&" if "?" in path else "?"
        named = f"dataset={desk.dataset}&edition=2026-murni&lang={LANGUAGES[number % 2]}"
        desk.page.goto(f"{desk.url}{path}{joint}{named}")
        ground = desk.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(20, 24, 30)", path
        assert_accessible(desk.page, path)


def test_a_reader_chooses_the_colours_against_the_device(at: Open) -> None:
    desk = at(color_scheme="dark").go()
    body = "getComputedStyle(document.body).backgroundColor"
    assert desk.page.evaluate(body) == "rgb(20, 24, 30)"
    assert desk.picture().evaluate(body.replace("body", "documentElement")) == "rgb(20, 24, 30)"
    with desk.page.expect_navigation():
        desk.page.select_option("select[name=theme]", "light")
    desk.page.wait_for_load_state()
    assert desk.page.evaluate(body) == "rgb(255, 255, 255)"
    ground = desk.picture().evaluate(body.replace("body", "documentElement"))
    assert ground == "rgb(255, 255, 255)"
