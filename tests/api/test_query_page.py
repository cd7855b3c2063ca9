"""The page of free queries: what it runs and for whom, its table, picture and CSV, its errors."""

from __future__ import annotations

import base64
import json
import re
import secrets
import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from lxml import html
from serving import client_of
from sites import Site

from kinerja_api.explorer.query import examples
from kinerja_graph.accounts.rights import Grant
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow import access

OBJECTIVES = "MATCH (o:Objective {scope: $scope}) RETURN o, o.level AS level ORDER BY o.id LIMIT 3"
PATHS = "MATCH p = (i:Indicator {scope: $scope})-[:MEASURES]->(o:Objective) RETURN p"
STATEMENTS = tuple(examples())


def shown(site: Site, cypher: str, **more: Any) -> Any:
    answer = site.get("/explore/query", cypher=cypher, lang="id", **more)
    return answer, html.fromstring(answer.content)


def said(page: Any, path: str) -> str:
    return " ".join(page.xpath(path)[0].text_content().split())


def test_a_result_is_a_table_whose_records_are_links(site: Site) -> None:
    answer, page = shown(site, OBJECTIVES)
    assert answer.status_code == 200
    assert [one.text_content() for one in page.xpath(".//*[contains(@class, 'found')]//th")] == [
        "o",
        "level",
    ]
    first = page.xpath(".//*[contains(@class, 'found')]//tbody//tr")[0].xpath(".//td")
    link = first[0].xpath(".//a")[0]
    assert link.get("href").startswith("/explore/record/")
    assert site.client.get(link.get("href")).status_code == 200
    assert first[1].text_content() == "1"
    assert "3 baris" in said(page, ".//*[@role='status']")
    assert page.xpath(".//textarea[@name='cypher']")[0].text_content() == OBJECTIVES


def test_edges_and_paths_name_both_ends(site: Site) -> None:
    _, page = shown(site, "MATCH (i:Indicator {id: 'KOTA-1a', scope: $scope})-[m:MEASURES]->() "
                    "RETURN m")  # fmt: skip
    cell = page.xpath(".//*[contains(@class, 'found')]//td")[0]
    assert cell.text_content() == "KOTA-1a –MEASURES→ KOTA-1"
    assert [one.text_content() for one in cell.xpath(".//a")] == ["KOTA-1a", "KOTA-1"]
    _, page = shown(site, f"{PATHS} LIMIT 1")
    assert "–MEASURES→" in page.xpath(".//*[contains(@class, 'found')]//td")[0].text_content()
    _, page = shown(
        site, "MATCH p = (o:Objective {id: 'KOTA-1', scope: $scope})<-[:MEASURES]-() RETURN p"
    )
    assert "←MEASURES–" in page.xpath(".//*[contains(@class, 'found')]//td")[0].text_content()


@pytest.mark.parametrize(
    ("cypher", "told"),
    [
        ("RETURN 1.5 AS x", "1,5"),
        ("RETURN true AS x", "benar"),
        ("RETURN null AS x", "–"),
        ("RETURN ['a', 2] AS x", "a, 2"),
        ("RETURN {a: 'b'} AS x", '{"a": "b"}'),
        ("RETURN '<script>alert(1)</script>' AS x", "<script>alert(1)</script>"),
    ],
)
def test_plain_values(site: Site, cypher: str, told: str) -> None:
    answer, page = shown(site, cypher)
    assert page.xpath(".//*[contains(@class, 'found')]//td")[0].text_content() == told
    assert "<script>alert" not in answer.text


