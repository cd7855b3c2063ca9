"""The pages of the service in a real browser: for everybody, safe, and walked through by people."""

from __future__ import annotations

import io
import os
import re
import secrets
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from accessibility import assert_accessible
from dialogs import dismiss
from openpyxl import Workbook
from playwright.sync_api import Browser, BrowserContext, Page, Request
from serving import BEARER, serve
from sites import small_city

from kinerja_graph.accounts.rights import Grant, Role
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import editions
from kinerja_graph.texts import LANGUAGES, Language
from kinerja_graph.workflow.access import accounts_database, add_key

ALL: Final = os.environ.get("KINERJA_TEST_PAGES") == "all"
LONG: Final = pytest.mark.skipif(not ALL, reason="long: make nightly, or KINERJA_TEST_PAGES=all")
SIZES: Final = {"desk": (1400, 900), "phone": (390, 844)}
SHEET: Final = (
    Path(__file__).parent.parent / "unit/sources/wide/sheets/rencana-aksi-quarters/input.xlsx"
)
UNSAID: Final = (
    "Sasaran,Indikator,Satuan,Target\nMacet turun,Waktu tempuh,menit,1.250\nAman,Korban,orang,12\n"
)
"""A sheet of which nothing says the year, the agency, or what 1.250 means."""
LATER: Final = (date.today() + timedelta(days=60)).isoformat()  # noqa: DTZ011
HOSTILE: Final = (
    "</script><script>console.log('ran')</script>",
    "<img src=x onerror=console.log('ran')>",
    "\"'`><svg onload=console.log('ran')>",
    "</textarea></title><iframe srcdoc='<script>parent.console.log(1)</script>'>",
    "javascript:console.log('ran')",
    "{{ 7 * 7 }}{% raw %}",
    "\u202e\u2066kanan ke kiri\u2069 \u0627\u0644",
    "x" * 300,
)
FOUND: Final = (
    "MATCH p = (i:Indicator {scope: $scope})-[:MEASURES]->(o:Objective) RETURN p LIMIT 30"
)
"""A query that finds paths, with long names in them."""
PAGES: Final = (
    "/explore/edition",
    "/explore/findings",
    "/explore/matrix",
    "/explore/posts",
    "/explore/compare",
    "/explore/waivers",
    "/explore/report",
    "/explore/forms?form=iku&for=unit:dishub",
    "/explore/search?q=jalan",
    "/explore/record/KOTA-1",
    "/explore/record/KOTA-1a",
    "/explore/record/dishub",
    "/explore/record/kadis-dishub",
    "/explore/record/SOP-DHB-1.1.1.1-1",
    "/explore/crosscutting/KOTA-1",
    "/explore/share?view=chain&id=KOTA-1&hours=1",
    "/explore/picture?view=chain&id=KOTA-1",
    "/explore/record/TIDAK-ADA",
    "/explore/query",
    f"/explore/query?cypher={quote(FOUND)}",
    f"/explore/query?cypher={quote(FOUND)}&shown=picture",
    "/explore/query?cypher=MATCH%20(n)%20DELETE%20n",
    f"/explore/query?behind={quote('/trace/KOTA-1')}",
    "/explore/search?q=zzz",
    "/docs",
)


@dataclass
class Town:
    """A service over a small city, and who opens it."""

    url: str
    dataset: str
    settings: Settings

    def at(self, path: str, language: Language = "id", edition: str = "2026-murni") -> str:
        joint = "&" if "?" in path else "?"
        named = f"dataset={self.dataset}&edition={quote(edition, safe='')}"
        return f"{self.url}{path}{joint}{named}&lang={language}"

    def key(self, role: Role, dataset: str | None = None) -> str:
        with accounts_database(self.settings) as book:
            _, secret = add_key(
                book, f"{role}-tes", [Grant(role, dataset or self.dataset)], days=1, by="tes"
            )
        return secret


@pytest.fixture(scope="module")
def town(embedded_settings: Settings) -> Iterator[Town]:
    with (
        small_city(embedded_settings) as dataset,
        serve(embedded_settings, embed_origins="https://portal.example.go.id") as url,
    ):
        yield Town(url, dataset, embedded_settings)


