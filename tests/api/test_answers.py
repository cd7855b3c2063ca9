"""What the service says besides single views: lists, tables, pages, tags, pictures, documents."""

from __future__ import annotations

import csv
import io
import json
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from serving import client_of

from kinerja_graph.library.rules import load_rules
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

PLAIN = {"accept-encoding": "identity"}
MANY = 30


@dataclass(frozen=True)
class Desk:
    """A client, the dataset that is loaded for these tests, and how to load it anew."""

    client: httpx.Client
    store: Store
    settings: Settings
    dataset: str

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, params={"dataset": self.dataset, **more})

    def rows(self, path: str, **more: Any) -> list[dict[str, str]]:
        answer = self.get(path, **more)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        return list(csv.DictReader(io.StringIO(answer.text)))

    def load(self, edition: str, mark: str = "") -> None:
        tables: dict[str, list[dict[str, object]]] = {
            "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
            "objectives": [{"id": "S1", "name": f"Kemacetan menurun {mark}", "level": 0}],
            "positions": [{"id": "kepala", "name": "Kepala Dinas", "unit": "dishub"}],
            "indicators": [
                {
                    "id": "laporan.csv" if number == 0 else f"I{number:02}",
                    "name": f"=Waktu tempuh {number}",
                    "level": 1,
                    "owner": "dishub",
                    "contributes_to": "S1",
                }
                for number in range(MANY)
            ],
        }
        found = read_document(
            tables,  # type: ignore[arg-type]  # tables of any kind are what is read
            name="plan",
            settings=self.settings,
            dataset=self.dataset,
            edition=edition,
        )
        assert found.cascade is not None
        load(self.store, found.cascade, settings=self.settings)


@pytest.fixture(scope="module")
def desk(engine_settings: Settings) -> Iterator[Desk]:
    dataset = f"jawab-{secrets.token_hex(4)}"
    with open_store(engine_settings) as store, client_of(engine_settings) as client:
        made = Desk(client, store, engine_settings, dataset)
        made.load("1")
        made.load("2", "sekali")
        yield made
        drop(store, dataset, settings=engine_settings)


def test_every_view_is_a_table_too(desk: Desk) -> None:
    down = desk.rows("/trace/S1.csv", direction="down")
    assert [row["id"] for row in down] == sorted(["S1", *_indicators()])
    assert down[0]["name"] == "'=Waktu tempuh 1"
    assert (down[0]["agencies"], down[0]["depth"]) == ("dishub", "1")
    assert [row["id"] for row in desk.rows("/align/S1.csv")] == ["dishub"]
    assert desk.rows("/matrix.csv") == [
        {"agency": "dishub", "outcome": "S1", "results": str(MANY), "tasks": "0"}
    ]
    assert desk.rows("/whatif/remove.csv", id="I01")[0]["after"] == str(MANY - 1)
    assert desk.rows("/whatif/miss.csv", id="I01") == [{"id": "S1", "at_risk": "I01"}]
    assert desk.rows("/targets/S1.csv") == desk.rows("/evidence.csv") == []
    assert desk.rows("/evidence/S1.csv") == desk.rows("/whatif/weakest/S1.csv") == []
    assert [row["position_id"] for row in desk.rows("/individuals.csv")] == ["kepala"]
    assert len(desk.rows("/individual/kepala.csv")) == 0
    assert {row["rule"] for row in desk.rows("/audit.csv")} >= {"missing-measure-unit"}
    changed = desk.rows("/compare.csv", before="1", after="2", findings=False)
    assert [(row["change"], row["id"]) for row in changed] == [("renamed", "S1")]
    assert {row["edition"] for row in desk.rows("/datasets.csv")} == {"1", "2"}
    assert [row["newest"] for row in desk.rows("/editions.csv")] == ["false", "true"]


def _indicators() -> list[str]:
    return ["laporan.csv", *(f"I{number:02}" for number in range(1, MANY))]


def test_an_id_that_ends_in_csv_is_that_id(desk: Desk) -> None:
    assert desk.get("/trace/laporan.csv").json()["subject"]["id"] == "laporan.csv"
    assert {row["id"] for row in desk.rows("/trace/laporan.csv.csv")} == {"S1", "laporan.csv"}