def test_long_texts_and_many_rows_are_cut_and_counted(site: Site) -> None:
    _, page = shown(site, "UNWIND range(1, 900) AS n RETURN n")
    assert len(page.xpath(".//*[contains(@class, 'found')]//tbody//tr")) == 500
    assert "500" in said(page, ".//*[@role='status']")
    _, page = shown(site, "UNWIND range(1, 5000) AS n RETURN n")
    assert "1.000 baris" in said(page, ".//*[@role='status']")
    _, page = shown(site, "RETURN reduce(a = '', n IN range(1, 9000) | a + 'x') AS x")
    if page.xpath(".//*[contains(@class, 'found')]"):
        assert len(page.xpath(".//*[contains(@class, 'found')]//td")[0].text_content()) < 4_100


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_error_says_where_and_shows_the_line(site: Site, language: str) -> None:
    answer = site.get("/explore/query", cypher="MATCH (n)\nDELETE n", lang=language)
    page = html.fromstring(answer.content)
    assert answer.status_code == 400
    assert page.xpath(".//*[@role='alert']//pre")[0].text_content() == "DELETE n\n^"
    assert ("Baris 2, kolom 1" if language == "id" else "Line 2, column 1") in answer.text
    assert page.xpath(".//textarea")[0].text_content() == "MATCH (n)\nDELETE n"
    answer, page = shown(site, "MATCH (n RETURN n")
    assert answer.status_code == 400
    assert page.xpath(".//*[@role='alert']")


def test_an_empty_result_says_what_to_check(site: Site) -> None:
    _, page = shown(site, "MATCH (n:Objective {scope: 'x'}) RETURN n")
    assert "Tidak ada baris" in page.text_content()
    _, page = shown(site, "MATCH (n:Objective {scope: 'x'}) RETURN n", shown="picture")
    assert page.xpath(".//iframe") == []


def test_what_is_found_is_drawn_and_nothing_else(site: Site) -> None:
    _, page = shown(site, f"{PATHS} LIMIT 2", shown="picture")
    frame = page.xpath(".//iframe")[0].get("src")
    drawn = site.client.get(frame)
    assert drawn.status_code == 200
    assert "sandbox allow-scripts" in drawn.headers["content-security-policy"]
    boxes = boxes_of(drawn.text)
    _, table = shown(site, f"{PATHS} LIMIT 2")
    linked = {
        one.get("href").split("/")[3].split("?")[0]
        for one in table.xpath(".//*[contains(@class, 'found')]//a")
    }
    assert boxes == linked


def test_units_and_posts_are_drawn_where_nothing_else_is_found(site: Site) -> None:
    cypher = "MATCH (p:Position {scope: $scope})-[:IN_UNIT]->(u:Unit {id: 'dishub'}) RETURN p, u"
    _, page = shown(site, cypher, shown="picture")
    drawn = site.client.get(page.xpath(".//iframe")[0].get("src"))
    assert "dishub" in boxes_of(drawn.text)


def test_a_result_that_is_no_records_is_not_drawn(site: Site) -> None:
    _, page = shown(site, "RETURN 1 AS x", shown="picture")
    assert page.xpath(".//iframe") == []
    answer = site.get("/explore/query.html", cypher="RETURN 1 AS x", lang="id")
    assert answer.status_code == 400


def test_the_csv_is_that_of_the_service(site: Site) -> None:
    cypher = "MATCH (o:Objective {scope: $scope}) RETURN o.id AS id, o.name AS name ORDER BY id"
    _, page = shown(site, cypher)
    link = next(one.get("href") for one in page.xpath(".//a[@download]"))
    answer = site.client.get(link)
    named = {"dataset": site.dataset, "edition": "2026-murni"}
    same = site.client.post("/query.csv", json={"cypher": cypher}, params=named)
    assert answer.content == same.content
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_each_example_finds_something_in_the_city(site: Site, number: int) -> None:
    answer, page = shown(site, STATEMENTS[number])
    assert answer.status_code == 200, answer.text
    assert page.xpath(".//*[contains(@class, 'found')]//tbody//tr")


@pytest.fixture(scope="module")
def browser(site: Site, embedded_settings: Settings) -> Iterator[httpx.Client]:
    """A person who signed in with a key for free queries."""
    with access.accounts_database(embedded_settings) as book:
        _, secret = access.add_key(book, "penanya", [Grant("cypher")], days=1, by="uji")
    with httpx.Client(base_url=site.client.base_url, follow_redirects=True, timeout=60) as client:
        client.post("/sign-in", data={"key": secret})
        yield client


