"""The documents of an edition on their page, on both engines: what the JSON says, side by side."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from serving import client_of
from sites import Site

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load

SLIDES = Path(__file__).parents[2] / "examples" / "slides"
AGREEMENT: Any = {
    "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
    "indicators": [
        {"id": "IKU-01", "name": "% bus <b>laik</b> jalan", "level": 2, "owner": ["dishub"]},
        {"id": "PK-9", "name": "Jumlah rambu terpasang", "level": 1, "owner": ["dishub"]},
    ],
}
"""Of the first indicator the name and the level differ, the second is in no plan."""


@pytest.fixture(scope="module")
def site(
    engine_settings: Settings, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    dataset = f"dokumen-{secrets.token_hex(4)}"
    agreement = tmp_path_factory.mktemp("pk") / "pk.json"
    agreement.write_text(json.dumps(AGREEMENT), "utf-8")
    with client_of(engine_settings) as client:
        for edition, document in (("1", None), ("1", "pk"), ("2", None)):
            found = read(
                SLIDES if document is None else agreement,
                settings=engine_settings,
                dataset=dataset,
                edition=edition,
                document=document,
            )
            assert found.cascade is not None, found.problems
            load(store, found.cascade, settings=engine_settings)
        yield Site(client, dataset)
        drop(store, dataset, settings=engine_settings)


def seen(site: Site, edition: str, **asked: str) -> Any:
    answer = site.get("/explore/documents", edition=edition, lang="en", **asked)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def test_each_document_has_a_column_with_its_value_and_cell(site: Site) -> None:
    page = seen(site, "1")
    told = site.get("/v1/documents", edition="1", lang="en").json()
    (group,) = (one for one in told["groups"] if one["disagreements"])
    (table,) = page.iterfind(".//div[@aria-label='Disagreements']/table")
    assert [one.text_content() for one in table.iterfind("thead/tr/th")][-2:] == ["plan", "pk"]
    rows = [[one.text_content() for one in row] for row in table.iterfind("tbody/tr")]
    assert len(rows) == len(group["disagreements"]) > 1
    assert [bool(one[0]) for one in rows] == [True] + [False] * (len(rows) - 1)
    for row, apart in zip(rows, group["disagreements"], strict=True):
        for number, code in enumerate(("plan", "pk")):
            cells = [
                (value["value"], cell)
                for value in apart["values"]
                for cell in value["cells"]
                if cell["document"] == code
            ]
            assert (row[2 + number] == "–") == (not cells)
            for value, cell in cells:
                assert cell["origin"] in row[2 + number]
                if isinstance(value, str) and apart["field"] == "name":
                    assert value in row[2 + number]


def test_what_the_plan_has_leads_to_its_page_and_nothing_else(site: Site) -> None:
    for only in ("", "disagree", "outside", "single", "ambiguous"):
        page = seen(site, "1", only=only)
        links = [one.get("href") for one in page.iterfind(".//main//a[@href]")]
        assert all(site.client.get(one).status_code == 200 for one in links)
    outside = seen(site, "1", only="outside").find(".//main")
    assert "Jumlah rambu terpasang (PK-9)" in outside.text_content()
    assert outside.find(".//a") is None


def test_the_tab_is_there_where_there_are_documents(site: Site) -> None:
    for edition, has_tab in (("1", True), ("2", False)):
        page = html.fromstring(site.get("/explore/matrix", edition=edition).content)
        tabs = [one.get("href").partition("?")[0] for one in page.iterfind(".//nav//a")]
        assert ("/explore/documents" in tabs) is has_tab
    alone = seen(site, "2").find(".//main").text_content()
    assert "This edition has one document, plan" in alone
    assert f"--dataset {site.dataset} --edition 2 --document pk" in alone


def test_a_kind_that_there_is_not_is_refused(site: Site) -> None:
    assert site.get("/explore/documents", edition="1", only="semua").status_code == 400


def test_a_report_tells_it_in_brief_and_in_an_annex(site: Site) -> None:
    heading, table = "Planning documents held together", "Document by document, side by side"
    for asked, edition, expected in (
        ({}, "1", (True, False)),
        ({"annex": "documents"}, "1", (True, True)),
        ({"annex": "documents"}, "2", (False, True)),
    ):
        told = site.get("/v1/report.html", edition=edition, lang="en", **asked)
        assert told.status_code == 200, told.text
        text = html.fromstring(told.content).text_content()
        assert (heading in text, table in text) == expected
        assert "--only" not in text
        assert ("% bus <b>laik</b> jalan" in text) is (edition == "1")
        assert ("the only document" in text) is (edition == "2")
