"""The workspace: a list, the picture and a record; its URL says everything that it shows."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from lxml import html
from packed_pages import unpack
from serving import client_of
from sites import Site

from kinerja_api.explorer import workspace
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

PATH = "/explore/workspace"


def shown(site: Site, **asked: Any) -> Any:
    answer = site.get(PATH, **{"lang": "en", **asked})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def picks(page: Any) -> list[Any]:
    return page.xpath(".//ol[@class='picks']/li/a")


def state(url: str) -> dict[str, str]:
    """What a URL says beside the plan and the language."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    return {
        name: value for name, value in query.items() if name not in ("dataset", "edition", "lang")
    }


def part(page: Any, name: str) -> Any:
    return page.xpath(f".//section[@id='{name}']")[0]


def test_a_finding_leads_to_its_record_and_box(site: Site) -> None:
    page = shown(site, severity="error")
    found = picks(page)
    audit = site.get("/audit").json()["findings"]
    errors = [one for one in audit if one["severity"] == "error"]
    assert len(found) == len(errors)
    link = next(one.get("href") for one in found if state(one.get("href")).get("id") == "SPP-9")
    assert state(link) == {"severity": "error", "id": "SPP-9", "finding": state(link)["finding"]}
    assert state(link)["finding"] in {one["fingerprint"] for one in errors}
    there = html.fromstring(site.client.get(link).content)
    assert [one.get("href") for one in picks(there)] == [one.get("href") for one in found]
    assert [one.get("href") for one in picks(there) if one.get("aria-current")] == [link]
    record = part(there, "record")
    name = site.get("/records/SPP-9").json()["record"]["name"]
    assert record.xpath(".//h2")[0].text_content() == name
    frame = part(there, "picture").xpath(".//iframe")[0]
    assert frame.get("src").endswith("#in=workspace&node=SPP-9")
    assert frame.get("sandbox") == "allow-scripts allow-downloads"
    drawn = site.client.get(frame.get("src"))
    assert '"id":"SPP-9"' in unpack(drawn.text, "data")


def test_records_are_listed_by_kind_level_and_agency(site: Site) -> None:
    page = shown(site, list="records", kind="Indicator", level="1", agency="dishub")
    links = [state(one.get("href")) for one in picks(page)]
    assert links
    for each in links:
        record = site.get(f"/records/{each['id']}").json()["record"]
        assert (record["label"], record["level"]) == ("Indicator", 1)
        assert "dishub" in record["agencies"]
        assert each == {
            "list": "records", "kind": "Indicator", "level": "1", "agency": "dishub",
            "id": each["id"],
        }  # fmt: skip


def test_a_long_list_has_pages(site: Site) -> None:
    first = shown(site, list="records", kind="Indicator", id="KOTA-1")
    onward = first.xpath(".//a[@rel='next']/@href")[0]
    assert state(onward) == {"list": "records", "kind": "Indicator", "id": "KOTA-1", "page": "2"}
    second = html.fromstring(site.client.get(onward).content)
    assert len(picks(first)) == workspace.PAGE_SIZE
    ids = {state(one.get("href"))["id"] for one in [*picks(first), *picks(second)]}
    assert len(ids) > workspace.PAGE_SIZE
    assert part(second, "record").xpath(".//h2")  # the record stays


def test_the_one_search_of_the_page_fills_the_list(site: Site) -> None:
    page = shown(site, id="KOTA-1", view="findings")
    assert len(page.xpath(".//input[@type='search']")) == 1
    form = page.xpath(".//header//form[@role='search']")[0]
    sent = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
    assert form.get("action") == PATH
    assert sent["list"] == "records"
    found = html.fromstring(site.client.get(PATH, params={**sent, "q": "jalan"}).content)
    hits = site.get("/search", q="jalan", limit=workspace.PAGE_SIZE).json()["found"]
    assert [state(one.get("href"))["id"] for one in picks(found)] == [one["id"] for one in hits]
    assert part(found, "record").xpath(".//h2")
    assert part(found, "picture").xpath(".//option[@selected]/@value") == ["findings"]