def test_selectors_answer_for_each(desk: Desk) -> None:
    told = desk.get("/targets/level:1", limit=3, offset=2).json()
    assert (told["selected"], told["truncated"], told["limit"]) == (MANY, True, 3)
    assert [one["subject"]["id"] for one in told["answers"]] == ["I03", "I04", "I05"]
    assert told["page"]["total"] == MANY
    rows = desk.rows("/trace/I01 I02.csv")
    assert {(row["subject"], row["id"]) for row in rows} == {
        ("I01", "I01"), ("I01", "S1"), ("I02", "I02"), ("I02", "S1"),
    }  # fmt: skip
    assert desk.get("/individual/label:position").json()["answers"][0]["position"]["id"] == "kepala"
    assert desk.get("/evidence/level:0").json()["selected"] == 1
    assert desk.get("/whatif/weakest/level:0").json()["selected"] == 1


def test_pages_hold_everything_once(desk: Desk) -> None:
    whole = desk.get("/trace/S1", direction="down").json()
    assert "page" not in whole
    seen: list[str] = []
    address: str | None = f"/trace/S1?direction=down&limit=7&dataset={desk.dataset}"
    while address:
        told = desk.client.get(address).json()
        seen += [node["id"] for node in told["nodes"]]
        assert told["edges"] == whole["edges"]
        address = told["page"]["next"]
    assert seen == [node["id"] for node in whole["nodes"]]
    beyond = desk.get("/trace/S1", limit=5, offset=1000).json()
    assert (beyond["nodes"], beyond["page"]["next"]) == ([], None)
    assert len(desk.get("/audit", limit=1).json()["findings"]) == 1


def test_a_tag_holds_until_the_edition_is_loaded_anew(desk: Desk) -> None:
    paths = ["/trace/S1", "/align/S1.csv", "/render.svg", "/editions", "/matrix"]
    tags = {path: desk.get(path, edition="1").headers["etag"] for path in paths}
    assert len(set(tags.values())) == len(paths)
    for path, tag in tags.items():
        again = desk.client.get(
            path,
            params={"dataset": desk.dataset, "edition": "1"},
            headers={"if-none-match": f'"other", {tag}'},
        )
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert desk.get("/trace/S1", edition="1", lang="id").headers["etag"] != tags["/trace/S1"]
    desk.load("1", "lagi")
    for path, tag in tags.items():
        fresh = desk.client.get(
            path,
            params={"dataset": desk.dataset, "edition": "1"},
            headers={"if-none-match": tag},
        )
        assert fresh.status_code == 200, path
    assert desk.get("/trace/S1", edition="1").json()["subject"]["name"] == "Kemacetan menurun lagi"


