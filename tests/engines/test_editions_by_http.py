"""Editions taken out and removed over HTTP, on both engines: complete, logged, of who may."""

from __future__ import annotations

import io
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import client_of, key_header

from kinerja_graph.accounts.rights import ROLES, Grant
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import editions
from kinerja_graph.workflow import access

LOADS_BACK = ("csv", "json")


@pytest.fixture(scope="module")
def client(engine_settings: Settings) -> Iterator[httpx.Client]:
    with client_of(engine_settings) as client:
        yield client


@pytest.fixture
def dataset(store: Store, engine_settings: Settings) -> Iterator[str]:
    name = f"keluar-{secrets.token_hex(3)}"
    for edition in ("1", "2/a"):
        tables: dict[str, Any] = {
            "units": [{"id": "dinas", "name": "Dinas «A»", "kind": "opd"}],
            "objectives": [{"id": "S1", "name": f"Aman {edition}", "level": 0, "owner": "dinas"}],
        }
        found = read_document(
            tables, name="plan", settings=engine_settings, dataset=name, edition=edition
        )
        assert found.cascade is not None
        load(store, found.cascade, settings=engine_settings)
    yield name
    left = [one for one in ("1", "2/a") if _is_loaded(store, name, one)]
    for edition in left:
        drop(store, name, edition, settings=engine_settings)


def _is_loaded(store: Store, dataset: str, edition: str) -> bool:
    return any((one.dataset, one.edition) == (dataset, edition) for one in editions(store))


def taken_out(client: httpx.Client, form: str, folder: Path, **query: str) -> Path:
    answer = client.get(f"/v1/export.{form}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["x-kinerja-lost-problems"] == "0"
    assert ".zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert package.testzip() is None
        package.extractall(folder)
    return folder


def test_what_is_taken_out_loads_back_equal(
    client: httpx.Client, dataset: str, tmp_path: Path
) -> None:
    for form in LOADS_BACK:
        folder = taken_out(client, form, tmp_path / form, dataset=dataset, edition="2/a")
        parts = [("files", (one.name, one.read_bytes())) for one in sorted(folder.iterdir())]
        where = {"dataset": dataset, "edition": f"kembali-{form}"}
        place = client.post("/v1/uploads", files=parts, params=where).headers["location"]
        assert client.get(place, params={"wait": 30}).json()["state"] == "ready"
        client.post(f"{place}/load")
        assert client.get(place, params={"wait": 30}).json()["state"] == "loaded"
        both = {"dataset": dataset, "before": "2/a", "after": where["edition"]}
        told = client.get("/v1/compare", params={**both, "findings": "false"}).json()
        assert not any(told[one] for one in ("added", "removed", "renamed", "moved", "reowned"))
        removed = client.delete("/v1/editions", params=where)
        assert removed.json() == {"dropped": [where]}


@pytest.mark.parametrize("form", ["graphml", "parquet", "neo4j-admin"])
def test_every_format_is_there(
    client: httpx.Client, dataset: str, tmp_path: Path, form: str
) -> None:
    folder = taken_out(client, form, tmp_path / form, dataset=dataset, edition="1")
    assert all(one.stat().st_size for one in folder.iterdir())
    assert client.get("/v1/export.exe", params={"dataset": dataset}).status_code == 422


def test_nothing_stays_on_the_disk_of_the_service(
    client: httpx.Client, dataset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for edition in ("1", "tiada"):
        client.get("/v1/export.csv", params={"dataset": dataset, "edition": edition})
    assert list(tmp_path.iterdir()) == []


def test_who_removes_what(
    client: httpx.Client, dataset: str, engine_settings: Settings, store: Store
) -> None:
    where = {"dataset": dataset, "edition": "1"}
    with access.accounts_database(engine_settings) as book:
        keys = {
            role: access.add_key(book, role, [Grant(role, dataset)], days=1, by="uji")[1]
            for role in ROLES
            if role in {"viewer", "planner", "inspector"}
        }
        stranger = access.add_key(book, "lain", [Grant("admin", "lain")], days=1, by="uji")[1]
    for secret in (*keys.values(), stranger):
        headers = {"Authorization": f"Bearer {secret}"}
        assert client.delete("/v1/editions", params=where, headers=headers).status_code == 403
    theirs = {"Authorization": f"Bearer {stranger}"}
    for edition in ("1", "tiada"):
        asked = {"dataset": dataset, "edition": edition}
        told = client.get("/v1/export.json", params=asked, headers=theirs)
        assert (told.status_code, told.json()["code"]) == (403, "forbidden")
    assert _is_loaded(store, dataset, "1")
    for more in ({"edition": "1"}, {"dataset": dataset}, {"dataset": dataset, "edition": ""}):
        assert client.delete("/v1/editions", params=more).status_code == 422
    mine = key_header(engine_settings, "pengelola", "admin")
    assert client.delete("/v1/editions", params=where, headers=mine).json() == {"dropped": [where]}
    again = client.delete("/v1/editions", params=where, headers=mine)
    assert (again.status_code, again.json()["code"]) == (404, "unknown-edition")
    assert _is_loaded(store, dataset, "2/a")
    entry = client.get("/v1/log", params={"dataset": dataset, "limit": 1}).json()["log"][0]
    assert entry["act"] == "edition-removed"
    assert entry["facts"] == {"edition": "1"}
    assert entry["who"].startswith("pengelola")
