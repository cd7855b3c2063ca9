"""The page of the country in a real browser: sorted, filtered by the map, silent, for everybody."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from dialogs import dismiss
from playwright.sync_api import Browser, Page, Route

from kinerja_graph.report.country_page import (
    Country,
    Government,
    RuleOfCountry,
    Standing,
    country_page,
)
from kinerja_graph.report.provinces import PROVINCES
from kinerja_graph.texts import Language

HOSTILE: Final = "</script><img src=x onerror=alert(1)>"
NUMBER: Final = 45
ROW: Final = "#list tbody tr:visible"
Look = Callable[..., Any]


def country() -> Country:
    """One government of which nothing could be audited, and one or two for each province."""
    codes = [*PROVINCES, *[None] * (NUMBER - len(PROVINCES))]
    governments = [
        Government(
            dataset=f"kab-{number:02}",
            name=f"Rencana Kabupaten Kepulauan {number} {HOSTILE if number == 3 else ''}",
            province=PROVINCES[code] if code else None,
            editions=tuple(
                Standing(
                    edition=edition,
                    errors=(number * 7 + len(edition)) % 23,
                    warnings=number,
                    infos=0,
                    tasks=60,
                    tasks_whole=59,
                    indicators=20,
                    indicators_whole=18,
                    records=120,
                    as_of=year,
                    pages={
                        "report": f"reports/{number}.html",
                        "picture": f"pictures/{number}.html",
                    },
                )
                for edition, year in (("2025", 2024), ("2026-p", 2025))[number % 3 == 0 :]
            ),
        )
        for number, code in enumerate(codes)
    ]
    governments[-1] = replace(governments[-1], editions=(), why=("Rencana ini tidak terbaca.",))
    rule = RuleOfCountry(
        id="detached-task",
        severity="warning",
        governments=30,
        findings=44,
        most=(("kab-03", 9), ("kab-01", 1)),
    )
    return Country(governments=tuple(governments), rules=(rule,))


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Look:
    """Opens the page; it must ask for itself alone, and be silent."""

    @contextmanager
    def opened(*, language: Language = "en", script: bool = True, **window: Any) -> Generator[Page]:
        requests: list[str] = []
        said: list[str] = []
        path = tmp_path / "index.html"
        made = datetime(2026, 12, 2, tzinfo=UTC)
        path.write_text(country_page(country(), {}, language, made=made), "utf-8")

        def record(route: Route) -> None:
            requests.append(route.request.url)
            route.continue_() if route.request.url.startswith("file:") else route.abort()

        with browser.new_context(java_script_enabled=script, **window) as context:
            page = context.new_page()
            page.route("**/*", record)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("dialog", partial(dismiss, said))
            page.goto(path.as_uri())
            yield page
            assert len(requests) == 1
            assert said == []

    return opened


def first_numbers(page: Page, column: int) -> list[int]:
    cells = page.locator(f"#list tbody tr td:nth-child({column})[data-v]").all()
    return [int(float(cell.get_attribute("data-v") or 0)) for cell in cells]


def test_the_table_is_sorted_and_what_was_not_audited_stays_last(look: Look) -> None:
    with look() as page:
        errors = page.get_by_role("button", name="Errors", exact=True)
        errors.click()
        found = first_numbers(page, 3)
        assert len(found) == NUMBER - 1
        assert found == sorted(found, reverse=True)
        last = page.locator("#list tbody tr").last
        assert "Rencana ini tidak terbaca." in last.inner_text()
        assert page.locator("th[aria-sort]").count() == 1
        errors.press("Enter")
        assert first_numbers(page, 3) == sorted(found)
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Errors")
        page.get_by_role("button", name="Government", exact=True).click()
        names = page.locator("#list code").all_inner_texts()
        assert names == sorted(names)


def test_the_map_the_search_and_links_choose_governments(look: Look) -> None:
    with look() as page:
        assert page.locator(ROW).count() == NUMBER
        page.locator(".map a[data-code='32']").click()
        assert page.locator(ROW).count() == 1
        assert page.locator("#shown").inner_text() == f"1 of {NUMBER} governments"
        assert page.locator(".map .chosen a").get_attribute("data-code") == "32"
        page.locator(".map a[data-code='32']").click()
        assert page.locator(ROW).count() == NUMBER
        page.fill("[name=text]", "kepulauan KAB-03")
        assert page.locator(ROW).count() == 1
        page.locator("section[aria-labelledby=rules] summary").click()
        page.locator("section[aria-labelledby=rules] a[href='#g2']").click()
        assert page.locator("#g2").is_visible()
        assert page.locator(ROW).count() == NUMBER
        page.select_option("[name=province]", "-")
        assert page.locator(ROW).count() == NUMBER - len(PROVINCES)


def test_without_a_script_everything_is_there_but_the_tools(look: Look) -> None:
    with look(script=False) as page:
        assert page.locator(ROW).count() == NUMBER
        assert not page.locator("#filter").is_visible()
        assert page.locator("#list button").count() == 0
        page.locator(".map a[data-code='32']").click()
        assert page.locator("#province-32").is_visible()


@pytest.mark.parametrize(
    ("language", "window"),
    [
        ("en", {"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"}),
        ("id", {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"}),
    ],
    ids=["desk-dark", "phone"],
)
def test_nothing_keeps_anybody_out(look: Look, language: Language, window: dict[str, Any]) -> None:
    with look(language=language, **window) as page:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= window["viewport"]["width"]
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (window["color_scheme"] == "light")
        for tile in page.locator(".map li > *").all():
            assert tile.evaluate("it => it.scrollWidth <= it.clientWidth + 1"), tile.inner_text()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