@dataclass
class Watched:
    """A page, and all that must not happen on it."""

    page: Page
    own: str
    said: list[str] = field(default_factory=list[str])
    elsewhere: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", partial(dismiss, self.said))
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:", "about:", "blob:")):
            self.elsewhere.append(request.url)

    def go(self, address: str) -> None:
        self.page.goto(address)

    def check(self, *, missing: bool = False) -> None:
        """Nothing was said or asked for; of a page that is ``missing`` the browser says so."""
        told = [one for one in self.said if not (missing and ("404" in one or "400" in one))]
        assert (told, self.elsewhere) == ([], [])
        self.said.clear()


Watch = Callable[..., Watched]


@pytest.fixture
def watch(browser: Browser, town: Town) -> Generator[Watch]:
    contexts: list[BrowserContext] = []

    def opened(size: str = "desk", *, bypass: bool = False, known: bool = True) -> Watched:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            bypass_csp=bypass,
            extra_http_headers=BEARER if known else {},
        )
        contexts.append(context)
        return Watched(context.new_page(), town.url)

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    "size", [pytest.param(one, marks=[LONG] if one == "phone" else []) for one in SIZES]
)
def test_nothing_keeps_anybody_out(town: Town, watch: Watch, size: str) -> None:
    """No fault that axe-core knows, and nothing wider than the window, on every page."""
    seen = watch(size)
    for number, path in enumerate((*PAGES, "/", "/explore/upload", "/explore/access")):
        language = LANGUAGES[number % 2]
        seen.go(town.at(path, language))
        assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert seen.page.get_attribute("html", "lang") == language
        assert_accessible(seen.page, path)
        seen.check(missing="TIDAK-ADA" in path or "DELETE" in path)


def test_pages_are_whole_without_script(browser: Browser, town: Town) -> None:
    with browser.new_context(java_script_enabled=False, extra_http_headers=BEARER) as context:
        page = context.new_page()
        page.goto(town.at("/explore/findings", "en"))
        page.select_option("select[name=severity]", "error")
        with page.expect_navigation():
            page.click("form.ask button")
        assert page.locator(".findings > li").count() > 0
        assert page.locator(".findings > li:not(.error)").count() == 0
        with page.expect_navigation():
            page.click(".findings > li a[href*='/explore/record/'] >> nth=0")
        assert page.locator("h1").count() == 1
        assert "lang=en" in page.url


@pytest.mark.parametrize(
    ("width", "language"), [(1400, "id"), (1024, "en"), pytest.param(390, "id", marks=[LONG])]
)
def test_a_query_is_asked_gone_back_to_saved_and_drawn(
    browser: Browser, town: Town, width: int, language: Language
) -> None:
    """By somebody who signed in: a query of theirs runs, one in a link from elsewhere does not."""
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{town.url}/sign-in?lang={language}")
        page.fill("input[name=key]", town.key("cypher", "*"))
        page.click("main button")
        link = town.at(f"/explore/query?cypher={quote('RETURN 6 * 7 AS x')}", language)
        page.goto(link)
        assert page.locator(".say.warning").count() == 1
        assert page.locator(".found").count() == 0
        page.click("main form button >> nth=0")
        assert page.inner_text(".found td") == "42"
        page.fill("textarea[name=cypher]", FOUND)
        page.click("main form button >> nth=0")
        assert page.locator(".found tbody tr").count() > 5
        page.go_back()
        assert page.input_value("textarea[name=cypher]") == "RETURN 6 * 7 AS x"
        page.go_forward()
        assert page.input_value("textarea[name=cypher]") == FOUND
        page.fill("input[name=name]", f"Jalur {width}")
        page.click("form[action*='/explore/queries?'] button")
        page.click(f"#saved ~ ul a:has-text('Jalur {width}')")
        assert page.locator(".found tbody tr").count() > 5
        page.click("a[href*='shown=picture']")
        frame = page.frame_locator("main iframe")
        frame.locator("html[data-ready='1']").wait_for(state="attached", timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.click(f"form[action*='/remove'] button:has-text('Jalur {width}')")
        assert page.locator(f"text=Jalur {width}").count() == 0


def test_a_keyboard_is_enough(town: Town, watch: Watch) -> None:
    seen = watch()
    seen.go(town.at("/explore/edition"))
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Terwujudnya lalu"):
            break
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore/record/KOTA-1?**")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_follow_up_is_entered_by_keyboard_and_told_on_the_overview(
    town: Town, watch: Watch, language: Language
) -> None:
    """Every page on the way is free of faults, on a phone too."""
    desk = watch()
    note = f"surat {language}"
    desk.go(town.at("/explore/findings", language, "2026-perubahan"))
    entered = _enters_follow_up(desk.page, LANGUAGES.index(language), note)
    told = desk.page.inner_text(".say.error")
    assert ("lewat tenggat" if language == "id" else "overdue") in told
    assert "Siti" in told
    paths = ("/explore/edition", "/explore/follow-ups")
    addresses = [entered, *(town.at(one, language, "2026-perubahan") for one in paths)]
    for size in SIZES:
        seen = watch(size)
        for address in addresses:
            seen.go(address)
            assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            assert_accessible(seen.page, address)
            seen.check()
    desk.go(addresses[1])
    desk.page.click("#followed ~ p a[href*='overdue=1']")
    assert desk.page.locator("main tbody tr").filter(has_text=note).count() == 1