def test_answers_are_packed_for_who_reads_that(desk: Desk) -> None:
    query = {"dataset": desk.dataset, "direction": "down"}
    packed = desk.client.get("/trace/S1", params=query)
    plain = desk.client.get("/trace/S1", params=query, headers=PLAIN)
    refused = desk.client.get("/trace/S1", params=query, headers={"accept-encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert packed.json() == plain.json() == refused.json()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3
    for answer in (packed, plain):
        assert "Accept-Encoding" in answer.headers["vary"]


def test_rules(desk: Desk) -> None:
    told = desk.client.get("/rules", params={"lang": "en"}).json()["rules"]
    assert [one["id"] for one in told] == [rule.id for rule in load_rules()]
    page = desk.client.get("/rules/orphan-indicator", params={"lang": "id"}).json()
    assert (page["severity"], page["title"]) == ("error", "Indikator tanpa induk")
    unknown = desk.client.get("/rules/orphn-indicator")
    assert (unknown.status_code, unknown.json()["nearest"][0]) == (404, "orphan-indicator")


def test_search(desk: Desk) -> None:
    told = desk.get("/search", q="WAKTU  tempuh 7", edition="2").json()
    assert [one["id"] for one in told["found"]] == ["I07", "I17", "I27"]  # 7 before 17
    named = desk.get("/search", q="=waktu", edition="2", limit=12).json()["found"]
    assert [one["id"] for one in named[:3]] == ["laporan.csv", "I01", "I02"]  # 2 before 10
    assert [one["name"] for one in named[9:]] == [f"=Waktu tempuh {n}" for n in (9, 10, 11)]
    known = desk.get("/search", q="i1", edition="2").json()["found"]
    assert [one["id"] for one in known] == [f"I{n}" for n in range(10, 20)]
    assert (told["total"], "truncated" in told) == (3, False)
    assert desk.get("/search", q="i2").json()["found"][0]["id"] == "I20"
    exact = desk.get("/search", q="s1").json()["found"]
    assert [(one["label"], one["id"], one["level"]) for one in exact] == [("Objective", "S1", 0)]
    cut = desk.get("/search", q="waktu", limit=2, offset=1).json()
    assert (cut["total"], cut["truncated"], len(cut["found"])) == (MANY, True, 2)
    assert desk.get("/search", q=" ").json()["found"] == []
    everywhere = desk.client.get("/search", params={"q": "kemacetan menurun"}).json()["found"]
    mine = [one for one in everywhere if one["dataset"] == desk.dataset]
    assert [one["edition"] for one in mine] == ["2"]


def test_pictures(desk: Desk) -> None:
    page = desk.get("/render.html", lang="en")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("sandbox")
    assert '<html lang="en"' in page.text
    still = desk.get("/render.svg", id="I01", theme="dark")
    assert (still.headers["content-type"], still.text[:4]) == ("image/svg+xml", "<svg")
    assert desk.get("/render.png", view="matrix").content.startswith(b"\x89PNG")
    diff = desk.get("/render.svg", view="diff", edition="2", against="1")
    assert diff.status_code == 200
    for more in ({"view": "crosscutting"}, {"view": "diff", "edition": "1"}):
        assert desk.get("/render.svg", **more).status_code == 400


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!"), ("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")]
)
def test_reports(desk: Desk, form: str, begins: bytes) -> None:
    answer = desk.get(f"/report.{form}", lang="en")
    assert answer.status_code == 200, answer.text
    assert answer.content.lstrip().startswith(begins)
    if begins == b"PK":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
        assert f"{desk.dataset}-2.{form}" in answer.headers["content-disposition"]


def test_audits_as_documents(desk: Desk) -> None:
    rule = ["missing-measure-unit"]  # all lack one: a single finding, about the whole
    sarif = json.loads(desk.get("/audit.sarif", rule=rule).text)
    assert len(sarif["runs"][0]["results"]) == 1
    assert desk.get("/audit.junit", rule=rule).text.startswith("<?xml")
    page = desk.get("/audit.html", rule=rule, lang="id")
    assert page.headers["content-security-policy"].startswith("sandbox")
    since = desk.get("/audit", rule=rule, edition="2", since="1").json()
    assert (since["summary"]["new"], since["summary"]["existing"]) == (0, 1)
    assert desk.get("/audit", since="tiada").status_code == 404


def test_documents_beside_a_plan_are_audited_and_no_answer_is_out_of_date(desk: Desk) -> None:
    """What an audit reads of other documents is part of the tag; without plan they are audited."""
    dataset = f"{desk.dataset}-dokumen"

    def put(level: int, document: str | None = None) -> None:
        first = {"dataset": dataset, "edition": "1", "document": document}
        tables = {
            "dataset": [first],
            "indicators": [{"id": "I", "name": "Waktu tempuh", "level": level}],
        }
        found = read_document(tables, name="plan", settings=desk.settings)
        assert found.cascade is not None, found.problems
        load(desk.store, found.cascade, settings=desk.settings)

    def get(path: str) -> Any:
        answer = desk.client.get(f"/v1{path}", params={"dataset": dataset})
        assert answer.status_code == 200, answer.text
        return answer

    try:
        put(1)
        alone = get("/forms/lke")
        put(2, "pk")
        assert get("/forms/lke").headers["etag"] != alone.headers["etag"]
        found = [one for one in get("/audit").json()["findings"] if "document" in one["data"]]
        assert [one["rule"] for one in found] == ["document-disagrees"]
        put(2, "iku")
        drop(desk.store, dataset, "1", "plan", settings=desk.settings)
        together = get("/audit").json()
        assert [one["id"] for one in together["rules"]] == [
            "ambiguous-match",
            "document-disagrees",
            "document-outside-cascade",
            "only-in-one-document",
        ]
        assert together["findings"] == []
    finally:
        drop(desk.store, dataset, settings=desk.settings)
