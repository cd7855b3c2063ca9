"""``kinerja open`` in a real browser: from a sheet to what is taken away, until its page closes."""

from __future__ import annotations

import io
import os
import secrets
import shutil
import time
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Final

import openpyxl
import psutil
import pytest
from accessibility import assert_accessible
from command_line import TOP
from desks import OpenDesk, opened
from dialogs import dismiss
from engine_processes import commands_naming, wait_until
from playwright.sync_api import Browser, BrowserContext, Page

from kinerja_api.access.desk import GRACE_SECONDS
from kinerja_graph.settings import Settings
from kinerja_graph.texts import LANGUAGES

ALL: Final = os.environ.get("KINERJA_TEST_PAGES") == "all"
RENJA: Final = TOP / "tests/unit/sources/wide/sheets/deliserdang-renja/input.xlsx"
MATRIX: Final = TOP / "examples/sheets/matriks.xlsx"
WINDOWS: Final = ((1400, 900), (1024, 800), (390, 844))
WAIT: Final = 120_000


@pytest.fixture
def said() -> Generator[list[str]]:
    """What pages say on the console; at the end: nothing."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def context(browser: Browser, said: list[str]) -> Generator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1400, "height": 900}, locale="id-ID")

    def listen(page: Page) -> None:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", partial(dismiss, said))

    made.on("page", listen)
    yield made
    made.close()


@pytest.fixture
def own_sheet(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a sheet under a name that nobody has loaded before."""

    def copy(sheet: Path) -> Path:
        return Path(shutil.copyfile(sheet, tmp_path / f"lembar-{secrets.token_hex(4)}.xlsx"))

    return copy


def enter(context: BrowserContext, desk: OpenDesk) -> Page:
    page = context.new_page()
    page.goto(desk.address)
    assert "token" not in page.url
    return page


def check(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert_accessible(page)


def check_everywhere(page: Page) -> None:
    """No fault that axe knows, in every window, in the dark; by night in both languages each."""
    address = page.url.partition("?")[0]
    for number, (width, height) in enumerate(WINDOWS):
        for language in LANGUAGES if ALL else (LANGUAGES[number % 2],):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if number == 1 else "light")
            page.goto(f"{address}?lang={language}")
            assert page.get_attribute("html", "lang") == language
            check(page)


def takes_away(page: Page, sheet: Path) -> None:
    """The workbook with notes at its cells, the report in two formats, the plan."""
    with page.expect_download() as given:
        page.click("#step-4 a[href*='/workbook']")
    assert given.value.suggested_filename == f"{sheet.stem}-temuan.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(given.value.path()).read_bytes()))
    assert book.sheetnames[-1] == "Temuan audit"
    notes = [cell for one in book for row in one.iter_rows() for cell in row if cell.comment]
    assert notes
    for name, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        with page.expect_download() as given:
            page.click(f"#step-4 a[href*='report.{name}']")
        assert Path(given.value.path()).read_bytes().startswith(begins)
    with page.expect_download() as given:
        page.click("#step-4 a[href*='/plan']")
    plan = openpyxl.load_workbook(io.BytesIO(Path(given.value.path()).read_bytes()))
    assert plan["indicators"].max_row > 1


def test_a_sheet_is_walked_from_its_cells_to_what_is_taken_away(
    context: BrowserContext, embedded_settings: Settings, own_sheet: Callable[[Path], Path]
) -> None:
    sheet = own_sheet(RENJA)
    before = sheet.read_bytes()
    with opened(embedded_settings.home, str(sheet), language="id") as desk:
        page = enter(context, desk)
        page.locator("#tree").wait_for(timeout=WAIT)
        assert page.inner_text("h1") == sheet.name
        assert page.inner_text("li[aria-current=step]").split("\n")[1] == "Yang terbaca"
        page.focus("#use button")
        page.keyboard.press("Enter")
        page.locator("#step-4 .cards").wait_for(timeout=WAIT)
        assert page.locator(".steps .done").count() == 3
        assert "temuan pada" in page.inner_text("#step-3 .say")
        takes_away(page, sheet)
        page.click("#step-3 a[href*='/explore/findings?']")
        assert page.locator(".findings > li").count() > 0
        page.go_back()
        page.locator("#step-4 .cards").wait_for(timeout=WAIT)
        assert sheet.read_bytes() == before
        page.locator("header form button").last.click()
        assert desk.ends() == 0