def _enters_follow_up(page: Page, number: int, note: str) -> str:
    """Says by keyboard that a finding is done; the address of its follow-up."""
    page.locator(".findings a[href*='/explore/follow-up/']").nth(number).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore/follow-up/**")
    page.focus("select[name=state]")
    page.keyboard.press("End")  # done
    page.keyboard.press("Tab")
    page.keyboard.type("Siti")
    page.fill("input[name=due]", "2026-01-31")
    page.focus("textarea[name=note]")
    page.keyboard.type(note)
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.input_value("select[name=state]") == "done"
    return page.url.partition("#")[0]


def test_a_follow_up_is_changed_without_script(browser: Browser, town: Town) -> None:
    with browser.new_context(java_script_enabled=False, extra_http_headers=BEARER) as context:
        page = context.new_page()
        page.goto(town.at("/explore/findings", "en", "2026-perubahan"))
        page.locator(".findings a[href*='/explore/follow-up/']").last.click()
        for state in ("open", "in-progress"):
            page.select_option("select[name=state]", state)
            page.fill("input[name=person]", f"Budi {state}")
            page.click("#record ~ form button")
            assert page.input_value("select[name=state]") == state
        history = page.locator("main tbody tr")
        assert history.count() == 2
        assert "Budi in-progress" in history.first.inner_text()


def _sends_sheet(page: Page, town: Town, language: Language, sheet: Path = SHEET) -> None:
    page.goto(f"{town.url}/explore/upload?lang={language}")
    page.set_input_files("input[name=files]", sheet)
    with page.expect_navigation():
        page.locator("main form.stack button").click()
    page.locator("#tree").wait_for(timeout=60_000)


@pytest.mark.parametrize(("size", "language"), [("desk", "id"), ("phone", "en")])
def test_the_columns_of_a_sheet_are_set_by_keyboard(
    town: Town, watch: Watch, size: str, language: Language
) -> None:
    seen = watch(size)
    page = seen.page
    _sends_sheet(page, town, language)
    head, tree = page.locator("th[data-column=D]"), page.locator("#tree")
    assert "(Puskesmas)" in tree.inner_text()
    assert head.get_attribute("class") == "g-field"
    page.focus("select[name='column-D']")
    page.keyboard.press("Home")  # the first choice: not read
    page.locator("th[data-column=D].g-").wait_for(timeout=60_000)
    assert "(Puskesmas)" not in tree.inner_text()
    assert page.locator("td.g-field").count() == 0
    assert page.input_value("select[name='column-C']") == "indicator"
    assert page.evaluate("document.activeElement.name") == "column-D"
    assert page.inner_text("#again")
    page.select_option("select[name='column-H']", "target:2026")
    page.locator("th[data-column=H].g-target").wait_for(timeout=60_000)
    assert page.input_value("select[name='column-I']") == "none"  # of one year there is one target
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert_accessible(page)
    seen.check()


@pytest.mark.parametrize(("size", "language"), [("desk", "en"), ("phone", "id")])
def test_what_a_sheet_does_not_say_is_set_by_keyboard(
    town: Town, watch: Watch, tmp_path: Path, size: str, language: Language
) -> None:
    seen = watch(size)
    page, sheet = seen.page, tmp_path / "dishub.csv"
    sheet.write_text(UNSAID, "utf-8")
    _sends_sheet(page, town, language, sheet)
    tree = page.locator("#tree")

    def types(name: str, text: str, *, shows: str) -> None:
        """Types into a field and leaves it; the tree must then show ``shows``, without a reload."""
        page.focus(f"[name='{name}']")
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        page.keyboard.press("Tab")
        tree.filter(has_text=shows).wait_for(timeout=60_000)
        assert page.evaluate("window.same") == 1

    page.evaluate("window.same = 1")
    types("agency", "Dinas Perhubungan", shows="[Dinas Perhubungan]")
    types("year-D", "2026", shows="target 2026 = 12")
    assert page.locator("th[data-column=D].g-target").count() == 1
    page.focus("select[name=decimal]")
    page.keyboard.press("ArrowDown")  # the first sign: a comma
    tree.filter(has_text="1.250" if language == "id" else "1,250").wait_for(timeout=60_000)
    types("rows-last", "2", shows="indicators 1")
    assert page.locator("tr.out th").all_inner_texts() == ["3"]
    page.select_option("select[name='column-C']", "target")  # a year may now be typed here
    page.locator("[name='year-C']:visible").wait_for(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert_accessible(page)
    seen.check()


def test_files_are_dropped_on_the_page_and_named(town: Town, watch: Watch, tmp_path: Path) -> None:
    """Dragged by the browser itself, as from a window of files."""
    seen = watch()
    page, sheet = seen.page, tmp_path / "dishub.csv"
    sheet.write_text(UNSAID, "utf-8")
    page.goto(f"{town.url}/explore/upload?lang=en")
    box = page.locator(".drop label").bounding_box()
    assert box is not None
    devtools = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(sheet)], "dragOperationsMask": 1}
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "data": data}
    for kind in ("dragEnter", "dragOver"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, **point})
    page.locator(".drop.over").wait_for()
    devtools.send("Input.dispatchDragEvent", {"type": "drop", **point})
    page.locator("[data-names]", has_text="Chosen: dishub.csv").wait_for()
    assert page.locator(".drop.over").count() == 0
    page.get_by_role("button", name="Check the files").click()
    page.locator("#tree").wait_for(timeout=60_000)
    seen.check()


def test_the_columns_of_a_sheet_are_set_without_script(browser: Browser, town: Town) -> None:
    with browser.new_context(java_script_enabled=False, extra_http_headers=BEARER) as context:
        page = context.new_page()
        _sends_sheet(page, town, "en")
        page.select_option("select[name='column-D']", "none")
        page.get_by_role("button", name="Show", exact=True).click()
        page.locator("th[data-column=D].g-").wait_for(timeout=60_000)
        assert "(Puskesmas)" not in page.inner_text("#tree")
        page.fill("input[name=dataset]", f"lembar-{secrets.token_hex(4)}")
        page.get_by_role("button", name="Validate, then load").click()
        page.locator(".say.good").wait_for(timeout=60_000)
        assert page.get_by_role("link", name="Download the plan").count() == 1


BLOCKING = """
performance.getEntriesByType("resource")
    .filter((each) => each.renderBlockingStatus === "blocking")
    .map((each) => new URL(each.name).pathname.split("/").pop())
"""


def test_nothing_but_the_stylesheet_delays_the_first_paint(town: Town, watch: Watch) -> None:
    """The time itself depends on the machine; what a browser has to wait for does not."""
    seen = watch()
    for path in ("/explore/edition", "/explore/record/KOTA-1", "/explore/findings"):
        seen.go(town.at(path))
        assert seen.page.evaluate(BLOCKING) == ["explorer.css"], path
        size = seen.page.evaluate("performance.getEntriesByType('navigation')[0].decodedBodySize")
        assert size <= 500_000, path


def test_a_picture_stands_in_its_frame(town: Town, watch: Watch) -> None:
    seen = watch()
    seen.go(town.at("/explore/picture?view=chain&id=KOTA-1"))
    frame = seen.page.frame_locator("iframe")
    frame.locator("html[data-ready='1']").wait_for(state="attached")
    assert "KOTA-1" in (frame.locator("h1").text_content() or "")
    assert not frame.locator("h1").is_visible()  # the page has a title already
    seen.page.select_option("select[name=view]", "crosscutting")
    seen.page.wait_for_url("**view=crosscutting**")
    seen.page.frame_locator("iframe").locator("svg").first.wait_for()
    seen.check()


@pytest.fixture(scope="module")
def hostile(town: Town) -> Iterator[tuple[str, str]]:
    """A dataset in which every text is hostile, and its edition."""
    dataset, edition = f"jahat-{secrets.token_hex(4)}", HOSTILE[1]
    tables: dict[str, list[dict[str, object]]] = {
        "dataset": [{"name": HOSTILE[0], "as_of": 2026}],
        "units": [
            {"id": f"u{n}{text}", "name": text, "kind": "opd", "source_text": text}
            for n, text in enumerate(HOSTILE)
        ],
        "positions": [
            {"id": f"p{n}{text}", "name": text, "unit": f"u{n}{text}", "rank": text, "ladder": text}
            for n, text in enumerate(HOSTILE)
        ],
        "objectives": [
            {
                "id": f"S{HOSTILE[2]}",
                "name": HOSTILE[2],
                "level": 0,
                "cross_agency": "ya",
                "expected_agencies": [f"u{n}{text}" for n, text in enumerate(HOSTILE)],
            }
        ],
        "indicators": [
            {
                "id": f"i{n}{text}",
                "name": text,
                "level": 1,
                "owner": [f"u{n}{text}", f"p{n}{text}"] if n % 2 else [],
                "measure_unit": text,
                "formula": text,
                "data_source": text,
                "contributes_to": [f"S{HOSTILE[2]}"] if n % 3 else [],
            }
            for n, text in enumerate(HOSTILE)
        ],
        "values": [{"indicator": f"i1{HOSTILE[1]}", "year": 2026, "target": 3, "realisation": 2}],
        "tasks": [
            {
                "id": f"t{n}{text}",
                "name": text,
                "activity": text,
                "performer": [f"p{n}{text}"],
                "output_unit": text,
                "contributes_to": [f"i{n}{text}"],
            }
            for n, text in enumerate(HOSTILE)
        ],
    }
    settings = town.settings
    reading = read_document(tables, name="j", settings=settings, dataset=dataset, edition=edition)
    assert reading.cascade is not None, reading.problems
    with open_store(settings) as store:
        load(store, reading.cascade, settings=settings)
        yield dataset, edition
        drop(store, dataset, settings=settings)


@pytest.mark.parametrize("bypass", [False, True])
def test_hostile_names_run_nothing_on_any_page(
    town: Town,
    watch: Watch,
    hostile: tuple[str, str],
    bypass: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """With the content policy and without it."""
    dataset, edition = hostile
    odd = Town(town.url, dataset, town.settings)
    seen = watch(bypass=bypass)
    first = HOSTILE[1]
    asked = quote(first, safe="")
    paths = [
        *(f"/explore/record/{kind}{n}{quote(text, safe='')}"
          for n, text in enumerate(HOSTILE) for kind in ("i" if n % 2 else "u", "p")),
        f"/explore/record/t1{asked}",
        f"/explore/record/S{quote(HOSTILE[2], safe='')}",
        f"/explore/record/{asked}",
        f"/explore/crosscutting/S{quote(HOSTILE[2], safe='')}",
        f"/explore/search?q={asked}",
        f"/explore/findings?q={asked}&agency={asked}&rule={asked}",
        f"/explore/waivers?rule={asked}&subject={asked}&other={asked}",
        f"/explore/picture?view=cascade&against={asked}",
        f"/explore/workspace?id=i1{asked}&q={asked}&list=records",
        f"/explore/workspace?of={asked}&agency={asked}&rule={asked}&finding={asked}",
        f"/explore/share?view=chain&id={asked}&hours=1",
        f"/explore/compare?before={asked}&after={asked}",
        *("/explore/edition", "/explore/findings", "/explore/matrix", "/explore/posts"),
        "/explore/report", "/explore/forms?form=pohon-kinerja",
    ]  # fmt: skip
    for path in paths:
        seen.go(odd.at(path, "en", edition))
        assert seen.page.locator("h1").count() == 1, path
        assert seen.page.locator("script").count() == 1 + ("workspace" in path), path
        assert seen.page.locator("main :is(svg, object, embed, base)").count() == 0, path
        seen.said = [one for one in seen.said if "404" not in one and "400" not in one]
        seen.check()
    seen.go(f"{town.url}/?lang=en")
    seen.check()


def test_a_matrix_of_few_outcomes_fits_in_the_window(town: Town, watch: Watch) -> None:
    seen = watch()
    seen.go(town.at("/explore/matrix"))
    assert 2 < seen.page.locator("thead th").count() <= 7
    hidden = seen.page.locator(".wide").evaluate("it => it.scrollWidth - it.clientWidth")
    assert hidden == 0


def workbook(level: object) -> bytes:
    """A plan whose indicator has this level."""
    book = Workbook()
    book.remove(book.worksheets[0])
    tables: dict[str, list[tuple[object, ...]]] = {
        "units": [("id", "name", "kind"), ("dishub", "Dinas Perhubungan", "opd")],
        "objectives": [("id", "name", "level"), ("S1", "Kemacetan menurun", 0)],
        "indicators": [
            ("id", "name", "level", "owner", "contributes_to"),
            ("I1", "Waktu tempuh", level, "dishub", "S1"),
        ],
    }
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class Walker:
    """Somebody who signed in with a key, and walks by clicking."""

    seen: Watched
    language: Language

    @property
    def page(self) -> Page:
        return self.seen.page

    def say(self, indonesian: str, english: str) -> str:
        return indonesian if self.language == "id" else english

    def press(self, indonesian: str, english: str) -> None:
        name = self.say(indonesian, english)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=re.compile(f"^{name}")).first.click()

    def follow(self, indonesian: str, english: str) -> None:
        with self.page.expect_navigation():
            name = self.say(indonesian, english)
            self.page.get_by_role("link", name=name, exact=True).first.click()


def walker(watch: Watch, town: Town, role: Role, dataset: str, language: Language) -> Walker:
    """Comes to a page unknown, is sent to sign in, and arrives where they wanted to go."""
    seen = watch(known=False)
    seen.go(f"{town.url}/?lang={language}")
    assert "/sign-in" in seen.page.url
    seen.page.fill("input[name=key]", town.key(role, dataset))
    with seen.page.expect_navigation():
        seen.page.locator("form button").last.click()
    assert seen.page.url.startswith(f"{town.url}/?lang={language}")
    return Walker(seen, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_walks_from_the_planner_to_the_report(
    town: Town, watch: Watch, language: Language, tmp_path: Path
) -> None:
    """Upload, error, mended upload, audit, waiver, report, embed: as four people, by clicks."""
    dataset = f"jalan-{secrets.token_hex(4)}"
    broken, mended = tmp_path / "rusak.xlsx", tmp_path / "baik.xlsx"
    broken.write_bytes(workbook("lima"))
    mended.write_bytes(workbook(1))
    try:
        planner = walker(watch, town, "planner", dataset, language)
        _uploads(planner, dataset, broken, mended)
        assert planner.page.locator(".findings a[href*='/explore/waivers']").count() == 0
        inspector = walker(watch, town, "inspector", dataset, language)
        anchor = _proposes(inspector, dataset)
        other = walker(watch, town, "inspector", dataset, language)
        _approves(other, town, dataset, anchor)
        viewer = walker(watch, town, "viewer", dataset, language)
        _reads(viewer, watch, town, dataset)
        for one in (planner, inspector, other, viewer):
            one.seen.check()
    finally:
        with open_store(town.settings) as store:
            if any(item.dataset == dataset for item in editions(store)):
                drop(store, dataset, settings=town.settings)


def _uploads(planner: Walker, dataset: str, broken: Path, mended: Path) -> None:
    page = planner.page
    planner.follow("Unggah rencana", "Upload a plan")
    for path in (broken, mended):
        page.set_input_files("input[name=files]", path)
        page.fill("input[name=dataset]", dataset)
        page.fill("input[name=edition]", "2026")
        planner.press("Periksa berkas", "Check the files")
        page.wait_for_selector(".say.error, .say.good", timeout=60_000)
        if path == broken:
            row = page.locator("tbody tr").inner_text()
            assert "indicators" in row
            assert "lima" in row
            assert page.get_by_role("button", name=planner.say("Muat", "Load")).count() == 0
            planner.follow("Kirim berkas lain", "Send another file")
    planner.press("Muat rencana ini", "Load this plan")
    planner.page.wait_for_selector("a[href*='/explore/edition']", timeout=60_000)
    planner.follow("Lihat temuan auditnya", "See what the audit finds")


def _proposes(inspector: Walker, dataset: str) -> str:
    """The fingerprint's anchor of the finding for which a waiver is proposed."""
    page = inspector.page
    with page.expect_navigation():
        page.get_by_role("link", name=dataset).or_(
            page.locator(f"a[href*='dataset={dataset}']")
        ).first.click()
    inspector.follow("Temuan", "Findings")
    first = page.locator(".findings > li").first
    anchor = first.get_attribute("id") or ""
    with page.expect_navigation():
        first.locator("a[href*='/explore/waivers']").click()
    page.fill("input[name=reason]", "Disepakati bersama")
    page.fill("input[name=until]", LATER)
    inspector.press("Usulkan", "Propose")
    assert page.locator("tbody tr").count() == 1
    return anchor


def _approves(inspector: Walker, town: Town, dataset: str, anchor: str) -> None:
    page = inspector.page
    with page.expect_navigation():
        page.locator(f"a[href*='dataset={dataset}']").first.click()
    inspector.follow("Pengecualian", "Waivers")
    inspector.press("Setujui", "Approve")
    assert inspector.say("disetujui", "approved") in page.locator("tbody").inner_text()
    inspector.follow("Temuan", "Findings")
    page.select_option("select[name=status]", "waived")
    inspector.press("Saring", "Filter")
    assert page.locator(f"#{anchor}").count() == 1
    assert page.evaluate(
        "async address => (await fetch(address)).status",
        f"{town.url}/explore/upload?lang=en",
    ) == 403  # fmt: skip
    inspector.seen.said.clear()


def _reads(viewer: Walker, watch: Watch, town: Town, dataset: str) -> None:
    page = viewer.page
    with page.expect_navigation():
        page.locator(f"a[href*='dataset={dataset}']").first.click()
    viewer.follow("Laporan", "Report")
    report = page.locator("a[href*='/report.html']").first.get_attribute("href") or ""
    opened = page.context.new_page()
    opened.goto(f"{town.url}{report}", timeout=120_000)
    assert dataset in opened.inner_text("body")
    opened.close()
    viewer.follow("Matriks", "Matrix")
    viewer.follow("Matriks sebagai gambar", "The matrix as a picture")
    viewer.follow("Bagikan atau sematkan", "Share or embed")
    page.select_option("select[name=hours]", "1")
    viewer.press("Buat tautan", "Create the link")
    snippet = page.input_value("#signed")
    guest = watch(known=False).page
    for origin, shown in (("https://portal.example.go.id", True), ("https://lain.example", False)):
        guest.route(
            f"{origin}/", lambda route: route.fulfill(body=f"<h1>Portal</h1>{snippet}",
                                                      content_type="text/html")
        )  # fmt: skip
        guest.goto(f"{origin}/")
        guest.wait_for_timeout(500)
        body = guest.frames[-1].locator("body")
        told = body.text_content(timeout=30_000) or ""
        for _look in range(60 if shown else 0):  # a busy machine takes its time to draw
            if "Kemacetan menurun" in told:
                break
            guest.wait_for_timeout(500)
            told = guest.frames[-1].locator("body").text_content(timeout=30_000) or ""
        assert ("Kemacetan menurun" in told) is shown
    assert page.get_by_role("link", name=viewer.say("Unggah", "Upload")).count() == 0
