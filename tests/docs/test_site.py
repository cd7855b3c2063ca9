"""The documentation site: it builds strictly, asks no other server, and can be searched."""

import contextlib
import functools
import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]  # of a C extension
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as TooLong

TOP = Path(__file__).parent.parent.parent
PATHS = ("index.html", "tutorial.html", "reference/perintah.html", "rules/orphan-indicator.html")
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
FETCHED = (
    "//script/@src|//img/@src|//iframe/@src|//source/@src|//link/@href|//*/@srcset|//object/@data"
)
IN_STYLE = re.compile(r"(?:url\(|@import\s)\s*[\"']?([^\"')]+)")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it; a warning of the build is an error."""
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", place],
        cwd=TOP,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return place


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def test_no_page_names_a_script_style_font_or_image_of_elsewhere(site: Path) -> None:
    seen = 0
    for path, page in pages(site):
        for place in page.xpath(FETCHED):
            assert not OUTSIDE.match(place), f"{path.relative_to(site)}: {place}"
        styles = [*page.xpath("//style/text()"), *page.xpath("//@style")]
        assert not [
            place for text in styles for place in IN_STYLE.findall(text) if OUTSIDE.match(place)
        ]
        assert not page.xpath(
            "//*[contains(concat(' ', @class, ' '), ' mermaid ')]"
        )  # would be fetched
        assert not page.xpath("//*[@data-md-component='source']")  # would ask GitHub
        seen += 1
    assert seen > 100
    for path in [*site.rglob("*.css"), *site.rglob("*.svg")]:
        named = IN_STYLE.findall(path.read_text("utf-8"))
        assert not [place for place in named if OUTSIDE.match(place)], path


def test_every_list_is_one(site: Path) -> None:
    """A list without a blank line above it would run on as text."""
    run_on = [
        f"{path.relative_to(site)}: {line}"
        for path, page in pages(site)
        for paragraph in page.xpath("//p[not(ancestor::pre)]")
        for line in (paragraph.text_content() or "").splitlines()
        if re.match(r"\s*(?:[-*]|\d+\.) \S", line)
    ]
    assert run_on == []


def test_every_link_inside_leads_to_a_page_and_a_heading(site: Path) -> None:
    marks = {path: set(page.xpath("//@id|//a/@name")) for path, page in pages(site)}
    followed = 0
    for path, page in pages(site):
        if path.name == "404.html":
            continue  # its addresses are those of a server's root
        for link in page.xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / parts.path).resolve() if parts.path else path
            assert target.exists(), f"{path.relative_to(site)}: {link}"
            if parts.fragment and target in marks:
                assert parts.fragment in marks[target], f"{path.relative_to(site)}: {link}"
            followed += 1
    assert followed > 1000


def test_links_to_elsewhere_are_well_formed(site: Path) -> None:
    for path, page in pages(site):
        for link in page.xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                assert parts.scheme == "https", f"{path.relative_to(site)}: {link}"
                assert HOST.fullmatch(parts.netloc), f"{path.relative_to(site)}: {link}"


def test_every_page_has_one_heading_of_its_own(site: Path) -> None:
    titles: dict[str, Path] = {}
    for path, page in pages(site):
        if path.name != "404.html":
            (heading,) = page.xpath("//article//h1")
            title = etree.tostring(heading, method="text", encoding="unicode").strip("# \n")
            assert title
            assert title not in titles, f"{path} and {titles[title]}: {title}"
            titles[title] = path


@pytest.fixture
def address(site: Path) -> Generator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=site)
    ) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def browser_page(browser: Browser) -> Generator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("opened", ["by a server", "from a folder"])
def test_a_browser_asks_nobody_else_and_finds_words(
    opened: str, address: str, site: Path, browser_page: Page
) -> None:
    root = address if opened == "by a server" else site.as_uri()
    asked: list[str] = []
    faults: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.on("pageerror", lambda error: faults.append(str(error)))
    for path in PATHS:
        browser_page.goto(f"{root}/{path}")
    found = _searched(browser_page, "orphan-indicator")
    assert "orphan-indicator" in str(found.get_attribute("href"))
    assert not faults
    assert len(asked) > len(PATHS)
    assert [url for url in asked if not url.startswith((root, "data:", "blob:", "about:"))] == []


def _searched(page: Page, word: str) -> Locator:
    """The first find; typed again where the page did not listen yet."""
    box = page.get_by_role("textbox").first
    found = page.locator(".md-search-result__link").first
    for _ in range(20):
        box.fill("")
        box.press_sequentially(word)
        with contextlib.suppress(TooLong):
            found.wait_for(timeout=5_000)
            return found
    pytest.fail(f"nothing is found for {word}")
