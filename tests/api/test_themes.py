"""Pages are light or dark, as the device has it or as a reader chose, and so are their pictures."""

from __future__ import annotations

import re

import pytest
from lxml import html
from sites import Site

from kinerja_api.explorer.themes import CHOICE, DEVICE
from kinerja_graph.render.embed import asset

DARK = re.compile(r'html lang="\w+" data-view="table" data-theme="dark"')


def choose(site: Site, theme: str, back: str = "/explore/edition?lang=en") -> str:
    """Choose as the form does; where it leads, with the cookie in the client."""
    answer = site.client.post("/explore/theme", data={"theme": theme, "next": back})
    assert answer.status_code == 303
    return answer.headers["location"]


def root(site: Site) -> str | None:
    return html.fromstring(site.get("/explore/edition", lang="en").content).get("data-theme")


def picture(site: Site, cookies: str) -> str:
    headers = {"cookie": cookies}
    asked = {"dataset": site.dataset, "edition": "2026-murni", "id": "KOTA-1"}
    answer = site.client.get("/embed/chain", params=asked, headers=headers)
    assert answer.status_code == 200
    return answer.text


def test_a_choice_holds_on_every_page_until_it_is_taken_back(site: Site) -> None:
    try:
        assert root(site) is None
        assert choose(site, "dark") == "/explore/edition?lang=en"
        assert root(site) == "dark"
        page = html.fromstring(site.get("/explore/findings", lang="en").content)
        form = page.xpath(".//form[@action='/explore/theme?lang=en']")[0]
        assert form.xpath(".//option[@selected]/@value") == ["dark"]
        back = form.xpath(".//input[@name='next']/@value")[0]
        assert back.startswith("/explore/findings?")
        choose(site, "light")
        assert root(site) == "light"
        choose(site, "")
        assert root(site) is None
    finally:
        site.client.cookies.clear()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_a_choice_leads_to_no_other_site(site: Site, back: str) -> None:
    try:
        assert choose(site, "dark", back) == "/"
    finally:
        site.client.cookies.clear()


def test_pictures_have_the_colours_of_their_page(site: Site) -> None:
    assert not DARK.search(picture(site, ""))
    assert DARK.search(picture(site, f"{CHOICE}=dark"))
    assert DARK.search(picture(site, f"{DEVICE}=dark"))
    assert not DARK.search(picture(site, f"{CHOICE}=light; {DEVICE}=dark"))
    assert not DARK.search(picture(site, f"{CHOICE}=<script>"))


def test_pages_have_the_colours_of_the_themes_of_pictures(site: Site) -> None:
    page = html.fromstring(site.get("/explore/edition").content)
    style = site.client.get(page.xpath(".//link[@rel='stylesheet']/@href")[0]).text
    dark = re.search(r'\[data-theme="dark"\] \{(.*?)\}', asset("themes.css"), re.DOTALL)
    assert dark is not None
    colours = " ".join(dark[1].split())
    assert f':root[data-theme="dark"] {{{colours}}}' in style
    assert "prefers-color-scheme: dark" in style
    assert f':root:not([data-theme="light"]) {{{colours}}}' in style
    used = set(re.findall(r"var\((--[\w-]+)", style))
    assert used <= set(re.findall(r"(--[\w-]+):", style))
