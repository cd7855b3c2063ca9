"""Official forms over HTTP, on both engines: the same as from the library, as data and as files."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from openpyxl import load_workbook
from serving import client_of
from sites import Site, small_city

from kinerja_graph.errors import UsageError
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop
from kinerja_graph.store.snapshots import editions
from kinerja_graph.texts import Language
from kinerja_graph.workflow.forms import fill_form
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.reading import ReadOptions

DOCUMENTS = Path(__file__).parents[2] / "examples" / "city-documents"
DISHUB = Asked(unit="dishub")
ASKED = {
    "crosscutting": Asked(tag="tiada"),
    "lkjip-capaian": Asked(unit="dishub", year=2025),
    "matriks-peran-hasil": Asked(position="kadis-dishub"),
    "perjanjian-kinerja": Asked(position="kadis-dishub", year=2026),
    "pohon-kinerja": Asked(),
    "rencana-aksi": Asked(position="katim-sinyal", year=2026),
}
"""With what a form is filled here, where that is more than a unit."""


@pytest.fixture(scope="module")
def site(engine_settings: Settings) -> Iterator[Site]:
    with small_city(engine_settings) as dataset, client_of(engine_settings) as client:
        yield Site(client, dataset)


def options_of(asked: Asked) -> dict[str, object]:
    given = {one: getattr(asked, one) for one in ("unit", "position", "tag", "year")}
    return {name: value for name, value in given.items() if value is not None}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "name", [one for one in FormFolder().paths() if one not in {"kke-3", "kke-6"}]
)
def test_a_form_has_the_rows_that_the_library_gives(
    site: Site, store: Store, engine_settings: Settings, name: str, language: Language
) -> None:
    asked = ASKED.get(name, DISHUB)
    (edition,) = (
        one for one in editions(store) if (one.dataset, one.edition) == (site.dataset, "2026-murni")
    )
    form = FormFolder().read(name)
    expected = as_json(fill_form(store, edition, form, asked, settings=engine_settings), language)
    answer = site.get(f"/v1/forms/{name}", lang=language, **options_of(asked))
    assert answer.status_code == 200, answer.text
    assert answer.json() == json.loads(json.dumps(expected))
    tables = answer.json().get("parts", [answer.json()])
    assert name == "crosscutting" or any(one["rows"] for one in tables)


def test_the_list_has_every_form(site: Site) -> None:
    listed = site.get("/v1/forms", lang="en").json()["forms"]
    assert [one["form"] for one in listed] == list(FormFolder().paths())
    assert not any(one["own"] for one in listed)


def test_a_workbook_holds_the_cells_of_the_answer(site: Site) -> None:
    rows = site.get("/v1/forms/iku", unit="dishub").json()["rows"]
    file = site.get("/v1/forms/iku.xlsx", unit="dishub")
    assert file.headers["content-disposition"] == (
        'attachment; filename="iku-dishub-2026-murni.xlsx"'
    )
    book = load_workbook(io.BytesIO(file.content))
    found = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    wanted = [cell for row in rows for cell in row["cells"] if isinstance(cell, str | float)]
    assert len(rows) == 2
    assert all(one in found for one in wanted)


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-")])
def test_a_form_is_a_file_to_sign(site: Site, form: str, begins: bytes) -> None:
    answer = site.get(f"/v1/forms/perjanjian-kinerja.{form}", position="kadis-dishub")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begins)


@pytest.mark.parametrize(
    ("path", "asked", "status", "code"),
    [
        ("tiada", {}, 404, "unknown-form"),
        ("tiada.pdf", {}, 404, "unknown-form"),
        ("kke-3", {}, 404, "unknown-document"),
        ("iku", {"unit": "tiada"}, 404, "unknown-id"),
        ("iku", {"position": "kadis-dishub"}, 400, "bad-value"),
        ("perjanjian-kinerja", {}, 400, "bad-value"),
        ("perjanjian-kinerja.docx", {"position": "sekretaris-disdik"}, 400, "no-indicator"),
    ],
)
def test_what_cannot_be_filled_is_told(
    site: Site, path: str, asked: dict[str, str], status: int, code: str
) -> None:
    answer = site.get(f"/v1/forms/{path}", **asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_page_shows_what_the_files_hold(site: Site) -> None:
    shown = html.fromstring(
        site.get("/explore/forms", form="iku", lang="en", **{"for": "unit:dishub"}).content
    )
    rows = site.get("/v1/forms/iku", unit="dishub", lang="en").json()["rows"]
    (table,) = shown.iterfind(".//table[@class='official']")
    text = table.text_content()
    assert len(table.findall("tbody/tr")) == len(rows)
    assert all(cell in text for row in rows for cell in row["cells"] if isinstance(cell, str))
    links = [one.get("href") for one in shown.iterfind(".//a[@download]")]
    assert [one.partition("?")[0] for one in links] == [
        f"/v1/forms/iku.{ending}" for ending in ("xlsx", "docx", "pdf")
    ]
    assert all(site.client.get(one).status_code == 200 for one in links)


def test_the_page_says_what_a_form_needs(site: Site) -> None:
    needs = site.get("/explore/forms", form="perjanjian-kinerja", lang="en")
    assert "Choose whom the form is for." in needs.text
    refused = site.get(
        "/explore/forms",
        form="perjanjian-kinerja",
        lang="en",
        **{"for": "position:sekretaris-disdik"},
    )
    assert "sekretaris-disdik owns no indicator." in refused.text
    assert (needs.status_code, refused.status_code) == (200, 200)
    assert site.get("/explore/forms", form="tiada").status_code == 404


def test_what_documents_change_is_seen_at_once(
    site: Site, store: Store, engine_settings: Settings
) -> None:
    def beside(name: str) -> None:
        wish = ReadOptions(dataset=site.dataset, edition="2026-murni")
        load(DOCUMENTS / f"{name}.yaml", settings=engine_settings, wish=wish)

    def ask() -> list[dict[str, Any]]:
        answer = site.get("/v1/forms/kke-3", edition="2026-murni", lang="en")
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["rows"]
        return rows

    beside("dpa")
    try:
        rows = ask()
        unseen = "not visible in the graph: the document renstra is not loaded"
        assert {row["cells"][8] for row in rows} == {unseen}
        beside("renstra")
        assert ask()[1]["cells"][8] == [
            "target 2026: equal, 64.8",
            "budget 2026: equal, 4,350,000,000",
        ]
        page = site.get("/explore/forms", form="kke-3", edition="2026-murni", lang="en")
        (table,) = html.fromstring(page.content).iterfind(".//table[@class='official']")
        assert len(table.findall("tbody/tr")) == len(rows)
        for ending, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF-")):
            file = site.get(f"/v1/forms/kke-3.{ending}", edition="2026-murni")
            assert file.content.startswith(begins)
    finally:
        for name in ("dpa", "renstra"):
            with suppress(UsageError):
                drop(store, site.dataset, "2026-murni", name, settings=engine_settings)
    assert site.get("/v1/forms/kke-3", edition="2026-murni").status_code == 404


def test_the_page_compares_with_an_edition_where_the_form_does(site: Site) -> None:
    def chosen(form: str, **more: str) -> tuple[list[str], str]:
        page = html.fromstring(
            site.get("/explore/forms", form=form, lang="en", edition="2026-murni", **more).content
        )
        offered = [one.get("value") for one in page.iterfind(".//select[@name='since']/option")]
        return offered, page.find(".//main").text_content()

    offered, alone = chosen("lke")
    assert offered[0] == ""
    assert len(offered) > 1
    other = offered[1]
    compared = chosen("lke", since=other)[1]
    assert compared != alone
    kept = site.get("/v1/forms/lke", edition="2026-murni", since=other, lang="en")
    assert kept.status_code == 200
    assert chosen("iku", **{"for": "unit:dishub"}, since=other)[0] == []
