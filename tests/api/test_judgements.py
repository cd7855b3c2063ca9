"""Waivers and baselines by HTTP: proposed, decided, in and out as the command line's files."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
import yaml
from serving import client_of

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

RULE = "missing-measure-unit"
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()  # noqa: DTZ011 - the day here


class Desk:
    """A client and a dataset with two indicators without a measure unit."""

    def __init__(self, client: httpx.Client, dataset: str) -> None:
        self.client, self.dataset = client, dataset

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.client.request(method, path, params={"dataset": self.dataset}, **more)

    def statuses(self) -> dict[str, str]:
        query = {"dataset": self.dataset, "rule": RULE}
        found = self.client.get("/audit", params=query).json()["findings"]
        return {one["subject"]["id"]: one["status"] for one in found}

    def waiver(self, **more: Any) -> dict[str, Any]:
        facts = {"rule": RULE, "subject": "I1", "reason": "r", "until": NEXT_YEAR, "by": "b"}
        return facts | more


@pytest.fixture(scope="module")
def desk(embedded_settings: Settings) -> Iterator[Desk]:
    dataset = f"putus-{secrets.token_hex(4)}"
    tables: dict[str, list[dict[str, object]]] = {
        "indicators": [
            {"id": "I1", "name": "n 1", "level": 0},
            {"id": "I2", "name": "n 2", "level": 0},
            {"id": "I3", "name": "n 3", "level": 0, "measure_unit": "persen"},
        ]
    }
    found = read_document(tables, name="plan", settings=embedded_settings, dataset=dataset)  # type: ignore[arg-type]  # tables of any kind are what is read
    assert found.cascade is not None
    with open_store(embedded_settings) as store, client_of(embedded_settings) as client:
        load(store, found.cascade, settings=embedded_settings)
        yield Desk(client, dataset)
        drop(store, dataset, settings=embedded_settings)


def test_waivers_and_a_baseline_from_proposal_to_audit_and_file(desk: Desk) -> None:
    assert desk.statuses() == {"I1": "new", "I2": "new"}
    made = desk.ask("POST", "/waivers", json=desk.waiver())
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    number = made.json()["number"]
    assert desk.statuses()["I1"] == "new"
    assert desk.ask("POST", f"/waivers/{number}/approved").json()["state"] == "approved"
    assert desk.statuses() == {"I1": "waived", "I2": "new"}
    again = desk.ask("POST", f"/waivers/{number}/approved")
    assert (again.status_code, again.json()["code"]) == (409, "decided-already")
    file = desk.ask("GET", "/waivers.yaml")
    assert file.headers["content-type"] == "application/yaml"
    (entry,) = yaml.safe_load(file.text)["waivers"]
    assert (entry["rule"], entry["subject"], str(entry["until"])) == (RULE, "I1", NEXT_YEAR)
    assert desk.ask("POST", f"/waivers/{number}/withdrawn").json()["state"] == "withdrawn"
    assert desk.statuses()["I1"] == "new"
    assert desk.ask("PUT", "/waivers.yaml", content=file.content).json()["taken"] == 1
    assert desk.statuses()["I1"] == "waived"
    assert desk.ask("GET", "/baseline").json()["set_at"] is None
    assert desk.ask("POST", "/baseline").json()["set_by"] == "local"
    assert desk.statuses() == {"I1": "waived", "I2": "existing"}
    known = desk.ask("GET", "/baseline.yaml")
    assert desk.dataset in yaml.safe_load(known.text)["datasets"]
    assert desk.ask("PUT", "/baseline.yaml", content=known.content).status_code == 200
    assert desk.statuses()["I2"] == "existing"
    for one in desk.ask("GET", "/waivers").json()["waivers"]:
        desk.ask("POST", f"/waivers/{one['number']}/withdrawn")
    # what was waived when the baseline was set is not known: it has to be decided again
    assert desk.statuses() == {"I1": "new", "I2": "existing"}


def test_a_waiver_names_the_dataset_by_its_sign_and_a_finding_by_its_fingerprint(
    desk: Desk,
) -> None:
    query = {"dataset": desk.dataset, "rule": "missing-formula"}
    (whole,) = desk.client.get("/audit", params=query).json()["findings"]
    assert whole["subject"] == {"label": "Dataset", "id": desk.dataset, "name": None}
    for facts in ({"subject": "@dataset"}, {"subject": None, "fingerprint": whole["fingerprint"]}):
        told = {k: v for k, v in desk.waiver(rule="missing-formula", **facts).items() if v}
        made = desk.ask("POST", "/waivers", json=told)
        assert made.status_code == 201, made.text
        assert made.json()["fingerprint"] == facts.get("fingerprint")
        number = made.json()["number"]
        desk.ask("POST", f"/waivers/{number}/approved")
        (found,) = desk.client.get("/audit", params=query).json()["findings"]
        assert found["status"] == "waived"
        page = desk.client.get("/explore/waivers", params={"dataset": desk.dataset, "lang": "en"})
        assert "in force (1)" in page.text
        assert desk.ask("POST", f"/waivers/{number}/withdrawn").status_code == 200


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        ({"rule": "mising-measure-unit"}, 404, "unknown-rule"),
        ({"until": "2020-01-01"}, 400, "bad-date"),
        ({"until": "besok"}, 422, "bad-value"),
        ({"reason": ""}, 422, "bad-value"),
        ({"reason": " "}, 400, "waiver-incomplete"),
        ({"more": 1}, 422, "bad-value"),
        ({"subject": ""}, 400, "waiver-incomplete"),
        ({"fingerprint": "I1"}, 400, "bad-value"),
    ],
)
def test_what_cannot_be_proposed(desk: Desk, facts: dict[str, Any], status: int, code: str) -> None:
    answer = desk.ask("POST", "/waivers", json=desk.waiver(**facts))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_files_that_are_none(desk: Desk) -> None:
    for path in ("/waivers.yaml", "/baseline.yaml"):
        for body, status in ((b"\xff\xfe", 400), (b"[1, 2", 400), (b"x" * 6_000_000, 413)):
            answer = desk.ask("PUT", path, content=body)
            assert answer.status_code == status, (path, body[:5], answer.text)
            assert answer.json()["remedy"]
    missing = desk.ask("POST", "/waivers/999999/approved")
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown-waiver")