@pytest.mark.parametrize(
    ("headers", "runs"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site", "referer": "{own}/explore/query"}, False),
        ({"referer": "{own}/explore/query"}, True),
        ({"referer": "https://lain.example/"}, False),
        ({"referer": "{own}.lain.example/"}, False),
        ({}, False),
    ],
)
def test_a_link_from_elsewhere_runs_nothing(
    site: Site, browser: httpx.Client, headers: dict[str, str], *, runs: bool
) -> None:
    own = str(browser.base_url).rstrip("/")
    sent = {name: value.replace("{own}", own) for name, value in headers.items()}
    asked = {"dataset": site.dataset, "cypher": "RETURN 987654 - 1 AS x", "lang": "id"}
    page = browser.get("/explore/query", params=asked, headers=sent)
    assert page.status_code == 200
    assert ("987653" in page.text) is runs
    assert ("belum dijalankan" in page.text) is not runs
    table = browser.get("/explore/query.csv", params=asked, headers=sent)
    assert table.headers["content-type"].startswith("text/csv" if runs else "text/html")
    drawn = browser.get("/explore/query.html", params=asked, headers=sent)
    assert drawn.status_code == (400 if runs else 200)


@pytest.mark.parametrize("role", ["viewer", "admin"])
def test_who_may_not_ask_sees_neither_tab_nor_page(
    site: Site, embedded_settings: Settings, role: Any
) -> None:
    with access.accounts_database(embedded_settings) as book:
        _, secret = access.add_key(book, f"t-{role}", [Grant(role)], days=1, by="uji")
    key = {"Authorization": f"Bearer {secret}"}
    where = {"dataset": site.dataset, "edition": "2026-murni"}
    assert site.client.get("/explore/query", params=where, headers=key).status_code == 403
    page = site.client.get("/explore/edition", params=where, headers=key).text
    assert "/explore/query" not in page
    assert "/explore/query" in site.get("/explore/edition").text


@pytest.fixture(scope="module")
def plain(engine_settings: Settings) -> Iterator[tuple[httpx.Client, str]]:
    """A small plan on each engine, and a client of its pages."""
    name = f"halaman-{secrets.token_hex(4)}"
    tables: dict[str, list[dict[str, object]]] = {
        "units": [{"id": "dinas", "name": "Dinas", "kind": "opd"}],
        "positions": [{"id": "P1", "name": "Kepala", "unit": "dinas"}],
        "objectives": [
            {"id": "S1", "name": "Aman", "level": 0},
            {"id": "S2", "name": "Tertib", "level": 1, "owner": ["dinas"]},
        ],
        "contributions": [{"from": "S2", "to": "S1", "kind": "crosscutting"}],
        "indicators": [{"id": "I1", "name": "Korban", "level": 1, "objective": "S2"}],
        "tasks": [{"id": "T1", "name": "Patroli", "contributes_to": "I1"}],
    }
    found = read_document(tables, name="plan", settings=engine_settings, dataset=name)  # type: ignore[arg-type]  # tables of any kind are what is read
    assert found.cascade is not None, found.problems
    with open_store(engine_settings) as store:
        load(store, found.cascade, settings=engine_settings)
        with client_of(engine_settings) as client:
            yield client, name
        drop(store, name, settings=engine_settings)


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_each_example_runs_and_is_drawn_alike_on_both_engines(
    plain: tuple[httpx.Client, str], number: int
) -> None:
    client, name = plain
    text = STATEMENTS[number]
    answer = client.get("/explore/query", params={"dataset": name, "cypher": text, "lang": "en"})
    assert answer.status_code == 200, answer.text
    page = html.fromstring(answer.content)
    assert page.xpath(".//*[contains(@class, 'found')]//tbody//tr"), text
    drawn = client.get("/explore/query.html", params={"dataset": name, "cypher": text})
    expected = [None, {"I1"}, {"S1", "S2"}, {"T1", "I1", "S2", "S1"}][number]
    if expected is None:
        assert drawn.status_code == 400
    else:
        assert boxes_of(drawn.text) == expected