def test_links_of_the_record_choose_in_the_workspace(site: Site) -> None:
    page = shown(site, list="records", id="KOTA-1")
    inside = part(page, "record").xpath(".//a[contains(@href, 'workspace')]/@href")
    assert {"KOTA-1a", "dishub"} <= {state(one).get("id") for one in inside}
    assert {state(one)["list"] for one in inside} == {"records"}
    assert not part(page, "record").xpath(".//a[contains(., 'Show in the picture')]")
    assert len(page.xpath(".//h1")) == 1
    ids = page.xpath(".//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("asked", "view", "about"),
    [
        ({}, "cascade", None),
        ({"id": "kadis-dishub"}, "organisation", None),
        ({"id": "KOTA-1", "view": "chain"}, "chain", "KOTA-1"),
        ({"id": "kadis-dishub", "view": "crosscutting"}, "cascade", None),
        ({"of": '+"KOTA-1",agency:dishub'}, "chain", '+"KOTA-1",agency:dishub'),
        ({"of": "KOTA-1", "id": "KOTA-1a"}, "chain", "KOTA-1"),
        ({"view": "matrix", "id": "KOTA-1"}, "matrix", None),
    ],
)
def test_the_picture_has_the_record_in_it(
    site: Site, asked: dict[str, str], view: str, about: str | None
) -> None:
    frame = part(shown(site, **asked), "picture").xpath(".//iframe/@data-src")[0]
    assert urlsplit(frame).path == f"/embed/{view}"
    assert state(frame).get("id") == about
    assert site.client.get(frame).status_code == 200


def test_a_plan_too_large_for_one_picture_shows_its_matrix_or_a_chain(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "MAX_BOXES", 10)
    for asked, view in (({}, "matrix"), ({"id": "KOTA-1"}, "chain"), ({"of": "KOTA-1"}, "chain")):
        frame = part(shown(site, **asked), "picture").xpath(".//iframe/@data-src")[0]
        assert urlsplit(frame).path == f"/embed/{view}"


def test_what_is_not_there_is_said(site: Site) -> None:
    assert site.get(PATH, id="TIDAK-ADA").status_code == 404
    assert site.get(PATH, view="pie").status_code == 400
    assert site.get(PATH, level="9").status_code == 400


@pytest.fixture(scope="module")
def broken(engine_settings: Settings) -> Iterator[tuple[httpx.Client, str]]:
    """A plan that has no formula at all, which is a finding about the whole of it."""
    name = f"utuh-{secrets.token_hex(4)}"
    names = [f"Angka {n}" for n in range(3)]
    above = {"level": 1, "owner": "dinas", "contributes_to": "S2"}
    tables: Any = {
        "units": [{"id": "dinas", "name": "Dinas", "kind": "opd"}],
        "objectives": [
            {"id": "S10", "name": "Kedua", "level": 0},
            {"id": "S2", "name": "Pertama", "level": 0},
        ],
        "indicators": [{"id": f"I{n}", "name": one, **above} for n, one in enumerate(names)],
    }
    found = read_document(tables, name="plan", settings=engine_settings, dataset=name)
    assert found.cascade is not None
    with open_store(engine_settings) as store:
        load(store, found.cascade, settings=engine_settings)
        with client_of(engine_settings) as client:
            yield client, name
        drop(store, name, settings=engine_settings)


def test_records_are_in_natural_order(broken: tuple[httpx.Client, str]) -> None:
    client, name = broken
    asked = {"dataset": name, "list": "records", "lang": "id"}
    page = html.fromstring(client.get(PATH, params=asked).content)
    assert [state(one.get("href"))["id"] for one in picks(page)] == ["S2", "S10"]


def test_a_finding_about_the_whole_plan_stands_alone(broken: tuple[httpx.Client, str]) -> None:
    client, name = broken
    audit = client.get("/audit", params={"dataset": name}).json()
    whole = next(one for one in audit["findings"] if one["subject"]["label"] == "Dataset")
    page = html.fromstring(client.get(PATH, params={"dataset": name, "lang": "id"}).content)
    link = next(
        one for one in picks(page) if state(one.get("href"))["finding"] == whole["fingerprint"]
    )
    assert "id" not in state(link.get("href"))
    there = html.fromstring(client.get(link.get("href")).content)
    assert part(there, "record").xpath(".//li/@id") == [f"f-{whole['fingerprint']}"]