def test_a_reload_and_another_page_keep_it_and_closing_all_ends_it(
    browser: Browser, tmp_path: Path
) -> None:
    """Nothing of it runs on: neither the process, nor what it started, nor the engine."""
    home = tmp_path / "rumah"
    with opened(home, str(MATRIX), KINERJA_IDLE="0.1") as desk:
        started = psutil.Process(desk.process.pid)
        context = browser.new_context()
        page = enter(context, desk)
        page.locator("#tree").wait_for(timeout=WAIT)
        page.reload()
        other = context.new_page()
        other.goto(f"{desk.url}/desk")
        page.close()
        other.goto(f"{desk.url}/")
        other.wait_for_timeout(1000 * (GRACE_SECONDS + 3))
        assert desk.is_running
        assert other.locator("#gone").is_hidden()
        children = started.children(recursive=True)
        assert children
        closed = time.monotonic()
        other.close()
        assert desk.ends() == 0
        assert time.monotonic() - closed >= GRACE_SECONDS - 2
        context.close()
    assert wait_until(lambda: not commands_naming(home), 60)
    assert wait_until(lambda: not any(one.is_running() for one in children), 30)


def test_two_desks_at_once_do_not_disturb_each_other(
    context: BrowserContext, embedded_settings: Settings
) -> None:
    with opened(embedded_settings.home) as one, opened(embedded_settings.home) as two:
        pages = [enter(context, one), enter(context, two)]
        for page in (*pages, *pages):
            page.reload()
            assert page.locator(".drop").count() == 1
        pages[0].close()
        assert one.ends() == 0
        pages[1].reload()
        assert pages[1].locator(".drop").count() == 1
        assert two.is_running


def test_a_page_says_when_it_has_ended(browser: Browser, embedded_settings: Settings) -> None:
    context = browser.new_context(locale="en-GB")
    with opened(embedded_settings.home, language="en") as desk:
        page = enter(context, desk)
        page.wait_for_timeout(1500)
        desk.process.send_signal(2)
        page.locator("#gone", has_text="Kinerja has ended.").wait_for(timeout=30_000)
        assert desk.ends() == 0
    context.close()


def test_it_is_whole_without_script(
    browser: Browser, embedded_settings: Settings, own_sheet: Callable[[Path], Path]
) -> None:
    with (
        opened(embedded_settings.home, language="en") as desk,
        browser.new_context(java_script_enabled=False, locale="en-GB") as context,
    ):
        page = enter(context, desk)
        page.set_input_files("input[name=files]", own_sheet(MATRIX))
        page.get_by_role("button", name="Read this file").click()
        page.locator("#tree").wait_for(timeout=WAIT)
        page.get_by_role("button", name="It is read correctly: show the findings").click()
        page.locator("#step-4 .cards").wait_for(timeout=WAIT)
        page.get_by_role("button", name="Close Kinerja").click()
        assert "you can close this page" in page.inner_text("main")
        assert desk.ends() == 0


def test_nothing_keeps_anybody_out_of_a_desk(
    context: BrowserContext, embedded_settings: Settings, own_sheet: Callable[[Path], Path]
) -> None:
    sheet = own_sheet(MATRIX)
    with opened(embedded_settings.home, str(sheet)) as desk:
        page = enter(context, desk)
        page.locator("#tree").wait_for(timeout=WAIT)
        steps = page.url
        check_everywhere(page)
        page.goto(f"{desk.url}/desk")
        check_everywhere(page)
        page.set_viewport_size({"width": 1400, "height": 900})
        page.goto(steps)
        page.select_option("select[name='column-D']", "none")  # by the same script as elsewhere
        page.locator("th[data-column=D].g-").wait_for(timeout=WAIT)
        page.locator("#use button").click()
        page.locator("#step-4 .cards").wait_for(timeout=WAIT)
        check_everywhere(page)
        page.locator("header form button").last.click()
        page.locator(".say.good").wait_for(timeout=WAIT)
        check(page)
        assert desk.ends() == 0
