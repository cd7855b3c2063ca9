"""What leads on from records, findings and cells; curves by year; what is empty or not there."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from lxml import html
from packed_pages import unpack
from serving import client_of
from sites import Site

from kinerja_api.explorer.sparklines import sparkline
from kinerja_graph.analysis.series import NOTHING, Series
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

BROWSER = {"accept": "text/html,application/xhtml+xml"}


def tree(site: Site, path: str, **asked: Any) -> Any:
    answer = site.get(path, lang="id", **asked)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def pictures(page: Any) -> list[str]:
    return page.xpath(".//main//a[contains(@href, '/explore/workspace')]/@href")


def drawn(site: Site, url: str) -> str:
    """The picture in the frame of a page of a picture."""
    page = site.client.get(url)
    assert page.status_code == 200, page.text
    frame = html.fromstring(page.content).xpath(".//iframe/@src")[0]
    answer = site.client.get(frame)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/explore/findings", {}),
        ("/explore/matrix", {}),
        ("/explore/search", {"q": "jalan"}),
        ("/explore/record/KOTA-1", {}),
        ("/explore/record/SOP-DHB-1.1.1.1-1", {}),
        ("/explore/record/kadis-dishub", {}),
        ("/explore/record/dishub", {}),
    ],
)
def test_a_picture_is_one_click_away(site: Site, path: str, asked: dict[str, str]) -> None:
    found = pictures(tree(site, path, **asked))
    assert found
    for url in {found[0], found[-1]}:
        assert drawn(site, url).startswith("<!doctype html>")


def test_a_cell_of_the_matrix_leads_to_what_it_counts(site: Site) -> None:
    page = tree(site, "/explore/matrix")
    cells = page.xpath(".//table[contains(@class, 'matrix')]//td/a")
    assert cells
    cell = cells[0]
    counted = sum(int(one) for one in re.findall(r"\d+", cell.text_content()))
    picture = drawn(site, cell.get("href"))
    data = json.loads(unpack(picture, "data"))
    assert len(data["records"]) == counted
    page = html.fromstring(site.client.get(cell.get("href")).content)
    assert page.xpath(".//section[@id='record']//h2") == []  # a selection is no record


def test_cells_of_other_tables_lead_to_no_picture(site: Site) -> None:
    page = tree(site, "/explore/posts")
    assert page.xpath(".//table[contains(@class, 'matrix')]//td[text() or *]")
    assert pictures(page) == []  # a post is no agency of a selection


def test_an_indicator_shows_its_curve_and_an_objective_those_of_its_indicators(site: Site) -> None:
    page = tree(site, "/explore/record/KOTA-1a")
    curve = page.xpath(".//section[@aria-labelledby='targets']//svg")[0]
    assert curve.get("role") == "img"
    assert curve.get("aria-label").startswith("Target ")
    assert curve.xpath(".//polyline/@points")[0].count(",") > 1
    assert page.xpath(".//section[@aria-labelledby='targets']//table")
    page = tree(site, "/explore/record/KOTA-1")
    assert page.xpath(".//dl[@class='facts']//svg")


def test_a_curve_has_its_years_in_place_and_is_said_in_words() -> None:
    series = Series(
        measure_unit="%", targets={2026: 10.0, 2028: 20.0, 2027: 15.5}, realisations={2026: 20.0}
    )
    curve = sparkline(series, "id")
    assert curve is not None
    assert curve.targets == "5,31 75,16.7 145,5"
    assert curve.realisations == ((5, 5),)
    assert curve.text == "Target 10 pada 2026 sampai 20 pada 2028; realisasi 20 pada 2026 (%)"
    band = sparkline(Series(targets={2026: (1.0, 3.0), 2027: (2.0, 3.0)}), "en")
    assert band is not None
    assert band.range == "5,5 145,5 145,18 5,31"
    assert "1–3 in 2026" in band.text
    flat = sparkline(Series(targets={2026: 4.0, 2027: 4.0}), "en")
    assert flat is not None
    assert flat.targets == "5,18 145,18"
    assert sparkline(NOTHING, "id") is None
    assert sparkline(Series(targets={2026: 1.0}, realisations={2026: 2.0}), "id") is None


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", ["/tidak-ada", "/explore/tidak/ada", "/a/b/c", "/trace"])
def test_a_browser_gets_a_page_for_what_is_not_there(site: Site, path: str, language: str) -> None:
    answer = site.client.get(path, params={"lang": language}, headers=BROWSER)
    assert answer.status_code == 404
    page = html.fromstring(answer.content)
    assert page.get("lang") == language
    assert page.xpath(".//main//a[starts-with(@href, '/?')]")
    again = site.client.get(path, params={"lang": language})
    expected = "text/html" if path.startswith("/explore") else "application/problem+json"
    assert again.headers["content-type"].startswith(expected)


def test_a_stranger_learns_only_that_a_page_is_not_there(site: Site) -> None:
    answer = httpx.get(f"{site.client.base_url}/tidak-ada", headers=BROWSER)
    assert answer.status_code == 404
    assert 'role="search"' not in answer.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_service_is_described_on_a_page_of_its_own(site: Site, language: str) -> None:
    answer = site.client.get("/docs", params={"lang": language}, headers={"authorization": ""})
    assert answer.status_code == 200
    page = html.fromstring(answer.content)
    paths = site.client.get("/openapi.json").json()["paths"]
    shown = {
        (one.xpath("./span/text()")[0].lower(), one.xpath("./code/text()")[0])
        for one in page.xpath(".//main//h3")
    }
    assert shown == {
        (method, path)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if not operation.get("deprecated")
    }
    ids = page.xpath(".//@id")
    assert len(ids) == len(set(ids))
    outside = page.xpath(".//*[@src]/@src | .//link[@rel='stylesheet']/@href")
    assert all(one.startswith(("/", "data:")) for one in outside)


def test_a_filter_that_finds_nothing_leads_back_to_all_findings(site: Site) -> None:
    page = tree(site, "/explore/findings", q="zzz")
    assert "Tampilkan semua temuan" in page.text_content()


@pytest.fixture(scope="module")
def bare(embedded_settings: Settings) -> Iterator[tuple[httpx.Client, str]]:
    """A plan of one unit: no result, no finding of most rules, nothing in its matrix."""
    name = f"kosong-{secrets.token_hex(4)}"
    tables: Any = {"units": [{"id": "dinas", "name": "Dinas", "kind": "opd"}]}
    found = read_document(tables, name="plan", settings=embedded_settings, dataset=name)
    assert found.cascade is not None
    with open_store(embedded_settings) as store:
        load(store, found.cascade, settings=embedded_settings)
        with client_of(embedded_settings) as client:
            yield client, name
        drop(store, name, settings=embedded_settings)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/explore/matrix", "ditopang."),
        ("/explore/search?q=zzz", "Tulis lebih sedikit kata"),
        ("/explore/findings", "Edisi ini tidak memiliki temuan"),
        ("/explore/posts", ""),
        ("/explore/picture", ""),
        ("/explore/workspace", "Edisi ini tidak memiliki temuan"),
        ("/explore/workspace?list=records", "Tidak ada catatan yang cocok"),
        ("/explore/edition", ""),
        ("/explore/follow-ups", ""),
    ],
)
def test_an_empty_page_says_why_and_what_to_do(
    bare: tuple[httpx.Client, str], path: str, told: str
) -> None:
    client, name = bare
    path, _, query = path.partition("?")
    asked = {"dataset": name, "lang": "id", **dict([query.split("=")] if query else [])}
    answer = client.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    assert told in html.fromstring(answer.content).text_content()