def boxes_of(page: str) -> set[str]:
    """The ids of the boxes of a picture."""
    data = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert data, page[:500]
    unpacked = zlib.decompress(base64.b64decode(data.group(1)), -15)
    return {one["id"] for one in json.loads(unpacked)["model"]["boxes"]}


def press(site: Site, path: str, fields: dict[str, str]) -> httpx.Response:
    where = {"dataset": site.dataset, "edition": "2026-murni", "lang": "id"}
    return site.client.post(path, data=fields, params=where)


@pytest.fixture
def unsaved(site: Site) -> None:
    """Remove the queries that tests before these saved for all datasets."""
    for one in site.client.get("/queries", params={"dataset": site.dataset}).json()["queries"]:
        of = {} if one["dataset"] is None else {"dataset": one["dataset"]}
        assert site.client.delete(f"/queries/{one['name']}", params=of).status_code == 200


def saved(site: Site) -> list[str]:
    page = html.fromstring(site.get("/explore/query", lang="id").content)
    return page.xpath(".//section[@aria-labelledby='saved']/ul/li/a//text()")


@pytest.mark.usefixtures("unsaved")
def test_a_query_is_saved_run_with_one_click_and_removed(site: Site) -> None:
    _, page = shown(site, OBJECTIVES)
    form = page.xpath(".//form[contains(@action, '/explore/queries?')]")[0]
    assert form.xpath(".//input[@name='cypher']/@value") == [OBJECTIVES]
    for name, scope in (("Tiga hasil", "dataset"), ("Tiga hasil", "all")):
        done = press(site, "/explore/queries", {"name": name, "for": scope, "cypher": OBJECTIVES})
        assert done.status_code == 303, done.text
    assert saved(site) == ["Tiga hasil", "Tiga hasil"]
    _, page = shown(site, "")
    link = page.xpath(".//section[@aria-labelledby='saved']/ul/li/a/@href")[0]
    assert "3 baris" in site.client.get(link).text
    for of in (site.dataset, ""):
        done = press(site, "/explore/queries/remove", {"name": "Tiga hasil", "of": of})
        assert done.status_code == 303, done.text
    assert saved(site) == []
    again = press(site, "/explore/queries/remove", {"name": "Tiga hasil", "of": ""})
    assert again.status_code == 404


@pytest.mark.usefixtures("unsaved")
def test_what_cannot_be_saved_is_said_beside_the_form(site: Site) -> None:
    fields = {"name": "x", "for": "all", "cypher": "CREATE (n)"}
    answer = press(site, "/explore/queries", fields)
    page = html.fromstring(answer.content)
    assert answer.status_code == 400
    assert page.xpath(".//section[@aria-labelledby='saved']//*[@role='alert']")
    assert page.xpath(".//input[@name='name']/@value") == ["x"]
    assert page.xpath(".//option[@value='all']/@selected") == ["selected"]
    assert saved(site) == []


@pytest.mark.usefixtures("unsaved")
def test_saved_queries_by_http(site: Site, embedded_settings: Settings) -> None:
    asks, where = site.client, {"dataset": site.dataset}
    body = {"cypher": "RETURN 1 AS x"}
    put = asks.put("/queries/Satu", json=body, params=where).json()
    assert (put["name"], put["dataset"], put["cypher"]) == ("Satu", site.dataset, "RETURN 1 AS x")
    asks.put("/queries/Dua", json=body)
    listed = asks.get("/queries", params=where).json()["queries"]
    assert [(one["name"], one["dataset"]) for one in listed] == [
        ("Dua", None), ("Satu", site.dataset),
    ]  # fmt: skip
    with access.accounts_database(embedded_settings) as book:
        _, secret = access.add_key(book, "lain", [Grant("cypher")], days=1, by="uji")
    other = {"Authorization": f"Bearer {secret}"}
    told = asks.delete("/queries/Dua", headers=other)
    assert (told.status_code, told.json()["code"]) == (403, "not-your-query")
    told = asks.put("/queries/Tiga", json={"cypher": "CREATE (n)"})
    assert (told.status_code, told.json()["code"]) == (400, "statement-refused")
    told = asks.delete("/queries/Empat")
    assert (told.status_code, told.json()["code"]) == (404, "unknown-query")
    assert asks.delete("/queries/Dua").json()["name"] == "Dua"
    assert asks.delete("/queries/Satu", params=where).status_code == 200


BEHIND = [
    ("/explore/matrix", {}, "matrix-outcomes"),
    ("/explore/posts", {}, "individual-posts"),
    ("/explore/compare", {}, "compare-records"),
    ("/explore/findings", {"rule": "silo-outcome"}, "silo-outcome"),
    ("/explore/search", {"q": "jalan"}, "search"),
    ("/explore/picture", {}, "network-edges"),
    ("/explore/picture", {"view": "organisation"}, "organisation-lines"),
    ("/explore/crosscutting/KOTA-1", {}, "align-below"),
    ("/explore/record/KOTA-1", {}, "trace-up"),
    ("/explore/record/KOTA-1a", {}, "target-contributors"),
    ("/explore/record/kadis-dishub", {}, "individual-duties"),
    ("/explore/record/dishub", {}, "record-unit"),
    ("/explore/record/SOP-DHB-1.1.1.1-1", {}, "trace-up"),
]


@pytest.mark.parametrize(("path", "asked", "statement"), BEHIND)
def test_each_page_of_a_view_leads_to_its_statements_and_they_run(
    site: Site, path: str, asked: dict[str, str], statement: str
) -> None:
    page = html.fromstring(site.get(path, lang="id", **asked).content)
    link = page.xpath(".//footer//a[contains(@href, 'behind=')]/@href")
    assert len(link) == 1
    behind = site.client.get(link[0])
    assert behind.status_code == 200, behind.text
    page = html.fromstring(behind.content)
    section = page.xpath(".//section[@aria-labelledby='behind']")[0]
    assert statement in section.xpath(".//summary/code/text()")
    runs = {
        one.xpath(".//summary/code/text()")[0]: one.xpath("./a/@href")
        for one in section.xpath("./ul/li")
    }
    ran = site.client.get(runs[statement][0])
    assert ran.status_code == 200
    assert html.fromstring(ran.content).xpath(".//section[@aria-labelledby='result']")


def test_the_findings_lead_to_the_statement_of_each_rule(site: Site) -> None:
    page = html.fromstring(site.get("/explore/findings", lang="id").content)
    link = page.xpath(".//footer//a[contains(@href, 'behind=')]/@href")[0]
    page = html.fromstring(site.client.get(link).content)
    rules = page.xpath(".//section[@aria-labelledby='behind']/p/a/@href")
    assert len(rules) == 63
    assert site.client.get(rules[0]).status_code == 200


@pytest.mark.parametrize(
    "behind",
    [
        "/tiada",
        "/audit?rule=tiada",
        "/trace/TIADA",
        "/compare?before=x&after=y",
        "/matrix\n/x",
        "//",
    ],
)
def test_an_address_without_statements_is_refused(site: Site, behind: str) -> None:
    answer = site.get("/explore/query", behind=behind, lang="id")
    assert answer.status_code in {400, 404}, answer.text


def test_who_may_not_run_queries_sees_no_link_to_statements(
    site: Site, embedded_settings: Settings
) -> None:
    with access.accounts_database(embedded_settings) as book:
        _, secret = access.add_key(book, "pembaca", [Grant("viewer")], days=1, by="uji")
    key = {"Authorization": f"Bearer {secret}"}
    where = {"dataset": site.dataset, "edition": "2026-murni"}
    assert "behind=" not in site.client.get("/explore/matrix", params=where, headers=key).text
